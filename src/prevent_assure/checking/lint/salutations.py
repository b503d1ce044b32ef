"""How a letter would address someone by the first word of their name, and when that cannot be right."""

import re
import unicodedata
from collections.abc import Iterator

from prevent_assure.model.authority import Person

TITLES = frozenset({
    "acc", "acting", "air", "ald", "alderman", "alderwoman", "archbishop", "archdeacon", "baron", "baroness", "bishop",
    "brig", "brigadier", "brother", "canon", "capt", "captain", "cdr", "chief", "cllr", "cllrs", "cmdr", "cmdre", "col",
    "colonel", "commander", "commodore", "constable", "corporal", "councillor", "countess", "cpl", "dame", "dc", "dcc",
    "dci", "dep", "deputy", "det", "detective", "di", "doctor", "dr", "drs", "ds", "dsu", "esq", "father", "flt", "fr",
    "frau", "gen", "general", "group", "herr", "his", "her", "hh", "hhj", "hm", "hon", "honourable", "hrh", "imam",
    "insp", "inspector", "interim", "judge", "justice", "lady", "ldr", "leader", "lieutenant", "lord", "lt", "madam",
    "madame", "maj", "major", "mayor", "mayoress", "messrs", "miss", "mlle", "mme", "monsieur", "mr", "mrs", "ms",
    "mufti", "mx", "officer", "pastor", "pc", "pcc", "pcso", "prebendary", "prof", "professor", "provost", "ps",
    "rabbi", "rector", "rev", "revd", "reverend", "right", "rt", "sergeant", "sgt", "sheikh", "sheriff", "shaykh",
    "sir", "sister", "sqn", "sr", "sra", "sri", "st", "supt", "superintendent", "swami", "the", "very", "ven",
    "venerable", "vicar", "viscount", "viscountess", "wing",
})  # fmt: skip
"""Words that stand before a name. `Dean`, `Earl` and the like are given names too, and are not among them."""
_BEFORE_TITLES = frozenset({
    "cllr", "councillor", "dame", "doctor", "dr", "his", "her", "hon", "honourable", "miss", "mr", "mrs", "ms", "mx",
    "prof", "professor", "rev", "revd", "reverend", "right", "rt", "sir", "the", "ven", "venerable", "very",
})  # fmt: skip
"""Titles that are hardly family names too, as those of Mr Major and Ms Lord are."""
_COUPLE = frozenset({"and", "&", "+", "/", "und", "et", "a'r", "ac"})
_NO_NAME = re.compile(
    r"(?:(?:currently|now|post|position|role)(?: is)? )?(?:vacant|unfilled|vacancy|empty)(?: post| position)?"
    r"|un ?known|not known|nobody|no ?one|none|nil|null|n a|to follow|(?:name|person) to follow|pending|recruiting"
    r"|(?:the )?(?:current )?(?:post ?holder|office ?holder|incumbent|occupant|occupier)|a n other|an other|another"
    r"|(?:your |full |first |the )?name(?: surname| here)?|first ?name (?:last ?name|surname)|joe bloggs|joe public"
    r"|(?:name )?(?:to be|tb|being) (?:\w+)|tbc|tbd|tba|todo|x+"
)
_INSIDE = "'\u2019\u02bc\u00b7\u2010\u2011-"
"""Marks that stand between the letters of a name."""
_JOINERS = "\u200c\u200d"
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?)?[^\W\d_]\.?|(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_ODD = re.compile(r"[,;:!?@<>{}\[\]()\"*_=|\d\u201c\u201d]|\.\.|(?<!\b[A-Z])(?<!\bJr)(?<!\bSr)\.$")
_OF_INITIALS = 3
"""So many capitals may be initials written without points, as in `AJ`."""
_LONGEST_AFTER_NAME = 12


def is_no_name(name: str, title: str) -> bool:
    """Tell whether what stands where a name should says that there is none: `Vacant`, `n/a`, the post itself."""
    folded = _folded(name)
    return (
        not any(each.isalpha() for each in name) or folded == _folded(title) or _NO_NAME.fullmatch(folded) is not None
    )


def unclear_salutation(person: Person) -> str | None:
    """Say what is wrong with how a letter addresses someone who has a name; None where nothing is."""
    if person.salutation is not None:
        return next(_of_given(person.salutation), None)
    return next(_of_name(person.name or ""), None)


def _of_given(salutation: str) -> Iterator[str]:
    words = [word for word in map(_folded, salutation.split()) if word]
    if not words or is_no_name(salutation, ""):
        yield "the salutation is no name"
    elif all(word in _BEFORE_TITLES for word in words) or (len(words) == 1 and words[0] in TITLES):
        yield "the salutation is a title without a name"
    elif _is_initial(salutation.strip()) and not salutation.strip().isalpha():
        yield "the salutation is initials"
    elif len(salutation.strip()) == 1:
        yield "the salutation is an initial"
    elif words[0] in {"dear", "annwyl"}:
        yield "the salutation says Dear itself, and the letter says it before it"
    elif _ODD.search(salutation.strip()):
        yield "the salutation has punctuation or digits that would be printed with it"


def _of_name(name: str) -> Iterator[str]:
    words = name.split()
    first = words[0]
    folded = _folded(first)
    if folded in TITLES or any(part in TITLES for part in folded.split()[:-1]):
        yield "the name begins with a title"
    elif _is_initial(first):
        yield "the name begins with an initial"
    elif any(_folded(word) in _COUPLE or word in _COUPLE for word in words[1:]) or re.search(r"[&+/]", name):
        yield "the name is that of several people"
    elif _comma_misleads(name):
        yield "the name has a comma, as where the family name stands first"
    elif not _is_word(first):
        yield "the first word of the name has punctuation or digits in it"
    elif re.search(r"[()\[\]{}<>\"\u201c\u201d\u201e\u00ab\u00bb]|(?<!\w)['\u2018\u2019]\w+['\u2019](?!\w)", name):
        yield "the name has another one in brackets or quotes"
    elif len(first) > 1 and first.isupper():
        yield "the first word of the name is all in capitals"
    elif first[0].islower():
        yield "the first word of the name begins with a small letter"
    elif _is_abbreviated(folded):
        yield "the first word of the name is an abbreviation"


def _is_initial(word: str) -> bool:
    """`A`, `A.`, `A.B.`, `J-P`, `AJ`."""
    return _INITIALS.fullmatch(word) is not None and (
        len(re.findall(r"[^\W\d_]", word)) == 1 or "." in word or "-" in word or word.isupper()
    )


def _comma_misleads(name: str) -> bool:
    """Letters behind a name, as in `Sam Ash, OBE`, mislead nobody."""
    before, comma, after = name.partition(",")
    if not comma:
        return False
    behind = after.replace(",", " ").split()
    return len(before.split()) == 1 or not all(_stands_behind(word) for word in behind)


def _stands_behind(word: str) -> bool:
    """`OBE`, `PhD`, `CEng`, `FRSA(Hon)`: short, with a capital first and another one later."""
    return len(word) <= _LONGEST_AFTER_NAME and word[0].isupper() and any(each.isupper() for each in word[1:])


def _is_word(word: str) -> bool:
    """Tell whether there are letters alone, of any script, and what stands between those of a name."""
    last = len(word) - 1
    return word[0].isalpha() and all(
        each.isalpha() or each in _JOINERS or unicodedata.category(each) in {"Mn", "Mc"}
        or (each in _INSIDE and place < last and word[place + 1].isalpha())
        for place, each in enumerate(word)
    )  # fmt: skip


def _is_abbreviated(folded: str) -> bool:
    vowels = "aeiouy" if len(folded) <= _OF_INITIALS - 1 else "aeiouyw"
    return folded.isascii() and not any(letter in vowels for letter in folded)


def _folded(text: str) -> str:
    """The letters of a text, small and without accents, as words with a space between."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^\w]|_", " ", bare.replace("'", "").replace("\u2019", "")).casefold().split())
