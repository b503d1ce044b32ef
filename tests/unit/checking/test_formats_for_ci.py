"""Findings as CI systems read them: each format through its reader's own schema or rules."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml

from prevent_assure.checking.printers.fingerprints import fingerprints
from prevent_assure.checking.printers.github import github_annotations
from prevent_assure.checking.printers.gitlab import gitlab_quality
from prevent_assure.checking.printers.junit import junit
from prevent_assure.checking.printers.sarif import rule_texts, sarif
from prevent_assure.diagnostics import Diagnostic, Fix, Location, Severity, TextEdit

SCHEMAS = Path(__file__).parents[2] / "corpus" / "published-schemas"
SARIF = jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))
JUNIT = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
RULES = rule_texts()

HOSTILE = st.one_of(
    st.sampled_from(
        ["a,b:c%d", "::error::x", "##[error]x", "a\r\n::error::b", "%0A%25", "<x a='&'>", "]]>", "\x1b[2J", "é😀"]
    ),
    st.text(max_size=20),
)


@st.composite
def _locations(draw: st.DrawFn) -> Location:
    path = draw(HOSTILE.filter(lambda text: "\0" not in text and text != "")) + ".yaml"
    if draw(st.booleans()):
        return Location(path)
    line, column = draw(st.integers(1, 99)), draw(st.integers(1, 99))
    more = draw(st.integers(0, 2))
    return Location(path, line, column, line + more, column + draw(st.integers(1, 9)) if not more else 3)


FIXES = st.builds(
    Fix,
    HOSTILE,
    st.lists(st.builds(TextEdit, *[st.integers(1, 9)] * 4, HOSTILE), min_size=1, max_size=2).map(tuple),
)
DIAGNOSTICS = st.lists(
    st.builds(
        Diagnostic,
        st.sampled_from(sorted(RULES)),
        st.sampled_from(Severity),
        _locations(),
        HOSTILE,
        st.one_of(st.none(), HOSTILE),
        st.just("Jane Canary"),
        st.lists(st.one_of(st.integers(0, 3), HOSTILE), max_size=3).map(tuple),
        fix=st.one_of(st.none(), FIXES),
    ),
    max_size=6,
)
FOUND = Diagnostic(
    "unknown-word",
    Severity.ERROR,
    Location("ws/assessments/2024-25/a b.yaml", 3, 5, 3, 9),
    "`claimed` is wrong, 100%: see, there",
    "write met",
    "claimed: Jane Canary",
    ("benchmarks", "training", "claimed"),
)


class Annotation(NamedTuple):
    """A command as GitHub's runner understands it."""

    level: str
    properties: dict[str, str]
    message: str


