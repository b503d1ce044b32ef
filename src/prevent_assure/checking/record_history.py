"""What git remembers of issued letters and their records: what stood in them, and whether it was left as it was.

Only commits that the current branch contains are asked. Every line of history counts, so that a merge hides none.
"""

import contextlib
import weakref
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Literal, NamedTuple

from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.record import takes_place_of
from prevent_assure.workspace.git.contents import Blobs, name_of
from prevent_assure.workspace.git.history import NO_REPOSITORY, Commit, FileChange, Repository
from prevent_assure.workspace.git.running import HistoryError
from prevent_assure.workspace.git.without_git import repository_of
from prevent_assure.workspace.layout import LETTERS
from prevent_assure.workspace.loading import load_bytes
from prevent_assure.workspace.workspace import Workspace

COMMIT_SHOWN = 12
"""So many digits of a commit are enough for people."""

_SHALLOW = "this is a shallow clone: git fetch --unshallow (in CI: fetch-depth: 0) brings the rest"


class Standing(NamedTuple):
    """How a record stands to the history of its branch.

    Attributes:
        kind: `brought`: as the commit that brought it, and every commit since left it; `superseding`: the same, in the
            place of records that history holds, too; `new`: in no commit, and nothing against it; `restored`: as the
            first commit that brought it, but changed in between; `replaced`: a later record takes its place;
            `changed`: not what was committed, and no issue in its place; `unknown`: history cannot be read.
        says: Why, in a sentence; empty where there is nothing to say.
        commit: The commit that brought it, or what was issued in its place; empty where history does not tell.
        later: The record that takes its place, or None.
    """

    kind: Literal["brought", "superseding", "new", "restored", "replaced", "changed", "unknown"]
    says: str = ""
    commit: str = ""
    later: IssueRecord | None = None


