"""What changed in meaning between two states of a workspace, or between two cycles of one authority."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeVar

from prevent_assure.checking.reading import Files, Reader
from prevent_assure.checking.severities import prefixed_findings, prefixed_path
from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.model.base import is_id
from prevent_assure.model.nearness import closest
from prevent_assure.workspace.git.history import Repository
from prevent_assure.workspace.git.snapshot import Opened, snapshots
from prevent_assure.workspace.layout import FORMS, TEMPLATES, Place
from prevent_assure.workspace.workspace import Workspace

from .closed import closed_changes
from .comparison import Side, compare
from .difference import (
    AssessmentDifference,
    ClosedChange,
    DiffResult,
    FileDifference,
    FormChange,
    LetterChange,
    Revision,
    SideName,
    SignOffChange,
    Unreadable,
)
from .elsewhere import Elsewhere
from .fields import change_of
from .files import compare_with_people, file_differences
from .letters import content, letter_changes
from .pairing import Pair, all_authorities, all_pairs, changed_files, pairs_of, renamed_authorities, unreadable
from .stale import sign_off_changes

C = TypeVar("C", LetterChange, ClosedChange)

WORKING_TREE = "working tree"


def diff(
    workspace: Workspace, revisions: str | None = None, *, authorities: Sequence[str] = (), cycle: str | None = None
) -> DiffResult:
    """Compare two states of a workspace that git knows.

    Args:
        workspace: The workspace.
        revisions: `BASE`, compared with the files on the disk; `BASE..HEAD`, two commits; `BASE...HEAD`, the commit
            where the two parted with the second. None compares the files on the disk with the commit where this
            branch parted from the default one.
        authorities: Ids of the authorities asked for; none for all.
        cycle: The cycle asked for; None for all.

    Returns:
        What changed in meaning; of each workspace that this one lists as well, by the history of its own repository.

    Raises:
        PreventAssureError: If there is no git, no repository, no such revision or no such authority.
    """
    members = workspace.members
    results: list[tuple[str, DiffResult]] = []
    known: set[str] = set()
    for member in members:
        way = members.way_to(member)
        try:
            result, authorities_there = _diff_alone(member.by_itself(), revisions, authorities, cycle)
        except PreventAssureError as error:
            if not way:
                raise
            msg = f"{way.rstrip('/')}: {error}"
            raise PreventAssureError(msg) from error
        results.append((way, result))
        known |= authorities_there
    _check(authorities, known)
    return together(results)


def _diff_alone(
    workspace: Workspace, revisions: str | None, authorities: Sequence[str], cycle: str | None
) -> tuple[DiffResult, set[str]]:
    """Compare two states of one workspace, and list the authorities that it knows in either."""
    repository = Repository(workspace.root)
    base, head = _revisions(repository, revisions)
    with snapshots(workspace, repository, base.commit or "", head.commit) as opened:
        result = _Comparison(opened, authorities, cycle).result(base, head)
        return result, all_authorities(opened.old) | all_authorities(opened.new)


def _check(named: Sequence[str], known: set[str]) -> None:
    for name in named:
        if not is_id(name) or name not in known:
            hint = closest(name, known) if is_id(name) else None
            msg = "there is no authority of this id in either state" + (f"; {hint}" if hint else "")
            raise PreventAssureError(msg)


def _revisions(repository: Repository, named: str | None) -> tuple[Revision, Revision]:
    here = Revision(WORKING_TREE)
    if named is None:
        branch = repository.default_branch()
        return Revision(branch, repository.merge_base(repository.commit(branch), repository.commit("HEAD"))), here
    base, dots, head = named.partition("...")
    if dots:
        of_head = Revision(head or "HEAD", repository.commit(head or "HEAD"))
        parted = repository.merge_base(repository.commit(base or "HEAD"), of_head.commit or "")
        return Revision(base or "HEAD", parted), of_head
    base, dots, head = named.partition("..")
    of_base = Revision(base or "HEAD", repository.commit(base or "HEAD"))
    return of_base, Revision(head or "HEAD", repository.commit(head or "HEAD")) if dots else here


def together(results: Sequence[tuple[str, DiffResult]]) -> DiffResult:
    """Put together what changed in several workspaces.

    Args:
        results: For each how its paths begin from here, and what changed in it; the one that lists the others first.

    Returns:
        All of it. A state is named as in the first; its commit is given where it is the same in all.
    """
    found = [_seen_from(way, result) for way, result in results]
    return DiffResult(
        _common([result.base for result in found]),
        _common([result.head for result in found]),
        tuple(chain.from_iterable(result.assessments for result in found)),
        tuple(chain.from_iterable(result.files for result in found)),
        tuple(chain.from_iterable(result.reformatted for result in found)),
        tuple(chain.from_iterable(result.unreadable for result in found)),
        tuple(chain.from_iterable(result.letters for result in found)),
        tuple(chain.from_iterable(result.sign_offs for result in found)),
        tuple(chain.from_iterable(result.closed for result in found)),
        tuple(chain.from_iterable(result.forms for result in found)),
        found[0].folder,
    )


def _seen_from(way: str, result: DiffResult) -> DiffResult:
    return result._replace(
        files=tuple(file._replace(path=prefixed_path(way, file.path)) for file in result.files),
        reformatted=tuple(prefixed_path(way, path) for path in result.reformatted),
        unreadable=tuple(
            file._replace(path=prefixed_path(way, file.path), diagnostics=prefixed_findings(way, file.diagnostics))
            for file in result.unreadable
        ),
        letters=tuple(letter._replace(path=prefixed_path(way, letter.path)) for letter in result.letters),
        closed=tuple(file._replace(path=prefixed_path(way, file.path)) for file in result.closed),
        forms=tuple(form._replace(path=prefixed_path(way, form.path)) for form in result.forms),
    )


def _common(revisions: list[Revision]) -> Revision:
    return revisions[0] if len({revision.commit for revision in revisions}) == 1 else Revision(revisions[0].name)


class _Comparison:
    """Two states, each read through its own reader."""

    def __init__(self, opened: Opened, authorities: Sequence[str], cycle: str | None) -> None:
        old, new = self._old, self._new = opened.old, opened.new
        self._elsewhere = Elsewhere(opened)
        self._folder = opened.repository.prefix.rstrip("/")
        self._authorities, self._cycle = authorities, cycle
        self._changed = changed_files(old, new)
        self._renamed = renamed_authorities(old, new)
        self._readers = {"base": Reader(old), "head": Reader(new)}

    def result(self, base: Revision, head: Revision) -> DiffResult:
        """Compare all that is asked for."""
        found: list[AssessmentDifference] = []
        same: set[str] = set()
        for cycle, name in self._pairs():
            before, after = self._files(cycle, name)
            difference = self._placed(compare(side_of(before), side_of(after)), after)
            if difference.has_changes:
                found.append(difference)
            same.update(self._reformatted(before, after))
        files = file_differences(self._old, self._new, self._changed, found, self._renamed)
        files = tuple(self._placed_file(file) for file in files)
        both = {file.usual for file in self._changed if file.side == "base" and file.loaded.model is not None}
        same |= {
            file.name
            for file in self._changed
            if file.side == "head" and file.place.kind in {"authority", "settings", "criteria"} and file.usual in both
        } - {file.path for file in files}
        return DiffResult(
            base,
            head,
            tuple(found),
            tuple(file for file in files if file.kind != "authority" or self._asked(file.id)),
            tuple(sorted(same)),
            tuple(self._unreadable()),
            self._kept(letter_changes(self._old, self._new)),
            tuple(self._sign_offs()),
            self._kept(closed_changes(self._old, self._new)),
            tuple(self._forms()),
            self._folder,
        )

    def _forms(self) -> Iterator[FormChange]:
        """Name the workbooks that came, went or are others."""
        old, new = (
            {name: oid for name, oid in state.tree.names.items() if name.startswith(f"{FORMS}/")}
            for state in (self._old, self._new)
        )
        for name in sorted(old.keys() | new.keys()):
            path = PurePosixPath(name)
            asked = self._asked(path.name.partition(".")[0]) and self._cycle in {None, path.parent.name}
            if asked and old.get(name) != new.get(name):
                yield FormChange(name, change_of(old.get(name), new.get(name)))

    def _files(self, cycle: str, name: str) -> tuple[Files, Files]:
        """Give an authority's files of a cycle as they were, under its id of that time, and as they are."""
        then = self._renamed.get(name, name)
        return self._readers["base"].files(cycle, then), self._readers["head"].files(cycle, name)

    def _placed(self, found: AssessmentDifference, after: Files) -> AssessmentDifference:
        """Say where in the repository files that were added or removed lay before, or lie now."""
        if found.change == "removed" and (gone := self._elsewhere.went_to(found.cycle, found.authority)):
            return found._replace(change="moved", moved_to=gone[0])
        if found.change == "added" and (come := self._elsewhere.came_from(found.cycle, found.authority)):
            against = compare(side_of(come[1]), side_of(after))
            return (against if against.says_otherwise else found._replace(change="moved"))._replace(moved_from=come[0])
        return found

    def _placed_file(self, file: FileDifference) -> FileDifference:
        """Say likewise of an authority's own file, with what changed in it on the way."""
        came = file.change == "added"
        if file.kind != "authority" or file.change not in {"added", "removed"}:
            return file
        place = self._elsewhere.authority(file.id, came=came)
        if place is None:
            return file
        if not came:
            return file._replace(change="moved", moved_to=place[0])
        was, now = place[1].authority(file.id), self._new.authority(file.id)
        models = [loaded.model if loaded is not None else None for loaded in (was, now)]
        fields = compare_with_people(*models) if None not in models else ()
        return file._replace(change="moved", moved_from=place[0], fields=fields)

    def _kept(self, found: Iterable[tuple[Place, C]]) -> tuple[C, ...]:
        """Leave out what was not asked for, and what lies in another workspace of the repository as it was."""
        return tuple(
            change
            for place, change in found
            if self._asked(place.name) and self._cycle in {None, place.group} and not self._is_elsewhere(change.path)
        )

    def _is_elsewhere(self, path: str) -> bool:
        """Tell whether a file came from, or went to, another workspace of the repository as it is."""
        before, after = (content(state.tree, path) for state in (self._old, self._new))
        if None not in {before, after}:
            return False
        return self._elsewhere.holds(path, before if after is None else after, came=before is None)

    def _sign_offs(self) -> Iterator[SignOffChange]:
        """Look at the sign-offs of all that changed, and of all letters whose settings or templates changed."""
        kinds = {file.place.kind for file in self._changed}
        templates = [
            {name: oid for name, oid in state.tree.names.items() if name.startswith(f"{TEMPLATES}/")}
            for state in (self._old, self._new)
        ]
        authorities = {file.place.name for file in self._changed if file.place.kind == "authority"}
        everywhere = "settings" in kinds or templates[0] != templates[1]
        further = all_pairs(self._new) if everywhere or authorities else set()
        pairs = {*self._pairs(), *(pair for pair in further if everywhere or pair[1] in authorities)}
        for cycle, name in sorted(pairs):
            if self._asked(name) and self._cycle in {None, cycle}:
                before, after = self._files(cycle, name)
                come = self._elsewhere.came_from(cycle, name) if not side_of(before).is_there else None
                yield from sign_off_changes((come[1] if come is not None else before).case, after.case)

    def _asked(self, authority: str) -> bool:
        return not self._authorities or bool({authority, self._renamed.get(authority)} & {*self._authorities})

    def _pairs(self) -> list[Pair]:
        pairs = pairs_of(self._changed, self._old, self._new)
        if any(file.place.kind == "criteria" for file in self._changed):
            pairs |= all_pairs(self._old) | all_pairs(self._new)
        former = set(self._renamed.values())
        return [
            (cycle, name)
            for cycle, name in sorted(pairs)
            if name not in former and self._asked(name) and self._cycle in {None, cycle}
        ]

    def _reformatted(self, before: Files, after: Files) -> Iterator[str]:
        """Name the two files of a pair that changed and say the same."""
        touched = {file.name for file in self._changed if file.side == "head"}
        old, new = side_of(before), side_of(after)
        # By one edition: what a change of the criteria moves is no change of these files.
        new = new._replace(scorer=old.scorer, case=new.case._replace(criteria=old.case.criteria))
        for was, now, of_assessment in (
            (before.assessment, after.assessment, True),
            (before.review, after.review, False),
        ):
            if was is None or now is None or was.model is None or now.model is None or now.path not in touched:
                continue
            alone = [side.reduced(assessment=of_assessment, review=not of_assessment) for side in (old, new)]
            if not compare(*alone).has_changes:
                yield now.path

    def _unreadable(self) -> Iterator[Unreadable]:
        """Name the files that cannot be read, and the editions whose rules are wrong, so that nothing is derived."""
        for file in self._changed:
            if file.loaded.model is None:
                yield unreadable(file.side, file.name, file.loaded.diagnostics)
        for file in self._changed:
            if file.place.kind == "criteria" and file.loaded.model is not None:
                edition = self._readers[file.side].edition(f"{file.place.group}/{file.place.name}")
                if edition is not None and edition.scorer is None:
                    yield unreadable(file.side, file.name, edition.diagnostics)


