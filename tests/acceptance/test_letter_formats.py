"""`prevent-assure letter --format pdf|docx|odt` as its users run it."""

from pathlib import Path

import pytest

from command import COMMAND_LINE, Run
from sealing import reseal

REVIEW = "reviews/2024-25/herefordshire.yaml"
BEGINNINGS = {"pdf": b"%PDF-1.7", "docx": b"PK\x03\x04", "odt": b"PK\x03\x04"}


def _write(workspace: Path, name: str, text: str) -> None:
    (workspace / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace / name).write_text(text, encoding="utf-8", newline="\n")


def test_all_formats_at_once_lie_beside_one_another(run: Run, workspace: Path) -> None:
    asked = run("letter", "--all", *(word for each in ("md", *BEGINNINGS) for word in ("--format", each)))
    assert asked.code == 0
    for suffix, beginning in BEGINNINGS.items():
        assert f"wrote letters/2024-25/herefordshire.{suffix} (for signature)" in asked.stdout
        assert (workspace / f"letters/2024-25/herefordshire.{suffix}").read_bytes().startswith(beginning)


@pytest.mark.parametrize("suffix", sorted(BEGINNINGS))
def test_same_bytes_whatever_the_environment_folder_and_fonts(run: Run, workspace: Path, suffix: str) -> None:
    assert run("letter", "-a", "herefordshire", "-o", f"one.{suffix}").code == 0
    (workspace / "fonts").mkdir()
    elsewhere = {
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1",
        "TYPST_FONT_PATHS": ".",
    }
    other = workspace / "letters" / f"two.{suffix}"
    asked = run("-C", workspace, "letter", "-a", "herefordshire", "-o", other, cwd=workspace / "fonts", env=elsewhere)
    assert asked.code == 0
    assert other.read_bytes() == (workspace / f"one.{suffix}").read_bytes()


def test_format_is_that_of_the_name_however_it_is_written(run: Run, workspace: Path) -> None:
    assert run("letter", "-a", "herefordshire", "-o", "Letter.PDF").code == 0
    assert (workspace / "Letter.PDF").read_bytes().startswith(b"%PDF-1.7")


def test_pdf_goes_to_standard_output_as_it_is(python: Run, workspace: Path) -> None:
    assert run_into(python, workspace, "piped.pdf") == 0
    assert (workspace / "piped.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert (workspace / "piped.pdf").read_bytes().rstrip().endswith(b"%%EOF")


def run_into(python: Run, workspace: Path, name: str) -> int:
    """Run the command with its output in a file; the tests' own run reads text."""
    code = (
        "import subprocess, sys\n"
        "with open(sys.argv[1], 'wb') as file:\n"
        "    sys.exit(subprocess.run(sys.argv[2:], stdout=file, check=False).returncode)"
    )
    words = ["letter", "-a", "herefordshire", "--format", "pdf", "-o", "-"]
    return python(code, workspace / name, *COMMAND_LINE, *words).code


@pytest.mark.parametrize("needs", [("pdf", "typst", "pdf"), ("docx", "docx", "office")])
def test_format_without_its_library_says_which_extra_to_install(
    run: Run, workspace: Path, tmp_path: Path, needs: tuple[str, str, str]
) -> None:
    form, library, extra = needs
    (workspace / f"letters/2024-25/herefordshire.{form}").unlink(missing_ok=True)  # what `make demo` leaves
    _write(tmp_path, f"without/{library}.py", f"raise ModuleNotFoundError(name={library!r})\n")
    before = (workspace / "letters/2024-25/herefordshire.html").read_bytes()
    asked = run(
        "letter",
        "-a",
        "herefordshire",
        "--format",
        form,
        "--format",
        "html",
        env={"PYTHONPATH": str(tmp_path / "without")},
    )
    assert (asked.code, asked.stdout) == (2, "")
    assert f'pip install ".[{extra}]"' in asked.stderr
    assert "Traceback" not in asked.stderr
    assert not (workspace / f"letters/2024-25/herefordshire.{form}").exists()
    assert (workspace / "letters/2024-25/herefordshire.html").read_bytes() == before


def test_character_that_the_fonts_lack_is_a_finding_at_its_field_and_the_other_formats_are_written(
    run: Run, workspace: Path
) -> None:
    text = (workspace / REVIEW).read_text(encoding="utf-8")
    _write(workspace, REVIEW, text.replace("strengths:\n", "strengths:\n    - Well done \U0001f44d 日\n", 1))
    asked = run("letter", "-a", "herefordshire", "--format", "pdf", "--format", "odt")
    line = (workspace / REVIEW).read_text(encoding="utf-8").split("Well done")[0].count("\n") + 1
    assert asked.code == 1
    assert f"{REVIEW}:{line}:7: error[pdf-glyph-missing]" in asked.stderr
    assert "U+1F44D, U+65E5" in asked.stderr
    assert asked.stderr.count("pdf-glyph-missing") == 1
    assert "Well done" not in asked.stderr
    assert "wrote letters/2024-25/herefordshire.odt" in asked.stdout
    assert ".pdf" not in asked.stdout
    assert f"{REVIEW}:{line}:7: warning[pdf-font-lacks]" in run("validate").stdout


def test_house_template_of_the_workspace_is_used_and_named(run: Run, workspace: Path) -> None:
    (workspace / "templates").mkdir()
    assert run("letter", "-a", "herefordshire", "-o", "house.docx").code == 0
    (workspace / "house.docx").rename(workspace / "templates" / "letter.docx")
    reseal(workspace)
    asked = run("letter", "-a", "herefordshire", "--format", "docx", "--verbose")
    assert asked.code == 0
    assert "templates/letter.docx" in asked.stderr


def test_house_template_that_is_none_is_an_error_of_the_input(run: Run, workspace: Path) -> None:
    _write(workspace, "templates/letter.docx", "no Word document")
    asked = run("letter", "-a", "herefordshire", "--format", "docx")
    assert (asked.code, asked.stdout) == (1, "")
    assert asked.stderr == "prevent-assure: templates/letter.docx is no Word document\n"
    reseal(workspace)
    assert run("letter", "-a", "herefordshire").code == 0


def test_pdf_is_not_poured_onto_a_terminal(python: Run, workspace: Path) -> None:
    code = (
        "import os, pty, sys\n"
        "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 1024))))"
    )
    asked = python(code, *COMMAND_LINE, "letter", "-a", "herefordshire", "--format", "pdf", "-o", "-", cwd=workspace)
    assert asked.code == 2
    assert "no text for a terminal" in asked.stdout
    assert "%PDF" not in asked.stdout
