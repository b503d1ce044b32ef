"""A letter that is cleared while the letter lint has something to say."""

from collections.abc import Sequence

from prevent_assure.checking.check import found_by_task
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.rules.case import Case

CLEARED_WITH_WARNINGS = Rule(
    "cleared-with-warnings", Severity.ERROR, "A letter that is cleared while the letter lint has warnings."
)
found_by_task(CLEARED_WITH_WARNINGS)


def cleared_with_warnings(case: Case, left: int, elsewhere: Sequence[str] = ()) -> Finding | None:
    """Say that a letter is cleared too early.

    Args:
        case: The authority in its cycle.
        left: How many warnings of the letter lint are neither mended nor accepted.
        elsewhere: Other files than self-assessment and review that have some of them.

    Returns:
        The finding, or None where nothing is left, or the letter is not cleared or has been issued already.
    """
    if not left or case.issued or case.review is None or case.review.cleared is None:
        return None  # what has been sent is not uncleared by a newer tool that sees more
    warnings = "a warning" if left == 1 else f"{left} warnings"
    where = f" (in {', '.join(elsewhere)})" if elsewhere else ""
    message = f"the letter is cleared, and the letter lint has {warnings} that nobody has accepted{where}"
    hint = "mend the texts, or accept each with a reason under `accepted` in prevent-assure.yaml"
    return Finding(CLEARED_WITH_WARNINGS, ("cleared",), message, hint, on_key=True)
