"""The view of a letter as a manuscript: the same words in the same order as the packaged templates of text."""

from collections.abc import Iterator

from prevent_assure.publication.edition import MeaningView, NoticeView
from prevent_assure.text.narrative import Inlines, Narrative, Strong, Text, lines_of

from .committee import CommitteeView
from .manuscript import Bullets, Group, Heading, Lines, Manuscript, Piece, Pieces, Table, Terms, line, pieces_of
from .views import (
    BannerView,
    BenchmarkView,
    CriterionView,
    LetterView,
    OutcomeRowView,
    PersonView,
    RecommendationView,
    SenderView,
)
from .wording import Labels

_WIDTHS = (13, 26, 17, 44)


def letter_manuscript(view: LetterView) -> Manuscript:
    """Set a letter out.

    Args:
        view: The letter.

    Returns:
        The manuscript, without the marking and the label, which stand on each page.
    """
    pieces = (*_head(view), *_body(view), *_end(view), *_annex_a(view), *_annex_b(view), *_provenance(view))
    return manuscript(view, view.sender.department, pieces)


def manuscript(view: LetterView | CommitteeView, author: str, pieces: Pieces) -> Manuscript:
    """Put what a letter or paper says between what stands on each of its pages.

    Args:
        view: The letter or paper.
        author: Who publishes it.
        pieces: What it says.

    Returns:
        The manuscript.
    """
    label = None if view.banner is None else view.banner.label
    return Manuscript(
        language=view.language,
        title=view.title if label is None else f"{label}: {view.title}",
        author=author,
        date=None if view.date is None else view.date.iso,
        reference=view.reference,
        marking=view.marking,
        label=label,
        page=(view.labels.page, view.labels.page_of),
        pieces=pieces,
    )


def banner_of(banner: BannerView | None, labels: Labels) -> Iterator[Piece]:
    """Set out what must be seen of a letter that is not issued.

    Args:
        banner: What that is, or None.
        labels: The fixed labels.

    Yields:
        A box, or nothing.
    """
    if banner is not None:
        inner: list[Piece] = [line(banner.label, style="banner"), *pieces_of(banner.text)]
        if banner.missing:
            missing = Bullets(tuple((line(each),) for each in banner.missing))
            inner += [line(labels.missing, style="label"), missing]
        yield Group(tuple(inner), banner.kind)


def notice_of(notice: NoticeView) -> Group:
    """Set out what is left out.

    Args:
        notice: What that is.

    Returns:
        A box.
    """
    codes = (terms(notice.codes),) if notice.codes else ()
    return Group((line(notice.heading, style="label"), *pieces_of(notice.text), *codes), "notice")


def _head(view: LetterView) -> Iterator[Piece]:
    sender, to = view.sender, view.recipient
    yield from banner_of(view.banner, view.labels)
    if view.notice is not None:
        yield notice_of(view.notice)
    if sender.website is not None:
        yield from _styled(sender.website)
    yield line(*_given(sender.name, sender.unit, sender.department, *sender.address), style="address")
    if view.date is not None:
        yield line(view.date.text)
    yield line(*_given(to.name, to.title, to.authority, *to.address), style="address")
    if view.cc:
        yield line(f"{view.labels.cc}: {'; '.join(_post(each) for each in view.cc)}")
    yield line(view.salutation)
    yield Heading(1, view.subject)
    if view.supersedes is not None:
        yield from pieces_of(view.supersedes)


def _styled(website: Narrative) -> Iterator[Piece]:
    yield from (Lines(lines_of(block), "letterhead") for block in website.blocks)


def _given(*texts: str | None) -> list[str]:
    return [each for each in texts if each is not None]


def _post(person: PersonView) -> str:
    return person.title if person.name is None else f"{person.name}, {person.title}"


def _body(view: LetterView) -> Iterator[Piece]:
    for paragraph in view.opening:
        yield from pieces_of(paragraph)
    yield Heading(2, view.labels.summary_heading)
    yield from (line(view.labels.not_written),) if view.summary is None else pieces_of(view.summary)
    if view.strengths:
        yield from pieces_of(view.strengths_intro)
        yield Bullets(tuple(pieces_of(each) for each in view.strengths))
    if view.recommendations:
        yield from pieces_of(view.recommendations_intro)
        yield Bullets(tuple(recommendation(each) for each in view.recommendations))
    for last in (view.annex_pointer, view.sharing, view.thanks, view.closing):
        if last is not None:
            yield from pieces_of(last)


