"""The view of a committee's paper as a manuscript, in the order of the packaged templates of text."""

from collections.abc import Iterator

from prevent_assure.publication.edition import MeaningView
from prevent_assure.text.narrative import Strong, Text, lines_of

from .committee import CommitteeView, ProgressView
from .letter_manuscript import banner_of, manuscript, notice_of, recommendation
from .manuscript import Bullets, Heading, Lines, Manuscript, Piece, Pieces, Table, line, pieces_of

_WIDTHS = (13, 45, 21, 21)


def committee_manuscript(view: CommitteeView) -> Manuscript:
    """Set a paper out.

    Args:
        view: The paper.

    Returns:
        The manuscript.
    """
    return manuscript(view, view.publisher, (*_head(view), *_outcomes(view), *_lists(view), *_end(view)))


def _head(view: CommitteeView) -> Iterator[Piece]:
    yield from banner_of(view.banner, view.labels)
    yield Heading(1, view.heading)
    yield line(*(each for each in (view.authority, view.date.text if view.date else None) if each))
    for paragraph in view.introduction:
        yield from pieces_of(paragraph)


def _outcomes(view: CommitteeView) -> Iterator[Piece]:
    yield Heading(2, view.outcomes_heading)
    rows = tuple(
        (
            (line(str(each.number)),),
            (line(each.title, style="strong"),),
            (line(each.outcome, style="outcome"), *((line(each.outside_rules),) if each.outside_rules else ())),
            (line(each.before),),
        )
        for each in view.results
    )
    yield Table(view.caption, view.heads, _WIDTHS, rows)
    if view.outcomes:
        yield Heading(3, view.labels.outcomes)
        yield Bullets(tuple((_meaning(each),) for each in view.outcomes))
    yield Heading(2, view.changes_heading)
    for paragraph in view.changes:
        yield from pieces_of(paragraph)


def _meaning(each: MeaningView) -> Lines:
    """Set a term and its meaning on one line, as the paper is to be short."""
    said = tuple(inline for block in each.meaning.blocks for line_ in lines_of(block) for inline in (Text(" "), *line_))
    return Lines(((Strong((Text(each.term),)), *said),))


def _lists(view: CommitteeView) -> Iterator[Piece]:
    if view.strengths:
        yield Heading(2, view.strengths_heading)
        yield Bullets(tuple(pieces_of(each) for each in view.strengths))
    if view.recommendations:
        yield Heading(2, view.recommendations_heading)
        yield Bullets(tuple(recommendation(each) for each in view.recommendations))
    if view.progress:
        yield Heading(2, view.progress_heading)
        yield Bullets(tuple(_progress(each) for each in view.progress))


def _progress(each: ProgressView) -> Pieces:
    return (*pieces_of(each.text), line(each.progress, style="details"))


def _end(view: CommitteeView) -> Iterator[Piece]:
    if view.abbreviations:
        yield Heading(2, view.labels.abbreviations)
        yield Bullets(tuple((_meaning(each),) for each in view.abbreviations))
    if view.notice is not None:
        yield notice_of(view.notice)
    yield line(*view.provenance, style="small")
