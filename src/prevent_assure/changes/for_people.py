"""What changed in meaning, set out for people: on a terminal or in a log, and as the comment of a pull request.

Narratives are shown on terminals and in the comment only: logs get keys and ids. The comment has a headline, a table of
the outcomes that moved, and the details folded, in full as far as they fit.
"""

import difflib
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from prevent_assure.rules.seals import in_words
from prevent_assure.text.blocks import Block, Heading, Line, blocks_text
from prevent_assure.text.escaping import code, harmless, longest_ticks, plain, summary

from .counting import count
from .difference import DiffResult, SignOffChange
from .events import Event, events, left
from .marks import Marks
from .words import Fact, Section, Words, closed, headline, letters, not_compared, revision

LENGTH = 64_000
"""The most characters of a comment: GitHub takes 65,536, and whoever posts it may add a mark of their own."""
_TABLE = LENGTH // 3
_NAMED = 20
"""So many names are listed."""
_CUT = 100
"""Names, paths and revisions are cut here where they stand outside of what may be left out."""
_RESERVE = 5_000
"""Characters kept for saying what was left out."""
_COLOURS = {"-": "red", "+": "green"}


def diff_text(result: DiffResult, *, width: int, colour: bool, texts: bool) -> str:
    """Write what changed for a terminal or a log.

    Args:
        result: What changed.
        width: How many columns there are.
        colour: Whether colours may be used.
        texts: Whether narratives are shown.

    Returns:
        A headline, then each authority's cycle, then the other files.
    """
    return blocks_text(_blocks(result, width if texts else None), width=width, colour=colour)


def _blocks(result: DiffResult, width: int | None) -> Iterator[Block]:
    marks, folded = Marks(harmless, harmless, harmless), width is not None
    words = Words(marks)
    states = f"{revision(result.base, harmless)} → {revision(result.head, harmless)}"
    happened = events(result, marks)
    yield Line(f"{states}: {headline(result, happened)}", folded=False)
    if happened:
        yield Line("")
        yield from (Line(event.said, folded=folded) for event in happened)
    result = left(result)
    if result.letters:
        yield from (Line(""), Line(letters(result.letters, harmless), folded=folded))
    if result.closed:
        yield from (Line(""), Line(closed(result.closed, harmless), folded=folded))
    for found in result.sign_offs:
        if found.stale:
            of = f" of {found.benchmark}" if found.benchmark is not None else ""
            why = f"is made stale{f' by {in_words(found.because)}' if found.because else ''}"
            why = f"{_RESEALED}; changed: {in_words(found.because)}" if found.resealed else why
            said = f"{found.authority} {found.cycle}: `{found.step}`{of} {why}"
            yield from (Line(""), Line(harmless(said), folded=folded))
    for section in (*map(words.assessment, result.assessments), *map(words.file, result.files)):
        yield Heading(section.title)
        yield from _facts(section.facts, 2, width)
        for benchmark in section.benchmarks:
            yield Line(f"{benchmark.title} ({benchmark.id})", indent=2, folded=folded)
            yield from _facts(benchmark.facts, 4, width)
    if result.reformatted:
        yield from (Line(""), Line("Only order, layout, comments or the file's name changed:"))
        yield from (Line(path, indent=2, folded=folded) for path in result.reformatted)
    for unread in result.unreadable:
        yield from (Line(""), Line(f"Not compared, {not_compared(unread, harmless)}", folded=False))


def _facts(facts: Iterable[Fact], indent: int, width: int | None) -> Iterator[Line]:
    """Set facts out: folded and with narratives where there is a width, in whole lines and without in a log."""
    for fact in facts:
        yield Line(fact.text, indent=indent, folded=width is not None)
        if width is not None and fact.has_texts:
            for line in _difference(fact, max(20, min(100, width - indent - 4))):
                yield Line(line, indent=indent + 2, style=_COLOURS.get(line[0], ""))


def _difference(fact: Fact, width: int = 100) -> list[str]:
    """What became of a narrative: lines no longer than `width` that begin with `-`, `+` or a blank."""
    old, new = (list(_lines(text or "", width)) for text in (fact.before, fact.after))
    shown: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            shown += [f"  {line}" for line in old[i1:i2]]
        else:
            shown += [f"- {line}" for line in old[i1:i2]] + [f"+ {line}" for line in new[j1:j2]]
    return shown


def _lines(text: str, width: int) -> Iterator[str]:
    if not text.strip():
        return
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-*•])", text.strip()):
        yield from textwrap.wrap(harmless(" ".join(paragraph.split())), width) or [""]


