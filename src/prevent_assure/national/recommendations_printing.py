"""Recommendations with their progress, as a listing: for people, for a partnership plan, and for programs."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from prevent_assure.rules.recommendations import AuthorityProgress, RecommendationHistory, Step
from prevent_assure.text.blocks import Block, Heading, Points, Styled, Table
from prevent_assure.text.listings import Cell, Listing
from prevent_assure.text.phrasing import printed_cycle

HEADINGS = ("Recommendation", "What is asked", "Benchmarks", "Owner", "Due", "Progress")
COLUMNS = (
    "authority", "name", "cycle", "recommendation", "text", "benchmarks", "benchmark_numbers", "owner", "due", "shared",
    "progress", "open", "progress_cycle", "progress_by", "progress_authority", "comment",
)  # fmt: skip
PROGRESS = {
    "addressed": "addressed",
    "good_progress": "good progress",
    "limited_progress": "limited progress",
    "not_started": "not started",
    "superseded": "superseded",
}
NOT_YET = "no follow-up yet"


def recommendations_listing(found: Sequence[RecommendationHistory]) -> Listing:
    """List recommendations.

    Args:
        found: The recommendations, those of an authority together.

    Returns:
        Authority by authority; on a terminal those that are open stand out. Where several authorities see to a
        recommendation, each has a row for programs.
    """
    return Listing(
        text=_text(found),
        markdown=_markdown(found),
        columns=COLUMNS,
        rows=(_row(made, one) for made in found for one in made.by_authority),
        data={"format": "prevent-assure/recommendations/1", "recommendations": map(_object, found)},
    )


def _text(found: Sequence[RecommendationHistory]) -> Iterator[Block]:
    for _, members in groupby(found, key=attrgetter("authority")):
        for number, made in enumerate(members):
            if not number:
                yield Heading(made.name)
            reference, text, numbers, owner, due, progress = _words(made)
            style, colour = ("bold", "yellow") if made.is_open else ("", "green")
            yield Heading(reference, aside=Styled(f"  {progress}", colour), style=style)
            about = f"benchmark{'s' if len(made.benchmarks) > 1 else ''} {numbers}" if numbers else ""
            facts = " · ".join(filter(None, (about, owner, f"due {due}" if due else "")))
            yield Points(list(filter(None, (facts, text))))


def _markdown(found: Sequence[RecommendationHistory]) -> Iterator[Block]:
    for _, members in groupby(found, key=attrgetter("authority")):
        several = list(members)
        yield Heading(several[0].name)
        yield Table(HEADINGS, [_words(made) for made in several])


def _words(made: RecommendationHistory) -> tuple[str, ...]:
    numbers = ", ".join(str(number) for number, _, _ in made.benchmarks)
    due = made.due.isoformat() if made.due is not None else ""
    return (made.reference, made.text, numbers, made.owner or "", due, _progress(made))


def _progress(made: RecommendationHistory) -> str:
    if len(made.by_authority) == 1:
        return _said(made.latest)
    return "; ".join(f"{one.name}: {_said(one.step)}" for one in made.by_authority)


def _said(step: Step | None) -> str:
    if step is None:
        return NOT_YET
    said = f"{PROGRESS[step.progress]} ({printed_cycle(step.cycle)}"
    return f"{said}, the adviser)" if step.by == "adviser" else f"{said})"


def _row(made: RecommendationHistory, one: AuthorityProgress) -> tuple[Cell, ...]:
    step = one.step
    alone = len(made.by_authority) == 1
    authority = one.authority if not alone else step.authority if step is not None else ""
    return (
        made.authority, made.name, made.cycle, made.id, made.text,
        tuple(name for _, name, _ in made.benchmarks), tuple(str(number) for number, _, _ in made.benchmarks),
        made.owner, made.due, made.shared, step and step.progress, made.is_open, step and step.cycle,
        step and step.by, authority, " ".join(((step and step.comment) or "").split()),
    )  # fmt: skip


def _object(made: RecommendationHistory) -> dict[str, object]:
    several = made.by_authority if len(made.by_authority) > 1 else ()
    return {
        "authority": made.authority,
        "name": made.name,
        "cycle": made.cycle,
        "id": made.id,
        "recommendation": made.reference,
        "text": made.text,
        "benchmarks": [name for _, name, _ in made.benchmarks],
        "owner": made.owner,
        "due": made.due,
        "shared": made.shared,
        "progress": made.latest and made.latest.progress,
        "open": made.is_open,
        "follow_up": made.steps,
        **({"by_authority": map(_by_authority, several)} if several else {}),
    }


def _by_authority(one: AuthorityProgress) -> dict[str, object]:
    progress = one.step and one.step.progress
    return {"authority": one.authority, "name": one.name, "progress": progress, "open": one.is_open}
