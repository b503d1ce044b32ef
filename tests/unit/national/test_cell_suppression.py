"""What is withheld cannot be worked out: an attack that tries every table that fits what is printed finds several."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_assure.national.cell_suppression import Table, unknown, withheld, withheld_of_line, withheld_with_rest

SMALLEST = 3
ROWS = st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=1, max_size=3)


def _fillings(line: list[int | None], total: int, zero_shown: frozenset[int]) -> list[tuple[int, ...]]:
    """Every way to fill a line's gaps so that it sums up to its total."""
    choices = [
        [value] if value is not None else list(range(1 if at in zero_shown else 0, total + 1))
        for at, value in enumerate(line)
    ]
    return [each for each in product(*choices) if sum(each) == total]


def _possible(shown: list[list[int | None]], totals: list[int], zero_shown: frozenset[int]) -> list[list[set[int]]]:
    """What each cell can be, by whoever tries all tables that fit: line by line, the sums so far remembered."""
    *groups, everyone = shown
    fillings = [_fillings(line, total, zero_shown) for line, total in zip(groups, totals, strict=False)]
    ends = set(_fillings(everyone, totals[-1], zero_shown))
    before = [{(0,) * len(everyone)}]
    for line in fillings:
        before.append({_plus(sums, each) for sums in before[-1] for each in line})
    after = [ends & before[-1]]
    for line in reversed(fillings):
        after.append({_minus(sums, each) for sums in after[-1] for each in line})
    after.reverse()
    found: list[list[set[int]]] = []
    for at, line in enumerate(fillings):
        fit = [each for each in line if any(_plus(sums, each) in after[at + 1] for sums in before[at])]
        found.append([{each[column] for each in fit} for column in range(len(everyone))])
    found.append([{each[column] for each in after[-1]} for column in range(len(everyone))])
    return found


