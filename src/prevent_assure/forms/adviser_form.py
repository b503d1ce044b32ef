"""The form of a review, for the adviser: answers and evidence to read, outcomes to agree, and what the letter says."""

from collections.abc import Iterator, Mapping

from prevent_assure.cycle.draft_views import DraftView
from prevent_assure.model.answers import answer_label, answers_to
from prevent_assure.model.assessment import Answer, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.rules.case import Case
from prevent_assure.text.phrasing import printed_cycle

from .layout import Column, Fixed, Input, Row, Sheet, narrative
from .lead_form import FOLLOW_UP, START, YES, Words, criterion_text, facts_of, part_text
from .pointers import joined, pointer, steps_of
from .sheet_names import sheet_names

TEXTS, STRENGTHS, RECOMMENDATIONS = "Texts", "Strengths", "Recommendations"
_MORE = 5
"""How many empty rows there are for what is not in the file yet."""


def adviser_sheets(
    case: Case, criteria: Criteria, draft: DraftView, values: Mapping[str, str], words: Words
) -> tuple[Sheet, ...]:
    """Lay out a review.

    Args:
        case: The authority in its cycle, whose self-assessment is reviewed.
        criteria: The edition.
        draft: What the criteria ask, and the recommendations of the cycle before.
        values: What the review says now, by route.
        words: What people read.

    Returns:
        The sheets.
    """
    scored = [benchmark for benchmark in criteria.by_number() if benchmark.scored]
    scores = {score.id: score for score in case.scores}
    names = sheet_names(scored)
    sheets = [_benchmark(case, criteria, one, names[one.id], scores.get(one.id), values, words) for one in scored]
    more = (_recommendations(criteria, values), *((_follow_up(case, draft, values, words),) if draft.follow_up else ()))
    return (_start(draft, words), *sheets, _texts(scored, values), _strengths(values), *more)


def _start(draft: DraftView, words: Words) -> Sheet:
    guide = (
        "Fill in the coloured cells. An empty cell says nothing yet.",
        "The sheet of each benchmark shows what the authority answered. Give a view of your own only where it differs.",
        f"Comments, reasons and the letter's summary stand on the sheet {TEXTS}.",
    )
    rows = (Row({"B": Fixed(f"{draft.criteria_title}: review", "title")}), *facts_of(draft, words),
            Row({"B": Fixed("How to fill it in", "heading"), "C": Fixed("\n".join(guide))}))  # fmt: skip
    return Sheet(START, (Column("B", "", 30), Column("C", "", 90)), rows)


def _benchmark(  # noqa: PLR0913, PLR0917 - what a sheet is made of
    case: Case,
    criteria: Criteria,
    benchmark: Benchmark,
    name: str,
    score: BenchmarkScore | None,
    values: Mapping[str, str],
    words: Words,
) -> Sheet:
    columns = (
        Column("B", "No.", 7),
        Column("C", "Criterion", 60),
        Column("D", "Answer", 16),
        Column("E", "Evidence", 60),
        Column("F", "Your view", 16, "answer", "answer"),
        Column("G", "Comment on it", 50, "comment", "text"),
    )
    agreed = pointer("benchmarks", benchmark.id, "agreed")
    allowed, with_views = (
        " or ".join(words.outcomes.get(one, one) for one in possible or ())
        for possible in ((score.possible, score.possible_reviewed) if score is not None else ((), ()))
    )
    claimed = words.outcomes.get(score.claimed, score.claimed) if score is not None and score.claimed else "Nothing"
    rows = [
        Row({"B": Fixed(str(benchmark.number), "title"), "C": Fixed(benchmark.title, "title")}),
        Row({"C": narrative(benchmark.statement)}),
        Row({"C": Fixed("The authority claims", "heading"), "D": Fixed(claimed, "before")}),
        Row({"C": Fixed("The rules allow", "heading"), "D": Fixed(allowed, "before")}),
        *([Row({"C": Fixed("With your views the rules allow", "heading"), "D": Fixed(with_views, "before")})]
          if with_views else []),
        Row({"C": Fixed("Agreed outcome", "heading"),
             "F": Input("outcome", "", values.get(agreed, ""), words.outcomes, "The agreed outcome")}, agreed),
    ]  # fmt: skip
    said = case.assessment.benchmarks.get(benchmark.id) if case.assessment is not None else None
    return Sheet(name, columns, (*rows, *_criteria(criteria, benchmark, said or BenchmarkAnswers(), columns, values)))


