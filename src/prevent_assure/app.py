"""The command line. Commands are loaded when called, so that `--version`, completion and `--help` stay quick."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand
from typer.main import get_command, get_group

from prevent_assure import __version__
from prevent_assure.cli import boundary
from prevent_assure.cli.output_options import with_output_options
from prevent_assure.cli.unforeseen import DEBUG
from prevent_assure.cli.usage import Group, refuse_twice
from prevent_assure.cycle.step_table import STEPS
from prevent_assure.text.file_formats import module_with_extra


class Listed(NamedTuple):
    """A command as help lists it.

    Attributes:
        module: The module with its function, below this package.
        sentence: What its own help begins with. It stands here so that help need not load each module.
        group: What holds the command in the module, where that is not its function.
        extra: The extra of this package that brings libraries which the command needs.
        libraries: Those libraries.
        writes: Whether it, or a command below it, writes files; it has `--dry-run` then.
    """

    module: str
    sentence: str
    group: str = ""
    extra: str = ""
    libraries: tuple[str, ...] = ()
    writes: bool = False


GROUPS: Mapping[str, Mapping[str, Listed]] = {
    "Begin a cycle": {
        "init": Listed(
            "cycle.init_command",
            "Lay out a workspace ready for git: one council's repository, or that of several.",
            writes=True,
        ),
        "cycle": Listed(
            "cycle.cycle_command",
            "The cycles: begin one with a file for each authority, list them, close one.",
            writes=True,
        ),
        "new": Listed(
            "cycle.new_command",
            "Write a self-assessment to be filled in, to assessments/CYCLE/AUTHORITY.yaml.",
            writes=True,
        ),
        "answer": Listed(
            "cycle.answer_command",
            "Go through a self-assessment on the terminal, one criterion at a time.",
            writes=True,
        ),
        "form": Listed(
            "forms.command",
            "Workbooks for those who have neither git nor a terminal: write them, and read them back.",
            extra="forms",
            libraries=("openpyxl", "xlsxwriter"),
            writes=True,
        ),
        "authorities": Listed(
            "forms.contacts.command",
            "Who the authorities and their people are: from the team's contacts sheet into their files.",
            writes=True,
        ),
        "criteria": Listed(
            "editions.command",
            "Editions of criteria: list, show and compare them, try answers under a draft, carry them to a new one.",
            writes=True,
        ),
    },
    "Look at what there is": {
        "validate": Listed(
            "checking.validate_command",
            "Say what is wrong with a workspace or with single files, at the line and with a hint.",
        ),
        "score": Listed(
            "scores.command", "Show the claimed, derived and agreed outcome of each benchmark side by side."
        ),
        "diff": Listed(
            "changes.command",
            "Show what changed in meaning: answers, outcomes and what moved them, criteria, settings.",
        ),
        "explain": Listed("checking.explain_command", "Explain a finding, or a criterion."),
        "schema": Listed("checking.schema_command", "Print the JSON Schema of a kind of file, for editors."),
    },
    "Agree, step by step": {
        step.command: Listed("cycle.steps_command", step.sentence, "steps_of_a_cycle", writes=True) for step in STEPS
    },
    "Letters": {
        "letter": Listed(
            "outcome_letter.command",
            "Write the outcome letter with both annexes to letters/CYCLE/AUTHORITY.html.",
            writes=True,
        ),
        "signing-list": Listed(
            "cycle.signing_list_command",
            "List the letters that wait for a signature: to whom they go, what they say, "
            "and what to look at before signing.",
        ),
        "issue": Listed(
            "proof.issue_command",
            "Issue letters that are cleared: write them without any banner, and beside each the record of its sources.",
            writes=True,
        ),
        "verify": Listed(
            "proof.verify_command",
            "Say whether letters are what was issued: signed, unchanged, replaced by a later one, changed, "
            "or not to be told.",
        ),
    },
    "All authorities": {
        "todo": Listed(
            "cycle.todo_command",
            "Say what must be done next, by whom, and with which command, form or web editor.",
        ),
        "status": Listed(
            "cycle.status_command",
            "Say who is where: status, days to and past the due date, and what each still needs.",
        ),
        "recommendations": Listed(
            "national.recommendations_command", "List every recommendation of every cycle, with its progress until now."
        ),
        "overview": Listed(
            "national.overview_command",
            "Write a site that shows what all authorities' files of a cycle say together.",
            writes=True,
        ),
        "export": Listed(
            "national.export_command",
            "Write what the files say as tidy tables, with a dictionary beside them.",
            writes=True,
        ),
        "serve": Listed(
            "serving.command",
            "Show the overview and the letters in a browser while you edit, with what is to be mended.",
            writes=True,
        ),
    },
    "This program": {
        "help": Listed("cli.help_command", "Explain a command: what it takes, and examples."),
        "version": Listed("cli.version_command", "Print the version."),
    },
}
"""Commands by group, in the order of help."""

COMMANDS: Mapping[str, Listed] = {name: listed for commands in GROUPS.values() for name, listed in commands.items()}


def load(name: str) -> Any:  # noqa: ANN401 - typer's own type of a command is private
    """Import a command's module, and make the command of its function."""
    listed = COMMANDS[name]
    with boundary.boundary():  # a library may be missing
        module = module_with_extra(
            f"{__package__}.{listed.module}", library=listed.libraries, extra=listed.extra, format_name=f"`{name}`"
        )
    if listed.group:
        return with_output_options(get_group(getattr(module, listed.group)).commands[name])
    function = getattr(module, name.replace("-", "_"))
    if isinstance(function, typer.Typer):
        function.info.cls = Group
        return with_output_options(get_command(function))
    single = typer.Typer(add_completion=False, rich_markup_mode="markdown", context_settings=boundary.CONTEXT)
    single.command(name, epilog=module.EXAMPLES)(function)
    return with_output_options(get_command(single))


