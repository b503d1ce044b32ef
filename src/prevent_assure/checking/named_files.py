"""Validate files and folders that are named one by one, in a workspace or outside any."""

import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from prevent_assure.diagnostics import Diagnostic, Location
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.finding import NoWorkspaceError
from prevent_assure.workspace.layout import SETTINGS, place_of
from prevent_assure.workspace.loading import FORMATS, Loaded, in_words, load_any
from prevent_assure.workspace.packaged import packaged_criteria, packaged_editions
from prevent_assure.workspace.stray_files import is_stray
from prevent_assure.workspace.workspace import EditedWorkspace, Workspace

from .editions import edition_of
from .mending import with_proved_fixes
from .registry import findings
from .results import ValidationResult, merged
from .severities import apply_settings
from .subjects import AuthorityFile, CriteriaFile, CycleFile
from .validate import validate_files
from .words_around import around_lone_file


def validate_alone(path: Path, *, here: Path) -> ValidationResult:
    """Validate a file that belongs to no workspace.

    Args:
        path: The file.
        here: The folder that its shown path is relative to.

    Returns:
        What is wrong with it, as far as that can be said without a workspace.
    """
    absolute = path.parent.resolve() / path.name
    shown = absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else path.as_posix()
    try:
        data = read_file(path, root=None)
    except FileRefused as refusal:
        found = Diagnostic(refusal.rule.code, refusal.rule.severity, Location(shown), refusal.message, refusal.hint)
        return ValidationResult(1, (found,), (shown,))
    return validate_text(data, shown)


def validate_text(data: bytes, shown: str) -> ValidationResult:
    """Validate a file's bytes, held against the packaged criteria only.

    Args:
        data: The bytes.
        shown: How findings name the file, as in `-`.

    Returns:
        What is wrong with it.
    """
    found = with_proved_fixes(found_in_text(shown, data), lambda _: data, found_in_text)
    return ValidationResult(1, found, (shown,))


def found_in_text(shown: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Say what is wrong with a file's bytes, held against the packaged criteria only; fixes are not proved yet."""
    loaded = load_any(data, shown)
    model = loaded.model
    return apply_settings([*_in_words(loaded), *(_alone(loaded, model) if model is not None else ())], None)


def _in_words(loaded: Loaded[Model]) -> Sequence[Diagnostic]:
    """What is wrong with the form of a file, in the words of the packaged criteria."""
    data = loaded.document.data if loaded.document is not None else None
    named = data.get("format") if isinstance(data, dict) else None
    model = FORMATS.get(named) if isinstance(named, str) else None
    return loaded.diagnostics if model is None else in_words(loaded, model, around_lone_file(loaded))


def _alone(loaded: Loaded[Model], model: Model) -> Iterator[Diagnostic]:
    if isinstance(model, Criteria):
        yield from edition_of(Loaded(loaded.path, model, loaded.document)).diagnostics
        before = packaged_criteria(model.replaces.edition) if model.replaces is not None else None
        # An edition that is not packaged may still be there: nothing can be said of what replaces it.
        unknown = before is None and model.replaces is not None
        file = CriteriaFile(model, before.model if before is not None else None, unknown, packaged_editions())
        yield from map(loaded.diagnose, findings("criteria", file))
    elif isinstance(model, Authority):
        yield from map(loaded.diagnose, findings("authority", AuthorityFile(model)))
    elif isinstance(model, Assessment):
        edition = packaged_criteria(model.criteria)
        criteria = edition.model if edition is not None else None
        case = Case(model.authority, model.cycle, None, None, model, None, criteria)
        alone = CycleFile("assessment", case, editions=packaged_editions, edition_found=edition is not None)
        yield from map(loaded.diagnose, findings("assessment", alone))
    elif isinstance(model, Review):
        case = Case(model.authority, model.cycle, None, None, None, model, None)
        yield from map(loaded.diagnose, findings("review", CycleFile("review", case)))


def validate_paths(paths: Iterable[Path], *, here: Path) -> ValidationResult:
    """Validate what was named on the command line: files and folders, in a workspace or outside any.

    Args:
        paths: Files and folders.
        here: The folder that findings' paths of files outside a workspace are relative to.

    Returns:
        What is wrong, paths relative to the workspace that each file lies in.
    """
    return merged(result for _, result in validate_each(paths, here=here))


def validate_each(paths: Iterable[Path], *, here: Path) -> list[tuple[Path, ValidationResult]]:
    """Validate what was named on the command line, and say to which folder paths are relative.

    Args:
        paths: Files and folders.
        here: The folder that findings' paths of files outside a workspace are relative to.

    Returns:
        For each workspace its folder and what is wrong there; the same for each file outside.
    """
    inside: dict[Path, dict[PurePosixPath, None]] = {}
    outside: dict[Path, None] = {}
    for path in paths:
        for each in _files_of(path):
            workspace, relative = home_of(each)
            if workspace is None:
                outside[each] = None
            else:
                inside.setdefault(workspace, {})[relative] = None
    results = [(root, validate_files(Workspace(root, alone=True), list(files))) for root, files in inside.items()]
    return results + [(here, validate_alone(path, here=here)) for path in outside]


def _files_of(path: Path) -> Iterator[Path]:
    """Give the files that a path names: itself, or those of a workspace or folder."""
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield path
        return
    if (path / SETTINGS).is_file():
        workspace = Workspace.at(path)
        yield from (workspace.root / each for each in workspace.files_to_check())
        return
    found = sorted(each for each in path.rglob("*") if each.suffix in {".yaml", ".yml"} and not each.is_dir())
    yield from found or [path]


def home_of(path: Path) -> tuple[Path | None, PurePosixPath]:
    """Find the workspace that a file belongs to.

    Args:
        path: The file, there or not.

    Returns:
        The workspace's folder and the file's place there; None where the file belongs to no workspace.
    """
    absolute = path.parent.resolve() / path.name
    try:
        root = Workspace.find(absolute.parent).root
    except NoWorkspaceError:
        return None, PurePosixPath()
    if not absolute.is_relative_to(root):
        return None, PurePosixPath()
    relative = PurePosixPath(absolute.relative_to(root).as_posix())
    return (root, relative) if place_of(relative) is not None or is_stray(relative) else (None, relative)


def validate_edited(
    path: Path, data: bytes, *, here: Path, workspace: Path | None = None
) -> tuple[Path, ValidationResult]:
    """Validate bytes as if they stood in a file.

    Args:
        path: The file, there or not; its other files are those of the workspace that it lies in.
        data: The bytes.
        here: The folder that a relative path, and a finding's path outside any workspace, is relative to.
        workspace: The workspace, where one is named: a path that does not lie in it from `here` is relative to it.

    Returns:
        The folder that findings' paths are relative to, and what is wrong with this file.
    """
    absolute = here / path
    if workspace is not None and not absolute.resolve().is_relative_to(workspace.resolve()):
        absolute = workspace / path
    root, relative = home_of(absolute)
    if root is None:
        inside = absolute.is_relative_to(here)
        return here, validate_text(data, (absolute.relative_to(here) if inside else absolute).as_posix())
    return root, validate_files(EditedWorkspace(root, PurePosixPath(relative), data), [relative])
