"""Two editions give nothing away together: a brute force that knows who came since finds several outcomes for each."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_assure.model.published import PublishedEdition, PublishedLine
from prevent_assure.national.cell_suppression import withheld_with_rest
from prevent_assure.national.differences import differences

SMALLEST = 3
WORDS = ("not_met", "met", "exceeding", "open")
Line = list[int]
GROUPS = st.lists(st.tuples(*(st.integers(0, 5) for _ in WORDS)).map(list), min_size=1, max_size=2)


def _edition(groups: list[Line], *, named: tuple[str, ...] = ("North", "South")) -> PublishedEdition:
    """An edition of one table, as `overview --publish` would print it."""
    everyone = [sum(column) for column in zip(*groups, strict=True)]
    hidden = withheld_with_rest([*groups, everyone], SMALLEST) if len(groups) > 1 else None
    lines = (
        [_line(each, {to for at, to in hidden if at == n}, named[n]) for n, each in enumerate(groups)] if hidden else []
    )
    if hidden == set():
        lines = [_line(each, set(), named[n]) for n, each in enumerate(groups)]
    alone = withheld_with_rest([everyone, everyone], SMALLEST)
    columns = {to for at, to in alone if at == 1} if alone is not None else set(range(len(WORDS)))
    lines = [_line(everyone, columns), *lines]
    return PublishedEdition(
        pages=(f"sha256:{0:064}",), smallest=SMALLEST, regions=named[: len(groups)], lines=tuple(lines)
    )


def _line(numbers: Line, hidden: set[int], *regions: str, table: str = "outcomes/plan") -> PublishedLine:
    return PublishedLine(
        table=table,
        regions=regions,
        total=sum(numbers),
        counts={word: n for at, (word, n) in enumerate(zip(WORDS, numbers, strict=True)) if at not in hidden},
        withheld=tuple(word for at, word in enumerate(WORDS) if at in hidden),
    )


def _fillings(line: PublishedLine | None, total: int) -> list[tuple[int, ...]]:
    choices = [range(total + 1) if line is None or word in line.withheld else [line.counts[word]] for word in WORDS]
    return [each for each in product(*choices) if sum(each) == total]


def _fits(edition: PublishedEdition, tables: tuple[tuple[int, ...], ...], regions: tuple[str, ...]) -> bool:
    shown = {line.regions: line for line in edition.lines}
    lines: list[tuple[tuple[str, ...], tuple[int, ...]]] = [
        ((name,), each) for name, each in zip(regions, tables, strict=True)
    ]
    lines.append(((), tuple(sum(column) for column in zip(*tables, strict=True))))
    return all(
        shown[name].counts.get(word, number) == number
        for name, each in lines
        if name in shown
        for word, number in zip(WORDS, each, strict=True)
    )


def _shares(number: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many authorities may have got outcomes since."""
    for each in product(range(number + 1), repeat=len(WORDS) - 1):
        if sum(each) == number:
            yield *each, -number


def _told(before: PublishedEdition, after: PublishedEdition, groups: list[Line], more: list[int]) -> bool:
    """Whether an outcome is told to whoever knows of which authorities one is agreed since."""
    regions = before.regions
    shown = {line.regions: line for line in before.lines}
    possible: list[set[tuple[int, ...]]] = [set() for _ in groups]
    fillings = [_fillings(shown.get((name,)), sum(line)) for name, line in zip(regions, groups, strict=True)]
    ways = list(product(*(_shares(number) for number in more)))
    for tables in product(*fillings):
        if not _fits(before, tables, regions):
            continue
        for way in ways:
            if all(new in its for new, its in zip(way, possible, strict=True)):
                continue
            later = tuple(
                tuple(one + other for one, other in zip(line, new, strict=True))
                for line, new in zip(tables, way, strict=True)
            )
            if min(each[-1] for each in later) >= 0 and _fits(after, later, regions):
                for new, its in zip(way, possible, strict=True):
                    its.add(new)
    return any(
        number and len(its) == 1 and number in next(iter(its)) for number, its in zip(more, possible, strict=True)
    )


