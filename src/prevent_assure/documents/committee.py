"""The view of a paper for a scrutiny committee: a letter's facts for councillors, beside those of the cycle before."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from prevent_assure.model.assessment import Progress

from .annex_views import OutcomeRowView
from .committee_views import CommitteeView, ProgressView, ResultView
from .edition_wording import CommitteeWords
from .meanings import abbreviations, abbreviations_in, texts_in
from .narrative import Narrative, parse, run_on
from .phrasing import enumeration, phrase, printed_cycle, sentence
from .sources import LetterSources
from .views import LetterView, NoticeView
from .wording import Wording


@dataclass(frozen=True, slots=True)
class Earlier:
    """The cycle before.

    Attributes:
        cycle: The cycle.
        outcomes: The agreed outcomes: their ids by benchmark.
        labels: The labels of its outcomes.
        recommendations: Its recommendations by name, as in `2023-24/training`, with their text.
        progress: What became of them, by name.
    """

    cycle: str
    outcomes: Mapping[str, str]
    labels: Mapping[str, str]
    recommendations: Mapping[str, str]
    progress: Mapping[str, Progress | None]


def committee_view(
    letter: LetterView, sources: LetterSources, earlier: Earlier | None, wording: Wording, mark: str
) -> CommitteeView:
    """Make the view of a paper.

    Args:
        letter: The public letter, whose facts it tells.
        sources: What that was made from.
        earlier: The cycle before, or None where nothing is known of it.
        wording: The fixed words of letters.
        mark: What stands in the place of what is left out.

    Returns:
        The view.
    """
    said = wording.committee
    assert letter.notice is not None  # noqa: S101 - a public letter has one
    assert said is not None  # noqa: S101 - the task has looked
    cycle = printed_cycle(sources.cycle)
    before = "" if earlier is None else printed_cycle(earlier.cycle)
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
        heads=(said.number, said.benchmark, phrase(said.now, cycle=cycle), _before_head(earlier, said)),
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


def _before_head(earlier: Earlier | None, said: CommitteeWords) -> str:
    return said.before_unknown if earlier is None else phrase(said.before, cycle=printed_cycle(earlier.cycle))


def _scored(letter: LetterView) -> list[OutcomeRowView]:
    return [row for row in letter.annex_a if row.scored]


def _counts(letter: LetterView, wording: Wording, said: CommitteeWords) -> Narrative:
    counted = Counter(row.outcome for row in _scored(letter))
    items = [phrase(said.count, count=str(count), outcome=outcome) for outcome, count in counted.items()]
    benchmarks = wording.phrases.benchmarks.of(len(_scored(letter)))
    return sentence(said.counts, benchmarks=benchmarks, counts=enumeration(items, wording))


def _results(
    letter: LetterView, sources: LetterSources, earlier: Earlier | None, said: CommitteeWords
) -> Iterator[ResultView]:
    for row, benchmark in zip(letter.annex_a, sources.criteria.by_number(), strict=True):
        before = None if earlier is None else earlier.outcomes.get(benchmark.id)
        label = said.nothing_before if before is None or earlier is None else earlier.labels.get(before, before)
        shown = label if row.scored else letter.labels.not_scored
        yield ResultView(row.number, row.title, row.outcome, row.outside_rules, shown)


def _changes(
    letter: LetterView, sources: LetterSources, earlier: Earlier | None, wording: Wording, said: CommitteeWords
) -> Iterator[Narrative]:
    """Say which outcomes are higher, lower and the same, by number and title."""
    if earlier is None:
        yield sentence(said.no_cycle_before)
        return
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


def _progress(earlier: Earlier | None, said: CommitteeWords) -> Iterator[ProgressView]:
    if earlier is None:
        return
    for name, text in earlier.recommendations.items():
        progress = earlier.progress.get(name)
        yield ProgressView(parse(text), said.not_told if progress is None else getattr(said.progress, progress))
