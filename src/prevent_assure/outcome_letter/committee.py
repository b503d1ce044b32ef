"""The view of a paper for a scrutiny committee: a letter's facts for councillors, beside those of the cycle before."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from prevent_assure.checking.reading import Files, Reader
from prevent_assure.diagnostics import InputError
from prevent_assure.model.assessment import Progress
from prevent_assure.publication.edition import Edition, MeaningView, NoticeView
from prevent_assure.publication.redaction import Redactor
from prevent_assure.publication.withheld import Secret, secrets_of
from prevent_assure.rules.case import previous_cycle
from prevent_assure.rules.letter_sources import LetterSources
from prevent_assure.rules.recommendations import progress_of
from prevent_assure.text.narrative import Narrative, parse, run_on
from prevent_assure.text.phrasing import phrase, printed_cycle, sentence
from prevent_assure.text.views import view

from .meanings import abbreviations, abbreviations_in, texts_in
from .phrases import enumeration
from .views import BannerView, DayView, LetterView, RecommendationView
from .wording import CommitteeWords, Labels, Wording


@view
class ResultView:
    """The outcome of a benchmark beside that of the cycle before.

    Attributes:
        number: The benchmark's number.
        title: Its title.
        outcome: The agreed outcome's label; where there is none yet, words that say so; `N/A` where it is not scored.
        outside_rules: Words that say that the outcome was agreed outside the rules; None where it was not.
        before: The outcome's label of the cycle before, or words in its place.
    """

    number: int
    title: str
    outcome: str
    outside_rules: str | None
    before: str


@view
class ProgressView:
    """What became of a recommendation of the cycle before.

    Attributes:
        text: The recommendation.
        progress: How far it is, in words.
    """

    text: Narrative
    progress: str


@view
class CommitteeView:
    """A paper for councillors, in the order in which it is read.

    Attributes:
        language: The language of the fixed wording, as `en-GB`.
        title: The document's title.
        reference: Authority and cycle, for the foot of each page.
        marking: The marking at the top and bottom of every page, or None.
        banner: What must be seen on every page until the letter is issued; None once it is.
        notice: What the paper leaves out; None where it leaves out nothing.
        labels: Headings, labels and other short fixed words of letters.
        publisher: The department that the letter is from.
        heading: The paper's heading.
        authority: The authority's name.
        date: The letter's date, or None before it has one.
        introduction: What the paper is about, and how many benchmarks have which outcome.
        outcomes_heading: Heading over the outcomes.
        caption: Caption of their table.
        heads: The heads of its columns: number, benchmark, this cycle's outcome, that of the cycle before.
        results: The outcomes, in the order of the benchmarks' numbers.
        outcomes: The outcomes that occur, and what they mean.
        changes_heading: Heading over what has changed.
        changes: What has changed since the cycle before.
        strengths_heading: Heading over the strengths.
        strengths: The strengths.
        recommendations_heading: Heading over the recommendations.
        recommendations: The recommendations.
        progress_heading: Heading over the recommendations of the cycle before.
        progress: These, with what became of them.
        abbreviations: The abbreviations that occur in the paper.
        asked_heading: Heading over what members are asked to do.
        asked: What they are asked to do.
        provenance: Which criteria and which sources it was made from.
    """

    language: str
    title: str
    reference: str
    marking: str | None
    banner: BannerView | None
    notice: NoticeView | None
    labels: Labels
    publisher: str
    heading: str
    authority: str
    date: DayView | None
    introduction: tuple[Narrative, ...]
    outcomes_heading: str
    caption: str
    heads: tuple[str, ...]
    results: tuple[ResultView, ...]
    outcomes: tuple[MeaningView, ...]
    changes_heading: str
    changes: tuple[Narrative, ...]
    strengths_heading: str
    strengths: tuple[Narrative, ...]
    recommendations_heading: str
    recommendations: tuple[RecommendationView, ...]
    progress_heading: str
    progress: tuple[ProgressView, ...]
    abbreviations: tuple[MeaningView, ...]
    asked_heading: str
    asked: Narrative
    provenance: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The cycle before.

    Attributes:
        cycle: The cycle; empty where nothing is known of it.
        outcomes: The agreed outcomes: their ids by benchmark.
        labels: The labels of its outcomes.
        recommendations: Its recommendations by name, as in `2023-24/training`, with their text.
        progress: What became of them, by name.
    """

    cycle: str = ""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    recommendations: Mapping[str, str] = field(default_factory=dict)
    progress: Mapping[str, Progress | None] = field(default_factory=dict)


