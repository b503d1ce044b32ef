"""A letter held against the record and signature that were sent with it: without a workspace, and without git."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.model.issue import EarlierIssue, IssueRecord
from prevent_assure.rules.digests import sha256
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import LETTERS, SIGNATURE
from prevent_assure.workspace.loading import load_bytes

from .keys import revoked_keys, trusted_signers
from .ssh_keygen import Checked, check
from .verdicts import Verdict, Verification, cannot_tell


@dataclass(frozen=True)
class Given:
    """What verification goes by besides the workspace.

    Attributes:
        signers: The list of trusted signers, or None.
        revoked: The list of keys that were taken back, or None.
        only_signed: Whether nothing but a trusted signature counts.
        signature: The signature in the place of the one beside the record, or None.
        elsewhere: By workspace the authorities that are read in another one, whose records there count for nothing.
    """

    signers: Path | None = None
    revoked: Path | None = None
    only_signed: bool = False
    signature: bytes | None = None
    elsewhere: dict[Path, set[str]] = field(default_factory=dict)


def digest_listed(data: bytes, record: IssueRecord) -> IssueRecord | EarlierIssue | None:
    """Find the issue whose files bytes are among: the record's own, or one whose place it took."""
    digest = sha256(data)
    issues: tuple[IssueRecord | EarlierIssue, ...] = (record, *reversed(record.supersedes))
    return next((issue for issue in issues if any(file.digest == digest for file in issue.files)), None)


def read_given(path: Path) -> bytes:
    """Read a file that was named.

    Raises:
        PreventAssureError: If it cannot be read.
    """
    try:
        return read_file(path, root=None)
    except FileRefused as refusal:
        msg = f"{path}: {refusal.message}"
        raise PreventAssureError(msg) from refusal


def verify_alone(
    letters: Sequence[Path],
    record: Path | None,
    signature: Path | None,
    signers: Path | None,
    revoked: Path | None = None,
) -> list[Verification]:
    """Hold letters against a record and its signature.

    Args:
        letters: The letters' files.
        record: The record.
        signature: The signature; None for the file beside the record, if there is one.
        signers: The list of trusted signers; None for git's own.
        revoked: The list of keys that were taken back; None for git's own.

    Raises:
        PreventAssureError: If a file that is named cannot be read, or the record is none.
    """
    if record is None:
        msg = "without a workspace a letter is held against its record: --record FILE names it"
        raise PreventAssureError(msg)
    data = read_given(record)
    model = load_bytes(data, LETTERS, IssueRecord).model
    if model is None:
        msg = f"{record}: this is no record of an issued letter, or not whole"
        raise PreventAssureError(msg)
    beside = record.with_name(f"{record.name}{SIGNATURE}")
    place = signature or (beside if beside.is_file() else None)
    trusted, taken_back = trusted_signers(signers, []), revoked_keys(revoked, [])
    checked = Checked("unknown", "its record is not signed")
    if place is not None:
        checked = check(data, read_given(place), trusted, model.date, revoked=taken_back)
    return [_held(each, model, checked) for each in letters]


def _held(letter: Path, record: IssueRecord, checked: Checked) -> Verification:
    try:
        listed = digest_listed(read_file(letter, root=None), record)
    except FileRefused as refusal:
        return cannot_tell(str(letter), f"the letter cannot be read: {refusal.message}")
    verdict: Verdict = "signed" if checked.kind == "trusted" else "cannot_tell"
    reasons = [checked.says]
    if listed is None:
        verdict, reasons = "changed", ["the letter is none of the files that this record lists", checked.says]
    elif isinstance(listed, EarlierIssue) and verdict == "signed":
        verdict, reasons = (
            "replaced",
            [f"replaced by the letter of {record.date}", checked.says],
        )
    elif verdict == "cannot_tell":
        reasons += [
            "the record lists the letter; a trusted signature of the record, or its repository, would settle it"
        ]
    date = listed.date if listed is not None else record.date
    by = checked.by if verdict in {"signed", "replaced"} else None
    found = (record.authority, record.cycle, date)
    return Verification(str(letter), *found, verdict, "unknown", by, tuple(reasons))
