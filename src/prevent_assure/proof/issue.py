"""Issuing letters: the letters themselves, and beside each the record of what it was made from."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure import __version__
from prevent_assure.cycle.attempt import Attempt, Trial
from prevent_assure.cycle.step_table import CLEAR
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.issue import EarlierIssue, IssuedFile, IssueRecord
from prevent_assure.outcome_letter.letter_writer import LetterWriter
from prevent_assure.outcome_letter.making import Letter, made_as_issued
from prevent_assure.publication.search import Format
from prevent_assure.rules.case import missing_for_signature
from prevent_assure.rules.closing import why_closed
from prevent_assure.rules.digests import sha256
from prevent_assure.rules.seals import in_sentences, sign_off_states
from prevent_assure.workspace.editing import Edit
from prevent_assure.workspace.emitting import Flow, Hand, Value, emit
from prevent_assure.workspace.git.without_git import under_way
from prevent_assure.workspace.layout import SIGNATURE, letter_path, record_path, sums_path
from prevent_assure.workspace.locking import write_over
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import FileChanged

from .commit_of_sources import commit_of_sources
from .letter_sums import renewed_sums, unlisted
from .recorded_sources import LetterWriters, formats_of, sources_of
from .ssh_keygen import sign

_HEAD = """\
# What was issued, and what it was made from: `prevent-assure verify` holds the letter against it.
# Written by `prevent-assure issue`; a change here makes the letter impossible to verify.
"""


class IssueResult(NamedTuple):
    """What became of an issue.

    Attributes:
        authority: The authority's id.
        cycle: The cycle.
        paths: What was written, relative to the workspace: letters, signature, record, sums.
        said: What was done, or why not, in sentences.
        diagnostics: What is missing.
        tried: Whether it was only tried: `paths` are then what would be written.
    """

    authority: str
    cycle: str
    paths: tuple[str, ...]
    said: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    tried: bool = False

    @property
    def issued(self) -> bool:
        """Whether the letter is issued, or would be."""
        return bool(self.paths)


class Issuing:
    """Issues the letters of one cycle."""

    def __init__(
        self, workspace: Workspace, *, cycle: str, formats: Sequence[Format] = (), key: Path | None = None
    ) -> None:
        """Prepare to issue letters.

        Args:
            workspace: The workspace.
            cycle: The cycle.
            formats: The formats wanted; none for those of the letter whose place one takes, else HTML.
            key: The file of the SSH key that their records are signed with; None to sign none.
        """
        self._workspace, self._cycle, self._key = workspace, cycle, key
        self._formats = tuple(formats)
        self._writers = LetterWriters(workspace)

    def issue(
        self,
        authority: str,
        *,
        day: datetime.date | None,
        by: str | None = None,
        supersedes: bool = False,
        dry_run: bool = False,
    ) -> IssueResult:
        """Issue an authority's letter.

        Args:
            authority: The authority's id.
            day: The letter's date; None for the one that the review gives.
            by: Who, by role; by default whoever has the name of the sender.
            supersedes: Whether the letter takes the place of one that is issued.
            dry_run: Whether it is only tried: nothing is written, and nothing signed.

        Returns:
            What became of it; nothing is written where anything is missing.

        Raises:
            InputError: If a template, the wording or `SHA256SUMS` cannot be used.
            PreventAssureError: If nobody bears the role, the key does not sign, or a file cannot be written.
        """
        attempt = Attempt(self._workspace, authority, self._cycle)
        refused = self._refused(attempt, day, supersedes=supersedes)
        if refused is not None:
            return refused if dry_run else refused._replace(said=(*refused.said, *self._listed(authority)))
        role = attempt.role(CLEAR, by, does="issue")
        changes: Edit = {} if day is None else {("letter", "date"): day}
        trial = attempt.trial("review", changes, missing=CLEAR.missing)
        lacking = missing_for_signature(trial.files.case, errors=0)
        # Whatever the settings make of the findings.
        lacking += in_sentences(sign_off_states(trial.files.case), "stale", "unsealed", "unknown")
        if trial.missing or lacking:
            return IssueResult(authority, self._cycle, (), lacking, trial.missing)
        return self._write(attempt, trial, role, dry_run=dry_run)

    def _listed(self, authority: str) -> Iterator[str]:
        """List an issued letter among the sums, where they lack it: after a run that was broken off, or an edit."""
        sums = unlisted(self._workspace, self._cycle, authority)
        if sums is not None:
            path = sums_path(self._cycle)
            write_over(self._workspace.root, {path: sums[1]}, sums[0])
            yield f"{path} did not list all of it; now it does"

    def _refused(self, attempt: Attempt, day: datetime.date | None, *, supersedes: bool) -> IssueResult | None:
        case, why = attempt.case, ""
        review = case.review
        waits_for = under_way(attempt.root) or why_closed(case, begins_correction=supersedes)
        if waits_for:
            return IssueResult(case.authority_id, case.cycle, (), (waits_for,))
        if attempt.unreadable() or case.assessment is None:
            return IssueResult(case.authority_id, case.cycle, (), (), attempt.errors())
        if review is None or review.cleared is None:
            why = "the letter is not cleared: `prevent-assure clear` comes first"
        elif case.issued and case.record is None:
            why = f"{record_path(case.cycle, case.authority_id)} cannot be read: `validate` says what is wrong with it"
        elif (lost := attempt.lost_record()) is not None:
            why = lost
        elif case.record is not None and not supersedes:
            why = f"the letter is issued already, on {case.record.date}; a correction is a new issue: --supersedes"
        elif supersedes and not case.issued:
            why = "no letter is issued whose place this one could take"
        elif day is None and review.letter.date is None:
            why = "the letter has no date: --date gives it one"
        elif case.record is not None:
            why = _older(day or review.letter.date, case.record.date, review.cleared.on)
        return IssueResult(case.authority_id, case.cycle, (), (why,)) if why else None

    def _write(self, attempt: Attempt, trial: Trial, role: str, *, dry_run: bool) -> IssueResult:
        case = trial.files.case
        before = attempt.case.record
        formats = self._formats or (formats_of(before) if before is not None else ()) or ("html",)
        writer = self._writers.of(formats)
        result = made_as_issued(trial.reader, writer, trial.files, before.date if before is not None else None)
        if result.letter is None or result.diagnostics:
            return IssueResult(case.authority_id, case.cycle, (), (), result.diagnostics or attempt.errors())
        made: Letter = result.letter
        letters = {letter_path(case.cycle, case.authority_id, form): data for form, data in made.files.items()}
        if dry_run:
            paths = (*letters, record_path(case.cycle, case.authority_id), sums_path(case.cycle))
            return IssueResult(case.authority_id, case.cycle, paths, ("a dry run; nothing is changed",), tried=True)
        commit, apart = commit_of_sources(trial, writer)
        record = _record(trial, writer, letters, role, before).model_copy(update={"commit": commit})
        path, data = record_path(case.cycle, case.authority_id), record_text(record)
        place, signature = f"{path}{SIGNATURE}", sign(data, self._key) if self._key is not None else None
        read, sums = renewed_sums(self._workspace, record, data)
        proof = {**({place: signature} if signature is not None else {}), path: data, sums_path(case.cycle): sums}
        # The record after the letters: what has none is not issued, and the command can be given again. The sums after
        # it: those of another issue are brought up to date by the next.
        files = {attempt.paths["review"]: trial.data, **letters, **proof}
        try:
            write_over(self._workspace.root, files, {**attempt.read, **read})
        except FileChanged as error:
            return IssueResult(case.authority_id, case.cycle, (), (str(error),))
        if signature is None:
            (self._workspace.root / place).unlink(missing_ok=True)  # it was of the record before
        said = f"issued by {role} with the date of {record.date}"
        signed = ", and signed" if signature is not None else ""
        replaced = f"; it takes the place of the letter of {before.date}" if before is not None else ""
        return IssueResult(case.authority_id, case.cycle, (*letters, *proof), (said + signed + replaced, *apart))


def _older(day: datetime.date | None, before: datetime.date, cleared: datetime.date) -> str:
    """Say where a letter would be older than the one whose place it takes, or than its own clearance."""
    if day is not None and day < before:
        return f"the letter whose place this one takes is of {before}, and this one would be older"
    if day is not None and day < cleared:
        return f"the letter was cleared on {cleared}, and would be dated before that: --date gives it another date"
    return ""


def _record(
    trial: Trial, writer: LetterWriter, letters: Mapping[str, bytes], role: str, before: IssueRecord | None
) -> IssueRecord:
    """Make the record of a letter, whose files are given by path, in the place of the one before, if any."""
    case = trial.files.case
    assert case.criteria is not None  # noqa: S101 - a letter is made from them
    assert case.review is not None  # noqa: S101 - likewise
    assert case.review.letter.date is not None  # noqa: S101 - said before
    return IssueRecord(
        format="prevent-assure/issue/1",
        authority=case.authority_id,
        cycle=case.cycle,
        date=case.review.letter.date,
        by=role,
        criteria=case.criteria.ref,
        version=__version__,
        files=tuple(IssuedFile(name=path.rpartition("/")[2], digest=sha256(data)) for path, data in letters.items()),
        sources=sources_of(trial.reader, case, writer.templates, writer.formats),
        supersedes=(*before.supersedes, EarlierIssue(date=before.date, files=before.files)) if before else (),
    )


def record_text(record: IssueRecord) -> bytes:
    """Write a record as it lies beside its letter."""
    data: dict[str, Value] = record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    data["files"] = [Flow(each.model_dump()) for each in record.files]
    if record.supersedes:
        data["supersedes"] = [
            {"date": each.date, "files": [Flow(file.model_dump()) for file in each.files]} for each in record.supersedes
        ]
    return (_HEAD + emit({"format": record.format, **data}, Hand()) + "\n").encode()