def _plus(sums: tuple[int, ...], line: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(one + other for one, other in zip(sums, line, strict=True))


def _minus(sums: tuple[int, ...], line: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(one - other for one, other in zip(sums, line, strict=True))


@given(ROWS, st.booleans())
@settings(max_examples=2 * settings().max_examples)
def test_no_withheld_cell_of_a_table_can_be_worked_out(groups: list[list[int]], last_is_open: bool) -> None:
    zero_shown = frozenset({2}) if last_is_open else frozenset()
    lines = [*groups, [sum(column) for column in zip(*groups, strict=True)]]
    hidden = withheld(Table(lines, zero_shown), SMALLEST)
    if hidden is None:
        return
    shown = [[None if (at, to) in hidden else each for to, each in enumerate(line)] for at, line in enumerate(lines)]
    for line in shown:
        for to, value in enumerate(line):
            assert value is None or value >= SMALLEST or (value == 0 and to in zero_shown)
    possible = _possible(shown, [sum(line) for line in lines], zero_shown)
    for at, to in hidden:
        assert lines[at][to] in possible[at][to]
        assert max(possible[at][to]) - min(possible[at][to]) >= SMALLEST


@given(ROWS)
@settings(deadline=None, max_examples=200)
def test_who_knows_the_rest_of_each_line_works_no_other_cell_out(groups: list[list[int]]) -> None:
    lines = [*groups, [sum(column) for column in zip(*groups, strict=True)]]
    hidden = withheld_with_rest(lines, SMALLEST)
    if hidden is None:
        return
    assert {(at, 2) for at, line in enumerate(lines) if 0 < line[2] < SMALLEST} <= hidden
    outcomes = [line[:2] for line in lines]
    shown = [[None if (at, to) in hidden else each for to, each in enumerate(line)] for at, line in enumerate(outcomes)]
    possible = _possible(shown, [sum(line) for line in outcomes], frozenset())
    for at, to in hidden:
        assert to == 2 or max(possible[at][to]) - min(possible[at][to]) >= SMALLEST


@given(ROWS)
def test_of_all_no_more_is_withheld_for_the_sake_of_the_groups(groups: list[list[int]]) -> None:
    everyone = [sum(column) for column in zip(*groups, strict=True)]
    hidden, alone = (withheld_with_rest([*lines, everyone], SMALLEST) for lines in (groups, [everyone]))
    if hidden is not None:
        assert alone is not None
        assert {to for at, to in hidden if at == len(groups)} == {to for at, to in alone if at == 1}


def test_numbers_of_all_stay_and_those_of_groups_give_way() -> None:
    lines = [[2, 14, 7, 9], [4, 11, 5, 6], [3, 20, 9, 7], [9, 45, 21, 22]]
    hidden = withheld_with_rest(lines, 5)
    assert hidden == {(0, 0), (0, 2), (1, 0), (1, 2), (2, 0), (2, 2)}


def test_line_with_a_withheld_number_hides_no_more_than_it_must() -> None:
    numbers = {"met": 40, "partly_met": 9, "not_met": 7, "unanswered": 3}
    assert withheld_of_line(numbers, 5) == {"unanswered", "not_met"}
    assert withheld_of_line(numbers, 5, {"met", "partly_met"}) == {"met", "partly_met", "unanswered"}


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_no_withheld_number_of_a_line_can_be_worked_out(numbers: list[int]) -> None:
    named = {str(at): each for at, each in enumerate(numbers)}
    hidden = withheld_of_line(named, SMALLEST)
    assert [each for name, each in named.items() if 0 < each < SMALLEST and name not in hidden] == []
    if not hidden or hidden == set(named):
        return
    rest = sum(named[name] for name in hidden)
    for name in hidden:
        largest = rest - (len(hidden) - 1)
        assert largest - 1 >= SMALLEST
        assert 1 <= named[name] <= largest


def test_usual_table_keeps_most_of_its_numbers() -> None:
    groups = [[7, 24, 8, 9], [3, 23, 9, 15], [4, 30, 11, 17], [0, 15, 6, 6], [8, 37, 14, 24], [5, 20, 10, 16]]
    lines = [*groups, [sum(column) for column in zip(*groups, strict=True)]]
    hidden = withheld(Table(lines, frozenset({3})), 5)
    assert hidden is not None
    assert {(1, 0), (2, 0), (3, 0)} <= hidden
    assert len(hidden) <= 8
    assert not any(at == len(groups) for at, _ in hidden)


@pytest.mark.parametrize("groups", [[[0, 6, 0]], [[1, 1, 1]], [[0, 0, 9], [0, 0, 9]]])
def test_group_that_is_all_alike_is_not_given_away(groups: list[list[int]]) -> None:
    lines = [*groups, [sum(column) for column in zip(*groups, strict=True)]]
    hidden = withheld(Table(lines), 5)
    assert hidden is None or {(0, 0), (0, 1), (0, 2)} <= hidden


@given(
    st.integers(1, 3).flatmap(
        lambda size: st.lists(st.lists(st.integers(0, 4), min_size=size, max_size=size), min_size=1, max_size=3)
    ),
    st.booleans(),
    st.data(),
)
def test_withheld_number_is_as_unknown_as_all_tables_that_it_could_be_from_make_it(
    groups: list[list[int]], last_is_open: bool, data: st.DataObject
) -> None:
    size = len(groups[0])
    zero_shown = frozenset({size - 1}) if last_is_open else frozenset[int]()
    lines = [*groups, [sum(column) for column in zip(*groups, strict=True)]]
    cells = [(at, to) for at in range(len(lines)) for to in range(size) if to not in zero_shown or lines[at][to]]
    # Nearly all are withheld: numbers are shifted along closed ways, which take four cells and more.
    hidden = set(cells) - set(data.draw(st.lists(st.sampled_from(cells), max_size=3)) if cells else ())
    shown = [[None if (at, to) in hidden else each for to, each in enumerate(line)] for at, line in enumerate(lines)]
    possible = _possible(shown, [sum(line) for line in lines], zero_shown)
    for at, to in hidden:
        assert unknown(Table(lines, zero_shown), hidden, (at, to)) == max(possible[at][to]) - min(possible[at][to])


def test_number_that_is_just_large_enough_is_printed() -> None:
    assert withheld(Table([[3, 4], [5, 6], [8, 10]]), 3) == set()
    assert withheld_of_line({"met": 3, "not_met": 9}, 3) == set()


def test_line_is_withheld_until_what_is_left_can_be_enough() -> None:
    # What is withheld is at least 1 each: of 1 and 4 one may be anything from 1 to 4, which are 3 apart.
    assert withheld_of_line({"a": 1, "b": 4, "c": 9}, 3) == {"a", "b"}
    assert withheld_of_line({"a": 1, "b": 3, "c": 9}, 3) == {"a", "b", "c"}
    assert withheld_of_line({"a": 1, "b": 0}, 3) == {"a", "b"}


def test_fewest_and_smallest_of_others_are_withheld_with_a_number() -> None:
    # A closed way takes four cells: the small one, one beside it, one below it, and the corner between those.
    lines = [[1, 20, 9], [30, 40, 8], [31, 60, 17]]
    assert withheld(Table(lines), 3) == {(0, 0), (0, 2), (1, 0), (1, 2)}
    # Two that are withheld anyhow are used before others are.
    lines = [[1, 20, 9], [30, 2, 8], [31, 22, 17]]
    assert withheld(Table(lines), 3) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_number_that_can_be_just_so_far_away_needs_no_other_withheld() -> None:
    hidden = {(0, 0), (0, 1), (1, 0), (1, 1)}
    table = Table([[1, 2], [2, 1], [3, 3]])
    assert [unknown(table, hidden, each) for each in sorted(hidden)] == [3, 3, 3, 3]
    assert withheld(table, 3) == hidden