class RecordHistory:
    """The history of a workspace's letters; git is started when it is first asked, and once for all letters."""

    def __init__(self, workspace: Workspace) -> None:
        """Take a workspace."""
        self._workspace = workspace
        self.unknown = ""
        self._read = cache(self._record)

    @cached_property
    def repository(self) -> Repository | None:
        """The repository, None where there is none or it cannot be read: then `unknown` says why."""
        if repository_of(self._workspace.root) is None:
            self.unknown = NO_REPOSITORY
            return None
        try:
            found = Repository(self._workspace.root)
            found.commit("HEAD")
        except HistoryError as error:
            self.unknown = str(error)
            return None
        return found

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the last commits, so that earlier ones may say something else."""
        return self.repository is not None and self.repository.is_shallow

    @cached_property
    def _log(self) -> list[Commit]:
        """The commits that changed anything among the letters, the newest first."""
        if self.repository is None:
            return []
        try:
            return self.repository.log(LETTERS, whole=True)
        except HistoryError as error:
            self.unknown = str(error)
            return []

    @cached_property
    def _changes(self) -> dict[str, list[tuple[str, FileChange]]]:
        """What became of each file: a commit and its change, the newest first."""
        found: dict[str, list[tuple[str, FileChange]]] = {}
        for commit in self._log:
            for change in commit.changes:
                found.setdefault(change.path, []).append((commit.oid, change))
        return found

    def _versions(self, path: str) -> list[str]:
        """Name each content that a file ever had, the first one first."""
        changes = (change for _, change in reversed(self._changes.get(path, [])))
        return [name for name in dict.fromkeys(each for one in changes for each in (*one.before, one.after)) if name]

    def paths(self) -> Iterator[str]:
        """List the files that ever lay among the letters."""
        yield from self._changes

    def contents(self, path: str) -> Iterator[bytes]:
        """Read each content that a file ever had, the first one first."""
        blobs = self.blobs
        if blobs is None:
            return
        for name in self._versions(path):
            with contextlib.suppress(HistoryError):
                yield blobs.read(name)

    def records(self, path: str) -> Iterator[IssueRecord]:
        """Read the records that ever lay at a path, as far as they can be read."""
        read = (load_bytes(data, path, IssueRecord).model for data in self.contents(path))
        yield from (record for record in read if record is not None)

    def as_committed(self, path: str, data: bytes) -> bytes:
        """Undo what git itself did to a text's line ends when it checked the file out by this clone's settings."""
        text = data.replace(b"\r\n", b"\n")
        if text == data or text.replace(b"\n", b"\r\n") != data or self.repository is None:
            return data
        return text if self.repository.line_ends_are_gits(path) else data

    def standing(self, path: str, data: bytes, record: IssueRecord) -> Standing:
        """Say how a record stands to history.

        Args:
            path: Where it lies, relative to the workspace.
            data: Its bytes, as git has them.
            record: What it says.
        """
        versions = self._versions(path)  # reads history, and so may find that it cannot be read
        if self.unknown or (self.is_shallow and not versions):
            return Standing("unknown", self.unknown or _SHALLOW)
        own = name_of(data, len(versions[0])) if versions else ""
        try:
            others = {name: self._read(name) for name in versions if name != own}
        except HistoryError as error:  # a partial clone does not hold what stood there before
            return Standing("unknown", str(error))
        later = [one for one in others.values() if one is not None and takes_place_of(one, record)]
        strange = [name for name, one in others.items() if one is None or not takes_place_of(record, one)]
        if later:
            return Standing("replaced", later=max(later, key=lambda one: len(one.supersedes)))
        first = next((name for name in strange if not self._came_after(path, name, own)), None)
        if first is not None:
            at = self._commit_of(path, first)
            brought = f"commit {at}" if at else "a commit before those that this clone holds"
            return Standing("changed", f"its record is not the one that was issued, which {brought} brought", at)
        if own not in versions:
            return Standing("new", "no commit of this branch holds its record")
        return self._committed(path, own, alone=not others, kept=not strange)

    def _committed(self, path: str, own: str, *, alone: bool, kept: bool) -> Standing:
        """Say how a record stands that a commit brought, and perhaps another one in the place of records before."""
        if self.is_shallow:
            return Standing("unknown", _SHALLOW)
        commit = self._commit_of(path, own)
        if not kept or self.changed_since(path, commit) is not None:
            said = f"its record was changed since commit {commit} brought it, and put back"
            return Standing("restored", said, commit)
        return Standing("brought" if alone else "superseding", commit=commit)

    def _came_after(self, path: str, content: str, own: str) -> bool:
        """Tell whether a content came to a path in a later commit than another one, and not beside it."""
        one, other = self._commit_of(path, own), self._commit_of(path, content)
        return self.repository is not None and one != other and self.repository.contains(one, other)

    def changed_since(self, path: str, commit: str) -> str | None:
        """Find a commit that changed or removed a file after another commit; None where all left it as it was."""
        for later, change in self._changes.get(path, []):
            if later.startswith(commit):
                break
            touched = bool(change.before) or change.after is None
            if touched and self.repository is not None and self.repository.contains(commit, later):
                return later[:COMMIT_SHOWN]
        return None

    def _commit_of(self, path: str, content: str) -> str:
        """Name the first commit that brought a content to a path."""
        found = (oid for oid, change in reversed(self._changes.get(path, [])) if change.after == content)
        return next(found, "")[:COMMIT_SHOWN]

    def commit_with(self, path: str, is_wanted: Callable[[bytes], bool] | None = None) -> str:
        """Name the last commit that left a file with a content that is wanted, or with any; empty where none is known.

        Args:
            path: The file, relative to the workspace, among the letters or elsewhere.
            is_wanted: Tells of a content whether it is one.
        """
        with contextlib.suppress(HistoryError):
            for oid, after in self._left(path):
                blobs = self.blobs
                if is_wanted is None or (blobs is not None and is_wanted(blobs.read(after))):
                    return oid[:COMMIT_SHOWN]
        return ""

    def stood_beside(self, path: str, other: str, data: bytes) -> bool:
        """Tell whether a file that history holds stood beside another one with a content, when it was last there."""
        commit = self.commit_with(path) if path in self._changes else ""
        if not commit or self.repository is None:
            return False
        with contextlib.suppress(HistoryError):
            (found,) = self.repository.names([(commit, other)])
            return found is not None and found == name_of(data, len(found))
        return False

    def _left(self, path: str) -> Iterator[tuple[str, str]]:
        """Give the commits that left a file somehow, each with the content's name, the newest first."""
        changes = self._changes.get(path, [])
        if not path.startswith(f"{LETTERS}/") and self.repository is not None:
            changes = [(each.oid, change) for each in self.repository.log(path) for change in each.changes]
        yield from ((oid, change.after) for oid, change in changes if change.after is not None)

    def _record(self, name: str) -> IssueRecord | None:
        blobs = self.blobs
        return load_bytes(blobs.read(name), LETTERS, IssueRecord).model if blobs is not None else None

    @cached_property
    def blobs(self) -> Blobs | None:
        """What reads contents of history; None where there is none."""
        if self.repository is None:
            return None
        blobs = self.repository.open_blobs()
        self._close = weakref.finalize(self, blobs.close)
        return blobs
