"""What can be found wrong with a contacts sheet, by the task that reads it: here stand the rules alone."""

from prevent_assure.checking.check import found_by_task
from prevent_assure.diagnostics import Rule, Severity

UNREADABLE = Rule("contacts-unreadable", Severity.ERROR, "A file that cannot be read as a contacts sheet.")
COLUMNS = Rule(
    "contacts-columns", Severity.ERROR, "A contacts sheet of whose columns it cannot be told what they hold."
)
AUTHORITY = Rule("contacts-authority", Severity.ERROR, "A row of which it cannot be told whose contact it is.")
VALUE = Rule("contacts-value", Severity.ERROR, "A cell of a contacts sheet with something that does not fit there.")
CONFLICT = Rule(
    "contacts-conflict", Severity.ERROR, "Rows of a contacts sheet that contradict each other, or the file."
)
FILE = Rule("contacts-file", Severity.ERROR, "An authority's file that cannot take what a contacts sheet says.")
NOT_TAKEN = Rule("contacts-not-taken", Severity.WARNING, "Something in a contacts sheet that goes into no file.")
LOOK = Rule("contacts-look", Severity.WARNING, "What was made of a contacts sheet, where a person should look at it.")
found_by_task(UNREADABLE, COLUMNS, AUTHORITY, VALUE, CONFLICT, FILE, NOT_TAKEN, LOOK)