def committee_view(
    letter: LetterView, sources: LetterSources, earlier: Earlier, wording: Wording, mark: str
) -> CommitteeView:
    """Make the view of a paper.

    Args:
        letter: The public letter, whose facts it tells.
        sources: What that was made from.
        earlier: The cycle before.
        wording: The fixed words of letters.
        mark: What stands in the place of what is left out.

    Returns:
        The view.
    """
    said = wording.committee
    assert letter.notice is not None  # noqa: S101 - a public letter has one
    assert said is not None  # noqa: S101 - the task has looked
    cycle, before = printed_cycle(sources.cycle), printed_cycle(earlier.cycle)
    then = phrase(said.before, cycle=before) if before else said.before_unknown
    view = CommitteeView(
        language=letter.language,
        title=phrase(said.title, cycle=cycle, authority=sources.authority.name),
        reference=letter.reference,
        marking=letter.marking,
        banner=letter.banner,
        notice=None,
        labels=letter.labels,
        publisher=letter.sender.department,
        heading=phrase(said.heading, cycle=cycle),
        authority=sources.authority.name,
        date=letter.date,
        introduction=(_introduction(letter, sources, wording, said),),
        outcomes_heading=said.outcomes_heading,
        caption=said.caption,
        heads=(said.number, said.benchmark, phrase(said.now, cycle=cycle), then),
        results=tuple(_results(letter, sources, earlier, said)),
        outcomes=letter.outcomes,
        changes_heading=said.changes_heading,
        changes=(run_on(*_changes(letter, sources, earlier, wording, said)),),
        strengths_heading=said.strengths_heading,
        strengths=letter.strengths,
        recommendations_heading=said.recommendations_heading,
        recommendations=letter.recommendations,
        progress_heading=phrase(said.progress_heading, cycle=before) if before else "",
        progress=tuple(_progress(earlier, said)),
        abbreviations=(),
        asked_heading=said.asked_heading,
        asked=sentence(said.asked),
        provenance=letter.provenance,
    )
    found = abbreviations_in(sources.criteria, view)
    return replace(
        view, abbreviations=abbreviations(sources.criteria, found), notice=_notice(view, letter.notice, said, mark)
    )


def _introduction(letter: LetterView, sources: LetterSources, wording: Wording, said: CommitteeWords) -> Narrative:
    about = sentence(said.introduction, authority=sources.authority.name)
    return run_on(about, sentence(said.source), _counts(letter, wording, said))


def _notice(view: CommitteeView, notice: NoticeView, said: CommitteeWords, mark: str) -> NoticeView | None:
    """Keep the codes of the letter that stand in the paper, too."""
    text = "\n".join(texts_in(view))
    codes = tuple(each for each in notice.codes if phrase(mark, code=each.term) in text)
    return replace(notice, text=parse(said.notice), codes=codes) if codes else None


def _counts(letter: LetterView, wording: Wording, said: CommitteeWords) -> Narrative:
    counted = Counter(row.outcome for row in letter.annex_a if row.scored)
    items = [phrase(said.count, count=str(count), outcome=outcome) for outcome, count in counted.items()]
    benchmarks = wording.phrases.benchmarks.of(counted.total())
    return sentence(said.counts, benchmarks=benchmarks, counts=enumeration(items, wording))