def recommendation(each: RecommendationView) -> Pieces:
    """Set out a recommendation.

    Args:
        each: The recommendation.

    Returns:
        Its text, with its details in a line below.
    """
    if not each.details:
        return pieces_of(each.text)
    details = "; ".join(f"{detail.label}: {detail.text}" for detail in each.details)
    return (*pieces_of(each.text), line(details, style="details"))


def _end(view: LetterView) -> Iterator[Piece]:
    yield Group((line(view.sign_off), _signature(view.sender)), "signature")
    for heading, meanings in ((view.labels.abbreviations, view.abbreviations), (view.labels.outcomes, view.outcomes)):
        if meanings:
            yield Heading(2, heading)
            yield terms(meanings)


def _signature(sender: SenderView) -> Lines:
    email: tuple[Inlines, ...] = () if sender.email is None else lines_of(sender.email.blocks[0])
    return Lines(((Strong((Text(sender.name),)),), (Text(sender.title),), *email), "signature")


def terms(meanings: tuple[MeaningView, ...]) -> Terms:
    """Set out terms with their meanings.

    Args:
        meanings: The terms.

    Returns:
        The piece.
    """
    return Terms(tuple((each.term, pieces_of(each.meaning)) for each in meanings))


def _annex_a(view: LetterView) -> Iterator[Piece]:
    labels = view.labels
    yield Heading(2, labels.annex_a, new_page=True)
    heads = (labels.number, labels.benchmark, labels.outcome, labels.summary)
    rows = tuple(_row(each, view) for each in view.annex_a)
    yield Table(labels.annex_a_caption, heads, _WIDTHS, rows)


def _row(row: OutcomeRowView, view: LetterView) -> tuple[Pieces, ...]:
    outside = () if row.outside_rules is None else (line(row.outside_rules),)
    statement = () if row.statement is None else pieces_of(row.statement)
    return (
        (line(str(row.number)),),
        (line(row.title, style="strong"), *statement),
        (line(row.outcome, style="outcome"), *outside),
        tuple(_summary(row, view)),
    )


def _summary(row: OutcomeRowView, view: LetterView) -> Iterator[Piece]:
    if not row.scored:
        yield from () if row.reason is None else pieces_of(row.reason)
        return
    yield from (line(view.labels.not_written),) if row.account is None else pieces_of(row.account)
    if row.comments is not None:
        yield Group((line(view.labels.comments, style="label"), *pieces_of(row.comments)), "comments")
    if row.outside_reason is not None:
        label = line(f"{row.outside_rules}: {view.labels.reason}", style="label")
        yield Group((label, *pieces_of(row.outside_reason)), "comments")


def _annex_b(view: LetterView) -> Iterator[Piece]:
    yield Heading(2, view.annex_b_title, new_page=True)
    for benchmark in view.annex_b:
        yield Heading(3, f"{benchmark.number}. {benchmark.title}")
        yield from _assured(benchmark)
        for level in benchmark.levels:
            yield Heading(4, level.label)
            if level.note:
                yield line(level.note, style="note")
            yield Bullets(tuple(tuple(_criterion(each, view)) for each in level.criteria))


def _assured(benchmark: BenchmarkView) -> Iterator[Piece]:
    for each in (benchmark.assured_by, benchmark.contact):
        if each is not None:
            yield from pieces_of(each)


def _criterion(criterion: CriterionView, view: LetterView) -> Iterator[Piece]:
    yield from pieces_of(criterion.text)
    if criterion.parts:
        yield Bullets(tuple(pieces_of(each) for each in criterion.parts))
    labelled = ((view.labels.exception, criterion.exception), (view.labels.applies_when, criterion.applies_when))
    for label, said in labelled:
        if said is not None:
            yield _labelled(label, said)


def _labelled(label: str, said: Narrative) -> Lines:
    """Set a narrative behind a label, all of its blocks on one line."""
    inlines: list[Inlines] = [each for block in said.blocks for each in lines_of(block)]
    run = tuple(inline for each in inlines for inline in (Text(" "), *each))
    return Lines(((Text(f"{label}:"), *run),), "note")


def _provenance(view: LetterView) -> Iterator[Piece]:
    yield line(*view.provenance, style="small")
