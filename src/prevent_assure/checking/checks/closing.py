"""What is found wrong with the files of closed cycles; `closed_cycles` finds it, since only git can tell."""

from prevent_assure.checking.check import found_by_task
from prevent_assure.diagnostics import Rule, Severity

CHANGED_SINCE_CLOSING = Rule(
    "changed-since-closing", Severity.ERROR, "A file of a cycle that has changed since the cycle was closed."
)
CLOSING_UNKNOWN = Rule(
    "closing-unknown",
    Severity.SUGGESTION,
    "A closed cycle of which it cannot be told whether its files have changed since.",
)
found_by_task(CHANGED_SINCE_CLOSING, CLOSING_UNKNOWN)
