"""`prevent-assure schema` as editors' users run it."""

import json
from pathlib import Path
from typing import Any

import pytest

from command import Run

OWN = "criteria/local-authority/2024-25.yaml"


def _schema(run: Run, *words: str, cwd: Path) -> Any:
    asked = run("schema", *words, cwd=cwd)
    assert (asked.code, asked.stderr) == (0, "")
    made = json.loads(asked.stdout)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return made


def test_without_words_it_is_the_current_editions_self_assessment(run: Run, workspace: Path, tmp_path: Path) -> None:
    made = _schema(run, cwd=workspace)
    assert made["properties"]["criteria"]["const"] == "local-authority/2024-25"
    assert "partnership-group" in made["properties"]["benchmarks"]["properties"]
    assert made == _schema(run, "assessment", "--criteria", "local-authority/2024-25", cwd=tmp_path)


@pytest.mark.parametrize("kind", ["review", "authority", "criteria", "workspace", "issue"])
def test_each_kind_has_one(kind: str, run: Run, tmp_path: Path) -> None:
    assert kind in _schema(run, kind, cwd=tmp_path)["$id"]


def test_workspaces_own_edition_is_the_one(run: Run, workspace: Path) -> None:
    (workspace / OWN).parent.mkdir(parents=True, exist_ok=True)
    assert (run("schema", "--criteria", "local-authority/2099-00").code) == 2
    (workspace / OWN).write_text(
        "format: prevent-assure/criteria/1\nid: local-authority\nedition: 2024-25\ntitle: Own\napplies_to: Us\n"
        "outcomes: [{id: met, label: Met}]\nlevels: [{id: met, label: Met, kind: standard}]\nrules: [{outcome: met}]\n"
        "benchmarks:\n"
        "  - {id: only, number: 1, title: Only, statement: It is., criteria: {met: [{id: one, text: It is so.}]}}\n",
        encoding="utf-8",
    )
    assert list(_schema(run, cwd=workspace)["properties"]["benchmarks"]["properties"]) == ["only"]


def test_edition_where_none_belongs_is_refused(run: Run) -> None:
    asked = run("schema", "authority", "--criteria", "local-authority/2024-25")
    assert (asked.code, asked.stdout) == (2, "")
    assert "assessment and review" in asked.stderr
    assert run("schema", "assessments").code == 2
