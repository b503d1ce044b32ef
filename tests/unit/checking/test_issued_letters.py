"""What is wrong with issued letters is found by `validate`, and what is as it was issued is not."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from issued import HTML, MD, RECORD, REVIEW, SUMS, committed_workspace, correct, issued_workspace, replace, with_digest
from prevent_assure.changes.for_people import diff_md, diff_text
from prevent_assure.changes.task import diff
from prevent_assure.checking.staged import validate_staged
from prevent_assure.checking.validate import validate
from prevent_assure.cycle.signing_list import signing_list
from prevent_assure.cycle.status import status
from prevent_assure.cycle.steps import agree
from prevent_assure.diagnostics import InputError
from prevent_assure.outcome_letter.task import letter, write_letter
from prevent_assure.proof.issue import Issuing
from prevent_assure.proof.verify import verify
from prevent_assure.workspace.sums import read_sums, written_sums
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository

LETTER_CODES = {"issued-letter-changed", "issue-record-changed", "issue-record-missing"}
LETTER_CODES |= {"letter-sums-unreadable", "letter-sums-changed"}


def _codes(root: Path) -> list[tuple[str, str]]:
    found = validate(Workspace(root)).diagnostics
    return [(each.code, each.location.path) for each in found if each.code in LETTER_CODES]


def _staged(root: Path, repository: ScratchRepository) -> list[tuple[str, str]]:
    repository.git("add", "--all")
    found = (each for _, result in validate_staged(root) for each in result.diagnostics)
    return [(each.code, each.location.path) for each in found if each.code in LETTER_CODES]


def _outcome(root: Path) -> None:
    replace(root / HTML, "Exceeding", "Not met")


def _forged(root: Path) -> None:
    _outcome(root)
    with_digest(root, "herefordshire.html", hashlib.sha256((root / HTML).read_bytes()).hexdigest())


def _date(root: Path) -> None:
    replace(root / RECORD, "date: 2025-05-20", "date: 2025-05-21")


def _comment(root: Path) -> None:
    replace(root / RECORD, "# What was issued", "# What was issued ")


CHANGES: dict[str, tuple[Callable[[Path], object], str, list[tuple[str, str]]]] = {
    "letter": (_outcome, "issued-letter-changed", [(HTML, "changed")]),
    "letter gone": (lambda root: (root / MD).unlink(), "issued-letter-changed", [(MD, "removed")]),
    "both": (_forged, "issue-record-changed", [(HTML, "changed"), (RECORD, "changed")]),
    "record": (_date, "issue-record-changed", [(RECORD, "changed")]),
    "comment": (_comment, "issue-record-changed", [(RECORD, "changed")]),
    "record gone": (lambda root: (root / RECORD).unlink(), "issue-record-missing", [(RECORD, "removed")]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_an_error_everywhere_and_named_by_diff(name: str, tmp_path: Path) -> None:
    change, code, letters = CHANGES[name]
    root, repository = committed_workspace(tmp_path)
    assert _codes(root) == []
    change(root)
    assert _codes(root) == [(code, RECORD)]
    assert [tuple(each) for each in diff(Workspace(root), "HEAD").letters] == letters
    assert _staged(root, repository) == [(code, RECORD)]
    repository.commit("Change")
    assert _codes(root) == [(code, RECORD)]
    assert [tuple(each) for each in diff(Workspace(root), "HEAD~1..HEAD").letters] == letters
    nation = tmp_path / "nation"
    nation.mkdir()
    settings = (root / "prevent-assure.yaml").read_text(encoding="utf-8")
    (nation / "prevent-assure.yaml").write_text(settings + "workspaces: [../herefordshire]\n", encoding="utf-8")
    assert _codes(nation) == [(code, f"../herefordshire/{RECORD}")]
    _take_the_way_back(root, repository)
    assert _codes(root) == []


def _take_the_way_back(root: Path, repository: ScratchRepository) -> None:
    """Type what the findings say, twice: of a record that is wrong nothing else is said yet."""
    codes = {*LETTER_CODES, "changed-since-issue"}
    for _ in range(2):
        hints = {each.hint or "" for each in validate(Workspace(root)).diagnostics if each.code in codes}
        for words in (hint.split("`")[1].split() for hint in hints if hint.startswith("`git checkout ")):
            repository.git(*words[1:])


def test_all_that_is_gone_or_changed_comes_back_by_what_the_findings_say(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    _outcome(root)
    _date(root)
    for name in (MD, SUMS, REVIEW):
        (root / name).unlink()
    _take_the_way_back(root, repository)
    assert repository.git("status", "--porcelain") == ""
    correct(root)
    repository.commit("Correct")
    repository.git("checkout", "HEAD~1", "--", RECORD)
    assert "is the one that counts" in validate(Workspace(root)).diagnostics[0].message
    _take_the_way_back(root, repository)
    assert repository.git("status", "--porcelain") == ""


def _sums_without(root: Path, *names: str, also: tuple[tuple[str, str], ...] = ()) -> None:
    listed = read_sums((root / SUMS).read_bytes(), SUMS)
    (root / SUMS).write_bytes(written_sums([*(one for one in listed if one[0] not in names), *also]))


def _lose_record_and_its_sum(root: Path) -> None:
    _sums_without(root, "herefordshire.issue.yaml")
    (root / RECORD).unlink()


SUMS_CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (lambda root: (root / SUMS).unlink(), SUMS),
    "record": (lambda root: _sums_without(root, "herefordshire.issue.yaml"), SUMS),
    "all": (lambda root: (root / SUMS).write_bytes(b""), SUMS),
    "letter": (lambda root: _sums_without(root, "herefordshire.md"), SUMS),
    "another": (lambda root: _sums_without(root, also=(("herefordshire.pdf", "0" * 64),)), SUMS),
    "record and its sum": (_lose_record_and_its_sum, RECORD),
}


@pytest.mark.parametrize("name", SUMS_CHANGES)
def test_sums_that_are_gone_or_not_those_of_the_letters_are_found(tmp_path: Path, name: str) -> None:
    change, path = SUMS_CHANGES[name]
    root, repository = committed_workspace(tmp_path)
    change(root)
    code = "letter-sums-changed" if path == SUMS else "issue-record-missing"
    assert _codes(root) == _staged(root, repository) == [(code, path)]
    assert path in {each.path for each in diff(Workspace(root), "HEAD").letters}
    if name in {"record", "all", "letter"}:
        again = Issuing(Workspace(root), cycle="2024-25").issue("herefordshire", day=None)
        assert again.said[-1] == f"{SUMS} did not list all of it; now it does"
        assert _codes(root) == []


def test_sums_of_a_merge_that_list_the_letter_before_too_are_found(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    before = read_sums((root / SUMS).read_bytes(), SUMS)
    correct(root)
    (root / SUMS).write_bytes(written_sums([*before, *read_sums((root / SUMS).read_bytes(), SUMS)]))
    assert _codes(root) == [("letter-sums-changed", SUMS)]
    Issuing(Workspace(root), cycle="2024-25").issue("herefordshire", day=None)
    assert _codes(root) == []


def test_letters_from_before_there_were_sums_are_no_finding(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    (root / SUMS).unlink()
    assert _codes(root) == []
    ScratchRepository.make(root)
    assert _codes(root) == []
    (root / RECORD).with_name("birmingham.issue.yaml").write_bytes(b"no record")
    (root / SUMS).write_bytes(written_sums([("birmingham.html", "0" * 64)]))
    assert ("letter-sums-changed", SUMS) in _codes(root)


def test_diff_says_in_a_sentence_what_became_of_letters(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    _outcome(root)
    (root / RECORD).unlink()
    result = diff(Workspace(root), "HEAD")
    said = f"Issued letters and their records: {HTML} has changed; {RECORD} is gone."
    assert said in diff_text(result, width=80, colour=False, texts=False)
    marked = f"Issued letters and their records: `{HTML}` has changed; `{RECORD}` is gone."
    assert marked in diff_md(result)
    assert "2 files of issued letters changed" in diff_md(result)
    many = result._replace(letters=result.letters * 30)
    assert "And 40 more." in diff_md(many)
    assert diff(Workspace(root), "HEAD", authorities=["herefordshire"], cycle="2023-24").letters == ()


def test_record_that_is_gone_keeps_the_letter(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    (root / RECORD).unlink()
    replace(root / REVIEW, "As a matter of routine", "Now and then")
    workspace = Workspace(root)
    made = letter(workspace, authority="herefordshire", cycle="2024-25").letter
    assert made is not None
    listed = signing_list(workspace, cycle="2024-25")
    assert (listed.letters, listed.errors) == ((), ("herefordshire",))
    day = datetime.date(2025, 6, 2)
    (needed,) = status(workspace, cycle="2024-25", on=day).authorities[0].needs
    assert needed.startswith(
        f"The record of an issued letter is gone ({RECORD}: letters/2024-25/SHA256SUMS lists it); `git"
    )
    refused = agree(workspace, authority="herefordshire", cycle="2024-25", on=day)
    assert not refused.written
    assert refused.said[1:] in needed
    before = (root / HTML).read_bytes()
    with pytest.raises(InputError, match="the record of an issued letter is gone"):
        write_letter(workspace, made)
    assert (root / HTML).read_bytes() == before


def test_issue_in_the_place_of_a_letter_is_no_change(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    correct(root)
    assert _codes(root) == []
    assert {each.change for each in diff(Workspace(root), "HEAD").letters} == {"replaced"}
    repository.commit("Correct")
    assert _codes(root) == []
    # The letter before in its place again, with its own record, is no letter that counts.
    repository.git("checkout", "HEAD~1", "--", "letters")
    assert _codes(root) == [("issue-record-changed", RECORD)]


def test_history_is_read_of_a_workspace_below_the_repositorys_top(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path / "councils")
    repository = ScratchRepository.make(tmp_path / "councils")
    assert verify(Workspace(root))[0].reasons[0].startswith("by this repository's history")
    _date(root)
    repository.commit("Change")
    assert _codes(root) == [("issue-record-changed", RECORD)]


def test_record_removed_and_added_anew_is_held_against_the_first(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    data = (root / RECORD).read_bytes()
    (root / RECORD).unlink()
    repository.commit("Remove")
    (root / RECORD).write_bytes(data)
    repository.commit("Bring back")
    assert _codes(root) == []
    _forged(root)
    repository.commit("Forge")
    assert _codes(root) == [("issue-record-changed", RECORD)]


def test_merge_does_not_hide_the_first_record(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    repository.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    repository.git("checkout", "main", "--", "letters")
    _forged(root)
    repository.commit("Issue otherwise")
    repository.git("merge", "--quiet", "--strategy", "ours", "--message", "Merge", "main")
    assert _codes(root) == [("issue-record-changed", RECORD)]


def test_sums_say_what_was_issued_where_there_is_no_history(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    record = (root / RECORD).read_bytes()
    sums = root / "letters" / "2024-25" / "SHA256SUMS"
    listed = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in (HTML, MD)}
    of_letters = [(name.rpartition("/")[2], digits) for name, digits in listed.items()]
    sums.write_bytes(written_sums([*of_letters, ("herefordshire.issue.yaml", hashlib.sha256(record).hexdigest())]))
    assert _codes(root) == []
    _date(root)
    assert _codes(root) == [("issue-record-changed", RECORD)]
    (root / RECORD).unlink()
    assert _codes(root) == [("issue-record-missing", RECORD)]
    sums.write_bytes(b"<<<<<<< HEAD\n" + sums.read_bytes())
    assert _codes(root) == [("letter-sums-unreadable", "letters/2024-25/SHA256SUMS")]


@pytest.mark.parametrize("name", ["herefordshire.html", "herefordshire.issue.yaml"])
def test_sum_that_is_another_is_found(tmp_path: Path, name: str) -> None:
    root, _ = committed_workspace(tmp_path)
    sums = root / "letters" / "2024-25" / "SHA256SUMS"
    found = dict(read_sums(sums.read_bytes(), "SHA256SUMS"))
    sums.write_bytes(written_sums([*(found | {name: "0" * 64}).items()]))
    assert _codes(root) == [("issue-record-changed", RECORD)]


def test_signature_that_is_gone_is_named(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    (root / f"{RECORD}.sig").write_bytes(b"a signature")
    repository.commit("Sign")
    assert _codes(root) == []
    (root / f"{RECORD}.sig").unlink()
    assert [tuple(each) for each in diff(Workspace(root), "HEAD").letters] == [(f"{RECORD}.sig", "removed")]
    assert _codes(root) == _staged(root, repository) == [("issue-record-changed", RECORD)]
    _take_the_way_back(root, repository)
    assert _codes(root) == []
    correct(root)  # nobody signs the new record, and the signature was of the one before
    assert not (root / f"{RECORD}.sig").exists()
    assert _codes(root) == []
    repository.commit("Correct")
    assert _codes(root) == []


def test_settings_make_no_changed_letter_good(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    _outcome(root)
    (root / SUMS).unlink()
    with (root / "prevent-assure.yaml").open("a", encoding="utf-8") as settings:
        settings.write("findings: {issued-letter-changed: suggestion, letter-sums-changed: warning}\n")
    found = validate(Workspace(root)).diagnostics
    of_letters = {each.code: each.severity for each in found if each.code in LETTER_CODES}
    assert of_letters == {"issued-letter-changed": "error", "letter-sums-changed": "error"}
    assert sum(each.code == "severity-not-lowered" for each in found) == 2


def test_cycle_that_is_deleted_whole_is_not_missed(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    for path in root.rglob("2024-25/*"):
        path.unlink()
    repository.commit("Delete the cycle")
    assert _codes(root) == []


@pytest.mark.parametrize(("kept", "found"), [(True, []), (False, [("issued-letter-changed", RECORD)] * 2)])
def test_line_ends_that_git_made_are_no_change(tmp_path: Path, kept: bool, found: list[tuple[str, str]]) -> None:
    root, repository = committed_workspace(tmp_path)
    if kept:
        (root / ".gitattributes").unlink()
        repository.commit("Say nothing of line ends")
    repository.git("config", "core.autocrlf", "true")
    for name in (HTML, MD):
        (root / name).write_bytes((root / name).read_bytes().replace(b"\n", b"\r\n"))
    assert _codes(root) == found
