"""docs/api.md: its examples run, and it names all that the package offers."""

from pathlib import Path

import pytest

import prevent_assure
from pages import DOCS, ROOT, fences, read, rows

PAGE = read(DOCS / "api.md")


def test_table_names_all_that_the_package_offers() -> None:
    listed = [row[0].strip("`") for row in rows(PAGE[PAGE.index("| name |") :])]
    assert sorted(listed) == sorted(set(prevent_assure.__all__) - {"__version__"})


def test_examples_run_one_after_another(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for fence in fences(PAGE):
        assert fence.language == "python"
        exec(compile(fence.text, "docs/api.md", "exec"), names)  # noqa: S102 - our own page
    assert str(names["html"]).startswith("<!DOCTYPE html>")
    assert "Multi-agency partnership group met ('not_met', 'met') judgement met" in capsys.readouterr().out


def test_calls_of_the_lists_work(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text("format: prevent-assure/assessment/2\n", encoding="utf-8")
    by_path = prevent_assure.validate_paths([draft], here=tmp_path)
    assert by_path.diagnostics == prevent_assure.validate_text(draft.read_bytes(), "draft.yaml").diagnostics != ()
