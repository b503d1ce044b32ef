"""What has changed since a letter was issued is said at its part, and nothing else is."""

from collections.abc import Callable
from typing import Any

import pytest

from checks import of_assessment, of_review
from letters import DIGEST, case_of, data
from prevent_assure.checking.checks.record import sources_are_there, unchanged_since_issue
from prevent_assure.checking.subjects import Amiss, RecordFile
from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.record import issued_from

RECORD = IssueRecord.model_validate(
    {
        "format": "prevent-assure/issue/1",
        "authority": "anywhere",
        "cycle": "2024-25",
        "date": "2025-05-19",
        "criteria": "local-authority/2024-25",
        "version": "1.0.0",
        "files": [{"name": "anywhere.html", "digest": DIGEST}],
        "sources": issued_from(case_of(), (), {}).model_dump(),
    }
)
Files = dict[str, Any]


@pytest.mark.parametrize(
    ("change", "assessment", "review"),
    [
        (lambda _: None, [], []),
        (
            lambda files: files["assessment"]["benchmarks"]["plan"].update(summary="Another."),
            [("benchmarks", "plan")],
            [],
        ),
        (lambda files: files["review"]["letter"].update(summary="Another."), [], [("letter",)]),
        (
            lambda files: (files["review"].pop("discussed"), files["review"]["benchmarks"].pop("group")),
            [],
            [("discussed",), ("benchmarks", "group")],
        ),
        (lambda files: files.update(assessment=None, review=None), [], []),
    ],
)
def test_changed_part_is_found_in_its_own_file(
    change: Callable[[Files], object], assessment: list[tuple[str, ...]], review: list[tuple[str, ...]]
) -> None:
    files: Files = data()
    change(files)
    case = case_of(files, record=RECORD)
    of_files = (
        list(unchanged_since_issue(of_assessment(case))) if case.assessment is not None else [],
        list(unchanged_since_issue(of_review(case))) if case.review is not None else [],
    )
    found = [each for one in of_files for each in one]
    assert [each.route for each in of_files[0]] == assessment
    assert sorted(each.route for each in of_files[1]) == sorted(review)
    assert all(each.rule.code == "changed-since-issue" and "issued on 2025-05-19" in each.message for each in found)


def test_without_a_record_nothing_has_changed() -> None:
    files = data()
    files["review"]["letter"]["summary"] = files["assessment"]["benchmarks"]["plan"]["summary"] = "Another."
    case = case_of(files)
    assert [*unchanged_since_issue(of_assessment(case)), *unchanged_since_issue(of_review(case))] == []


def test_file_that_is_gone_is_named() -> None:
    (found,) = sources_are_there(RecordFile(RECORD, [Amiss("It is gone.", "Bring it back.")]))
    assert (found.route, found.on_key) == (("sources",), True)
    assert (found.message, found.hint) == ("It is gone.", "Bring it back.")
