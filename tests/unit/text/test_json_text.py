"""Answers in JSON: values of our own are written as they are, or as their class is said to be."""

import datetime
from typing import NamedTuple

from prevent_assure.diagnostics import Severity
from prevent_assure.text.json_text import Shapes, written


class Step(NamedTuple):
    by: str
    on: datetime.date | None


class Steps(NamedTuple):
    authority: str
    taken: tuple[Step, ...]


STEPS = Steps("ålder", (Step("lead", datetime.date(2025, 3, 31)), Step("adviser", None)))


def test_named_tuples_are_objects_with_their_fields_in_order() -> None:
    shown = written({"format": "x/1", "found": iter([STEPS]), "worst": Severity.ERROR, "pair": (1, 2)})
    assert " ".join(shown.split()) == (
        r'{ "format": "x/1", "found": [ { "authority": "\u00e5lder", "taken": [ { "by": "lead", "on": "2025-03-31" }, '
        r'{ "by": "adviser", "on": null } ] } ], "worst": "error", "pair": [ 1, 2 ] }'
    )


def test_class_may_be_written_otherwise_also_where_it_is_deep_within() -> None:
    shapes: Shapes = {Step: lambda step: {"who": step.by, "when": step.on}}
    assert " ".join(written([STEPS], shapes=shapes, ascii_only=False).split()) == (
        '[ { "authority": "ålder", "taken": [ { "who": "lead", "when": "2025-03-31" }, '
        '{ "who": "adviser", "when": null } ] } ]'
    )
