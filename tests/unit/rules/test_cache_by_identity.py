"""What is made of an edition is made once, for the very same object, and kept for the last few of them alone."""

from itertools import count

from prevent_assure.rules.cache_by_identity import CacheByIdentity


def _counting() -> CacheByIdentity[object, int]:
    made = count(1)
    return CacheByIdentity(lambda _: next(made))


def test_the_same_object_is_made_of_once_and_an_equal_one_again() -> None:
    cache, one, equal = _counting(), [1], [1]
    assert [cache.of(one), cache.of(one), cache.of(equal), cache.of(one)] == [1, 1, 2, 1]


def test_only_the_last_are_kept() -> None:
    cache, sources = _counting(), [object() for _ in range(17)]
    assert [cache.of(each) for each in sources] == list(range(1, 18))
    assert cache.of(sources[-1]) == 17
    assert cache.of(sources[0]) == 18
