"""What can be found wrong with a finished letter, by the task that writes it: here stand the rules alone."""

from prevent_assure.checking.check import found_by_task
from prevent_assure.diagnostics import Rule, Severity

GLYPH_MISSING = Rule(
    "pdf-glyph-missing", Severity.ERROR, "A text of the letter with a character that the PDF's fonts lack."
)
WITHHELD_FOUND = Rule(
    "withheld-in-letter",
    Severity.ERROR,
    "Something that a public letter leaves out and that would still stand in it.",
    of_form=True,
)
found_by_task(GLYPH_MISSING, WITHHELD_FOUND)
