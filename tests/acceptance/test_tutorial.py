"""docs/tutorial.md, followed line by line from an empty folder by someone who has nothing else."""

import re
import shlex
import shutil
from pathlib import Path

from command import Run
from pages import DOCS, ROOT, fences, read

COUNCIL = "herefordshire"
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
BENCHMARKS = (
    "partnership-group", "risk-assessment", "partnership-plan", "referral-pathway", "training",
    "permissive-environments", "communications",
)  # fmt: skip


def _commands() -> list[list[str]]:
    """Every call of the tool in the tutorial, in order."""
    lines = [
        line
        for fence in fences(read(DOCS / "tutorial.md"))
        if fence.language == "sh"
        for line in fence.text.split("\n")
    ]
    return [shlex.split(line)[1:] for line in lines if line.startswith("prevent-assure ")]


def _changed(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for pattern, new in changes:
        text, number = re.subn(pattern, new, text, flags=re.MULTILINE)
        assert number, pattern
    path.write_text(text, encoding="utf-8")


def _fill_in_brackets(folder: Path) -> None:
    for name in ("prevent-assure.yaml", f"authorities/{COUNCIL}.yaml"):
        _changed(folder / name, (r'"\[[a-z ]+\]"', "Filled in"))
    _changed(folder / f"authorities/{COUNCIL}.yaml", (r"\{title:", "{name: Robin Example, title:"))


def _fill_in_the_form(folder: Path) -> None:
    """Answer every criterion, as a person does who types into the form."""
    text = (folder / ASSESSMENT).read_text(encoding="utf-8")
    text = re.sub(r"^( +)claimed:$", r"\1claimed: met", text, flags=re.MULTILINE)
    text = re.sub(r"^( +)summary: \|-$", r"\1summary: |-\n\1  We did: all of it # indeed", text, flags=re.MULTILINE)
    word, lines = "", []
    for line in text.split("\n"):
        level = re.match(r"      (\w+):$", line)
        word = {"met": "met", "exceeding": "partly_met", "not_met": "absent"}[level[1]] if level else word
        lines.append(f"{line} {word}" if re.match(r"          answer:$", line) else line)
    (folder / ASSESSMENT).write_text("\n".join(lines), encoding="utf-8")


def _write_the_letter(folder: Path) -> None:
    """Put what the tutorial shows in the place of the letter's open text."""
    shown = next(fence.text for fence in fences(read(DOCS / "tutorial.md")) if fence.text.startswith("letter:"))
    _changed(folder / REVIEW, (r"^letter:\n(?:  .*\n|\n)*", shown))


def _begin_the_next_cycle(folder: Path) -> None:
    following = next(
        fence.text for fence in fences(read(DOCS / "tutorial.md")) if fence.text.startswith("current_cycle")
    )
    _changed(folder / "prevent-assure.yaml", (r"^current_cycle: .*\n", ""), (r"^cycles:\n", following))
    shutil.copyfile(
        ROOT / "examples/herefordshire/criteria/local-authority/2025-26.yaml",
        _made(folder / "criteria/local-authority/2025-26.yaml"),
    )


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_tutorial_leads_from_an_empty_folder_through_the_year(run: Run, tmp_path: Path) -> None:
    here = tmp_path / "empty"
    here.mkdir()
    folder = here / COUNCIL
    ended: dict[str, int] = {}
    for words in _commands():
        cwd = here if words[0] == "init" else folder
        stdin = ""
        if words[0] == "new" and "--from" not in words:
            continue  # `where there is none`, and there is one
        if words[0] == "answer":
            stdin = "met\nn\n\nq\n"
        if words[0] == "submit":
            _fill_in_the_form(folder)
        if words[:2] == ["letter", "--authority"] and "letter" not in ended:
            _write_the_letter(folder)
        if words[0] == "new":
            _begin_the_next_cycle(folder)
        each = [[*words[:4], name, *words[5:]] for name in BENCHMARKS] if "--benchmark" in words else [words]
        for call in each:
            ran = run(*call, cwd=cwd, stdin=stdin)
            assert (call, ran.code, ran.stderr if ran.code else "") == (call, 0, "")
        ended[words[0]] = ran.code
        if words[0] == "init":
            _fill_in_brackets(folder)
    assert set(ended) >= {
        "init", "answer", "validate", "score", "submit", "review", "agree", "letter", "accept", "clear", "signing-list",
        "issue", "verify", "new", "criteria",
    }  # fmt: skip
    assert (folder / "letters/2024-25/herefordshire.issue.yaml").is_file()
    assert run("validate", cwd=folder).code == 0
    following = (folder / "assessments/2025-26/herefordshire.yaml").read_text(encoding="utf-8")
    assert "# 2024-25: met" in following
