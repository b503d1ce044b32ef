"""One letter: from an authority's files of a cycle to its files."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from prevent_assure.checking.checks.finished_letter import GLYPH_MISSING, PICTURE_UNUSABLE
from prevent_assure.checking.reading import Files, Reader, errors_of, problems
from prevent_assure.diagnostics import Diagnostic, Finding
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import pictures_of
from prevent_assure.publication.edition import (
    Audience,
    Edition,
    check_notice,
    leaked,
    marking_findings,
    printed_lines,
    public_edition,
    said_in,
    texts_in_fields,
    undecided_names,
)
from prevent_assure.publication.search import Format
from prevent_assure.rules.case import Case, missing_for_signature, previous_cycle
from prevent_assure.rules.digests import digest
from prevent_assure.rules.letter_sources import LetterSources, Provenance
from prevent_assure.rules.record import sources_digest
from prevent_assure.rules.seals import stale_for_signature
from prevent_assure.rules.status import Status
from prevent_assure.workspace.loading import Loaded

from . import formats
from .committee import CommitteeView, committee_paper
from .document import Document, Frame, paragraph, texts_of
from .dry_run import DryRun, dry_run_of
from .formats import MissingGlyphError
from .letter_view import letter_view
from .letter_writer import LetterWriter, Made
from .pictures import BadPictureError, checked, kind_of
from .views import LetterView

_HINT = "write it in letters of the Latin, Greek, Cyrillic, Hebrew or Arabic script, or leave the PDF out"
_MOST_NAMED = 5


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


def make_letter(reader: Reader, writer: LetterWriter, files: Files, *, withhold_perhaps: bool = False) -> LetterResult:
    """Make a letter.

    Args:
        reader: What read the files.
        writer: What it is written with.
        files: The authority's files.
        withhold_perhaps: Whether a public letter leaves out what may be a name, undecided as it is.

    Returns:
        The letter, or what keeps it from being made.
    """
    found = [*reader.workspace.settings.diagnostics, *problems(reader, files)]
    errors = (*errors_of(found, reader.workspace), *_bad_pictures(reader, files.case))
    sources = _sources(reader, files, len(errors))
    if sources is None:
        return LetterResult(files.case.authority_id, None, errors)
    stopped = () if writer.audience == "authority" else tuple(_not_public(reader, files, sources))
    if stopped:
        return LetterResult(files.case.authority_id, None, (*errors, *stopped))
    made = _made(reader, writer, files, sources, withhold_perhaps=withhold_perhaps)
    return made._replace(diagnostics=(*errors, *made.diagnostics))


def try_public(reader: Reader, writer: LetterWriter, files: Files) -> DryRun:
    """List what a letter would leave out for the public, without making it.

    Args:
        reader: What read the files.
        writer: What it would be written with.
        files: The authority's files.

    Returns:
        The lists, or what keeps them from being made.
    """
    found = [*reader.workspace.settings.diagnostics, *problems(reader, files)]
    errors = errors_of(found, reader.workspace)
    sources = _sources(reader, files, len(errors))
    if sources is None:
        return DryRun(files.case.authority_id, diagnostics=errors)
    stopped = tuple(_not_public(reader, files, sources))
    _, edition = _composed(reader, writer, files, sources)
    if edition is None:
        return DryRun(files.case.authority_id, diagnostics=errors)
    listed = dry_run_of(files.case.authority_id, edition, _texts_read(reader, writer, files))
    return listed._replace(diagnostics=(*errors, *stopped))


def _not_public(reader: Reader, files: Files, sources: LetterSources) -> Iterator[Diagnostic]:
    """Find what keeps a letter from being published: its marking, or people who cannot be known."""
    yield from marking_findings(sources, _read(reader, files))
    for name in sorted(files.case.relatives):
        loaded = reader.workspace.authority(name)
        if loaded is not None and loaded.model is None:
            yield from loaded.diagnostics


def _made(
    reader: Reader, writer: LetterWriter, files: Files, sources: LetterSources, *, withhold_perhaps: bool
) -> LetterResult:
    view, edition = _composed(reader, writer, files, sources)
    begun = writer.begin(view)
    binaries, lacking = _binaries(reader, writer, files, begun)
    made = Letter(
        files.case.authority_id,
        files.case.cycle,
        sources.status,
        tuple(sources.missing),
        writer.texts(begun),
        (files.edition.loaded.path if files.edition is not None else "", *writer.origins),
        binaries,
        writer.audience,
    )
    if edition is not None:
        open_ = () if withhold_perhaps else tuple(undecided_names(edition, _texts_read(reader, writer, files)))
        if open_:
            return LetterResult(files.case.authority_id, None, open_)
        if writer.audience == "public":
            check_notice(edition, {**made.texts, "html": begun.html})
        frame = begun.document.frame
        texts = [*texts_of(begun.document.blocks), frame.title, frame.author, frame.reference, frame.recipient]
        leaking = leaked(edition, texts, made.files, _read(reader, files))
        if leaking:
            return LetterResult(files.case.authority_id, None, leaking)
    return LetterResult(files.case.authority_id, made, lacking)


def made_as_issued(
    reader: Reader, writer: LetterWriter, files: Files, supersedes: datetime.date | None
) -> LetterResult:
    """Make a letter as it is issued, whether or not it is yet.

    Args:
        reader: What read the files.
        writer: What it is written with.
        files: The files.
        supersedes: The date of the issued letter that it takes the place of, or None.

    Returns:
        The letter; None in its place where a file cannot be read.

    Raises:
        InputError: If a template or the wording cannot be used, or a format cannot be written.
    """
    sources = _sources(reader, files, 0)
    if sources is None:
        return LetterResult(files.case.authority_id, None, ())
    issued = dataclasses.replace(sources, status="issued", missing=(), supersedes=supersedes)
    return _made(reader, writer, files, issued, withhold_perhaps=True)


def _composed(
    reader: Reader, writer: LetterWriter, files: Files, sources: LetterSources
) -> tuple[LetterView | CommitteeView, Edition | None]:
    """Make the view for an audience, and say what must not stand in it."""
    audience, wording = writer.audience, writer.wording
    if audience == "authority":
        return letter_view(sources, wording), None
    edition = public_edition(sources, wording, wording.public)
    view = letter_view(edition.sources, wording, edition.notice)
    if audience == "public":
        return view, edition
    return committee_paper(reader, files, edition, view, wording)


def _binaries(
    reader: Reader, writer: LetterWriter, files: Files, made: Made
) -> tuple[dict[Format, bytes], tuple[Diagnostic, ...]]:
    """Write the formats that are no text; where a font lacks a character, say in which field it stands instead."""
    written, lacking = writer.binaries(made)
    if lacking is None:
        return written, ()
    found = tuple(missing_glyphs(made.document, _read(reader, files)))
    if not found:
        raise lacking  # it stands in the wording, or in several fields together
    return written, found


def missing_glyphs(document: Document, files: Iterable[Loaded[Any]]) -> Iterator[Diagnostic]:
    """Find the fields whose characters the PDF's fonts lack.

    Args:
        document: The letter that could not be set.
        files: The files that it was made from.

    Yields:
        A finding for each field that the letter prints and that cannot be set on its own.
    """
    printed = printed_lines(texts_of(document.blocks))
    for file in files:
        for route, text in texts_in_fields(file):
            if not text.isascii() and said_in(printed, text) and not _can_be_set(text):
                yield file.diagnose(Finding(GLYPH_MISSING, route, _message(text), _HINT))


def _can_be_set(text: str) -> bool:
    alone = Document(Frame("en-GB", "-", "-"), (paragraph(" ".join(text.split())),))
    try:
        formats.writer("pdf")(alone, None)
    except MissingGlyphError:
        return False
    return True


def _message(text: str) -> str:
    lacking = [each for each in dict.fromkeys(text) if not each.isascii() and not _can_be_set(each)]
    named = ", ".join(f"U+{ord(each):04X}" for each in lacking[:_MOST_NAMED])
    more = f" and {len(lacking) - _MOST_NAMED} more" if len(lacking) > _MOST_NAMED else ""
    what = f": {named}{more}" if named else ", where characters are put together"
    return f"the PDF's fonts lack a character of this text{what}"


def _read(reader: Reader, files: Files) -> list[Loaded[Any]]:
    """All files that a letter is made from."""
    edition = None if files.edition is None else files.edition.loaded
    read = (reader.workspace.settings, edition, files.assessment, files.review, files.authority)
    return [each for each in read if each is not None]


def _texts_read(reader: Reader, writer: LetterWriter, files: Files) -> list[Loaded[Any]]:
    """The files whose texts stand in a public edition: in a committee's paper those of the cycle before, too."""
    case, read = files.case, _read(reader, files)
    makers = (case.authority_id, *sorted(case.relatives)) if writer.audience == "committee" else ()
    before = (reader.workspace.review(previous_cycle(case.cycle), name) for name in makers)
    return [*read, *(loaded for loaded in before if loaded is not None)]


