"""Validate a workspace, or files named one by one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from prevent_assure import __version__
from prevent_assure.checking.checks.workspace import AUTHORITY_TWICE, MISPLACED, accepted_nothing
from prevent_assure.diagnostics import Diagnostic, Location, Severity
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.published import Published
from prevent_assure.model.settings import Settings
from prevent_assure.workspace.files import UNREADABLE
from prevent_assure.workspace.layout import SETTINGS, SUMS, Place, authority_path, misplaced, place_of, review_path
from prevent_assure.workspace.loading import Loaded, in_words
from prevent_assure.workspace.stray_files import what_to_do
from prevent_assure.workspace.workspace import EditedWorkspace, Workspace

from .closed_cycles import ClosedCycles
from .editions import edition_of
from .issued_letters import IssuedLetters
from .mending import why_kept, with_proved_fixes
from .processes import PIECE, Crew, Watch, kept_reader, pieces
from .reading import MISNAMED, Reader
from .registry import CATALOGUE, findings
from .results import ValidationResult, merged
from .severities import accepts, apply_settings, each_once, prefixed_findings
from .subjects import AuthorityFile, CriteriaFile, NamedFile, SettingsFile
from .words_around import around_shared_file


def member_findings(workspace: Workspace) -> Iterator[Diagnostic]:
    """Check that none of several workspaces has what another has.

    Args:
        workspace: The workspace.

    Yields:
        The authorities of which several have files.
    """
    members = workspace.members
    for authority, (first, *others) in members.homes.items() if len(members) > 1 else ():
        for other in others:
            place = Location(f"{members.way_to(other)}{_file_of(other, authority)}")
            where = f"{members.way_to(first)}{_file_of(first, authority)}"
            message = f"`{authority}` is read elsewhere: {where}"
            hint = "keep an authority's files in one workspace, or list only that one under `workspaces`"
            yield Diagnostic(AUTHORITY_TWICE.code, AUTHORITY_TWICE.severity, place, message, hint)


def _file_of(workspace: Workspace, authority: str) -> str:
    """Name the first file of an authority."""
    return next(str(path) for path in workspace.files() if path.stem == authority)


def validate(workspace: Workspace, *, crew: Crew | None = None, watch: Watch | None = None) -> ValidationResult:
    """Validate every file of a workspace.

    Args:
        workspace: The workspace.
        crew: Does it in several processes; what is found does not depend on it.
        watch: Is told how far it is.

    Returns:
        What is wrong with it.
    """
    members = workspace.members
    if len(members) == 1:
        return validate_files(workspace, workspace.files_to_check(), crew=crew, watch=watch)
    results = []
    roots = [each.root for each in members]
    for member, result in zip(members, map(_alone, roots) if crew is None else crew(_alone, roots), strict=True):
        results.append(_of_member(workspace, member, result))
        if watch is not None:
            watch(len(results), len(members))
    results.append(ValidationResult(0, apply_settings(member_findings(workspace), workspace.settings.model)))
    result = merged(results)
    return result._replace(diagnostics=apply_settings(result.diagnostics, None))


def _alone(root: Path) -> ValidationResult:
    """Validate one of several workspaces by its own settings."""
    member = Workspace(root, alone=True)
    return validate_files(member, member.files_to_check())


def _of_member(workspace: Workspace, member: Workspace, result: ValidationResult) -> ValidationResult:
    """Weigh what was found in a member again, by the settings of the one that lists it."""
    way = workspace.members.way_to(member)
    if not way:
        return result
    # What lies in another workspace is mended there.
    left = [each._replace(fix=None) for each in result.diagnostics]
    found = apply_settings(prefixed_findings(way, left), workspace.settings.model)
    return ValidationResult(result.files, found, tuple(f"{way}{path}" for path in result.paths))


def validate_files(
    workspace: Workspace,
    files: Sequence[PurePosixPath],
    *,
    letters: Collection[Place] = (),
    crew: Crew | None = None,
    watch: Watch | None = None,
) -> ValidationResult:
    """Validate some files of a workspace, held against the rest of it.

    Args:
        workspace: The workspace.
        files: Paths relative to it.
        letters: Records, or the sums of a cycle, of which it is asked whether they are gone; where the files are all
            that there are, it is asked of every record.
        crew: Does it in several processes.
        watch: Is told how far it is.

    Returns:
        What is wrong with these files.
    """
    result = _with_fixes_to_try(workspace, files, letters=letters, crew=crew, watch=watch)
    content, check = partial(_to_be_mended, workspace), partial(found_in_file, workspace.root)
    return result._replace(diagnostics=with_proved_fixes(result.diagnostics, content, check))


def _with_fixes_to_try(
    workspace: Workspace,
    files: Sequence[PurePosixPath],
    *,
    letters: Collection[Place] = (),
    crew: Crew | None = None,
    watch: Watch | None = None,
) -> ValidationResult:
    reader, issued = Reader(workspace), IssuedLetters(workspace)
    found: list[Diagnostic] = []
    of_authorities: dict[str, list[Place]] = {}
    for path in files:
        place = place_of(path)
        wrong = misplaced(path)
        if place is None and (workspace.root / path).is_dir():
            found += _folder(workspace, path)
        elif place is None or wrong is not None:
            found.append(_misplaced(path))
        elif not workspace.has(str(path)):
            found += workspace.load(str(path), Model).diagnostics
        elif place.kind in {"authority", "assessment", "review"}:
            of_authorities.setdefault(place.name, []).append(place)
        else:
            found += _shared(workspace, path, place, issued)
    parts = pieces(list(of_authorities.items()))
    found_in = (
        map(partial(_of_authorities, reader), parts)
        if crew is None
        else crew(partial(_of_authorities_at, workspace.root), parts)
    )
    for done, part in enumerate(found_in, 1):
        found += part
        if watch is not None:
            watch(min(done * PIECE, len(of_authorities)), len(of_authorities))
    found = each_once(found)
    paths = tuple(str(each) for each in files)
    whole = PurePosixPath(SETTINGS) in files and {*workspace.files()} <= {*files}
    found += issued.missing() if whole else _missing_records(letters, issued)
    found += ClosedCycles(workspace, issued.history).findings(whole or paths)
    found += _accepted_nothing(workspace, paths, found)
    if SETTINGS in paths and workspace.settings.model is None:
        # Which warnings are accepted cannot be read: nothing is said of any.
        found = [each for each in found if each.severity is Severity.ERROR]
    return ValidationResult(len(files), apply_settings(found, workspace.settings.model), paths)


def found_in_file(root: Path, path: str, data: bytes) -> list[Diagnostic]:
    """Say what would be found in one file of a workspace, were these its bytes; fixes are not proved yet."""
    place = PurePosixPath(path)
    result = _with_fixes_to_try(EditedWorkspace(root, place, data, alone=True), [place])
    return [each for each in result.diagnostics if each.location.path == path]


def _to_be_mended(workspace: Workspace, path: str) -> bytes | None:
    return None if why_kept(workspace, path) is not None else workspace.content(path)


def _missing_records(letters: Collection[Place], issued: IssuedLetters) -> Iterator[Diagnostic]:
    if letters:
        wanted = {(place.group, place.name) for place in letters}
        yield from issued.missing(
            lambda place: not wanted.isdisjoint({(place.group, name) for name in (place.name, SUMS)})
        )


def _accepted_nothing(
    workspace: Workspace, paths: Collection[str], found: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Find entries under `accepted` that accept nothing, as far as the files that were read can tell."""
    loaded = workspace.settings
    if SETTINGS not in paths or loaded.model is None:
        return
    if any(each.code in MISNAMED or CATALOGUE[each.code].of_form for each in found):
        return  # what cannot be read may have what is accepted
    whole: bool | None = None
    for index, entry in enumerate(loaded.model.accepted):
        rule = CATALOGUE.get(entry.code)
        if rule is None or rule.severity is Severity.ERROR or any(accepts(entry, each) for each in found):
            continue
        is_there = entry.path is None or workspace.has(entry.path)
        if entry.path is None and whole is None:
            whole = {str(each) for each in workspace.files()} <= {*paths}
        if not is_there or entry.path in paths or (entry.path is None and whole and not loaded.model.workspaces):
            yield loaded.diagnose(accepted_nothing(index, is_there=is_there))


