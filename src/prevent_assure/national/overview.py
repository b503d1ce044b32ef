"""The national picture: one pass over the files, in which figures and rows are kept; then the pages are written."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.authority import holder
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.outcome_letter.letter_writer import ALL_FORMATS
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import letter_path
from prevent_assure.workspace.templates import site_templates
from prevent_assure.workspace.workspace import Workspace

from .authority_page import authority_page
from .counts import authority_file, benchmark_file
from .figures import Figures
from .kept_rows import KeptRows, rows_of
from .moderation import moderation_page
from .nation import Nation
from .pages import Picture, benchmark_page, good_practice_page, heat_map_page, index_page, recommendations_page
from .site import Site, alone

FOLDER = "site"
SCRIPT = "filter.js"
PAGES: dict[str, Callable[[Picture], object]] = {
    "index": index_page,
    "heat-map": heat_map_page,
    "recommendations": recommendations_page,
    "good-practice": good_practice_page,
    "moderation": moderation_page,
}
_IN_MEMORY = 1024 * 1024


class OverviewResult(NamedTuple):
    """What `overview` did.

    Attributes:
        folder: Where the site is.
        pages: How many files it has.
        diagnostics: The errors of the files that it was made from.
    """

    folder: Path
    pages: int
    diagnostics: tuple[Diagnostic, ...]


@alone
def overview(  # noqa: PLR0913 - each is a wish of its own, given by name
    workspace: Workspace,
    *,
    cycle: str,
    regions: Sequence[str] = (),
    folder: Path | None = None,
    name_advisers: bool = False,
    fresh: Iterator[tuple[str, bytes | None]] | None = None,
) -> OverviewResult:
    """Write the national picture as a site of static pages.

    Args:
        workspace: The workspace.
        cycle: The cycle that it is about.
        regions: The regions that it is about; none for all.
        folder: Where the site goes; by default `site` in the workspace.
        name_advisers: Whether advisers are named.
        fresh: The cycle's letters as HTML by authority, in the order of their ids, in place of those in `letters/`.

    Returns:
        What was written, and the errors of the files.

    Raises:
        InputError: If a template cannot be used.
        PreventAssureError: If a region is none of the authorities', or a page cannot be written.
    """
    site = Site(folder or workspace.root / FOLDER, workspace=workspace.root, edition="internal")
    nation = Nation(workspace, cycle, regions)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        names = _advisers(nation) if name_advisers else None
        picture = Picture(nation, Figures(nation.criteria, nation.criteria_before), KeptRows(file), names)
        work = _Work(picture, site, engine(workspace), fresh)
        work.authorities()
        work.pages()
    return OverviewResult(site.folder, site.finish(), nation.errors())


def _advisers(nation: Nation) -> dict[str, str]:
    """Name everyone in the settings by role."""
    settings = nation.reader.settings
    people = settings.people if settings is not None else {}
    holders = {role: holder(people, role, None) for role in people}
    return {role: person.name or person.title for role, person in holders.items() if person is not None}


def engine(workspace: Workspace) -> Engine:
    """Read the site's templates.

    Raises:
        InputError: If one cannot be read.
    """
    return Engine(site_templates(workspace))


class _Work:
    """The work of one run."""

    def __init__(
        self, picture: Picture, site: Site, templates: Engine, fresh: Iterator[tuple[str, bytes | None]] | None
    ) -> None:
        self._picture, self._nation, self._site, self._templates = picture, picture.nation, site, templates
        self._fresh = fresh
        self._next = next(fresh, None) if fresh is not None else None

    def authorities(self) -> None:
        """Go through the authorities: count, keep rows, write each one's page."""
        names = self._nation.authorities
        letters = {name: dict(self._letters(name)) for name in names}
        self._site.claim(authority_file(name) for name in names)
        self._site.claim(path for found in letters.values() for path in found.values())
        for found in self._nation.walk():
            self._picture.figures.add(found.now, found.before, found.stage)
            for row, benchmark in rows_of(found.now, found.stage, self._nation.name_of(found.now)):
                self._picture.rows.add(row, benchmark)
            written = {
                cycle: path
                for cycle, path in letters[found.authority].items()
                if self._letter(cycle, found.authority, path)
            }
            self._put(authority_file(found.authority), "authority", authority_page(self._picture, found, written))

    def _letters(self, authority: str) -> Iterator[tuple[str, str]]:
        """Give the cycles of which there is a letter, or is to be one, and where it goes in the site."""
        for cycle in self._nation.cycles:
            paths = [letter_path(cycle, authority, each) for each in ALL_FORMATS]
            written = (path for path in paths if (self._nation.workspace.root / path).is_file())
            path = paths[0] if self._is_fresh(cycle) else next(written, None)
            if path is not None:
                yield cycle, path

    def _is_fresh(self, cycle: str) -> bool:
        return self._fresh is not None and cycle == self._nation.cycle

    def _letter(self, cycle: str, authority: str, path: str) -> bool:
        """Put a letter into the site: the cycle's fresh one, where there are such, else the one that was written."""
        root = self._nation.workspace.root
        if self._is_fresh(cycle):
            data = self._fresh_letter(authority)
        else:
            try:
                data = read_file(root / path, root=root)
            except FileRefused:
                data = None
        if data is not None:
            self._site.put(path, data)
        return data is not None

    def _fresh_letter(self, authority: str) -> bytes | None:
        while self._fresh is not None and self._next is not None and self._next[0] < authority:
            self._next = next(self._fresh, None)
        return self._next[1] if self._next is not None and self._next[0] == authority else None

    def pages(self) -> None:
        """Write the pages that show everything."""
        benchmarks = self._picture.figures.scored()
        self._site.claim([*(f"{name}.html" for name in PAGES), SCRIPT])
        self._site.claim(benchmark_file(each.benchmark.id) for each in benchmarks)
        for each in benchmarks:
            self._put(benchmark_file(each.benchmark.id), "benchmark", benchmark_page(self._picture, each))
        for name, page in PAGES.items():
            self._put(f"{name}.html", name, page(self._picture))
        self._site.put(SCRIPT, self._templates.page(f"overview/{SCRIPT}.j2", self._picture.site(SCRIPT)).encode())

    def _put(self, path: str, template: str, view: object) -> None:
        self._site.put(path, self._templates.page(f"overview/{template}.html.j2", view).encode())
