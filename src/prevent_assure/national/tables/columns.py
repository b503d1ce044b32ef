"""The tidy tables for analysts: a line for each column says what it means and where its values are found."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from prevent_assure.model.assessment import Answer
from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.case import Case
from prevent_assure.rules.recommendations import followed_up, recommended_in

Kind = Literal["text", "number", "truth", "date"]
Value = str | int | bool | None
"""Dates are texts as `2025-03-14`, and become dates where a format has them."""
Row = tuple[Value, ...]
Found = dict[str, Any]
"""What a row is taken from, by the names with which the columns' ways begin."""


class Column(NamedTuple):
    """A column.

    Attributes:
        name: Its name.
        means: What it says.
        way: Where its values are found: a name of `Found`, then attributes, as in `case.review.letter.date`.
        kind: What its values are.
    """

    name: str
    means: str
    way: str
    kind: Kind = "text"

    def value(self, found: Found) -> Value:
        """Give what stands in it: nothing where its way leads nowhere, the number of a list or its texts joined."""
        first, *rest = self.way.split(".")
        value = found[first]
        for name in rest:
            if value is None:
                return None
            value = getattr(value, name)
        if isinstance(value, tuple):
            return len(value) if self.kind == "number" else "|".join(value)
        return value.isoformat() if isinstance(value, datetime.date) else value


class Standing(NamedTuple):
    """An authority in a cycle.

    Attributes:
        case: Its files.
        stage: How far it is.
        due: When its self-assessment is due, if the settings say so.
        covered_by: The authority whose self-assessment covers it, if any.
    """

    case: Case
    stage: str
    due: datetime.date | None = None
    covered_by: str | None = None


class Reference(NamedTuple):
    """That columns name a row of another table.

    Attributes:
        columns: The columns.
        table: The other table's name; the columns are its key.
    """

    columns: tuple[str, ...]
    table: str


class Table(NamedTuple):
    """A table.

    Attributes:
        name: Its name.
        means: What a row is.
        key: The columns that no two rows share.
        columns: All its columns, in order.
        found: Gives what its rows are taken from.
        references: Which of them name rows of other tables.
    """

    name: str
    means: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    found: Callable[..., Iterator[Found]]
    references: tuple[Reference, ...] = ()

    @property
    def by_cycle(self) -> bool:
        """Whether its rows belong to cycles."""
        return self.columns[0].name == "cycle"

    def rows(self, *source: object) -> Iterator[Row]:
        """Give its rows of an authority, a case or an edition, as `found` takes it."""
        for found in self.found(*source):
            yield tuple(column.value(found) for column in self.columns)


def _authority(authority: str, file: Authority | None) -> Iterator[Found]:
    yield {"authority": authority, "file": file}


def _assessment(found: Standing) -> Iterator[Found]:
    yield {"case": found.case, "found": found}


def _benchmarks(case: Case) -> Iterator[Found]:
    for score in case.scores:
        reviewed = case.review.benchmarks.get(score.id) if case.review is not None else None
        scored = {"outcome": score, "reviewed": reviewed} if score.scored else {"outcome": None, "reviewed": None}
        override = score.override if score.agreed is not None else None
        yield {"case": case, "benchmark": score, "override": override, **scored}


def _criteria(criteria: Criteria) -> Iterator[Found]:
    for benchmark in criteria.by_number():
        for name, criterion in benchmark.each_criterion():
            level, edition = criteria.level(name), criteria.ref
            replaced = criterion.replaced
            yield {
                "criteria": edition,
                "benchmark": benchmark,
                "level": name,
                "criterion": criterion,
                "label": level.label if level is not None else name,
                "kind": level and level.kind,
                "replaces": replaced.criteria if replaced is not None else (),
                "same_meaning": replaced and replaced.same_meaning,
                "code": getattr(criterion, "code", None),  # of editions that have codes in place of numbers
            }


def _answers(case: Case) -> Iterator[Found]:
    for asked in _criteria(case.criteria) if case.criteria is not None else ():
        given = case.assessment.benchmarks.get(asked["benchmark"].id) if case.assessment is not None else None
        answer = given.answer(asked["level"], asked["criterion"].id) if given is not None else None
        full = answer if isinstance(answer, Answer) else Answer(answer=answer)
        by_exception = full.by_exception if full.answer is not None else None
        yield {**asked, "case": case, "given": full, "by_exception": by_exception, "evidence": bool(full.evidence)}


