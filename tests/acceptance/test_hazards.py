"""Files, links, names and streams that mean harm or came to it, through the commands as their users run them.

Whatever is found: one finding or message that says what it is, the exit code of the contract, no traceback, within
seconds, and nothing that stands in a file.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from command import COMMAND_LINE, Ran, Run, environment, process

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
AUTHORITY = "authorities/herefordshire.yaml"
LETTER = "letters/2024-25/herefordshire.html"
NAME = "Quillonia Umbertide"
SECONDS = 60
"""After so long a run is taken to hang, however busy the machine is."""
COMMANDS = (("validate",), ("score",), ("letter", "--all"))
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file, or asks for rights to make it")
HEAD = "format: prevent-assure/assessment/1\nauthority: herefordshire\n"


@pytest.fixture
def asked(run: Run) -> Run:
    """Runs the command and holds each run to what holds for all."""

    def runs(*words: str | Path, **more: object) -> Ran:
        began = time.monotonic()
        done: Ran = run(*words, **more)
        assert time.monotonic() - began < SECONDS
        harmless(done)
        return done

    return runs


def harmless(done: Ran) -> None:
    """Hold a run's output to what holds for all."""
    printed = done.stdout + done.stderr
    assert "Traceback" not in printed
    assert NAME not in printed
    assert not UNSAFE.search(printed)
    assert done.code in {0, 1, 2}


def codes(done: Ran) -> list[str]:
    """The findings that a run of `validate --format json` printed."""
    return [each["code"] for each in json.loads(done.stdout)["diagnostics"]]


def fifo(path: Path, _: Path) -> None:
    os.mkfifo(path)


def device(path: Path, _: Path) -> None:
    path.symlink_to("/dev/zero")


def dangling(path: Path, _: Path) -> None:
    path.symlink_to("nowhere.yaml")


def looping(path: Path, _: Path) -> None:
    path.symlink_to(path.name)


def leaving(path: Path, outside: Path) -> None:
    (outside / "private.yaml").write_text(f"{HEAD}name: {NAME}\n", encoding="utf-8")
    path.symlink_to(outside / "private.yaml")


def folder(path: Path, _: Path) -> None:
    path.mkdir()


NO_FILES = [
    (fifo, "file-not-regular"),
    (device, "file-link"),
    (dangling, "file-link"),
    (looping, "file-link"),
    (leaving, "file-link"),
    (folder, "file-not-regular"),
]


COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:[349]|10)\d[;m]")
"""What sets a colour; a progress bar that a slow machine shows has other codes."""


@posix
@pytest.mark.parametrize(("make", "code"), NO_FILES, ids=[make.__name__ for make, _ in NO_FILES])
def test_what_is_no_file_is_one_finding_of_every_command(
    asked: Run, workspace: Path, tmp_path: Path, make: Callable[[Path, Path], None], code: str
) -> None:
    place = ASSESSMENT
    (workspace / place).unlink()
    make(workspace / place, tmp_path)
    done = asked("validate", "--format", "json")
    assert done.code == 1
    here = [each for each in json.loads(done.stdout)["diagnostics"] if each["path"] == place]
    assert [(each["code"], each["line"]) for each in here] == [(code, None)]
    for command in COMMANDS[1:]:
        other = asked(*command)
        assert other.code == 1
        assert code in other.stdout + other.stderr


@posix
@pytest.mark.parametrize("make", [make for make, _ in NO_FILES])
def test_settings_that_are_no_file_are_one_finding(
    asked: Run, workspace: Path, tmp_path: Path, make: Callable[[Path, Path], None]
) -> None:
    (workspace / "prevent-assure.yaml").unlink()
    make(workspace / "prevent-assure.yaml", tmp_path)
    for command in COMMANDS[:2]:
        done = asked("-C", workspace, *command)
        assert done.code in {1, 2}
        assert done.stdout + done.stderr


@posix
@pytest.mark.parametrize("make", [make for make, _ in NO_FILES if make is not leaving])
def test_named_file_that_is_none_is_one_finding(asked: Run, tmp_path: Path, make: Callable[[Path, Path], None]) -> None:
    away = tmp_path / "away"
    (tmp_path / "outside").mkdir()
    away.mkdir()
    make(away / "mine.yaml", tmp_path / "outside")
    done = asked("validate", "--format", "json", "mine.yaml", cwd=away)
    assert done.code == 1
    assert len(codes(done)) == 1


@posix
@pytest.mark.parametrize("linked", ["assessments", "assessments/2024-25"])
def test_links_to_folders_are_not_followed_and_said(asked: Run, workspace: Path, tmp_path: Path, linked: str) -> None:
    outside = tmp_path / "outside"
    (workspace / linked).rename(outside)
    (workspace / linked).symlink_to(outside)
    done = asked("validate")
    assert done.code == 1
    assert "file-link" in done.stdout
    scored = asked("score", "-a", "herefordshire")
    assert scored.code == 1
    assert "partnership" not in scored.stdout.lower()