def _criteria(
    criteria: Criteria,
    benchmark: Benchmark,
    said: BenchmarkAnswers,
    columns: tuple[Column, ...],
    values: Mapping[str, str],
) -> Iterator[Row]:
    number = 0
    for level, members in benchmark.criteria.items():
        known = criteria.level(level)
        if known is None:
            continue
        labels = {word: answer_label(word) for word in answers_to(known.kind)}
        yield Row({"C": Fixed(f"{known.label}: {known.note}" if known.note else known.label, "level")})
        for criterion in members:
            number += 1
            route = pointer("benchmarks", benchmark.id, "views", criterion.id)
            word, answer = said.word(level, criterion.id), said.answer(level, criterion.id)
            inputs = {
                column.letter: Input(column.kind, column.step, values.get(joined(route, column.step), ""),
                                     labels if column.kind == "answer" else {}, f"{column.heading} {number}")
                for column in columns
                if column.kind is not None
            }  # fmt: skip
            fixed = {"B": Fixed(f"{benchmark.number}.{number}"),
                     "C": criterion_text(criterion.text, criterion.applies_when, criterion.exception),
                     "D": _answered(word), "E": narrative(_evidence(answer), style="before")}  # fmt: skip
            yield Row({**fixed, **inputs}, route)
            parts = answer.parts if isinstance(answer, Answer) else {}
            yield from (
                Row({"C": part_text(part.text), "D": _answered(parts.get(part.id))}) for part in criterion.parts
            )


def _answered(word: str | None) -> Fixed:
    return Fixed(answer_label(word) if word else "Not answered", "before")


def _evidence(answer: Answer | str | None) -> str:
    if not isinstance(answer, Answer):
        return ""
    papers = (", ".join(filter(None, (one.title, one.url))) for one in answer.references)
    exception = "By exception." if answer.by_exception else ""
    return "\n\n".join(filter(None, (exception, (answer.evidence or "").strip(), *papers)))


def _texts(scored: list[Benchmark], values: Mapping[str, str]) -> Sheet:
    blocks = [("The letter's summary", pointer("letter", "summary"))]
    for one in scored:
        title = f"{one.number} {one.title}"
        blocks.append((f"{title}: your comments, which the letter prints", pointer("benchmarks", one.id, "comments")))
        blocks.append((f"{title}: the reason for the agreed outcome", pointer("benchmarks", one.id, "reason")))
    rows = []
    for title, route in blocks:
        rows.append(Row({"B": Fixed(title, "heading")}))
        rows.append(Row({"B": Input("text", "", values.get(route, ""), title=title)}, route))
    return Sheet(TEXTS, (Column("B", "Text", 110),), tuple(rows), protected=False)


def _strengths(values: Mapping[str, str]) -> Sheet:
    columns = (Column("B", "Strength", 100, "text", "text"), Column("C", "May be shown to others", 18, "share", "yes"))
    known = _members(values, "strengths")
    first = max(map(int, known), default=-1) + 1
    routes = [pointer("letter", "strengths", one) for one in (*known, *range(first, first + _MORE))]
    return Sheet(STRENGTHS, columns, tuple(_row(route, columns, values, {}) for route in routes))


def _recommendations(criteria: Criteria, values: Mapping[str, str]) -> Sheet:
    columns = (
        Column("B", "Recommendation", 80, "text", "text"),
        Column("C", "Benchmarks", 40, "benchmarks", "benchmarks"),
        Column("D", "Who", 24, "owner", "line"),
        Column("E", "By when", 14, "due", "date"),
    )
    known = _members(values, "recommendations")
    spare = (f"recommendation-{number}" for number in range(1, len(known) + _MORE + 1))
    names = [*known, *[name for name in spare if name not in known][:_MORE]]
    titles = {one.id: f"{one.number} {one.title}" for one in criteria.by_number() if one.scored}
    routes = [pointer("letter", "recommendations", name) for name in names]
    return Sheet(RECOMMENDATIONS, columns, tuple(_row(route, columns, values, titles) for route in routes))


def _members(values: Mapping[str, str], group: str) -> list[str]:
    """List the items of a group of the letter, in the file's order."""
    ways = (steps_of(route) for route in values)
    return list(dict.fromkeys(way[2] for way in ways if way[:2] == ("letter", group)))


def _row(route: str, columns: tuple[Column, ...], values: Mapping[str, str], titles: Mapping[str, str]) -> Row:
    words = {"benchmarks": titles, "yes": YES}
    cells = {
        column.letter: Input(column.kind, column.step, values.get(joined(route, column.step), ""),
                             words.get(column.kind, {}), column.heading)
        for column in columns
        if column.kind is not None
    }  # fmt: skip
    return Row(cells, route)


def _follow_up(case: Case, draft: DraftView, values: Mapping[str, str], words: Words) -> Sheet:
    columns = (
        Column("B", "Recommendation", 60),
        Column("C", f"The authority reports in {printed_cycle(case.cycle)}", 22),
        Column("D", "Progress, where you see it otherwise", 22, "progress", "progress"),
        Column("E", "Comment", 60, "comment", "text"),
    )
    told = {one.recommendation: one for one in (case.assessment.follow_up if case.assessment is not None else ())}
    rows = []
    for one in draft.follow_up:
        route = pointer("follow_up", one.name)
        said = told.get(one.name)
        progress = words.progress.get(said.progress, said.progress) if said is not None and said.progress else ""
        row = _row(route, columns, values, {})
        cells = {
            **row.cells,
            "B": narrative(one.text),
            "C": Fixed("\n".join(filter(None, (progress, said.comment if said is not None else ""))), "before"),
        }
        given = row.cells["D"]
        cells["D"] = given._replace(words=words.progress) if isinstance(given, Input) else given
        rows.append(Row(cells, route))
    return Sheet(FOLLOW_UP, columns, tuple(rows))
