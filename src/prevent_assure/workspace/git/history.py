"""What git remembers of a workspace, read and never written: the one place that runs a process.

Git can be told by a repository's own settings to run programs. So none of what is asked here looks at the working tree
or shows differences itself, arguments are lists that no shell reads, and hooks, monitors, pagers, prompts, the network
and what callers left in the environment are off. A repository that belongs to someone else git refuses to read; that
is left so, since only its user can say whom they trust.
"""

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .contents import SECONDS, Blobs, HistoryError, NoHistoryError, silent

AS_RAW = (
    "--raw", "-z", "--no-abbrev", "--no-renames", "--topo-order", "--no-color", "--no-ext-diff", "--no-textconv",
    "--format=%x02%H",
)  # fmt: skip
"""Options under which `git log` says what is read here, and runs nothing for it."""


class FileChange(NamedTuple):
    """A file that a commit changed.

    Attributes:
        path: The file, relative to the workspace.
        after: The name of its content; None where it went.
        before: The contents before, one for each parent; none where it came.
    """

    path: str
    after: str | None
    before: tuple[str, ...]


class Commit(NamedTuple):
    """A commit with the files that it changed; a merge only with those that are like in none of its parents."""

    oid: str
    changes: tuple[FileChange, ...]


def commits(raw: bytes, prefix: str) -> list[Commit]:
    """Read what `git log` says.

    Args:
        raw: Its output.
        prefix: Where the workspace lies in the repository.

    Returns:
        The commits in the order of the output.
    """
    found: list[tuple[str, list[FileChange]]] = []
    words = iter(raw.split(b"\0"))
    for word in words:
        text = word.lstrip(b"\n")
        if text.startswith(b"\x02"):
            found.append((text[1:].decode(), []))
        elif text.startswith(b":") and found:
            found[-1][1].append(_change(text.decode(), os.fsdecode(next(words, b"")).removeprefix(prefix)))
    return [Commit(oid, tuple(changes)) for oid, changes in found]


def _change(head: str, path: str) -> FileChange:
    parents = len(head) - len(head.lstrip(":"))
    names = [None if set(each) == {"0"} else each for each in head.split()[parents + 1 : 2 * parents + 2]]
    *before, after = names
    return FileChange(path, after, tuple(_given(before)))


def _given(names: list[str | None]) -> Iterator[str]:
    return (each for each in names if each is not None)


NO_GIT = "git is not installed, or not where PATH says; history can only be read with it"

_OFF = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.askPass": "",
    "credential.helper": "",
    "diff.external": "",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "gc.auto": "0",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
"""Settings under which git runs no other program, and takes no folder in the tree for a repository."""

SETTINGS = tuple(word for name, value in _OFF.items() for word in ("-c", f"{name}={value}"))
"""The same as words of git's command line."""

_SET = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_")
"""Beginnings of git's variables that stay: they say where its user's own settings are, `safe.directory` among them."""


def program() -> str:
    """Find git where PATH says, and never in the folder that one stands in.

    Returns:
        Its full path.

    Raises:
        NoHistoryError: If there is none.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if Path(folder).is_absolute() and (found := shutil.which(str(Path(folder) / name))):
            return found
    raise NoHistoryError(NO_GIT)


def environment() -> dict[str, str]:
    """Give the environment that git runs in: the present one, without what might lead it elsewhere.

    Returns:
        Its variables.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    kept.pop("GIT_CONFIG_PARAMETERS", None)
    index = os.environ.get("GIT_INDEX_FILE")
    if index:
        # In a hook of `git commit -a` or `git commit PATH` this names what is about to be committed.
        kept["GIT_INDEX_FILE"] = str(Path(index).absolute())
    return {**kept, **_SET}


_SOON = 5
"""Seconds in which git must have said where one is: a pipe in the place of one of its files would hold it for ever."""
_AFTER = re.compile(rb"\n(?:[0-9a-f]{40,64}\n)?\Z")
_SILENT: dict[Path, float] = {}
"""Folders whose git did not answer, and until when it is not asked again."""
NO_REPOSITORY = "the workspace lies in no git repository, so there is no history to read"


