"""Findings as SARIF 2.1.0, which code scanning and many editors read.

Written by hand: of the libraries sarif-om rests since 2019, and sarif-pydantic covers a part and checks less than the
published schema, which the tests hold this to.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from prevent_assure.checking.registry import CATALOGUE
from prevent_assure.diagnostics import Diagnostic, Fix, Severity
from prevent_assure.text.findings import message_text
from prevent_assure.text.json_text import written
from prevent_assure.workspace.packaged import Entry, findings_page

from .fingerprints import fingerprints

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
_ROOT = "%SRCROOT%"
_REGION = ("startLine", "startColumn", "endLine", "endColumn")


class RuleText(NamedTuple):
    """What SARIF says of a rule.

    Attributes:
        severity: How much it weighs.
        summary: What it is about, in a sentence.
        full: What it means and why it matters.
        text: The help as plain text.
        markdown: The help as Markdown.
    """

    severity: Severity
    summary: str
    full: str
    text: str
    markdown: str


def sarif(diagnostics: Sequence[Diagnostic], rules: Mapping[str, RuleText], *, version: str) -> str:
    """Write findings as a SARIF log.

    Args:
        diagnostics: The findings, with paths relative to the repository.
        rules: What can be found, by code: all of it.
        version: The tool's version.

    Returns:
        One JSON object and a line end.
    """
    index = {code: number for number, code in enumerate(rules)}
    named = zip(diagnostics, fingerprints(diagnostics), strict=True)
    driver = {
        "name": "prevent-assure",
        "semanticVersion": version,
        "rules": [_rule(code, text) for code, text in rules.items()],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(each, index[each.code], fingerprint) for each, fingerprint in named],
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, text: RuleText) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": text.summary},
        "fullDescription": {"text": text.full},
        "help": {"text": text.text, "markdown": text.markdown},
        "defaultConfiguration": {"level": _LEVELS[text.severity]},
    }


def _result(each: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": each.code,
        "ruleIndex": index,
        "level": _LEVELS[each.severity],
        "message": {"text": message_text(each)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(each), "region": _region(each)}}],
        # The second is the only one that GitHub looks at; it would make it of the line's text, which changes.
        "partialFingerprints": {
            "preventAssure/v1": fingerprint,
            "primaryLocationLineHash": f"{fingerprint[:16]}:1",
        },
        **({"fixes": [_fix(each, each.fix)]} if each.fix is not None else {}),
    }


def _fix(each: Diagnostic, fix: Fix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": dict(zip(_REGION, edit[:4], strict=True)),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(each), "replacements": replacements}
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _artifact(each: Diagnostic) -> dict[str, str]:
    # Surrogates stand for bytes of a file's name that are no UTF-8, and are written as these bytes.
    uri = quote(each.location.path.encode("utf-8", "surrogateescape"))
    return {"uri": uri} if each.location.path.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def _region(each: Diagnostic) -> dict[str, int]:
    place = each.location
    if place.line is None:
        return {"startLine": 1}
    named = zip(_REGION, place[1:], strict=True)
    return {name: value for name, value in named if value is not None}


def rule_texts() -> dict[str, RuleText]:
    """Gather what is said of every rule.

    Returns:
        The texts by code.
    """
    page = findings_page()
    return {
        code: RuleText(
            rule.severity, rule.summary, " ".join(page[code].paragraphs), _plain(page[code]), _marked(page[code])
        )
        for code, rule in CATALOGUE.items()
    }


def _plain(entry: Entry) -> str:
    said = "\n\n".join(each.replace("`", "") for each in entry.paragraphs)
    return f"{said}\n\nWrong:\n\n{entry.wrong.text}\nRight:\n\n{entry.right.text}"


def _marked(entry: Entry) -> str:
    said = "\n\n".join(entry.paragraphs)
    wrong, right = (f"```{each.language}\n{each.text}```" for each in (entry.wrong, entry.right))
    return f"{said}\n\nWrong:\n\n{wrong}\n\nRight:\n\n{right}\n"
