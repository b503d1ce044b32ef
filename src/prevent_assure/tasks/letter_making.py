"""One letter: from an authority's files of a cycle to its files."""

import dataclasses
import datetime
from typing import Any, NamedTuple

from prevent_assure.diagnostics import Diagnostic, InputError, Severity
from prevent_assure.documents.committee_manuscript import committee_manuscript
from prevent_assure.documents.committee_views import CommitteeView
from prevent_assure.documents.engine import TemplateFault
from prevent_assure.documents.formats import FormatFault
from prevent_assure.documents.letter import letter_view
from prevent_assure.documents.letter_manuscript import letter_manuscript
from prevent_assure.documents.manuscript import Manuscript
from prevent_assure.documents.sources import LetterSources, Provenance
from prevent_assure.documents.views import LetterView
from prevent_assure.model.authority import Authority
from prevent_assure.rules.case import Case
from prevent_assure.rules.digests import digest
from prevent_assure.rules.readiness import missing_for_signature
from prevent_assure.rules.record import sources_digest
from prevent_assure.rules.status import Status
from prevent_assure.workspace.loading import Loaded

from .committee import committee_paper
from .glyphs import missing_glyphs
from .press import Format, Press
from .publishing import Audience, Edition, check_notice, leaked, public_edition
from .reading import Files, Reader
from .score import problems
from .settling import settle


class Letter(NamedTuple):
    """A letter in one or several formats.

    Attributes:
        authority: The authority's id.
        cycle: The cycle.
        status: The status that the letter bears: `draft` where anything is missing, whatever the files claim.
        missing: What is missing until it may be signed, in sentences.
        texts: The letter by format, in the formats that are text (`html`, `md`).
        origins: What it was made with, and where that was taken from.
        binaries: The letter by format, in the other ones (`pdf`, `docx`, `odt`).
        audience: For whom it is.
    """

    authority: str
    cycle: str
    status: Status
    missing: tuple[str, ...]
    texts: dict[Format, str]
    origins: tuple[str, ...]
    binaries: dict[Format, bytes] = {}  # noqa: RUF012 - a named tuple's default; nothing writes into it
    audience: Audience = "authority"

    @property
    def files(self) -> dict[Format, bytes]:
        """The letter by format, as the bytes of a file, in every format that was asked for."""
        return {**{each: text.encode() for each, text in self.texts.items()}, **self.binaries}

    @property
    def is_draft(self) -> bool:
        """Whether it bears DRAFT on every page."""
        return self.status not in {"agreed", "cleared", "issued"}


class LetterResult(NamedTuple):
    """What `letter` gives for one authority.

    Attributes:
        authority: The authority's id.
        letter: The letter, or None where its files cannot be read.
        diagnostics: The errors of its files.
    """

    authority: str
    letter: Letter | None
    diagnostics: tuple[Diagnostic, ...]


def make_letter(reader: Reader, press: Press, files: Files, audience: Audience) -> LetterResult:
    """Make a letter.

    Args:
        reader: What read the files.
        press: Templates and wording.
        files: The authority's files.
        audience: For whom.

    Returns:
        The letter, or what keeps it from being made.
    """
    found = [*reader.workspace.settings.diagnostics, *problems(reader, files)]
    errors = tuple(each for each in settle(found, reader.settings) if each.severity is Severity.ERROR)
    sources = _sources(reader, files, len(errors))
    if sources is None:
        return LetterResult(files.case.authority_id, None, errors)
    made = _made(reader, press, files, sources, audience)
    return made._replace(diagnostics=(*errors, *made.diagnostics))


def _made(reader: Reader, press: Press, files: Files, sources: LetterSources, audience: Audience) -> LetterResult:
    view, manuscript, edition = _composed(reader, press, files, sources, audience)
    binaries, lacking = _binaries(reader, press, files, manuscript)
    made = Letter(
        files.case.authority_id,
        files.case.cycle,
        sources.status,
        tuple(sources.missing),
        press.texts(view),
        (_criteria_origin(files), *press.origins),
        binaries,
        audience,
    )
    if edition is not None:
        if audience == "public":
            check_notice(edition, made.texts)
        leaking = leaked(edition, manuscript, made.files, _read(reader, files))
        if leaking:
            return LetterResult(files.case.authority_id, None, leaking)
    return LetterResult(files.case.authority_id, made, lacking)