def _sources(reader: Reader, files: Files, errors: int) -> LetterSources | None:
    """Gather what a letter is made from; None where a file cannot be read, or one that must exist does not."""
    case, edition = files.case, files.edition
    unreadable = any(
        each is not None and each.model is None for each in (files.authority, files.assessment, files.review)
    )
    if unreadable or files.assessment is None or edition is None or edition.scorer is None:
        return None
    if case.settings is None or case.authority is None or case.criteria is None:
        return None
    missing = (*missing_for_signature(case, errors=errors), *stale_for_signature(case))
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
        joint=covered,
        supersedes=case.record.supersedes[-1].date if case.record is not None and case.record.supersedes else None,
        others=case.kin,
        pictures={file: data for file, data, _ in pictures_of_letter(reader, case) if data is not None},
        before_cycle=previous_cycle(case.cycle),
        before=_outcomes_before(reader, case),
    )


def pictures_of_letter(reader: Reader, case: Case) -> list[tuple[str, bytes | None, str]]:
    """Read the pictures that a letter bears.

    Args:
        reader: What reads the workspace.
        case: The authority in its cycle.

    Returns:
        Each by its file: its bytes, or None and why letters do not take it.
    """
    found: list[tuple[str, bytes | None, str]] = []
    for file in () if case.settings is None else pictures_of(case.settings.sender_of(case.cycle)):
        try:
            found.append((file, _picture(reader, file), ""))
        except BadPictureError as bad:
            found.append((file, None, str(bad)))
    return found


