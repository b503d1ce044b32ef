"""Seals: what they are of changes them, how it is written does not, and a program of its own computes the same ones."""

import copy
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from letters import case_of, data
from prevent_assure.model.authority import Authority
from prevent_assure.rules.case import Case
from prevent_assure.rules.seals import STEPS, Step, changes, in_words, made_stale, seals, sign_off_states

SEALS = Path(__file__).parents[2] / "seals"
VECTORS: list[dict[str, Any]] = json.loads((SEALS / "vectors.json").read_text("utf-8"), parse_float=Decimal)
MOST_LINES = 32
"""So short is the program that holds the form, so that anybody can read it."""
Files = dict[str, dict[str, Any]]
Way = tuple[str | int, ...]
KINDS = ("review", "assessment", "authority", "settings", "criteria")


def _full() -> Files:
    """The letter's files, each sign-off sealed."""
    files = data()
    files["review"]["benchmarks"]["plan"]["reason"] = "It is so."
    files["review"]["benchmarks"]["plan"]["views"] = {"owned": {"answer": "met", "comment": "Seen."}}
    files["assessment"]["follow_up"] = [{"recommendation": "2023-24/more", "progress": "addressed", "comment": "Done."}]
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = {
        "owned": {"answer": "met", "parts": {"first": "met", "second": "partly_met"}, "evidence": "Minutes."}
    }
    now = seals(case_of(files))
    for step, seal in now.items():
        files["review"][step] = {"by": "lead" if step == "accepted" else "adviser", "on": "2025-05-06", "of": seal}
    return files


def _stale(files: Files) -> set[Step]:
    return {step for step, found in sign_off_states(case_of(files)).items() if found.state == "stale"}


@pytest.mark.parametrize("vector", VECTORS)
def test_seals_are_the_committed_ones(vector: dict[str, Any]) -> None:
    assert seals(case_of(vector["files"])) == vector["seals"]


def test_program_without_the_package_computes_the_same() -> None:
    words = [sys.executable, "-I", str(SEALS / "compute.py"), str(SEALS / "vectors.json")]
    ran = subprocess.run(words, capture_output=True, check=True)
    assert json.loads(ran.stdout) == [vector["seals"] for vector in VECTORS]
    program = (SEALS / "compute.py").read_text("utf-8")
    assert "prevent_assure" not in program
    assert sum(bool(line.strip()) for line in program.splitlines()) <= MOST_LINES


SEALED: dict[str, set[Step]] = {
    "review.benchmarks.plan.comments": {"accepted", "cleared"},
    "review.benchmarks.plan.agreed": {"accepted", "agreed", "cleared"},
    "review.benchmarks.plan.reason": {"accepted", "agreed", "cleared"},
    "review.benchmarks.plan.views.owned.answer": {"accepted", "agreed", "cleared"},
    "review.benchmarks.plan.views.owned.comment": {"accepted", "agreed", "cleared"},
    "review.letter.summary": {"accepted", "cleared"},
    "review.letter.strengths.0": {"accepted", "cleared"},
    "review.letter.strengths.1.text": {"accepted", "cleared"},
    "review.letter.recommendations.0.text": {"accepted", "agreed", "cleared"},
    "review.letter.recommendations.0.owner": {"accepted", "agreed", "cleared"},
    "review.discussed.with.0": {"cleared"},
    "assessment.benchmarks.plan.summary": {"accepted", "cleared"},
    "assessment.benchmarks.plan.claimed": {"agreed", "cleared"},
    "assessment.benchmarks.plan.answers.not_met": {"agreed", "cleared"},
    "assessment.benchmarks.plan.answers.met.owned.answer": {"agreed", "cleared"},
    "assessment.benchmarks.plan.answers.met.owned.parts.first": {"agreed", "cleared"},
    "assessment.follow_up.0.comment": {"accepted", "cleared"},
    "authority.name": {"cleared"},
    "authority.address.0": {"cleared"},
    "authority.groups.governance": {"cleared"},
    "authority.people.chief.name": {"cleared"},
    "authority.people.chief.salutation": {"cleared"},
    "authority.people.lead.1.known_as": {"cleared"},
    "authority.letter.cc.1": {"cleared"},
    "settings.sender.name": {"cleared"},
    "settings.cycles.2024-25.recommendations.0.text": {"cleared"},
    "criteria.title": {"cleared"},
    "criteria.outcomes.1.label": {"cleared"},
    "criteria.levels.1.note": {"cleared"},
    "criteria.benchmarks.0.title": {"cleared"},
    "criteria.benchmarks.2.contact": {"cleared"},
    "criteria.glossary.PDG": {"cleared"},
    "criteria.benchmarks.0.statement": {"agreed", "cleared"},
    "criteria.benchmarks.0.criteria.met.0.text": {"agreed", "cleared"},
    "criteria.benchmarks.0.criteria.met.0.parts.0.text": {"agreed", "cleared"},
    "criteria.rules.1.outcome": {"agreed", "cleared"},
    "criteria.rules.2.if.all": {"agreed", "cleared"},
}
"""Which sign-offs are of a value: each but those of evidence, dates, and notes of the criteria's authors."""
UNSEALED = (
    "review.letter.date", "review.discussed.on", "review.adviser", "assessment.submitted.on", "criteria.applies_to",
    "assessment.benchmarks.plan.answers.met.owned.evidence", "authority.people.lead.0.name",
    "settings.people.adviser.name",
)  # fmt: skip
WORDS = ("not_met", "exceeding", "partly_met", "present", "2025-05-10", "chair", "adviser", "Other", "chief")