def _recommendations(case: Case) -> Iterator[Found]:
    for made in recommended_in(case.cycle, case.review, case.settings) if case.review is not None else ():
        yield {"case": case, "made": made}


def _follow_up(case: Case) -> Iterator[Found]:
    for name, told in followed_up(case).items():
        made_in, _, recommendation = name.partition("/")
        made_to = case.made_to.get(name, (case.authority_id,))
        yield {"case": case, "made_in": made_in, "recommendation": recommendation, "told": told, "made_to": made_to}


_CYCLE = Column("cycle", "the cycle, as `2024-25`", "case.cycle")
_AUTHORITY = Column("authority", "the authority's id", "case.authority_id")
_BENCHMARK = Column("benchmark", "the benchmark's id", "benchmark.id")
_NUMBER = Column("number", "the benchmark's number", "benchmark.number", "number")
_CRITERIA = Column("criteria", "the edition of criteria, as `local-authority/2024-25`", "criteria")
_LEVEL = Column("level", "the level's id", "level")
_CRITERION = Column("criterion", "the criterion's id", "criterion.id")
_OF_ASSESSMENT = Reference(("cycle", "authority"), "assessments")

AUTHORITIES = Table(
    "authorities",
    "an authority",
    ("authority",),
    (
        _AUTHORITY._replace(way="authority"),
        Column("name", "its name", "file.name"),
        Column("type", "what kind of authority it is", "file.type"),
        Column("region", "its region", "file.region"),
        Column("valid_from", "the first day on which it exists; empty where it always has", "file.valid_from", "date"),
        Column("valid_to", "the last day on which it exists; empty where it still does", "file.valid_to", "date"),
        Column("successor_of", "those whose part it has taken, with `|` between them", "file.predecessors"),
    ),
    _authority,
)
ASSESSMENTS = Table(
    "assessments",
    "an authority in a cycle, with its self-assessment and review, if there are any",
    ("cycle", "authority"),
    (
        _CYCLE,
        _AUTHORITY,
        _CRITERIA._replace(way="case.assessment.criteria"),
        Column("status", "how far it is, in the words of `status`", "found.stage"),
        Column("due", "when the self-assessment is due", "found.due", "date"),
        Column("submitted", "when it was submitted, the last time", "case.assessment.last_submission.on", "date"),
        Column("submitted_first", "when it was submitted for the first time", "case.submitted_first", "date"),
        Column("discussed", "when it was discussed", "case.review.discussed.on", "date"),
        Column("agreed", "when the review was done", "case.review.agreed.on", "date"),
        Column("cleared", "when the letter was cleared", "case.review.cleared.on", "date"),
        Column("letter", "the letter's date", "case.review.letter.date", "date"),
        Column("adviser", "the adviser's role; several with `|` between them", "case.review.advisers"),
        Column(
            "covers",
            "the other authorities that it is the self-assessment of, with `|` between them",
            "case.assessment.covers",
        ),
        Column("covered_by", "the authority whose self-assessment covers it", "found.covered_by"),
    ),
    _assessment,
    (Reference(("authority",), "authorities"),),
)
BENCHMARKS = Table(
    "benchmarks",
    "a benchmark of a self-assessment, with its outcomes",
    ("cycle", "authority", "benchmark"),
    (
        _CYCLE,
        _AUTHORITY,
        _BENCHMARK,
        _NUMBER,
        Column("title", "the benchmark's title", "benchmark.title"),
        Column("scored", "whether it is scored; what follows is empty where it is not", "benchmark.scored", "truth"),
        Column("claimed", "the outcome that the authority claims", "outcome.claimed"),
        Column("possible", "the outcomes that the rules allow, worst first, with `|` between them", "outcome.possible"),
        Column("basis", "`decided`, `incomplete` or `judgement`", "outcome.basis"),
        Column("agreed", "the outcome that adviser and authority agreed", "outcome.agreed"),
        Column("override", "whether that lies outside what the rules allow; empty where none is", "override", "truth"),
        Column("reason", "the reason for it, a narrative", "reviewed.reason"),
        Column(
            "possible_reviewed",
            "the outcomes that the rules allow with the adviser's views; empty where there are none",
            "outcome.possible_reviewed",
        ),
        Column("basis_reviewed", "`basis` with them, likewise", "outcome.basis_reviewed"),
    ),
    _benchmarks,
    (_OF_ASSESSMENT,),
)
ANSWERS = Table(
    "answers",
    "an answer to a criterion, or that there is none",
    ("cycle", "authority", "benchmark", "level", "criterion"),
    (
        _CYCLE,
        _AUTHORITY,
        _CRITERIA,
        _BENCHMARK,
        _LEVEL,
        _CRITERION,
        Column("answer", "the answer's word; empty where it is not answered", "given.answer"),
        Column(
            "by_exception",
            "whether it is satisfied by its exception; empty where it is not answered",
            "by_exception",
            "truth",
        ),
        Column("evidence", "whether evidence is given", "evidence", "truth"),
        Column("references", "how many papers are named", "given.references", "number"),
    ),
    _answers,
    (
        Reference(("cycle", "authority", "benchmark"), "benchmarks"),
        Reference(("criteria", "benchmark", "level", "criterion"), "criteria"),
    ),
)
RECOMMENDATIONS = Table(
    "recommendations",
    "a recommendation of a letter",
    ("cycle", "authority", "recommendation"),
    (
        _CYCLE,
        _AUTHORITY,
        Column("recommendation", "its id", "made.id"),
        Column("shared", "whether every letter of the cycle has it", "made.shared", "truth"),
        Column("benchmarks", "the benchmarks that it is about, with `|` between them", "made.benchmarks"),
        Column("text", "the recommendation, a narrative", "made.text"),
        Column("owner", "who sees to it", "made.owner"),
        Column("due", "by when", "made.due", "date"),
    ),
    _recommendations,
    (_OF_ASSESSMENT,),
)
FOLLOW_UP = Table(
    "follow_up",
    "what became of a recommendation of an earlier cycle",
    ("cycle", "authority", "made_in", "recommendation"),
    (
        _CYCLE,
        _AUTHORITY,
        Column("made_in", "the cycle whose letter made it", "made_in"),
        Column(
            "recommendation",
            "its id; one of another authority has that one's id before it where need be",
            "recommendation",
        ),
        Column(
            "progress", "the progress that counts: as the adviser sees it, else as the authority does", "told.progress"
        ),
        Column("authority_progress", "the progress that the authority sees", "told.authority.progress"),
        Column(
            "adviser_progress", "the progress that the adviser sees, where it is otherwise", "told.adviser.progress"
        ),
        Column("comment", "the authority's comment, a narrative", "told.authority.comment"),
        Column("made_to", "to whom it was made: also those whose part it has taken, with `|` between them", "made_to"),
    ),
    _follow_up,
    (_OF_ASSESSMENT,),
)
CRITERIA = Table(
    "criteria",
    "a criterion of an edition",
    ("criteria", "benchmark", "level", "criterion"),
    (
        _CRITERIA,
        _BENCHMARK,
        _LEVEL,
        _CRITERION,
        _NUMBER,
        Column("title", "the benchmark's title", "benchmark.title"),
        Column("label", "the level's label", "label"),
        Column("kind", "`standard` or `warning_sign`", "kind"),
        Column("text", "what it demands, or the warning sign that it names", "criterion.text"),
        Column("code", "the code that is printed in place of its number, if it has one", "code"),
        Column("replaces", "the criteria of the edition before that it replaces, with `|` between them", "replaces"),
        Column(
            "same_meaning",
            "whether it asks the same as they did; empty where it replaces none",
            "same_meaning",
            "truth",
        ),
    ),
    _criteria,
)
_OF_CASE = (BENCHMARKS, ANSWERS, RECOMMENDATIONS, FOLLOW_UP)
TABLES = (AUTHORITIES, ASSESSMENTS, *_OF_CASE, CRITERIA)
"""Every table, each after those that it names rows of, but for criteria."""


def case_rows(found: Standing) -> Iterator[tuple[Table, Row]]:
    """Give the rows of an authority's cycle with their tables: one alone without a self-assessment that can be read."""
    yield from ((ASSESSMENTS, row) for row in ASSESSMENTS.rows(found))
    if found.case.assessment is not None and found.case.criteria is not None:
        for table in _OF_CASE:
            yield from ((table, row) for row in table.rows(found.case))
