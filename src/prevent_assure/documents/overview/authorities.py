"""From an authority's cycles to its page."""

from collections.abc import Mapping, Sequence

from prevent_assure.documents.narrative import parse
from prevent_assure.documents.phrasing import printed_cycle
from prevent_assure.rules.case import Case
from prevent_assure.rules.listing import name_of
from prevent_assure.rules.tracking import Track, Tracked

from .building import Picture
from .counting import benchmark_link
from .pages import AuthorityCycleView, AuthorityPageView, AuthorityRowView, ProgressView
from .parts import CellView, LinkView


def authority_page(
    picture: Picture, cases: Sequence[tuple[Case, str]], kin: Sequence[Case], letters: Mapping[str, str]
) -> AuthorityPageView:
    """Build an authority's page.

    Args:
        picture: What the pages share.
        cases: The authority in each cycle, oldest first, with how far it was.
        kin: In the same cycles those whose part it has taken, and whose self-assessment covers it.
        letters: Where its letters stand in the site, by cycle.

    Returns:
        The view.
    """
    now = cases[-1][0]
    return AuthorityPageView(
        picture.site("authority", root="../"),
        name_of(now),
        (now.authority.region if now.authority is not None else None) or "",
        (now.authority.type if now.authority is not None else None) or "",
        tuple(AuthorityCycleView(printed_cycle(case.cycle), stage, letters.get(case.cycle)) for case, stage in cases),
        tuple(_rows(picture, [case for case, _ in cases])),
        tuple(_recommendations([case for case, _ in cases], kin)),
    )


def _rows(picture: Picture, cases: Sequence[Case]) -> list[AuthorityRowView]:
    cells: dict[str, dict[str, CellView]] = {}
    titles: dict[str, LinkView] = {
        each.benchmark.id: benchmark_link(each) for each in picture.figures.by_number() if each.benchmark.scored
    }
    for case in cases:
        for score in case.scores if case.assessment is not None else ():
            if not score.scored and score.id not in titles:
                continue
            titles.setdefault(score.id, LinkView(f"{score.number}. {score.title}", ""))
            cell = picture.cell(score.agreed, outside=score.override, scored=score.scored)
            cells.setdefault(score.id, {})[case.cycle] = cell
    absent = picture.cell(None, outside=False, scored=False)
    return [
        AuthorityRowView(link, tuple(cells.get(name, {}).get(case.cycle, absent) for case in cases))
        for name, link in titles.items()
    ]


def _recommendations(own: Sequence[Case], kin: Sequence[Case]) -> list[ProgressView]:
    """Show the recommendations made to it and to those whose part it has taken, the newest first."""
    now, track = own[-1], Track()
    for case in sorted((*kin, *own), key=lambda each: each.cycle):
        track.add(case)
    before = now.authority.predecessors if now.authority is not None else ()
    made = (each for each in track.all() if each.authority in {now.authority_id, *before})
    return [_progress(each, now.authority_id) for each in sorted(made, key=lambda each: each.cycle, reverse=True)]


def _progress(tracked: Tracked, authority: str) -> ProgressView:
    last = tracked.latest
    seen = {each.by: each.progress for each in tracked.steps if last is not None and each.cycle == last.cycle}
    return ProgressView(
        printed_cycle(tracked.cycle),
        tracked.id,
        parse(tracked.text),
        tuple(title for _, _, title in tracked.benchmarks),
        tracked.shared,
        tracked.name if tracked.authority != authority else "",
        printed_cycle(last.cycle) if last is not None else None,
        seen.get("authority"),
        seen.get("adviser"),
    )
