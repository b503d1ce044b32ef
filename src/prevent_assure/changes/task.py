"""What changed in meaning between two states of a workspace, or between two cycles of one authority."""

from collections.abc import Iterable, Sequence
from typing import Any

from prevent_assure.checking.reading import Files, Reader
from prevent_assure.checking.severities import path_from, seen_from
from prevent_assure.diagnostics import PreventAssureError, Severity
from prevent_assure.model.base import is_id
from prevent_assure.model.nearness import closest
from prevent_assure.text.narrative import parse
from prevent_assure.workspace.git.history import Repository
from prevent_assure.workspace.git.snapshot import Snapshot, snapshots
from prevent_assure.workspace.loading import Loaded
from prevent_assure.workspace.workspace import Workspace

from .comparison import Side, compare
from .difference import AssessmentDifference, DiffResult, Revision, SideName, Unreadable
from .files import file_differences
from .pairing import Changed, Pair, all_pairs, changed_files, pairs_of, renamed_authorities, unreadable


def together(results: Sequence[tuple[str, DiffResult]]) -> DiffResult:
    """Put together what changed in several workspaces.

    Args:
        results: For each how its paths begin from here, and what changed in it; the one that lists the others first.

    Returns:
        All of it. A state is named as in the first; its commit is given where it is the same in all.
    """
    each = [_seen_from(way, result) for way, result in results]
    return DiffResult(
        _common(result.base for result in each),
        _common(result.head for result in each),
        tuple(one for result in each for one in result.assessments),
        tuple(one for result in each for one in result.files),
        tuple(one for result in each for one in result.reformatted),
        tuple(one for result in each for one in result.unreadable),
    )


def _seen_from(way: str, result: DiffResult) -> DiffResult:
    return result._replace(
        files=tuple(each._replace(path=path_from(way, each.path)) for each in result.files),
        reformatted=tuple(path_from(way, path) for path in result.reformatted),
        unreadable=tuple(
            each._replace(path=path_from(way, each.path), diagnostics=tuple(seen_from(way, each.diagnostics)))
            for each in result.unreadable
        ),
    )


def _common(revisions: Iterable[Revision]) -> Revision:
    first, *others = revisions
    return first if all(each.commit == first.commit for each in others) else Revision(first.name)


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
    known: set[str] = set()
    results = []
    for member in members:
        way = members.way_to(member)
        try:
            results.append((way, _alone(Workspace(member.root, alone=True), revisions, authorities, cycle, known)))
        except PreventAssureError as error:
            if not way:
                raise
            msg = f"{way.rstrip('/')}: {error}"
            raise PreventAssureError(msg) from error
    _check(authorities, known)
    return together(results)


def _alone(
    workspace: Workspace, revisions: str | None, authorities: Sequence[str], cycle: str | None, known: set[str]
) -> DiffResult:
    """Compare two states of one workspace, and gather the authorities that it knows in either."""
    repository = Repository(workspace.root)
    base, head = _revisions(repository, revisions)
    with snapshots(workspace, repository, base.commit or "", head.commit) as (old, new):
        comparison = _Comparison(old, new, authorities, cycle)
        known |= comparison.authorities
        return comparison.result(base, head)


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


