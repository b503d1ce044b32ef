"""Several processes: what comes out is the same, and the end is quiet however it comes."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from command import COMMAND_LINE, Run, environment

BASE = Path(__file__).resolve().parents[1] / "cases" / "base"
COUNCILS = 40
FORMS = [
    *(["validate", "--format", form] for form in ("text", "json", "github", "gitlab", "sarif", "junit")),
    *(["score", "--format", form] for form in ("text", "json", "csv", "md")),
    ["score", "--explain"],
    ["score", "--verbose"],
]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A workspace of forty councils; every seventh has a file that cannot be read, every fifth a wrong word."""
    root = Path(shutil.copytree(BASE, tmp_path / "many"))
    for number in range(COUNCILS):
        name = f"town-{number:02}"
        for path in ("authorities", "assessments/2024-25", "reviews/2024-25", "assessments/2023-24", "reviews/2023-24"):
            source = root / path / "exampleton.yaml"
            if source.exists():
                text = source.read_text(encoding="utf-8").replace("exampleton", name)
                if path == "assessments/2024-25" and number % 5 == 0:
                    text = text.replace("claimed: met", "claimed: splendid", 1)
                if path == "reviews/2024-25" and number % 7 == 0:
                    text = "a: [\n"
                (root / path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("words", FORMS, ids=" ".join)
def test_output_does_not_depend_on_jobs(run: Run, many: Path, words: list[str]) -> None:
    alone = run(*words, "--jobs", "1", cwd=many)
    assert alone.code == 1
    assert alone.stdout
    for jobs in ("2", "5"):
        assert run(*words, "--jobs", jobs, cwd=many) == alone


def test_letters_do_not_depend_on_jobs(run: Run, many: Path) -> None:
    def made() -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in (many / "letters").rglob("*.html")}

    alone, letters = run("letter", "--all", cwd=many), made()
    shutil.rmtree(many / "letters")
    assert run("letter", "--all", "--jobs", "3", cwd=many) == alone
    assert made() == letters != {}


def test_template_that_cannot_be_used_is_said_once(run: Run, many: Path) -> None:
    (many / "templates").mkdir()
    (many / "templates" / "letter.html.j2").write_text("{{ nothing.at.all }}", encoding="utf-8")
    alone = run("letter", "--all", cwd=many)
    assert alone.code == 1
    assert run("letter", "--all", "--jobs", "2", cwd=many) == alone


@pytest.mark.parametrize("number", ["0", "-1", "65", "two"])
def test_number_of_jobs_is_at_least_one(run: Run, many: Path, number: str) -> None:
    assert run("validate", f"--jobs={number}", cwd=many).code == 2


def _children(of: int) -> list[int]:
    listed = Path(f"/proc/{of}/task/{of}/children").read_text(encoding="utf-8").split()
    return [int(each) for each in listed if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


@pytest.fixture
def running(many: Path, tmp_path: Path) -> subprocess.Popen[str]:
    """`validate` in two processes that have begun to work, in a process group of its own."""
    for number in range(400):
        shutil.copyfile(
            many / "assessments/2024-25/exampleton.yaml", many / "assessments/2024-25" / f"more-{number:03}.yaml"
        )
    began = subprocess.Popen(
        [*COMMAND_LINE, "validate", "--jobs", "2"], cwd=many, env=environment(tmp_path), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while len(_children(began.pid)) < 2 and began.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    return began


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")


@needs_proc
def test_interrupt_ends_all_processes_quietly(running: subprocess.Popen[str]) -> None:
    children = _children(running.pid)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=20)
    assert (running.returncode, said[1]) == (130, "")
    assert not any(Path(f"/proc/{each}").exists() for each in children)


@needs_proc
def test_process_that_is_ended_from_outside_is_said(running: subprocess.Popen[str]) -> None:
    os.kill(_children(running.pid)[0], signal.SIGKILL)
    said = running.communicate(timeout=20)
    assert running.returncode == 2
    assert said[1].startswith("prevent-assure: a process of --jobs was ended from outside")
    assert said[1].count("\n") == 1


@needs_proc
def test_processes_end_with_the_one_that_gives_out_the_work(running: subprocess.Popen[str]) -> None:
    children = _children(running.pid)
    running.kill()
    running.communicate(timeout=20)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{each}").exists() for each in children) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(Path(f"/proc/{each}").exists() for each in children)
