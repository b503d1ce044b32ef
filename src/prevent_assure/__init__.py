"""prevent-assure: the yearly Prevent duty assurance of local authorities, from YAML files in git.

The public API: `Workspace.find(path)` opens a workspace; `validate`, `score` and `letter` ask it something and give
typed results. What stands here is loaded when it is asked for (PEP 562), so that importing the package costs nothing.
"""

import importlib

__version__ = "1.0.0"

_HOMES = {
    "Diagnostic": "prevent_assure.diagnostics",
    "InputError": "prevent_assure.diagnostics",
    "Location": "prevent_assure.diagnostics",
    "PreventAssureError": "prevent_assure.diagnostics",
    "Severity": "prevent_assure.diagnostics",
    "DiffResult": "prevent_assure.changes.difference",
    "AssessmentScore": "prevent_assure.model.outcome",
    "BenchmarkScore": "prevent_assure.model.outcome",
    "Workspace": "prevent_assure.workspace.workspace",
    "ValidationResult": "prevent_assure.checking.results",
    "validate": "prevent_assure.checking.validate",
    "validate_paths": "prevent_assure.checking.named_files",
    "validate_text": "prevent_assure.checking.named_files",
    "InitResult": "prevent_assure.cycle.init",
    "Wanted": "prevent_assure.cycle.init",
    "init": "prevent_assure.cycle.init",
    "NewResult": "prevent_assure.cycle.new",
    "new": "prevent_assure.cycle.new",
    "EditionChanges": "prevent_assure.rules.edition_changes",
    "edition_changes": "prevent_assure.rules.edition_changes",
    "MigrateResult": "prevent_assure.editions.migrate",
    "migrate": "prevent_assure.editions.migrate",
    "WhatIfResult": "prevent_assure.editions.what_if",
    "what_if": "prevent_assure.editions.what_if",
    "diff": "prevent_assure.changes.task",
    "diff_cycles": "prevent_assure.changes.task",
    "CriterionExplanation": "prevent_assure.checking.explain",
    "FindingExplanation": "prevent_assure.checking.explain",
    "explain_criterion": "prevent_assure.checking.explain",
    "explain_finding": "prevent_assure.checking.explain",
    "schema": "prevent_assure.checking.schema",
    "ScoreResult": "prevent_assure.scores.task",
    "score": "prevent_assure.scores.task",
    "Letter": "prevent_assure.outcome_letter.making",
    "LetterResult": "prevent_assure.outcome_letter.making",
    "ExportResult": "prevent_assure.national.export",
    "export": "prevent_assure.national.export",
    "letter": "prevent_assure.outcome_letter.task",
    "letters": "prevent_assure.outcome_letter.task",
    "write_letter": "prevent_assure.outcome_letter.task",
    "StepResult": "prevent_assure.cycle.attempt",
    "submit": "prevent_assure.cycle.steps",
    "withdraw": "prevent_assure.cycle.steps",
    "send_back": "prevent_assure.cycle.steps",
    "review": "prevent_assure.cycle.steps",
    "agree_benchmark": "prevent_assure.cycle.steps",
    "agree": "prevent_assure.cycle.steps",
    "reopen": "prevent_assure.cycle.steps",
    "accept": "prevent_assure.cycle.steps",
    "clear": "prevent_assure.cycle.steps",
    "unclear": "prevent_assure.cycle.steps",
    "SigningList": "prevent_assure.cycle.signing_list",
    "signing_list": "prevent_assure.cycle.signing_list",
    "IssueResult": "prevent_assure.proof.issue",
    "Issuing": "prevent_assure.proof.issue",
    "Verification": "prevent_assure.proof.verdicts",
    "verify": "prevent_assure.proof.verify",
    "RecommendationsResult": "prevent_assure.national.recommendations",
    "recommendations": "prevent_assure.national.recommendations",
    "StatusResult": "prevent_assure.cycle.status",
    "status": "prevent_assure.cycle.status",
    "reminders": "prevent_assure.cycle.reminders",
    "OverviewResult": "prevent_assure.national.overview",
    "overview": "prevent_assure.national.overview",
    "publish": "prevent_assure.national.publish",
}

__all__ = [  # noqa: PLE0604 - the names of the table above
    "__version__",
    *_HOMES,
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
