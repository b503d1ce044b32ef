"""The form of a self-assessment, for the Prevent Lead: what is asked, what was said a cycle ago, what is said now."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prevent_assure.cycle.draft_views import DraftAnswer, DraftBenchmark, DraftCriterion, DraftLevel, DraftView
from prevent_assure.model.answers import answer_label
from prevent_assure.text.phrasing import printed_cycle

from .layout import Answered, Cell, Column, Fixed, Input, Kind, Row, Sheet, lettered, narrative
from .pointers import joined, pointer, steps_of
from .sheet_names import sheet_names

PAPER: tuple[tuple[str, Kind, str, int], ...] = (
    ("title", "line", "title", 20), ("url", "link", "address", 20), ("date", "date", "date", 12),
)  # fmt: skip
"""What a form asks of a paper: step, kind, heading and width of the column."""
MOST_PAPERS = 30
"""For how many papers beside a criterion a form has a place; more stay in the file as they are."""
ACCOUNTS, FOLLOW_UP, START = "Accounts", "Follow-up", "Start here"
YES: Mapping[str, str] = {"true": "Yes"}


class Words(NamedTuple):
    """What people read in the place of words of the files.

    Attributes:
        outcomes: The labels of outcomes.
        progress: The labels of progress.
        posts: The titles of the authority's posts by role.
        sender: To whom the form goes back.
    """

    outcomes: Mapping[str, str]
    progress: Mapping[str, str]
    posts: Mapping[str, str]
    sender: tuple[str, ...]


def lead_sheets(draft: DraftView, values: Mapping[str, str], words: Words, papers: int) -> tuple[Sheet, ...]:
    """Lay out a self-assessment.

    Args:
        draft: What is asked, and what was said before.
        values: What the file says now, by route.
        words: What people read.
        papers: How many papers can be given beside a criterion.

    Returns:
        The sheets.
    """
    scored = [benchmark for benchmark in draft.benchmarks if benchmark.scored]
    names = sheet_names(scored)
    sheets = [_benchmark(draft, one, names[one.id], values, words, papers) for one in scored]
    more = (_accounts(scored, values), *((_follow_up(draft, values, words),) if draft.follow_up else ()))
    return (_start(draft, sheets, words), *sheets, *more)


def facts_of(draft: DraftView, words: Words) -> list[Row]:
    """Say whose form it is, of which cycle, and to whom it goes back by when."""
    facts = (
        ("Authority", draft.authority_name),
        ("Cycle", printed_cycle(draft.cycle)),
        ("Criteria", draft.criteria_title),
        ("Please send it back by", _day(draft.due) if draft.due else ""),
        ("Send it to", "\n".join(words.sender)),
    )
    return [Row({"B": Fixed(name, "heading"), "C": Fixed(text)}) for name, text in facts if text]


def _start(draft: DraftView, sheets: list[Sheet], words: Words) -> Sheet:
    guide = (
        "Fill in the coloured cells. Where a cell has a list, choose from it; an empty cell means not answered yet.",
        "Grey cells show what was said a year ago, where there is something to show. They cannot be changed.",
        f"The sheet {ACCOUNTS} is for your own account of each benchmark, and can be as long as you like.",
        "Save the workbook and send it back. You can send it before it is complete, and go on later.",
    )
    progress = [
        Row({"B": Fixed(sheet.name), "C": Answered(sheet.name, "D", _filled(sheet), sum(1 for _ in _answers(sheet)))})
        for sheet in sheets
    ]
    confirmation = (
        Row({"B": Fixed("Confirmation", "heading"), "C": Fixed(
            "I confirm that this self-assessment is complete and is submitted for the authority.")}),
        Row({"B": Fixed("Confirmed by"), "C": Input("role", words=words.posts, title="Who confirms it, by post")},
            pointer("submitted", "by")),
        Row({"B": Fixed("On"), "C": Input("date", title="The day of the confirmation")}, pointer("submitted", "on")),
    )  # fmt: skip
    return Sheet(
        START,
        (Column("B", "", 34), Column("C", "", 90)),
        (
            Row({"B": Fixed(f"{draft.criteria_title}: self-assessment", "title")}),
            *facts_of(draft, words),
            Row({"B": Fixed("How to fill it in", "heading"), "C": Fixed("\n".join(guide))}),
            Row({"B": Fixed("How far it is", "heading")}),
            *progress,
            *confirmation,
        ),
    )


def _day(text: str) -> str:
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"


def _filled(sheet: Sheet) -> int:
    return sum(bool(given.value) for _, given in _answers(sheet))


def _answers(sheet: Sheet) -> Iterator[tuple[str, Input]]:
    return ((route, given) for row in sheet.rows for column, route, given in row.inputs() if column == "D")


def _benchmark(  # noqa: PLR0913, PLR0917 - what a sheet is made of
    draft: DraftView, benchmark: DraftBenchmark, name: str, values: Mapping[str, str], words: Words, papers: int
) -> Sheet:
    before = f"{printed_cycle(draft.source)}: " if draft.source else ""
    columns = lettered(
        Column("", "No.", 7),
        Column("", "Criterion", 52),
        Column("", "Answer", 14, "answer", "answer"),
        Column("", "By exception", 11, "by_exception", "yes"),
        Column("", "Evidence", 50, "evidence", "text"),
        *((Column("", f"{before}answer", 12), Column("", f"{before}evidence", 42)) if before else ()),
        *(Column("", f"Paper {index + 1}: {label}", width, f"references/{index}/{step}", kind)
          for index in range(papers) for step, kind, label, width in PAPER),
    )  # fmt: skip
    claimed = pointer("benchmarks", benchmark.id, "claimed")
    rows = [
        Row({"B": Fixed(str(benchmark.number), "title"), "C": Fixed(benchmark.title, "title")}),
        Row({"C": narrative(benchmark.statement)}),
        Row({"C": Fixed("The outcome that you claim", "heading"),
             "D": Input("outcome", "", values.get(claimed, ""), words.outcomes, "The outcome that you claim"),
             **(_claimed_before(benchmark, words) if before else {})}, claimed),
    ]  # fmt: skip
    number = 0
    for level in benchmark.levels:
        note = f"{level.label}: {level.note}" if level.note else level.label
        rows.append(Row({"C": Fixed(note, "level")}))
        for criterion in level.criteria:
            number += 1
            route = pointer("benchmarks", benchmark.id, "answers", level.id, criterion.id)
            rows += _criterion(f"{benchmark.number}.{number}", criterion, level, route, columns, values)
    return Sheet(name, columns, tuple(rows))


def _claimed_before(benchmark: DraftBenchmark, words: Words) -> dict[str, Cell]:
    outcome = (benchmark.before.agreed or benchmark.before.claimed) if benchmark.before is not None else ""
    return {"G": Fixed(words.outcomes.get(outcome, outcome), "before")}


def _criterion(  # noqa: PLR0913, PLR0917 - what a row is made of
    number: str,
    criterion: DraftCriterion,
    level: DraftLevel,
    route: str,
    columns: tuple[Column, ...],
    values: Mapping[str, str],
) -> Iterator[Row]:
    labels = {word: answer_label(word) for word in level.words}
    cells: dict[str, Cell] = {
        "B": Fixed(number),
        "C": criterion_text(criterion.text, criterion.applies_when, criterion.exception),
    }
    for column in columns:
        if column.kind is None or (column.step == "by_exception" and not criterion.exception):
            continue
        words = labels if column.kind == "answer" else YES if column.kind == "yes" else {}
        title = f"{column.heading} to {number}"
        cells[column.letter] = Input(column.kind, column.step, values.get(joined(route, column.step), ""), words, title)
    before = [column.letter for column in columns if column.heading.endswith((": answer", ": evidence"))]
    if before and criterion.before:
        said = map(_words_before, criterion.before)
        evidence = "\n\n".join(filter(None, map(_evidence_before, criterion.before)))
        cells |= dict(zip(before, (Fixed("\n".join(said), "before"), narrative(evidence, style="before")), strict=True))
    yield Row(cells, route)
    for part in criterion.parts:
        place = pointer(*steps_of(route), "parts", part.id)
        given = Input("answer", "", values.get(place, ""), labels, f"{part.text}, a part of {number}")
        shown = {before[0]: Fixed(answer_label(part.before), "before")} if before and part.before else {}
        yield Row({"C": part_text(part.text), "D": given, **shown}, place)


def criterion_text(text: str, applies_when: str | None, exception: str | None) -> Fixed:
    """Give a criterion as it is read, with where it applies and the other way to satisfy it."""
    more = (("Where: ", applies_when), ("By exception: ", exception))
    return narrative(text, *(f"{lead}{said}" for lead, said in more if said))


def part_text(text: str) -> Fixed:
    """Give a part of a criterion as it is read, below the criterion."""
    return Fixed(f"    \u2022 {narrative(text).text}", "note")


def _words_before(answer: DraftAnswer) -> str:
    word = answer_label(answer.word) if answer.word else "Not answered"
    return f"{word}, by exception" if answer.by_exception else word


def _evidence_before(answer: DraftAnswer) -> str:
    return "\n\n".join(filter(None, (answer.text, answer.evidence, *answer.references)))


def _accounts(scored: list[DraftBenchmark], values: Mapping[str, str]) -> Sheet:
    rows = [Row({"B": Fixed("Your own account of each benchmark. It is printed in the letter.", "note")})]
    for benchmark in scored:
        route = pointer("benchmarks", benchmark.id, "summary")
        title = f"{benchmark.number} {benchmark.title}"
        rows.append(Row({"B": Fixed(title, "heading")}))
        rows.append(Row({"B": Input("text", "", values.get(route, ""), title=f"Account of {title}")}, route))
    return Sheet(ACCOUNTS, (Column("B", "Account", 110),), tuple(rows), protected=False)


def _follow_up(draft: DraftView, values: Mapping[str, str], words: Words) -> Sheet:
    columns = (
        Column("B", "Recommendation", 70),
        Column("C", "Who and by when", 24),
        Column("D", "Progress", 18, "progress", "progress"),
        Column("E", "Comment", 60, "comment", "text"),
    )
    rows = []
    for one in draft.follow_up:
        route = pointer("follow_up", one.name)
        who = "\n".join(filter(None, (one.owner, _day(one.due) if one.due else "")))
        given = (Input("progress", "progress", values.get(joined(route, "progress"), ""), words.progress, "Progress"),
                 Input("text", "comment", values.get(joined(route, "comment"), ""), title="Comment"))  # fmt: skip
        rows.append(Row({"B": narrative(one.text), "C": Fixed(who), "D": given[0], "E": given[1]}, route))
    return Sheet(FOLLOW_UP, columns, tuple(rows))
