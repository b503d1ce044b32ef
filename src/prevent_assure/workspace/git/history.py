"""What git remembers of a workspace, read and never written: its commits, and the files of each."""

import os
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .contents import Blobs
from .running import SECONDS, Git, HistoryError, NoHistoryError, silent

_SOON = 5
"""Seconds in which git must have said where one is: a pipe in the place of one of its files would hold it for ever."""
_AFTER = re.compile(rb"\n(?:[0-9a-f]{40,64}\n)?\Z")
_SILENT: dict[Path, float] = {}
"""Folders whose git did not answer, and until when it is not asked again."""
NO_REPOSITORY = "the workspace lies in no git repository, so there is no history to read"
NOT_OURS = (
    "git does not read this repository, since it belongs to someone else; if you trust them, say so with "
    "git config --global --add safe.directory and the repository's folder"
)
_AS_RAW = (
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
    changes: list[FileChange]


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
        prefix: The way to the workspace from the repository's top, with `/` at its end; `""` where it is the top.
    """

    def __init__(self, folder: Path) -> None:
        """Find the repository of a workspace.

        Args:
            folder: The workspace's folder.

        Raises:
            NoHistoryError: If there is no git, or no repository.
            HistoryError: If git refuses to read it.
        """
        self._git = Git(folder)
        if time.monotonic() < _SILENT.get(folder, 0):
            raise HistoryError(silent(_SOON))
        try:
            # Reads all that HEAD needs.
            done = self._git.run("rev-parse", "--revs-only", "--show-prefix", "HEAD", within=_SOON)
        except HistoryError:
            _SILENT[folder] = time.monotonic() + SECONDS
            raise
        if b"dubious ownership" in done.stderr:
            raise HistoryError(NOT_OURS)
        if done.returncode:
            raise NoHistoryError(NO_REPOSITORY)
        self.prefix = os.fsdecode(_AFTER.sub(b"", done.stdout))

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
        """Find the last commit that two commits both hold, where their lines of history parted.

        Raises:
            HistoryError: If they have none in common here.
        """
        found = self._asked("merge-base", one, other)
        if found is None:
            msg = "the two revisions have no commit in common" + self._shallow_hint()
            raise HistoryError(msg)
        return found

    def default_branch(self) -> str:
        """Find the branch that changes are made against: what `origin` says, else `main` or `master`, there or here.

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
        paths = [f"{base}{folder}" for folder in folders]
        asked = ("-r", "-z", "--full-tree", commit, "--", *paths)
        sized = self._git.run("ls-tree", "-l", *asked)
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

    def open_blobs(self) -> Blobs:
        """Begin to read contents, until what reads them is closed.

        Raises:
            HistoryError: If git cannot be started.
        """
        return Blobs(self._git)

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

    def log(self, folder: str, *, whole: bool = False) -> list[Commit]:
        """List the commits that changed files of a folder of the workspace, from the one that is checked out back.

        Args:
            folder: The folder.
            whole: Whether to go back on every line of history, on those too of which a merge took nothing.

        Raises:
            HistoryError: If the history cannot be read.
        """
        lines = ("--full-history",) if whole else ()
        # The folder is named from where git is run, and what it says from the repository's top.
        said = self._checked("log", "-c", *lines, *_AS_RAW, "HEAD", "--", folder)
        return _commits(said, self.prefix)

    def contains(self, commit: str, other: str = "HEAD") -> bool:
        """Tell whether a commit is another one or one of those before it."""
        return self._asked("merge-base", "--is-ancestor", commit, other) is not None

    def line_ends_are_gits(self, path: str) -> bool:
        """Tell whether git, by this clone's settings, takes a file's line ends of Windows for line feeds."""
        return path in self.with_gits_line_ends([path])

    def with_gits_line_ends(self, paths: Sequence[str]) -> set[str]:
        """Find the files whose line ends of Windows git, by this clone's settings, takes for line feeds."""
        asked = b"".join(os.fsencode(path) + b"\0" for path in paths)
        said = self._checked("check-attr", "-z", "--stdin", "text", "eol", given=asked).split(b"\0")[:-1]
        values = list(zip(paths, said[2::6], said[5::6], strict=True))
        is_asked = any(text == eol == b"unspecified" for _, text, eol in values)
        of_clone = (self._asked("config", "--get", "core.autocrlf") or "").lower() if is_asked else ""
        converts = of_clone in {"true", "input", "yes", "on", "1"}
        return {path for path, text, eol in values if (converts if text == eol == b"unspecified" else text != b"unset")}

    def _asked(self, *words: str) -> str | None:
        """Ask for a line, None where git says no."""
        done = self._git.run(*words)
        return done.stdout.decode(errors="replace").partition("\n")[0] if done.returncode == 0 else None

    def _checked(self, *words: str, given: bytes = b"", within: int = SECONDS) -> bytes:
        done = self._git.run(*words, given=given, within=within)
        if done.returncode:
            msg = "git cannot read this repository's history; git fsck says what is wrong with it"
            raise HistoryError(msg)
        return done.stdout


def _commits(raw: bytes, prefix: str) -> list[Commit]:
    """Read what `git log` says, with the paths of a workspace that lies at a prefix."""
    found: list[Commit] = []
    words = iter(raw.split(b"\0"))
    for word in words:
        text = word.lstrip(b"\n")
        if text.startswith(b"\x02"):
            found.append(Commit(text[1:].decode(), []))
        elif text.startswith(b":") and found:
            found[-1].changes.append(_change(text.decode(), os.fsdecode(next(words, b"")).removeprefix(prefix)))
    return found


def _change(head: str, path: str) -> FileChange:
    parents = len(head) - len(head.lstrip(":"))
    *before, after = (None if set(oid) == {"0"} else oid for oid in head.split()[parents + 1 : 2 * parents + 2])
    return FileChange(path, after, tuple(oid for oid in before if oid is not None))
