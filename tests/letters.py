"""A small letter in parts that tests change: two scored benchmarks and one that is assured elsewhere."""

import copy
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from pages import ROOT
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.outcome_letter.committee import CommitteeView
from prevent_assure.outcome_letter.document import Document
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.outcome_letter.formats import markdown
from prevent_assure.outcome_letter.letter_writer import document_of
from prevent_assure.outcome_letter.views import LetterView
from prevent_assure.outcome_letter.wording import Wording, read_wording
from prevent_assure.rules.case import Case
from prevent_assure.rules.letter_sources import LetterSources, Provenance
from prevent_assure.rules.scoring import score_assessment
from prevent_assure.source import read
from prevent_assure.workspace.packaged import Origin
from prevent_assure.workspace.templates import Template

CORPUS = ROOT / "tests" / "corpus"
HOSTILE = [
    *(
        text
        for text in json.loads((CORPUS / "blns" / "blns.json").read_text("utf-8"))
        if re.sub(r"[\s\x00-\x1f\x7f-\x9f]", "", text)
    ),
    *(CORPUS / "xss-payload-list" / "payloads.txt").read_text("utf-8").splitlines(),
    "# a\n\n| b | c |\n|---|---|\n| d | e |",
    "{{ letter }} {% raw %}",
    "</main></body><script>alert(1)</script>",
]
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.just("\n"), max_size=40)
"""What the reader of files lets through."""


def template(text: str, shown: str = "t") -> Template:
    """Make a template that messages call by a name."""
    return Template(text.encode(), Origin(Path(shown), packaged=True, shown=shown))


TEMPLATES = {
    path.name: template(path.read_text("utf-8"), f"templates/{path.name}") for path in (ROOT / "templates").glob("*.j2")
}
WORDING_DATA: dict[str, Any] = read((ROOT / "templates" / "wording.en.yaml").read_bytes()).data
WORDING: Wording = read_wording(WORDING_DATA, "wording.en.yaml")

DATA: dict[str, dict[str, Any]] = {
    "criteria": {
        "format": "prevent-assure/criteria/1", "id": "local-authority", "edition": "2024-25",
        "title": "Criteria of a test",
        "applies_to": "Tests", "glossary": {"CTLP": "local profile", "PDG": "delivery group",
        "CT": "counter terrorism"},
        "outcomes": [
            {"id": "not_met", "label": "Not met", "meaning": "Below the minimum."},
            {"id": "met", "label": "Met", "meaning": "The minimum."},
            {"id": "exceeding", "label": "Exceeding", "meaning": "Above the minimum."},
        ],
        "levels": [
            {"id": "met", "label": "Met", "kind": "standard"},
            {"id": "exceeding", "label": "Exceeding", "kind": "standard", "note": "On top of Met"},
            {"id": "not_met", "label": "Not met", "kind": "warning_sign"},
        ],
        "rules": [
            {"outcome": "not_met", "if": {"any": "not_met"}},
            {"outcome": "exceeding", "if": {"all": ["met", "exceeding"]}},
            {"outcome": "met", "if": {"all": "met"}},
            {"outcome": ["not_met", "met"]},
        ],
        "benchmarks": [
            {
                "id": "plan", "number": 3, "title": "Plan", "statement": "There is a plan.", "emphasis": "tangential",
                "criteria": {
                    "not_met": [{"id": "none", "text": "No plan at all."}],
                    "met": [{
                        "id": "owned", "text": "The plan covers:", "exception": "A draft is enough at first.",
                        "applies_when": "there is a group",
                        "parts": [{"id": "first", "text": "one matter"}, {"id": "second", "text": "another matter"}],
                    }],
                    "exceeding": [{"id": "quarterly", "text": "Updated each quarter."}],
                },
            },
            {
                "id": "group", "number": 1, "title": "Group", "statement": "There is a group.\n\nIt meets.",
                "emphasis": "direct",
                "criteria": {"met": [{"id": "meets", "text": "It meets."}]},
            },
            {
                "id": "panel", "number": 2, "title": "Panel", "scored": False,
                "assured_by": "Another process assures it.",
                "reason": "Not part of this.", "contact": "Ask the [panel](mailto:panel@example.org).",
            },
        ],
    },
    "authority": {
        "format": "prevent-assure/authority/1", "id": "anywhere", "name": "Anywhere Council",
        "address": ["1 Street", "Town"],
        "groups": {"governance": "Anywhere Board"},
        "people": {
            "chief": {"name": "Ada Chief", "salutation": "Dr Chief", "title": "Chief Executive"},
            "lead": [
                {"name": "Old Lead", "title": "Lead", "to": "2024-10-31"},
                {"name": "New Lead", "known_as": "Newt Lead", "title": "Lead", "from": "2024-11-01"},
            ],
            "chair": {"name": "Cy Chair", "title": "Chair"},
        },
        "letter": {"to": "chief", "cc": ["lead", "chair"], "thanks": ["lead", "chair"]},
    },
    "settings": {
        "format": "prevent-assure/workspace/1", "current_cycle": "2024-25",
        "sender": {
            "name": "Sam Sender", "title": "Head of Letters", "unit": "Letter Unit",
            "department": "Department of Tests",
            "address": ["2 Road", "City"], "email": "letters@example.org", "website": "www.example.org/letters",
        },
        "people": {"adviser": {"name": "Al Adviser", "title": "Prevent Adviser"}},
        "cycles": {"2024-25": {
            "criteria": "local-authority/2024-25",
            "recommendations": [{"id": "shared", "text": "Do what all do.", "benchmarks": ["group"]}],
        }},
    },
    "assessment": {
        "format": "prevent-assure/assessment/1", "authority": "anywhere", "cycle": "2024-25",
        "criteria": "local-authority/2024-25",
        "submitted": {"by": "lead", "on": "2025-03-14"},
        "benchmarks": {
            "group": {"claimed": "met", "summary": "The group has met.", "answers": {"met": "met"}},
            "plan": {"claimed": "met", "summary": "Our plan follows the CTLP.", "answers": {"met": "met",
            "exceeding": "not_met", "not_met": "absent"}},
        },
    },
    "review": {
        "format": "prevent-assure/review/1", "authority": "anywhere", "cycle": "2024-25", "adviser": "adviser",
        "discussed": {"with": ["lead", "chair"], "on": "2025-04-24"}, "agreed": {"by": "adviser", "on": "2025-05-06"},
        "benchmarks": {
            "group": {"comments": "Go on meeting.", "agreed": "met"},
            "plan": {"comments": "Go on planning.", "agreed": "met"},
        },
        "letter": {
            "date": "2025-05-09", "summary": "A good year.\n\nA second paragraph.",
            "strengths": ["The first strength.", {"text": "The second strength.", "share": True}],
            "recommendations": [
                {"id": "more", "benchmarks": ["group", "plan"], "text": "Do more.", "owner": "Chair",
                "due": "2025-12-31"},
                {"id": "less", "text": "Do less."},
            ],
        },
    },
}  # fmt: skip
"""The files of the letter as plain data."""

