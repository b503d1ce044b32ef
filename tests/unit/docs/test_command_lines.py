"""Every command line of the pages runs, in the folder that its page says, with the files that the page speaks of.

What writes is tried with `--dry-run`: it goes its whole way. Nothing may be written then, nor by what only reads.
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import openpyxl
import pytest
from typer.testing import CliRunner

from command_tree import SINGLE, options
from issued import HTML, RECORD, ROOT, committed_workspace
from pages import PAGES, fences, inline, read
from prevent_assure.app import app
from prevent_assure.proof.ssh_keygen import sign
from scratch_repository import ScratchRepository
from sealing import reseal, take_out

CALL = re.compile(r"^(?:prevent-assure|py -m prevent_assure)(?= |$)")
RUNNERS = re.compile(r"^(?:uvx --from \. |\.venv/bin/|\.venv\\Scripts\\python -m |py -m )(?=prevent)")
PLACEHOLDER = re.compile(r"<(?! )|\b(?:CYCLE|CODE)\b|\$")
"""What somebody puts something of their own in the place of."""
EXAMPLE = ROOT / "examples" / "herefordshire"
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"


def lines_of(text: str) -> Iterator[str]:
    """The command lines of a page, as they are typed in a shell that finds the command; not mere names of commands."""
    shown = [line for fence in fences(text) if fence.language in {"sh", "bat"} for line in fence.text.split("\n")]
    said = [*inline(text), *(line.strip() for line in text.split("\n") if line.startswith("    "))]
    for line in [*shown, *(line for line in said if set(line) & set("-./[0-9]") - {"-"} or " --" in line)]:
        bare = RUNNERS.sub("", line.strip()).replace("prevent_assure", "prevent-assure", 1)
        if CALL.match(bare) and not PLACEHOLDER.search(bare):
            yield bare.partition(" # ")[0].strip()


def _name(line: str) -> str:
    """The command of a line, as in `prevent-assure criteria diff`; empty where it names a group, or no command."""
    words = line.split()
    return next((name for name in (" ".join(words[:3]), " ".join(words[:2])) if name in SINGLE), "")


def _typed(page: str) -> list[str]:
    return [line for line in lines_of(read(ROOT / page)) if _name(line)]


BY_THEMSELVES = {"README.md", "correcting.md", "tutorial.md"}
"""Pages whose lines are typed in another folder, or one after another: below, the tutorial's in a test of its own."""
TYPED_THERE = {line for fence in fences(read(ROOT / "docs/publishing.md")) for line in fence.text.splitlines()}
"""Lines that tests/acceptance/test_publishing_page.py types."""
SAME = re.compile(r" (?:--authority|-a) herefordshire\b| (?:--dry-run|-n)\b")
"""What makes no difference here: there is one authority, and what writes is tried anyway."""
LINES = sorted(
    {
        SAME.sub("", line): line for page in PAGES if page.name not in BY_THEMSELVES for line in _typed(str(page))
    }.values()
)
AT = {
    **dict.fromkeys(("submit", "answer", "form write", "form read"), "draft"),
    **dict.fromkeys(("withdraw", "return", "review"), "submitted"),
    **dict.fromkeys(("agree", "accept"), "reviewed"),
    **dict.fromkeys(("verify", "cycle close"), "issued"),
    "clear": "agreed",
    "init": "empty",
    "new": "next",
    "validate criteria/local-authority/2024-25.yaml": "own edition",
    "issue --date 2025-06-02 --supersedes": "corrected",
    "issue --supersedes": "corrected",
    "form read returned/herefordshire.review.xlsx": "reviewed",
}
"""How far the authority is when a command, or a line of one, is typed; with all others its letter is cleared."""
FAILS = {
    "overview --publish": (1, "there are fewer than 5 authorities here"),
    "validate assessments/2024-25/hereford.yaml": (1, "file-missing"),  # an example of what is wrong
}
"""Lines that end otherwise than with 0, and what they say."""


def _changed(file: Path, old: str, new: str) -> None:
    text = read(file)
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _cleared(root: Path) -> None:
    repository = ScratchRepository.make(root)
    for branch in ("main", "develop", "their-branch"):
        repository.git("update-ref", f"refs/remotes/origin/{branch}", "HEAD")
    repository.git("config", "user.signingkey", str(_key()))


def _agreed(root: Path) -> None:
    take_out(root / REVIEW, "cleared")


def _reviewed(root: Path) -> None:
    take_out(root / REVIEW, "accepted", "agreed", "cleared")


def _submitted(root: Path) -> None:
    (root / REVIEW).unlink()


def _draft(root: Path) -> None:
    _submitted(root)
    take_out(root / ASSESSMENT, "submitted")


def _next(root: Path) -> None:
    settings = root / "prevent-assure.yaml"
    _changed(settings, "current_cycle: 2024-25", "current_cycle: 2025-26")
    _changed(settings, "cycles:\n", "cycles:\n  2025-26: {criteria: local-authority/2024-25}\n")


