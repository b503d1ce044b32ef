"""What changed in meaning, for people at a terminal. Narratives are shown on terminals only: logs get keys and ids."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from prevent_assure.text.consoles import console_on, trimmed
from prevent_assure.text.escaping import harmless
from prevent_assure.text.inert_markdown import text_difference

from .difference import DiffResult
from .words import Fact, Words, cycles, headline, revision, title

_COLOURS = {"-": "red", "+": "green"}


def diff_text(result: DiffResult, *, width: int, colour: bool, texts: bool) -> str:
    """Write what changed.

    Args:
        result: What changed.
        width: How many columns there are.
        colour: Whether colours may be used.
        texts: Whether narratives are shown.

    Returns:
        A headline, then each authority's cycle, then the other files.
    """
    out = StringIO()
    console = console_on(out, width=width, colour=colour)
    _print(console, result, texts=texts)
    return trimmed(out)


def _print(console: Console, result: DiffResult, *, texts: bool) -> None:
    words = Words(harmless)
    console.print(
        Text(f"{revision(result.base, harmless)} → {revision(result.head, harmless)}: {headline(result)}"),
        soft_wrap=True,
    )
    for each in result.assessments:
        console.print()
        console.print(Text(f"{harmless(each.name)} ({harmless(each.authority)}), {cycles(each)}", style="bold"))
        _facts(console, words.assessment(each), 2, texts=texts)
        for benchmark in each.benchmarks:
            number = f"{benchmark.number} " if benchmark.number is not None else ""
            _line(console, f"{number}{harmless(benchmark.title)} ({harmless(benchmark.id)})", 2, folded=texts)
            _facts(console, words.benchmark(benchmark, each.outcome_labels), 4, texts=texts)
    for file in result.files:
        console.print()
        console.print(Text(title(file, harmless), style="bold"))
        _facts(console, words.file(file), 2, texts=texts)
    if result.reformatted:
        console.print()
        console.print(Text("Only order, layout, comments or the file's name changed:"))
        _facts(console, (Fact(harmless(path)) for path in result.reformatted), 2, texts=texts)
    for unread in result.unreadable:
        console.print()
        codes = ", ".join(dict.fromkeys(each.code for each in unread.diagnostics))
        where = "before" if unread.side == "base" else "now"
        console.print(
            Text(f"Not compared, since it cannot be read {where}: {harmless(unread.path)} ({codes})"), soft_wrap=True
        )


def _facts(console: Console, facts: Iterable[Fact], indent: int, *, texts: bool) -> None:
    for fact in facts:
        _line(console, fact.text, indent, folded=texts)
        if texts and fact.has_texts:
            width = max(20, min(100, console.width - indent - 4))
            for line in text_difference(fact.before, fact.after, width):
                console.print(Padding(Text(line, style=_COLOURS.get(line[0], "")), (0, 0, 0, indent + 2)))


def _line(console: Console, text: str, indent: int, *, folded: bool) -> None:
    """Print a line: folded to the terminal's width, whole in a log."""
    if folded:
        console.print(Padding(Text(text), (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent + text), soft_wrap=True)
