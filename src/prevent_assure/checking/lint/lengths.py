"""Texts that are far longer than their neighbours."""

from collections import defaultdict
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Kind, Text
from prevent_assure.diagnostics import Finding, Rule, Severity

TEXT_LONG = Rule("letter-text-long", Severity.SUGGESTION, "A text that is far longer than others of its kind.")

TIMES, WORDS_MORE, NEIGHBOURS = 3, 120, 2
"""How many times as long as the middle one of its neighbours a text is, how many words longer, among how many."""


@check(TEXT_LONG, of=("assessment", "review"))
def texts_are_as_long_as_their_neighbours(file: CycleFile) -> Iterator[Finding]:
    """Look for texts that are far longer than others of their kind."""
    kinds: defaultdict[Kind, list[Text]] = defaultdict(list)
    for text in file.printed:
        if text.kind not in {"reason", "summary", "other"}:
            kinds[text.kind].append(text)
    for alike in kinds.values():
        letters = [len(each.text) for each in alike]
        # What is not long in letters is not counted in words.
        if max(letters) > WORDS_MORE * 4 and max(letters) > TIMES / 2 * _middle(letters):
            yield from _long(alike)


def _long(alike: list[Text]) -> Iterator[Finding]:
    counts = [len(each.text.split()) for each in alike]
    for index, text in enumerate(alike):
        others = counts[:index] + counts[index + 1 :]
        if len(others) < NEIGHBOURS:
            return
        middle = _middle(others)
        if counts[index] >= TIMES * middle and counts[index] >= middle + WORDS_MORE:
            message = f"this text has {counts[index]} words, and others of its kind about {round(middle)}"
            yield Finding(TEXT_LONG, text.route, message, "shorten it, or put what is more into a paper of its own")


def _middle(numbers: list[int]) -> float:
    # `statistics` has it, and takes a twentieth of a short run to be loaded.
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2
