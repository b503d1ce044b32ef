"""JSON Schemas: all that `validate` accepts they accept; an id that an edition does not have they refuse."""

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from model_data import data_of
from prevent_assure import source
from prevent_assure.checking.named_files import validate_edited
from prevent_assure.checking.schema import MODELS, Schema, schema
from prevent_assure.model.criteria import Criteria
from prevent_assure.workspace.packaged import packaged_criteria

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "herefordshire"
EDITIONS = {
    ref: Criteria.model_validate(source.read(path.read_bytes()).data)
    for ref, path in {
        "local-authority/2024-25": ROOT / "criteria/local-authority/2024-25.yaml",
        "tiny/2024-25": ROOT / "tests/cases/base/criteria/tiny/2024-25.yaml",
    }.items()
}
REF = "local-authority/2024-25"
FILES = {
    "assessment": EXAMPLE / "assessments/2024-25/herefordshire.yaml",
    "review": EXAMPLE / "reviews/2024-25/herefordshire.yaml",
    "authority": EXAMPLE / "authorities/herefordshire.yaml",
    "criteria": ROOT / "criteria/local-authority/2024-25.yaml",
    "workspace": EXAMPLE / "prevent-assure.yaml",
}
DATA = {kind: source.read(path.read_bytes()).data for kind, path in FILES.items()}
WORDS = [
    "met",
    "not_met",
    "partly_met",
    "not_applicable",
    "present",
    "absent",
    "exceeding",
    "2024-25",
    "2025-03-14",
    "",
]
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([None, True, False, 0, 1, 3, Decimal("0.5")]),
    st.sampled_from([{"answer": "met"}, {"answer": None, "parts": {}}, {"met": "present"}, {}, [], [{}], ["met"]]),
)


def _checker(kind: str, criteria: Criteria | None = None) -> Any:
    made = schema(kind, criteria)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made, format_checker=jsonschema.FormatChecker())


CHECKERS = {kind: _checker(kind, EDITIONS[REF]) for kind in MODELS}
ANY_EDITION = {kind: _checker(kind) for kind in ("assessment", "review")}


def _written(data: Any) -> bytes:
    return json.dumps(data, default=float).encode()


def _accepted(kind: str, data: Any) -> bool:
    """Whether `validate` has no errors to report, the file standing at its place in its workspace."""
    return validate_edited(FILES[kind], _written(data), here=ROOT)[1].ok


