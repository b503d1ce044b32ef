"""The YAML test suite, as far as a file of one document can show it."""

import json
from pathlib import Path
from typing import Any, NamedTuple


class Case(NamedTuple):
    """One case.

    Attributes:
        label: What it shows.
        valid: Whether it is YAML 1.2.
        yaml: The text.
        json: What it means as JSON, if it has such a meaning.
    """

    label: str
    valid: bool
    yaml: str
    json: str | None


def _cases() -> dict[str, Case]:
    text = (Path(__file__).parent / "corpus/yaml-test-suite/cases.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return {name: Case(**fields) for name, fields in found.items()}


CASES = _cases()
