"""The tidy tables for analysts: what columns they have, and what an authority's cycle adds to each."""

from typing import Literal, NamedTuple

Kind = Literal["text", "number", "truth", "date"]
Value = str | int | bool | None
"""Dates are texts as `2025-03-14`, and become dates where a format has them."""
Row = tuple[Value, ...]


class Column(NamedTuple):
    """A column.

    Attributes:
        name: Its name.
        kind: What its values are.
        means: What it says.
    """

    name: str
    kind: Kind
    means: str


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
        references: Which of them name rows of other tables.
    """

    name: str
    means: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()

    @property
    def by_cycle(self) -> bool:
        """Whether its rows belong to cycles."""
        return self.columns[0].name == "cycle"


_CYCLE = Column("cycle", "text", "the cycle, as `2024-25`")
_AUTHORITY = Column("authority", "text", "the authority's id")
_BENCHMARK = Column("benchmark", "text", "the benchmark's id")
_CRITERIA = Column("criteria", "text", "the edition of criteria, as `local-authority/2024-25`")
_OF_ASSESSMENT = Reference(("cycle", "authority"), "assessments")

AUTHORITIES = Table(
    "authorities",
    "an authority",
    ("authority",),
    (
        _AUTHORITY,
        Column("name", "text", "its name"),
        Column("type", "text", "what kind of authority it is"),
        Column("region", "text", "its region"),
    ),
)
ASSESSMENTS = Table(
    "assessments",
    "an authority's self-assessment of a cycle, with its review",
    ("cycle", "authority"),
    (
        _CYCLE,
        _AUTHORITY,
        _CRITERIA,
        Column("status", "text", "`draft`, `submitted`, `in_review`, `agreed`, `cleared` or `issued`"),
        Column("submitted", "date", "when it was submitted"),
        Column("discussed", "date", "when it was discussed"),
        Column("agreed", "date", "when the review was done"),
        Column("cleared", "date", "when the letter was cleared"),
        Column("letter", "date", "the letter's date"),
        Column("adviser", "text", "the adviser's role"),
        Column("covers", "text", "the other authorities that it is the self-assessment of, with `|` between them"),
    ),
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
        Column("number", "number", "the benchmark's number"),
        Column("scored", "truth", "whether it is scored; what follows is empty where it is not"),
        Column("claimed", "text", "the outcome that the authority claims"),
        Column("possible", "text", "the outcomes that the rules allow, worst first, with `|` between them"),
        Column("basis", "text", "`decided`, `incomplete` or `judgement`"),
        Column("agreed", "text", "the outcome that adviser and authority agreed"),
        Column("override", "truth", "whether that lies outside what the rules allow"),
        Column("reason", "text", "the reason for it, a narrative"),
    ),
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
        Column("level", "text", "the level's id"),
        Column("criterion", "text", "the criterion's id"),
        Column("answer", "text", "the answer's word; empty where it is not answered"),
        Column("by_exception", "truth", "whether it is satisfied by its exception"),
        Column("evidence", "truth", "whether evidence is given"),
        Column("references", "number", "how many papers are named"),
    ),
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
        Column("recommendation", "text", "its id"),
        Column("shared", "truth", "whether every letter of the cycle has it"),
        Column("benchmarks", "text", "the benchmarks that it is about, with `|` between them"),
        Column("text", "text", "the recommendation, a narrative"),
        Column("owner", "text", "who sees to it"),
        Column("due", "date", "by when"),
    ),
    (_OF_ASSESSMENT,),
)
FOLLOW_UP = Table(
    "follow_up",
    "what became of a recommendation of an earlier cycle",
    ("cycle", "authority", "made_in", "recommendation"),
    (
        _CYCLE,
        _AUTHORITY,
        Column("made_in", "text", "the cycle whose letter made it"),
        Column("recommendation", "text", "its id; one of another authority has that one's id before it where need be"),
        Column("progress", "text", "the progress that counts: as the adviser sees it, else as the authority does"),
        Column("authority_progress", "text", "the progress that the authority sees"),
        Column("adviser_progress", "text", "the progress that the adviser sees, where it is otherwise"),
        Column("comment", "text", "the authority's comment, a narrative"),
        Column(
            "made_to",
            "text",
            "to whom it was made: also those whose part it has taken, with `|` between them",
        ),
    ),
    (_OF_ASSESSMENT,),
)
CRITERIA = Table(
    "criteria",
    "a criterion of an edition",
    ("criteria", "benchmark", "level", "criterion"),
    (
        _CRITERIA,
        _BENCHMARK,
        Column("level", "text", "the level's id"),
        Column("criterion", "text", "the criterion's id"),
        Column("number", "number", "the benchmark's number"),
        Column("title", "text", "the benchmark's title"),
        Column("label", "text", "the level's label"),
        Column("kind", "text", "`standard` or `warning_sign`"),
        Column("text", "text", "what it demands, or the warning sign that it names"),
    ),
)
TABLES = (AUTHORITIES, ASSESSMENTS, BENCHMARKS, ANSWERS, RECOMMENDATIONS, FOLLOW_UP, CRITERIA)
"""Every table, each after those that it names rows of, but for criteria."""
