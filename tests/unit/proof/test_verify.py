"""What `verify` says of letters that are as they were issued, and of those that are not: never 0 for a forged one."""

import datetime
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issued import (
    ASSESSMENT,
    HTML,
    MD,
    RECORD,
    REVIEW,
    SUMS,
    committed_workspace,
    correct,
    issued_workspace,
    replace,
    with_digest,
)
from pages import DOCS, fences, read
from prevent_assure.checking.validate import validate
from prevent_assure.proof.verdicts import Verdict, Verification
from prevent_assure.proof.verify import verify
from prevent_assure.proof.verify_command import verifications_json, verifications_text
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository

DAY = datetime.date(2025, 5, 20)


def _one(root: Path, path: Path | None = None) -> Verification:
    (found,) = verify(Workspace(root), [path or root / HTML])
    return found


def _verdict(root: Path, path: Path | None = None) -> str:
    return _one(root, path).verdict


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _forge(root: Path) -> None:
    """Change an outcome in the letter, and its digest in the record."""
    replace(root / HTML, "Exceeding", "Not met")
    with_digest(root, "herefordshire.html", _sha(root / HTML))


def _junk(root: Path, key: str) -> None:
    record = (root / RECORD).read_text(encoding="utf-8")
    changed, count = re.subn(rf"({re.escape(key)}: sha256:)[0-9a-f]{{8}}", r"\g<1>00000000", record, count=1)
    assert count
    (root / RECORD).write_bytes(changed.encode())


def _version(root: Path) -> None:
    record = (root / RECORD).read_text(encoding="utf-8")
    (root / RECORD).write_bytes(re.sub(r"(?m)^version: .*$", "version: 0.9.0", record).encode())


def _other_name(root: Path) -> None:
    replace(root / RECORD, "name: herefordshire.html", "name: leeds.html")
    shutil.copyfile(root / HTML, root / "letters/2024-25/leeds.html")


def _superseding(root: Path) -> None:
    """Write the record as if it took the place of the one before, the forged digest its own."""
    record = (root / RECORD).read_text(encoding="utf-8")
    files = re.search(r"(?m)^files:\n((?:  - .*\n)+)", record)
    assert files is not None
    entry = "supersedes:\n  - date: 2025-05-20\n    files:\n" + re.sub(r"(?m)^", "    ", files[1]).rstrip() + "\n"
    _forge(root)
    (root / RECORD).write_bytes((root / RECORD).read_bytes() + entry.encode())


def _listed_as_earlier(root: Path) -> None:
    original = _sha(root / HTML)
    _forge(root)
    forged = _sha(root / HTML)
    with_digest(root, "herefordshire.html", original)
    file = f"{{name: herefordshire.html, digest: sha256:{forged}}}"
    entry = f"supersedes:\n  - date: 2025-05-19\n    files:\n      - {file}\n"
    (root / RECORD).write_bytes((root / RECORD).read_bytes() + entry.encode())


def _sums(root: Path) -> None:
    _forge(root)
    (root / SUMS).write_text(f"{_sha(root / RECORD)}  herefordshire.issue.yaml\n", encoding="utf-8")


def _template(root: Path) -> None:
    """A template of the workspace's own that prints the forged letter's words; record and template agree."""
    (root / "templates").mkdir()
    (root / "templates" / "letter.html.j2").write_bytes((root / HTML).read_bytes())
    _forge(root)
    _version(root)


def _criteria(root: Path) -> None:
    _forge(root)
    _junk(root, "whole")


def _version_and_template(root: Path) -> None:
    _forge(root)
    _version(root)
    _junk(root, "letter.html.j2")


def _forged_under_another_name(root: Path) -> None:
    _forge(root)
    _other_name(root)


def _superseding_by_another_version(root: Path) -> None:
    _superseding(root)
    _version(root)
    _junk(root, "whole")


def _every_source(root: Path) -> None:
    _forge(root)
    for key in ("letter", "sender", "rules"):
        _junk(root, key)


