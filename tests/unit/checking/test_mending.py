"""What `validate --fix` mends, what it leaves, and that all else stays."""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from prevent_assure.app import app
from prevent_assure.checking.mending import mended
from prevent_assure.checking.validate import found_in_file
from prevent_assure.diagnostics import Diagnostic

BASE = Path(__file__).parents[2] / "cases" / "base"
ASSESSMENT = "assessments/2024-25/exampleton.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in which nothing is wrong."""
    return Path(shutil.copytree(BASE, tmp_path / "ws"))


def _run(root: Path, *words: str) -> Result:
    done = CliRunner().invoke(app, ["--workspace", str(root), "validate", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def _break(root: Path, *changes: tuple[str, str], path: str = ASSESSMENT) -> bytes:
    """Write something else in places of a file, and give what stood in it."""
    before = (root / path).read_bytes()
    text = before.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (root / path).write_bytes(text.encode())
    return before


def _fixes(root: Path) -> list[dict[str, object]]:
    return [one["fix"] for one in json.loads(_run(root, "--format", "json").stdout)["diagnostics"] if "fix" in one]


MENDABLE = [
    pytest.param(("group:\n    claimed: met", "group:\n    claimed: met\u200b"), id="invisible character"),
    pytest.param(("All is well", "All\ufeff is\u200b well"), id="several in one text"),
    pytest.param(("answer: met,", "answer: MET,"), id="capitals"),
    pytest.param(("not_met: absent", "not_met: “absent”"), id="curly quotes"),
    pytest.param(("plan: met}\nfollow", "plan: 'Met'}\nfollow"), id="between quotes"),
    pytest.param(("answer: not_applicable", "answer: N/A"), id="not applicable"),
    pytest.param(("2025-03-14", "14/03/2025"), id="British date"),
    pytest.param(("2025-03-14", "14 March 2025"), id="date in words"),
    pytest.param(("2025-03-14", "2025-3-14"), id="date without zeros"),
    pytest.param(("cycle: 2024-25", "cycle: 2024/25"), id="cycle"),
    pytest.param(("progress: addressed", "progress: Addressed"), id="progress"),
]


@pytest.mark.parametrize("change", MENDABLE)
def test_what_is_beyond_doubt_is_mended_and_nothing_else_changes(root: Path, change: tuple[str, str]) -> None:
    path = ASSESSMENT if change[0] in (root / ASSESSMENT).read_text() else "reviews/2024-25/exampleton.yaml"
    before = _break(root, change, path=path)
    broken = (root / path).read_bytes()
    (fix,) = _fixes(root)
    assert set(fix) == {"message", "edits"}
    assert "; 1 can be mended with --fix\n`prevent-assure explain " in _run(root).stdout
    shown = _run(root, "--diff")
    assert (shown.exit_code, (root / path).read_bytes()) == (1, broken)
    assert shown.stdout.startswith(f"--- a/{path}\n+++ b/{path}\n")
    done = _run(root, "--fix")
    after = (root / path).read_bytes()
    assert after == before.replace(
        b"plan: met}\nfollow", b"plan: 'met'}\nfollow" if b"'Met'" in broken else b"plan: met}\nfollow"
    )
    assert (done.exit_code, done.stdout) == (0, "8 files: nothing to mend\n")
    assert _run(root, "--diff").exit_code == 0


LEFT = [
    pytest.param(("2025-03-14", "04/03/2025"), id="a date of two readings"),
    pytest.param(("answer: met,", "answer: yes,"), id="a word that may mean several"),
    pytest.param(("not_met: absent", "not_met: N/A"), id="a word that this place does not take"),
    pytest.param(("not_met: absent", "not_met: Met"), id="an answer to a sign"),
]


@pytest.mark.parametrize("change", LEFT)
def test_what_may_be_meant_otherwise_is_left(root: Path, change: tuple[str, str]) -> None:
    _break(root, change)
    broken = (root / ASSESSMENT).read_bytes()
    assert _fixes(root) == []
    assert _run(root, "--fix").exit_code == 1
    assert (root / ASSESSMENT).read_bytes() == broken


def test_one_fix_that_is_not_right_keeps_no_other_from_being_made(root: Path) -> None:
    _break(root, ("not_met: absent", "not_met: Met"), ("cycle: 2024-25", "cycle: 2024/25"))
    assert len(_fixes(root)) == 1
    done = _run(root, "--fix")
    assert "1 mended in 1 file" in done.stderr
    assert (done.exit_code, "unknown-word" in done.stdout) == (1, True)


def _issued(root: Path) -> str:
    record = root / "letters/2024-25/exampleton.issue.yaml"
    record.parent.mkdir(parents=True)
    record.write_text("format: prevent-assure/issue/1\n", encoding="utf-8")
    return "1 file from which a letter was issued"


def _record(root: Path) -> str:
    _issued(root)
    (root / ASSESSMENT).write_bytes((BASE / ASSESSMENT).read_bytes())
    record = root / "letters/2024-25/exampleton.issue.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "date: 14/03/2025\n", encoding="utf-8")
    return "1 file of the record of a letter"


def _closed(root: Path) -> str:
    _break(root, ("2025-03-31}", "2025-03-31, closed: 2025-07-01}"), path="prevent-assure.yaml")
    return "1 file of a closed cycle"


def _of_another(root: Path) -> str:
    member = root.rename(root.with_name("member"))
    root.mkdir()
    settings = (member / "prevent-assure.yaml").read_text(encoding="utf-8")
    (root / "prevent-assure.yaml").write_text(f"{settings}workspaces: [../member]\n", encoding="utf-8")
    return "1 file of another workspace (call `validate --fix` there)"


@pytest.mark.parametrize("keep", [_issued, _record, _closed, _of_another])
def test_what_is_kept_on_purpose_is_not_mended_and_said_once(root: Path, keep: Callable[[Path], str]) -> None:
    _break(root, ("answer: met,", "answer: MET,"))
    said = f"prevent-assure: left as it is, though it could be mended by hand: {keep(root)}\n"
    before = {path: path.read_bytes() for path in root.parent.rglob("*.yaml")}
    assert _fixes(root) == []
    assert _run(root, "--diff").stderr.endswith(said)
    assert _run(root, "--fix").stderr.count(said) == 1
    assert "left as it is" not in _run(root, "--fix", "--select", "unknown-key").stderr
    assert {path: path.read_bytes() for path in root.parent.rglob("*.yaml")} == before


def test_only_what_is_selected_is_mended(root: Path) -> None:
    _break(root, ("answer: met,", "answer: MET,"), ("2025-03-14", "14/03/2025"))
    _run(root, "--fix", "--select", "bad-date")
    text = (root / ASSESSMENT).read_text()
    assert ("answer: MET" in text, "14/03/2025" in text) == (True, False)
    _run(root, "--fix", "--ignore", "unknown-word")
    assert "answer: MET" in (root / ASSESSMENT).read_text()


def test_line_ends_and_byte_order_mark_stay(root: Path) -> None:
    path = root / ASSESSMENT
    good = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(good.replace(b"2025-03-14", b"14/03/2025"))
    assert b"-submitted: {by: prevent-lead, on: 14/03/2025}\r\n+submitted" in _run(root, "--diff").stdout_bytes
    _run(root, "--fix")
    assert path.read_bytes() == good


def test_a_file_without_its_last_line_end_has_a_diff_that_patch_takes(root: Path) -> None:
    path = root / ASSESSMENT
    path.write_bytes(path.read_bytes().replace(b"addressed}\n", b"Addressed}"))
    diff = _run(root, "--diff").stdout
    assert diff.count("\n\\ No newline at end of file\n") == 2


def test_a_file_outside_any_workspace_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "alone.yaml"
    good = (BASE / ASSESSMENT).read_bytes()
    path.write_bytes(good.replace(b"2025-03-14", b"14/03/2025"))
    assert "1 mended in 1 file" in CliRunner().invoke(app, ["validate", "--fix", str(path)]).stderr
    assert path.read_bytes() == good


@pytest.mark.parametrize("words", [["--fix", "--staged"], ["--diff", "-"]])
def test_what_is_no_file_of_a_folder_cannot_be_mended(root: Path, words: Sequence[str]) -> None:
    assert _run(root, *words).exit_code == 2


INDENTED = [
    pytest.param(
        ("\n    claimed: met\n    summary: The", "\n\u00a0\u00a0\u00a0\u00a0claimed: met\n    summary: The"),
        id="hard spaces",
    ),
    pytest.param(("    summary: People", "  \u00a0 summary: People"), id="a hard space among others"),
    pytest.param(("    summary: People", "\t\tsummary: People"), id="tabs"),
    pytest.param(("    answers:\n      met: {plan", "\tanswers:\n      met: {plan"), id="one tab for four"),
    pytest.param(("claimed: met\n    summary: People", "claimed:\u00a0met\n    summary: People"), id="behind a colon"),
]


@pytest.mark.parametrize("change", INDENTED)
def test_tabs_and_hard_spaces_become_ordinary_spaces(root: Path, change: tuple[str, str]) -> None:
    before = _break(root, change)
    done = _run(root, "--fix")
    assert (root / ASSESSMENT).read_bytes() == before, done.stdout
    assert done.exit_code == 0


def test_marks_before_the_text_become_one(root: Path) -> None:
    path = root / ASSESSMENT
    path.write_bytes(b"\xef\xbb\xbf" * 3 + path.read_bytes())
    assert _run(root, "--fix").exit_code == 0
    assert path.read_bytes().count(b"\xef\xbb\xbf") == 1


WORDS = ("met", "absent", "not_applicable", "addressed", "prevent-lead")
DATES = (
    "14/03/2025",
    "14.3.2025",
    "14 March 2025",
    "14th Mar 2025",
    "2025-3-14",
    "2025/03/14",
    "\u201c2025-03-14\u201d",
)
CYCLES = ("2024/25", "2024-2025", "\u201c2024-25\u201d", "2024\u201325")


@st.composite
def _broken(draw: st.DrawFn, good: str) -> str:
    """Break places of a file, each in a way that leaves no doubt of what stood there."""
    lines = good.split("\n")
    for at in draw(st.sets(st.integers(4, len(lines) - 2), max_size=4)):
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        lines[at] = "\u00a0" * indent + lines[at][indent:]
    text = "\n".join(lines)
    for word in draw(st.sets(st.sampled_from(WORDS))):
        other = draw(
            st.sampled_from((word.upper(), f"\u201c{word}\u201d", f"{word}\u00a0", f"{word[:2]}\u200b{word[2:]}"))
        )
        text = re.sub(rf"(?<=[a-z]: ){word}(?=[,}}\n])", other, text, count=1)
    if draw(st.booleans()):
        text = text.replace("2025-03-14", draw(st.sampled_from(DATES)))
    if draw(st.booleans()):
        text = text.replace("cycle: 2024-25", f"cycle: {draw(st.sampled_from(CYCLES))}")
    return text.replace("The group", draw(st.sampled_from(("The group", "The\ufeff gro\u200bup"))))


GOOD = (BASE / ASSESSMENT).read_text(encoding="utf-8")


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(_broken(GOOD))
def test_whatever_is_broken_so_comes_back_as_it_was(broken: str) -> None:
    def check(data: bytes) -> Sequence[Diagnostic]:
        return found_in_file(BASE, ASSESSMENT, data)

    assert mended(broken.encode(), check, lambda _: True).data.decode() == GOOD
    assert check(GOOD.encode()) == []
