"""The national picture: one pass over the files, figures kept, rows put aside, pages written as they are done."""

import json
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from prevent_assure.diagnostics import Diagnostic, InputError
from prevent_assure.model.authority import holder
from prevent_assure.outcome_letter.engine import Engine, TemplateFault, TemplateSource
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import letter_path
from prevent_assure.workspace.templates import UnreadableTemplateError, site_templates
from prevent_assure.workspace.workspace import Workspace

from .authority_pages import authority_page
from .building import Picture, benchmark_page, heat_map_page, index_page
from .counting import authority_page as page_of_authority
from .counting import benchmark_file as page_of_benchmark
from .figures import Figures
from .listing_pages import good_practice_page, recommendations_page
from .moderation import moderation_page
from .nation import Nation, Standing
from .rows import HEAT, NO_BENCHMARK, STRENGTHS, reasons_key, recommendations_key, rows_of
from .site import Site

_IN_MEMORY = 1024 * 1024


class Spill:
    """Rows of plain data by key, in a file that has no name and is gone when the work is done."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._places: dict[str, array[int]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, key: str, row: tuple[Any, ...]) -> None:
        """Put a row away.

        Args:
            key: What it is for.
            row: Texts, numbers, truths and lists of them.
        """
        self._places.setdefault(key, array("Q")).append(self._end)
        self._file.seek(self._end)
        self._end += self._file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def rows(self, key: str) -> Iterator[list[Any]]:
        """Take rows out again.

        Args:
            key: What they are for.

        Yields:
            Each row in the order in which it was put away.
        """
        for place in self._places.get(key, ()):
            self._file.seek(place)
            yield json.loads(self._file.readline())


FOLDER = "site"
SCRIPT = "filter.js"
PAGES = ("index", "heat-map", "recommendations", "good-practice", "moderation")


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
    try:
        with ExitStack() as stack:
            work = _Work(
                nation, site, engine(workspace), stack.enter_context(Spill()), named=name_advisers, fresh=fresh
            )
            work.authorities()
            work.pages()
    except (TemplateFault, UnreadableTemplateError) as fault:
        raise InputError(str(fault)) from fault
    return OverviewResult(site.folder, site.finish(), nation.errors())


def engine(workspace: Workspace) -> Engine:
    """Read the site's templates.

    Args:
        workspace: The workspace.

    Returns:
        The templates, ready to render.

    Raises:
        UnreadableTemplateError: If one cannot be read.
    """
    found = site_templates(workspace)
    return Engine({name: TemplateSource(each.text, each.origin.shown) for name, each in found.items()})


class _Work:
    """The work of one run."""

    def __init__(  # noqa: PLR0913 - what one run works with
        self,
        nation: Nation,
        site: Site,
        press: Engine,
        spill: Spill,
        *,
        named: bool,
        fresh: Iterator[tuple[str, bytes | None]] | None,
    ) -> None:
        self._fresh = fresh
        self._next = next(fresh, None) if fresh is not None else None
        self._nation, self._site, self._press, self._spill = nation, site, press, spill
        settings = nation.reader.settings
        people = settings.people if settings is not None else {}
        named_people = {role: holder(people, role, None) for role in people}
        names = {role: each.name or each.title for role, each in named_people.items() if each is not None}
        criteria = nation.criteria
        self._picture = Picture(
            Figures(criteria),
            nation.cycle,
            nation.before,
            criteria,
            settings.marking if settings is not None else None,
            tuple(nation.regions),
            names if named else None,
        )

    def authorities(self) -> None:
        """Go through the authorities: count, put rows aside, write each one's page."""
        names = self._nation.authorities
        letters = {name: dict(self._letters(name)) for name in names}
        self._site.claim(page_of_authority(name) for name in names)
        self._site.claim(path for found in letters.values() for path in found.values())
        for standing in self._nation.walk():
            self._take_up(standing, letters[standing.authority])

    def _take_up(self, standing: Standing, letters: dict[str, str]) -> None:
        case, stage = standing.cases[-1]
        before = next((each for each, _ in standing.cases[:-1] if each.cycle == self._nation.before), None)
        self._picture.figures.add(case, before, stage)
        for key, row in rows_of(case, stage):
            self._spill.add(key, row)
        for cycle, path in list(letters.items()):
            if not self._letter(cycle, standing.authority, path):
                del letters[cycle]
        view = authority_page(self._picture, standing.cases, standing.kin, self._nation.succession(), letters)
        self._put(page_of_authority(standing.authority), "authority", view)

    def _letters(self, authority: str) -> Iterator[tuple[str, str]]:
        for cycle in self._nation.cycles:
            path = letter_path(cycle, authority, "html")
            made_here = self._fresh is not None and cycle == self._nation.cycle
            if made_here or (self._nation.workspace.root / path).is_file():
                yield cycle, path

    def _letter(self, cycle: str, authority: str, name: str) -> bool:
        """Put a letter into the site: the cycle's fresh one, where there are such, else the one that was written."""
        if self._fresh is None or cycle != self._nation.cycle:
            return self._copy(letter_path(cycle, authority, "html"), name)
        while self._next is not None and self._next[0] < authority:
            self._next = next(self._fresh, None)
        data = self._next[1] if self._next is not None and self._next[0] == authority else None
        if data is not None:
            self._site.put(name, data)
        return data is not None

    def _copy(self, source: str, name: str) -> bool:
        root = self._nation.workspace.root
        try:
            self._site.put(name, read_file(root / source, root=root))
        except FileRefused:
            return False
        return True

    def pages(self) -> None:
        """Write the pages that show everything."""
        picture, rows = self._picture, self._spill.rows
        benchmarks = picture.figures.scored()
        self._site.claim([*(f"{each}.html" for each in PAGES), SCRIPT])
        self._site.claim(page_of_benchmark(each.benchmark.id) for each in benchmarks)
        for each in benchmarks:
            name = each.benchmark.id
            view = benchmark_page(picture, each, rows(reasons_key(name)), rows(recommendations_key(name)))
            self._put(page_of_benchmark(name), "benchmark", view)
        self._put("moderation.html", "moderation", moderation_page(picture, lambda name: rows(reasons_key(name))))
        self._put("good-practice.html", "good-practice", good_practice_page(picture, rows(STRENGTHS)))
        others = rows(recommendations_key(NO_BENCHMARK))
        self._put("recommendations.html", "recommendations", recommendations_page(picture, others))
        self._put("heat-map.html", "heat-map", heat_map_page(picture, rows(HEAT)))
        self._put("index.html", "index", index_page(picture))
        self._site.put(SCRIPT, self._press.page(f"overview/{SCRIPT}.j2", picture.site(SCRIPT)).encode())

    def _put(self, name: str, template: str, view: object) -> None:
        self._site.put(name, self._press.page(f"overview/{template}.html.j2", view).encode())