@given(GROUPS, st.data())
@settings(max_examples=settings().max_examples * 2, deadline=None)
def test_second_edition_is_refused_or_tells_of_nobody(groups: list[Line], data: st.DataObject) -> None:
    more = [data.draw(st.integers(0, min(2, line[-1]))) for line in groups]
    later = [list(line) for line in groups]
    for line, number in zip(later, more, strict=True):
        for _ in range(number):
            line[data.draw(st.integers(0, len(WORDS) - 2))] += 1
            line[-1] -= 1
    before, after = _edition(groups), _edition(later)
    if not list(differences(before, after, SMALLEST)):
        assert not _told(before, after, groups, more)
        if sum(more) < SMALLEST:
            shown = {line.regions: line.counts for line in before.lines if line.counts}
            assert all(shown.get(line.regions, line.counts) == line.counts for line in after.lines if line.counts)


def _of(regions: str, *lines: PublishedLine) -> PublishedEdition:
    return PublishedEdition(pages=(f"sha256:{0:064}",), smallest=SMALLEST, regions=tuple(regions.split()), lines=lines)


OF_ALL = _line([4, 20, 6, 10], set())
A_AND_B = _of("A B", OF_ALL, _line([0, 9, 0, 6], {0, 2}, "A"), _line([0, 11, 0, 4], {0, 2}, "B"))
Told = tuple[tuple[str, ...], tuple[str, ...], str]
CASES: dict[str, tuple[PublishedEdition, PublishedEdition, list[Told]]] = {
    "the same": (A_AND_B, A_AND_B, []),
    "a figure differs by little": (
        _of("A", _line([4, 20, 6, 10], set())),
        _of("A", _line([4, 22, 6, 8], set())),
        [((), ("met",), "small"), ((), ("open",), "small"), ((), ("met",), "alike")],
    ),
    "much has changed in two ways": (
        _of("A", _line([4, 20, 6, 20], set())),
        _of("A", _line([7, 25, 6, 12], set())),
        [],
    ),
    "all that came since is alike": (
        _of("A", _line([4, 20, 6, 20], set())),
        _of("A", _line([4, 28, 6, 12], set())),
        [((), ("met",), "alike")],
    ),
    "the total differs": (
        _of("A", _line([4, 20, 6, 20], set())),
        _of("A", _line([4, 19, 6, 20], set())),
        [((), ("met",), "small")],
    ),
    "what a region leaves of two is small": (
        _of("A B", _line([4, 20, 6, 10], set())),
        _of("A", _line([4, 18, 3, 10], set())),
        [(("B",), ("met",), "apart"), (("B",), ("not_met",), "apart")],
    ),
    "what was printed leaves little of what is withheld": (
        _of("A", _line([6, 0, 5, 7], {1, 2})),
        _of("A", _line([6, 0, 9, 3], {0, 1})),
        [((), ("met", "not_met"), "bounded")],
    ),
    "a number is withheld and little else differs": (
        _of("A", _line([4, 8, 6, 20], {0, 1})),
        _of("A", _line([4, 8, 6, 20], {0, 2})),
        [((), ("exceeding", "met"), "withheld")],
    ),
    "regions stand together otherwise": (
        _of("A B C", _line([0, 9, 0, 6], {0, 2}, "A"), _line([0, 11, 0, 4], {0, 2}, "B", "C"), OF_ALL),
        _of("A B C", _line([0, 20, 0, 10], {0, 2}, "A", "B"), _line([0, 0, 0, 0], {0, 1, 2}, "C"), OF_ALL),
        [((), (), "grouped")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_two_editions_tell_together_is_named(case: str) -> None:
    before, after, wanted = CASES[case]
    found = [(each.regions, each.columns, each.why) for each in differences(before, after, SMALLEST)]
    assert sorted(found) == sorted(wanted)
