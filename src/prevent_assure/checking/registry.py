"""Every rule of every room, by code."""

from prevent_assure import source
from prevent_assure.checking.checks import (
    agreement,
    answers,
    assessment,
    criteria,
    finished_letter,
    follow_up,
    record,
    replacements,
    review,
    succession,
    terms,
    workspace,
)
from prevent_assure.checking.lint import checks as lint
from prevent_assure.diagnostics import Rule, rules_by_code
from prevent_assure.model import faults
from prevent_assure.workspace import files, loading

CATALOGUE: dict[str, Rule] = rules_by_code(
    (
        *source.RULES,
        *files.RULES,
        *loading.RULES,
        *faults.RULES,
        *criteria.RULES,
        *replacements.RULES,
        *workspace.RULES,
        *terms.RULES,
        *succession.RULES,
        *answers.RULES,
        *assessment.RULES,
        *follow_up.RULES,
        *review.RULES,
        *agreement.RULES,
        *record.RULES,
        *lint.RULES,
        *finished_letter.RULES,
    )
)
"""What can be found wrong: each code stands in docs/findings.md."""
