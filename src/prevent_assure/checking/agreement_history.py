"""What sign-offs were of when they were made, read from git: for reviews that do not say it, or say something else.

The first commit with a sign-off, or an agreed outcome, as it stands there now is what counts: whatever came between, as
another date that was put back, renews nothing. Asked are only reviews whose letter is not issued yet, one git for all
of them. Where it can't be told (no git, no repository, the commit not in this clone), nothing is said.
"""

import contextlib
import datetime
import weakref
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from prevent_assure.checking.checks.agreement import basis_digests
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model, SignOff, is_id, pictures_of
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import BenchmarkReview, Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.case import BasisOfAgreement, Case
from prevent_assure.rules.digests import digest_of
from prevent_assure.rules.record import file_digest
from prevent_assure.rules.seals import Step, plain, signed
from prevent_assure.rules.status import is_submitted
from prevent_assure.source import SourceError, read
from prevent_assure.workspace.git.contents import Blobs, name_of
from prevent_assure.workspace.git.history import FileChange, Repository
from prevent_assure.workspace.git.running import HistoryError
from prevent_assure.workspace.git.without_git import repository_of
from prevent_assure.workspace.layout import (
    SETTINGS,
    TEMPLATES,
    assessment_path,
    authority_path,
    criteria_path,
    is_letter_template,
    review_path,
)
from prevent_assure.workspace.loading import load_bytes
from prevent_assure.workspace.packaged import packaged_criteria
from prevent_assure.workspace.workspace import Workspace

from .subjects import Signing

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

    def signing(self, case: Case, step: Step) -> Signing | None:
        """Say when a sign-off was first made as it stands there now, and what the files said then.

        Args:
            case: The authority in its cycle, as it is now.
            step: The sign-off.

        Returns:
            What history tells; None where it tells nothing.
        """
        past = self._past(self._workspace.members.home(case.authority_id))
        if past is None:
            return None
        try:
            return past.signing(case, step)
        except HistoryError:
            return None

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
        said = given.agreed_to
        if given.agreed is None or name not in scored:
            continue
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
        self._settings: dict[bytes, Settings | None] = {}
        self.blobs: Blobs = self._repository.open_blobs()
        self._criteria_at = cache(self._at)
        self._templates_at = cache(self._templates)
        self._assessments_of = cache(self._of_cycle)

    def bases(self, case: Case, wanted: dict[str, BenchmarkReview]) -> Mapping[str, BasisOfAgreement]:
        """Find what outcomes rested on in the commits that set them."""
        events = list(self._events(review_path(case.cycle, case.authority_id)))
        if all(self._is_as_now(case, event) for event in events):
            return NOTHING
        review, then = cache(self._review), cache(self._then)
        found = {}
        for name in wanted:
            event = _first_agreed(events, review, case.review, name) if case.review is not None else None
            state = then(event, case.cycle) if event is not None else None
            benchmark = state.criteria.benchmark(name) if state is not None else None
            if event is not None and state is not None and benchmark is not None:
                answers = state.assessment.benchmarks.get(name)
                found[name] = BasisOfAgreement(event.commit, state.criteria, benchmark, answers)
        return found

    def signing(self, case: Case, step: Step) -> Signing:
        """Find the first commit in which a sign-off stood as it does now, and read what the files said in it."""
        now = signed(case.review, step)
        for event in reversed(list(self._events(review_path(case.cycle, case.authority_id)))):
            review = self._review(event.change.after) if event.change.after is not None else None
            then = signed(review, step)
            if now is not None and then is not None and _is_same(then, now):
                return Signing(event.commit, self._case_at(event, case, review), self._is_shallow)
        return Signing("", None, self._is_shallow)

    @cached_property
    def _is_shallow(self) -> bool:
        return self._repository.is_shallow

    @cached_property
    def _has_templates(self) -> bool:
        return bool(self._repository.log(TEMPLATES))

    def _case_at(self, event: _Event, case: Case, review: Review | None) -> Case | None:
        """Read an authority's files as they were in a commit; None where they were none that can be read."""
        commit, authority_then = event.commit, _authority(event.change.path)
        assessment = self._model(commit, assessment_path(case.cycle, authority_then), case.assessment, Assessment)
        criteria = self._criteria(commit, assessment.criteria) if assessment is not None else None
        if assessment is None or criteria is None:
            return None
        read = (self._model(commit, authority_path(name), None, Authority) for name in assessment.covers)
        joint = {each.id: each for each in read if each is not None}
        return case._replace(
            settings=self._settings_at(commit),
            authority=self._model(commit, authority_path(authority_then), case.authority, Authority),
            assessment=assessment,
            review=review,
            criteria=criteria,
            covered={name: each.name for name, each in joint.items()},
            kin=(*joint.values(), *(each for each in case.kin if each.id not in joint)),
            letter_templates={
                **(self._templates_at(commit) if self._has_templates else {}),
                **self._pictures_at(commit, case.cycle),
            },
        )

    def _model(self, commit: str, path: str, now: M | None, model: type[M]) -> M | None:
        """Read a file of a commit; what it is now, where it is still the same."""
        data = self._at(commit, path)
        if data is None:
            return None
        here = self._now(path)
        if now is not None and here is not None and _lines(here) == _lines(data):
            return now
        return load_bytes(data, path, model).model

    def _settings_at(self, commit: str) -> Settings | None:
        data = self._at(commit, SETTINGS) or b""
        if data not in self._settings:
            self._settings[data] = load_bytes(data, SETTINGS, Settings).model
        return self._settings[data]

    def _pictures_at(self, commit: str, cycle: str) -> dict[str, str]:
        settings = self._settings_at(commit)
        files = () if settings is None else pictures_of(settings.sender_of(cycle))
        return template_digests({file: self._at(commit, file) for file in files})

    def _templates(self, commit: str) -> dict[str, str]:
        names = (path.partition("/")[2] for path in self._repository.tree(commit, [TEMPLATES]))
        found = {name: self._at(commit, f"{TEMPLATES}/{name}") for name in names if is_letter_template(name)}
        return template_digests(found)

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
        return self._workspace.content(path)

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


