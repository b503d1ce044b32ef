"""Counts of benchmarks in prose, held against the agreed outcomes."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Sentence, sentences
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.rules.case import Case

from .benchmark_numbers import NUMBER, number

COUNT_DISAGREES = Rule(
    "letter-count-disagrees",
    Severity.WARNING,
    "A number of benchmarks in the text that the agreed outcomes do not give.",
)

_ALL, _NONE = frozenset({"all", "every", "each"}), frozenset({"no", "none"})
_BENCHMARKS = (
    rf"(?i)\b(?P<n>{NUMBER}|all|both|every|each|no|none)"
    rf"(?: (?:out )?of|/)?(?: (?:all|the|its|your|our|their))*(?:(?: |(?<=/))(?P<m>{NUMBER}))?"
    r"(?: (?:scored|remaining|prevent))* benchmarks?\b(?! (?:\d|number))"
)
_OUTCOME = re.compile(
    r"\b(?P<better>(?:met|meets?|meeting) (?:or|and/or) exceed\w*)"
    r"|\b(?P<not_met>(?:not|n't|n\u2019t|never)(?: (?:yet|been|being|fully|agreed as))* me(?:t|ets?)|not-met|unmet|"
    r"fail(?:s|ed|ing)? to meet)\b|\b(?P<exceeding>exceed(?:s|ed|ing)?)\b|\b(?P<met>me(?:t|ets?|eting))\b",
    re.IGNORECASE,
)
# What is wished for, was so once, or is not meant exactly, cannot disagree.
_OTHERWISE = (
    r"(?i)\b(?:last|previous|prior|earlier|next|will|would|should|could|can|may|might|must|if|unless|until|aims?|expect\w*|"
    r"hop(?:e|es|ing)|need\w*|towards?|whether|but|except|claimed|self-assess\w*|criteri\w+|before|20\d\d)\b"
)
_ABOUT = (
    r"(?i)\b(?:at least|at most|more than|fewer than|less than|over|under|nearly|almost|about|around|up to|"
    r"the other|another|the following|these|those)\s$"
)
_STOP = r"[,;:\u2013\u2014()]"
_NEAR = 60


@check(COUNT_DISAGREES, of="review")
def counts_agree(file: CycleFile) -> Iterator[Finding]:
    """Hold counts of benchmarks against the agreed outcomes, once there is one for each scored benchmark."""
    case, texts = file.case, file.printed
    agreed = Counter(score.agreed for score in case.scores if score.scored)
    if not agreed or None in agreed:
        return
    tally = _Tally(case, {str(outcome): count for outcome, count in agreed.items()})
    for text in texts:
        if not tally.may_count(text.text):
            continue
        wrong = next((each for each in sentences(text.text) if tally.disagrees(each)), None)
        if wrong is not None:
            message = f"this text counts benchmarks otherwise than the agreed outcomes do{text.place(wrong.start)}"
            yield Finding(COUNT_DISAGREES, text.route, message, f"agreed: {tally.in_words()}")


class _Tally:
    """How many benchmarks have which outcome, and what a sentence may say of that."""

    def __init__(self, case: Case, agreed: dict[str, int]) -> None:
        outcomes = case.criteria.outcomes if case.criteria is not None else ()
        self._agreed = {each.id: agreed.get(each.id, 0) for each in outcomes}
        self._labels = {each.label.casefold(): each.id for each in outcomes}
        self.scored = sum(agreed.values())
        self._totals = {self.scored, len(case.scores)}
        self.labels = tuple(sorted((each.label for each in outcomes), key=len, reverse=True))

    def may_count(self, text: str) -> bool:
        """Tell quickly whether it is worth while to look for a count, in one text or in several."""
        return "enchmark" in text or any(label in text for label in self.labels)

    @cached_property
    def labelled(self) -> re.Pattern[str]:
        """Finds a number before an outcome's label."""
        labels = "|".join(map(re.escape, self.labels))
        return re.compile(
            rf"\b(?P<n>(?i:{NUMBER}))(?: (?:at|as|rated|were|was|is|are|agreed))* (?P<label>{labels})\b(?! criteri)"
        )

    def in_words(self) -> str:
        """Say what the outcomes give."""
        return ", ".join(f"{count} {label}" for label, count in zip(self._shown(), self._agreed.values(), strict=True))

    def _shown(self) -> list[str]:
        return [f"`{each}`" for each in self._labels.values()]

    def disagrees(self, sentence: Sentence) -> bool:
        """Tell whether a sentence counts otherwise."""
        text = sentence.text
        if re.search(_OTHERWISE, text):
            return False
        for found in self.labelled.finditer(text):
            if not _about(text, found.start()) and not self._fits(
                self._labels[found["label"].casefold()], number(found["n"])
            ):
                return True
        return any(self._wrong(text, found) for found in re.finditer(_BENCHMARKS, text))

    def _wrong(self, text: str, found: re.Match[str]) -> bool:
        if _about(text, found.start()):
            return False
        count, total = self._numbers(found)
        outcome = _nearest(text, found)
        if outcome is None or (outcome == "met" and count == 1 and total is None):
            return False
        return (total is not None and total not in self._totals) or not self._fits(outcome, count)

    def _numbers(self, found: re.Match[str]) -> tuple[int, int | None]:
        """Give how many benchmarks a phrase speaks of, and of how many."""
        word, total = found["n"].lower(), None if found["m"] is None else number(found["m"])
        if word in _ALL:
            return (self.scored if total is None or total in self._totals else total), total
        if word in _NONE:
            return 0, total
        return 2 if word == "both" else number(word), total

    def _fits(self, outcome: str, count: int) -> bool:
        """Tell whether so many benchmarks have an outcome; who exceeds has met, too."""
        here = self._agreed.get("met" if outcome == "better" else outcome)
        if here is None:
            return True
        if outcome in {"met", "better"}:
            better = here + self._agreed.get("exceeding", 0)
            return count == better or (outcome == "met" and count == here)
        return count == here


def _about(text: str, position: int) -> bool:
    return re.search(_ABOUT, text[max(0, position - 20) : position]) is not None


def _nearest(text: str, found: re.Match[str]) -> str | None:
    """Find the outcome that a phrase is about: the nearest in its clause."""
    best: tuple[int, str] | None = None
    for each in _OUTCOME.finditer(text, max(0, found.start() - _NEAR), found.end() + _NEAR):
        after = each.start() >= found.end()
        between = text[found.end() : each.start()] if after else text[each.end() : found.start()]
        if not re.search(_STOP, between) and (best is None or len(between) < best[0]):
            best = (len(between), str(each.lastgroup))
    return best[1] if best is not None else None
