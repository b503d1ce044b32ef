"""Values of files by route, and the edits that change them."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_assure.forms.file_values import edits, values_of
from prevent_assure.forms.layout import Kind
from prevent_assure.forms.pointers import joined, longest, pointer, steps_of
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.source import read
from prevent_assure.workspace.editing import edit

ROOT = Path(__file__).parents[3]
CRITERIA = Criteria.model_validate(read((ROOT / "criteria/local-authority/2024-25.yaml").read_bytes()).data)
ASSESSMENT = (ROOT / "examples/herefordshire/assessments/2024-25/herefordshire.yaml").read_bytes()
REVIEW = (ROOT / "examples/herefordshire/reviews/2024-25/herefordshire.yaml").read_bytes()

LEVELS = [
    (benchmark.id, level, criterion)
    for benchmark in CRITERIA.benchmarks
    for level, members in benchmark.criteria.items()
    for criterion in members
]
KINDS: dict[str, Kind] = {}
for _benchmark, _level, _criterion in LEVELS:
    _route = pointer("benchmarks", _benchmark, "answers", _level, _criterion.id)
    KINDS |= {joined(_route, "answer"): "answer", joined(_route, "evidence"): "text"}
    KINDS |= {joined(_route, "references/0/title"): "line", joined(_route, "references/0/url"): "link"}
    KINDS |= {joined(_route, f"parts/{part.id}"): "answer" for part in _criterion.parts}
    KINDS |= {joined(_route, "by_exception"): "yes"} if _criterion.exception else {}
    KINDS[pointer("benchmarks", _benchmark, "summary")] = "text"
    KINDS[pointer("benchmarks", _benchmark, "claimed")] = "outcome"
for _name in ("governance", "plan", "training", "referrals", "another"):
    KINDS |= {pointer("follow_up", f"2023-24/{_name}", key): "text" for key in ("progress", "comment")}
REVIEWED: dict[str, Kind] = {pointer("letter", "summary"): "text"}
for _index in range(5):
    REVIEWED[pointer("letter", "strengths", _index, "text")] = "text"
for _name in ("governance", "one", "two"):
    REVIEWED[pointer("letter", "recommendations", _name, "text")] = "text"
    REVIEWED[pointer("letter", "recommendations", _name, "owner")] = "line"
    REVIEWED[pointer("letter", "recommendations", _name, "benchmarks")] = "benchmarks"
    REVIEWED[pointer("benchmarks", "training", "comments")] = "text"

TEXTS = st.sampled_from(["", "", "A text.", "Two lines\nof it: 'and' # more", "- one\n- two", "met", "No", "1"])


def _text(route: str, kinds: dict[str, Kind]) -> st.SearchStrategy[str]:
    by_kind = {
        "answer": st.sampled_from(["", "met", "not_met", "absent"]),
        "outcome": st.sampled_from(["", "met"]),
        "yes": st.sampled_from(["", "true"]),
        "line": st.sampled_from(["", "A title: yes", "#1"]),
        "link": st.sampled_from(["", "https://example.org/a?b=c#d"]),
        "benchmarks": st.sampled_from(["", "training", "training, referral-pathway"]),
    }
    return by_kind.get(kinds[route], TEXTS)


def _changes(kinds: dict[str, Kind]) -> st.SearchStrategy[dict[str, str]]:
    routes = st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=6, unique=True)
    return routes.flatmap(lambda chosen: st.fixed_dictionaries({route: _text(route, kinds) for route in chosen}))


@settings(max_examples=25)
@given(_changes(KINDS))
def test_an_edit_changes_the_values_that_it_is_told_and_no_other(changes: dict[str, str]) -> None:
    data = read(ASSESSMENT).data
    new = edit(ASSESSMENT, edits(data, changes, KINDS, CRITERIA), model=Assessment)
    expected = {**values_of(data, CRITERIA), **changes}
    found = values_of(read(new).data, CRITERIA)
    # A recommendation that is followed up keeps its own key.
    own = {route for route in found if route.endswith("/recommendation")}
    assert {route: text for route, text in found.items() if route not in own} == {
        route: text for route, text in expected.items() if text and route not in own
    }


@settings(max_examples=25)
@given(_changes(REVIEWED))
def test_an_edit_of_a_review_changes_the_values_that_it_is_told(changes: dict[str, str]) -> None:
    data = read(REVIEW).data
    before = values_of(data, CRITERIA)
    new = edit(REVIEW, edits(data, changes, REVIEWED, CRITERIA), model=Review)
    found = values_of(read(new).data, CRITERIA)
    for route, text in changes.items():
        if "/strengths/" not in route:  # those that are taken out close up
            assert found.get(route, "") == text
    if not any("/strengths/" in route for route in changes):
        own = {route for route in {*found, *before} if route.endswith("/id")}
        assert {route: found[route] for route in found.keys() - own} == {
            route: text for route, text in {**before, **changes}.items() if text and route not in own
        }


@settings(max_examples=25)
@given(_changes(KINDS))
def test_lines_that_nothing_is_said_of_stay(changes: dict[str, str]) -> None:
    data = read(ASSESSMENT).data
    same = {route: text for route, text in values_of(data, CRITERIA).items() if route in changes}
    assert edit(ASSESSMENT, edits(data, same, KINDS, CRITERIA), model=Assessment) == ASSESSMENT


@given(st.lists(st.text(min_size=1), min_size=1))
def test_a_pointer_can_be_taken_apart(steps: list[str]) -> None:
    assert steps_of(pointer(*steps)) == tuple(steps)
    assert longest(pointer(*steps, "more"), [pointer(*steps)]) == pointer(*steps)
