import errno
import os
import socket
import stat
import tempfile
from pathlib import Path

import pytest

from prevent_assure.workspace import files
from prevent_assure.workspace.files import FileRefused, read_file

LIMIT = 1024 * 1024


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (tmp_path / "outside.yaml").write_text("a: b\n")
    (folder / "inside.yaml").write_text("c: d\n")
    return folder


def _open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def _code(path: Path, root: Path | None) -> str:
    with pytest.raises(FileRefused) as refused:
        read_file(path, root=root)
    assert refused.value.rule in files.RULES
    assert str(path) not in refused.value.message
    return refused.value.rule.code


def test_file_is_read_to_the_byte(root: Path) -> None:
    data = bytes(range(256)) * 100
    (root / "a").write_bytes(data)
    assert read_file(root / "a", root=root) == data
    assert read_file(root / "a", root=None) == data


@pytest.mark.parametrize("size", [0, 1, 4096, LIMIT])
def test_file_up_to_the_limit_is_read_whole(root: Path, size: int) -> None:
    (root / "a").write_bytes(b"x" * size)
    assert len(read_file(root / "a", root=root)) == size


def test_file_beyond_the_limit_is_refused(root: Path) -> None:
    (root / "a").write_bytes(b"x" * (LIMIT + 1))
    assert _code(root / "a", root) == "file-too-large"


def test_file_that_hides_its_size_is_read_no_further_than_the_limit(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "a").write_bytes(b"x" * (3 * LIMIT))
    seen: list[int] = []
    fstat, read = os.fstat, os.read

    def emptied(handle: int) -> os.stat_result:
        found = fstat(handle)
        return os.stat_result((*found[:6], 0, *found[7:]))

    def counted(handle: int, count: int) -> bytes:
        data = read(handle, count)
        seen.append(len(data))
        return data

    monkeypatch.setattr(os, "fstat", emptied)
    monkeypatch.setattr(os, "read", counted)
    assert _code(root / "a", root) == "file-too-large"
    assert sum(seen) <= LIMIT + 8192


def test_missing_file_is_said_to_be_missing(root: Path) -> None:
    assert _code(root / "none.yaml", root) == "file-missing"
    assert _code(root / "inside.yaml" / "below", root) == "file-missing"


def test_folder_pipe_socket_and_device_are_no_files(root: Path) -> None:
    (root / "folder").mkdir()
    os.mkfifo(root / "pipe")
    assert _code(root / "folder", root) == "file-not-regular"
    assert _code(root / "pipe", root) == "file-not-regular"
    assert _code(Path(os.devnull), None) == "file-not-regular"


def test_socket_is_no_file() -> None:
    # A socket's path must be short, shorter than those of pytest's folders.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        path = Path(folder) / "s"
        listener.bind(str(path))
        assert _code(path, None) == "file-not-regular"


def test_what_turns_into_a_pipe_after_the_look_does_not_block(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "pipe")
    regular = (root / "inside.yaml").lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: regular)
    assert _code(root / "pipe", None) == "file-not-regular"


def test_link_within_the_workspace_is_followed(root: Path) -> None:
    (root / "link.yaml").symlink_to("inside.yaml")
    assert read_file(root / "link.yaml", root=root) == b"c: d\n"


@pytest.mark.parametrize("target", ["../outside.yaml", "/etc/hostname"])
def test_link_out_of_the_workspace_is_not_followed(root: Path, target: str) -> None:
    (root / "link.yaml").symlink_to(target)
    assert _code(root / "link.yaml", root) == "file-link"


def test_link_out_over_links_is_not_followed(root: Path) -> None:
    (root / "one").symlink_to("two")
    (root / "two").symlink_to("../outside.yaml")
    assert _code(root / "one", root) == "file-link"


def test_link_to_a_pipe_is_refused_as_a_pipe(root: Path) -> None:
    os.mkfifo(root / "pipe")
    (root / "link.yaml").symlink_to("pipe")
    assert _code(root / "link.yaml", root) == "file-not-regular"


def test_dangling_link_and_circle_of_links_are_named(root: Path) -> None:
    (root / "dangling").symlink_to("nowhere")
    (root / "circle").symlink_to("back")
    (root / "back").symlink_to("circle")
    for place in (root, None):
        assert _code(root / "dangling", place) == "file-link"
        assert _code(root / "circle", place) == "file-link"


def test_file_named_by_hand_may_lie_behind_a_link(root: Path) -> None:
    (root / "link.yaml").symlink_to("../outside.yaml")
    assert read_file(root / "link.yaml", root=None) == b"a: b\n"


def test_linked_folder_is_not_entered_though_it_leads_nowhere_else(root: Path) -> None:
    (root / "real").mkdir()
    (root / "real" / "a.yaml").write_text("e: f\n")
    (root / "linked").symlink_to("real")
    assert read_file(root / "real" / "a.yaml", root=root) == b"e: f\n"
    assert _code(root / "linked" / "a.yaml", root) == "file-link"


def test_way_out_of_the_workspace_is_no_way(root: Path) -> None:
    assert _code(root / ".." / "outside.yaml", root) == "file-link"
    assert _code(root.parent / "outside.yaml", root) == "file-link"


def test_workspace_may_be_named_from_where_one_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert read_file(Path("inside.yaml"), root=Path()) == b"c: d\n"
    assert read_file(root / "inside.yaml", root=Path()) == b"c: d\n"


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "\udcff" * 200])
def test_name_that_no_file_can_have_is_refused(root: Path, name: str) -> None:
    assert _code(root / name, root) in {"file-unreadable", "file-missing"}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENXIO, errno.EAGAIN, errno.ELOOP])
@pytest.mark.parametrize("call", ["open", "fstat", "read"])
def test_no_fault_of_the_computer_gets_out(root: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "Marker")

    before = _open_files()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(FileRefused) as refused:
            read_file(root / "inside.yaml", root=root)
    assert "Marker" not in refused.value.message
    assert _open_files() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may read everything is refused nothing")
def test_file_without_the_right_to_read_is_refused(root: Path) -> None:
    (root / "inside.yaml").chmod(0)
    assert _code(root / "inside.yaml", root) == "file-unreadable"
    (root / "inside.yaml").chmod(stat.S_IRUSR)
