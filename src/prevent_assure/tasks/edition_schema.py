"""Schemas of self-assessments and reviews by one edition: its benchmarks, levels and criteria, and no others.

What a criterion says is its description, which editors show beside the line.
"""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from prevent_assure.documents.narrative import escape_markdown, markdown_blocks, parse, plain_text
from prevent_assure.model.answers import ANSWERS, Kind, answers_to
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion, Level, Part
from prevent_assure.model.json_schema import Schema


def assessment_schema(schema: Schema, criteria: Criteria) -> Schema:
    """Narrow the schema of self-assessments to an edition.

    Args:
        schema: The schema of any self-assessment; it is changed.
        criteria: The edition.

    Returns:
        The schema.
    """
    schema["properties"]["criteria"] |= {"const": criteria.ref}
    defs = schema["$defs"]
    given, long_form = defs.pop("BenchmarkAnswers"), defs.pop("Answer")
    for kind in get_args(Kind):
        defs[f"{kind}_word"] = _meanings(answers_to(kind))
        defs[f"{kind}_answer"] = _long_form(long_form, kind, ())
    schema["properties"]["benchmarks"] = _benchmarks(
        schema["properties"]["benchmarks"],
        {each.id: _answers(given, long_form, criteria, each) for each in criteria.benchmarks},
    )
    return schema


def review_schema(schema: Schema, criteria: Criteria) -> Schema:
    """Narrow the schema of reviews to an edition.

    Args:
        schema: The schema of any review; it is changed.
        criteria: The edition.

    Returns:
        The schema.
    """
    defs = schema["$defs"]
    given = defs.pop("BenchmarkReview")
    schema["properties"]["benchmarks"] = _benchmarks(
        schema["properties"]["benchmarks"], {each.id: _reviewed(given, criteria, each) for each in criteria.benchmarks}
    )
    known = {each.id: f"{each.number}. {each.title}" for each in criteria.benchmarks}
    defs["Recommendation"]["properties"]["benchmarks"]["items"] = _words(known)
    return schema


def _benchmarks(written: Schema, each: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "description": written.get("description", ""),
        "properties": dict(each),
        "additionalProperties": False,
    }


def _answers(given: Schema, long_form: Schema, criteria: Criteria, benchmark: Benchmark) -> Schema:
    properties = dict(given["properties"])
    levels = {level.id: level for level in criteria.levels}
    if benchmark.scored:
        properties["claimed"] = _outcome(properties["claimed"], criteria)
        properties["answers"] = {
            "type": "object",
            "description": properties["answers"]["description"],
            "properties": {
                level: _level(long_form, levels.get(level) or Level(id=level, label=level, kind="standard"), members)
                for level, members in benchmark.criteria.items()
            },
            "additionalProperties": False,
        }
    else:
        properties["claimed"] = {"type": "null", "description": "This benchmark is assured elsewhere."}
        properties["answers"] = {
            "type": "object",
            "maxProperties": 0,
            "description": properties["claimed"]["description"],
        }
    return {**given, **_about(benchmark), "properties": properties}


def _reviewed(given: Schema, criteria: Criteria, benchmark: Benchmark) -> Schema:
    properties = dict(given["properties"])
    properties["agreed"] = (
        _outcome(properties["agreed"], criteria)
        if benchmark.scored
        else {"type": "null", "description": "This benchmark is assured elsewhere."}
    )
    return {**given, **_about(benchmark), "properties": properties}


def _about(benchmark: Benchmark) -> Schema:
    said = benchmark.statement or benchmark.reason
    head = f"{benchmark.number}. {benchmark.title}"
    return _described(head, f"**{benchmark.number}. {escape_markdown(benchmark.title)}**", [(None, said)])


def _outcome(written: Schema, criteria: Criteria) -> Schema:
    words = _words({each.id: each.meaning or each.label for each in criteria.outcomes})
    return {"description": written["description"], "anyOf": [words, {"type": "null"}]}


def _level(long_form: Schema, level: Level, members: Iterable[Criterion]) -> Schema:
    of_each = {each.id: _criterion(long_form, level, each) for each in members}
    kind = "warning signs: present or absent" if level.kind == "warning_sign" else "demands: met or not"
    note = f" {level.note}." if level.note else ""
    marked = f"**{escape_markdown(level.label)}**; {kind}.{escape_markdown(note)}"
    word = _word(level.kind) if of_each else _meanings(ANSWERS)
    return {
        **_described(f"{level.label}; {kind}.{note}", marked),
        "anyOf": [word, {"type": "object", "properties": of_each, "additionalProperties": False}],
    }


def _criterion(long_form: Schema, level: Level, criterion: Criterion) -> Schema:
    listed = "\n".join(f"- {each.id}: {' '.join(each.text.split())}" for each in criterion.parts) or None
    more = [
        ("Exception", criterion.exception),
        ("Applies when", criterion.applies_when),
        ("Parts", listed),
        ("Note", criterion.note),
    ]
    text = parse(criterion.text)
    own = _long_form(long_form, level.kind, criterion.parts) if criterion.parts else _ref(f"{level.kind}_answer")
    return {
        **_described(plain_text(text), markdown_blocks(text), more),
        "anyOf": [_word(level.kind), own],
    }


def _long_form(written: Schema, kind: str, parts: Iterable[Part]) -> Schema:
    properties = dict(written["properties"])
    answer, of_parts = properties["answer"], properties["parts"]
    properties["answer"] = {"description": answer["description"], **_or_open(kind)}
    properties["parts"] = {
        "type": "object",
        "description": of_parts["description"],
        "properties": {
            part.id: {**_described(plain_text(parse(part.text)), markdown_blocks(parse(part.text))), **_or_open(kind)}
            for part in parts
        },
        "additionalProperties": False,
    }
    # Without a description of its own: an editor shows the criterion's beside its key, whichever form follows.
    return {key: value for key, value in {**written, "properties": properties}.items() if key != "description"}


def _or_open(kind: str) -> Schema:
    return {"anyOf": [_word(kind), {"type": "null"}]}


def _word(kind: str) -> Schema:
    return _ref(f"{kind}_word")


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _meanings(answers: Iterable[str]) -> Schema:
    return _words({word: ANSWERS[word].meaning for word in answers})


def _words(said: Mapping[str, str]) -> Schema:
    # `enumDescriptions` is what editors show beside a proposed word; validators pass it over.
    return {
        "type": "string",
        "enum": list(said),
        "enumDescriptions": [" ".join(each.split()) for each in said.values()],
    }


def _described(plain: str, markdown: str, more: Iterable[tuple[str | None, str | None]] = ()) -> dict[str, Any]:
    """What editors show: plain, and for those that know it as Markdown."""
    plains, marked = [plain.strip()], [markdown.strip()]
    for label, text in more:
        if text is not None:
            narrative = parse(text)
            plain_form = plain_text(narrative)
            between = "\n" if plain_form.startswith("- ") else " "
            plains.append(f"{label}:{between}{plain_form}" if label else plain_form)
            marked.append(f"**{label}:**\n\n{markdown_blocks(narrative)}" if label else markdown_blocks(narrative))
    return {"description": "\n\n".join(plains), "markdownDescription": "\n\n".join(marked)}
