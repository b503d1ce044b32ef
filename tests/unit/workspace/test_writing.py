import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prevent_assure.workspace import writing
from prevent_assure.workspace.writing import FileChanged, WriteRefused, move_whole, write_whole

OLD, NEW = b"old\n" * 1000, b"new\n" * 2000


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(writing, "_SWEPT", set())
    path = tmp_path / "workspace" / "letters" / "letter.html"
    path.parent.mkdir(parents=True)
    path.write_bytes(OLD)
    return path


def _open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def _write(path: Path, root: Path) -> None:
    write_whole(path, NEW, root=root)


def _move(path: Path, root: Path) -> None:
    """Move what another program has made, which lies outside the workspace."""
    made = root.parent / "made.html"
    made.write_bytes(NEW)
    move_whole(made, path, root=root)


def _refusal(write: Callable[[Path, Path], None], path: Path, root: Path) -> str | None:
    try:
        write(path, root)
    except WriteRefused as refused:
        return str(refused)
    return None


def _beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each != path)


def test_new_content_takes_the_place_of_the_old(target: Path) -> None:
    assert write_whole(target, NEW) is True
    assert target.read_bytes() == NEW
    assert _beside(target) == []


def test_same_content_is_not_written_again(target: Path) -> None:
    before = target.stat()
    assert write_whole(target, OLD) is False
    assert target.stat() == before


def test_content_of_the_same_length_is_written(target: Path) -> None:
    assert write_whole(target, OLD.swapcase()) is True
    assert target.read_bytes() == OLD.swapcase()


def test_file_that_may_be_written_but_not_read_is_written(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refused)
        assert write_whole(target, OLD.swapcase()) is True
    assert target.read_bytes() == OLD.swapcase()


def test_system_whose_folders_cannot_be_opened_is_written_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    monkeypatch.delattr(os, "fchmod")
    assert write_whole(target, NEW) is True
    assert target.read_bytes() == NEW


def test_system_without_modes_is_written_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fchmod")
    write_whole(target, NEW)
    assert target.read_bytes() == NEW


