"""JSON Schema of each kind of file, for editors: those of self-assessments and reviews know the edition."""

from typing import Any

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.json_schema import DIALECT, Schema, schema_of
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Pointer, Settings
from prevent_assure.workspace.files_page import files_page

from .catalogue import CATALOGUE
from .edition_schema import assessment_schema, review_schema

MODELS: dict[str, type[Model]] = {
    "assessment": Assessment,
    "review": Review,
    "authority": Authority,
    "criteria": Criteria,
    "workspace": Settings,
    "issue": IssueRecord,
}
BY_EDITION = {"assessment": assessment_schema, "review": review_schema}


def schema(kind: str, criteria: Criteria | None = None) -> dict[str, Any]:
    """Make the schema of a kind of file. All that `validate` accepts, it accepts.

    Args:
        kind: `assessment`, `review`, `authority`, `criteria`, `workspace` or `issue`.
        criteria: The edition that a self-assessment or review goes by; None for any.

    Returns:
        JSON Schema, 2020-12.
    """
    made = schema_of(MODELS[kind], files_page())
    named = kind
    if criteria is not None and kind in BY_EDITION:
        made = BY_EDITION[kind](made, criteria)
        named = f"{kind}:{criteria.id}:{criteria.edition}"
    elif kind == "workspace":
        made = _workspace(made)
    return {"$schema": DIALECT, "$id": f"urn:prevent-assure:schema:{named}", **made}


def _workspace(settings: Schema) -> Schema:
    """`prevent-assure.yaml` holds settings, or points to where they are."""
    words = settings["properties"]["findings"]["patternProperties"]
    severity = next(iter(words.values()))
    settings["properties"]["findings"] = {
        "type": "object",
        "description": settings["properties"]["findings"]["description"],
        "properties": {code: {"description": CATALOGUE[code].summary, **severity} for code in sorted(CATALOGUE)},
        "additionalProperties": False,
    }
    settings["$defs"]["Accepted"]["properties"]["code"] |= {"enum": sorted(CATALOGUE)}
    defs = settings.pop("$defs")
    pointer = schema_of(Pointer, files_page())
    return {
        "$defs": {**defs, "Settings": settings, "Pointer": pointer},
        "type": "object",
        "description": settings["description"],
        "if": {"properties": {"format": {"const": "prevent-assure/pointer/1"}}, "required": ["format"]},
        "then": {"$ref": "#/$defs/Pointer"},
        "else": {"$ref": "#/$defs/Settings"},
    }
