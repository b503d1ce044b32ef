"""Going through many authorities and their cycles, one authority at a time, so that memory does not grow with them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from prevent_assure.checking.reading import Files, Reader, names_of, problems, successors
from prevent_assure.checking.severities import apply_settings
from prevent_assure.diagnostics import Diagnostic, PreventAssureError, Severity
from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.nearness import closest
from prevent_assure.rules.case import Case, previous_cycle
from prevent_assure.rules.status import Stage
from prevent_assure.rules.succession import Succession, exists_in
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import assessment_path
from prevent_assure.workspace.workspace import Workspace

from .figures import COVERED, NONE, SUCCEEDED
from .kept_rows import name_of

_COVERS = b"covers"


class AuthorityCycle(NamedTuple):
    """An authority in a cycle.

    Attributes:
        case: Its files.
        stage: How far it was.
        others: The authority whose self-assessment covers it, or those that have taken its part within the cycle.
    """

    case: Case
    stage: Stage
    others: tuple[str, ...] = ()


class AuthorityCycles(NamedTuple):
    """An authority with all its cycles.

    Attributes:
        authority: Its id.
        cases: It in each cycle in which it was there, oldest first, and in the last one.
        before: It in the cycle before, where the settings have that.
        relatives: In the same cycles those whose part it has taken, who have taken that part too, and whose
            self-assessments of this cycle cover any of them.
    """

    authority: str
    cases: tuple[AuthorityCycle, ...]
    before: Case | None
    relatives: tuple[Case, ...]

    @property
    def now(self) -> Case:
        """It in this cycle."""
        return self.cases[-1].case

    @property
    def stage(self) -> Stage:
        """How far it is in this cycle."""
        return self.cases[-1].stage


class Nation:
    """The authorities that a cycle is about, and the cycles up to it.

    Attributes:
        workspace: The workspace.
        reader: What reads it.
        cycle: The cycle.
        before: The cycle before, where the settings have it.
        cycles: The settings' cycles up to this one, oldest first.
        regions: The regions asked for, under their one name; empty for all.
        authorities: The authorities' ids, sorted.
    """

    def __init__(
        self, workspace: Workspace, cycle: str, regions: Sequence[str] = (), wanted: Sequence[str] = ()
    ) -> None:
        """Find out whom it is about.

        Args:
            workspace: The workspace.
            cycle: The cycle.
            regions: The regions asked for; none for all.
            wanted: The cycles asked for; none for all up to this one.

        Raises:
            PreventAssureError: If a region is none of the authorities'.
        """
        self.workspace, self.cycle = workspace, cycle
        self._all = not wanted
        self.reader = Reader(workspace)
        settings = self.reader.settings
        known = settings.cycles if settings is not None else {cycle: None}
        self.cycles = [each for each in sorted(known) if each in wanted or (not wanted and each <= cycle)]
        self.before = previous_cycle(cycle) if previous_cycle(cycle) in known else None
        self.criteria = self._edition_of(cycle)
        self.criteria_before = self._edition_of(self.before) if self.before is not None else None
        everyone = self._everyone = sorted(
            {*workspace.authorities(), *(each for one in self.cycles for each in workspace.assessed(one))}
        )
        self.regions, self.authorities = _within(self.reader, everyone, regions) if regions else ([], everyone)
        self._found: list[Diagnostic] = list(workspace.settings.diagnostics)

    def walk(self) -> Iterator[AuthorityCycles]:
        """Give each authority that there is in the cycle, and keep the errors of what cannot be read."""
        succession = self.succession()
        for authority in self.authorities:
            *earlier, last = self._cases(authority, succession)
            if self._all and not self.was_there(last):
                continue
            cases = *(each for each in earlier if self.was_there(each)), last
            before = next((each.case for each in cases[:-1] if each.case.cycle == self.before), None)
            relatives = tuple(self._relatives(succession.kin(authority), authority))
            yield AuthorityCycles(authority, cases, before, relatives)

    def was_there(self, found: AuthorityCycle) -> bool:
        """Tell whether there was such an authority in a cycle: its file says so, or it has a self-assessment."""
        file, authority = found.case.authority, found.case.authority_id
        known = authority in self.reader.known and (file is None or exists_in(file, found.case.cycle))
        return found.stage != NONE or known

    def name_of(self, case: Case) -> str:
        """Give an authority's name, with its region behind it where another has the same name, or else its id."""
        return self._alike.get(case.authority_id) or name_of(case)

    @cached_property
    def _alike(self) -> dict[str, str]:
        names = names_of(self.workspace, self._everyone)
        several = Counter(name.casefold() for name in names.values())
        places = {each: self._region(each) for each, name in names.items() if several[name.casefold()] > 1}
        beside = Counter((names[each].casefold(), region) for each, region in places.items())
        return {
            each: f"{names[each]} ({region if region and beside[names[each].casefold(), region] == 1 else each})"
            for each, region in places.items()
        }

    def _region(self, authority: str) -> str:
        loaded = self.reader.authority(authority)
        return (loaded.model.region if loaded is not None and loaded.model is not None else None) or ""

    def _edition_of(self, cycle: str) -> Criteria | None:
        settings = self.reader.settings
        named = settings.cycles[cycle].criteria if settings is not None and cycle in settings.cycles else None
        edition = self.reader.edition(named) if named is not None else None
        return edition.loaded.model if edition is not None else None

    def succession(self) -> Succession:
        """Say who has taken whose part, as the files of those say who have taken one."""
        return Succession(self._successors)

    @cached_property
    def _successors(self) -> list[Authority]:
        return successors(self.workspace)

    def _relatives(self, kin: frozenset[str], authority: str) -> Iterator[Case]:
        covered = self._covered[self.cycle]
        covering = {covered[name] for name in (authority, *kin) if name in covered} - {authority}
        for cycle in self.cycles:
            for name in sorted(kin | covering):
                yield self.reader.files(cycle, name).case

    @cached_property
    def _covered(self) -> dict[str, dict[str, str]]:
        """Find by cycle whom whose self-assessment covers."""
        return {cycle: self._covered_in(cycle) for cycle in {*self.cycles, self.cycle}}

    def _covered_in(self, cycle: str) -> dict[str, str]:
        """Find whom whose self-assessment of a cycle covers; few files say so, and only those are read."""
        found: dict[str, str] = {}
        for authority in self.workspace.assessed(cycle):
            home = self.reader.at(authority).workspace
            path = home.root / assessment_path(cycle, authority)
            try:
                says_so = _COVERS in read_file(path, root=home.root)
            except FileRefused:
                continue
            loaded = home.assessment(cycle, authority) if says_so else None
            covers = loaded.model.covers if loaded is not None and loaded.model is not None else ()
            found |= dict.fromkeys(covers, authority)
        return found

    def errors(self) -> tuple[Diagnostic, ...]:
        """Give the errors of the files gone through so far, in their order."""
        return tuple(dict.fromkeys(apply_settings(self._found, self.reader.settings)))

    def _cases(self, authority: str, succession: Succession) -> Iterator[AuthorityCycle]:
        for cycle in self.cycles:
            files = self.reader.files(cycle, authority)
            found = problems(self.reader, files) if files.assessment is not None or files.review is not None else ()
            self._found += (each for each in found if each.severity is Severity.ERROR)
            yield self._placed(files, succession)

    def _placed(self, files: Files, succession: Succession) -> AuthorityCycle:
        case, file = files.case, files.case.authority
        if files.stage != NONE:
            return AuthorityCycle(case, files.stage)
        by = self._covered[case.cycle].get(case.authority_id)
        if by is not None:
            return AuthorityCycle(case, COVERED, (by,))
        after = succession.succeeded_by(file, case.cycle) if file is not None else []
        return AuthorityCycle(case, SUCCEEDED, tuple(after)) if after else AuthorityCycle(case, NONE)


def _within(reader: Reader, everyone: Sequence[str], regions: Sequence[str]) -> tuple[list[str], list[str]]:
    """Find the authorities of regions, of which any spelling is taken."""
    found: dict[str, list[str]] = {}
    for authority in everyone:
        loaded = reader.authority(authority)
        if loaded is not None and loaded.model is not None and loaded.model.region is not None:
            found.setdefault(loaded.model.region, []).append(authority)
    names = reader.workspace.place_names.regions
    chosen = []
    for region in regions:
        name = names.named(region)
        if name not in found:
            hint = closest(name, found) or f"regions there: {', '.join(sorted(found)[:12])}"
            msg = f"no authority here has that region; {hint}"
            raise PreventAssureError(msg)
        chosen.append(name)
    chosen = sorted(set(chosen))
    return chosen, sorted(authority for each in chosen for authority in found[each])
