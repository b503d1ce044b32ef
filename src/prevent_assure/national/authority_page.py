"""From an authority's cycles to its page."""

from collections.abc import Iterator, Mapping

from prevent_assure.model.assessment import Progress
from prevent_assure.rules.case import Case
from prevent_assure.rules.recommendations import RecommendationHistory, Recommendations, Step
from prevent_assure.text.narrative import parse
from prevent_assure.text.phrasing import printed_cycle

from .counts import authority_file, benchmark_link
from .figures import COVERED
from .nation import AuthorityCycle, AuthorityCycles
from .pages import Picture
from .views import (
    AuthorityCycleView,
    AuthorityPageView,
    AuthorityRowView,
    CellView,
    LinkView,
    ProgressView,
    ReportedView,
)


def authority_page(picture: Picture, found: AuthorityCycles, letters: Mapping[str, str]) -> AuthorityPageView:
    """Build an authority's page.

    Args:
        picture: What the pages share.
        found: The authority in its cycles.
        letters: Where its letters stand in the site, by cycle.
    """
    authority = found.now.authority
    return AuthorityPageView(
        picture.site("authority", root="../"),
        picture.nation.name_of(found.now),
        (authority.region if authority is not None else None) or "",
        (authority.type if authority is not None else None) or "",
        tuple(_cycle(picture, each, letters.get(each.case.cycle)) for each in found.cases),
        tuple(_rows(picture, found)),
        tuple(_recommendations(picture, found)),
    )


def _cycle(picture: Picture, found: AuthorityCycle, letter: str | None) -> AuthorityCycleView:
    nation, cycle = picture.nation, found.case.cycle
    others = {name: nation.reader.files(cycle, name).case for name in found.others}
    links = tuple(
        LinkView(nation.name_of(case), authority_file(name) if name in nation.authorities else "")
        for name, case in others.items()
    )
    standing = next((case.status for case in others.values()), "") if found.stage == COVERED else ""
    return AuthorityCycleView(printed_cycle(cycle), found.stage, letter, links, standing)


def _rows(picture: Picture, found: AuthorityCycles) -> Iterator[AuthorityRowView]:
    cells: dict[tuple[str, str], CellView] = {}
    titles = {each.benchmark.id: benchmark_link(each) for each in picture.figures.scored()}
    for case, *_ in found.cases:
        for score in case.scores if _has_outcomes(case) else ():
            if score.scored or score.id in titles:
                titles.setdefault(score.id, LinkView(f"{score.number}. {score.title}", ""))
                cell = picture.cell(score.agreed, outside=score.override, scored=score.scored)
                cells[score.id, case.cycle] = cell
    absent = {
        each.case.cycle: picture.cell(None, outside=False, scored=not _has_outcomes(each.case), stage=each.stage)
        for each in found.cases
    }
    for name, link in titles.items():
        yield AuthorityRowView(link, tuple(cells.get((name, cycle), none) for cycle, none in absent.items()))


def _has_outcomes(case: Case) -> bool:
    """Tell whether there is a self-assessment with an edition, so that each benchmark is scored in it or not."""
    return case.assessment is not None and bool(case.scores)


def _recommendations(picture: Picture, found: AuthorityCycles) -> Iterator[ProgressView]:
    """Show the recommendations made to it and to those whose part it has taken, the newest first."""
    authority, succession = found.authority, picture.nation.succession()
    gathered = Recommendations(succession, until=found.now.cycle)
    for case in sorted((*found.relatives, *(case for case, *_ in found.cases)), key=lambda case: case.cycle):
        gathered.add(case)
    wanted = {authority, *succession.predecessors(authority)}
    for history in sorted(gathered.all(), key=lambda history: history.cycle, reverse=True):
        if history.authority in wanted:
            yield _history(history, authority)


def _history(history: RecommendationHistory, authority: str) -> ProgressView:
    several = history.by_authority if len(history.by_authority) > 1 else ()
    return ProgressView(
        printed_cycle(history.cycle),
        history.id,
        parse(history.text),
        tuple(title for _, _, title in history.benchmarks),
        history.shared,
        history.name if history.authority != authority else "",
        *_reported(history, history.latest),
        tuple(ReportedView(one.name, *_reported(history, one.step)) for one in several),
    )


def _reported(history: RecommendationHistory, last: Step | None) -> tuple[str | None, Progress | None, Progress | None]:
    """Give the cycle of a word that counts, and how authority and adviser see it then."""
    if last is None:
        return None, None, None
    of_last = (step for step in history.steps if (step.cycle, step.authority) == (last.cycle, last.authority))
    seen = {step.by: step.progress for step in of_last}
    return printed_cycle(last.cycle), seen.get("authority"), seen.get("adviser")