def _source(root: Path) -> None:
    _forge(root)
    replace(root / REVIEW, "agreed: exceeding", "agreed: met")


def _date(root: Path) -> None:
    _forge(root)
    replace(root / RECORD, "date: 2025-05-20", "date: 2025-05-21")


def _authority(root: Path) -> None:
    _forge(root)
    replace(root / RECORD, "authority: hereford", "authority: x-hereford")


def _record_gone(root: Path) -> None:
    _forge(root)
    (root / RECORD).unlink()


def _no_record(root: Path) -> None:
    _forge(root)
    (root / RECORD).write_bytes(b"format: prevent-assure/issue/1\n")


def _letter_alone(root: Path) -> None:
    replace(root / HTML, "Exceeding", "Not met")


FORGERIES: list[Callable[[Path], None]] = [
    _forge, _criteria, _version_and_template, _forged_under_another_name, _superseding, _superseding_by_another_version,
    _listed_as_earlier, _every_source, _sums, _template, _source, _date, _authority, _record_gone, _no_record,
    _letter_alone,
]  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES)
def test_forged_letter_is_never_vouched_for(forge: Callable[[Path], None], tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path / "git")
    forge(root)
    letters = [root / HTML, *(root / "letters").rglob("leeds.html")]
    assert {_verdict(root, path) for path in letters} <= (
        {"changed", "replaced"} | ({"cannot_tell"} if forge is _superseding_by_another_version else set())
    )
    copy = tmp_path / "herefordshire.html"
    shutil.copyfile(root / HTML, copy)
    assert _verdict(root, copy) in {"changed", "cannot_tell", "replaced"}
    repository.commit("Forge")
    assert _verdict(root) in {"changed", "cannot_tell", "replaced"}
    # What is proved hangs neither on history nor on the sums.
    shutil.rmtree(root / ".git")
    if forge is not _sums:
        (root / SUMS).unlink()
    assert {_verdict(root, path) for path in letters} <= {"changed", "cannot_tell", "replaced"}


def test_as_issued_by_history_and_by_its_sources(tmp_path: Path) -> None:
    bare, (root, repository) = issued_workspace(tmp_path / "bare"), committed_workspace(tmp_path / "git")
    made, known = _one(bare), _one(root)
    assert (made.verdict, known.verdict) == ("unchanged", "unchanged")
    assert made.reasons[0] == "by its recorded sources: made again from them it is the same"
    assert known.reasons[0].startswith("by this repository's history: letter and record are as commit ")
    assert "only a signature proves more" in " ".join(known.reasons)
    assert known[1:4] == ("herefordshire", "2024-25", known.date)
    assert (str(known.date), known.sources, known.signed_by) == ("2025-05-20", "unchanged", None)
    # A template, the sources and the tool change afterwards.
    (root / "templates").mkdir()
    (root / "templates" / "letter.html.j2").write_text("{{ nothing", encoding="utf-8")
    replace(root / REVIEW, "As a matter of routine", "Now and then")
    repository.commit("Go on")
    later = _one(root)
    assert (later.verdict, later.sources) == ("unchanged", "changed")
    assert "the review (benchmarks.risk-assessment)" in " ".join(later.reasons)