class Entry(NamedTuple):
    """A file of a commit.

    Attributes:
        mode: What it is: `100644` and `100755` a file, `120000` a link, `160000` another repository.
        oid: The name of its content.
        size: How many bytes it has; None where git does not say.
    """

    mode: str
    oid: str
    size: int | None


class Repository:
    """The repository that a workspace lies in.

    Attributes:
        folder: The workspace's folder.
        prefix: The way to it from the repository's top, with `/` at its end; `""` where it is the top itself.
    """

    def __init__(self, folder: Path) -> None:
        """Find the repository of a workspace.

        Args:
            folder: The workspace's folder.

        Raises:
            NoHistoryError: If there is no git, or no repository.
            HistoryError: If git refuses to read it.
        """
        self.folder = folder
        self._git = program()
        done = self._opened()
        if done.returncode:
            raise self._refused(done.stderr.decode(errors="replace"))
        self.prefix = os.fsdecode(_AFTER.sub(b"", done.stdout))

    def _opened(self) -> "subprocess.CompletedProcess[bytes]":
        """Ask where the workspace lies; where git did not answer a moment ago, do not wait for it again."""
        if time.monotonic() < _SILENT.get(self.folder, 0):
            raise HistoryError(silent(_SOON))
        began = time.monotonic()
        try:
            return self._run("rev-parse", "--revs-only", "--show-prefix", "HEAD", within=_SOON)  # reads all HEAD needs
        except HistoryError:
            _SILENT[self.folder] = began + SECONDS
            raise

    def _refused(self, said: str) -> HistoryError:
        if "dubious ownership" in said:
            msg = (
                "git does not read this repository, since it belongs to someone else; if you trust them, say so with "
                "git config --global --add safe.directory and the repository's folder"
            )
            return HistoryError(msg)
        return NoHistoryError(NO_REPOSITORY)

    @property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the last commits."""
        return self._asked("rev-parse", "--is-shallow-repository") == "true"

    def commit(self, revision: str) -> str:
        """Find a commit.

        Args:
            revision: As git's users name it: a branch, a tag, `HEAD~2`, the beginning of a name.

        Returns:
            The commit's full name.

        Raises:
            HistoryError: If there is none such here.
        """
        named = bool(revision) and revision.isprintable() and not revision.startswith(("-", "^"))
        found = self._asked("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") if named else None
        if found is not None:
            return found
        if self._asked("rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
            msg = "there is no commit in this repository yet, so there is nothing to compare with"
            raise NoHistoryError(msg)
        msg = f"this repository knows no revision `{revision}`"
        raise HistoryError(msg + self._shallow_hint())

    def merge_base(self, one: str, other: str) -> str:
        """Find where two lines of history parted.

        Args:
            one: A commit.
            other: Another.

        Returns:
            The last commit that both hold.

        Raises:
            HistoryError: If they have none in common here.
        """
        found = self._asked("merge-base", one, other)
        if found is None:
            msg = "the two revisions have no commit in common" + self._shallow_hint()
            raise HistoryError(msg)
        return found

    def default_branch(self) -> str:
        """Find the branch that changes are made against.

        Returns:
            What `origin` says, else `main` or `master`, there or here.

        Raises:
            HistoryError: If there is none of these.
        """
        told = self._asked("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
        usual = ("refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master")
        for name in (told, *usual):
            if name and self._asked("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") is not None:
                return name.removeprefix("refs/").removeprefix("remotes/").removeprefix("heads/")
        self.commit("HEAD")
        msg = "it cannot be told which branch is the default one; name what to compare with, as in diff BASE"
        raise HistoryError(msg + self._shallow_hint())

    def _shallow_hint(self) -> str:
        if not self.is_shallow:
            return ""
        return "; this is a shallow clone: git fetch --unshallow (in CI: fetch-depth: 0) brings the rest"

    def tree(self, commit: str, folders: Sequence[str], prefix: str | None = None) -> dict[str, Entry]:
        """List the files of a commit.

        Args:
            commit: The commit.
            folders: Folders and files to look at, relative to the workspace.
            prefix: Where the workspace lay then, where that is elsewhere.

        Returns:
            What is there, by path relative to the workspace.
        """
        base = self.prefix if prefix is None else prefix
        paths = [f"{base}{each}" for each in folders]
        asked = ("-r", "-z", "--full-tree", commit, "--", *paths)
        sized = self._run("ls-tree", "-l", *asked)
        # Of contents that a partial clone lacks git cannot say the size; whoever reads one is told.
        listed = sized.stdout if sized.returncode == 0 else self._checked("ls-tree", *asked)
        found = {}
        for line in listed.split(b"\0")[:-1]:
            head, _, name = line.partition(b"\t")
            mode, _, oid, *size = head.decode().split()
            known = int(size[0]) if size and size[0].isdigit() else None
            found[os.fsdecode(name).removeprefix(base)] = Entry(mode, oid, known)
        return found

    def staged(self, revision: str | None = None) -> list[Path]:
        """List what the index has otherwise than a commit; of a renamed file both names.

        Args:
            revision: The commit; None for the last one, or for nothing where there is none yet.

        Returns:
            The files, there or not. The files on the disk are not looked at.
        """
        named = [self.commit(revision)] if revision is not None else []
        self._checked("rev-parse", "--shared-index-path", within=_SOON)  # reads the index, which may be a pipe
        listed = self._checked("diff", "--cached", "--name-only", "--no-renames", "--no-relative", "-z", *named, "--")
        top = self._checked("rev-parse", "--show-toplevel").removesuffix(b"\n")
        return [Path(os.fsdecode(top)) / os.fsdecode(name) for name in listed.split(b"\0")[:-1]]

    @contextlib.contextmanager
    def blobs(self) -> Iterator[Blobs]:
        """Read contents.

        Yields:
            What reads them.
        """
        opened = self.open_blobs()
        try:
            yield opened
        finally:
            opened.close()

    def open_blobs(self) -> Blobs:
        """Begin to read contents.

        Returns:
            What reads them, until it is closed.

        Raises:
            HistoryError: If git cannot be started.
        """
        try:
            process = subprocess.Popen(  # noqa: S603 - git itself, a list of words, no shell
                self._words("cat-file", "--batch"),
                cwd=self.folder,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise HistoryError(silent()) from error
        assert process.stdin is not None  # noqa: S101 - both are pipes, for the type checker
        assert process.stdout is not None  # noqa: S101 - likewise

        def stop() -> None:
            process.kill()
            process.wait()

        return Blobs(process.stdin, process.stdout, stop)

    def names(self, places: Sequence[tuple[str, str]]) -> list[str | None]:
        """Say what contents lie at paths of commits.

        Args:
            places: Commits, each with a path relative to the workspace.

        Returns:
            For each the content's name; None where nothing lies there.

        Raises:
            HistoryError: If the history cannot be read.
        """
        asked = "".join(f"{commit}:{self.prefix}{path}\n" for commit, path in places)
        lines = self._checked("cat-file", "--batch-check", given=os.fsencode(asked)).split(b"\n")[:-1]
        if len(lines) != len(places):
            raise HistoryError(silent())
        return [None if line.endswith(b" missing") else line.split()[0].decode() for line in lines]

    def log(self, folder: str) -> list[Commit]:
        """List the commits that changed files of a folder.

        Args:
            folder: The folder, relative to the workspace.

        Returns:
            The commits that lead to the one that is checked out, the last one first.

        Raises:
            HistoryError: If the history cannot be read.
        """
        said = self._checked("log", "-c", *AS_RAW, "HEAD", "--", f"{self.prefix}{folder}")
        return commits(said, self.prefix)

    def _asked(self, *words: str) -> str | None:
        """Ask for a line, None where git says no."""
        done = self._run(*words)
        return done.stdout.decode(errors="replace").partition("\n")[0] if done.returncode == 0 else None

    def _checked(self, *words: str, given: bytes = b"", within: int = SECONDS) -> bytes:
        done = self._run(*words, given=given, within=within)
        if done.returncode:
            msg = "git cannot read this repository's history; git fsck says what is wrong with it"
            raise HistoryError(msg)
        return done.stdout

    def _run(self, *words: str, given: bytes = b"", within: int = SECONDS) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(  # noqa: S603 - git itself, a list of words, no shell
                self._words(*words),
                cwd=self.folder,
                env=environment(),
                input=given,
                capture_output=True,
                check=False,
                timeout=within,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise HistoryError(silent(within)) from error

    def _words(self, *words: str) -> list[str]:
        return [self._git, "--no-pager", *SETTINGS, *words]
