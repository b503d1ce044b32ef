"""Letters: from an authority's files of a cycle to the files of its letter."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from prevent_assure.checking.issued_letters import IssuedLetters
from prevent_assure.checking.processes import Crew, kept_reader, pieces
from prevent_assure.checking.reading import Reader
from prevent_assure.checking.severities import prefixed_findings
from prevent_assure.diagnostics import InputError, PreventAssureError
from prevent_assure.publication.edition import Audience
from prevent_assure.publication.search import Format
from prevent_assure.rules.record import file_digest
from prevent_assure.workspace.layout import is_source, letter_path
from prevent_assure.workspace.locking import locked
from prevent_assure.workspace.templates import templates
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import write_whole

from .dry_run import DryRun
from .formats import house_template
from .letter_writer import LetterWriter
from .making import Letter, LetterResult, make_letter, try_public


def letter(  # noqa: PLR0913 - options are given by name
    workspace: Workspace,
    *,
    authority: str,
    cycle: str,
    formats: Sequence[Format] = ("html",),
    audience: Audience = "authority",
    withhold_perhaps: bool = False,
) -> LetterResult:
    """Make an authority's letter.

    Args:
        workspace: The workspace.
        authority: The authority's id.
        cycle: The cycle.
        formats: The formats wanted.
        audience: For whom: the authority itself, or the public, for whom names and restricted texts are
            left out, or a scrutiny committee.
        withhold_perhaps: Whether these leave out what may be a name, where the review does not decide it.

    Returns:
        The letter, and the errors of the files that it was made from.

    Raises:
        InputError: If a template or the wording cannot be used.
    """
    asked = _Asked(cycle, tuple(formats), audience, withhold_perhaps=withhold_perhaps)
    return _Maker(Reader(workspace), asked).make(authority)


def letters(  # noqa: PLR0913 - options are given by name
    workspace: Workspace,
    *,
    authorities: Sequence[str],
    cycle: str,
    formats: Sequence[Format] = ("html",),
    audience: Audience = "authority",
    withhold_perhaps: bool = False,
    crew: Crew | None = None,
) -> Iterator[LetterResult]:
    """Make the letters of several authorities, one after another.

    Args:
        workspace: The workspace.
        authorities: The authorities' ids.
        cycle: The cycle.
        formats: The formats wanted.
        audience: For whom.
        withhold_perhaps: Whether public letters leave out what may be a name, where the review does not decide it.
        crew: Makes them in several processes; the letters and their order do not depend on it.

    Yields:
        Each authority's letter; a file that cannot be read keeps only its own letter from being made.

    Raises:
        InputError: If a template or the wording cannot be used.
    """
    asked = _Asked(cycle, tuple(formats), audience, withhold_perhaps=withhold_perhaps)
    if crew is None:
        yield from map(_Maker(Reader(workspace), asked).make, authorities)
        return
    for part in crew(partial(_make_some, workspace.root, asked), pieces(authorities)):
        yield from part


def dry_runs(
    workspace: Workspace, *, authorities: Sequence[str], cycle: str, audience: Audience = "public"
) -> Iterator[DryRun]:
    """List what letters would leave out for the public, and write none.

    Args:
        workspace: The workspace.
        authorities: The authorities' ids.
        cycle: The cycle.
        audience: For whom: the public or a committee.

    Yields:
        The lists of each authority.
    """
    maker = _Maker(Reader(workspace), _Asked(cycle, (), audience))
    yield from map(maker.try_public, authorities)


class _Asked(NamedTuple):
    """What is asked of each authority."""

    cycle: str
    formats: tuple[Format, ...]
    audience: Audience
    withhold_perhaps: bool = False


class _Maker:
    """Makes letters, each with the templates of the workspace that its authority lives in."""

    def __init__(self, reader: Reader, asked: _Asked) -> None:
        self._reader = reader
        self._asked = asked
        self._by_root: dict[Path, LetterWriter] = {}
        self._by_templates: dict[tuple[Path, ...], LetterWriter] = {}

    def make(self, authority: str) -> LetterResult:
        """Make an authority's letter."""
        home = self._reader.at(authority)
        made = make_letter(
            home,
            self._writer(home),
            home.files(self._asked.cycle, authority),
            withhold_perhaps=self._asked.withhold_perhaps,
        )
        return made._replace(diagnostics=prefixed_findings(self._reader.way_to(home), made.diagnostics))

    def try_public(self, authority: str) -> DryRun:
        """List what an authority's letter would leave out."""
        home = self._reader.at(authority)
        found = try_public(home, self._writer(home), home.files(self._asked.cycle, authority))
        return found._replace(diagnostics=prefixed_findings(self._reader.way_to(home), found.diagnostics))

    def _writer(self, home: Reader) -> LetterWriter:
        """Give the writer of a workspace; those without templates of their own have one together."""
        root = home.workspace.root
        if root not in self._by_root:
            found = templates(home.workspace)
            origins = tuple(each.origin.path for each in found.values())
            if origins not in self._by_templates:
                self._by_templates[origins] = LetterWriter(found, self._asked.formats, self._asked.audience)
            self._by_root[root] = self._by_templates[origins]
        return self._by_root[root]


