"""Every rule of every room, by code."""

from prevent_assure import source
from prevent_assure.diagnostics import Rule, rules_by_code
from prevent_assure.model import faults
from prevent_assure.rules import (
    agreement,
    answer_checks,
    assessment_checks,
    criteria_checks,
    finished_letter,
    follow_up_checks,
    record_checks,
    replacement_checks,
    review_checks,
    succession_checks,
    term_checks,
    workspace_checks,
)
from prevent_assure.rules.lint import checks as lint
from prevent_assure.workspace import files, loading

CATALOGUE: dict[str, Rule] = rules_by_code(
    (
        *source.RULES,
        *files.RULES,
        *loading.RULES,
        *faults.RULES,
        *criteria_checks.RULES,
        *replacement_checks.RULES,
        *workspace_checks.RULES,
        *term_checks.RULES,
        *succession_checks.RULES,
        *answer_checks.RULES,
        *assessment_checks.RULES,
        *follow_up_checks.RULES,
        *review_checks.RULES,
        *agreement.RULES,
        *record_checks.RULES,
        *lint.RULES,
        *finished_letter.RULES,
    )
)
"""What can be found wrong: each code stands in docs/findings.md."""