WRONG = {
    "empty": (b"", "yaml-empty"),
    "comment": (b"# nothing\n", "yaml-empty"),
    "large": (HEAD.encode() + b"# " + b"x" * (1024 * 1024 - len(HEAD) - 1), "file-too-large"),
    "utf-16": (("\ufeff" + HEAD).encode("utf-16-le"), "yaml-not-utf8"),
    "two-boms": (b"\xef\xbb\xbf\xef\xbb\xbf" + HEAD.encode(), "yaml-not-utf8"),
    "latin-1": (HEAD.encode() + "name: Café\n".encode("latin-1"), "yaml-not-utf8"),
    "deep": (HEAD.encode() + b"cycle: " + b"[" * 100_000, "yaml-too-deep"),
    "nul": (HEAD.encode() + f"cycle: {NAME}\0\n".encode(), "yaml-refused-character"),
    "bidi": (HEAD.encode() + f"cycle: {NAME}\u202e\n".encode(), "yaml-refused-character"),
    "escape": (HEAD.encode() + f'cycle: "{NAME}\\e[31m"\n'.encode(), "yaml-refused-character"),
    "anchor": (HEAD.encode() + f"cycle: &a {NAME}\n".encode(), "yaml-anchor"),
    "tag": (HEAD.encode() + f"cycle: !!python/object {NAME}\n".encode(), "yaml-tag"),
    "twice": (HEAD.encode() + f"authority: {NAME}\n".encode(), "yaml-duplicate-key"),
    "digits": (HEAD.encode() + b"cycle: 0x" + b"f" * 5000 + b"\n", "yaml-number"),
    "syntax": (HEAD.encode() + f"cycle: [{NAME}\n".encode(), "yaml-syntax"),
    "value": (HEAD.encode() + f"cycle: {NAME}\ncriteria: {NAME}\n".encode(), "bad-cycle"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_read_is_said_by_every_command(asked: Run, workspace: Path, wrong: str) -> None:
    data, code = WRONG[wrong]
    (workspace / ASSESSMENT).write_bytes(data)
    done = asked("validate", "--format", "json")
    assert done.code == 1
    here = [each["code"] for each in json.loads(done.stdout)["diagnostics"] if each["path"] == ASSESSMENT]
    assert code in here
    assert len(here) == 1 or wrong == "value"
    assert asked("letter", "--all").code == 1
    assert asked("validate", "-", stdin=data.decode("utf-8", "replace")).code == 1


def test_file_of_one_mebibyte_is_read(asked: Run, workspace: Path) -> None:
    text = (workspace / ASSESSMENT).read_bytes()
    (workspace / ASSESSMENT).write_bytes(text + b"# " + b"x" * (1024 * 1024 - len(text) - 3) + b"\n")
    assert asked("validate", ASSESSMENT).code == 0


@posix
def test_names_equal_but_for_case_are_refused(asked: Run, workspace: Path) -> None:
    other = workspace / "assessments/2024-25/Herefordshire.yaml"
    if other.exists():
        pytest.skip("this disk takes the two for one")
    other.write_bytes((workspace / ASSESSMENT).read_bytes())
    done = asked("validate", "--format", "json")
    assert done.code == 1
    assert {each["path"] for each in json.loads(done.stdout)["diagnostics"]} == {
        "assessments/2024-25/Herefordshire.yaml"
    }


@pytest.mark.parametrize(
    "name",
    ["../../x", "/etc/passwd", "..", "", "con", "NUL", "com1", "Herefordshire", "a/b", "a\\b", "-x", "\x1b[31m"],
)
@pytest.mark.parametrize("command", ["score", "letter"])
def test_authority_that_is_no_id_is_refused(asked: Run, tmp_path: Path, command: str, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = asked(command, f"--authority={name}")
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["../../x", "2024-26", ""])
@pytest.mark.parametrize("command", ["score", "letter"])
def test_cycle_that_is_none_is_refused(asked: Run, command: str, name: str) -> None:
    done = asked(command, f"--cycle={name}", *(["--all"] if command == "letter" else []))
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr


@pytest.fixture
def started(workspace: Path, tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Starts the command and leaves it running."""
    running: list[subprocess.Popen[bytes]] = []

    def starts(*words: str, env: dict[str, str] | None = None) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [*COMMAND_LINE, *words],
            cwd=workspace,
            env=environment(tmp_path, env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        running.append(process)
        return process

    yield starts
    for each in running:
        each.kill()
        each.communicate()


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("score", "--explain"),
        ("validate",),
        ("letter", "-a", "herefordshire", "-o", "-"),
        ("--version",),
        ("--help",),
        ("letter", "--help"),
    ],
    ids=" ".join,
)
def test_reader_that_goes_away_ends_the_command_quietly(
    started: Callable[..., "subprocess.Popen[bytes]"], words: tuple[str, ...]
) -> None:
    process = started(*words)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(SECONDS) == 141
    assert said == b""


@posix
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("validate", "-"), 1),
        (("validate", "--stdin-filename", AUTHORITY, "-"), 1),
        (("answer", "--all"), 2),
        (("init", "../made"), 0),
    ],
)
def test_closed_standard_input_is_an_empty_one(
    workspace: Path, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    shell = ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *COMMAND_LINE, *words]
    done = process(shell, workspace, environment(tmp_path))
    harmless(done)
    assert done.code == code


@posix
def test_interrupt_ends_the_command_quietly(started: Callable[..., "subprocess.Popen[bytes]"]) -> None:
    process = started("validate", "-")
    # It reads once it takes more than the pipe holds; before that an interrupt would meet the interpreter's own start.
    assert process.stdin is not None
    process.stdin.write(b"#" * 200_000)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=SECONDS)
    assert (process.returncode, stdout) == (130, b"")
    assert b"Traceback" not in stderr


@posix
def test_interrupt_at_any_moment_leaves_no_traceback(started: Callable[..., "subprocess.Popen[bytes]"]) -> None:
    for wait in (0.25, 0.4, 0.6, 0.9):
        process = started("letter", "--all")
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=SECONDS)
        assert process.returncode in {0, 130, -signal.SIGINT}
        assert process.returncode != 130 or b"Traceback" not in stderr


@posix
@pytest.mark.parametrize("words", [("score",), ("validate",)])
def test_no_colour_is_sent_where_it_is_not_wanted(workspace: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    pty = pytest.importorskip("pty")
    (workspace / ASSESSMENT).write_text(HEAD + "cycle: no\n", encoding="utf-8")
    for env, coloured in (
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ):
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [*COMMAND_LINE, *words], cwd=workspace, env=environment(tmp_path, env), stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        printed = b""
        try:
            while part := os.read(ours, 65536):
                printed += part
        except OSError:
            pass  # that is how a terminal ends
        finally:
            os.close(ours)
        assert process.wait(SECONDS) == 1
        assert bool(COLOUR.search(printed)) == coloured


@posix
def test_letter_over_a_link_a_folder_or_a_read_only_file_is_refused(
    asked: Run, workspace: Path, tmp_path: Path
) -> None:
    target, kept = workspace / LETTER, tmp_path / "kept.html"
    kept.write_text("kept", encoding="utf-8")
    target.unlink()
    target.symlink_to(kept)
    done = asked("letter", "-a", "herefordshire")
    assert done.code == 2
    assert "is a link" in done.stderr
    assert kept.read_text(encoding="utf-8") == "kept"
    target.unlink()
    target.mkdir()
    done = asked("letter", "-a", "herefordshire")
    assert done.code == 2
    assert "is a folder" in done.stderr
    target.rmdir()
    target.write_text("kept", encoding="utf-8")
    target.chmod(0o444)
    done = asked("letter", "-a", "herefordshire")
    assert done.code == 2
    assert "may only be read" in done.stderr
    assert target.read_text(encoding="utf-8") == "kept"


@posix
def test_letter_into_a_linked_folder_is_refused(asked: Run, workspace: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (workspace / "letters").rename(outside)
    (workspace / "letters").symlink_to(outside)
    (outside / "2024-25/herefordshire.html").write_text("kept", encoding="utf-8")
    done = asked("letter", "-a", "herefordshire")
    assert done.code == 2
    assert (outside / "2024-25/herefordshire.html").read_text(encoding="utf-8") == "kept"


@posix
def test_letter_into_a_read_only_folder_is_refused(asked: Run, workspace: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("who may write everything may write here")
    folder = (workspace / LETTER).parent
    (workspace / LETTER).unlink()
    folder.chmod(0o555)
    try:
        done = asked("letter", "-a", "herefordshire")
    finally:
        folder.chmod(0o755)
    assert done.code == 2
    assert "may not be written to" in done.stderr


@posix
def test_full_disk_leaves_the_old_letter(asked: Run, workspace: Path) -> None:
    before = (workspace / LETTER).read_bytes()
    if not Path("/dev/full").exists():
        pytest.skip("there is no disk here that is always full")
    done = asked("letter", "-a", "herefordshire", "-o", "/dev/full")
    assert done.code == 2
    assert (workspace / LETTER).read_bytes() == before
