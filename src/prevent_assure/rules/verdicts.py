"""What comes of holding an issued letter against its record."""

from typing import Literal, NamedTuple

Verdict = Literal["genuine", "letter_changed", "sources_changed", "cannot_tell"]
VERDICTS: tuple[Verdict, ...] = ("genuine", "letter_changed", "sources_changed", "cannot_tell")


class Verification(NamedTuple):
    """What comes of one letter.

    Attributes:
        authority: The authority's id, or None where it is not known.
        cycle: The cycle, likewise.
        file: The letter's file, as it was named or relative to the workspace.
        verdict: `genuine`, `letter_changed`, `sources_changed` or `cannot_tell`.
        says: What that means here, in sentences.
        changed: What has changed since, by file and part, as in `review: benchmarks.training`.
        notes: What else is to be known; nothing of it speaks against the letter.
    """

    authority: str | None
    cycle: str | None
    file: str
    verdict: Verdict
    says: tuple[str, ...]
    changed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
