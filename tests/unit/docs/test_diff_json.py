"""docs/commands.md shows what `diff --format json` prints."""

import json
from typing import Any

from pages import DOCS, fences, read
from prevent_assure.changes.difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    ClosedChange,
    CriteriaMove,
    DiffResult,
    FieldChange,
    FileDifference,
    FormChange,
    Holdings,
    ItemChange,
    LetterChange,
    OutcomeMove,
    OverrideChange,
    Revision,
    SignOffChange,
    Together,
    Unreadable,
)
from prevent_assure.changes.for_programs import diff_json


def _shape(data: Any, route: str = "") -> set[str]:
    """The keys of a JSON answer, each with the keys above it."""
    if isinstance(data, dict):
        return {f"{route}.{key}" for key in data} | {
            at for key, each in data.items() for at in _shape(each, f"{route}.{key}")
        }
    return {at for each in data for at in _shape(each, route)} if isinstance(data, list) else set()


def test_json_has_the_keys_that_the_page_shows() -> None:
    text = "x"
    field = FieldChange("comments", "changed", text, text)
    item = ItemChange(text, "added", (field,))
    sets = (Together(criteria=True, rules=False, answers=("x",)),)
    move = OutcomeMove("derived", ("met",), (), "decided", None, Cause(sets, undo=sets))
    answer = AnswerChange(text, "met", "met", None, (field,), (item,))
    benchmark = BenchmarkDifference(text, 1, text, (move,), OverrideChange("added", ("agreed",)), (answer,), (field,))
    assessment = AssessmentDifference(
        text, text, "2024-25", status=field, steps=(field,), benchmarks=(benchmark,), letter=(field,),
        strengths=(item,), recommendations=(item,), follow_up=(item,),
        holds=Holdings(1, 1, 1, 1, blank=False),
    )  # fmt: skip
    file = FileDifference(text, "criteria", text, "changed", (field,), (CriteriaMove(text, text, text, move),))
    letter = LetterChange(text, "changed")
    wrong = Unreadable("head", text, ())
    result = DiffResult(Revision(text), Revision(text), (assessment,), (file,), (text,), (wrong,), (letter,))
    result = result._replace(forms=(FormChange(text, "added"),), closed=(ClosedChange(text, "2023-24", "changed"),))
    result = result._replace(sign_offs=(SignOffChange(text, "2024-25", "cleared", None, (text,), text, stale=True),))
    page = fences(read(DOCS / "commands.md"))
    shown = next(fence.text for fence in page if "prevent-assure/diff/1" in fence.text)
    assert _shape(json.loads(diff_json(result))) == _shape(json.loads(shown))