class LazyGroup(Group):
    """A group that imports a command's module only when the command is called.

    Help and completion list all commands; they get their names and sentences, and nothing is imported.
    """

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - as typer has it
        """Make the group, with the options of every command."""
        super().__init__(**attributes)
        with_output_options(self)

    def writing(self) -> set[str]:
        """Name the commands that write files."""
        return {name for name, listed in COMMANDS.items() if listed.writes}

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - typer gives it
        """List the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002 - typer gives it
        """Give a command as help and completion list it; None where there is none such."""
        if cmd_name not in COMMANDS:
            return None
        group = next(name for name, commands in GROUPS.items() if cmd_name in commands)
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name].sentence, rich_help_panel=group)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find the command that a command line names, and load it.

        Raises:
            Exit: If there is no such command.
        """
        name, listed, rest = super().resolve_command(ctx, args)
        command = load(name) if name and listed else listed
        refuse_twice(command, rest)
        return name, command, rest


app = typer.Typer(
    name="prevent-assure",
    cls=LazyGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings=boundary.CONTEXT,
    epilog="Examples: `prevent-assure validate` · `prevent-assure score --explain` · `prevent-assure letter` · "
    "`prevent-assure help letter`",
)


def _version(value: bool) -> None:  # noqa: FBT001 - typer's callbacks are called so
    if value:
        boundary.show(f"prevent-assure {__version__}\n")
        raise typer.Exit


@app.callback()
def prevent_assure(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            "-C",
            metavar="DIR",
            envvar="PREVENT_ASSURE_WORKSPACE",
            show_envvar=True,
            help="The workspace; by default the one that this folder lies in.",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001, FBT002 - its callback answers
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and end."),
    ] = False,
    debug: Annotated[  # noqa: ARG001, FBT002 - boundary.run takes it from wherever it stands
        bool,
        typer.Option(DEBUG, help="Print the traceback of a failure that nobody foresaw. It may quote files."),
    ] = False,
) -> None:
    """The yearly Prevent duty assurance of local authorities, from YAML files in git."""
    context.obj = workspace if workspace is None else Path(workspace)


def main() -> None:
    """Run the command line.

    Raises:
        SystemExit: Always, with the exit code of format.md.
    """
    boundary.run(app)
