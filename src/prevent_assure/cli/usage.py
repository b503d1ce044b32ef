"""Command lines that cannot be read: one shape for every error, and a suggestion that does no harm."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from prevent_assure.model.nearness import closest, one_slip_away

from . import boundary, output_options

READING_WORDS = {"check": "validate", "lint": "validate", "compare": "diff", "why": "explain"}
"""What other tools call a command of ours that only reads."""
OF_COMMANDS = ("--authority", "-a", "--cycle", "--format", "--output", "-o")
_ARGUMENTS = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)
_OPTION = re.compile(r"Option '([^']*)'")


class Group(TyperGroup):
    """Commands below one name: a misspelt one is answered, and every error has the same shape."""

    def writing(self) -> set[str]:
        """Name the commands that write files."""
        return {name for name, below in self.commands.items() if any("--dry-run" in each.opts for each in below.params)}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's own type is private
        """Find the command that a command line names.

        Raises:
            Exit: If there is no such command.
        """
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known and not ctx.resilient_parsing:
            boundary.fail(
                f"there is no command `{_shown(ctx.command_path, args[0])}`",
                suggestion(args[0], known, self.writing()) or f"`{ctx.command_path} --help` lists the commands",
            )
        name, command, rest = super().resolve_command(ctx, args)
        refuse_twice(command, rest)
        return name, command, rest

    def main(  # type: ignore[override]  # all else is passed on as it comes
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401 - as above
    ) -> object:
        """Run a command line, and end with its exit code."""
        output_options.begin()
        try:
            code = super().main(args, prog_name, standalone_mode=False, **extra)
        except TyperException as error:
            anywhere: Any = None
            named = (word for word in args or () if self.get_command(anywhere, word) is not None)
            code = refuse(error, f"prevent-assure {next(named, '')}".strip())
        except typer.Abort:
            boundary.say("prevent-assure: ended before it was done")
            code = boundary.INTERRUPTED
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else boundary.DONE)
        return code


def refuse_twice(command: Any, words: Sequence[str]) -> None:  # noqa: ANN401 - typer's own type is private
    """Refuse an option that is given twice where one counts: which of the two was left out would not be seen."""
    before = words[: words.index("--")] if "--" in words else words
    for param in getattr(command, "params", ()):
        if param.param_type_name == "option" and not (param.multiple or param.is_flag or param.count):
            times = sum(word in param.opts or word.startswith(f"{param.opts[0]}=") for word in before)
            if times > 1:
                boundary.fail(
                    f"`{param.opts[0]}` is given {times} times, and `prevent-assure {command.name}` takes one",
                    "write the command once for each",
                )


def suggestion(word: str, known: Iterable[str], writing: Iterable[str]) -> str | None:
    """Suggest what lies one slip away; beyond that never a command that writes, which is better typed than guessed."""
    names = list(known)
    near = [name for name in names if one_slip_away(word, name)]
    other = READING_WORDS.get(word, "")
    if not near and other in names:
        near = [other]
    if near:
        return f"did you mean {' or '.join(f'`{name}`' for name in near)}?"
    return closest(word, sorted({*names} - {*writing}))


def refuse(error: TyperException, command: str) -> int:
    """Say what is wrong with the command line of a command, and give the exit code."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stdout.write(error.message)  # with rich, help has printed itself already
        return boundary.CANNOT_RUN
    message, hint = _in_words(error, context)
    path = context.command_path if context is not None else command
    boundary.say(f"prevent-assure: {message}")
    boundary.say(f"  hint: {hint or f'`{path} --help` says what it takes'}")
    return boundary.CANNOT_RUN


def _in_words(error: TyperException, context: Any) -> tuple[str, str | None]:  # noqa: ANN401 - typer's is private
    kind, said = type(error).__name__, error.message
    if kind == "NoSuchOption":
        return _no_option(error, context)
    if kind in {"MissingParameter", "BadParameter"}:
        of_value = _missing if kind == "MissingParameter" else _bad_value
        return of_value(getattr(error, "param", None), said)
    if (found := _ARGUMENTS.match(said)) is not None:
        return _too_many(found[1].split(), context)
    if (found := _OPTION.match(said)) is not None:
        takes = "takes no value" if "does not take" in said else "needs a value behind it"
        return f"`{found[1]}` {takes}", None
    if said.startswith("Missing command"):
        return f"`{context.command_path}` needs a command behind it", None
    return said[:1].lower() + said[1:].rstrip("."), None


def _no_option(error: Any, context: Any) -> tuple[str, str | None]:  # noqa: ANN401 - as above
    name = error.option_name
    path = context.command_path if context is not None else "prevent-assure"
    message = f"`{path}` has no option `{name}`"
    if context is not None and context.parent is None and name in OF_COMMANDS:
        return message, f"it stands behind a command, as in `prevent-assure score {name} ...`"
    known = [option for each in context.command.get_params(context) for option in each.opts] if context else []
    near = [option for option in known if option.startswith("--") and one_slip_away(name, option)]
    return message, (f"did you mean `{near[0]}`?" if near else closest(name, known))


def _missing(param: Any, said: str) -> tuple[str, str | None]:  # noqa: ANN401 - as above
    if param is None:
        return said, None
    if param.param_type_name == "argument":
        return f"{param.metavar} is missing", param.help
    return f"`{param.opts[0]} {param.metavar or 'VALUE'}` is missing", param.help


def _bad_value(param: Any, said: str) -> tuple[str, str | None]:  # noqa: ANN401 - as above
    if param is None:
        return said, None
    named = f"`{param.opts[0]}`" if param.param_type_name == "option" else str(param.metavar)
    kind = param.type_descriptor
    if kind.is_choice:
        words = [str(getattr(choice, "value", choice)) for choice in kind.choices]
        given = re.match(r"(?:Value error, )?'([^']*)' is not", said)
        return f"{named} takes one of: {', '.join(words)}", closest(given[1], words) if given else None
    least, most = getattr(param, "min", None), getattr(param, "max", None)
    if least is not None or most is not None:
        end = f" to {most}" if most is not None else " on"
        return f"{named} takes a whole number from {least}{end}", None
    plain = said.removeprefix("Value error, ")
    return f"{named}: {plain[:1].lower()}{plain[1:]}", None


def _too_many(words: Sequence[str], context: Any) -> tuple[str, str | None]:  # noqa: ANN401 - as above
    word = words[0] if words else ""
    options = {option for each in context.command.params for option in each.opts}
    message = f"`{context.command_path}` does not take `{word}`"
    option = "--cycle" if word[:1].isdigit() else "--authority"
    return message, f"with its option it does: `{option} {word}`" if option in options else None


def _shown(path: str, word: str) -> str:
    above = path.removeprefix("prevent-assure").strip()
    return f"{above} {word}" if above else word
