"""Names of people as contacts sheets write them: vacancies, titles before a name, capitals, `Surname, Forename`."""

import re
from typing import NamedTuple

from prevent_assure.checking.lint.salutations import is_no_name, unclear_salutation
from prevent_assure.model.authority import Person
from prevent_assure.rules.council_names import folded

from .words import COUNCILLOR, COURTESY, OTHER_STYLES, VACANT

_VACANT = re.compile(VACANT)
_BEHIND = re.compile(r"[A-Z][A-Za-z]*[A-Z]\w*|Hon|Jr|Sr")
"""Letters behind a name, as in `OBE` and `PhD`."""
_SEVERAL = re.compile(r"[/+;&@\d()\[\]{}?]|\b(?:and|or|c/o)\b", re.IGNORECASE)
_OF_INITIALS = 2
"""So many capitals may be initials."""
_STYLES = COURTESY | COUNCILLOR | OTHER_STYLES


class Name(NamedTuple):
    """Whom a cell names.

    Attributes:
        name: The name as the file takes it; None for a vacant post.
        salutation: How a letter addresses them, where a title before the name says so.
        look: Why a person should look at what was made of it; empty where nothing was.
    """

    name: str | None
    salutation: str | None = None
    look: str = ""


def person_of(text: str, honorific: str = "") -> Name | str | None:
    """Read a name.

    Args:
        text: What stands in the cell.
        honorific: What stands in a column of titles, as `Ms`.

    Returns:
        Whom it names; None where it says that there is none to write, as `n/a`; or why it is no name of one person, in
        a sentence.
    """
    plain = folded(text)
    if _VACANT.fullmatch(plain):
        return Name(None)
    if _VACANT.match(plain) and re.match(r"(?:vacan|tb[acd]\b|to be )", plain):
        return "more than that the post is vacant stands here"
    if is_no_name(text, ""):
        return None
    if _SEVERAL.search(text):
        return "this is not the name of one person alone"
    turned, look = _turned(text)
    words = turned.split()
    styles = [folded(honorific)] if honorific else []
    while len(words) > 1 and folded(words[0]) in _STYLES:
        styles.append(folded(words.pop(0)))
    if _in_one_case(words):
        words = [_spelled(word) for word in words]
        look = look or "the name was in capitals or small letters alone; look whether it is spelled so"
    return _styled(words, styles, look)


def _turned(text: str) -> tuple[str, str]:
    """Put `Smith, Jane` the right way round; letters behind a name stay there."""
    before, comma, after = text.partition(",")
    if not comma or all(_BEHIND.fullmatch(word) for word in after.replace(",", " ").split()):
        return text, ""
    words = after.replace(",", " ").split()
    behind = [word for word in words if _BEHIND.fullmatch(word) and not after.isupper()]
    return " ".join(
        [*(word for word in words if word not in behind), before.strip(), *behind]
    ), "the family name stood first, and is put last"


def _styled(words: list[str], styles: list[str], look: str) -> Name:
    """Give the name with what its titles say of it: a councillor stays one, and is addressed as one."""
    whole = " ".join(words)
    last = next((word for word in reversed(words) if not _BEHIND.fullmatch(word.strip(","))), words[-1]).strip(",")
    if COUNCILLOR.intersection(styles):
        return Name(f"Cllr {whole}", f"Cllr {last}", look)
    courtesy = next((style for style in reversed(styles) if style in COURTESY), None)
    if courtesy is not None:
        short = {"doctor": "Dr", "prof": "Professor"}.get(courtesy, courtesy.capitalize())
        return Name(whole, f"{short} {last}", look)
    if styles:
        return Name(f"{styles[0].capitalize()} {whole}", None, look or "say beside the name how letters address them")
    unclear = unclear_salutation(Person(name=whole, title="-"))
    return Name(whole, None, look or unclear or "")


def _in_one_case(words: list[str]) -> bool:
    """Tell whether a name is in capitals alone, more than initials; or in small letters alone."""
    letters = [word for word in words if word.isalpha() or len(word) > _OF_INITIALS]
    capitals = all(word.isupper() for word in letters) and any(len(word) > _OF_INITIALS for word in letters)
    return bool(letters) and (capitals or all(word.islower() for word in letters))


def _spelled(word: str) -> str:
    """Spell a word of a name with capitals where names have them: `O'BRIEN`, `SMITH-JONES`, `MCKAY`."""
    parts = re.split(r"([-'\u2019])", word.lower())
    made = "".join(part[:1].upper() + part[1:] for part in parts)
    return re.sub(r"\bMc([a-z])", lambda found: f"Mc{found[1].upper()}", made)


def key_of(name: str) -> str:
    """Give what makes two names the same person's: the words without titles and letters behind the name."""
    words = [word for word in name.replace(",", " ").split() if not (_BEHIND.fullmatch(word) and not name.isupper())]
    plain = folded(" ".join(words)).split()
    while len(plain) > 1 and plain[0] in _STYLES:
        plain.pop(0)
    return " ".join(plain)
