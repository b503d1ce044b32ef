"""Characters in what a letter prints that its PDF cannot show."""

from collections.abc import Iterable, Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.shared_texts import of_authority, of_criteria, of_settings
from prevent_assure.checking.subjects import AuthorityFile, CycleFile, SettingsFile
from prevent_assure.checking.texts import Text
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.source import name_of
from prevent_assure.text.pdf_characters import not_shown

FONT_LACKS = Rule(
    "pdf-font-lacks", Severity.WARNING, "A character that the PDF's fonts lack, in a text that the letter prints."
)

_HINT = (
    "write it another way (the fonts have the Latin, Greek, Cyrillic, Hebrew and Arabic scripts), "
    "or make the letter as a web page, Word or OpenDocument, and not as a PDF"
)


@check(FONT_LACKS, of=("assessment", "review"))
def narratives_can_be_shown(file: CycleFile) -> Iterator[Finding]:
    """Look through what a letter prints of an authority's or adviser's file."""
    yield from _lacking(file.printed)


@check(FONT_LACKS, of="authority")
def authority_can_be_shown(file: AuthorityFile) -> Iterator[Finding]:
    """Look through what letters print of an authority's file."""
    yield from _lacking(of_authority(file.authority))


@check(FONT_LACKS, of="settings")
def settings_can_be_shown(file: SettingsFile) -> Iterator[Finding]:
    """Look through what letters print of the settings."""
    yield from _lacking(of_settings(file.settings))


@check(FONT_LACKS, of="edition")
def criteria_can_be_shown(criteria: Criteria) -> Iterator[Finding]:
    """Look through what letters print of an edition."""
    yield from _lacking(of_criteria(criteria))


def _lacking(texts: Iterable[Text]) -> Iterator[Finding]:
    for text in texts:
        lacking = not_shown(text.text)
        if lacking:
            # One is named and no more, as all of them may be somebody's name.
            where = text.place(max(text.text.find(lacking[0]), 0))
            more = f", and lack {len(lacking) - 1} more of its characters" if len(lacking) > 1 else ""
            message = f"the PDF letter's fonts have no {name_of(lacking[0])}, which stands in this text{where}{more}"
            yield Finding(FONT_LACKS, text.route, message, _HINT)
