"""Models and scores into the view of a letter: every word that it prints, in its order, under its condition."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.review import Recommendation, Strength
from prevent_assure.model.settings import SharedRecommendation
from prevent_assure.publication.edition import NoticeView
from prevent_assure.rules.letter_sources import LetterSources, Provenance
from prevent_assure.rules.status import Status
from prevent_assure.text.narrative import Narrative, parse, run_on
from prevent_assure.text.phrasing import in_sentence, optional, phrase, printed_cycle, sentence

from .annexes import annex_a, annex_b
from .correspondents import Correspondents, sender_view
from .meanings import abbreviations, abbreviations_in, outcome_meanings
from .phrases import day, enumeration
from .views import BannerView, BenchmarkView, DetailView, LetterView, RecommendationView
from .wording import Labels, Sentences, Wording

REGIONAL = {"en": "en-GB"}
"""The language that a wording is in where it does not say of which country."""
_FOR_SIGNATURE: tuple[Status, ...] = ("agreed", "cleared")


def letter_view(sources: LetterSources, wording: Wording, notice: NoticeView | None = None) -> LetterView:
    """Make the view of a letter.

    Args:
        sources: What it is made from.
        wording: The fixed words of its language.
        notice: What a public letter says of what it leaves out.

    Returns:
        The view, which all formats are written from.
    """
    said, text, cycle = wording.sentences, sources.text, printed_cycle(sources.cycle)
    who = _correspondents(sources)
    subject, outcomes = phrase(said.subject, cycle=cycle), annex_a(sources, wording.labels)
    view = LetterView(
        language=REGIONAL.get(wording.language, wording.language),
        title=_title(subject, sources, wording, notice),
        reference=phrase(said.reference, authority=sources.authority.name, cycle=cycle),
        marking=_marking(sources),
        banner=_banner(sources, wording),
        notice=notice,
        labels=wording.labels,
        sender=sender_view(sources.settings.sender_of(sources.cycle), sources.pictures),
        date=None if text.date is None else day(text.date, wording),
        recipient=who.recipient(),
        recipients=who.recipients(),
        cc=who.copies(),
        salutation=who.salutation(wording),
        subject=subject,
        supersedes=_supersedes(sources, wording),
        opening=tuple(_opening(sources, wording)),
        summary=optional(text.summary),
        strengths_intro=sentence(said.strengths, cycle=cycle),
        strengths=tuple(_strengths(text.strengths)),
        recommendations_intro=sentence(said.recommendations),
        recommendations=tuple(_recommendations(sources, wording)),
        annex_pointer=sentence(said.annex_pointer),
        sharing=_sharing(sources, wording),
        thanks=who.thanks(sources.assessment, sources.review, wording),
        closing=sentence(said.closing),
        sign_off=said.sign_off,
        enclosures=f"{wording.labels.annex_a}; {phrase(said.annex_b, criteria=sources.criteria.title)}",
        abbreviations=(),
        outcomes=outcome_meanings(sources.criteria, outcomes),
        glance_heads=_glance_heads(sources, wording.labels),
        annex_a=outcomes,
        annex_b_title=phrase(said.annex_b, criteria=sources.criteria.title),
        annex_b=(),
        provenance=_provenance(sources.provenance, wording, notice),
    )
    return _with_criteria(view, sources.criteria, said)


def _correspondents(sources: LetterSources) -> Correspondents:
    return Correspondents(sources.authority, sources.settings.people, sources.text.date, tuple(sources.joint))


def _with_criteria(view: LetterView, criteria: Criteria, said: Sentences) -> LetterView:
    """Add the criteria, and the abbreviations of letter and criteria."""
    annex = annex_b(criteria)
    found = abbreviations(criteria, annex.abbreviations | abbreviations_in(criteria, view))
    shown = zip(annex.benchmarks, criteria.by_number(), strict=True)
    return replace(view, abbreviations=found, annex_b=tuple(_in_sentences(each, of, said) for each, of in shown))


def _in_sentences(shown: BenchmarkView, benchmark: Benchmark, said: Sentences) -> BenchmarkView:
    """Set what assures an unscored benchmark, and whom to ask, into sentences where they are none."""
    if shown.scored:
        return shown
    assured, contact = benchmark.assured_by, benchmark.contact
    return replace(
        shown,
        assured_by=None if not assured else in_sentence(assured, said.assured_by, "process"),
        contact=None if not contact else in_sentence(contact, said.contact, "contact"),
    )


def _glance_heads(sources: LetterSources, labels: Labels) -> tuple[str, ...]:
    heads = (labels.number, labels.benchmark, labels.outcome)
    return (*heads, phrase(labels.before, cycle=printed_cycle(sources.before_cycle))) if sources.before else heads


def _title(subject: str, sources: LetterSources, wording: Wording, notice: NoticeView | None) -> str:
    title = phrase(wording.sentences.title, subject=subject, authority=sources.authority.name)
    return title if notice is None or wording.public is None else phrase(wording.public.title, title=title)


def _marking(sources: LetterSources) -> str | None:
    """The review's own marking, else the workspace's; in capitals, as markings are printed."""
    marking = sources.text.marking or sources.settings.marking
    return None if marking is None else marking.upper()


def _strengths(strengths: Sequence[str | Strength]) -> Iterator[Narrative]:
    for each in strengths:
        yield parse(each.text if isinstance(each, Strength) else each)


def _supersedes(sources: LetterSources, wording: Wording) -> Narrative | None:
    if sources.supersedes is None:
        return None
    return sentence(wording.sentences.supersedes, date=day(sources.supersedes, wording).text)


def _sharing(sources: LetterSources, wording: Wording) -> Narrative:
    groups, phrases = sources.authority.groups, wording.phrases
    return sentence(
        wording.sentences.sharing,
        governance=phrases.governance.of(groups.governance),
        strategic=phrases.strategic.of(groups.strategic),
    )


def _banner(sources: LetterSources, wording: Wording) -> BannerView | None:
    if sources.status == "issued":
        return None
    if sources.status in _FOR_SIGNATURE:
        words = wording.banners.for_signature
        return BannerView("for_signature", words.label, sentence(words.text), ())
    words = wording.banners.draft
    return BannerView("draft", words.label, sentence(words.text), tuple(sources.missing))


def _opening(sources: LetterSources, wording: Wording) -> Iterator[Narrative]:
    """The paragraphs before the summary, each under its condition (letter.md's table, from "role" to "unscored")."""
    said, criteria = wording.sentences, sources.criteria
    if sources.covered:
        yield sentence(said.covers, authorities=enumeration(sources.covered, wording))
    yield sentence(said.role)
    change = wording.changes.get(criteria.ref)
    if change is not None:
        yield sentence(change)
    yield sentence(said.toolkit, benchmarks=wording.phrases.benchmarks.of(len(criteria.benchmarks)))
    yield sentence(said.adviser, department=sources.settings.sender_of(sources.cycle).department)
    yield sentence(said.expectations)
    yield sentence(said.limits)
    direct, tangential = _first(criteria, "direct"), _first(criteria, "tangential")
    if direct is not None and tangential is not None:
        yield sentence(
            said.importance,
            direct_number=str(direct.number),
            direct_title=direct.title,
            tangential_number=str(tangential.number),
            tangential_title=tangential.title,
        )
    for benchmark in criteria.by_number():
        if not benchmark.scored:
            unscored = sentence(said.unscored, number=str(benchmark.number), title=benchmark.title)
            yield run_on(unscored, in_sentence(benchmark.assured_by or "", said.assured_by, "process"))


def _first(criteria: Criteria, emphasis: str) -> Benchmark | None:
    return next((each for each in criteria.by_number() if each.emphasis == emphasis), None)


def _recommendations(sources: LetterSources, wording: Wording) -> Iterator[RecommendationView]:
    cycle = sources.settings.cycles.get(sources.cycle)
    shared = () if cycle is None else cycle.recommendations
    made: list[Recommendation | SharedRecommendation] = [*sources.text.recommendations, *shared]
    for number, each in enumerate(made, 1):
        yield RecommendationView(
            each.id,
            f"{wording.labels.recommendation}{number}",
            parse(each.text),
            tuple(_details(each, sources, wording)),
            shared=not isinstance(each, Recommendation),
        )


def _details(
    recommendation: Recommendation | SharedRecommendation, sources: LetterSources, wording: Wording
) -> Iterator[DetailView]:
    yield from _benchmarks(recommendation, sources, wording)
    if isinstance(recommendation, Recommendation):
        if recommendation.owner is not None:
            yield DetailView(wording.details.owner, recommendation.owner)
        if recommendation.due is not None:
            yield DetailView(wording.details.due, day(recommendation.due, wording).text)


def _benchmarks(
    recommendation: Recommendation | SharedRecommendation, sources: LetterSources, wording: Wording
) -> Iterator[DetailView]:
    numbers = [each.number for each in sources.criteria.by_number() if each.id in recommendation.benchmarks]
    if numbers:
        label = wording.details.benchmark if len(numbers) == 1 else wording.details.benchmarks
        yield DetailView(label, enumeration([str(number) for number in numbers], wording))


def _provenance(provenance: Provenance, wording: Wording, notice: NoticeView | None) -> tuple[str, ...]:
    """Say what the letter was made from, and of the letter itself, which alone has a record, how to check it."""
    criteria, rest = wording.sentences.provenance
    check = wording.sentences.check if notice is None else None
    return (
        phrase(criteria, criteria=provenance.criteria, digest=provenance.criteria_digest),
        phrase(rest, digest=provenance.sources_digest),
        *([phrase(check)] if check is not None else ()),
    )