class _Part(NamedTuple):
    """Something folded, which is written only if it may fit.

    Attributes:
        name: How it is called where it is left out.
        texts: How many characters of narratives there are in it.
        written: Writes it, with its narratives or without.
    """

    name: str
    texts: int
    written: Callable[[bool], str]


def diff_md(result: DiffResult, *, length: int = LENGTH) -> str:
    """Write what changed as a comment.

    Args:
        result: What changed.
        length: The most characters that it may have, as the services count them.

    Returns:
        Markdown in which text of files can do nothing.
    """
    marks = Marks(code, plain, summary)
    words, happened = Words(marks), events(result, marks)
    of = f", workspace {code(result.folder[:_CUT])}" if result.folder else ""
    lines = [
        f"### Prevent assurance{of}: {headline(result, happened)}",
        "",
        f"From {revision(result.base, _cut)} to {revision(result.head, _cut)}.",
        "",
        *_points_of(happened),
    ]
    result = left(result)
    sections = [words.assessment(changed) for changed in result.assessments]
    first, more, unsaid = _decisions(result, sections, length)
    lines += first
    rows = [f"| {' | '.join(move)} |" for section in sections for move in section.moves]
    kept = _fitting(rows, min(_TABLE, length // 3))
    shown = kept[: max(0, _LINES - len(lines) - len(_HEAD) - 1)]
    lines += [*_HEAD, *shown, ""] if shown else []
    details = [*sorted(sections, key=lambda section: not (section.moves or section.overrides or section.lowered))]
    parts = [_list_of("more to decide", more)] * bool(more)
    parts += [_list_of("more outcomes that moved", kept[len(shown) :], _HEAD)] * (len(shown) < len(kept))
    parts += [
        _Part(one.name, one.texts, partial(_folded_section, one)) for one in (*details, *map(words.file, result.files))
    ]
    parts += [_reformatted(result.reformatted)] * bool(result.reformatted)
    left_out = [f"{count(unsaid, 'point')} to decide"] * bool(unsaid)
    left_out += [f"{count(len(rows) - len(kept), 'row')} of the table"] * (len(kept) < len(rows))
    return _filled("\n".join(lines), parts, left_out, length)


_LINES = 25
"""So many lines stand before what is folded, unless whole files alone make more."""
_HEAD = ("| Authority | Cycle | Benchmark | Outcome | Before | Now | Why |", f"|{' --- |' * 7}")


def _points_of(happened: Sequence[Event]) -> list[str]:
    """List what happened to whole files, few enough to leave room for the rest below."""
    said = [f"- {event.said}" for event in happened[:_NAMED]]
    said += [f"- and {len(happened) - _NAMED} more"] * (len(happened) > _NAMED)
    return [*said, ""] if said else []


def _decisions(result: DiffResult, sections: Sequence[Section], length: int) -> tuple[list[str], list[str], int]:
    """Say what needs a decision: the lines before the fold, the further points, and how many find no room."""
    points = [
        *_sign_offs(result.sign_offs),
        *(f"- {said}" for section in sections for said in section.overrides),
        *([f"- {letters(result.letters[:_NAMED], _cut)}{_and_more(result.letters)}"] if result.letters else []),
        *([f"- {closed(result.closed[:_NAMED], _cut)}{_and_more(result.closed)}"] if result.closed else []),
        *(f"- {said}" for section in sections for said in section.lowered),
        *_unreadable(result),
    ]
    fitting = _fitting(points, length // 3)
    lines = ["**To decide**", ""] if points else []
    number = 0
    while number < len(fitting) and len(lines) + 1 + fitting[number].count("\n") <= _LINES - 8:
        lines += fitting[number].split("\n")
        number += 1
    return [*lines, *[""] * bool(points)], fitting[number:], len(points) - len(fitting)


def _and_more(listed: Sequence[object]) -> str:
    return f" And {len(listed) - _NAMED} more." if len(listed) > _NAMED else ""


def _list_of(name: str, lines: Sequence[str], head: Sequence[str] = ()) -> _Part:
    """Fold lines."""
    return _Part(name, 0, lambda _: _folded(f"{len(lines)} {name}", [*head, *lines]))


def _cut(text: str) -> str:
    return code(text[:_CUT])


def _size(text: str) -> int:
    """Count as GitHub may: a character beyond the basic plane as two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _fitting(rows: list[str], length: int) -> list[str]:
    kept = []
    for row in rows:
        length -= _size(row) + 1
        if length < 0:
            break
        kept.append(row)
    return kept


_RESEALED = "has another seal and the day of before, so that whoever gave it must say whether it was signed anew"


def _sign_offs(found: Sequence[SignOffChange]) -> Iterator[str]:
    """Name the sign-offs that are stale or unsealed, those of one authority's cycle together, with lines to paste."""
    groups: dict[tuple[object, ...], list[SignOffChange]] = {}
    for one in found:
        groups.setdefault((one.authority, one.cycle, one.stale, one.resealed), []).append(one)
    for ones in sorted(groups.values(), key=lambda ones: not ones[0].stale):
        steps = ", ".join(
            f"`{one.step}`" + (f" of benchmark `{one.benchmark}`" if one.benchmark is not None else "") for one in ones
        )
        because = in_words(tuple(dict.fromkeys(chain.from_iterable(one.because for one in ones))))
        why = f"**made stale** by {because or 'this change'}" if ones[0].stale else "not sealed"
        why = f"**{_RESEALED}**; changed: {because}" if ones[0].resealed else why
        paste = "; once looked at again, by hand:" if ones[0].stale else "; if it is still what was signed, by hand:"
        lines = [one.line for one in ones if one.line]
        block = ["", "  ```yaml", *(f"  {line}" for line in lines), "  ```"] if lines else []
        said = f"- {steps} of {code(ones[0].authority)}, {ones[0].cycle}: {why}{paste if lines else ''}"
        yield "\n".join([said, *block])


def _unreadable(result: DiffResult) -> Iterator[str]:
    for unread in result.unreadable[:_NAMED]:
        yield f"- **Not compared**, {not_compared(unread, _cut)}"
    if len(result.unreadable) > _NAMED:
        yield f"- **Not compared**, likewise: {count(len(result.unreadable) - _NAMED, 'more file')}"


def _folded_section(section: Section, texts: bool) -> str:  # noqa: FBT001 - called with it alone
    lines = list(_points(section.facts, texts=texts))
    for benchmark in section.benchmarks:
        lines += ["", f"**{benchmark.title}** ({benchmark.id})", "", *_points(benchmark.facts, texts=texts)]
    return _folded(": ".join(filter(None, (section.title, section.counted))), lines)


def _reformatted(paths: Sequence[str]) -> _Part:
    def written(texts: bool) -> str:  # noqa: FBT001 - called with it alone
        return _folded(said, [f"- {code(path)}" for path in paths[: None if texts else _NAMED]])

    said = f"{count(len(paths), 'file')}: only order, layout, comments or the name changed"
    return _Part("files whose layout changed", sum(map(len, paths)), written)


def _folded(head: str, inside: Sequence[str]) -> str:
    lines = ["<details>", f"<summary>{head}</summary>", "", *inside, "", "</details>", ""]
    return "\n".join(line for line, before in zip(lines, ["x", *lines], strict=False) if line or before)


def _points(facts: Iterable[Fact], *, texts: bool) -> Iterator[str]:
    for fact in facts:
        yield f"- {fact.text}"
        if texts and fact.has_texts:
            # Each line begins with `-`, `+` or a blank, so that none can end the block.
            lines = _difference(fact)
            fence = "`" * max(3, 1 + longest_ticks(lines))
            yield from ("", *(f"  {line}" for line in (f"{fence}diff", *lines, fence)), "")


def _filled(text: str, parts: list[_Part], left_out: list[str], length: int) -> str:
    """Add as many folded parts as fit, in full or else without their texts, and say what was left out."""
    left = length - _size(text) - _RESERVE
    out, cut, gone = [text], [], []
    for part in parts:
        # What is too long by its texts alone is not written to find that out.
        forms = ((texts, part.written(texts)) for texts in (True, False) if left > (part.texts if texts else 0))
        in_full, form = next(((texts, form) for texts, form in forms if _size(form) < left), (False, ""))
        if not form:
            gone.append(part.name)
            continue
        out.append(form)
        left -= _size(form) + 1
        if part.texts and not in_full:
            cut.append(part.name)
    said = [*left_out]
    said += [f"the texts of {_named(cut)}"] * bool(cut) + [f"the details of {_named(gone)}"] * bool(gone)
    if said:
        out.append(f"Left out for length: {'; '.join(said)}. `prevent-assure diff` shows them.\n")
    return "\n".join(out)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED // 2} more" if len(names) > _NAMED // 2 else ""
    return ", ".join(code(name[: _CUT // 2]) for name in names[: _NAMED // 2]) + more