def made_as_issued(
    reader: Reader,
    press: Press,
    files: Files,
    supersedes: datetime.date | None,
    audience: Audience = "authority",
) -> LetterResult:
    """Make a letter as it is issued, whether or not it is yet.

    Args:
        reader: What read the files.
        press: Templates and wording.
        files: The files.
        supersedes: The date of the issued letter that it takes the place of, or None.
        audience: For whom.

    Returns:
        The letter; None in its place where a file cannot be read.

    Raises:
        InputError: If a template or the wording cannot be used, or a format cannot be written.
    """
    sources = _sources(reader, files, 0)
    if sources is None:
        return LetterResult(files.case.authority_id, None, ())
    issued = dataclasses.replace(sources, status="issued", missing=(), supersedes=supersedes)
    try:
        return _made(reader, press, files, issued, audience)
    except (TemplateFault, FormatFault) as fault:
        raise InputError(str(fault)) from fault


def _composed(
    reader: Reader, press: Press, files: Files, sources: LetterSources, audience: Audience
) -> tuple[LetterView | CommitteeView, Manuscript, Edition | None]:
    """Make the view for an audience, its manuscript, and what must not stand in it."""
    if audience == "authority":
        view = letter_view(sources, press.wording)
        return view, letter_manuscript(view), None
    if audience == "committee":
        read = (reader.workspace.authority(name) for name in sorted(files.case.relatives))
        others = [loaded.model for loaded in read if loaded is not None and loaded.model is not None]
        sources = dataclasses.replace(sources, others=others)
    edition = public_edition(sources, press.wording)
    view = letter_view(edition.sources, press.wording, edition.notice)
    if audience == "public":
        return view, letter_manuscript(view), edition
    paper, edition = committee_paper(reader, files, edition, view, press.wording)
    return paper, committee_manuscript(paper), edition


def _binaries(
    reader: Reader, press: Press, files: Files, manuscript: Manuscript
) -> tuple[dict[Format, bytes], tuple[Diagnostic, ...]]:
    """Write the formats that are no text; where a font lacks a character, say in which field it stands instead."""
    written, lacking = press.binaries(manuscript)
    if lacking is None:
        return written, ()
    found = tuple(missing_glyphs(manuscript, _read(reader, files)))
    if not found:
        raise lacking  # it stands in the wording, or in several fields together
    return written, found


def _read(reader: Reader, files: Files) -> list[Loaded[Any]]:
    """All files that a letter is made from."""
    edition = None if files.edition is None else files.edition.loaded
    read = (reader.workspace.settings, edition, files.assessment, files.review, files.authority)
    return [each for each in read if each is not None]


def _criteria_origin(files: Files) -> str:
    return files.edition.loaded.path if files.edition is not None else ""


def _sources(reader: Reader, files: Files, errors: int) -> LetterSources | None:
    """Gather what a letter is made from; None where a file cannot be read, or one that must exist does not."""
    case, edition = files.case, files.edition
    unreadable = any(
        each is not None and each.model is None for each in (files.authority, files.assessment, files.review)
    )
    absent = case.settings is None or case.authority is None or files.assessment is None
    if unreadable or absent or case.criteria is None or edition is None or edition.scorer is None:
        return None
    assert case.settings is not None  # noqa: S101 - said above, for the type checker
    assert case.authority is not None  # noqa: S101 - likewise
    missing = missing_for_signature(case, errors=errors)
    covered = covered_by(reader, case)
    return LetterSources(
        cycle=case.cycle,
        criteria=case.criteria,
        authority=case.authority,
        settings=case.settings,
        assessment=case.assessment,
        review=case.review,
        scores=case.scores,
        status="draft" if missing else case.status,
        missing=missing,
        provenance=Provenance(case.criteria.ref, digest(case.criteria), sources_digest(case, covered)),
        covered=[each.name for each in covered],
        supersedes=case.record.supersedes[-1].date if case.record is not None and case.record.supersedes else None,
    )


def covered_by(reader: Reader, case: Case) -> list[Authority]:
    """Give the other authorities that a self-assessment covers, as far as their files can be read.

    Args:
        reader: What reads the files.
        case: The authority in its cycle.

    Returns:
        The authorities, in the self-assessment's order.
    """
    named = case.assessment.covers if case.assessment is not None else ()
    read = (reader.workspace.authority(each) for each in named)
    return [each.model for each in read if each is not None and each.model is not None]
