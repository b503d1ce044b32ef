"""The site as it is while files are edited: built again when one changes, with what is wrong beside it."""

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from prevent_assure.checking.validate import validate
from prevent_assure.cli.unforeseen import unforeseen
from prevent_assure.diagnostics import Diagnostic, PreventAssureError
from prevent_assure.national.overview import FOLDER, engine, overview
from prevent_assure.national.site import OwnFiles
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.outcome_letter.task import letters
from prevent_assure.text.views import view
from prevent_assure.workspace.layout import letter_path
from prevent_assure.workspace.templates import packaged_site_templates
from prevent_assure.workspace.workspace import Workspace

_MOST = 50
_LIVE = "overview/live.html.j2"


@view
class FoundView:
    """A finding.

    Attributes:
        severity: `error`, `warning` or `suggestion`.
        place: The file, with line and column where there are any.
        code: The finding's code.
        message: What is wrong.
        hint: How to mend it, or None.
    """

    severity: str
    place: str
    code: str
    message: str
    hint: str | None


@view
class LiveView:
    """What stands on a page while it follows the files.

    Attributes:
        number: The number of the build that the page is of.
        failure: Why there are no new pages, or None.
        findings: What is wrong: on the pages of one authority with its files, else with all.
        more: How many findings are not shown.
    """

    number: int
    failure: str | None
    findings: tuple[FoundView, ...]
    more: int


def live_view(number: int, found: Sequence[Diagnostic], failure: str | None, page: str) -> LiveView:
    """Show what is wrong on a page, given by its path: of one authority's page with its files, else with all."""
    path = PurePosixPath(page)
    if path.parts[0] in {"authorities", "letters"}:
        found = [each for each in found if PurePosixPath(each.location.path).stem in {path.stem, "prevent-assure"}]
    shown = tuple(
        FoundView(each.severity.value, _place(each), each.code, each.message, each.hint) for each in found[:_MOST]
    )
    return LiveView(number, failure, shown, len(found) - len(shown))


def _place(each: Diagnostic) -> str:
    place = each.location
    return f"{place.path}:{place.line}:{place.column}" if place.line is not None else place.path


Stamp = frozenset[tuple[str, int, int]]
_SECONDS = 1.0


class Built(NamedTuple):
    """What the last build gave.

    Attributes:
        number: How many builds there have been.
        findings: What is wrong with the files.
        failure: Why there are no new pages, or None.
    """

    number: int
    findings: tuple[Diagnostic, ...]
    failure: str | None


class Preview:
    """A site that follows its workspace.

    Attributes:
        folder: Where the site is.
        built: What the last build gave.
    """

    def __init__(self, root: Path, cycle: str, folder: Path | None = None) -> None:
        """Prepare to build.

        Args:
            root: The workspace's folder.
            cycle: The cycle.
            folder: Where the site goes; by default `site` in the workspace.
        """
        self._root, self._cycle = root, cycle
        self.folder = folder or root / FOLDER
        self.built = Built(0, (), None)
        self._changed = threading.Condition()
        self._stamp: Stamp = frozenset()
        self._letters: set[str] = set()

    def build(self) -> None:
        """Build the site with a fresh letter of each authority; a failure, of whatever kind, is kept to be shown."""
        found: tuple[Diagnostic, ...] = ()
        failure = None
        try:
            workspace = Workspace.at(self._root)
            self._stamp = _stamp(workspace)
            self._letters = {letter_path(self._cycle, name, "html") for name in workspace.assessed(self._cycle)}
            found = validate(workspace).diagnostics
            overview(workspace, cycle=self._cycle, folder=self.folder, fresh=_fresh(workspace, self._cycle))
        except PreventAssureError as error:
            failure = str(error)
        except Exception as error:  # noqa: BLE001 - the server goes on, and shows it
            failure = unforeseen(error)
        with self._changed:
            self.built = Built(self.built.number + 1, found, failure)
            self._changed.notify_all()

    def follow(self) -> None:
        """Look for changes once a second, for ever, and build when there is one."""
        while True:
            time.sleep(_SECONDS)
            try:
                changed = _stamp(Workspace.at(self._root)) != self._stamp
            except Exception:  # noqa: BLE001, S112 - the build, which asks again, is where a failure is said
                continue
            if changed:
                self.build()

    def wait(self, seen: int, seconds: float) -> int:
        """Wait for another build than one that has been seen.

        Args:
            seen: Its number.
            seconds: How long at most.

        Returns:
            The number of the last one.
        """
        with self._changed:
            self._changed.wait_for(lambda: self.built.number != seen, seconds)
            return self.built.number

    def read(self, name: str) -> bytes | None:
        """Read a page of the site.

        Args:
            name: Its path in the folder.

        Returns:
            The page; None for anything that the site did not write itself.
        """
        return OwnFiles(self.folder).get(name)

    def is_due(self, name: str) -> bool:
        """Tell whether a page that is not there is one of the site: it comes when what is wrong is mended."""
        broken_off = self.built.failure is not None and name in OwnFiles(self.folder).names
        return name == "index.html" or name in self._letters or broken_off

    def beside(self, name: str) -> str:
        """Write what stands on a page beside its content: what is wrong, and the script that waits for changes.

        Args:
            name: The page.

        Returns:
            A piece of HTML, by the package's own template where the workspace's has a fault.
        """
        built = self.built
        try:
            view = live_view(built.number, built.findings, built.failure, name)
            return engine(Workspace.at(self._root)).page(_LIVE, view)
        except PreventAssureError as error:
            view = live_view(built.number, built.findings, built.failure or str(error), name)
            return Engine(packaged_site_templates()).page(_LIVE, view)


def _fresh(workspace: Workspace, cycle: str) -> Iterator[tuple[str, bytes | None]]:
    """Make the letters, one after another as they are asked for."""
    for result in letters(workspace, authorities=workspace.assessed(cycle), cycle=cycle):
        made = result.letter
        yield result.authority, made.texts["html"].encode() if made is not None else None


def _stamp(workspace: Workspace) -> Stamp:
    """Tell what is there from what it was before, without reading it."""
    found = []
    for member in workspace.members:
        paths = [member.root / path for path in member.files()]
        paths += [path for path in (member.root / "templates").rglob("*") if path.is_file()]
        for path in paths:
            try:
                seen = path.lstat()
            except OSError:
                continue
            found.append((str(path), seen.st_mtime_ns, seen.st_size))
    return frozenset(found)