def _issued(root: Path) -> None:
    """An issued letter, and as it was sent to someone, with what the department has published."""
    shutil.rmtree(root)
    committed_workspace(root.parent)
    assert CliRunner().invoke(app, ["-C", str(root), "letter", "--audience", "public"]).exit_code == 0
    public = read(_key().with_suffix(".pub"))
    (root / "allowed_signers").write_text(f'us@x.example namespaces="prevent-assure-issue" {public}', encoding="utf-8")
    for name in ("letter", "herefordshire"):
        shutil.copyfile(root / HTML, root / f"{name}.html")
        shutil.copyfile(root / RECORD, root / f"{name}.issue.yaml")
        (root / f"{name}.issue.yaml.sig").write_bytes(sign((root / RECORD).read_bytes(), _key()))


def _corrected(root: Path) -> None:
    shutil.rmtree(root)
    committed_workspace(root.parent)
    _changed(root / REVIEW, "As a matter of routine", "Now and then")
    reseal(root)


def _own_edition(root: Path) -> None:
    shutil.copy(ROOT / "criteria/local-authority/2024-25.yaml", root / "criteria/local-authority/2024-25.yaml")


STAGES: dict[str, Callable[[Path], None]] = {
    "cleared": _cleared, "agreed": _agreed, "reviewed": _reviewed, "submitted": _submitted, "draft": _draft,
    "next": _next, "issued": _issued, "corrected": _corrected, "own edition": _own_edition, "empty": shutil.rmtree,
}  # fmt: skip


def _made(stage: str, folder: Path) -> Path:
    """A workspace at a stage, with the files that the pages speak of."""
    root = Path(shutil.copytree(EXAMPLE, folder / "herefordshire"))
    STAGES[stage](root)
    root.mkdir(exist_ok=True)
    if stage in RETURNED:
        (root / "returned").mkdir()
        shutil.copy(_returned() / RETURNED[stage], root / "returned")
    rows = [("Council", "Role", "Name"), ("Herefordshire Council", "Prevent Lead", "Katherine Oyelaran")]
    (root / "people.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("People", 0)
    for row in rows:
        sheet.append(row)
    book.save(root / "people.xlsx")
    shutil.copyfile(EXAMPLE / ASSESSMENT, root / "draft.yaml")
    return root


RETURNED = {"draft": "herefordshire.xlsx", "reviewed": "herefordshire.review.xlsx"}
"""The workbooks that came back."""


@cache
def _key() -> Path:
    key = Path(mkdtemp()) / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    return key


@cache
def _returned() -> Path:
    """Write the workbooks that come back."""
    folder = Path(mkdtemp()) / "returned"
    root = Path(shutil.copytree(EXAMPLE, folder.parent / "herefordshire"))
    for stage, kind in (("reviewed", "adviser"), ("draft", "lead")):
        STAGES[stage](root)
        name = RETURNED[stage]
        done = CliRunner().invoke(app, ["-C", str(root), "form", "write", "--for", kind, "-o", str(folder / name)])
        assert done.exit_code == 0, done.output
    return folder


@cache
def _at(stage: str) -> tuple[Path, dict[str, bytes]]:
    root = _made(stage, Path(mkdtemp()).resolve())
    return root, _tree(root)


def _tree(root: Path) -> dict[str, bytes]:
    found = (path for path in root.parent.rglob("*") if ".git" not in path.parts and path.is_file())
    return {str(path.relative_to(root.parent)): path.read_bytes() for path in sorted(found)}


def _names(word: str) -> list[str]:
    return sorted(str(path) for path in Path().glob(word)) if "*" in word else [word]


def _run(line: str, *more: str) -> tuple[int, str]:
    """Type a line: the shell puts names of files in the place of `*`, and gives a file as input."""
    typed, _, fed = line.partition(" > ")[0].partition(" < ")
    words = [name for word in shlex.split(typed)[1:] for name in _names(word)]
    done = CliRunner().invoke(app, [*words, *more], input=read(Path(fed) if fed else EXAMPLE / ASSESSMENT))
    return done.exit_code, done.output


@pytest.mark.parametrize("line", LINES)
def test_command_line_runs_and_writes_nothing_where_it_is_only_tried(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = _name(line)
    command, typed = name.removeprefix("prevent-assure "), SAME.sub("", line).removeprefix("prevent-assure ")
    stage = AT.get(typed, AT.get(command, "cleared"))
    really = "--fix" in line or ("--audience" in line and "--format" in line)  # what goes without --dry-run
    root, before = (_made(stage, tmp_path), {}) if really else _at(stage)
    monkeypatch.chdir(root)
    code, said = _run(line, *(["--dry-run"] if "--dry-run" in options(name) and not really else []))
    expected, words = FAILS.get(typed, (0, ""))
    assert (code, said if code != expected else "") == (expected, "")
    assert words in said
    assert really or _tree(root) == before


@pytest.mark.parametrize("line", sorted(set(_typed("README.md"))))
def test_command_line_of_the_readme_runs_in_the_projects_folder(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, said = _run(line, *(["--dry-run"] if "--dry-run" in options(_name(line)) else []))
    assert (code, said if code else "") == (0, "")


def test_lines_of_correcting_run_one_after_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, _ = committed_workspace(tmp_path)
    monkeypatch.chdir(root)
    for line in _typed("docs/correcting.md"):
        code, said = _run(line)
        assert (line, code, said if code else "") == (line, 0, "")
    assert "supersedes" in read(root / RECORD)


def test_pages_have_command_lines() -> None:
    assert len(LINES) > 80
