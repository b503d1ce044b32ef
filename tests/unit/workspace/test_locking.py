"""One writer at a time, and over nothing but what was read."""

import errno
import fcntl
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prevent_assure.workspace import locking
from prevent_assure.workspace.locking import WorkspaceBusy, locked, over_again, read_now, write_over
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import FileChanged, WriteRefused

HOLD = """
import sys, time
from pathlib import Path
from prevent_assure.workspace.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
COUNT = """
import sys
from pathlib import Path
from prevent_assure.workspace.locking import locked
number = Path(sys.argv[1], "number")
for _ in range(15):
    with locked(number.parent):
        number.write_text(str(int(number.read_text()) + 1))
"""


@contextmanager
def _holding(root: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(root)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield process
        finally:
            process.kill()


def _git(root: Path) -> Path:
    (root / ".git").mkdir()
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    return root / ".git"


def _without_locks(number: int) -> None:
    raise OSError(number, os.strerror(number))


def test_nobody_writes_between_another_ones_reading_and_writing(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("0", encoding="utf-8")
    running = [subprocess.Popen([sys.executable, "-c", COUNT, str(tmp_path)]) for _ in range(3)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert (tmp_path / "number").read_text(encoding="utf-8") == "45"
    assert [each.name for each in tmp_path.iterdir()] == ["number"], "no lock is left"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO, _Terminal])
def test_wait_is_bounded_and_ends_with_who_holds_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO]
) -> None:
    monkeypatch.setattr(sys, "stderr", said := stream())
    monkeypatch.setattr(locking, "_NOTICE", 0.05)
    monkeypatch.setattr(locking, "SECONDS", 0.1)
    with _holding(tmp_path) as process:
        with pytest.raises(WorkspaceBusy) as raised, locked(tmp_path):
            pytest.fail("two have the lock")
        assert f"process {process.pid} on " in str(raised.value)
        assert " UTC; nothing is changed\n  hint: end that process" in str(raised.value)
        waiting = f"prevent-assure: waiting for another prevent-assure to end: process {process.pid} on "
        assert said.getvalue().startswith(waiting) is isinstance(said, _Terminal)
        assert said.getvalue() == "" or isinstance(said, _Terminal)


def test_lock_of_a_killed_run_is_free_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_NOTICE", 0)
    monkeypatch.setattr(locking, "SECONDS", 0)
    with _holding(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (tmp_path / ".prevent-assure-files-lock.tmp").exists()
        with locked(tmp_path):
            assert (tmp_path / ".prevent-assure-files-lock.tmp").exists()
    assert list(tmp_path.iterdir()) == []


def test_lock_lies_where_git_commits_nothing(tmp_path: Path) -> None:
    git = _git(tmp_path)
    inner = tmp_path / "councils" / "herefordshire"
    with locked(inner):
        assert (git / "prevent-assure-files.lock").exists()
        assert list(inner.iterdir()) == []
    assert [each.name for each in git.iterdir()] == ["HEAD"]


def test_worktree_has_a_lock_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "main" / ".git" / "worktrees" / "other"
    own.mkdir(parents=True)
    (own / "HEAD").write_text("ref: refs/heads/other\n", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".git").write_text(f"gitdir: {own}\n", encoding="utf-8")
    with locked(tmp_path / "other"):
        assert (own / "prevent-assure-files.lock").exists()


@pytest.mark.parametrize("named", [b"gitdir: /nowhere\n", b"\xff\xfe", b""])
def test_git_folder_that_cannot_be_told_is_none(tmp_path: Path, named: bytes) -> None:
    (tmp_path / ".git").write_bytes(named)
    with locked(tmp_path):
        assert (tmp_path / ".prevent-assure-files-lock.tmp").exists()


def test_lock_whose_file_was_removed_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, flock = tmp_path / ".prevent-assure-files-lock.tmp", fcntl.flock
    replaced: list[Path] = []

    def replaced_meanwhile(handle: int, how: int) -> None:
        flock(handle, how)
        if how & fcntl.LOCK_EX and len(replaced) < 2:
            replaced.append(lock)
            # Moved and not removed, as NFS does with a file that is open.
            lock.rename(tmp_path / f"moved-{len(replaced)}")
            if len(replaced) == 1:
                lock.touch()

    monkeypatch.setattr(fcntl, "flock", replaced_meanwhile)
    with locked(tmp_path):
        assert lock.read_bytes().startswith(b"\n%d\n" % os.getpid())
    assert len(replaced) == 2


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP])
def test_file_stands_for_the_lock_on_a_disk_without_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(fcntl, "flock", lambda *_: _without_locks(number))
    marker = tmp_path / ".prevent-assure-files-lock.held"
    with locked(tmp_path):
        assert marker.exists()
    assert list(tmp_path.iterdir()) == []


def test_file_that_stands_for_a_lock_and_was_left_behind_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_NOTICE", 0.05)
    monkeypatch.setattr(locking, "SECONDS", 0.1)
    monkeypatch.setattr(fcntl, "flock", lambda *_: _without_locks(errno.ENOSYS))
    marker = tmp_path / ".prevent-assure-files-lock.held"
    marker.write_text("4711\nfar-away\n", encoding="utf-8")
    with pytest.raises(WorkspaceBusy) as raised, locked(tmp_path):
        pytest.fail("two have the lock")
    assert "process 4711 on far-away, since " in str(raised.value)
    assert str(raised.value).endswith(f"remove {marker}")
    marker.write_text("no such\x1b[31m words\n", encoding="utf-8")
    assert locking._holder(marker) == "it does not say which"  # noqa: SLF001 - what a hostile lock may say


def test_folder_that_may_only_be_read_has_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refused(path: str, *args: int) -> int:
        if "lock" in os.fspath(path):
            raise PermissionError(errno.EACCES, "refused", path)
        return real(path, *args)

    monkeypatch.setattr(os, "open", refused)
    assert write_over(tmp_path, {"note": b"new\n"}, {}) is True
    (tmp_path / ".prevent-assure-files-lock.tmp").write_bytes(b"")
    with pytest.raises(WriteRefused, match="its folder may not be written to"), locked(tmp_path):
        pytest.fail("the lock of somebody else is taken")


def test_nothing_is_written_where_anything_that_was_read_has_changed(tmp_path: Path) -> None:
    (tmp_path / "read").write_bytes(b"one\n")
    (tmp_path / "written").write_bytes(b"old\n")
    read = read_now(tmp_path, "read", "written", "missing")
    assert read == {"read": b"one\n", "written": b"old\n", "missing": None}
    (tmp_path / "read").write_bytes(b"two\n")
    with pytest.raises(FileChanged, match="read was changed meanwhile"):
        write_over(tmp_path, {"written": b"new\n"}, read)
    assert (tmp_path / "written").read_bytes() == b"old\n"
    assert write_over(tmp_path, {"written": b"new\n"}, {**read, "read": b"two\n"}) is True


def test_task_begins_anew_where_a_file_changed_under_its_hands(tmp_path: Path) -> None:
    seen: list[Workspace] = []

    def task(workspace: Workspace) -> str:
        seen.append(workspace)
        if len(seen) < 3:
            raise FileChanged
        return "done"

    assert over_again(task, Workspace(tmp_path)) == "done"
    assert len(set(map(id, seen))) == 3, "each time with a workspace that has read nothing"


def test_task_under_whose_hands_files_change_for_ever_says_so(tmp_path: Path) -> None:
    def task(_: Workspace) -> str:
        raise FileChanged

    with pytest.raises(FileChanged):
        over_again(task, Workspace(tmp_path))