def _first_agreed(events: list[_Event], read: Callable[[str], Review | None], now: Review, name: str) -> _Event | None:
    """Find the first commit in which an outcome was agreed as it is now: what came between renews nothing.

    Where the review as a whole is agreed, too, that must not have been on another day or by someone else.
    """
    wanted = _said(now, name)
    newest = events[0].change.after if events else None
    if newest is None or _said(read(newest), name) != wanted:
        return None  # set in the working tree, and not yet in history
    for event in reversed(events):
        then = read(event.change.after) if event.change.after is not None else None
        if (
            then is not None
            and _said(then, name) == wanted
            and _by_and_on(then.agreed) in {None, _by_and_on(now.agreed)}
        ):
            return event
    return None


def _said(review: Review | None, name: str) -> object:
    """What a review says of an outcome: what it rests on, where it says that, else the outcome alone."""
    given = review.benchmarks.get(name) if review is not None else None
    if given is None:
        return None
    rests_on = given.agreed_to.answers if given.agreed_to is not None else None
    return given.agreed, rests_on


def _is_same(then: SignOff, now: SignOff) -> bool:
    """Tell whether a sign-off is the one of now: taking its seal away makes it no other."""
    return _by_and_on(then) == _by_and_on(now) and (now.of is None or then.of == now.of)


def _by_and_on(given: SignOff | None) -> tuple[str, datetime.date] | None:
    return None if given is None else (given.by, given.on)


def template_digests(found: Mapping[str, bytes | None]) -> dict[str, str]:
    """Digest a workspace's own templates and wording of letters: of YAML what it says, of all else the bytes."""
    return {name: _template_digest(name, data) for name, data in found.items()}


def _template_digest(name: str, data: bytes | None) -> str:
    if data is not None and name.endswith(".yaml"):
        with contextlib.suppress(SourceError):
            return digest_of(plain(read(data).data))
    return file_digest(data or b"", name)
