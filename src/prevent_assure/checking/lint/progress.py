"""Claims of progress on the recommendations of the cycle before, held against the follow-ups."""

import re
from collections.abc import Iterator, Mapping

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import sentences
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.rules.case import Case, previous_cycle
from prevent_assure.rules.recommendations import progress_of

from .benchmark_numbers import NUMBER, number
from .lexicon import words

PROGRESS_UNSUPPORTED = Rule(
    "letter-progress-unsupported",
    Severity.WARNING,
    "A claim of progress on the cycle before's recommendations that the follow-ups do not bear out.",
)

_RECOMMENDATIONS = r"(?i)\brecommendations?\b"
_SEVERAL = r"(?i)\brecommendations\b"
_BEFORE = (
    r"(?i)\b(?:(?:last|previous|prior|preceding) (?:year|cycle|letter|assessment|round|process)|previous(?:ly)?|"
    r"earlier|(?:year|cycle) before)\b"
)
_DONE = (
    r"(?i)\b(?:addressed|completed?|implemented|delivered|fulfilled|closed|discharged|actioned|achieved|resolved|"
    r"carried out|put in(?:to)? (?:place|practice|effect)|acted (?:up)?on)\b"
)
_ON_THE_WAY = (
    r"(?i)\b(?:progress(?:ed|ing|es)?|on (?:their|its|the|your) way|under ?way|on track|advanc\w+|moving forward)\b"
)
_PART = (
    r"(?i)\b(?:some|many|several|part(?:ly|ially)?|most|mostly|majority|(?:a )?number of|in part|largely|one of|"
    r"limited|not|never|yet to|no|none|without|remain\w*|outstanding|still|should|will|would|must|need\w*|continue to|"
    r"if|whether|except|but|apart)\b|n[\u2019']t\b"
)
_COUNT = rf"(?i)\b(?P<n>{NUMBER}) (?:out )?of\b[^.]*?\brecommendations?\b"
_GONE_WELL = frozenset({"addressed", "good_progress", "superseded"})
_FINISHED = frozenset({"addressed", "superseded"})


@check(PROGRESS_UNSUPPORTED, of=("assessment", "review"))
def claimed_progress_is_borne_out(file: CycleFile) -> Iterator[Finding]:
    """Hold claims of progress against the follow-ups; the adviser's view goes before the authority's."""
    case, texts = file.case, file.printed
    if case.assessment is None:
        return
    before = previous_cycle(case.cycle)
    cycle = re.compile(rf"\b{before[:4]}[/-]{before[5:]}\b")
    for text in texts:
        if "ecommendation" not in text.text:
            continue
        for sentence in sentences(text.text):
            said = sentence.text
            of_then = re.search(_RECOMMENDATIONS, said) and (re.search(_BEFORE, said) or cycle.search(said))
            if of_then and (missing := _unsupported(case, said)):
                place = text.place(sentence.start)
                message = f"the progress that this text claims is not borne out by `follow_up`{place}"
                yield Finding(PROGRESS_UNSUPPORTED, text.route, message, missing)
                break


def _unsupported(case: Case, said: str) -> str | None:
    """Say what is missing before a claim is true; None where it is, or where nothing is claimed."""
    done, on_the_way = bool(re.search(_DONE, said)), bool(re.search(_ON_THE_WAY, said))
    if not (done or on_the_way):
        return None
    progress: Mapping[str, str | None] = progress_of(case)
    if not progress:
        return "there is no follow-up of a recommendation of the cycle before"
    if not re.search(_SEVERAL, said):
        progress = _of_one(progress, said)
        if not progress:
            return None
    wanted = _GONE_WELL if on_the_way else _FINISHED
    others = sorted(name for name, word in progress.items() if word not in wanted)
    counted = re.search(_COUNT, said)
    if counted is not None:
        there = len(progress) - len(others)
        return None if number(counted["n"]) <= there else f"{there} of {len(progress)} follow-ups bear it out"
    if re.search(_PART, said):
        return None
    return f"say what became of {', '.join(others)}, or mend the follow-up" if others else None


def _of_one(progress: Mapping[str, str | None], said: str) -> dict[str, str | None]:
    """Keep the recommendation that a sentence about one of them names by the words of its id."""
    spoken = set(words([said]))
    return {name: word for name, word in progress.items() if spoken.issuperset(name.rpartition("/")[2].split("-"))}
