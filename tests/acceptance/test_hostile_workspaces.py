"""Templates that do not end or fail, under each command that renders them: one message, in bounds, nothing written."""

import time
from pathlib import Path

import pytest

from command import Run

ENDLESS = "\n{% for i in range(99999) %}\n{% for j in range(99999) %}\n{% endfor %}{% endfor %}"
NAME = "Herefordshire Council"


def template(workspace: Path, name: str, text: str) -> None:
    path = workspace / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _files(workspace: Path) -> dict[Path, bytes]:
    """The workspace without the site, whose pages are all made anew by the next run."""
    return {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file() and "site" not in path.parts}


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("letter.html.j2", "letter -a herefordshire"),
        ("committee.md.j2", "letter --all --audience committee --format md --jobs 2"),
        ("overview/foot.html.j2", "overview"),
        ("assessment.yaml.j2", "new -a herefordshire --cycle 2025-26"),
        ("reminder.txt.j2", "status --chase --cycle 2025-26"),
    ],
)
def test_template_that_fails_is_one_message_of_every_command(
    run: Run, workspace: Path, name: str, command: str
) -> None:
    settings = workspace / "prevent-assure.yaml"
    said = settings.read_text("utf-8")
    new = "cycles:\n  2025-26: {criteria: local-authority/2024-25, self_assessment_due: 2020-03-31}\n"
    settings.write_text(said.replace("cycles:\n", new, 1), encoding="utf-8")
    template(workspace, name, "\n\n{{ cycler() }}")
    before = _files(workspace)
    ran = run(*command.split())
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr == (
        f"prevent-assure: templates/{name}, line 3: a value is of the wrong kind for what is done with it "
        "(RuntimeError)\n"
    )
    assert _files(workspace) == before


def test_template_that_does_not_end_stops_all_letters_at_once(run: Run, workspace: Path) -> None:
    template(workspace, "letter.html.j2", ENDLESS)
    began = time.monotonic()
    ran = run("letter", "--all")
    assert ran.code == 1
    assert ran.stderr == (
        "prevent-assure: templates/letter.html.j2, line 3: the template does not end (it was stopped)\n"
    )
    assert time.monotonic() - began < 30  # four seconds, and what a busy machine adds


def test_letter_is_the_same_from_a_copy_of_the_packaged_template(run: Run, workspace: Path) -> None:
    review = workspace / "reviews/2024-25/herefordshire.yaml"
    lines = review.read_text(encoding="utf-8").splitlines(keepends=True)
    uncleared = "".join(line for line in lines if not line.startswith("cleared:"))
    review.write_text(uncleared, encoding="utf-8")  # a template of one's own is not what was cleared
    packaged = run("letter", "-a", "herefordshire", "--format", "html", "-o", "-")
    assert "</html>" in packaged.stdout
    text = (Path(__file__).resolve().parents[2] / "templates/letter.html.j2").read_text("utf-8")
    template(workspace, "letter.html.j2", text)
    assert run("letter", "-a", "herefordshire", "--format", "html", "-o", "-") == packaged
