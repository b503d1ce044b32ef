"""A workspace ready for git: settings, folders, a first authority, and what editors, hooks and CI systems need."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure import __version__
from prevent_assure.checking.editions import newest_edition
from prevent_assure.checking.reading import Reader
from prevent_assure.checking.schema import schema
from prevent_assure.diagnostics import InputError, PreventAssureError
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model, is_cycle
from prevent_assure.model.settings import Settings
from prevent_assure.text.json_text import written
from prevent_assure.text.views import view
from prevent_assure.workspace.layout import FOLDERS, SETTINGS, assessment_path, authority_path
from prevent_assure.workspace.templates import workspace_templates
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import is_only_tried

from .install_from import install_from
from .laying_out import create, first_error, is_team, is_there, laid_out
from .new import EmptyAssessments, usable


@view
class NewWorkspaceView:
    """A workspace to begin with.

    Attributes:
        version: The tool's version, as in `1.2.0`.
        series: The first two numbers of it, as in `1.2`.
        cycle: The current cycle.
        criteria: The edition that it goes by, as in `local-authority/2024-25`.
        authorities: The authorities to begin with.
        council: The council's team as CODEOWNERS names it; empty where no teams are named, and there is no such file.
        adviser: The adviser's team, likewise.
        install: The command lines that install the tool, one after another.
        requirement: The same as pip takes it in a list; empty where it cannot be said so.
        is_told: Whether it is known where to install the tool from; else the commands say so and fail.
        schemas: For each kind of file that an editor can check, its schema.
    """

    version: str
    series: str
    cycle: str
    criteria: str
    authorities: tuple["NewAuthorityView", ...]
    council: str
    adviser: str
    install: tuple[str, ...]
    requirement: str
    is_told: bool
    schemas: tuple["SchemaView", ...]


@view
class NewAuthorityView:
    """An authority to begin with.

    Attributes:
        id: Its id.
        name: Its name.
    """

    id: str
    name: str


@view
class SchemaView:
    """A schema for an editor.

    Attributes:
        path: The schema's file.
        files: The files that it is for, as a pattern.
    """

    path: str
    files: str


CODEOWNERS = "CODEOWNERS"
FILES = {
    SETTINGS: "settings.yaml.j2",
    "README.md": "README.md.j2",
    CODEOWNERS: "codeowners.j2",
    ".gitattributes": "gitattributes.j2",
    ".gitignore": "gitignore.j2",
    ".pre-commit-config.yaml": "pre-commit-config.yaml.j2",
    ".github/workflows/prevent-assure.yml": "github-workflow.yml.j2",
    ".gitlab-ci.yml": "gitlab-ci.yml.j2",
    ".vscode/settings.json": "vscode-settings.json.j2",
    ".vscode/extensions.json": "vscode-extensions.json.j2",
}
"""Where each file of a new workspace lies, and its template."""
SCHEMAS = {
    "assessment": "assessments/{cycle}/*.yaml",
    "review": "reviews/{cycle}/*.yaml",
    "authority": "authorities/*.yaml",
    "workspace": "prevent-assure.yaml",
}
"""For each kind of file that an editor is to check, which files these are."""
KEPT = tuple(f"{folder}/.gitkeep" for folder in (*(each for each in FOLDERS if each != "criteria"), "letters"))
"""Git keeps no empty folders."""


class Wanted(NamedTuple):
    """What a workspace is to begin with.

    Attributes:
        cycle: The current cycle; None for that of the newest edition that comes with the package.
        criteria: The edition that it goes by; None for the newest one.
        authorities: Id and name of each authority to begin with.
        assessments: Whether each of them gets a self-assessment to be filled in.
        council: The council's team as CODEOWNERS names it; None for no such file, since any name may be a stranger's.
        adviser: The adviser's team, likewise.
        install_from: Where the checks install the tool from: a git address at a commit, a wheel or an index with its
            hash, or a file of the workspace; None for checks that say that they must be told.
    """

    cycle: str | None = None
    criteria: str | None = None
    authorities: Sequence[tuple[str, str]] = ()
    assessments: bool = True
    council: str | None = None
    adviser: str | None = None
    install_from: str | None = None


class InitResult(NamedTuple):
    """What was laid out.

    Attributes:
        written: The files written, relative to the workspace.
        left: Those that were there already and are left as they are.
    """

    written: tuple[str, ...]
    left: tuple[str, ...]


def init(folder: Path, wanted: Wanted) -> InitResult:
    """Lay out a workspace. What is there already is left as it is.

    Args:
        folder: Where.
        wanted: What it is to begin with.

    Returns:
        What was written, and what was there already.

    Raises:
        PreventAssureError: If what is wanted cannot be, or a file cannot be written.
        InputError: If a template cannot be used, or the settings that are there already cannot be read.
    """
    root = folder.resolve()
    view = _view(root, wanted)
    texts = _texts(view) | _schemas(Workspace(root), view.criteria)
    made: list[str] = []
    left: list[str] = []
    for path, text in texts.items():
        (made if create(root, path, text) else left).append(path)
    if wanted.assessments and is_only_tried():  # the files that a self-assessment is made from are not there
        for path in (assessment_path(view.cycle, each.id) for each in view.authorities):
            (left if is_there(root, path) else made).append(path)
    elif wanted.assessments and view.authorities:
        empty = EmptyAssessments(Workspace.at(root), cycle=view.cycle)
        for result in [empty.make(each.id) for each in view.authorities]:
            (made if result.made else left).append(result.path)
    return InitResult(tuple(made), tuple(each for each in left if not each.endswith(".gitkeep")))


def _view(root: Path, wanted: Wanted) -> NewWorkspaceView:
    for team in (wanted.council, wanted.adviser):
        if team is not None and not is_team(team):
            msg = "a team is written as CODEOWNERS has it, as in @council/prevent"
            raise PreventAssureError(msg)
    if (wanted.council is None) != (wanted.adviser is None):
        msg = "CODEOWNERS needs both teams: name them with --council-team and --adviser-team"
        raise PreventAssureError(msg)
    source = install_from(wanted.install_from)
    criteria = wanted.criteria or newest_edition()
    edition = criteria.rpartition("/")[2]
    cycle = wanted.cycle or _cycle_of_settings(root) or (edition if is_cycle(edition) else None)
    if cycle is None:
        msg = f"which cycle? {criteria} does not say; name one with --cycle, as in 2024-25"
        raise PreventAssureError(msg)
    return NewWorkspaceView(
        version=__version__,
        series=".".join(__version__.split(".")[:2]),
        cycle=cycle,
        criteria=criteria,
        authorities=tuple(NewAuthorityView(*each) for each in wanted.authorities),
        council=wanted.council or "",
        adviser=wanted.adviser or "",
        install=source.commands,
        requirement=source.requirement,
        is_told=source.is_told,
        schemas=tuple(SchemaView(_schema_path(kind), files.format(cycle=cycle)) for kind, files in SCHEMAS.items()),
    )


def _schema_path(kind: str) -> str:
    return f".schemas/{kind}.json"


def _schemas(workspace: Workspace, ref: str) -> dict[str, str]:
    """Write the schemas that editors check the files by; those of self-assessments and reviews know the edition."""
    criteria = usable(Reader(workspace), ref).criteria
    return {_schema_path(kind): written(schema(kind, criteria)) for kind in SCHEMAS}


def _cycle_of_settings(root: Path) -> str | None:
    """Give the current cycle of the settings that are there already."""
    if not is_there(root, SETTINGS):
        return None
    workspace = Workspace.at(root)
    if workspace.root != root:
        msg = f"{root} points to the workspace {workspace.root}; lay it out there"
        raise PreventAssureError(msg)
    if workspace.settings.model is None:
        msg = f"{SETTINGS} is there already, and has errors: `prevent-assure validate` names them"
        raise InputError(msg)
    return workspace.settings.model.current_cycle


def _texts(view: NewWorkspaceView) -> dict[str, str]:
    """Write every file but the self-assessments, and check those that people go on writing before any is written."""
    templates = workspace_templates()
    files = {path: name for path, name in FILES.items() if view.council or path != CODEOWNERS}
    texts = {path: laid_out(name, {"workspace": view}, templates) for path, name in files.items()}
    _check(texts[SETTINGS], SETTINGS, Settings)
    for each in view.authorities:
        path = authority_path(each.id)
        texts[path] = laid_out("authority.yaml.j2", {"workspace": view, "authority": each}, templates)
        _check(texts[path], path, Authority)
    return texts | dict.fromkeys(KEPT, "")


def _check(text: str, path: str, model: type[Model]) -> None:
    error = first_error(text, path, model)
    if error is not None:
        msg = f"{path} would have an error: {error.message}"
        raise PreventAssureError(msg)
