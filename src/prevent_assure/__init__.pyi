from .diagnostics import Diagnostic as Diagnostic
from .diagnostics import InputError as InputError
from .diagnostics import Location as Location
from .diagnostics import PreventAssureError as PreventAssureError
from .diagnostics import Severity as Severity
from .model.diff_result import DiffResult as DiffResult
from .model.outcome import AssessmentScore as AssessmentScore
from .model.outcome import BenchmarkScore as BenchmarkScore
from .rules.edition_changes import EditionChanges as EditionChanges
from .rules.edition_changes import edition_changes as edition_changes
from .rules.signing import SigningList as SigningList
from .rules.verdicts import Verification as Verification
from .tasks.agreeing import agree_benchmark as agree_benchmark
from .tasks.diff import diff as diff
from .tasks.diff import diff_cycles as diff_cycles
from .tasks.explain import CriterionExplanation as CriterionExplanation
from .tasks.explain import FindingExplanation as FindingExplanation
from .tasks.explain import explain_criterion as explain_criterion
from .tasks.explain import explain_finding as explain_finding
from .tasks.export import ExportResult as ExportResult
from .tasks.export import export as export
from .tasks.init import InitResult as InitResult
from .tasks.init import Wanted as Wanted
from .tasks.init import init as init
from .tasks.issue import IssueResult as IssueResult
from .tasks.issue import Issuing as Issuing
from .tasks.letter import letter as letter
from .tasks.letter import letters as letters
from .tasks.letter_files import write_letter as write_letter
from .tasks.letter_making import Letter as Letter
from .tasks.letter_making import LetterResult as LetterResult
from .tasks.migrate import MigrateResult as MigrateResult
from .tasks.migrate import migrate as migrate
from .tasks.new import NewResult as NewResult
from .tasks.new import new as new
from .tasks.overview import OverviewResult as OverviewResult
from .tasks.overview import overview as overview
from .tasks.publish import publish as publish
from .tasks.recommendations import RecommendationsResult as RecommendationsResult
from .tasks.recommendations import recommendations as recommendations
from .tasks.reminding import reminders as reminders
from .tasks.results import ValidationResult as ValidationResult
from .tasks.schema import schema as schema
from .tasks.score import ScoreResult as ScoreResult
from .tasks.score import score as score
from .tasks.signing import signing_list as signing_list
from .tasks.status import StatusResult as StatusResult
from .tasks.status import status as status
from .tasks.stepping import StepResult as StepResult
from .tasks.steps import accept as accept
from .tasks.steps import agree as agree
from .tasks.steps import clear as clear
from .tasks.steps import review as review
from .tasks.steps import send_back as send_back
from .tasks.steps import submit as submit
from .tasks.validate import validate as validate
from .tasks.validate_alone import validate_text as validate_text
from .tasks.validate_named import validate_paths as validate_paths
from .tasks.verify import verify as verify
from .tasks.what_if import WhatIfResult as WhatIfResult
from .tasks.what_if import what_if as what_if
from .workspace.workspace import Workspace as Workspace

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
    "review",
    "schema",
    "score",
    "send_back",
    "signing_list",
    "status",
    "submit",
    "validate",
    "validate_paths",
    "validate_text",
    "verify",
    "what_if",
    "write_letter",
]