def test_system_without_locks_that_renames_no_open_file_is_written_to(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    write_whole(target, NEW)
    monkeypatch.undo()
    assert (target.read_bytes(), _beside(target)) == (NEW, [])


def test_page_that_can_be_made_again_is_whole_and_waits_for_no_disk(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(os, "fsync", waited.append)
    write_whole(target, NEW, lasting=False)
    assert (target.read_bytes(), waited, _beside(target)) == (NEW, [], [])


def test_folders_are_made(target: Path) -> None:
    path = target.parent / "2024-25" / "drafts" / "new.html"
    assert write_whole(path, NEW, root=target.parents[1]) is True
    assert path.read_bytes() == NEW


def test_file_longer_than_a_block_is_moved_whole(target: Path) -> None:
    made = target.parents[2] / "made.db"
    made.write_bytes(NEW * 400)
    move_whole(made, target, root=target.parents[1])
    assert target.read_bytes() == NEW * 400


def test_mode_of_the_old_file_is_kept(target: Path) -> None:
    target.chmod(0o640)
    write_whole(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_new_file_has_the_mode_that_new_files_have_here(target: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(target.with_name("new.html"), NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.with_name("new.html").stat().st_mode) == 0o640


def test_content_is_never_open_to_more_people_than_the_old_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.chmod(0o600)
    modes: list[int] = []
    write = os.write

    def watched(handle: int, data: Any) -> int:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return write(handle, data)

    monkeypatch.setattr(os, "write", watched)
    write_whole(target, NEW)
    assert modes == [0o600]


def test_short_writes_are_gone_on_with(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:1000]))
    write_whole(target, NEW)
    assert target.read_bytes() == NEW


def test_content_and_name_are_made_to_last_in_this_order(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def replaced(*paths: Any) -> None:
        calls.append("rename")
        replace(*paths)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    write_whole(target, NEW)
    assert calls == ["file", "rename", "folder"]


def _link(path: Path) -> None:
    path.rename(path.with_name("real.html"))
    path.symlink_to("real.html")


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.html")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [(_link, "link"), (_dangling, "link"), (_folder, "folder"), (_pipe, "no file"), (lambda p: p.chmod(0o444), "read")],
)
def test_target_that_is_not_to_be_replaced_is_left_as_it_is(
    target: Path, make: Callable[[Path], None], said: str
) -> None:
    make(target)
    before = (target.lstat().st_ino, target.lstat().st_mode, _beside(target))
    with pytest.raises(WriteRefused, match=rf"letter\.html is not written: .*{said}"):
        write_whole(target, NEW)
    assert (target.lstat().st_ino, target.lstat().st_mode, _beside(target)) == before


@pytest.mark.parametrize("write", [_write, _move])
def test_linked_folder_on_the_way_is_refused(target: Path, write: Callable[[Path, Path], None]) -> None:
    root = target.parents[1]
    (root / "linked").symlink_to(target.parent)
    with pytest.raises(WriteRefused, match="link"):
        write(root / "linked" / "letter.html", root)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("way", ["../outside.html", "letters/../../outside.html"])
def test_way_out_of_the_workspace_is_refused(target: Path, way: str) -> None:
    with pytest.raises(WriteRefused):
        write_whole(target.parents[1] / way, NEW, root=target.parents[1])
    assert not (target.parents[2] / "outside.html").exists()


def test_file_where_a_folder_must_be_is_refused(target: Path) -> None:
    with pytest.raises(WriteRefused, match="a file stands where a folder must be"):
        write_whole(target / "below" / "new.html", NEW)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_name_that_no_file_can_have_is_refused(target: Path, name: str) -> None:
    with pytest.raises(WriteRefused):
        write_whole(target.with_name(name), NEW)


CALLS = ("open", "fstat", "fchmod", "write", "fsync", "dup", "close", "replace", "mkdir", "lstat", "scandir", "access")


class _Fault:
    """Lets each call to the system through but one."""

    def __init__(self, patch: pytest.MonkeyPatch, fail_at: int) -> None:
        self.made: list[str] = []
        for name in CALLS:
            patch.setattr(os, name, self._wrapped(name, getattr(os, name), fail_at))

    def _wrapped(self, name: str, real: Callable[..., Any], fail_at: int) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self.made.append(name)
            if len(self.made) - 1 != fail_at:
                return real(*args, **options)
            if name == "close":
                real(*args)
            raise OSError(errno.ENOSPC, "no space")

        return call


@pytest.mark.parametrize("write", [_write, _move])
@pytest.mark.parametrize("path", ["letters/letter.html", "letters/2024-25/new.html"])
def test_every_call_to_the_system_may_fail(
    target: Path, monkeypatch: pytest.MonkeyPatch, path: str, write: Callable[[Path, Path], None]
) -> None:
    root = target.parents[1]
    file = root / path
    with monkeypatch.context() as patch:
        calls = _Fault(patch, -1)
        write(file, root)
    assert set(CALLS) - {"access", "fchmod", "mkdir"} <= set(calls.made)
    for number, name in enumerate(calls.made):
        monkeypatch.setattr(writing, "_SWEPT", set())
        if file == target:
            target.write_bytes(OLD)
        else:
            file.unlink()
            file.parent.rmdir()
        before = _open_files()
        with monkeypatch.context() as patch:
            _Fault(patch, number)
            refusal = _refusal(write, file, root)
        assert refusal is None or "the disk is full" in refusal
        left = file.read_bytes() if file.exists() else None
        assert left == (NEW if refusal is None else OLD if file == target else None), (number, name)
        assert not file.parent.exists() or _beside(file) == [], (number, name)
        assert _open_files() == before, (number, name)
        if not file.exists():
            write_whole(file, NEW, root=root)


def test_interruption_leaves_nothing_behind(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, NEW)
    assert target.read_bytes() == OLD
    assert _beside(target) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_limit_on_the_size_of_files_keeps_the_old_content(target: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from prevent_assure.workspace.writing import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))\n"
        "try: write_whole(Path(sys.argv[1]), b'new!' * 2000)\n"
        "except WriteRefused as refused: print(refused)"
    )
    run = subprocess.run([sys.executable, "-c", code, target], capture_output=True, text=True, check=True)
    assert "larger than a file may be" in run.stdout
    assert target.read_bytes() == OLD
    assert _beside(target) == []


LEFT = ".prevent-assure-0123456789abcdef.tmp"


def test_what_broken_runs_left_is_swept_and_nothing_else(target: Path) -> None:
    names = {LEFT, ".prevent-assure-notes.tmp", f"prevent-assure{LEFT}", f"x{LEFT}"}
    for name in names:
        (target.parent / name).write_bytes(b"")
        os.utime(target.parent / name, (0, 0))
    (target.parent / ".prevent-assure-00000000000000aa.tmp").mkdir()
    os.utime(target.parent / ".prevent-assure-00000000000000aa.tmp", (0, 0))
    (target.parent / ".prevent-assure-00000000000000ab.tmp").symlink_to("letter.html")
    write_whole(target, NEW)
    kept = {*names, ".prevent-assure-00000000000000aa.tmp", ".prevent-assure-00000000000000ab.tmp"}
    assert set(_beside(target)) == kept - {LEFT}


