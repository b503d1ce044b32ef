"""The sums of a cycle's letters list what counts, whoever's letter was issued last."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issued import HTML, RECORD, SUMS, correct, issued_workspace, replace
from prevent_assure.checking.validate import validate
from prevent_assure.diagnostics import InputError
from prevent_assure.model.issue import IssueRecord
from prevent_assure.proof.issue import Issuing
from prevent_assure.proof.letter_sums import renewed_sums
from prevent_assure.workspace.sums import read_sums, sums_of, written_sums
from prevent_assure.workspace.workspace import Workspace

DIGITS = "0" * 64


def _record(root: Path) -> IssueRecord:
    loaded = Workspace(root).record("2024-25", "herefordshire")
    assert loaded is not None
    assert loaded.model is not None
    return loaded.model


def _renewed(root: Path) -> dict[str, str]:
    """The sums after Leeds' letter is issued."""
    leeds = _record(root).model_copy(update={"authority": "leeds"})
    _, data = renewed_sums(Workspace(root), leeds, b"record")
    (root / SUMS).write_bytes(data)
    return dict(sums_of(Workspace(root), "2024-25"))


def _own(root: Path) -> dict[str, str]:
    names = (HTML, RECORD, HTML.replace(".html", ".md"))
    return {Path(name).name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}


def test_sums_of_other_letters_stay_as_they_are(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    assert dict(sums_of(Workspace(root), "2024-25")) == _own(root)
    own = _own(root)
    # A letter that was changed is not listed as it is now, and one whose record is gone is still listed.
    replace(root / HTML, "2025", "2035")
    (root / SUMS).write_bytes((root / SUMS).read_bytes() + f"{DIGITS}  york.issue.yaml\n".encode())
    assert _renewed(root) == {
        **own,
        "york.issue.yaml": DIGITS,
        "leeds.issue.yaml": hashlib.sha256(b"record").hexdigest(),
        **{file.name: file.digest.removeprefix("sha256:") for file in _record(root).files},
    }


def test_sums_that_are_missing_or_of_the_issue_before_are_made_good(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    before = (root / SUMS).read_bytes()
    correct(root)
    for broken_off in (before, None):
        (root / SUMS).unlink()
        if broken_off is not None:
            (root / SUMS).write_bytes(broken_off)
        assert "issue-record-changed" not in {each.code for each in validate(Workspace(root)).diagnostics}
        assert _renewed(root).items() >= _own(root).items()


def test_issue_that_was_broken_off_before_the_sums_is_listed_by_the_next_try(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    whole = (root / SUMS).read_bytes()
    for again in (True, False):
        (root / SUMS).write_bytes(b"" if again else whole)
        result = Issuing(Workspace(root), cycle="2024-25").issue("herefordshire", day=None)
        assert not result.issued
        assert ("now it does" in " ".join(result.said)) == again
        assert (root / SUMS).read_bytes() == whole


def test_what_is_no_file_of_sums_is_refused(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    for data, said in (
        (b"=======\n", "line 1"),
        (DIGITS.encode() + b"  \xff\n", "no text"),
        (b" " * 2_000_000, "1 MiB"),
    ):
        (root / SUMS).write_bytes(data)
        with pytest.raises(InputError, match=said):
            sums_of(Workspace(root), "2024-25")


NAMES = st.from_regex(r"[a-z]{1,9}(-[a-z]{1,9})?\.(html|md|issue\.yaml)", fullmatch=True)


@settings(max_examples=30)
@given(st.dictionaries(NAMES, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), max_size=5), st.booleans())
def test_sums_come_back_as_they_were_written(sums: dict[str, str], windows: bool) -> None:
    data = written_sums(sums.items())
    assert [line[66:] for line in data.decode().splitlines()] == sorted(sums)
    assert dict(read_sums(data.replace(b"\n", b"\r\n") if windows else data, "SHA256SUMS")) == sums
