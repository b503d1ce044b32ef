"""Checks of an issued letter's sources against its record."""

from collections.abc import Iterable, Iterator

from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.case import Case
from prevent_assure.rules.record import differences, parts_of

CHANGED_SINCE_ISSUE = Rule(
    "changed-since-issue",
    Severity.ERROR,
    "A part of a self-assessment or review that has changed since the letter was issued.",
)
RULES = (CHANGED_SINCE_ISSUE,)


def changed_assessment(case: Case) -> Iterator[Finding]:
    """Find what has changed in a self-assessment since the letter was issued.

    Args:
        case: The authority in its cycle, with the record of its letter if there is one.

    Yields:
        A finding for each part.
    """
    if case.record is not None and case.assessment is not None:
        yield from _changed(case.record, differences(case.record.sources.assessment, parts_of(case.assessment)))


def changed_review(case: Case) -> Iterator[Finding]:
    """Find what has changed in a review since the letter was issued.

    Args:
        case: The authority in its cycle, with the record of its letter if there is one.

    Yields:
        A finding for each part.
    """
    if case.record is not None and case.review is not None:
        yield from _changed(case.record, differences(case.record.sources.review, parts_of(case.review)))


def sources_gone(paths: Iterable[str]) -> Iterator[Finding]:
    """Say which files of an issued letter are no longer there.

    Args:
        paths: The files.

    Yields:
        A finding for each, in the record.
    """
    for path in paths:
        message = f"{path} is gone, and the letter that was made from it is issued"
        yield Finding(CHANGED_SINCE_ISSUE, ("sources",), message, "bring it back from the repository", on_key=True)


def _changed(record: IssueRecord, parts: list[str]) -> Iterator[Finding]:
    for part in parts:
        yield Finding(
            CHANGED_SINCE_ISSUE,
            tuple(part.split(".")),
            f"`{part}` has changed since the letter was issued on {record.date}",
            "take the change back, or correct the letter by a new issue: `issue --supersedes`",
            on_key=True,
        )