@pytest.mark.skipif(sys.platform == "win32", reason="there age alone decides")
def test_what_another_run_is_writing_is_left_alone_until_it_ends(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    fsync = os.fsync

    def meanwhile(handle: int) -> None:
        if not seen:
            seen.append(_beside(target))
            code = "import sys; from pathlib import Path; from prevent_assure.workspace.writing import *\n"
            code += "write_whole(Path(sys.argv[1]), b'other')"
            subprocess.run([sys.executable, "-c", code, target.with_name("other.html")], check=True)
            seen.append(_beside(target))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    (target.parent / LEFT).write_bytes(b"")
    write_whole(target, NEW)
    assert len(seen[0]) == 1
    assert seen[1] == [*seen[0], "other.html"]
    assert target.read_bytes() == NEW
    assert _beside(target) == ["other.html"]


def test_temporary_file_that_is_swept_before_it_is_held_is_made_again(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = os.open

    def swept(path: Any, flags: int, mode: int = 0o777) -> int:
        handle = real(path, flags, mode)
        if not opened and str(path).endswith(".tmp"):
            Path(path).unlink()
            opened.append(str(path))
        return handle

    monkeypatch.setattr(os, "open", swept)
    write_whole(target, NEW)
    assert opened
    assert (target.read_bytes(), _beside(target)) == (NEW, [])


def test_temporary_files_that_vanish_each_time_are_given_up(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _open_files()
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    with pytest.raises(WriteRefused):
        write_whole(target, NEW)
    assert target.read_bytes() == OLD
    assert _open_files() == before


@pytest.mark.skipif(sys.platform == "win32", reason="there age alone decides")
def test_disk_without_locks_is_swept_by_age(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no locks")

    monkeypatch.setattr("fcntl.flock", none)
    now = time.time()
    for name, age in ((LEFT, 2 * 3600), (".prevent-assure-0123456789abcde0.tmp", 60)):
        (target.parent / name).write_bytes(b"")
        os.utime(target.parent / name, (now - age, now - age))
    write_whole(target, NEW)
    assert _beside(target) == [".prevent-assure-0123456789abcde0.tmp"]


ENDLESS = """
import sys
from pathlib import Path
from prevent_assure.workspace.writing import write_whole
contents = [bytes([letter]) * 300_000 for letter in b"ab"]
print(flush=True)
while True:
    for content in contents:
        write_whole(Path(sys.argv[1]), content)
"""


def test_killed_run_leaves_the_old_file_or_the_new(target: Path) -> None:
    whole = [bytes([letter]) * 300_000 for letter in b"ab"]
    for delay in range(12):
        with subprocess.Popen([sys.executable, "-c", ENDLESS, target], stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(0.001 + 0.0037 * delay)
            run.send_signal(signal.SIGKILL)
        assert target.read_bytes() in (*whole, OLD)
        assert all(writing._TEMPORARY.fullmatch(name) for name in _beside(target))  # noqa: SLF001 - the name is the promise
    write_whole(target, NEW)
    assert _beside(target) == []


def test_two_runs_at_once_do_not_mix(target: Path) -> None:
    whole = [bytes([letter]) * 300_000 for letter in b"ab"]
    runs = [subprocess.Popen([sys.executable, "-c", ENDLESS, target], stdout=subprocess.PIPE) for _ in range(2)]
    try:
        for run in runs:
            assert run.stdout is not None
            run.stdout.readline()
        seen = {target.read_bytes() for _ in range(200)}
    finally:
        for run in runs:
            run.kill()
            run.communicate()
    assert seen <= {*whole, OLD}


def test_only_what_was_read_is_written_over(target: Path) -> None:
    write_whole(target, NEW, over=OLD)
    assert target.read_bytes() == NEW
    with pytest.raises(FileChanged, match=r"letter\.html was changed meanwhile and is left as it is"):
        write_whole(target, b"newer\n", over=OLD)
    assert target.read_bytes() == NEW
    assert _beside(target) == []


def test_file_that_has_come_or_gone_meanwhile_is_changed_too(target: Path) -> None:
    with pytest.raises(FileChanged):
        write_whole(target, NEW, over=None)
    assert target.read_bytes() == OLD
    target.unlink()
    with pytest.raises(FileChanged):
        write_whole(target, NEW, over=OLD)
    assert not target.exists()
    write_whole(target, NEW, over=None)
    assert target.read_bytes() == NEW


def test_editor_that_saves_while_the_new_content_goes_to_disk_loses_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def saved_meanwhile(handle: int) -> None:
        sync(handle)
        target.write_bytes(b"theirs\n")

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    with pytest.raises(FileChanged):
        write_whole(target, NEW, over=OLD)
    assert target.read_bytes() == b"theirs\n"
    assert _beside(target) == []
