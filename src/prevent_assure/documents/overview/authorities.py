"""From an authority's cycles to its page."""

from collections.abc import Mapping, Sequence

from prevent_assure.documents.narrative import parse
from prevent_assure.documents.phrasing import printed_cycle
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.case import Case
from prevent_assure.rules.follow_up import Progressed, followed_up
from prevent_assure.rules.listing import name_of

from .building import Picture
from .counting import benchmark_link
from .pages import AuthorityCycleView, AuthorityPageView, AuthorityRowView, ProgressView
from .parts import CellView, LinkView


def authority_page(
    picture: Picture, cases: Sequence[tuple[Case, str]], letters: Mapping[str, str]
) -> AuthorityPageView:
    """Build an authority's page.

    Args:
        picture: What the pages share.
        cases: The authority in each cycle, oldest first, with how far it was.
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
        tuple(_recommendations([case for case, _ in cases])),
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


def _recommendations(cases: Sequence[Case]) -> list[ProgressView]:
    found = []
    for at in reversed(range(len(cases))):
        case = cases[at]
        later = followed_up(cases[at + 1]) if at + 1 < len(cases) else {}
        for each in case.review.letter.recommendations if case.review is not None else ():
            seen = later.get(f"{case.cycle}/{each.id}", Progressed())
            titles = tuple(_title(case.criteria, name) for name in each.benchmarks)
            text = parse(each.text)
            found.append(ProgressView(printed_cycle(case.cycle), each.id, text, titles, seen.authority, seen.adviser))
    return found


def _title(criteria: Criteria | None, benchmark: str) -> str:
    found = criteria.benchmark(benchmark) if criteria is not None else None
    return found.title if found is not None else benchmark
