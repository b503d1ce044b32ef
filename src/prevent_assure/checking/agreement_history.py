"""What agreed outcomes rested on when they were agreed, read from git: for reviews that do not say it themselves.

Asked are only reviews whose letter is not issued yet, one git for all of them, and their files are read only where the
self-assessment or the criteria are not what they were in each commit that changed the review. Where it can't be told
(no git, no repository, the commit not in this clone), nothing is said.
"""

import weakref
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from prevent_assure.checking.checks.agreement import basis_digests
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.base import Model, is_id
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import BenchmarkReview, Review
from prevent_assure.rules.case import BasisOfAgreement, Case
from prevent_assure.rules.status import is_submitted
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.git.contents import Blobs, name_of
from prevent_assure.workspace.git.history import FileChange, Repository
from prevent_assure.workspace.git.running import HistoryError
from prevent_assure.workspace.git.without_git import repository_of
from prevent_assure.workspace.layout import assessment_path, criteria_path, review_path
from prevent_assure.workspace.loading import load_bytes
from prevent_assure.workspace.packaged import packaged_criteria
from prevent_assure.workspace.workspace import Workspace

M = TypeVar("M", bound=Model)
NOTHING: Mapping[str, BasisOfAgreement] = {}


class _Event(NamedTuple):
    """A commit that changed a review.

    Attributes:
        commit: Its name.
        change: The review before and after; before it got its name under the one that it had.
    """

    commit: str
    change: FileChange


class _State(NamedTuple):
    """What stood in a commit."""

    assessment: Assessment
    criteria: Criteria


class Agreements:
    """Asks history what agreed outcomes rested on; git is started when the first review needs it."""

    def __init__(self, workspace: Workspace) -> None:
        """Take a workspace.

        Args:
            workspace: The workspace.
        """
        self._workspace = workspace
        self._pasts: dict[Path, _Past | None] = {}
        self._close: Callable[[], object] = bool

    def bases(self, case: Case) -> Mapping[str, BasisOfAgreement]:
        """Say what the agreed outcomes of a review rested on.

        Args:
            case: The authority in its cycle, as it is now.

        Returns:
            By benchmark, of those of which the review does not say it, or says what is no longer so.
        """
        wanted = _wanted(case)
        past = self._past(self._workspace.members.home(case.authority_id)) if wanted else None
        if past is None:
            return NOTHING
        try:
            return past.bases(case, wanted)
        except HistoryError:
            return NOTHING

    def _past(self, home: Workspace) -> "_Past | None":
        """Open the history of a workspace, and close that of the one before: a nation may lie in hundreds."""
        if home.root not in self._pasts:
            self._close()
            self._pasts = {home.root: self._opened(home)}
        return self._pasts[home.root]

    def _opened(self, home: Workspace) -> "_Past | None":
        if repository_of(home.root) is None:
            return None
        try:
            past = _Past(home)
        except HistoryError:
            return None
        self._close = weakref.finalize(self, past.blobs.close)
        return past


def _wanted(case: Case) -> dict[str, BenchmarkReview]:
    """Choose the agreed outcomes that history is to be asked about."""
    if case.review is None or case.criteria is None or case.issued or not is_submitted(case.assessment, case.review):
        return {}
    scored = {each.id: each for each in case.criteria.benchmarks if each.scored}
    answers = case.assessment.benchmarks if case.assessment is not None else {}
    found = {}
    for name, given in case.review.benchmarks.items():
        if given.agreed is None or name not in scored:
            continue
        said = given.agreed_to
        if (
            said is None
            or said.answers is None
            or said != basis_digests(case.criteria, scored[name], answers.get(name))
        ):
            found[name] = given
    return found


