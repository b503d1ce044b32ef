"""A word of one's own among the answers: one line in the table of answers, and every command knows it."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from command import INTERPRETER, Ran, Run, environment, process
from nations import write_nation
from sealing import unsealed
from site_pages import read_page

ROOT = Path(__file__).resolve().parents[2]
LINE = '        AnswerMeaning("planned", "standard", "unknown", "Planned", "It is not so yet, and there is a plan."),\n'
BEHIND = '        AnswerMeaning(\n            "not_met",'
Extended = Callable[..., Ran]


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Extended:
    """Runs the command from a copy of the package that has one more line in its table of answers."""
    base = tmp_path_factory.mktemp("extended")
    env = {name: text for name, text in environment(base).items() if not name.startswith("COVERAGE_")}
    asked = process([INTERPRETER, "-c", "import prevent_assure; print(prevent_assure.__file__)"], base, env)
    copy = Path(shutil.copytree(Path(asked.stdout.strip()).parent, base / "prevent_assure"))
    for folder in ("criteria", "templates", "docs"):
        if not (copy / folder).is_dir():
            shutil.copytree(ROOT / folder, copy / folder)
    table = copy / "model" / "answers.py"
    text = table.read_text(encoding="utf-8")
    assert text.count(BEHIND) == 1
    table.write_text(text.replace(BEHIND, f"{LINE}{BEHIND}"), encoding="utf-8")

    def runs(*words: str | Path, cwd: Path, stdin: str = "") -> Ran:
        line = [INTERPRETER, "-m", "prevent_assure", *map(str, words)]
        return process(line, cwd, {**env, "PYTHONPATH": str(base)}, stdin)

    return runs


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = write_nation(tmp_path_factory.mktemp("nation"), 12, "--cycles", "1")
    for path in (made / "reviews").rglob(
        "*.yaml"
    ):  # what is sealed may not change, and this package knows no `planned`
        path.write_text(unsealed(path.read_text(encoding="utf-8")), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def planning(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The nation where all that was partly met is planned instead."""
    copy = Path(shutil.copytree(nation, tmp_path_factory.mktemp("planning") / "nation"))
    changed = 0
    for path in sorted((copy / "assessments").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        changed += text.count("partly_met")
        path.write_text(text.replace("partly_met", "planned"), encoding="utf-8")
    assert changed > 10
    return copy


def _said(ran: Ran, code: int = 0) -> str:
    assert (ran.code, ran.stderr) == (code, "")
    return ran.stdout


def _codes(ran: Ran) -> list[tuple[str, str, int]]:
    return [(each["code"], each["path"], each["line"]) for each in json.loads(ran.stdout)["diagnostics"]]


def test_validate_takes_it_and_finds_what_it_found(extended: Extended, run: Run, nation: Path, planning: Path) -> None:
    found = _codes(extended("validate", "--format", "json", cwd=planning))
    assert found == _codes(run("validate", "--format", "json", cwd=nation))
    assert "wrong-value" not in {code for code, _, _ in found}


def test_score_counts_it_as_unknown(extended: Extended, run: Run, nation: Path, planning: Path) -> None:
    said = _said(extended("score", "--format", "json", cwd=planning))
    assert said == _said(run("score", "--format", "json", cwd=nation))
    assert '"judgement"' in said


def test_explanation_says_what_is_planned(extended: Extended, run: Run, nation: Path, planning: Path) -> None:
    said = _said(extended("score", "--explain", cwd=planning))
    assert "Planned, which leaves it open: " in said
    before = _said(run("score", "--explain", cwd=nation))
    assert said.replace("Planned, which", "Partly met, which").split() == before.split()


def test_schema_offers_it_with_its_meaning(extended: Extended, planning: Path) -> None:
    words = json.loads(_said(extended("schema", cwd=planning)))["$defs"]["standard_word"]
    assert words["enum"] == ["met", "partly_met", "planned", "not_met", "not_applicable"]
    assert words["enumDescriptions"][2] == "It is not so yet, and there is a plan."


def test_overview_counts_it_under_its_label(
    extended: Extended, run: Run, nation: Path, planning: Path, tmp_path: Path
) -> None:
    for options in ((), ("--publish",)):
        after, before = (tmp_path / f"{name}{len(options)}" for name in ("after", "before"))
        _said(extended("overview", *options, "--output", after, cwd=planning))
        _said(run("overview", *options, "--output", before, cwd=nation))
        assert any("Planned" in text for text in _texts(after).values())
        assert {name: _as_before(text) for name, text in _texts(after).items()} == _texts(before)


def _as_before(text: str) -> str:
    said = text.replace("where it is not met, planned or partly met;", "where it is not met or partly met;")
    return said.replace("Partly met 0, Planned", "Partly met")


def _texts(site: Path) -> dict[str, str]:
    return {path.name: read_page(path).text for path in site.rglob("*.html")}


def test_export_has_it(extended: Extended, run: Run, nation: Path, planning: Path, tmp_path: Path) -> None:
    _said(extended("export", "--output", tmp_path / "after", cwd=planning))
    _said(run("export", "--output", tmp_path / "before", cwd=nation))
    before, after = (_rows(tmp_path / name / "answers.csv") for name in ("before", "after"))
    assert [each["answer"].replace("partly_met", "planned") for each in before] == [each["answer"] for each in after]
    assert "planned" in {each["answer"] for each in after}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_new_and_answer_offer_it(extended: Extended, tmp_path: Path) -> None:
    council = tmp_path / "council"
    assert extended("init", council, "-a", "exampleton", cwd=tmp_path).code == 0
    path = council / "assessments/2024-25/exampleton.yaml"
    assert "# Answer each: met, partly_met, planned, not_met, not_applicable" in path.read_text(encoding="utf-8")
    _said(extended("answer", "-a", "exampleton", cwd=council, stdin="planned\nA paper is being written\n"))
    text = path.read_text(encoding="utf-8")
    assert "          answer: planned\n" in text
    assert "A paper is being written" in text
    said = _said(extended("explain", "--criterion", "partnership-group/meets-quarterly", cwd=council))
    assert "planned" in said
