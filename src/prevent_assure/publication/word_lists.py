"""The words that decide whether a part of a name is meant: lists that are shipped with the package, and can be read."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from prevent_assure.checking.lint.vocabulary import VOCABULARY
from prevent_assure.source import read

from .folding import one_vowel

TITLES = frozenset({
    "baron", "baroness", "canon", "cllr", "cllrs", "councillor", "councillors", "dame", "dci", "di", "doctor", "dr",
    "drs", "ds", "fr", "imam", "insp", "inspector", "lady", "lord", "messrs", "miss", "mr", "mrs", "ms", "mx",
    "pastor", "pc", "prof", "professor", "rabbi", "rev", "revd", "reverend", "sergeant", "sgt", "shaykh", "sheikh",
    "sir", "superintendent", "supt",
})  # fmt: skip
PARTICLES = frozenset({
    "ab", "abu", "al", "ap", "ben", "bin", "bint", "bte", "d", "da", "das", "de", "degli", "del", "della", "den", "der",
    "des", "di", "do", "dos", "du", "e", "el", "ferch", "fitz", "ibn", "l", "la", "le", "los", "mac", "mc", "o", "op",
    "san", "st", "ten", "ter", "ul", "ur", "van", "vom", "von", "y", "zu", "zum",
})  # fmt: skip
POST_NOMINALS = frozenset({
    "ba", "bem", "bsc", "cb", "cbe", "cmg", "cpfa", "dbe", "dl", "dphil", "fba", "frs", "frsa", "gbe", "jp", "kbe",
    "kc", "kcb", "llb", "llm", "ma", "mba", "mbe", "mp", "mphil", "ms", "msc", "obe", "phd", "qc", "qpm",
})  # fmt: skip


class WordLists(NamedTuple):
    """The words that decide."""

    common: frozenset[str]
    places_named_after_people: frozenset[str]
    places_before: frozenset[str]
    nouns: frozenset[str]
    things: frozenset[str]
    field: frozenset[str]
    field_nouns: frozenset[str]
    laws: frozenset[str]
    months: frozenset[str]
    before_months: frozenset[str]
    ratings: frozenset[str]
    determiners: frozenset[str]
    behind_articles: frozenset[str]
    modals: frozenset[str]
    behind_modals: frozenset[str]
    posts: frozenset[str]
    numbered: frozenset[str]
    abbreviations: frozenset[str]


@cache
def word_lists() -> WordLists:
    """Read the lists."""
    folder = files(__package__) / "words"
    lines = (folder / "common.txt").read_text("utf-8").splitlines()
    common = " ".join(line for line in lines if not line.startswith("#"))
    terms = {key: _looked_up(text.split()) for key, text in read((folder / "terms.yaml").read_bytes()).data.items()}
    known = _looked_up([*common.split(), *VOCABULARY]) | terms.pop("places") | terms["months"]
    return WordLists(known, **terms)


def _looked_up(words: Iterable[str]) -> frozenset[str]:
    return frozenset(one_vowel(word) for word in words)
