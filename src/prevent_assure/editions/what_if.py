"""Last cycle's answers under another edition of criteria, and whose derived outcome would move."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from prevent_assure.checking.reading import Files, Reader, errors_of
from prevent_assure.cycle.new import usable
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.rules.edition_changes import EditionChanges, edition_changes
from prevent_assure.rules.scoring import Scorer
from prevent_assure.workspace.workspace import Workspace

from .carrying import carried

Move = Literal["same", "moves", "open"]


class Tried(NamedTuple):
    """One benchmark of one authority under two editions.

    Attributes:
        authority: The authority's id.
        number: The benchmark's number in the other edition.
        benchmark: Its id.
        title: Its title.
        before: The outcomes that the rules allow now; none for a new benchmark.
        after: Those that they would allow.
        move: Whether they are the same, or move whatever is answered afresh, or are open until that is answered.
        asked: How many of its criteria would be asked for afresh, or for the first time.
    """

    authority: str
    number: int
    benchmark: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    move: Move
    asked: int


def tried(
    authority: str, assessment: Assessment, scores: tuple[BenchmarkScore, ...], changes: EditionChanges, scorer: Scorer
) -> list[Tried]:
    """Try a self-assessment's answers under another edition.

    Args:
        authority: The authority's id.
        assessment: The self-assessment.
        scores: What is derived from it now.
        changes: From its edition to the other.
        scorer: What derives outcomes by the other edition.

    Returns:
        The scored benchmarks of the other edition, by number.
    """
    moved = assessment.model_copy(update={"benchmarks": carried(assessment, changes)})
    now = {each.id: each.possible for each in scores}
    found = []
    for score in scorer.score(moved, None, explain=False):
        if score.scored:
            before, after, asked = now.get(score.id, ()), score.possible, _asked(score.id, changes)
            move = _move(before, after, asked)
            found.append(Tried(authority, score.number, score.id, score.title, before, after, move, asked))
    return found


def _asked(benchmark: str, changes: EditionChanges) -> int:
    after = changes.after.benchmark(benchmark)
    criteria = after.each_criterion() if after is not None else ()
    return sum(not changes.of_new(benchmark, criterion.id).carried for _, criterion in criteria)


def _move(before: tuple[str, ...], after: tuple[str, ...], asked: int) -> Move:
    if before == after:
        return "same"
    return "open" if asked and set(before) <= set(after) else "moves"


class WhatIfResult(NamedTuple):
    """What another edition would bring about.

    Attributes:
        cycle: The cycle whose answers were taken.
        edition: The other edition.
        labels: Its outcomes' labels by id, those of the editions that the answers go by among them.
        tried: The benchmarks, by authority and number.
        diagnostics: The errors of the files concerned.
    """

    cycle: str
    edition: str
    labels: dict[str, str]
    tried: tuple[Tried, ...]
    diagnostics: tuple[Diagnostic, ...]


def what_if(workspace: Workspace, *, edition: str, cycle: str, authorities: Sequence[str] = ()) -> WhatIfResult:
    """Try a cycle's answers under another edition.

    Args:
        workspace: The workspace.
        edition: The edition.
        cycle: The cycle.
        authorities: Ids of the authorities asked for; none for all that have a self-assessment.

    Returns:
        The outcomes that the rules allow now and then, and the errors of files that cannot be read.

    Raises:
        PreventAssureError: If there is no such edition.
        InputError: If it has errors.
    """
    reader = Reader(workspace)
    scorer = usable(reader, edition)
    found: list[Diagnostic] = list(workspace.settings.diagnostics)
    known: dict[int, EditionChanges] = {}
    rows: list[Tried] = []
    for authority in authorities or workspace.assessed(cycle):
        files = reader.files(cycle, authority)
        found += reader.findings(files)[0]
        if files.edition is not None:
            found += files.edition.diagnostics
        rows += _tried(files, scorer, known)
    editions = [*(each.before for each in known.values()), scorer.criteria]
    labels = {each.id: each.label for edition in editions for each in edition.outcomes}
    return WhatIfResult(cycle, edition, labels, tuple(rows), errors_of(found, workspace))


def _tried(files: Files, scorer: Scorer, known: dict[int, EditionChanges]) -> list[Tried]:
    case, then = files.case, scorer.criteria
    if case.assessment is None or case.criteria is None:
        return []
    # Of several workspaces each may have an edition of its own under one name: it is the object that counts.
    changes = known.get(id(case.criteria)) or known.setdefault(id(case.criteria), edition_changes(case.criteria, then))
    return tried(case.authority_id, case.assessment, case.scores, changes, scorer)