def _folder(workspace: Workspace, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Say why a folder stands in the list of files: it is a link, is named as a file, or may not be read."""
    if (workspace.root / path).is_symlink() or path.suffix:
        return workspace.load(str(path), Model).diagnostics
    message, hint = (
        "this folder may not be read, nor what lies in it",
        "ask whoever looks after the computer for access",
    )
    return (Diagnostic(UNREADABLE.code, UNREADABLE.severity, Location(str(path)), message, hint),)


def _misplaced(path: PurePosixPath) -> Diagnostic:
    message, hint = what_to_do(path)
    return Diagnostic(
        MISPLACED.code, MISPLACED.severity, Location(str(path)), f"this file is read by nothing: {message}", hint
    )


def _of_authorities(reader: Reader, part: Iterable[tuple[str, list[Place]]]) -> list[Diagnostic]:
    """Check one authority after another, so that none of its files is read twice."""
    return [each for authority, places in part for each in _of_authority(reader, authority, places)]


def _of_authorities_at(root: Path, part: Iterable[tuple[str, list[Place]]]) -> list[Diagnostic]:
    return _of_authorities(kept_reader(root), part)


def _of_authority(reader: Reader, authority: str, places: Iterable[Place]) -> Iterator[Diagnostic]:
    """Check files of one authority."""
    cycles: dict[str, set[str]] = {}
    for place in places:
        if place.kind == "authority":
            yield from _authority(reader, authority)
            # A letter may be cleared that goes by this file.
            for cycle in reader.settings.cycles if reader.settings is not None else ():
                if reader.workspace.has(review_path(cycle, authority)):
                    cycles.setdefault(cycle, set()).add(place.kind)
        else:
            cycles.setdefault(place.group, set()).add(place.kind)
    for cycle, kinds in cycles.items():
        files = reader.files(cycle, authority)
        of_assessment, of_review = reader.findings(files)
        yield from of_assessment if "assessment" in kinds else ()
        yield from of_review if "review" in kinds else ()
        if kinds & {"review", "authority"}:
            own = authority_path(authority)
            of_others = reader.printed_of_others(files)
            yield from (each for each in of_others if "review" in kinds or each.location.path == own)


def _shared(workspace: Workspace, path: PurePosixPath, place: Place, issued: IssuedLetters) -> list[Diagnostic]:
    if place.kind == "settings":
        return _settings(workspace.settings, workspace)
    if place.kind == "criteria":
        return _criteria(workspace, path, place)
    if place.kind == "published":
        return _published(workspace, path, place)
    return _record(workspace, path, place, issued)


def _settings(loaded: Loaded[Settings], workspace: Workspace) -> list[Diagnostic]:
    if loaded.model is None:
        authorities = dict.fromkeys(workspace.authorities(), "")
        return list(in_words(loaded, Settings, around_shared_file(loaded, None, authorities, workspace.editions())))
    known, editions, wrong_entries = workspace.authorities(), workspace.editions(), workspace.members.wrong_entries
    file = SettingsFile(loaded.model, __version__, known, editions, CATALOGUE, wrong_entries)
    return [*loaded.diagnostics, *map(loaded.diagnose, findings("settings", file))]


def _criteria(workspace: Workspace, path: PurePosixPath, place: Place) -> list[Diagnostic]:
    loaded = workspace.load(str(path), Criteria)
    found = list(edition_of(loaded).diagnostics)
    if loaded.model is None:
        return found
    named = NamedFile(loaded.model, {"id": place.group, "edition": place.name})
    before = workspace.criteria(loaded.model.replaces.edition) if loaded.model.replaces is not None else None
    file = CriteriaFile(
        loaded.model,
        before.model if before is not None else None,
        before is not None and before.model is None,
        workspace.editions(),
    )
    return [*found, *map(loaded.diagnose, (*findings("name", named), *findings("criteria", file)))]


def _record(workspace: Workspace, path: PurePosixPath, place: Place, issued: IssuedLetters) -> list[Diagnostic]:
    loaded = workspace.load(str(path), IssueRecord)
    if loaded.model is None:
        return list(loaded.diagnostics)
    file = issued.record_file(place, loaded)
    named = NamedFile(loaded.model, {"authority": place.name, "cycle": place.group})
    return [*loaded.diagnostics, *map(loaded.diagnose, (*findings("name", named), *findings("record", file)))]


def _published(workspace: Workspace, path: PurePosixPath, place: Place) -> list[Diagnostic]:
    loaded = workspace.load(str(path), Published)
    named = findings("name", NamedFile(loaded.model, {"cycle": place.group})) if loaded.model is not None else ()
    return [*loaded.diagnostics, *map(loaded.diagnose, named)]


def _authority(reader: Reader, authority: str) -> list[Diagnostic]:
    loaded = reader.authority(authority)
    if loaded is None:
        return []
    if loaded.model is None:
        return list(in_words(loaded, Authority, around_shared_file(loaded, authority, reader.authorities)))
    before = _predecessors(reader, loaded.model)
    file = AuthorityFile(loaded.model, reader.settings, before, reader.known, reader.workspace.place_names)
    named = NamedFile(loaded.model, {"id": authority})
    return [*loaded.diagnostics, *map(loaded.diagnose, (*findings("name", named), *findings("authority", file)))]


def _predecessors(reader: Reader, authority: Authority) -> dict[str, Authority | None]:
    read = {each: reader.workspace.authority(each) for each in authority.predecessors if each in reader.known}
    return {name: loaded.model if loaded is not None else None for name, loaded in read.items()}