def _changed(way: str) -> Files:
    """The files with another value that may stand at a place."""
    for word in WORDS:
        files = _full()
        kind, *steps, last = way.split(".")
        here: Any = files[kind]
        for step in steps:
            here = here[int(step)] if isinstance(here, list) else here[step]
        key: Any = int(last) if isinstance(here, list) else last
        if here[key] == word:
            continue
        here[key] = word
        try:
            case_of(files)
        except ValidationError:
            continue
        return files
    raise AssertionError(way)


@pytest.mark.parametrize(("way", "steps"), SEALED.items())
def test_change_of_what_is_sealed_makes_its_sign_offs_stale(way: str, steps: set[Step]) -> None:
    assert _stale(_changed(way)) == steps


@pytest.mark.parametrize("way", UNSEALED)
def test_change_of_anything_else_makes_nothing_stale(way: str) -> None:
    assert _stale(_changed(way)) == set()


def _ways(data_: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    yield way, data_
    for key, value in data_.items() if isinstance(data_, dict) else enumerate(data_) if isinstance(data_, list) else ():
        yield from _ways(value, (*way, key))


def _rewritten(value: Any, dice: random.Random) -> Any:
    """The same data in another order, with white space at line ends."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: _rewritten(value[key], dice) for key in keys}
    if isinstance(value, list):
        return [_rewritten(each, dice) for each in value]
    return value.replace("\n", "  \n") if isinstance(value, str) else value


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_what_is_only_written_otherwise_makes_nothing_stale(dice: random.Random) -> None:
    files = _full()
    # Annex B has levels and criteria in the file's order: there the order is kept.
    again: Files = {kind: _rewritten(files[kind], dice) for kind in KINDS}
    plan = again["assessment"]["benchmarks"]["plan"]
    forms = ["not_met", {"quarterly": "not_met"}, {"quarterly": {"answer": "not_met"}}]
    plan["answers"]["exceeding"] = dice.choice(forms)
    again["review"]["letter"]["strengths"][0] = dice.choice(
        ["The first strength.", {"text": "The first strength."}, {"text": "The first strength. ", "share": False}]
    )
    again["review"]["benchmarks"]["plan"]["restricted"] = False
    again["review"]["follow_up"] = []
    again["criteria"]["rules"][2]["if"]["all"] = dice.choice(["met", ["met"]])
    again["criteria"]["benchmarks"][dice.choice([0, 1])]["scored"] = True
    assert _stale(again) == set()


@settings(max_examples=30)
@given(st.data())
def test_any_text_of_the_review_that_changes_makes_the_clearance_stale(draw: st.DataObject) -> None:
    files = _full()
    texts = [
        way
        for way, value in _ways({key: files["review"][key] for key in ("benchmarks", "letter")})
        if isinstance(value, str) and way[-1] not in {"date", "due", "agreed", "id", "answer"}
    ]
    *steps, last = draw.draw(st.sampled_from([way for way in texts if "benchmarks" not in way[1:]]))
    here: Any = files["review"]
    for step in steps:
        here = here[step]
    here[last] += " More."
    assert {"accepted", "cleared"} <= _stale(files)


def test_what_has_changed_is_named_by_file_and_place() -> None:
    then, files = case_of(_full()), _full()
    files["review"]["letter"]["summary"] = "Another."
    files["criteria"]["rules"].pop(0)
    now = case_of(files)
    assert changes(then, now, "cleared") == [
        "review.letter.summary", "criteria.benchmarks.plan", "criteria.benchmarks.group",
    ]  # fmt: skip
    said = "the review (`letter.summary`), the criteria (`benchmarks.plan`, `benchmarks.group`)"
    assert in_words(changes(then, now, "cleared")) == said
    assert made_stale(then, now) == STEPS
    assert made_stale(now, then) == ()
    assert in_words(f"review.benchmarks.b{each}.reason" for each in range(9)).endswith("and 3 more)")


def test_marking_is_named_by_the_file_that_changed_it() -> None:
    then, files = case_of(_full()), _full()
    files["review"]["letter"]["marking"] = "OFFICIAL-SENSITIVE"
    assert changes(then, case_of(files), "cleared") == ["review.letter.marking"]
    files = _full()
    files["settings"]["marking"] = "OFFICIAL-SENSITIVE"
    assert changes(then, case_of(files), "cleared") == ["settings.marking"]


def test_another_holder_on_the_day_of_the_letter_makes_the_clearance_stale() -> None:
    files = _full()
    files["review"]["letter"]["date"] = "2024-10-01"
    assert _stale(files) == {"cleared"}


@pytest.mark.parametrize("kind", ["review", "assessment"])
def test_without_a_file_there_is_no_seal(kind: str) -> None:
    files: Any = _full()
    files[kind] = None
    assert seals(case_of(files)) == {}


def test_as_much_is_sealed_as_can_be_read() -> None:
    files: Any = _full()
    assert set(seals(case_of({**files, "criteria": None}))) == {"accepted"}
    without = case_of({**files, "authority": None})
    assert set(seals(without)) == {"accepted", "agreed"}
    assert changes(without, case_of(files), "cleared") == []


def test_own_templates_and_covered_names_are_cleared_with_the_letter() -> None:
    files = copy.deepcopy(_full())
    assert _states(case_of(files, letter_templates={"letter.html.j2": "sha256:0"})) == {"cleared"}
    files["assessment"]["covers"] = ["elsewhere"]
    assert _states(case_of(files, covered={"elsewhere": "Elsewhere"})) == {"cleared"}


def test_recipients_of_a_joint_letter_are_cleared_with_it() -> None:
    files = copy.deepcopy(_full())
    files["assessment"]["covers"] = ["elsewhere"]
    other = files["authority"] | {"id": "elsewhere", "people": {"chief": {"name": "Eve Head", "title": "Chief"}}}
    other["letter"] = {"to": "chief", "thanks": ["lead"]}
    other["people"]["lead"] = {"name": "Lee Lead", "title": "Lead"}
    moved, thanked = copy.deepcopy(other), copy.deepcopy(other)
    moved["people"]["chief"]["name"] = "Ian Head"
    thanked["people"]["lead"]["known_as"] = "Lea Lead"
    alone, before, *after = (
        seals(case_of(files, covered={"elsewhere": "Elsewhere"}, kin=kin))
        for kin in ((), *((Authority.model_validate(each),) for each in (other, moved, thanked)))
    )
    for changed in after:
        assert [step for step in STEPS if before[step] != changed[step]] == ["cleared"]
    assert [step for step in STEPS if alone[step] != before[step]] == ["cleared"]


def _states(case: Case) -> set[Step]:
    return {step for step, found in sign_off_states(case).items() if found.state == "stale"}


def test_seal_of_a_later_version_is_neither_valid_nor_stale() -> None:
    files = _full()
    files["review"]["agreed"]["of"] = "2:sha256:00"
    del files["review"]["accepted"]["of"]
    states = {step: found.state for step, found in sign_off_states(case_of(files)).items()}
    assert states == {"accepted": "unsealed", "agreed": "unknown", "cleared": "sealed"}
