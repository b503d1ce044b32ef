"""A workspace's own templates: no link and no name leads out of their folder to what lies elsewhere."""

from pathlib import Path

import pytest

from command import Run

ELSEWHERE = "a text from elsewhere"
INCLUDES = "{% include 'outside.j2' %}"


@pytest.fixture
def templates(workspace: Path) -> Path:
    """The folder of templates, beside a file that no template may show."""
    (workspace.parent / "outside.j2").write_text(ELSEWHERE, encoding="utf-8")
    (workspace / "templates").mkdir()
    return workspace / "templates"


def _refused(run: Run, workspace: Path) -> str:
    done = run("letter", "--authority", "herefordshire", "--format", "md", "--output", "-", cwd=workspace)
    assert done.code != 0
    assert ELSEWHERE not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_link_out_of_the_folder_of_templates_is_refused(run: Run, workspace: Path, templates: Path) -> None:
    (templates / "letter.md.j2").symlink_to("../../outside.j2")
    assert "templates/letter.md.j2: this is a link that leads out of the workspace" in _refused(run, workspace)


def test_folder_of_templates_that_is_a_link_is_not_followed(run: Run, workspace: Path, templates: Path) -> None:
    templates.rmdir()
    elsewhere = workspace.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.md.j2").write_text(ELSEWHERE, encoding="utf-8")
    templates.symlink_to(elsewhere)
    done = run("letter", "--authority", "herefordshire", "--format", "md", "--output", "-")
    assert ELSEWHERE not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["outside.j2", "../outside.j2", "/outside.j2", "../../outside.j2"])
def test_name_out_of_the_folder_of_templates_is_none(run: Run, workspace: Path, templates: Path, name: str) -> None:
    (templates / "letter.md.j2").write_text(INCLUDES.replace("outside.j2", name), encoding="utf-8")
    assert "templates/letter.md.j2" in _refused(run, workspace)


def test_link_beside_the_template_is_refused_too(run: Run, workspace: Path, templates: Path) -> None:
    (templates / "letter.md.j2").write_text(INCLUDES, encoding="utf-8")
    (templates / "outside.j2").symlink_to("../../outside.j2")
    assert "templates/outside.j2: this is a link that leads out of the workspace" in _refused(run, workspace)
