"""What can be said of a letter that claims to be issued."""

import datetime
from typing import Literal, NamedTuple, get_args

Verdict = Literal["signed", "unchanged", "replaced", "changed", "cannot_tell"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""In the order of how much each says: of a copy that several records may be of, the first one counts."""
Sources = Literal["unchanged", "changed", "unknown"]


class Verification(NamedTuple):
    """What comes of one letter.

    Attributes:
        path: The letter's file, as it was named or relative to the workspace.
        authority: The id of the authority whose letter it is, or None where that is not known.
        cycle: The cycle, likewise.
        date: The letter's date, likewise.
        verdict: `signed`, `unchanged`, `replaced`, `changed` or `cannot_tell`.
        sources: Whether what it was made from says the same now.
        signed_by: Who signed its record, by the list of trusted signers; None unless it is `signed` or `replaced`.
        reasons: Why, and what else is to be known, in sentences.
    """

    path: str
    authority: str | None
    cycle: str | None
    date: datetime.date | None
    verdict: Verdict
    sources: Sources
    signed_by: str | None
    reasons: tuple[str, ...]


def cannot_tell(path: str, *reasons: str) -> Verification:
    """Say of a file that nothing can be told of it, and why."""
    return Verification(path, None, None, None, "cannot_tell", "unknown", None, reasons)
