"""What changed in meaning as JSON: `prevent-assure/diff/1`, stable, every character beyond ASCII escaped."""

import json
from typing import Any

from .difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    DiffResult,
    FieldChange,
    FileDifference,
    ItemChange,
    OutcomeMove,
)


def diff_json(result: DiffResult) -> str:
    """Write what changed as `prevent-assure/diff/1`.

    Args:
        result: What changed.

    Returns:
        One JSON object and a line end.
    """
    benchmarks = [benchmark for each in result.assessments for benchmark in each.benchmarks]
    data = {
        "format": "prevent-assure/diff/1",
        "base": {"revision": result.base.name, "commit": result.base.commit},
        "head": {"revision": result.head.name, "commit": result.head.commit},
        "summary": {
            "authorities": len({each.authority for each in result.assessments}),
            "outcomes": sum(len(each.outcomes) for each in benchmarks),
            "answers": sum(answer.moved for each in benchmarks for answer in each.answers),
            "meaning_changed": result.has_changes,
        },
        "assessments": [_assessment(each) for each in result.assessments],
        "files": [_file(each) for each in result.files],
        "reformatted": list(result.reformatted),
        "unreadable": [
            {"side": each.side, "path": each.path, "codes": [found.code for found in each.diagnostics]}
            for each in result.unreadable
        ],
    }
    return json.dumps(data, indent=2) + "\n"


def _assessment(each: AssessmentDifference) -> dict[str, Any]:
    return {
        "authority": each.authority,
        "name": each.name,
        "cycle": each.cycle,
        "change": each.change,
        "renamed_from": each.renamed_from,
        "before_cycle": each.before_cycle,
        "criteria": _field(each.criteria),
        "status": _field(each.status),
        "steps": [_field(field) for field in each.steps],
        "benchmarks": [_benchmark(benchmark) for benchmark in each.benchmarks],
        "letter": [_field(field) for field in each.letter],
        "strengths": [_item(item) for item in each.strengths],
        "recommendations": [_item(item) for item in each.recommendations],
        "follow_up": [_item(item) for item in each.follow_up],
        "follow_up_review": [_item(item) for item in each.follow_up_review],
    }


def _benchmark(each: BenchmarkDifference) -> dict[str, Any]:
    override = each.override
    return {
        "id": each.id,
        "number": each.number,
        "title": each.title,
        "outcomes": [_move(move) for move in each.outcomes],
        "override": {"change": override.change, "because": list(override.because)} if override is not None else None,
        "answers": [_answer(answer) for answer in each.answers],
        "fields": [_field(field) for field in each.fields],
    }


def _move(move: OutcomeMove) -> dict[str, Any]:
    cause = move.because
    because = None
    if cause is not None:
        ways = [{"criteria": way.criteria, "answers": list(way.answers)} for way in cause.ways]
        because = {"ways": ways, "more": cause.more, "smallest": cause.smallest, "whole": cause.whole}
    return {
        "kind": move.kind,
        "from": list(move.before),
        "from_basis": move.before_basis,
        "to": list(move.after),
        "to_basis": move.after_basis,
        "because": because,
    }


def _answer(answer: AnswerChange) -> dict[str, Any]:
    return {
        "criterion": answer.criterion,
        "level": answer.level,
        "criterion_change": answer.criterion_change,
        "from": answer.before,
        "to": answer.after,
        "fields": [_field(field) for field in answer.fields],
        "references": [_item(item) for item in answer.references],
    }


def _item(item: ItemChange) -> dict[str, Any]:
    return {"id": item.id or None, "change": item.change, "fields": [_field(field) for field in item.fields]}


def _field(field: FieldChange | None) -> dict[str, Any] | None:
    if field is None:
        return None
    return {"key": field.key, "change": field.change, "from": field.before, "to": field.after}


def _file(each: FileDifference) -> dict[str, Any]:
    return {
        "path": each.path,
        "kind": each.kind,
        "id": each.id or None,
        "change": each.change,
        "renamed_from": each.renamed_from,
        "compared_with": each.compared_with,
        "fields": [_field(field) for field in each.fields],
        "moves": [
            {"authority": move.authority, "cycle": move.cycle, "benchmark": move.benchmark, **_move(move.move)}
            for move in each.moves
        ],
    }
