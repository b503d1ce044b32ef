"""Findings for people: with the line on a terminal, without it in a log."""

from prevent_assure.diagnostics import Diagnostic, Location, Severity
from prevent_assure.text.findings import findings_text, summary_text

FOUND = Diagnostic(
    "unknown-key",
    Severity.ERROR,
    Location("a.yaml", 2, 3, 2, 6),
    "`foo` is unknown",
    "did you mean `for`?",
    "\tfoo: Jane Doe",
)


def test_log_shows_place_code_and_hint_but_not_the_line() -> None:
    text = findings_text([FOUND], excerpts=False, colour=False)
    assert text == "a.yaml:2:3: error[unknown-key]: `foo` is unknown\n  hint: did you mean `for`?\n"


def test_terminal_shows_the_line_with_a_pointer_below_the_place() -> None:
    found = FOUND._replace(location=Location("a.yaml", 12, 2, 12, 5))
    lines = findings_text([found], excerpts=True, colour=False).splitlines()
    assert lines[1] == " 12 |     foo: Jane Doe"
    assert lines[2] == "    |     ^^^"


def test_pointer_stays_with_its_place_in_a_very_long_line() -> None:
    found = FOUND._replace(location=Location("a.yaml", 1, 501, 1, 504), excerpt="x" * 500 + "foo" + "y" * 500)
    lines = findings_text([found], excerpts=True, colour=False).splitlines()
    start = lines[2].index("^")
    assert lines[1][start : start + 3] == "foo"
    assert len(lines[1]) < 200


def test_path_that_a_terminal_would_act_on_is_shown_and_not_sent() -> None:
    found = FOUND._replace(location=Location("a\x1b[2J.yaml"))
    assert "\x1b" not in findings_text([found], excerpts=True, colour=False)


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in findings_text([FOUND], excerpts=False, colour=True)


def test_summary_counts_each_severity() -> None:
    found = [FOUND, FOUND, FOUND._replace(severity=Severity.WARNING)]
    assert summary_text(1, found) == "1 file: 2 errors, 1 warning\n"
    assert summary_text(3, []) == "3 files: nothing to mend\n"
