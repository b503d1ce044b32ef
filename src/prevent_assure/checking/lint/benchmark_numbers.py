"""Benchmarks that a text calls by the wrong number."""

import re
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Rule, Severity

from .lexicon import Lexicon, lexicon_of

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(WORDS)})"
"""A pattern for a number in digits or words, to be used without regard to case."""


def number(text: str) -> int:
    """Read a number that the pattern found.

    Args:
        text: Digits, or a word in any case.

    Returns:
        The number.
    """
    return int(text) if text.isdigit() else WORDS.index(text.lower())


BENCHMARK_NUMBER = Rule(
    "letter-benchmark-number", Severity.WARNING, "A benchmark that the text calls by a wrong number."
)

_NUMBERED = (
    rf"(?i)\b(?:benchmark |BM ?)(?:number |no\.? ?)?(?P<number>{NUMBER})\b(?![./]\d)"
    r"(?:(?: ?\((?P<inside>[^()]{2,80})\))|(?P<mark> ?[:,\u2013\u2014-] ?)(?P<behind>[^().;:]{2,80}))?"
)


@check(BENCHMARK_NUMBER, of=("assessment", "review"))
def benchmarks_have_their_numbers(file: CycleFile) -> Iterator[Finding]:
    """Look for benchmarks that a text calls by a wrong number."""
    if file.case.criteria is not None:
        lexicon = lexicon_of(file.case.criteria)
        for text in file.printed:
            yield from _wrong_numbers(lexicon, text)


def _wrong_numbers(lexicon: Lexicon, text: Text) -> Iterator[Finding]:
    if "enchmark" not in text.text and "BM" not in text.text:
        return
    flat = text.text.replace("\n", " ")
    for found in re.finditer(_NUMBERED, flat):
        said = number(found["number"])
        if said not in lexicon.numbers:
            message = f"this text names a benchmark {said}, which the criteria do not have{text.place(found.start())}"
            yield Finding(BENCHMARK_NUMBER, text.route, message, f"benchmarks have the numbers {lexicon.shown_numbers}")
            return
        meant = _meant(lexicon, flat, found)
        if meant and said not in meant:
            message = f"this text gives a benchmark the number {said}, and names another{text.place(found.start())}"
            hint = f"what it names has the number {' or '.join(map(str, sorted(meant)))}"
            yield Finding(BENCHMARK_NUMBER, text.route, message, hint)
            return


def _meant(lexicon: Lexicon, text: str, found: re.Match[str]) -> set[int]:
    """Find the numbers of the benchmarks that are named beside a number: behind it, or before its bracket."""
    if found["inside"] is not None:
        return lexicon.called(found["inside"])
    if found["behind"] is not None:
        named, comma, _ = found["behind"].partition(",")
        ends = bool(comma) or found.end() == len(text) or text[found.end()] in ".;:)"
        if "," in found["mark"]:
            return lexicon.called(named) if ends else set()
        return lexicon.called_at_start(named)
    before = text[: found.start()].rstrip()
    if before.endswith("(") and text[found.end() :].startswith(")"):
        return lexicon.called_at_end(before[:-1].rstrip())
    return set()