class _Past:
    """The commits that changed reviews, and the files as they were then."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._repository = Repository(workspace.root)
        self._log = self._repository.log("reviews")
        self._touching: dict[str, list[int]] = {}
        for index, commit in enumerate(self._log):
            for change in commit.changes:
                self._touching.setdefault(change.path, []).append(index)
        self._editions: dict[bytes, Criteria | None] = {}
        self.blobs: Blobs = self._repository.open_blobs()
        self._criteria_at = cache(self._at)
        self._assessments_of = cache(self._of_cycle)

    def bases(self, case: Case, wanted: dict[str, BenchmarkReview]) -> Mapping[str, BasisOfAgreement]:
        """Find what outcomes rested on in the commits that set them."""
        events = list(self._events(review_path(case.cycle, case.authority_id)))
        if all(self._is_as_now(case, event) for event in events):
            return NOTHING
        review, then = cache(self._review), cache(self._then)
        found = {}
        for name in wanted:
            event = _setting(events, review, case.review, name)
            state = then(event, case.cycle) if event is not None else None
            benchmark = state.criteria.benchmark(name) if state is not None else None
            if event is not None and state is not None and benchmark is not None:
                answers = state.assessment.benchmarks.get(name)
                found[name] = BasisOfAgreement(event.commit, state.criteria, benchmark, answers)
        return found

    def _events(self, path: str) -> Iterator[_Event]:
        """Go back through the commits that changed a review, also under the name that it had before."""
        start, going = 0, True
        while going:
            going = False
            for index in (index for index in self._touching.get(path, ()) if index >= start):
                commit = self._log[index]
                change = next(each for each in commit.changes if each.path == path)
                earlier = None if change.before or change.after is None else self._earlier(index, change)
                if earlier is None:
                    yield _Event(commit.oid, change)
                else:
                    yield _Event(commit.oid, change._replace(before=earlier.before))
                    path, start, going = earlier.path, index + 1, True
                    break

    def _earlier(self, index: int, came: FileChange) -> FileChange | None:
        """Find the file that a new one was before: one of the same cycle that went in the same commit."""
        folder = came.path.rpartition("/")[0]
        gone = [
            each
            for each in self._log[index].changes
            if each.after is None and each.path.rpartition("/")[0] == folder and each.before
        ]
        same = [each for each in gone if came.after in each.before]
        if same or not gone or came.after is None:
            return same[0] if same else None
        now = self._review(came.after)
        alike = [each for each in gone if _alike(self._review(each.before[0]), now)]
        return alike[0] if len(alike) == 1 else None

    def _review(self, oid: str) -> Review | None:
        return load_bytes(self.blobs.read(oid), "reviews", Review).model

    def _at(self, commit: str, path: str) -> bytes | None:
        return self.blobs.find(f"{commit}:{self._repository.prefix}{path}")

    def _is_as_now(self, case: Case, event: _Event) -> bool:
        """Tell whether the self-assessment and its criteria were then, to the byte, what they are now."""
        then = self._assessments_of(case.cycle).get((event.commit, event.change.path))
        now = self._now(assessment_path(case.cycle, case.authority_id))
        if then is None or now is None or then not in {name_of(each, len(then)) for each in (now, _lines(now))}:
            return False
        path = criteria_path(case.assessment.criteria if case.assessment is not None else "")
        known, here = self._criteria_at(event.commit, path), self._now(path)
        return (known and _lines(known)) == (here and _lines(here))

    def _of_cycle(self, cycle: str) -> dict[tuple[str, str], str | None]:
        """Ask at once which self-assessment lay beside each review of a cycle whenever that changed."""
        folder = review_path(cycle, "")[: -len(".yaml")]
        asked = [
            (self._log[index].oid, path)
            for path, indices in self._touching.items()
            if path.startswith(folder) and is_id(_authority(path))
            for index in indices
        ]
        beside = [(commit, assessment_path(cycle, _authority(path))) for commit, path in asked]
        return dict(zip(asked, self._repository.names(beside), strict=True))

    def _now(self, path: str) -> bytes | None:
        if not self._workspace.has(path):
            return None
        try:
            return read_file(self._workspace.root / path, root=self._workspace.root)
        except FileRefused:
            return None

    def _then(self, event: _Event, cycle: str) -> "_State | None":
        """Read what outcomes rested on in a commit."""
        data = self._at(event.commit, assessment_path(cycle, _authority(event.change.path)))
        assessment = load_bytes(data, "assessments", Assessment).model if data is not None else None
        criteria = self._criteria(event.commit, assessment.criteria) if assessment is not None else None
        return _State(assessment, criteria) if assessment is not None and criteria is not None else None

    def _criteria(self, commit: str, ref: str) -> Criteria | None:
        data = self._criteria_at(commit, criteria_path(ref))
        key = data if data is not None else ref.encode()
        if key not in self._editions:
            packaged = packaged_criteria(ref) if data is None else load_bytes(data, "criteria", Criteria)
            self._editions[key] = packaged.model if packaged is not None else None
        return self._editions[key]


def _authority(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _lines(data: bytes) -> bytes:
    """Leave out how lines end: git may keep them otherwise than the disk."""
    return data.replace(b"\r\n", b"\n")


def _alike(one: Review | None, other: Review | None) -> bool:
    return one is not None and other is not None and one.benchmarks == other.benchmarks


def _setting(
    events: list[_Event], read: Callable[[str], Review | None], now: Review | None, name: str
) -> _Event | None:
    """Find the commit that set an outcome to what it is now: the last one that did.

    An outcome is agreed anew, too, where the review's own `agreed` got another date or name.
    """
    wanted = _said(now, name)
    newest = events[0].change.after if events else None
    if newest is None or _said(read(newest), name) != wanted:
        return None  # set in the working tree, and not yet in history
    for event in events:
        after = read(event.change.after) if event.change.after is not None else None
        before = [read(each) for each in event.change.before]
        if _said(after, name) != wanted:
            continue
        if all(_said(each, name) != wanted for each in before) or _agreed_anew(before, after, now):
            return event
    return None


def _said(review: Review | None, name: str) -> object:
    """What a review says of an outcome: what it rests on, where it says that, else the outcome alone."""
    given = review.benchmarks.get(name) if review is not None else None
    if given is None:
        return None
    rests_on = given.agreed_to.answers if given.agreed_to is not None else None
    return given.agreed, rests_on


def _agreed_anew(before: list[Review | None], after: Review | None, now: Review | None) -> bool:
    if after is None or now is None or after.agreed is None or after.agreed != now.agreed or not before:
        return False
    return all(each is not None and each.agreed is not None and each.agreed != now.agreed for each in before)
