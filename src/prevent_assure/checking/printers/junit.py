"""Findings as a JUnit report, which most CI systems show. junitparser writes it."""

from collections.abc import Collection, Sequence
from io import BytesIO

from junitparser import Failure, JUnitXml, TestCase, TestSuite

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.text.escaping import harmless
from prevent_assure.text.findings import message_text


def junit(checked: Sequence[str], diagnostics: Sequence[Diagnostic], *, failing: Collection[Severity]) -> str:
    """Write findings as a JUnit report.

    Args:
        checked: The paths of the files that were read.
        diagnostics: The findings.
        failing: The severities that fail; other findings pass, with what was found as their output.

    Returns:
        The XML: a suite for each file, in it a case for each finding, or one that passed.
    """
    report = JUnitXml("prevent-assure")
    paths = dict.fromkeys([*checked, *(each.location.path for each in diagnostics)])
    for path in paths:
        suite = TestSuite(harmless(path))
        found = [each for each in diagnostics if each.location.path == path]
        suite.add_testcases([_case(each, failing) for each in found] or [TestCase("no findings", harmless(path), 0)])
        report.add_testsuite(suite)
    # Its own sums would bring `skipped` here, which Jenkins's schema knows of suites only.
    report.tests = sum(suite.tests for suite in report)
    report.failures = sum(suite.failures for suite in report)
    report.errors = 0
    out = BytesIO()
    report.write(out, pretty=True)
    return out.getvalue().decode()


def _case(each: Diagnostic, failing: Collection[Severity]) -> TestCase:
    place = ":".join(str(part) for part in each.location[:3] if part is not None)
    case = TestCase(f"{each.code} ({harmless(place)})", harmless(each.location.path), 0)
    told = f"{harmless(place)}: {message_text(each)}"
    if each.severity in failing:
        failure = Failure(harmless(each.message), each.severity.value)
        failure.text = told
        case.result = [failure]
    else:
        case.system_out = f"{each.severity.value}: {told}"
    return case
