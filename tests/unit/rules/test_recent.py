"""What is made of an edition is made once, for the very same object, and kept for the last few of them alone."""

from itertools import count

from prevent_assure.rules.recent import Recent


def _counting() -> Recent[object, int]:
    made = count(1)
    return Recent(lambda _: next(made))


def test_the_same_object_is_made_of_once_and_an_equal_one_again() -> None:
    recent, one, equal = _counting(), [1], [1]
    assert [recent.of(one), recent.of(one), recent.of(equal), recent.of(one)] == [1, 1, 2, 1]


def test_only_the_last_are_kept() -> None:
    recent, sources = _counting(), [object() for _ in range(17)]
    assert [recent.of(each) for each in sources] == list(range(1, 18))
    assert recent.of(sources[-1]) == 17
    assert recent.of(sources[0]) == 18
