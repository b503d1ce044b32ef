"""What changed in meaning, as the comment of a pull request: headline, table of moved outcomes, details folded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from prevent_assure.text.inert_markdown import code, fenced, plain, summary, text_difference

from .difference import AssessmentDifference, BenchmarkDifference, DiffResult, FileDifference, OutcomeMove
from .words import KINDS, Fact, Words, count, cycles, headline, moved_and_changed, override, revision, title

LENGTH = 64_000
"""The most characters of a comment: GitHub takes 65,536, and whoever posts it may add a mark of their own."""
_TABLE = LENGTH // 3
_NAMED = 20
"""So many names are listed."""
_CUT = 100
"""Names, paths and revisions are cut here where they stand outside of what may be left out."""
_RESERVE = 5_000
"""Characters kept for saying what was left out."""
_WORDS = Words(code)


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
    lines = [
        f"### Prevent assurance: {headline(result)}",
        "",
        f"From {revision(result.base, _name)} to {revision(result.head, _name)}.",
        "",
    ]
    rows = [row for each in result.assessments for row in _rows(each)]
    kept = _fitting(rows, min(_TABLE, length // 3))
    if kept:
        lines += [
            "| Authority | Cycle | Benchmark | Outcome | Before | Now | Moved by |",
            f"|{' --- |' * 7}",
            *kept,
            "",
        ]
    lines += list(_unreadable(result))
    text = "\n".join(lines)
    parts = [*(_of_assessment(each) for each in _by_weight(result)), *(_of_file(each) for each in result.files)]
    return _filled(text, [*parts, *_reformatted(result)], len(rows) - len(kept), length)


def _name(text: str) -> str:
    return code(text[:_CUT])


def _by_weight(result: DiffResult) -> list[AssessmentDifference]:
    return sorted(result.assessments, key=lambda each: not any(one.outcomes for one in each.benchmarks))


def _size(text: str) -> int:
    """Count as GitHub may: a character beyond the basic plane as two."""
    return len(text) + sum(each > "\uffff" for each in text)


def _fitting(rows: list[str], length: int) -> list[str]:
    kept = []
    for row in rows:
        length -= _size(row) + 1
        if length < 0:
            break
        kept.append(row)
    return kept


def _rows(each: AssessmentDifference) -> Iterator[str]:
    for benchmark in each.benchmarks:
        for move in benchmark.outcomes:
            yield f"| {' | '.join(_cells(each, benchmark, move))} |"


def _cells(each: AssessmentDifference, benchmark: BenchmarkDifference, move: OutcomeMove) -> tuple[str, ...]:
    labels: Mapping[str, str] = {name: plain(label) for name, label in each.outcome_labels.items()}
    outside = benchmark.override
    kind = KINDS[move.kind]
    said = [_WORDS.because(move)]
    if outside is not None and move.kind in outside.because:
        said.append(override(outside))
    number = f"{benchmark.number} " if benchmark.number is not None else ""
    return (
        f"{plain(each.name)} ({code(each.authority)})",
        code(each.cycle),
        f"{number}{plain(benchmark.title)} ({code(benchmark.id)})",
        kind,
        _WORDS.outcome(move.before, labels, move.before_basis),
        _WORDS.outcome(move.after, labels, move.after_basis),
        "; ".join(filter(None, said)) or " ",
    )


def _of_assessment(each: AssessmentDifference) -> _Part:
    labels = {name: plain(label) for name, label in each.outcome_labels.items()}
    moved = sum(len(benchmark.outcomes) for benchmark in each.benchmarks)
    answered = sum(answer.moved for benchmark in each.benchmarks for answer in benchmark.answers)
    said = moved_and_changed(moved, answered)

    def inside(texts: bool) -> list[str]:  # noqa: FBT001 - called with it alone
        lines = list(_facts(_WORDS.assessment(each), texts=texts))
        for benchmark in each.benchmarks:
            number = f"{benchmark.number} " if benchmark.number is not None else ""
            lines += ["", f"**{number}{plain(benchmark.title)}** ({code(benchmark.id)})", ""]
            lines += _facts(_WORDS.benchmark(benchmark, labels), texts=texts)
        return lines

    facts = [*_WORDS.assessment(each), *(fact for one in each.benchmarks for fact in _WORDS.benchmark(one, labels))]
    name = f"{summary(each.name)} ({summary(each.authority)}), {cycles(each)}"
    return _folded(each.authority, f"{name}: {said}", _length(facts), inside)


def _of_file(each: FileDifference) -> _Part:
    def inside(texts: bool) -> list[str]:  # noqa: FBT001 - called with it alone
        return list(_facts(_WORDS.file(each), texts=texts))

    return _folded(each.path, title(each, summary), _length(_WORDS.file(each)), inside)


def _reformatted(result: DiffResult) -> list[_Part]:
    if not result.reformatted:
        return []

    def inside(texts: bool) -> list[str]:  # noqa: FBT001 - called with it alone
        return [f"- {code(path)}" for path in result.reformatted[: None if texts else _NAMED]]

    said = f"{count(len(result.reformatted), 'file')}: only order, layout, comments or the name changed"
    return [_folded("files whose layout changed", said, sum(map(len, result.reformatted)), inside)]


def _length(facts: Iterable[Fact]) -> int:
    return sum(len(fact.before or "") + len(fact.after or "") for fact in facts)


def _folded(name: str, head: str, texts: int, inside: Callable[[bool], list[str]]) -> _Part:
    def written(texts: bool) -> str:  # noqa: FBT001 - called with it alone
        lines = ["<details>", f"<summary>{head}</summary>", "", *inside(texts), "", "</details>", ""]
        return "\n".join(line for line, before in zip(lines, ["x", *lines], strict=False) if line or before)

    return _Part(name, texts, written)


def _facts(facts: Iterable[Fact], *, texts: bool) -> Iterator[str]:
    for fact in facts:
        yield f"- {fact.text}"
        if texts and fact.has_texts:
            yield ""
            yield from fenced(text_difference(fact.before, fact.after), "  ")
            yield ""


def _unreadable(result: DiffResult) -> Iterator[str]:
    for each in result.unreadable[:_NAMED]:
        codes = ", ".join(dict.fromkeys(code(found.code) for found in each.diagnostics))
        where = "before" if each.side == "base" else "now"
        yield f"**Not compared**, since it cannot be read {where}: {code(each.path[:_CUT])} ({codes})"
        yield ""
    if len(result.unreadable) > _NAMED:
        yield f"**Not compared**, likewise: {count(len(result.unreadable) - _NAMED, 'more file')}"
        yield ""


def _filled(text: str, parts: list[_Part], rows: int, length: int) -> str:
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
    said = [f"{count(rows, 'row')} of the table"] * bool(rows)
    said += [f"the texts of {_named(cut)}"] * bool(cut) + [f"the details of {_named(gone)}"] * bool(gone)
    if said:
        out.append(f"Left out for length: {'; '.join(said)}. `prevent-assure diff` shows them.\n")
    return "\n".join(out)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED // 2} more" if len(names) > _NAMED // 2 else ""
    return ", ".join(code(each[: _CUT // 2]) for each in names[: _NAMED // 2]) + more
