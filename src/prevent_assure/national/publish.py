"""The edition of the national picture for outside: made, searched for all that is withheld, and only then written."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from prevent_assure.diagnostics import InputError
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.settings import Settings
from prevent_assure.publication.folding import searchable
from prevent_assure.publication.marking import may_be_published
from prevent_assure.publication.name_index import NameIndex
from prevent_assure.publication.names_in_text import finder
from prevent_assure.publication.people import Named
from prevent_assure.publication.search import forms_of, texts_in
from prevent_assure.publication.withheld import names_of
from prevent_assure.rules.digests import sha256
from prevent_assure.workspace.packaged import packaged_criteria
from prevent_assure.workspace.place_names import Names
from prevent_assure.workspace.templates import site_templates
from prevent_assure.workspace.workspace import Workspace

from .figures import Figures
from .kept_rows import KeptRows
from .nation import AuthorityCycles, Nation
from .overview import OverviewResult, engine
from .pages import Picture
from .public_page import public_page
from .published_record import earlier_editions, edition_of, keep, stop_at_differences
from .site import Site, alone

_LONG = 4


class Pages:
    """Texts in all the ways in which they may be read, with every run of a few words in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Prepare texts.

        Args:
            texts: The texts.
        """
        self._forms = [form for text in texts for form in forms_of(text)]
        self._runs: set[tuple[str, ...]] = set()
        for form in self._forms:
            words = form.split()
            for length in range(1, _LONG + 1):
                self._runs.update(zip(*(words[at:] for at in range(length)), strict=False))

    def __contains__(self, words: tuple[str, ...]) -> bool:
        """Tell whether words stand here one after another."""
        if not words or words[:_LONG] not in self._runs:
            return False
        return len(words) <= _LONG or any(f" {' '.join(words)} " in form for form in self._forms)

    def knows(self, words: tuple[str, ...]) -> bool:
        """Tell whether each of some words stands here somewhere.

        Args:
            words: The words.

        Returns:
            Whether each does.
        """
        return all((word,) in self._runs for word in words)


FOLDER = "site-public"
SMALLEST = 5
NAMES = {"name", "known_as", "salutation", "email"}
PLAIN = {"region", "format", "cycle", "criteria", "id", "edition"}
"""Keys whose texts are ids, or printed: a region, which is looked at by itself."""
_SHORTEST = 4
"""A sentence of fewer words is nobody's secret, and would be found everywhere."""
_APART = re.compile(r"(?<=[.!?;:])\s+|\n\s*\n|\n\s*[-*\u2022]\s")
_ADDRESS = re.compile(r"\]\([^)\s]*\)")


class Secret(NamedTuple):
    """Words that may not go outside, and where they stand."""

    words: tuple[str, ...]
    place: str
    kind: Literal["person", "authority", "sentence"]


@alone
def publish(  # noqa: PLR0913 - each is an option of the command
    workspace: Workspace,
    *,
    cycle: str,
    regions: Sequence[str] = (),
    folder: Path | None = None,
    smallest: int = SMALLEST,
    earlier: Sequence[Path] = (),
    despite_earlier: bool = False,
) -> OverviewResult:
    """Write the edition of the national picture for outside.

    Args:
        workspace: The workspace.
        cycle: The cycle.
        regions: The regions that it is about; none for all.
        folder: Where it goes; by default `site-public` in the workspace.
        smallest: The least number that is printed.
        earlier: Records of other editions that it is held against, besides the workspace's own.
        despite_earlier: Whether it is written although an earlier edition and it give something away together.

    Returns:
        What was written.

    Raises:
        InputError: If anything in it may not go outside, or a file has errors: nothing is written then.
        PreventAssureError: If it cannot be written.
    """
    site = Site(folder or workspace.root / FOLDER, workspace=workspace.root, edition="public")
    nation = Nation(workspace, cycle, regions)
    picture = _picture(nation)
    if picture.figures.asked < smallest:
        msg = f"there are fewer than {smallest} authorities here, which are too few to publish figures of"
        raise InputError(msg)
    page = public_page(picture, smallest)
    html = engine(workspace).page("overview/public.html.j2", page.view).encode()
    _search(nation, html, [region for region in picture.figures.stages_in if region is not None])
    editions = earlier_editions(workspace, cycle, earlier)
    now = edition_of(picture, page, sha256(html))
    if not despite_earlier:
        stop_at_differences(editions, now)
    site.claim(["index.html"])
    # Taken down first: what broke off here may have been published all the same.
    keep(workspace, cycle, now)
    site.put("index.html", html)
    return OverviewResult(site.folder, site.finish(), ())


def _picture(nation: Nation) -> Picture:
    settings = nation.reader.settings
    picture = Picture(nation, Figures(nation.criteria, nation.criteria_before), KeptRows(io.BytesIO()))
    handling = settings.publication.handling if settings is not None else ()
    _check_marking(settings.marking if settings is not None else None, "prevent-assure.yaml", handling)
    for found in nation.walk():
        for case, *_ in found.cases:
            own = case.review.letter.marking if case.review is not None else None
            _check_marking(own, f"reviews/{case.cycle}/{case.authority_id}.yaml", handling)
        _check_region(found.now.authority, nation.workspace.place_names.regions)
        picture.figures.add(found.now, found.before, found.stage)
    _stop_at_errors(nation)
    return picture


def _check_region(authority: Authority | None, known: Names) -> None:
    """Hold the one text of a council's file that is printed to being a region that the publisher knows.

    Raises:
        InputError: If it says anything else.
    """
    if authority is not None and authority.region is not None and authority.region not in known:
        msg = (
            f"authorities/{authority.id}.yaml has a region that is none of those that are known, and nothing is "
            "published with it\n"
            "  hint: write one that is known, as in West Midlands, or list your own under `regions:` in the settings"
        )
        raise InputError(msg)


