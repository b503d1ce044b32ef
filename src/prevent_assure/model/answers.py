"""The words that answer a criterion. A new one is one line here and one in `docs/files.md`."""

from functools import cache
from typing import Literal, NamedTuple

Kind = Literal["standard", "warning_sign"]
Count = Literal["true", "false", "unknown", "leaves"]


class AnswerMeaning(NamedTuple):
    """A word and what it means.

    Attributes:
        word: The word, as it stands in files.
        kind: The kind of the levels whose criteria it answers.
        counts: What the rules take the criterion for; `leaves` where it is then none of its group.
        label: The word as pages print it.
        meaning: What it says, as editors show it.
        needs_evidence: Whether there must be evidence beside it, so that it cannot answer a whole level.
        also: How people write it elsewhere, in small letters, and mean nothing else.
        perhaps: What people write who may mean it, in small letters and with `_` between words: they are asked.
    """

    word: str
    kind: Kind
    counts: Count
    label: str
    meaning: str
    needs_evidence: bool = False
    also: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    @property
    def falls_short(self) -> bool:
        """Whether not all of a criterion is met, or a warning sign is there."""
        return self.counts not in {"leaves", "true" if self.kind == "standard" else "false"}

    @property
    def satisfies(self) -> bool:
        """Whether a criterion is met, and with it all of its parts."""
        return self.kind == "standard" and self.counts == "true"


ANSWERS = {
    each.word: each
    for each in (
        AnswerMeaning(
            "met",
            "standard",
            "true",
            "Met",
            "It is so.",
            perhaps=("yes", "y", "x", "true", "✓", "✔", "fully_met", "fully", "full", "achieved", "complete", "done"),
        ),
        AnswerMeaning(
            "partly_met",
            "standard",
            "unknown",
            "Partly met",
            "Some of it is so; the rules take it for open.",
            perhaps=("partial", "partially", "partially_met", "partial_met", "part", "part_met", "partly", "in_part"),
        ),
        AnswerMeaning(
            "not_met",
            "standard",
            "false",
            "Not met",
            "It is not so.",
            perhaps=("no", "n", "false", "unmet", "not_achieved", "not"),
        ),
        AnswerMeaning(
            "not_applicable",
            "standard",
            "leaves",
            "Not applicable",
            "It does not apply here; say why under `evidence`.",
            needs_evidence=True,
            also=("n/a", "n.a.", "n/a."),
            perhaps=("na", "not_relevant", "does_not_apply"),
        ),
        AnswerMeaning("present", "warning_sign", "true", "Present", "The warning sign is there."),
        AnswerMeaning("absent", "warning_sign", "false", "Absent", "The warning sign is not there."),
    )
}
"""By the word, best first among those of a kind of level that count."""


@cache
def answers_to(kind: str) -> tuple[str, ...]:
    """Give the words that answer the criteria of a kind of level."""
    return tuple(each.word for each in ANSWERS.values() if each.kind == kind)


@cache
def falling_short(kind: str) -> tuple[str, ...]:
    """Give those of them that fall short, the worst first."""
    return tuple(word for word in reversed(answers_to(kind)) if ANSWERS[word].falls_short)


def needing_evidence() -> tuple[str, ...]:
    """Give the words that need evidence."""
    return tuple(each.word for each in ANSWERS.values() if each.needs_evidence)


def answer_for(kind: str, *, counts: Count) -> str:
    """Give the first of them that the rules take so."""
    return next(word for word in answers_to(kind) if ANSWERS[word].counts == counts)


def answer_label(word: str) -> str:
    """Give a word as pages print it; what is no answer is left as it is."""
    return ANSWERS[word].label if word in ANSWERS else word