def _results(
    letter: LetterView, sources: LetterSources, earlier: Earlier, said: CommitteeWords
) -> Iterator[ResultView]:
    for row, benchmark in zip(letter.annex_a, sources.criteria.by_number(), strict=True):
        before = earlier.outcomes.get(benchmark.id)
        label = said.nothing_before if before is None else earlier.labels.get(before, before)
        shown = label if row.scored else letter.labels.not_scored
        yield ResultView(row.number, row.title, row.outcome, row.outside_rules, shown)


def _changes(
    letter: LetterView, sources: LetterSources, earlier: Earlier, wording: Wording, said: CommitteeWords
) -> Iterator[Narrative]:
    """Say which outcomes are higher, lower and the same, by number and title."""
    order = [each.id for each in sources.criteria.outcomes]
    moved: dict[str, list[str]] = {"higher": [], "lower": [], "same": []}
    for row, benchmark in zip(letter.annex_a, sources.criteria.by_number(), strict=True):
        before, now = earlier.outcomes.get(benchmark.id), row.outcome_id
        if before in order and now in order:
            step = order.index(now) - order.index(before)
            way = "higher" if step > 0 else "lower" if step < 0 else "same"
            moved[way].append(phrase(said.named, number=str(row.number), title=row.title))
    if not any(moved.values()):
        yield sentence(said.no_cycle_before)
        return
    cycle = printed_cycle(earlier.cycle)
    for way in ("higher", "lower"):
        if moved[way]:
            yield sentence(getattr(said, way), cycle=cycle, benchmarks=enumeration(moved[way], wording))
        else:
            yield sentence(getattr(said, f"none_{way}"), cycle=cycle)
    if moved["same"]:
        yield sentence(said.same, count=wording.phrases.benchmarks.of(len(moved["same"])))


def _progress(earlier: Earlier, said: CommitteeWords) -> Iterator[ProgressView]:
    for name, text in earlier.recommendations.items():
        progress = earlier.progress.get(name)
        yield ProgressView(parse(text), said.not_told if progress is None else getattr(said.progress, progress))


def committee_paper(
    reader: Reader, files: Files, edition: Edition, letter: LetterView, wording: Wording
) -> tuple[CommitteeView, Edition]:
    """Make the view of a paper.

    Args:
        reader: What reads the workspace.
        files: The authority's files of the cycle.
        edition: The public edition of its letter.
        letter: That letter.
        wording: The fixed words.

    Returns:
        The view, and the edition with what the cycle before withholds as well.

    Raises:
        InputError: If the wording has no words for it.
    """
    if wording.committee is None or wording.public is None:
        msg = "templates/wording.en.yaml has no key `committee`, which the paper needs: see the packaged file"
        raise InputError(msg)
    earlier, secrets = _earlier(reader, files, edition.redactor)
    view = committee_view(letter, edition.sources, earlier, wording, wording.public.mark)
    kept_out = edition.withheld._replace(secrets=(*edition.withheld.secrets, *secrets))
    return view, edition._replace(withheld=kept_out)


def _earlier(reader: Reader, files: Files, redactor: Redactor) -> tuple[Earlier, tuple[Secret, ...]]:
    cycle, now = previous_cycle(files.case.cycle), files.case
    here = reader.at(now.authority_id)
    makers = (now.authority_id, *sorted(now.relatives))
    recommended, _ = here.recommended(cycle, makers) or ({}, {})
    texts = {
        name: redactor.mark("restricted") if one.restricted else redactor.narrative(one.text)
        for name, one in recommended.items()
    }
    before = here.files(cycle, now.authority_id).case
    reviews = [case.review for case in (before, *(here.files(cycle, name).case for name in makers[1:]))]
    secrets = [
        secret for review in reviews if review is not None for secret in secrets_of(review.letter, f"review of {cycle}")
    ]
    outcomes, labels = {}, {}
    if before.review is not None and before.criteria is not None:
        outcomes = {key: one.agreed for key, one in before.review.benchmarks.items() if one.agreed is not None}
        labels = {one.id: one.label for one in before.criteria.outcomes}
    elif not texts:
        return Earlier(), ()
    return Earlier(cycle, outcomes, labels, texts, progress_of(now)), tuple(secrets)