def side_of(files: Files) -> Side:
    """Give one state of an authority's cycle, as read, as rules compare it."""
    scorer = files.edition.scorer if files.edition is not None else None
    assessed, reviewed = (loaded is None or loaded.model is not None for loaded in (files.assessment, files.review))
    return Side(files.case, scorer, assessed=assessed, reviewed=reviewed)


def diff_cycles(workspace: Workspace, first: str, second: str, *, authority: str) -> DiffResult:
    """Compare two cycles of one authority, by benchmark and criterion.

    Args:
        workspace: The workspace.
        first: A cycle.
        second: Another.
        authority: The authority's id.

    Returns:
        What changed from one to the other; narratives and dates, which are others each time, are left out.

    Raises:
        PreventAssureError: If the authority has no files in one of the cycles.
    """
    reader = Reader(workspace)
    before, after = (reader.files(cycle, authority) for cycle in (first, second))
    for files in (before, after):
        if files.assessment is None and files.review is None:
            msg = f"`{authority}` has neither self-assessment nor review in {files.case.cycle}"
            raise PreventAssureError(msg)
    difference = compare(side_of(before), side_of(after), years=True)
    sides: tuple[tuple[SideName, Files], ...] = (("base", before), ("head", after))
    wrong = tuple(
        unreadable(side, loaded.path, loaded.diagnostics)
        for side, files in sides
        for loaded in (files.assessment, files.review)
        if loaded is not None and loaded.model is None
    )
    found = (difference,) if difference.has_changes else ()
    return DiffResult(Revision(first), Revision(second), found, unreadable=wrong)