class _Comparison:
    """Two states, each read through its own reader."""

    def __init__(self, old: Snapshot, new: Snapshot, authorities: Sequence[str], cycle: str | None) -> None:
        self._old, self._new = old, new
        self._authorities, self._cycle = authorities, cycle
        self._changed = changed_files(old, new)
        self._renamed = renamed_authorities(old, new)
        self._readers = Reader(old), Reader(new)
        self._known = all_pairs(old) | all_pairs(new)

    @property
    def authorities(self) -> set[str]:
        """The ids of all authorities in either state."""
        return {*self._old.authorities(), *self._new.authorities(), *(name for _, name in self._known)}

    def result(self, base: Revision, head: Revision) -> DiffResult:
        """Compare all that is asked for."""
        found: list[AssessmentDifference] = []
        same: set[str] = set()
        for pair in self._pairs():
            before, after = self._files(pair)
            difference = compare(side_of(before), side_of(after), parse)
            if difference.has_changes:
                found.append(difference)
            same |= self._reformatted(before, after)
        files = file_differences(self._old, self._new, self._changed, found, self._renamed)
        told = {each.path for each in files}
        shared = {each.name for each in self._changed if each.side == "head" and _is_shared(each)}
        both = {each.usual for each in self._changed if each.side == "base" and each.loaded.model is not None}
        same |= {each.name for each in self._changed if each.name in shared - told and each.usual in both}
        return DiffResult(
            base,
            head,
            tuple(found),
            tuple(each for each in files if each.kind != "authority" or self._asked(each.id)),
            tuple(sorted(same)),
            (*unreadable(self._changed), *self._unsound()),
        )

    def _asked(self, authority: str) -> bool:
        return not self._authorities or bool({authority, self._renamed.get(authority)} & {*self._authorities})

    def _pairs(self) -> list[Pair]:
        pairs = pairs_of(self._changed, self._old, self._new)
        if any(each.place.kind == "criteria" for each in self._changed):
            pairs = dict.fromkeys(sorted({*pairs, *self._known}))
        former = set(self._renamed.values())
        return [
            (cycle, name)
            for cycle, name in pairs
            if name not in former and self._asked(name) and self._cycle in {None, cycle}
        ]

    def _files(self, pair: Pair) -> tuple[Files, Files]:
        cycle, name = pair
        return (
            self._readers[0].files(cycle, self._renamed.get(name, name)),
            self._readers[1].files(cycle, name),
        )

    def _reformatted(self, before: Files, after: Files) -> set[str]:
        """Name the two files of a pair that changed and say the same."""
        found = set()
        touched = {each.name for each in self._changed if each.side == "head"}
        old, new = side_of(before), side_of(after)
        # By one edition: what a change of the criteria moves is no change of these files.
        new = new._replace(scorer=old.scorer, case=new.case._replace(criteria=old.case.criteria))
        for was, now, alone in (
            (before.assessment, after.assessment, [_without_review(each) for each in (old, new)]),
            (before.review, after.review, [_without_assessment(each) for each in (old, new)]),
        ):
            both = was is not None and now is not None and was.model is not None and now.model is not None
            if both and now is not None and now.path in touched and not compare(alone[0], alone[1], parse).has_changes:
                found.add(now.path)
        return found

    def _unsound(self) -> list[Unreadable]:
        """Name editions that can be read but whose rules are wrong, so that nothing can be derived by them."""
        found = []
        for each in self._changed:
            if each.place.kind == "criteria" and each.loaded.model is not None:
                reader = self._readers[0 if each.side == "base" else 1]
                edition = reader.edition(f"{each.place.group}/{each.place.name}")
                if edition is not None and edition.scorer is None:
                    errors = tuple(one for one in edition.diagnostics if one.severity is Severity.ERROR)
                    found.append(Unreadable(each.side, each.name, errors))
        return found


def _without_review(side: Side) -> Side:
    return side._replace(case=side.case._replace(review=None))


def _without_assessment(side: Side) -> Side:
    return side._replace(case=side.case._replace(assessment=None))


def _is_shared(each: Changed) -> bool:
    return each.place.kind in {"authority", "settings", "criteria"}


def side_of(files: Files) -> Side:
    """Give one state of an authority's cycle as rules compare it.

    Args:
        files: The files as read.

    Returns:
        The case, what derives its outcomes, and what could not be read.
    """
    scorer = files.edition.scorer if files.edition is not None else None
    return Side(files.case, scorer, assessed=_readable(files.assessment), reviewed=_readable(files.review))


def _readable(loaded: Loaded[Any] | None) -> bool:
    return loaded is None or loaded.model is not None


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
    difference = compare(side_of(before), side_of(after), parse, years=True)
    sides: tuple[tuple[SideName, Files], ...] = (("base", before), ("head", after))
    wrong = tuple(
        Unreadable(side, loaded.path, tuple(each for each in loaded.diagnostics if each.severity is Severity.ERROR))
        for side, files in sides
        for loaded in (files.assessment, files.review)
        if loaded is not None and loaded.model is None
    )
    found = (difference,) if difference.has_changes else ()
    return DiffResult(Revision(first), Revision(second), found, unreadable=wrong)
