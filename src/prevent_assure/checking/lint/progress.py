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
_SEVERAL = r"(?i)\brecommendations\b|\b(?:every|each)(?: \w+){0,2} recommendation\b|\ball (?:of )?(?:our|the|your)\b"
_EVERY = (
    r"(?i)\b(?:all|every|each|none|no)(?: of)?(?: (?:the|our|your|its|those|these|\d|two|three|four|five|six|"
    r"seven|eight))* "
    r"recommendations?\b(?! (?:of|from|by|in|on) (?!20\d\d)| (?:made )?(?:below|above|here)\b)"
)
_HERE = r"(?i)\b(?:this|the present) (?:letter|year|cycle)|\b(?:below|here|new)\b"
_BEFORE = (
    r"(?i)\b(?:(?:last|previous|prior|preceding) (?:(?:annual |yearly )?assurance )?(?:year|cycle|letter|"
    r"assessment|round|process)|previous(?:ly)?|"
    r"earlier|(?:year|cycle) before|a year ago|twelve months ago)\b"
)
_DONE = (
    r"(?i)\b(?:addressed|completed?|implemented|delivered|fulfilled|closed|discharged|actioned|achieved|resolved|"
    r"carried out|put in(?:to)? (?:place|practice|effect)|acted (?:up)?on|taken forward|complete|in place|met "
    r"in full|(?:been|fully|all) met)\b"
)
_ON_THE_WAY = (
    r"(?i)\b(?:progress(?:ed|ing|es)?|on (?:their|its|the|your) way|under ?way|on track|advanc\w+|moving forward)\b"
)
_PART = (
    r"(?i)\b(?:some|many|several|part(?:ly|ially)?|most|mostly|majority|(?:a )?number of|in part|largely|one of|"
    r"limited|not|never|yet to|no|none|without|remain\w*|outstanding|still|should|will|would|must|need\w*|continue to|"
    r"if|whether|except|but|apart)\b|n[\u2019']t\b"
)
_NONE = (
    r"(?i)\b(?:none of (?:the|our|your|its|last|those|these|these|20\d\d)|no recommendation\b|no (?:\w+ "
    r")?progress|not (?:a single )?one of|neither of)\b"
)
_OPEN = r"(?i)\b(?:remain\w*|outstanding|still|yet to|to be|left|forgotten|without)\b"
_NOTHING_LEFT = (
    r"(?i)\bno (?:outstanding|open|remaining) recommendations?\b|\b(?:no|none of) "
    r"[^.;]{0,40}recommendations?\b[^.;]{0,40} "
    r"(?:is|are|remains?) (?:still )?(?:outstanding|open)\b"
)
_ABOUT_ONE = r"(?i)\brecommendations? (?:on|about|concerning|regarding|relating to|for)\b"
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
            of_then = re.search(_RECOMMENDATIONS, said) and (
                re.search(_BEFORE, said)
                or cycle.search(said)
                or (re.search(_EVERY, said) and not re.search(_HERE, said))
            )
            if of_then and (missing := _unsupported(case, said)):
                place = text.place(sentence.start)
                message = f"the progress that this text claims is not borne out by `follow_up`{place}"
                yield Finding(PROGRESS_UNSUPPORTED, text.route, message, missing)
                break


def _unsupported(case: Case, said: str) -> str | None:
    """Say what is missing before a claim is true; None where it is, or where nothing is claimed."""
    nothing_left = re.search(_NOTHING_LEFT, said) is not None
    done, on_the_way = nothing_left or bool(re.search(_DONE, said)), bool(re.search(_ON_THE_WAY, said))
    if not (done or on_the_way):
        return None
    progress: Mapping[str, str | None] = progress_of(case)
    if not progress:
        return "there is no follow-up of a recommendation of the cycle before"
    if re.search(_ABOUT_ONE, said) or not re.search(_SEVERAL, said):
        progress = _of_one(progress, said)
    wanted = _GONE_WELL if on_the_way else _FINISHED
    others = sorted(name for name, word in progress.items() if word not in wanted)
    if re.search(_NONE, said) and not re.search(_OPEN, said):
        return _begun(progress)
    counted = re.search(_COUNT, said)
    if counted is not None and progress:
        there = len(progress) - len(others)
        return None if number(counted["n"]) <= there else f"{there} of {len(progress)} follow-ups bear it out"
    if re.search(_PART, said) and not nothing_left:
        return None
    return f"say what became of {', '.join(others)}, or mend the follow-up" if others else None


def _begun(progress: Mapping[str, str | None]) -> str | None:
    """Say which follow-ups speak against a claim that nothing has been done."""
    begun = sorted(name for name, word in progress.items() if word in _GONE_WELL)
    return f"`follow_up` has progress on {', '.join(begun)}" if begun else None


def _of_one(progress: Mapping[str, str | None], said: str) -> dict[str, str | None]:
    """Keep the recommendation that a sentence about one of them names by the words of its id."""
    spoken = set(words([said]))
    return {name: word for name, word in progress.items() if spoken.issuperset(name.rpartition("/")[2].split("-"))}
