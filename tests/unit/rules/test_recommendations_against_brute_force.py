"""Recommendations through random successions, against the rule as one would say it: every way from letter to heir."""

from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case
from prevent_assure.rules.recommendations import DONE, RecommendationHistory, Recommendations
from prevent_assure.rules.succession import Succession

FIRST, YEARS = 2018, 5
WORDS = st.sampled_from([None, None, "addressed", "good_progress", "limited_progress", "not_started", "superseded"])


class World(NamedTuple):
    """Authorities that come and go, and what they say.

    Attributes:
        before: Those whose part an authority has taken, by authority; the first ones have taken nobody's.
        alive: The authorities of each year.
        made: Recommendations, each as the year and the authority to which it was made.
        said: What the authority and its adviser say, by year, authority and recommendation.
        absent: Years in which an authority has no files.
    """

    before: dict[str, tuple[str, ...]]
    alive: list[list[str]]
    made: list[tuple[int, str]]
    said: dict[tuple[int, str, tuple[int, str]], tuple[str | None, str | None]]
    absent: set[tuple[int, str]]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    names = iter(f"council-{number}" for number in range(100))
    before: dict[str, tuple[str, ...]] = {next(names): () for _ in range(draw(st.integers(1, 3)))}
    alive = [list(before)]
    for _ in range(1, YEARS):
        now, event = list(alive[-1]), draw(st.sampled_from(["nothing", "split", "merge"]))
        if event == "split":
            gone = draw(st.sampled_from(now))
            parts = [next(names) for _ in range(draw(st.integers(1, 3)))]
            before |= dict.fromkeys(parts, (gone,))
            now = [name for name in now if name != gone] + parts
        elif event == "merge" and len(now) > 1:
            together = draw(st.permutations(now))[: draw(st.integers(2, len(now)))]
            whole = next(names)
            before[whole] = tuple(together)
            now = [name for name in now if name not in together] + [whole]
        alive.append(now)
    there = [(year, name) for year, several in enumerate(alive) for name in several]
    absent = {place for place in there if draw(st.integers(0, 5)) == 0}
    made = [place for place in there[: len(alive[0]) + len(alive[1])] if place not in absent]
    said = {
        (year, name, one): (draw(WORDS), draw(WORDS))
        for year, name in there
        for one in made
        if (year, name) not in absent and one[0] < year and one[1] in _line(before, name)
    }
    return World(before, alive, made, said, absent)


def _line(before: dict[str, tuple[str, ...]], name: str) -> set[str]:
    return {name}.union(*(_line(before, earlier) for earlier in before[name]))


def _cycle(year: int) -> str:
    return f"{FIRST + year}-{(FIRST + year + 1) % 100:02d}"


def _authority(world: World, name: str) -> Authority:
    years = [year for year, several in enumerate(world.alive) if name in several]
    ended = {"valid_to": f"{FIRST + years[-1] + 1}-03-31"} if years[-1] < YEARS - 1 else {}
    data: dict[str, Any] = {"format": "prevent-assure/authority/1", "id": name, "name": name, "address": ["Hall"]}
    people = {"lead": {"name": "Ada", "title": "Lead"}}
    began = {"valid_from": f"{FIRST + years[0]}-04-01"} if world.before[name] else {}
    more = {"people": people, "letter": {"to": "lead"}, "successor_of": [*world.before[name]], **began, **ended}
    return Authority.model_validate(data | more)


def _case(world: World, year: int, name: str) -> Case:
    def follow_up(place: int) -> list[dict[str, str]]:
        said = [(one, words[place]) for (when, who, one), words in world.said.items() if (when, who) == (year, name)]
        return [{"recommendation": f"{_cycle(made)}/{to}/{to}", "progress": word} for (made, to), word in said if word]

    head = {"authority": name, "cycle": _cycle(year)}
    letter = {"recommendations": [{"id": name, "text": "Do it."}] if (year, name) in world.made else []}
    assessment = {"format": "prevent-assure/assessment/1", **head, "criteria": "tiny/1", "follow_up": follow_up(0)}
    review = {"format": "prevent-assure/review/1", **head, "letter": letter, "follow_up": follow_up(1)}
    files = Assessment.model_validate(assessment), Review.model_validate(review)
    earlier = frozenset(_line(world.before, name)) - {name}
    return Case(name, _cycle(year), None, _authority(world, name), *files, None, earlier=earlier)


def _gathered(world: World) -> list[RecommendationHistory]:
    successors = [_authority(world, name) for name, before in world.before.items() if before]
    gathered = Recommendations(Succession(successors), until=_cycle(YEARS - 1))
    for year, several in enumerate(world.alive):
        for name in sorted(several):
            if (year, name) not in world.absent:
                gathered.add(_case(world, year, name))
    return gathered.all()


def _ways(world: World, start: str) -> list[tuple[str, ...]]:
    """Every way on which a part was handed on, from an authority to one that there still is."""
    after = [name for name, before in world.before.items() if start in before]
    return [(start, *way) for name in after for way in _ways(world, name)] or [(start,)]


def _last_word(world: World, name: str, one: tuple[int, str]) -> str | None:
    words = [world.said.get((year, name, one), (None, None)) for year in range(YEARS)]
    return next((adviser or own for own, adviser in reversed(words) if adviser or own), None)


def _word_on(world: World, way: tuple[str, ...], one: tuple[int, str]) -> str | None:
    words = [_last_word(world, name, one) for name in way]
    return next((word for word in reversed(words) if word is not None), None)


@given(worlds())
def test_recommendation_is_open_while_it_is_on_any_way_to_an_heir(world: World) -> None:
    histories = {(history.cycle, history.authority): history for history in _gathered(world)}
    assert histories.keys() == {(_cycle(year), name) for year, name in world.made}
    for one in world.made:
        history = histories[_cycle(one[0]), one[1]]
        words = {way: _word_on(world, way, one) for way in _ways(world, one[1])}
        assert history.is_open == any(word not in DONE for word in words.values())
        if history.is_open:
            assert {heir.authority for heir in history.by_authority} == {way[-1] for way in words}
            for heir in history.by_authority:
                of_heir = {word for way, word in words.items() if way[-1] == heir.authority}
                assert heir.is_open == any(word not in DONE for word in of_heir)
                assert (heir.step.progress if heir.step is not None else None) in of_heir
