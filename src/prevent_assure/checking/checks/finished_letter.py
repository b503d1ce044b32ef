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
UNDECIDED_NAME = Rule(
    "name-undecided",
    Severity.ERROR,
    "A word that may be the name of someone withheld, in a text that a public letter prints.",
    of_form=True,
)
MARKING_NOT_PUBLIC = Rule(
    "marking-not-public", Severity.ERROR, "A marking under which no letter is published.", of_form=True
)
PICTURE_UNUSABLE = Rule(
    "picture-unusable",
    Severity.ERROR,
    "A letterhead or signature that letters do not take.",
    of_form=True,
)
found_by_task(PICTURE_UNUSABLE, GLYPH_MISSING, WITHHELD_FOUND, UNDECIDED_NAME, MARKING_NOT_PUBLIC)
