"""From an authority's cycles to its page."""

from collections.abc import Mapping, Sequence

from prevent_assure.model.assessment import Progress
from prevent_assure.rules.case import Case
from prevent_assure.rules.recommendations import RecommendationHistory, Recommendations, Step
from prevent_assure.rules.succession import Succession
from prevent_assure.text.narrative import parse
from prevent_assure.text.phrasing import printed_cycle

from .building import Picture
from .counting import benchmark_link
from .rows import name_of
from .views import (
    AuthorityCycleView,
    AuthorityPageView,
    AuthorityRowView,
    CellView,
    LinkView,
    ProgressView,
    ReportedView,
)


def authority_page(
    picture: Picture,
    cases: Sequence[tuple[Case, str]],
    kin: Sequence[Case],
    succession: Succession,
    letters: Mapping[str, str],
) -> AuthorityPageView:
    """Build an authority's page.

    Args:
        picture: What the pages share.
        cases: The authority in each cycle, oldest first, with how far it was.
        kin: In the same cycles those whose part it has taken, who have taken that part too, and whose self-assessments
            cover any of them.
        succession: Who has taken whose part.
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
        tuple(_recommendations([case for case, _ in cases], kin, succession)),
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


def _recommendations(own: Sequence[Case], kin: Sequence[Case], succession: Succession) -> list[ProgressView]:
    """Show the recommendations made to it and to those whose part it has taken, the newest first."""
    now = own[-1]
    gathered = Recommendations(succession, until=now.cycle)
    for case in sorted((*kin, *own), key=lambda case: case.cycle):
        gathered.add(case)
    wanted = {now.authority_id, *succession.predecessors(now.authority_id)}
    made = (history for history in gathered.all() if history.authority in wanted)
    return [
        _history(history, now.authority_id) for history in sorted(made, key=lambda history: history.cycle, reverse=True)
    ]


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
