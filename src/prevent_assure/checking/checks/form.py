"""What can be found wrong with a form that comes back, by the task that reads it: here stand the rules alone."""

from prevent_assure.checking.check import found_by_task
from prevent_assure.diagnostics import Rule, Severity

NOT_A_WORKBOOK = Rule("form-not-a-workbook", Severity.ERROR, "A file that cannot be read as a form.")
REFUSED = Rule("form-refused", Severity.ERROR, "A form with more in it, or with other things, than a form has.")
OF_ANOTHER = Rule("form-of-another", Severity.ERROR, "A form of another authority, cycle or edition than is expected.")
CLOSED = Rule("form-closed", Severity.ERROR, "A form of what can no longer be changed by one.")
ROW_MISSING = Rule("form-row-missing", Severity.ERROR, "A row of a form that is no longer there.")
ROW_TWICE = Rule("form-row-twice", Severity.ERROR, "A row of a form that is there more than once.")
ROW_UNKNOWN = Rule("form-row-unknown", Severity.ERROR, "A row of a form that asks what the criteria do not ask.")
VALUE = Rule("form-value", Severity.ERROR, "A cell of a form with something that does not fit there.")
FORMULA = Rule("form-formula", Severity.ERROR, "A cell of a form with a formula in the place of an answer.")
CONFLICT = Rule("form-conflict", Severity.ERROR, "A value that a form and the file, or two forms, have each changed.")
REMARK = Rule("form-remark", Severity.WARNING, "A comment in a form, or a text where nothing is asked.")
EDITION_CHANGED = Rule(
    "form-edition-changed", Severity.WARNING, "A form whose criteria have been worded otherwise since it was written."
)
found_by_task(
    NOT_A_WORKBOOK,
    REFUSED,
    OF_ANOTHER,
    CLOSED,
    ROW_MISSING,
    ROW_TWICE,
    ROW_UNKNOWN,
    VALUE,
    FORMULA,
    CONFLICT,
    REMARK,
    EDITION_CHANGED,
)
