"""`prevent-assure todo`: what is needed, by whom and how, as `status` says it."""

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from issued import ASSESSMENT, REVIEW, ROOT, issued_workspace, replace
from prevent_assure.app import COMMANDS, app
from prevent_assure.cycle.needs import WAYS

SETTINGS = "prevent-assure.yaml"


def _run(root: Path, *words: str) -> Any:
    return CliRunner().invoke(app, ["-C", str(root), *words], env={"COLUMNS": "120"})


def _todo(root: Path, *words: str) -> list[dict[str, Any]]:
    ran = _run(root, "todo", "--format", "json", "--on", "2025-03-01", *words)
    assert ran.exit_code == 0, ran.stderr
    return list(json.loads(ran.stdout)["todo"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "herefordshire"))


def test_each_way_names_a_command_that_there_is() -> None:
    names = {way.command.split()[0] for way in WAYS.values() if way.command}
    assert names <= COMMANDS.keys()


def test_what_is_next_follows_the_steps(root: Path) -> None:
    whose = "-a herefordshire"
    (found,) = _todo(root)
    assert (found["role"], found["commands"]) == ("head-of-delivery", [f"prevent-assure issue {whose}"])
    assert _run(root, "unclear", "--reason", "The address was the old one.").exit_code == 0
    (found,) = _todo(root)
    assert (found["role"], found["commands"]) == ("head-of-delivery", [f"prevent-assure clear {whose}"])
    (root / REVIEW).unlink()
    (found,) = _todo(root)
    assert (found["role"], found["commands"]) == ("prevent-adviser", [f"prevent-assure review {whose}"])
    assert (found["form"], found["file"]) == (f"prevent-assure form write {whose} --for adviser", REVIEW)
    replace(root / ASSESSMENT, "submitted: {by: prevent-lead, on: 2025-03-14}", "")
    (found,) = _todo(root)
    assert (found["role"], found["commands"]) == ("prevent-lead", [f"prevent-assure submit {whose}"])
    replace(root / ASSESSMENT, "    claimed: met\n", "")
    first, second = _todo(root)
    assert (first["what"], first["commands"]) == (
        "1 benchmark has no claimed outcome.",
        [f"prevent-assure answer {whose}"],
    )
    assert (first["form"], second["what"]) == (f"prevent-assure form write {whose}", "It is not submitted.")
    (root / ASSESSMENT).unlink()
    (found,) = _todo(root, "--role", "prevent-lead")
    assert found["commands"] == [f"prevent-assure new {whose}"]
    assert _todo(root, "--role", "head-of-delivery") == []


def test_benchmarks_without_an_agreed_outcome_have_a_command_each(root: Path) -> None:
    assert _run(root, "reopen", "--reason", "The outcome was agreed by mistake.").exit_code == 0
    replace(root / REVIEW, "    agreed: met\n", "")
    found = _todo(root)
    agree = "prevent-assure agree -a herefordshire --benchmark"
    (one,) = (each for each in found if each["what"].startswith("No outcome"))
    assert [line.startswith(agree) and line.endswith("--outcome WORD") for line in one["commands"]] == [True]
    assert ["prevent-assure agree -a herefordshire"] in [each["commands"] for each in found]


def test_what_is_needed_is_what_status_says(root: Path) -> None:
    replace(root / ASSESSMENT, "submitted: {by: prevent-lead, on: 2025-03-14}", "")
    (root / REVIEW).unlink()
    said = json.loads(_run(root, "status", "--format", "json").stdout)["authorities"][0]["needs"]
    assert " ".join(each["what"] for each in _todo(root)) == " ".join(said)


def test_what_is_not_filled_in_is_named_by_its_lines(root: Path) -> None:
    replace(root / SETTINGS, "    self_assessment_due: 2025-03-31\n", "")
    settings = (root / SETTINGS).read_text(encoding="utf-8")
    line = next(number for number, text in enumerate(settings.splitlines(), 1) if text.startswith("  title:"))
    lines = settings.splitlines(keepends=True)
    lines[line - 1] = '  title: "[sender title]"\n'
    (root / SETTINGS).write_text("".join(lines), encoding="utf-8")
    brackets, due, *_ = _todo(root)
    assert (brackets["authority"], brackets["file"]) == ("", SETTINGS)
    assert brackets["what"] == f"Fill in what stands in square brackets: line {line}."
    assert due["commands"] == ["prevent-assure cycle open 2024-25 --due DATE"]
    assert _todo(root, "-a", "herefordshire")[0]["authority"] == "herefordshire"
    (root / SETTINGS).write_text("cycles: [", encoding="utf-8")
    assert _run(root, "todo").exit_code == 1


def test_somebody_is_found_by_role_or_name_and_nobody_else(root: Path) -> None:
    text = (root / SETTINGS).read_text(encoding="utf-8").partition("head-of-delivery:")[2]
    name = text.partition("name: ")[2].partition(",")[0].partition("\n")[0].strip()
    by_name = _todo(root, "--for", f" {name.upper()} ".strip())
    assert by_name == _todo(root, "--role", "head-of-delivery") != []
    ran = _run(root, "todo", "--role", "nobody")
    assert (ran.exit_code, "head-of-delivery" in ran.stderr) == (2, True)


def test_people_and_markdown_read_the_same(root: Path) -> None:
    said = _run(root, "todo").stdout
    assert "Herefordshire Council: cleared, 2024/25\n" in said
    assert "  head-of-delivery: The letter is not issued.\n" in said
    assert "prevent-assure issue -a herefordshire\n" in said
    marked = _run(root, "todo", "--format", "md").stdout
    assert "The letter is not issued" in marked
    assert "- head" in marked


def test_what_is_done_closed_or_covered_by_another_is_left_out(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    assert _todo(root) == []
    assert "Nothing is to be done." in _run(root, "todo").stdout
    assert _run(root, "unclear", "--reason", "The address was the old one.").exit_code == 0
    assert _todo(root)[-1]["commands"] == ["prevent-assure clear -a herefordshire"]
    before = _todo(root, "--cycle", "2023-24")
    assert all("--cycle 2023-24" in shlex.join(each["commands"]) for each in before if each["commands"])
    replace(root / SETTINGS, "    self_assessment_due: 2024-03-29\n", "    closed: 2024-06-30\n")
    assert _todo(root, "--cycle", "2023-24") == []