def test_letter_made_by_another_version_is_as_issued_by_history(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    (root / SUMS).unlink()  # no version before this one wrote it
    _version(root)
    _junk(root, "letter.html.j2")
    _junk(root, "wording.en.yaml")
    assert _verdict(root) == "cannot_tell"
    ScratchRepository.make(root)
    assert _verdict(root) == "unchanged"


def test_squashed_history_and_line_ends_are_no_alarm(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    repository.git("checkout", "--quiet", "--orphan", "squashed")
    repository.commit("All at once")
    repository.git("branch", "-D", "main")
    assert _verdict(root) == "unchanged"
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "-c", "core.autocrlf=true", root, clone)
    assert b"\r\n" in (clone / REVIEW).read_bytes() or b"\n" in (clone / REVIEW).read_bytes()
    assert {each.verdict for each in verify(Workspace(clone))} == {"unchanged"}
    data = (clone / HTML).read_bytes().replace(b"\n", b"\r\n")
    (clone / HTML).write_bytes(data)
    found = _one(clone)
    assert (found.verdict, "only its line ends are others" in found.reasons[0]) == ("changed", True)


def test_clone_without_attributes_has_gits_own_line_ends(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    (root / ".gitattributes").unlink()
    repository.commit("Say nothing of line ends")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "-c", "core.autocrlf=true", root, clone)
    assert b"\r\n" in (clone / HTML).read_bytes()
    assert {each.verdict for each in verify(Workspace(clone))} == {"unchanged"}


def test_what_cannot_be_told_is_said(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    replace(root / ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    repository.commit("Change a source")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "1", f"file://{root}", clone)
    found = _one(clone)
    assert (found.verdict, found.sources) == ("cannot_tell", "changed")
    assert "shallow clone" in found.reasons[0]
    shutil.rmtree(clone / ".git")
    assert "no git repository" in _one(clone).reasons[0]
    assert _verdict(root) == "unchanged"


def test_copy_is_named_as_the_letter_that_it_is(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    for place in (root / "letters/2024-25/birmingham.html", tmp_path / "birmingham.html"):
        shutil.copyfile(root / HTML, place)
        found = _one(root, place)
        assert (found.verdict, found.authority) == ("unchanged", "herefordshire")
        assert "the letter in it is that to herefordshire" in " ".join(found.reasons)


def test_later_issue_replaces_the_letter_wherever_it_lies(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    old = {name: (root / name).read_bytes() for name in (HTML, RECORD)}
    copy = tmp_path / "old.html"
    copy.write_bytes(old[HTML])
    correct(root)
    for _ in ("in the files", "in a commit"):
        assert _verdict(root) == "unchanged"
        found = _one(root, copy)
        assert (found.verdict, found.reasons[0]) == ("replaced", "replaced by the letter of 2025-06-02")
        assert str(found.date) == "2025-05-20"
        repository.commit("Correct")
    (root / HTML).write_bytes(old[HTML])
    assert _verdict(root) == "replaced"
    (root / RECORD).write_bytes(old[RECORD])
    assert _one(root).reasons[0] == "replaced by the letter of 2025-06-02"


def test_correction_by_another_version_is_as_issued_by_history(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    correct(root)
    (root / SUMS).unlink()
    _version(root)
    _junk(root, "letter.html.j2")
    repository.commit("Correct")
    assert _verdict(root) == "unchanged"
    # What it was made from is found in history, too.
    replace(root / REVIEW, "Now and then", "Never")
    repository.commit("Go on")
    assert _verdict(root) == "unchanged"


def test_letter_changed_and_put_back_is_made_again(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    data = (root / HTML).read_bytes()
    (root / HTML).write_bytes(data + b"\n")
    repository.commit("Change")
    (root / HTML).write_bytes(data)
    repository.commit("Put back")
    found = _one(root)
    assert found.verdict == "unchanged"
    assert found.reasons[0].startswith("by its recorded sources")
    replace(root / REVIEW, "As a matter of routine", "Now and then")
    # What it was made from is found in history.
    assert _verdict(root) == "unchanged"


def test_partial_clone_cannot_tell_and_raises_no_alarm(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    correct(root)
    repository.commit("Correct")
    replace(root / ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    repository.commit("Change a source")
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--filter", "blob:none", f"file://{root}", clone)
    found = _one(clone)
    assert (_verdict(root), found.verdict) == ("unchanged", "cannot_tell")
    assert "does not hold all of its files' contents" in found.reasons[0]
    assert "issue-record-changed" not in {each.code for each in validate(Workspace(clone)).diagnostics}


def test_record_of_another_branch_speaks_for_nothing(tmp_path: Path) -> None:
    root, repository = committed_workspace(tmp_path)
    repository.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    repository.git("checkout", "main", "--", "letters")
    (root / SUMS).unlink()
    _version(root)
    _junk(root, "whole")
    assert _verdict(root) == "cannot_tell"


def test_record_that_is_gone_is_named(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    (root / RECORD).unlink()
    found = verify(Workspace(root))
    assert {each.verdict for each in found} == {"changed"}
    assert "its record is gone or" in found[0].reasons[0]


def test_other_workspace_vouches_for_no_letter_of_an_authority_that_is_not_read_in_it(tmp_path: Path) -> None:
    root, _ = committed_workspace(tmp_path)
    other = issued_workspace(tmp_path / "other")
    correct(other, "2025-05-21")
    for folder in ("assessments", "reviews", "authorities"):
        shutil.rmtree(other / folder)
    nation = tmp_path / "nation"
    nation.mkdir()
    text = (root / "prevent-assure.yaml").read_text(encoding="utf-8")
    listed = "workspaces: [../other/herefordshire, ../herefordshire]\n"
    (nation / "prevent-assure.yaml").write_text(text + listed, encoding="utf-8")
    copy = tmp_path / "copy.html"
    shutil.copyfile(other / HTML, copy)
    assert _verdict(nation, copy) == "cannot_tell"
    shutil.copyfile(root / HTML, copy)
    assert _verdict(nation, copy) == "unchanged"


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("signed", "a.html: genuine: signed by letters@ho.example on 2025-05-20\n"),
        ("unchanged", "a.html: as it was issued, why\n"),
        ("replaced", "a.html: why\n"),
        ("changed", "a.html: changed: why\n"),
        ("cannot_tell", "a.html: cannot tell: why\n"),
    ],
)
def test_each_verdict_is_said_with_whose_letter_it_is(verdict: Verdict, said: str) -> None:
    by = "letters@ho.example" if verdict == "signed" else None
    found = Verification("a.html", "leeds", "2024-25", DAY, verdict, "unknown", by, ("why", "more"))
    text = verifications_text([found])
    assert text.startswith(f"{said}  the letter to leeds, cycle 2024-25, of 2025-05-20\n")
    assert text.endswith("  more\n")
    (shown,) = json.loads(verifications_json([found]))["letters"]
    page = next(fence.text for fence in fences(read(DOCS / "commands.md")) if "verification/1" in fence.text)
    assert list(shown) == list(json.loads(page)["letters"][0])
    assert (shown["date"], shown["verdict"], shown["reasons"]) == ("2025-05-20", verdict, ["why", "more"])


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The issued example without history, and with it."""
    bare = issued_workspace(tmp_path_factory.mktemp("bare"))
    return [bare, committed_workspace(tmp_path_factory.mktemp("git"))[0]]


@settings(max_examples=12)
@given(st.data())
def test_no_byte_of_letter_or_record_changes_unseen(places: list[Path], data: st.DataObject) -> None:
    root = data.draw(st.sampled_from(places))
    name = data.draw(st.sampled_from([HTML, RECORD]))
    original = (root / name).read_bytes()
    at = data.draw(st.integers(0, len(original) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != original[at]))
    changed = data.draw(
        st.sampled_from([original[:at] + bytes([byte]) + original[at + 1 :], original[:at] + original[at + 1 :]])
    )
    try:
        (root / name).write_bytes(changed)
        assert _verdict(root) in {"changed", "cannot_tell"}
    finally:
        (root / name).write_bytes(original)


def test_byte_of_the_record_is_seen_without_sums_too(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    (root / SUMS).unlink()
    for old, new in (("# What was", "# What  was"), ("by: head", "by: hexd"), ("version: 1", "version: 2")):
        before = (root / RECORD).read_bytes()
        replace(root / RECORD, old, new)
        assert _verdict(root) in {"changed", "cannot_tell"}
        (root / RECORD).write_bytes(before)
    assert MD in {each.path for each in verify(Workspace(root))}
