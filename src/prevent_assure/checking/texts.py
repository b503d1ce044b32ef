"""The narratives of a self-assessment and a review: what a letter prints of them, and all of them."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from prevent_assure.diagnostics import Route
from prevent_assure.model.assessment import Answer, Assessment
from prevent_assure.model.base import entry_route
from prevent_assure.model.review import Review, Strength

# The capital comes first: a pattern that begins by looking behind is tried at each letter.
CAPITALS = re.compile(r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0141\u015a\u0160\u017b\u017d](?<![\w\u2019'-].)[\w\u2019'-]*")
"""Words that begin with a capital."""
NO_WORDS = str.maketrans(dict.fromkeys('.,;:!?()[]{}<>"*_/-\u2013\u2014\u201c\u201d', " "))
"""Punctuation that stands beside words, as spaces."""

Kind = Literal["account", "comments", "reason", "summary", "strength", "recommendation", "other"]

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_SENTENCE = re.compile(r"[.!?][)\"'\u2019\u201d]*\s+(?=\S)|\n[ \t]*\n|\n(?=[ \t]*[-*\u2022] )")


class Text(NamedTuple):
    """A narrative where it stands.

    Attributes:
        route: Its place in the file.
        kind: What it is: texts are held against others of their kind.
        text: The narrative as written.
    """

    route: Route
    kind: Kind
    text: str

    def place(self, position: int) -> str:
        """Say where in the text something stands, without quoting it.

        Args:
            position: How many characters stand before it.

        Returns:
            As in ` (paragraph 2, sentence 1)`; nothing where the text is one sentence.
        """
        paragraphs = [0, *(each.end() for each in _PARAGRAPH.finditer(self.text))]
        start = max(each for each in paragraphs if each <= position)
        sentence = 1 + sum(start < each.end() <= position for each in _SENTENCE.finditer(self.text))
        if len(paragraphs) > 1:
            return f" (paragraph {paragraphs.index(start) + 1}, sentence {sentence})"
        return f" (sentence {sentence})" if _SENTENCE.search(self.text) else ""


class Sentence(NamedTuple):
    """A sentence of a text.

    Attributes:
        start: How many characters of the text stand before it.
        text: The sentence on one line.
    """

    start: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """Part a text into its sentences.

    Args:
        text: The text.

    Yields:
        Each sentence, line ends as spaces.
    """
    start = 0
    for each in _SENTENCE.finditer(text):
        yield Sentence(start, text[start : each.end()].replace("\n", " "))
        start = each.end()
    yield Sentence(start, text[start:].replace("\n", " "))


def printed_texts(written: Assessment | Review) -> list[Text]:
    """List what a letter prints of a file: accounts of the benchmarks, or comments, reasons and the letter's texts."""
    if isinstance(written, Assessment):
        return [
            Text(("benchmarks", name, "summary"), "account", benchmark.summary)
            for name, benchmark in written.benchmarks.items()
            if benchmark.summary
        ]
    return _printed_of_review(written)


def _printed_of_review(review: Review) -> list[Text]:
    found: list[Text] = []
    for name, each in review.benchmarks.items():
        if each.comments:
            found.append(Text(("benchmarks", name, "comments"), "comments", each.comments))
        if each.reason:
            found.append(Text(("benchmarks", name, "reason"), "reason", each.reason))
    letter = review.letter
    if letter.marking:
        found.append(Text(("letter", "marking"), "other", letter.marking))
    if letter.summary:
        found.append(Text(("letter", "summary"), "summary", letter.summary))
    for index, strength in enumerate(letter.strengths):
        route: Route = ("letter", "strengths", index)
        if isinstance(strength, Strength):
            found.append(Text((*route, "text"), "strength", strength.text))
        else:
            found.append(Text(route, "strength", strength))
    for index, recommendation in enumerate(letter.recommendations):
        place: Route = ("letter", "recommendations", index)
        found.append(Text((*place, "text"), "recommendation", recommendation.text))
        if recommendation.owner:
            found.append(Text((*place, "owner"), "other", recommendation.owner))
    return found


def unprinted_texts(written: Assessment | Review) -> Iterator[Text]:
    """List the texts of a file that no letter prints: evidence and the titles of its papers, comments, a return."""
    yield from _reasons(written)
    if isinstance(written, Review):
        yield from _of_views(written)
    else:
        for name, benchmark in written.benchmarks.items():
            for level, answers in benchmark.answers.items():
                for criterion, answer in answers.items() if isinstance(answers, dict) else ():
                    if isinstance(answer, Answer):
                        yield from _of_answer(("benchmarks", name, "answers", level, criterion), answer)
    for index, follow_up in enumerate(written.follow_up):
        if follow_up.comment:
            yield Text(("follow_up", index, "comment"), "other", follow_up.comment)


def _reasons(written: Assessment | Review) -> Iterator[Text]:
    """Why it was returned, and why steps were taken back."""
    if isinstance(written, Assessment):
        for index, withdrawal in enumerate(written.withdrawn):
            yield Text(("withdrawn", index, "reason"), "other", withdrawal.reason)
        return
    for index, each in enumerate(written.returns):
        yield Text((*entry_route(written.returned, "returned", index), "reason"), "other", each.reason)
    for index, back in enumerate(written.taken_back):
        yield Text(("taken_back", index, "reason"), "other", back.reason)


def _of_views(review: Review) -> Iterator[Text]:
    for name, reviewed in review.benchmarks.items():
        for criterion, view in reviewed.views.items():
            if view.comment:
                yield Text(("benchmarks", name, "views", criterion, "comment"), "other", view.comment)


def _of_answer(route: Route, answer: Answer) -> Iterator[Text]:
    if answer.evidence:
        yield Text((*route, "evidence"), "other", answer.evidence)
    for index, reference in enumerate(answer.references):
        yield Text((*route, "references", index, "title"), "other", reference.title)
