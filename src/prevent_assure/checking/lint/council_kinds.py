"""A council that a text takes for one of another kind: a county's letter that speaks of the London Borough."""

import re
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.authority import Authority
from prevent_assure.rules.council_names import KINDS
from prevent_assure.workspace.place_names import packaged_names

from .matching import in_paragraphs
from .neighbours import short_name
from .phrases import KINDS_BY_NAME, KINDS_OF_COUNCIL

COUNCIL_KIND = Rule("letter-council-kind", Severity.WARNING, "A council that the text takes for one of another kind.")

_KINDS = "|".join(sorted((kind.replace(" ", "[ -]") for kind in KINDS_OF_COUNCIL), key=len, reverse=True))
# What has a name beside it is some other council; several, or one of them, are those of an area.
_UNNAMED = re.compile(
    rf"\b(?:the|this|your|our|(?<!such )as an?|council is an?)(?: (?:royal|whole|entire))? "
    rf"(?P<kind>{_KINDS})\b(?! (?:of|commander|police|nurs|judge|councils|councillor))",
    re.IGNORECASE,
)
_ANOTHER_BOROUGH = r"(?i)\bborough of (?-i:[A-Z])|\ban? (?:[\w-]+ )?borough\b|\bboroughs\b"
_WORDS_OF_ALL = frozenset({"council"})
_WORDS = KINDS | _WORDS_OF_ALL


@check(COUNCIL_KIND, of=("assessment", "review"))
def council_is_of_its_kind(file: CycleFile) -> Iterator[Finding]:
    """Look for the first such place of each text; the area of covered authorities may be of every kind."""
    authority = file.case.authority
    if authority is None or file.case.covered or KINDS.isdisjoint(file.words):
        return
    for text in file.printed:
        found = _wrong(authority, in_paragraphs(text.text))
        if found is not None:
            message = f"this text takes the council for one of another kind{text.place(found.start())}"
            hint = "call it as `name` and `type` in the authority's file do, or the council"
            yield Finding(COUNCIL_KIND, text.route, message, hint)


def _wrong(authority: Authority, text: str) -> re.Match[str] | None:
    own = frozenset(word.lower() for word in authority.name.split())
    kind = _kind(authority, own)
    for found in _UNNAMED.finditer(text) if kind is not None else ():
        said = found["kind"].lower().replace("-", " ")
        of_another = said == "borough" and re.search(_ANOTHER_BOROUGH, text)
        if kind not in KINDS_OF_COUNCIL[said] and not own.issuperset(said.split()) and not of_another:
            return found
    short = re.escape(short_name(authority.name))
    named = rf"\b(?:(?P<before>(?:[A-Z][a-z]+ )+)(?:Council )?of {short}\b|{short}(?P<behind>(?: [A-Z][a-z]+)+))"
    for found in re.finditer(named, text):
        words = {word.lower() for word in (found["before"] or found["behind"]).split()} - {"the"}
        if words <= _WORDS and words & KINDS and not words - _WORDS_OF_ALL <= own:
            return found
    return None


def _kind(authority: Authority, own: frozenset[str]) -> str | None:
    """Give the kind of authority: by its file, else by its name; None for one that is not known."""
    types = packaged_names().types
    if authority.type is not None:
        return types.named(authority.type) if authority.type in types else None
    return next((kind for said, kind in KINDS_BY_NAME.items() if own.issuperset(said.split())), None)
