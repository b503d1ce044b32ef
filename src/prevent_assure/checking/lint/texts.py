"""The narratives of a self-assessment and a review: what a letter prints of them, and all of them."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from prevent_assure.diagnostics import Route
from prevent_assure.model.assessment import Answer, Assessment, FollowUp
from prevent_assure.model.review import Review, Strength

from .pattern import Pattern

Kind = Literal["account", "comments", "reason", "summary", "strength", "recommendation", "other"]

_PARAGRAPH = Pattern(r"\n[ \t]*\n")
_SENTENCE = Pattern(r"[.!?][)\"'\u2019\u201d]*\s+(?=\S)|\n[ \t]*\n|\n(?=[ \t]*[-*\u2022] )")


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


def printed_of_assessment(assessment: Assessment) -> list[Text]:
    """List what a letter prints of a self-assessment.

    Args:
        assessment: The authority's file.

    Returns:
        Its accounts of the benchmarks.
    """
    return [
        Text(("benchmarks", name, "summary"), "account", each.summary)
        for name, each in assessment.benchmarks.items()
        if each.summary
    ]


def printed_of_review(review: Review) -> list[Text]:
    """List what a letter prints of a review.

    Args:
        review: The adviser's file.

    Returns:
        Comments, reasons, and the letter's own texts.
    """
    found: list[Text] = []
    for name, each in review.benchmarks.items():
        if each.comments:
            found.append(Text(("benchmarks", name, "comments"), "comments", each.comments))
        if each.reason:
            found.append(Text(("benchmarks", name, "reason"), "reason", each.reason))
    letter = review.letter
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


def words_of_assessment(assessment: Assessment) -> str:
    """Put all narratives of a self-assessment into one text, to look quickly whether it is worth while to look closely.

    Args:
        assessment: The authority's file.

    Returns:
        The narratives, and the titles of papers.
    """
    found: list[str | None] = [each.comment for each in assessment.follow_up]
    for benchmark in assessment.benchmarks.values():
        found.append(benchmark.summary)
        for answers in benchmark.answers.values():
            for answer in answers.values() if isinstance(answers, dict) else ():
                if isinstance(answer, Answer):
                    found.append(answer.evidence)
                    if answer.references:
                        found += [each.title for each in answer.references]
    return "\n\n".join(filter(None, found))


def unprinted_of_assessment(assessment: Assessment) -> Iterator[Text]:
    """List the narratives of a self-assessment that no letter prints.

    Args:
        assessment: The authority's file.

    Yields:
        Evidence, with the titles of its papers, and comments of follow-ups.
    """
    for name, benchmark in assessment.benchmarks.items():
        for level, answers in benchmark.answers.items():
            for criterion, answer in answers.items() if isinstance(answers, dict) else ():
                if isinstance(answer, Answer):
                    yield from _of_answer(("benchmarks", name, "answers", level, criterion), answer)
    yield from _follow_up(assessment.follow_up)


def _of_answer(route: Route, answer: Answer) -> Iterator[Text]:
    if answer.evidence:
        yield Text((*route, "evidence"), "other", answer.evidence)
    for index, reference in enumerate(answer.references):
        yield Text((*route, "references", index, "title"), "other", reference.title)


def unprinted_of_review(review: Review) -> Iterator[Text]:
    """List the narratives of a review that no letter prints.

    Args:
        review: The adviser's file.

    Yields:
        The reason for a return, and comments of follow-ups.
    """
    if review.returned is not None:
        yield Text(("returned", "reason"), "other", review.returned.reason)
    yield from _follow_up(review.follow_up)


def _follow_up(follow_up: tuple[FollowUp, ...]) -> Iterator[Text]:
    for index, each in enumerate(follow_up):
        if each.comment:
            yield Text(("follow_up", index, "comment"), "other", each.comment)
