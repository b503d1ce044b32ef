"""Rows for the pages that list: what an authority adds to each of them, kept in a file until the pages are written."""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import IO, NamedTuple, TypeVar

from prevent_assure.model.answers import ANSWERS
from prevent_assure.model.review import Strength
from prevent_assure.rules.case import Case

from .figures import UNANSWERED, answer_pattern, answer_words

NO_BENCHMARK = ""
_OPEN = {UNANSWERED, *(word for word, each in ANSWERS.items() if each.falls_short)}


class HeatRow(NamedTuple):
    """How an authority stands: by scored benchmark the agreed outcome, and whether that lies outside the rules."""

    authority: str
    name: str
    region: str
    stage: str
    cells: dict[str, tuple[str | None, bool]]


class ReasonedRow(NamedTuple):
    """An agreed outcome with its reason, for a benchmark whose answers have a pattern.

    `open` has by level and criterion the words of the answers that do not speak for the authority, `views` those with
    which the adviser answers a criterion otherwise.
    """

    authority: str
    name: str
    outside: bool
    possible: tuple[str, ...]
    agreed: str
    reason: str | None
    adviser: str
    pattern: int
    answers: dict[str, int]
    judged: bool
    open: dict[str, str]
    views: dict[str, str]


class RecommendedRow(NamedTuple):
    """A recommendation of an authority's letter."""

    authority: str
    name: str
    id: str
    text: str


class StrengthRow(NamedTuple):
    """A strength that may be shown to others."""

    authority: str
    name: str
    region: str
    text: str


Row = TypeVar("Row", HeatRow, ReasonedRow, RecommendedRow, StrengthRow)


class KeptRows:
    """Rows in a file rather than in memory, which holds where each begins: there may be thousands of authorities."""

    def __init__(self, file: IO[bytes]) -> None:
        """Begin with no rows in a file that is empty."""
        self._file = file
        self._places: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("Q"))

    def add(self, row: HeatRow | ReasonedRow | RecommendedRow | StrengthRow, benchmark: str = NO_BENCHMARK) -> None:
        """Keep a row on a benchmark, or on none; all rows are kept before any is read."""
        self._places[type(row).__name__, benchmark].append(self._file.tell())
        self._file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def of(self, kind: type[Row], benchmark: str = NO_BENCHMARK) -> Iterator[Row]:
        """Read the rows of a kind on a benchmark, in the order in which they were kept."""
        for place in self._places[kind.__name__, benchmark]:
            self._file.seek(place)
            yield kind(*json.loads(self._file.readline()))


def rows_of(
    case: Case, stage: str, name: str
) -> Iterator[tuple[HeatRow | ReasonedRow | RecommendedRow | StrengthRow, str]]:
    """Give what an authority at a stage adds, under its name, to the pages that list, each row with its benchmark."""
    authority = case.authority_id
    region = (case.authority.region if case.authority is not None else None) or ""
    scores = case.scores if case.assessment is not None else ()
    cells = {each.id: (each.agreed, each.override) for each in scores if each.scored}
    yield HeatRow(authority, name, region, stage, cells), NO_BENCHMARK
    if case.review is None or case.assessment is None:
        return
    yield from _reasoned(case, name)
    for each in case.review.letter.strengths:
        if isinstance(each, Strength) and each.share:
            yield StrengthRow(authority, name, region, each.text), NO_BENCHMARK
    for made in case.review.letter.recommendations:
        row = RecommendedRow(authority, name, made.id, made.text)
        yield from ((row, each) for each in made.benchmarks or (NO_BENCHMARK,))


def name_of(case: Case) -> str:
    """Give an authority's name, or its id where its file cannot be read."""
    return case.authority.name if case.authority is not None else case.authority_id


def _reasoned(case: Case, name: str) -> Iterator[tuple[ReasonedRow, str]]:
    for score in case.scores:
        if score.agreed is None or case.review is None:
            continue
        words = answer_words(case.assessment, case.criteria, score.id)
        reviewed = case.review.benchmarks.get(score.id)
        views = reviewed.views if reviewed is not None else {}
        seen = {name: views[name].answer for _, name in words if name in views}
        row = ReasonedRow(
            case.authority_id,
            name,
            score.override,
            score.allowed,
            score.agreed,
            reviewed.reason if reviewed is not None else None,
            case.review.lead_adviser or "",
            answer_pattern(score.id, words),
            dict(Counter(words.values())),
            score.is_judgement and not score.override,
            {f"{level}/{name}": word for (level, name), word in words.items() if word in _OPEN},
            {name: word for name, word in seen.items() if word is not None},
        )
        yield row, score.id