def _stop_at_errors(nation: Nation) -> None:
    errors = nation.errors()
    if errors:
        first = errors[0].location
        msg = (
            f"nothing is published while files have errors: there are {len(errors)}, the first in {first.path}\n"
            "  hint: prevent-assure validate"
        )
        raise InputError(msg)


def _check_marking(marking: str | None, path: str, handling: Sequence[str]) -> None:
    if not may_be_published(marking, handling):
        msg = (
            f"{path} has a marking under which nothing is published; OFFICIAL is let through, and behind it what the "
            "settings have under publication.handling\n"
            "  hint: have the marking changed by whoever set it, or do not publish"
        )
        raise InputError(msg)


def _search(nation: Nation, page: bytes, regions: Iterable[str]) -> None:
    """Look in the finished page, and in regions, for what is withheld of all files, whatever cycle and region it is of.

    Raises:
        InputError: If one is there.
    """
    public, pages = _Public.of(nation), Pages(texts_in(page))
    settings = nation.reader.settings
    _stop_at(_of_settings(settings) if settings is not None else iter(()), pages, public)
    everything = Nation(nation.workspace, nation.cycle, wanted=tuple(settings.cycles) if settings is not None else ())
    people = list(names_of(settings.people, "settings")) if settings is not None else []
    for found in everything.walk():
        _stop_at(_of_authority(found), pages, public)
        if found.now.authority is not None:
            people += names_of(found.now.authority.people, "authority")
    _stop_at_errors(everything)  # what cannot be read cannot be looked for
    _stop_at_names_in(regions, people)


def _stop_at_names_in(regions: Iterable[str], people: Sequence[Named]) -> None:
    """Hold regions to what letters are held to, but for lone words: a region is a place, and places are surnames.

    Raises:
        InputError: If one names somebody.
    """
    find = finder(NameIndex(people))
    for region in regions:
        if any(hit.found == "certain" and len(_words(region[hit.start : hit.end])) > 1 for hit in find(region)):
            msg = (
                "a region that would be published has somebody's name in it; nothing is written\n"
                "  hint: write the region's name alone, in each authority's file that has it"
            )
            raise InputError(msg)


def _stop_at(secrets: Iterator[Secret], pages: Pages, public: "_Public") -> None:
    for secret in secrets:
        if secret.words in pages and not public.says(secret):
            msg = (
                f"the edition for outside would say what stands in {secret.place}; nothing is written\n"
                "  hint: look at the templates and criteria of your own, and at the names of regions"
            )
            raise InputError(msg)


class _Public(NamedTuple):
    """What the page says whoever the authorities are."""

    packaged: Pages
    all: Pages
    """The criteria of the workspace's own are here, too."""

    @classmethod
    def of(cls, nation: Nation) -> "_Public":
        """Read the package's own templates, and the criteria."""
        templates = [each.text for each in site_templates(nation.workspace).values() if each.origin.packaged]
        editions = nation.reader.editions_read()
        packaged = [edition for edition in editions if _is_packaged(edition)]
        texts = [
            [*templates, *(text for each in among for _, text in _strings(each, ()))] for among in (packaged, editions)
        ]
        return cls(*map(Pages, texts))

    def says(self, secret: Secret) -> bool:
        """Tell whether that is no secret here: the whole name of a person is one in criteria of the workspace's own."""
        if secret.kind == "person":
            return secret.words in (self.all if len(secret.words) == 1 else self.packaged)
        return secret.words in self.all or (secret.kind == "authority" and self.all.knows(secret.words))


def _is_packaged(edition: Criteria) -> bool:
    packaged = packaged_criteria(edition.ref)
    return packaged is not None and packaged.model == edition


def _of_settings(settings: Settings) -> Iterator[Secret]:
    yield from _secrets(_strings(settings.people, ("people",)), "prevent-assure.yaml")
    yield from _secrets(_strings(settings.sender, ("sender",)), "prevent-assure.yaml")
    for cycle, its in settings.cycles.items():
        yield from _secrets(_strings(its.sender, ("cycles", cycle, "sender")), "prevent-assure.yaml")


def _of_authority(found: AuthorityCycles) -> Iterator[Secret]:
    authority = found.authority
    yield Secret(_words(authority), f"the file name authorities/{authority}.yaml", "authority")
    if found.now.authority is not None:
        yield from _secrets(_strings(found.now.authority, ()), f"authorities/{authority}.yaml")
    for case, *_ in found.cases:
        where = f"{case.cycle}/{authority}.yaml"
        if case.assessment is not None:
            yield from _secrets(_strings(case.assessment, ()), f"assessments/{where}")
        if case.review is not None:
            yield from _secrets(_strings(case.review, ()), f"reviews/{where}")


def _secrets(strings: Iterable[tuple[tuple[str, ...], str]], path: str) -> Iterator[Secret]:
    for route, text in strings:
        place = f"{path}, {'.'.join(route)}"
        if route[-1] in NAMES:
            yield Secret(_words(text), place, "authority" if route == ("name",) else "person")
            continue
        for sentence in _APART.split(_ADDRESS.sub(" ", text)):
            words = _words(sentence)
            if len(words) >= _SHORTEST:
                yield Secret(words, place, "sentence")


def _words(text: str) -> tuple[str, ...]:
    return tuple(searchable(text).split())


def _strings(value: object, route: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in PLAIN:
                yield from _strings(getattr(value, name), (*route, name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _strings(each, (*route, str(key)))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _strings(each, (*route, str(number)) if route[-1:] != ("address",) else route)
    elif isinstance(value, str) and value:
        yield route, value
