"""The words that decide whether a part of a name is meant: lists that are shipped with the package, and can be read."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from prevent_assure.checking.lint.vocabulary import VOCABULARY
from prevent_assure.source import read

TITLES = frozenset({
    "cllr", "councillor", "dame", "dci", "di", "doctor", "dr", "ds", "insp", "lady", "lord", "miss", "mr", "mrs", "ms",
    "mx", "pc", "prof", "professor", "rev", "revd", "reverend", "sgt", "sir", "supt",
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
    nouns: frozenset[str]
    months: frozenset[str]
    before_months: frozenset[str]
    determiners: frozenset[str]
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
    terms = {key: frozenset(text.split()) for key, text in read((folder / "terms.yaml").read_bytes()).data.items()}
    places = terms.pop("places")
    return WordLists(frozenset(common.split()) | places | terms["months"] | VOCABULARY, **terms)