DIGEST = "sha256:" + "0" * 64


def data() -> dict[str, dict[str, Any]]:
    """The letter's files, to be changed at will."""
    return copy.deepcopy(DATA)


def sources(files: dict[str, Any] | None = None, **changes: Any) -> LetterSources:
    """The sources of the letter.

    Args:
        files: Changed files; one that is None is not there.
        changes: Other values of `LetterSources`.
    """
    files = DATA if files is None else files
    criteria = Criteria.model_validate(files["criteria"])
    assessment = None if files["assessment"] is None else Assessment.model_validate(files["assessment"])
    review = None if files["review"] is None else Review.model_validate(files["review"])
    given: dict[str, Any] = {
        "cycle": "2024-25",
        "criteria": criteria,
        "authority": Authority.model_validate(files["authority"]),
        "settings": Settings.model_validate(files["settings"]),
        "assessment": assessment,
        "review": review,
        "scores": score_assessment(criteria, assessment, review),
        "status": "issued",
        "missing": (),
        "provenance": Provenance(criteria.ref, DIGEST, DIGEST),
    }
    return LetterSources(**(given | changes))


def with_text(text: str, line: str) -> dict[str, Any]:
    """The letter with a text in each narrative and a line in each name."""
    files = data()
    benchmark = files["criteria"]["benchmarks"][0]
    criterion = benchmark["criteria"]["met"][0]
    benchmark |= {"title": line, "statement": text}
    criterion |= {"text": text, "exception": text, "applies_when": text}
    criterion["parts"][0]["text"] = text
    files["criteria"]["benchmarks"][2] |= {"reason": text, "assured_by": text, "contact": text, "title": line}
    files["criteria"] |= {"title": line}
    files["criteria"]["outcomes"][1] |= {"label": line, "meaning": text}
    files["criteria"]["levels"][1] |= {"label": line, "note": line}
    files["authority"] |= {"name": line, "address": [line, line], "groups": {"governance": line, "strategic": line}}
    files["authority"]["people"]["chief"] |= {"name": line, "salutation": line, "title": line}
    files["authority"]["people"]["chair"] |= {"name": line, "known_as": line, "title": line}
    files["settings"]["sender"] = dict.fromkeys(files["settings"]["sender"], line) | {"address": [line]}
    files["assessment"]["benchmarks"]["plan"]["summary"] = text
    files["review"]["benchmarks"]["plan"] |= {"comments": text, "reason": text, "agreed": "exceeding"}
    files["review"]["letter"] |= {"summary": text, "strengths": [text, text]}
    files["review"]["letter"]["recommendations"][0] |= {"text": text, "owner": line}
    return files


def one_line(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]", " ", text)[:900].strip() or "-"


def case_of(files: dict[str, Any] | None = None, **changes: Any) -> Case:
    """The authority of the letter in its cycle, as its files say.

    Args:
        files: Changed files; one that is None is not there.
        changes: Other values of `Case`.
    """
    files = DATA if files is None else files

    def read_as(kind: str, model: type[Model]) -> Any:
        return None if files[kind] is None else model.model_validate(files[kind])

    assessment, review = read_as("assessment", Assessment), read_as("review", Review)
    criteria: Criteria | None = read_as("criteria", Criteria)
    given: dict[str, Any] = {
        "authority_id": "anywhere",
        "cycle": "2024-25",
        "settings": read_as("settings", Settings),
        "authority": read_as("authority", Authority),
        "assessment": assessment,
        "review": review,
        "criteria": criteria,
        "scores": score_assessment(criteria, assessment, review) if criteria is not None else (),
    }
    return Case(**(given | changes))


ENGINE = Engine(TEMPLATES)


def html_of(view: LetterView | CommitteeView) -> str:
    """The HTML of a letter or paper by the packaged templates."""
    return ENGINE.render(view, "html")


def written(view: LetterView | CommitteeView) -> Document:
    """The tree of a letter or paper, from which other formats than HTML are written."""
    return document_of(view, html_of(view))


def markdown_of(view: LetterView | CommitteeView) -> str:
    """A letter or paper in Markdown."""
    return markdown.write(written(view))
