from .changes.difference import DiffResult
from .changes.task import diff, diff_cycles
from .checking.explain import CriterionExplanation, FindingExplanation, explain_criterion, explain_finding
from .checking.named_files import validate_paths, validate_text
from .checking.results import ValidationResult
from .checking.schema import schema
from .checking.validate import validate
from .cycle.attempt import StepResult
from .cycle.init import InitResult, Wanted, init
from .cycle.new import NewResult, new
from .cycle.reminders import reminders
from .cycle.signing_list import SigningList, signing_list
from .cycle.status import StatusResult, status
from .cycle.steps import accept, agree, agree_benchmark, clear, reopen, review, send_back, submit, unclear, withdraw
from .diagnostics import Diagnostic, InputError, Location, PreventAssureError, Severity
from .editions.migrate import MigrateResult, migrate
from .editions.what_if import WhatIfResult, what_if
from .model.outcome import AssessmentScore, BenchmarkScore
from .national.export import ExportResult, export
from .national.overview import OverviewResult, overview
from .national.publish import publish
from .national.recommendations import RecommendationsResult, recommendations
from .outcome_letter.making import Letter, LetterResult
from .outcome_letter.task import letter, letters, write_letter
from .proof.issue import IssueResult, Issuing
from .proof.verdicts import Verification
from .proof.verify import verify
from .rules.edition_changes import EditionChanges, edition_changes
from .scores.task import ScoreResult, score
from .workspace.workspace import Workspace

__version__: str
__all__ = [
    "AssessmentScore",
    "BenchmarkScore",
    "CriterionExplanation",
    "Diagnostic",
    "DiffResult",
    "EditionChanges",
    "ExportResult",
    "FindingExplanation",
    "InitResult",
    "InputError",
    "IssueResult",
    "Issuing",
    "Letter",
    "LetterResult",
    "Location",
    "MigrateResult",
    "NewResult",
    "OverviewResult",
    "PreventAssureError",
    "RecommendationsResult",
    "ScoreResult",
    "Severity",
    "SigningList",
    "StatusResult",
    "StepResult",
    "ValidationResult",
    "Verification",
    "Wanted",
    "WhatIfResult",
    "Workspace",
    "__version__",
    "accept",
    "agree",
    "agree_benchmark",
    "clear",
    "diff",
    "diff_cycles",
    "edition_changes",
    "explain_criterion",
    "explain_finding",
    "export",
    "init",
    "letter",
    "letters",
    "migrate",
    "new",
    "overview",
    "publish",
    "recommendations",
    "reminders",
    "reopen",
    "review",
    "schema",
    "score",
    "send_back",
    "signing_list",
    "status",
    "submit",
    "unclear",
    "validate",
    "validate_paths",
    "validate_text",
    "verify",
    "what_if",
    "withdraw",
    "write_letter",
]
