"""What changed in meaning, for programs: `prevent-assure/diff/1`."""

from types import MappingProxyType

from prevent_assure.text.json_text import Shapes, written

from .difference import (
    AnswerChange,
    AssessmentDifference,
    CriteriaMove,
    DiffResult,
    FieldChange,
    FileDifference,
    ItemChange,
    OutcomeMove,
    Revision,
    Unreadable,
)


def diff_json(result: DiffResult) -> str:
    """Write what changed as `prevent-assure/diff/1`.

    Args:
        result: What changed.

    Returns:
        One JSON object and a line end.
    """
    benchmarks = [benchmark for assessment in result.assessments for benchmark in assessment.benchmarks]
    data = {
        "format": "prevent-assure/diff/1",
        "base": result.base,
        "head": result.head,
        "summary": {
            "authorities": len({assessment.authority for assessment in result.assessments}),
            "outcomes": sum(len(benchmark.outcomes) for benchmark in benchmarks),
            "answers": sum(answer.moved for benchmark in benchmarks for answer in benchmark.answers),
            "meaning_changed": result.has_changes,
        },
        "assessments": result.assessments,
        "files": result.files,
        "reformatted": result.reformatted,
        "unreadable": result.unreadable,
        "letters": result.letters,
        "closed": result.closed,
        "forms": result.forms,
        "stale": [
            {key: getattr(found, key) for key in ("authority", "cycle", "step", "benchmark", "because")}
            for found in result.sign_offs
            if found.stale
        ],
    }
    return written(data, shapes=_SHAPES)


def _assessment(changed: AssessmentDifference) -> dict[str, object]:
    return {key: value for key, value in changed._asdict().items() if key not in {"edition", "outcome_labels"}}


def _move(move: OutcomeMove) -> dict[str, object]:
    return {
        "kind": move.kind,
        "from": move.before,
        "from_basis": move.before_basis,
        "to": move.after,
        "to_basis": move.after_basis,
        "because": move.because,
    }


def _criteria_move(moved: CriteriaMove) -> dict[str, object]:
    return {"authority": moved.authority, "cycle": moved.cycle, "benchmark": moved.benchmark, **_move(moved.move)}


def _answer(answer: AnswerChange) -> dict[str, object]:
    return {
        "criterion": answer.criterion,
        "level": answer.level,
        "criterion_change": answer.criterion_change,
        "from": answer.before,
        "to": answer.after,
        "fields": answer.fields,
        "references": answer.references,
    }


def _item(item: ItemChange) -> dict[str, object]:
    return {**item._asdict(), "id": item.id or None}


def _field(field: FieldChange) -> dict[str, object]:
    return {"key": field.key, "change": field.change, "from": field.before, "to": field.after}


def _file(file: FileDifference) -> dict[str, object]:
    return {
        "path": file.path,
        "kind": file.kind,
        "id": file.id or None,
        "change": file.change,
        "renamed_from": file.renamed_from,
        "moved_from": file.moved_from,
        "moved_to": file.moved_to,
        "compared_with": file.compared_with,
        "fields": file.fields,
        "moves": file.moves,
    }


def _revision(state: Revision) -> dict[str, object]:
    return {"revision": state.name, "commit": state.commit}


def _unreadable(unread: Unreadable) -> dict[str, object]:
    return {"side": unread.side, "path": unread.path, "codes": [found.code for found in unread.diagnostics]}


_SHAPES: Shapes = MappingProxyType(
    {
        AnswerChange: _answer,
        AssessmentDifference: _assessment,
        CriteriaMove: _criteria_move,
        FieldChange: _field,
        FileDifference: _file,
        ItemChange: _item,
        OutcomeMove: _move,
        Revision: _revision,
        Unreadable: _unreadable,
    }
)
"""What has other names, or another order, in the answer; all else is written as it is."""
