"""prevent-assure: the yearly Prevent duty assurance of local authorities, from YAML files in git.

The public API: `Workspace.find(path)` opens a workspace; `validate`, `score` and `letter` ask it something and give
typed results. What stands here is loaded when it is asked for (PEP 562), so that importing the package costs nothing.
"""

__version__ = "1.0.0"

_HOMES = {
    "Diagnostic": "prevent_assure.diagnostics",
    "InputError": "prevent_assure.diagnostics",
    "Location": "prevent_assure.diagnostics",
    "PreventAssureError": "prevent_assure.diagnostics",
    "Severity": "prevent_assure.diagnostics",
    "DiffResult": "prevent_assure.model.diff_result",
    "AssessmentScore": "prevent_assure.model.outcome",
    "BenchmarkScore": "prevent_assure.model.outcome",
    "Workspace": "prevent_assure.workspace.workspace",
    "ValidationResult": "prevent_assure.tasks.results",
    "validate": "prevent_assure.tasks.validate",
    "validate_paths": "prevent_assure.tasks.validate_named",
    "validate_text": "prevent_assure.tasks.validate_alone",
    "InitResult": "prevent_assure.tasks.init",
    "Wanted": "prevent_assure.tasks.init",
    "init": "prevent_assure.tasks.init",
    "NewResult": "prevent_assure.tasks.new",
    "new": "prevent_assure.tasks.new",
    "EditionChanges": "prevent_assure.rules.edition_changes",
    "edition_changes": "prevent_assure.rules.edition_changes",
    "MigrateResult": "prevent_assure.tasks.migrate",
    "migrate": "prevent_assure.tasks.migrate",
    "WhatIfResult": "prevent_assure.tasks.what_if",
    "what_if": "prevent_assure.tasks.what_if",
    "diff": "prevent_assure.tasks.diff",
    "diff_cycles": "prevent_assure.tasks.diff",
    "CriterionExplanation": "prevent_assure.tasks.explain",
    "FindingExplanation": "prevent_assure.tasks.explain",
    "explain_criterion": "prevent_assure.tasks.explain",
    "explain_finding": "prevent_assure.tasks.explain",
    "schema": "prevent_assure.tasks.schema",
    "ScoreResult": "prevent_assure.tasks.score",
    "score": "prevent_assure.tasks.score",
    "Letter": "prevent_assure.tasks.letter_making",
    "LetterResult": "prevent_assure.tasks.letter_making",
    "ExportResult": "prevent_assure.tasks.export",
    "export": "prevent_assure.tasks.export",
    "letter": "prevent_assure.tasks.letter",
    "letters": "prevent_assure.tasks.letter",
    "write_letter": "prevent_assure.tasks.letter_files",
    "StepResult": "prevent_assure.tasks.stepping",
    "submit": "prevent_assure.tasks.steps",
    "send_back": "prevent_assure.tasks.steps",
    "review": "prevent_assure.tasks.steps",
    "agree_benchmark": "prevent_assure.tasks.agreeing",
    "agree": "prevent_assure.tasks.steps",
    "accept": "prevent_assure.tasks.steps",
    "clear": "prevent_assure.tasks.steps",
    "SigningList": "prevent_assure.rules.signing",
    "signing_list": "prevent_assure.tasks.signing",
    "IssueResult": "prevent_assure.tasks.issue",
    "Issuing": "prevent_assure.tasks.issue",
    "Verification": "prevent_assure.rules.verdicts",
    "verify": "prevent_assure.tasks.verify",
    "RecommendationsResult": "prevent_assure.tasks.recommendations",
    "recommendations": "prevent_assure.tasks.recommendations",
    "StatusResult": "prevent_assure.tasks.status",
    "status": "prevent_assure.tasks.status",
    "reminders": "prevent_assure.tasks.reminding",
    "OverviewResult": "prevent_assure.tasks.overview",
    "overview": "prevent_assure.tasks.overview",
    "publish": "prevent_assure.tasks.publish",
}

__all__ = [  # noqa: PLE0604 - the names of the table above
    "__version__",
    *_HOMES,
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    import importlib  # noqa: PLC0415 - start-up: nothing is loaded before it is asked for

    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