def _runner_reads(line: str) -> Annotation | None:
    """The runner's reading of a line: ActionCommand.TryParseV2 and its two unescapings (actions/runner)."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    command, _, pairs = line[2:end].partition(" ")
    properties = {}
    for pair in pairs.strip().split(","):
        name, sign, value = pair.strip().partition("=")
        if sign and name and value:
            properties[name] = _replaced(value, "%0D", "%0A", "%3A", "%2C", "%25")
    return Annotation(command, properties, _replaced(line[end + 2 :], "%0D", "%0A", "%25"))


def _replaced(text: str, *escapes: str) -> str:
    for escape in escapes:
        text = text.replace(escape, bytes.fromhex(escape[1:]).decode())
    return text


def test_annotation_comes_back_from_the_runner_as_it_was() -> None:
    (line,) = github_annotations([FOUND]).splitlines()
    assert _runner_reads(line) == Annotation(
        "error",
        {
            "file": "ws/assessments/2024-25/a b.yaml", "title": "unknown-word", "line": "3", "endLine": "3", "col": "5",
            "endColumn": "9",
        },
        "`claimed` is wrong, 100%: see, there\nhint: write met",
    )  # fmt: skip


@given(DIAGNOSTICS)
def test_each_finding_is_one_annotation_whatever_it_says(found: list[Diagnostic]) -> None:
    lines = re.split(r"\r\n|\r|\n", github_annotations(found))[:-1]
    levels = {"error": "error", "warning": "warning", "suggestion": "notice"}
    read = [_runner_reads(line) for line in lines]
    assert [each and each.level for each in read] == [levels[each.severity] for each in found]
    for each, annotation in zip(found, read, strict=True):
        assert annotation is not None
        assert set(annotation.properties) <= {"file", "title", "line", "endLine", "col", "endColumn"}
        assert annotation.properties["title"] == each.code
        assert not re.search("[\x00-\x09\x0b-\x1f]", annotation.message)


@given(DIAGNOSTICS)
def test_sarif_is_valid_and_names_rules_that_are_there(found: list[Diagnostic]) -> None:
    # With all rules, which are the same each time, the schema is held below: they are most of a log.
    named = {code: rule for code, rule in RULES.items() if code in {one.code for one in found}}
    log = json.loads(sarif(found, named, version="1.0.0"))
    SARIF.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each.code for each in found]


def test_sarif_has_help_for_each_rule_and_encodes_paths() -> None:
    log = json.loads(sarif([FOUND], RULES, version="1.0.0"))
    SARIF.validate(log)
    (run,) = log["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    assert all(
        len(each["help"]["markdown"]) > 100 and "```" in each["help"]["markdown"]
        for each in run["tool"]["driver"]["rules"]
    )
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "ws/assessments/2024-25/a%20b.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}


@given(DIAGNOSTICS)
def test_quality_report_has_what_gitlab_asks_of_it(found: list[Diagnostic]) -> None:
    report: list[dict[str, Any]] = json.loads(gitlab_quality(found))
    assert len({each["fingerprint"] for each in report}) == len(report) == len(found)
    for each in report:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert each["location"]["lines"]["begin"] >= 1
        assert not each["location"]["path"].startswith("./")


@given(DIAGNOSTICS, st.lists(HOSTILE, max_size=3))
def test_junit_report_is_valid_and_its_numbers_are_right(found: list[Diagnostic], paths: list[str]) -> None:
    text = junit(paths, found, failing={Severity.ERROR})
    JUNIT.validate(text)
    report = JUnitXml.fromstring(text.encode())
    cases = [case for suite in report for case in suite]
    failed = [case for case in cases if any(isinstance(each, Failure) for each in case.result)]
    assert len(failed) == report.failures == sum(each.severity is Severity.ERROR for each in found)
    assert report.tests == len(cases) >= len(found)


def test_junit_fails_for_warnings_only_where_they_count() -> None:
    warning = FOUND._replace(severity=Severity.WARNING)
    assert "<failure" not in junit([], [warning], failing={Severity.ERROR})
    assert "<failure" in junit([], [warning], failing={Severity.ERROR, Severity.WARNING})


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_no_format_holds_the_line_of_the_file(form: str) -> None:
    texts = {
        "github": github_annotations([FOUND]),
        "gitlab": gitlab_quality([FOUND]),
        "sarif": sarif([FOUND], RULES, version="1.0.0"),
        "junit": junit([], [FOUND], failing={Severity.ERROR}),
    }
    assert "unknown-word" in texts[form]
    assert "Canary" not in texts[form]


@given(DIAGNOSTICS, st.integers(1, 50))
def test_fingerprints_are_unique_and_stay_when_lines_and_items_move(found: list[Diagnostic], by: int) -> None:
    def moved(each: Diagnostic) -> Diagnostic:
        route = tuple(step + by if isinstance(step, int) else step for step in each.route)
        line, end = each.location.line, each.location.end_line
        place = each.location._replace(line=line and line + by, end_line=end and end + by)
        return each._replace(location=place, route=route)

    names = fingerprints(found)
    assert len(set(names)) == len(found)
    assert fingerprints([moved(each) for each in found]) == names


def _in_list(line: str, below: str, number: int) -> Diagnostic:
    """A finding in a list whose items have no names."""
    route = ("letter", "strengths", number)
    place = Location("reviews/2024-25/x.yaml", number + 10, 1, number + 10, 9)
    at = f"letter.strengths.{number + 1}"
    return Diagnostic("letter-placeholder", Severity.WARNING, place, "x", None, line, route, at, below=below)


LISTS = {
    "other texts": [("- [name] one", "- [name] two"), ("- [name] two", "- [name] three"), ("- [name] three", "end")],
    "like texts apart": [("- TBC", "- First"), ("- TBC", "- Second"), ("- TBC", "end")],
    "like texts in a row": [("- TBC", "end")] * 3,
}


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_fingerprints_stay_when_findings_above_are_mended(lines: list[tuple[str, str]]) -> None:
    found = [_in_list(*line, number) for number, line in enumerate(lines)]
    names = fingerprints(found)
    assert len(set(names)) == len(names)
    for first in range(1, len(found)):
        assert fingerprints(found[first:]) == names[first:]
    # An item in front moves all numbers.
    assert fingerprints([_in_list(*line, number + 4) for number, line in enumerate(lines)]) == names


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_fingerprints_of_other_texts_stay_whichever_is_mended(gone: int) -> None:
    found = [_in_list(*line, number) for number, line in enumerate(LISTS["other texts"])]
    names = fingerprints(found)
    assert fingerprints([*found[:gone], *found[gone + 1 :]]) == [*names[:gone], *names[gone + 1 :]]


def test_fingerprint_of_a_key_stays_when_its_value_changes_and_that_of_a_text_does_not() -> None:
    other = FOUND._replace(excerpt="claimed: another")
    assert fingerprints([FOUND]) == fingerprints([other])
    text = FOUND._replace(route=("benchmarks", "training", "summary"))
    assert fingerprints([text]) != fingerprints([text._replace(excerpt="    another line")])