@lru_cache(1)
def _kept_maker(root: Path, asked: _Asked) -> _Maker:
    return _Maker(kept_reader(root, alone=False), asked)


def _make_some(root: Path, asked: _Asked, part: Sequence[str]) -> list[LetterResult]:
    return [_kept_maker(root, asked).make(authority) for authority in part]


def write_letter(workspace: Workspace, made: Letter) -> list[str]:
    """Write a letter to its place in the workspace, each file whole or not at all.

    Args:
        workspace: The workspace.
        made: The letter.

    Returns:
        The paths written, relative to the workspace.

    Raises:
        InputError: If another letter is issued there.
        PreventAssureError: If a file cannot be written; what was there before is left as it was.
    """
    edition = "" if made.audience == "authority" else f"{made.audience}."
    paths = {letter_path(made.cycle, made.authority, f"{edition}{each}"): data for each, data in made.files.items()}
    with locked(workspace.root):
        _keep_issued(workspace, made, paths)
        for path, data in paths.items():
            write_whole(workspace.root / path, data, root=workspace.root)
    return list(paths)


def _keep_issued(workspace: Workspace, made: Letter, paths: Mapping[str, bytes]) -> None:
    """Refuse to write another letter in the place of one that is issued."""
    loaded = workspace.record(made.cycle, made.authority)
    issued = {each.name: each.digest for each in loaded.model.files} if loaded is not None and loaded.model else {}
    home = workspace.members.home(made.authority)
    if not issued and any(map(home.has, paths)):
        lost = IssuedLetters.of(home).lost_record(made.cycle, made.authority)
        if lost is not None:
            msg = f"{', '.join(paths)}: left as it is\n{lost}"
            raise InputError(msg)
    for path, data in paths.items():
        name = path.rpartition("/")[2]
        if name in issued and file_digest(data, name) != issued[name]:
            msg = (
                f"{path} is left as it is: it is issued, and this would be another letter\n"
                "a correction is a new issue (`issue --supersedes`); --output writes elsewhere"
            )
            raise InputError(msg)


def write_house_template(path: Path) -> None:
    """Write a house template for Word to begin with: styles, head and foot, and nothing of any letter.

    Args:
        path: Where to; `templates/letter.docx` of a workspace is where letters look for it.

    Raises:
        MissingExtraError: If Word's library is not installed.
        PreventAssureError: If something stands there already, or it cannot be written.
    """
    if path.exists():
        msg = f"{path} is there already, and is left as it is"
        raise PreventAssureError(msg)
    write_whole(path, house_template())


def write_file(workspace: Workspace, path: Path, data: bytes) -> None:
    """Write a letter to a file that was named on the command line.

    Args:
        workspace: The workspace that the letter was made from.
        path: The file.
        data: The letter.

    Raises:
        PreventAssureError: If it cannot be written, or is one of the files that the workspace is read from.
    """
    if is_source(workspace.root, path):
        msg = f"{path} is a place that the workspace is read from; a letter there would take its content away"
        raise PreventAssureError(msg)
    write_whole(path, data)
