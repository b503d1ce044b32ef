"""The cheapest changes of one group, held against trying every set of changes."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.rules.changes import Limits, changed, cheapest, numbers_for, unchanged
from prevent_assure.rules.conditions import bounds_of

WAYS = {"T": "TF", "F": "FT", "U": "UTF", "N": "NTF"}
STANDINGS = st.text(alphabet="TFUN", max_size=5)
COUNTS = st.integers(0, 5)


def _keeps(answered: str, limits: Limits) -> bool:
    fewest_true, most_true, fewest_false, most_false = bounds_of(answered)
    return (
        limits.true_from <= fewest_true
        and most_true <= limits.true_to
        and limits.false_from <= fewest_false
        and most_false <= limits.false_to
        and limits.total_from <= len(answered) - answered.count("N") <= limits.total_to
    )


def _first_of_the_fewest(answered: str, limits: Limits) -> tuple[tuple[int, bool], ...] | None:
    found = []
    for after in product(*(WAYS[each] for each in answered)):
        if _keeps("".join(after), limits):
            ways = [(at, new == "F") for at, (old, new) in enumerate(zip(answered, after, strict=True)) if old != new]
            found.append((len(ways), [at for at, _ in ways], [false for _, false in ways]))
    if not found:
        return None
    _, places, falses = min(found)
    return tuple(zip(places, falses, strict=True))


@given(STANDINGS, st.builds(Limits, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS))
def test_cheapest_changes_are_the_first_of_the_fewest(answered: str, limits: Limits) -> None:
    _agrees(answered, limits)


@given(STANDINGS, st.data())
def test_cheapest_changes_within_loose_limits_are_the_first_of_the_fewest(answered: str, data: st.DataObject) -> None:
    size = len(answered)
    low, high = st.integers(0, min(size, 2)), st.integers(max(0, size - 2), size)
    _agrees(answered, Limits(*(data.draw(each) for each in (low, high, low, high, low, high))))


def _agrees(answered: str, limits: Limits) -> None:
    found, expected = cheapest(answered, limits), _first_of_the_fewest(answered, limits)
    assert (found.changes if found is not None else None) == expected
    if found is not None:
        after = list(answered)
        for at, false in found.changes:
            after[at] = "F" if false else "T"
        assert found.bounds == bounds_of("".join(after))


@given(STANDINGS)
def test_group_as_it_is_changes_nothing(answered: str) -> None:
    assert unchanged(answered) == ((), bounds_of(answered))
    everything = Limits(0, len(answered), 0, len(answered), 0, len(answered))
    assert cheapest(answered, everything) == unchanged(answered)


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_numbers_make_just_so_many_true(true: int, false: int, settled: int, added: int, aim: int) -> None:
    if not aim <= true + false + settled + added:
        return
    numbers = numbers_for(true, settled, added, aim)
    answered = "T" * true + "F" * false + "U" * settled + "N" * added
    assert changed(answered, numbers).bounds == (aim, aim, len(answered) - aim, len(answered) - aim)
    # A pair that cancels out would be two changes too many.
    assert 0 in {numbers.true, numbers.false}