def _places(data: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield route
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from _places(value, (*route, step))


@pytest.mark.parametrize("kind", MODELS)
@given(st.data())
def test_what_a_model_accepts_the_schema_accepts(kind: str, data: st.DataObject) -> None:
    made = data.draw(data_of(MODELS[kind]))
    try:
        MODELS[kind].model_validate(made)
    except ValidationError:
        assume(False)  # noqa: FBT003 - hypothesis's own signature
    checker = ANY_EDITION.get(kind, CHECKERS[kind])
    assert [str(each.message) for each in checker.iter_errors(made)] == []


@pytest.mark.parametrize("kind", FILES)
@given(st.data())
def test_file_changed_anywhere_is_accepted_where_validate_accepts_it(kind: str, data: st.DataObject) -> None:
    changed = copy.deepcopy(DATA[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        route = data.draw(st.sampled_from(list(_places(changed))[1:] or [("format",)]))
        within = changed
        for step in route[:-1]:
            within = within[step]
        if data.draw(st.booleans()):
            within[route[-1]] = copy.deepcopy(data.draw(VALUES))
        else:
            del within[route[-1]]
    # A draft may be as incomplete as it likes, so that more of what is tried is accepted.
    changed = {key: value for key, value in changed.items() if key not in {"submitted", "agreed", "cleared"}}
    if _accepted(kind, changed):
        assert [str(each.message) for each in CHECKERS[kind].iter_errors(changed)] == []


@st.composite
def _drafts(draw: st.DrawFn) -> Any:
    """A self-assessment by the edition, short and long forms, with an answer now and then that is none."""
    benchmarks: dict[str, Any] = {}
    for benchmark in EDITIONS[REF].benchmarks:
        if not benchmark.scored or draw(st.booleans()):
            continue
        given: dict[str, Any] = {}
        for level, members in benchmark.criteria.items():
            word = st.sampled_from(WORDS[:6])
            ids = st.sampled_from([each.id for each in members])
            parts = st.dictionaries(
                st.sampled_from([part.id for each in members for part in each.parts] or ["x"]), word | st.none()
            )
            long_form = st.fixed_dictionaries(
                {"answer": word | st.none()},
                optional={"parts": parts, "evidence": st.just("It is so."), "by_exception": st.booleans()},
            )
            given[level] = draw(word | st.dictionaries(ids, word | long_form, max_size=3))
        benchmarks[benchmark.id] = {"claimed": draw(st.sampled_from([None, "met", "not_met"])), "answers": given}
    return {
        **{key: DATA["assessment"][key] for key in ("format", "authority", "cycle", "criteria")},
        "benchmarks": benchmarks,
    }


@given(_drafts())
def test_draft_that_validate_accepts_the_schema_accepts(draft: Any) -> None:
    if _accepted("assessment", draft):
        assert [str(each.message) for each in CHECKERS["assessment"].iter_errors(draft)] == []


def test_whole_files_are_accepted() -> None:
    for kind, data in DATA.items():
        CHECKERS[kind].validate(data)
    CHECKERS["workspace"].validate(source.read((ROOT / "prevent-assure.yaml").read_bytes()).data)
    base = ROOT / "tests" / "cases" / "base"
    tiny = EDITIONS["tiny/2024-25"]
    for kind, folder in (("assessment", "assessments"), ("review", "reviews")):
        _checker(kind, tiny).validate(source.read((base / folder / "2024-25" / "exampleton.yaml").read_bytes()).data)


REFUSED = {
    "benchmark": (("benchmarks",), "trainings", {}),
    "level": (("benchmarks", "training", "answers"), "exceding", "met"),
    "criterion": (("benchmarks", "partnership-group", "answers", "met"), "meets-quartely", "met"),
    "criterion of another level": (("benchmarks", "partnership-group", "answers", "met"), "works-with-others", "met"),
    "part": (("benchmarks", "partnership-group", "answers", "met", "oversees-delivery", "parts"), "perfomance", "met"),
    "answer": (("benchmarks", "partnership-group", "answers", "met"), "meets-quarterly", "present"),
    "answer of a level": (("benchmarks", "partnership-group", "answers"), "not_met", "met"),
    "answer of a part": (
        ("benchmarks", "partnership-group", "answers", "met", "oversees-delivery", "parts"), "performance", "absent",
    ),
    "outcome": (("benchmarks", "training"), "claimed", "good"),
    "outcome of what is not scored": (("benchmarks",), "channel-panel", {"claimed": "met"}),
    "key": ((), "benchmark", {}),
    "edition": ((), "criteria", "local-authority/2023-24"),
    "date": (("submitted",), "on", "14 March 2025"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_edition_does_not_have_is_refused(name: str) -> None:
    data = copy.deepcopy(DATA["assessment"])
    route, key, value = REFUSED[name]
    within = data
    for step in route:
        within = within[step]
    within[key] = value
    assert not CHECKERS["assessment"].is_valid(data)


def _described(found: Schema, route: str = "") -> Iterator[str]:
    """Where a key has no description."""
    for name in ("properties", "$defs"):
        for key, each in found.get(name, {}).items():
            if name == "properties" and "description" not in each and "$ref" not in each:
                yield f"{route}/{key}"
            yield from _described(each, f"{route}/{key}")
    for each in [*found.get("anyOf", []), *found.get("oneOf", []), *found.get("allOf", [])]:
        yield from _described(each, route)


@pytest.mark.parametrize("kind", MODELS)
def test_each_key_says_what_it_is(kind: str) -> None:
    assert list(_described(schema(kind, EDITIONS[REF]))) == []


def test_criterions_text_exception_and_parts_are_its_description() -> None:
    made = schema("assessment", EDITIONS[REF])["properties"]["benchmarks"]["properties"]["partnership-group"]
    _, by_id = made["properties"]["answers"]["properties"]["met"]["anyOf"]
    criteria = packaged_criteria(REF)
    assert criteria is not None
    assert criteria.model is not None
    benchmark = criteria.model.benchmark("partnership-group")
    assert benchmark is not None
    assert list(by_id["properties"]) == [each.id for each in benchmark.criteria["met"]]
    for each in benchmark.criteria["met"]:
        said = by_id["properties"][each.id]["description"]
        assert " ".join(each.text.split()) in said
        assert " ".join((each.exception or "").split()) in said
        assert all(part.id in said for part in each.parts)
        # A form's own description would take its place in editors.
        assert all("description" not in form for form in by_id["properties"][each.id]["anyOf"])


def test_review_knows_benchmarks_and_outcomes() -> None:
    data = copy.deepcopy(DATA["review"])
    data["benchmarks"]["training"]["agreed"] = "good"
    assert not CHECKERS["review"].is_valid(data)
    data = copy.deepcopy(DATA["review"])
    data["letter"]["recommendations"][0]["benchmarks"] = ["trainings"]
    assert not CHECKERS["review"].is_valid(data)