def _picture(reader: Reader, file: str) -> bytes:
    kind, data = kind_of(file), reader.workspace.content(file)
    if kind is None:
        msg = "it is no .png or .svg file"
        raise BadPictureError(msg)
    if data is None:
        msg = "there is no such file in the workspace, or it lies behind a link"
        raise BadPictureError(msg)
    return checked(data, kind)


def _bad_pictures(reader: Reader, case: Case) -> Iterator[Diagnostic]:
    """Find the pictures that letters do not take, at their place in the settings."""
    settings = reader.workspace.settings
    own = case.settings.cycles.get(case.cycle) if case.settings is not None else None
    bad = {file: why for file, data, why in pictures_of_letter(reader, case) if data is None}
    places = [((), case.settings), (("cycles", case.cycle), own)]
    for at, holder in places:
        sender = None if holder is None else holder.sender
        for key in ("letterhead", "signature"):
            picture = getattr(sender, key, None)
            if picture is not None and picture.file in bad:
                hint = "letters take PNG, and SVG made of shapes alone, from inside the workspace"
                message = f"this picture cannot be used: {bad[picture.file]}"
                yield settings.diagnose(Finding(PICTURE_UNUSABLE, (*at, "sender", key, "file"), message, hint))


def _outcomes_before(reader: Reader, case: Case) -> dict[str, str]:
    """Give the labels of the outcomes that the cycle before agreed, by benchmark."""
    here, cycle = reader.at(case.authority_id), previous_cycle(case.cycle)
    review, settings = here.workspace.review(cycle, case.authority_id), here.settings
    of_cycle = None if settings is None else settings.cycles.get(cycle)
    if review is None or review.model is None or of_cycle is None or of_cycle.criteria is None:
        return {}
    edition = here.edition(of_cycle.criteria)
    criteria = None if edition is None else edition.loaded.model
    agreed = {name: each.agreed for name, each in review.model.benchmarks.items() if each.agreed is not None}
    return {} if criteria is None else {name: criteria.outcome_label(outcome) for name, outcome in agreed.items()}


def covered_by(reader: Reader, case: Case) -> list[Authority]:
    """Give the other authorities that a self-assessment covers, as far as their files can be read.

    Args:
        reader: What reads the files.
        case: The authority in its cycle.

    Returns:
        The authorities, in the self-assessment's order.
    """
    read = (
        reader.workspace.authority(each) for each in (case.assessment.covers if case.assessment is not None else ())
    )
    return [each.model for each in read if each is not None and each.model is not None]
