"""Checks of an issued letter's sources against its record."""

from collections.abc import Iterator

from prevent_assure.checking.check import check, found_by_task
from prevent_assure.checking.subjects import CycleFile, RecordFile
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.record import differences, parts_of

CHANGED_SINCE_ISSUE = Rule(
    "changed-since-issue",
    Severity.ERROR,
    "A part of a self-assessment or review that has changed since the letter was issued.",
)
ISSUED_LETTER_CHANGED = Rule(
    "issued-letter-changed",
    Severity.ERROR,
    "A file of an issued letter that is gone, or not the one that was issued.",
    of_proof=True,
)
ISSUE_RECORD_CHANGED = Rule(
    "issue-record-changed",
    Severity.ERROR,
    "The record of an issued letter that is not the one that was committed.",
    of_proof=True,
)
ISSUE_RECORD_MISSING = Rule(
    "issue-record-missing",
    Severity.ERROR,
    "The record of an issued letter that is not there any more.",
    of_proof=True,
)
LETTER_SUMS_UNREADABLE = Rule(
    "letter-sums-unreadable", Severity.ERROR, "A file of sums beside letters that holds something else.", of_proof=True
)
LETTER_SUMS_CHANGED = Rule(
    "letter-sums-changed",
    Severity.ERROR,
    "Sums beside issued letters that are gone, or do not list these letters alone.",
    of_proof=True,
)
found_by_task(ISSUE_RECORD_MISSING, LETTER_SUMS_UNREADABLE, LETTER_SUMS_CHANGED)
_CORRECTION = "a correction is a new issue: `issue --supersedes`"


@check(CHANGED_SINCE_ISSUE, of=("assessment", "review"))
def unchanged_since_issue(file: CycleFile) -> Iterator[Finding]:
    """Look for parts of a file that have changed since the letter was issued."""
    record = file.case.record
    if record is not None:
        issued = record.sources.assessment if file.kind == "assessment" else record.sources.review
        yield from _changed(record, differences(issued, parts_of(file.written)))


@check(CHANGED_SINCE_ISSUE, of="record")
def sources_are_there(file: RecordFile) -> Iterator[Finding]:
    """Look for the files that an issued letter was made from."""
    for gone in file.gone:
        yield Finding(CHANGED_SINCE_ISSUE, ("sources",), gone.message, gone.way_back, on_key=True)


@check(ISSUED_LETTER_CHANGED, of="record")
def letters_are_as_issued(file: RecordFile) -> Iterator[Finding]:
    """Look for files of the letter that are not those of the record."""
    for index, wrong in file.letters:
        yield Finding(ISSUED_LETTER_CHANGED, ("files", index), wrong.message, f"{wrong.way_back}; {_CORRECTION}")


@check(ISSUE_RECORD_CHANGED, of="record")
def record_is_as_issued(file: RecordFile) -> Iterator[Finding]:
    """Look for a record that is not the one that was issued."""
    if file.changed is not None:
        hint = f"{file.changed.way_back}; {_CORRECTION}"
        yield Finding(ISSUE_RECORD_CHANGED, ("format",), file.changed.message, hint, on_key=True)


def _changed(record: IssueRecord, parts: list[str]) -> Iterator[Finding]:
    for part in parts:
        yield Finding(
            CHANGED_SINCE_ISSUE,
            tuple(part.split(".")),
            f"`{part}` has changed since the letter was issued on {record.date}",
            "take the change back, or correct the letter by a new issue: `issue --supersedes`",
            on_key=True,
        )
