"""Conditions over regions, held against every single case in them."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.rules.conditions import (
    ALWAYS,
    AtLeast,
    AtShare,
    Bounds,
    Condition,
    Cut,
    Either,
    Every,
    Inverse,
    Region,
    Whole,
    bounds_of,
    cut_of,
    turned_on,
)

GROUPS = ((0, 1), (2,), (3, 4, 5))
"""The positions of the criteria of three groups."""
SIZE = 6


def _positions(groups: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(at for group in groups for at in GROUPS[group])


@st.composite
def leaves(draw: st.DrawFn) -> Whole | AtLeast | AtShare:
    groups = tuple(sorted(draw(st.sets(st.integers(0, 2), min_size=1))))
    positions = _positions(groups)
    kind = draw(st.sampled_from([Whole, AtLeast, AtShare]))
    if kind is Whole:
        return Whole(groups, positions)
    if kind is AtLeast:
        return AtLeast(groups, positions, draw(st.integers(0, 7)))
    whole = draw(st.integers(1, 6))
    return AtShare(groups, positions, draw(st.integers(0, whole)), whole)


def _nested(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return several.map(Every) | several.map(Either) | inner.map(Inverse)


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(leaves(), _nested, max_leaves=5)
OPEN = st.lists(st.sampled_from("UUTFN"), min_size=SIZE, max_size=SIZE).map("".join)
"""How criteria stand of which many are open."""
STANDINGS = st.text(alphabet="TFUN", min_size=SIZE, max_size=SIZE)


def _region(answered: str) -> Region:
    return tuple(bounds_of("".join(answered[at] for at in members)) for members in GROUPS)


def _completions(answered: str) -> Iterator[str]:
    for ways in product(*("TF" if each == "U" else each for each in answered)):
        yield "".join(ways)


def _true(condition: Condition, answered: str) -> bool:
    """What a condition says of answers that are all known, by its words."""
    if isinstance(condition, Every):
        return all(_true(each, answered) for each in condition.conditions)
    if isinstance(condition, Either):
        return any(_true(each, answered) for each in condition.conditions)
    if isinstance(condition, Inverse):
        return not _true(condition.condition, answered)
    words = [answered[at] for at in condition.positions if answered[at] != "N"]
    if isinstance(condition, Whole):
        return bool(words) and set(words) == {"T"}
    if isinstance(condition, AtLeast):
        return words.count("T") >= condition.number
    return bool(words) and words.count("T") * condition.whole >= condition.part * len(words)


@given(CONDITIONS, STANDINGS)
def test_condition_that_is_settled_says_so_of_each_completion(condition: Condition, answered: str) -> None:
    said = condition.holds(_region(answered))
    found = {_true(condition, each) for each in _completions(answered)}
    assert said is None or found == {said}
    assert said is not None or "U" in answered


@given(leaves(), STANDINGS)
def test_single_condition_is_open_only_where_completions_differ(leaf: Whole | AtLeast | AtShare, answered: str) -> None:
    # A share of nothing holds wherever anything applies, which the fewest true and false ones alone do not tell.
    if leaf.holds(_region(answered)) is None and not (isinstance(leaf, AtShare) and leaf.part == 0):
        assert {_true(leaf, each) for each in _completions(answered)} == {True, False}


@given(CONDITIONS, OPEN)
def test_cut_divides_a_region_in_which_a_condition_is_open(condition: Condition, answered: str) -> None:
    region = _region(answered)
    if condition.holds(region) is None:
        cut = cut_of(condition, region)
        low, high = _sides(region, cut)
        assert low < cut.at <= high


def test_whole_in_which_nothing_can_be_false_is_cut_where_something_is_true() -> None:
    region = ((0, 0, 0, 0), (0, 1, 0, 0))
    whole = Whole((0, 1), (0, 1))
    assert whole.holds(region) is None
    assert whole.cut(region) == Cut(1, of_true=True, at=1)


def _sides(region: Region, cut: Cut) -> tuple[int, int]:
    bounds: Bounds = region[cut.group]
    return (bounds[0], bounds[1]) if cut.of_true else (bounds[2], bounds[3])


@given(st.integers(1, 4), st.sets(st.integers(0, 2), min_size=1), OPEN)
def test_number_is_cut_where_one_half_settles_it_if_there_is_such_a_place(
    number: int, chosen: set[int], answered: str
) -> None:
    groups, region = tuple(sorted(chosen)), _region(answered)
    leaf = AtLeast(groups, _positions(groups), number)
    if leaf.holds(region) is not None:
        return
    cut = leaf.cut(region)
    assert cut.of_true

    def settled(at: int) -> bool:
        fewest, most, *false = region[cut.group]
        halves = ((fewest, at - 1, *false), (at, most, *false))
        return any(
            leaf.holds((*region[: cut.group], (half[0], half[1], half[2], half[3]), *region[cut.group + 1 :]))
            is not None
            for half in halves
        )

    fewest, most = region[cut.group][:2]
    assert most - fewest == max(region[group][1] - region[group][0] for group in groups)
    assert settled(cut.at) == any(settled(at) for at in range(fewest + 1, most + 1))


@given(CONDITIONS, st.text(alphabet="TFN", min_size=SIZE, max_size=SIZE))
def test_what_a_condition_turned_on_are_criteria_that_it_reads(condition: Condition, answered: str) -> None:
    turned = set(turned_on(condition, answered, _region(answered)))
    assert all(answered[at] in "TF" for at in turned)
    if not isinstance(condition, Every | Either | Inverse):
        wanted = "T" if _true(condition, answered) else "F"
        assert turned == {at for at in condition.positions if answered[at] == wanted}
    elif isinstance(condition, Inverse):
        assert turned == set(turned_on(condition.condition, answered, _region(answered)))
    else:
        alike = [each for each in condition.conditions if _true(each, answered) == _true(condition, answered)]
        assert turned == {at for each in alike for at in turned_on(each, answered, _region(answered))}


def test_nothing_is_needed_of_what_always_holds() -> None:
    assert ALWAYS.holds(()) is True
    assert list(turned_on(ALWAYS, "TF", ())) == []


@given(st.text(alphabet="TFUN", max_size=9))
def test_bounds_are_those_of_the_completions(answered: str) -> None:
    counts = [(each.count("T"), each.count("F")) for each in _completions(answered)]
    true, false = zip(*counts, strict=True)
    assert bounds_of(answered) == (min(true), max(true), min(false), max(false))
