"""JSON Schema of each kind of file, for editors: those of self-assessments and reviews know the edition."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from prevent_assure.model.answers import ANSWERS, Kind, answers_to
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion, Level, Part
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.published import Published
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Pointer, Settings
from prevent_assure.text.narrative import escape_markdown, markdown_blocks, parse, plain_text
from prevent_assure.workspace.packaged import files_page

from .registry import CATALOGUE

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_ELSEWHERE = {"description": "This benchmark is assured elsewhere."}
_CLAUSE = re.compile(r"[.;](?:\s|$)")


def schema_of(model: type[Model], said: Mapping[str, Mapping[str, str]]) -> Schema:
    """Make the schema of a kind of file.

    Args:
        model: Its model.
        said: What is said of each key, by the name of the model that has it.

    Returns:
        The schema, without `$schema` and `$id`. It accepts what the model accepts.
    """
    made: Schema = model.model_json_schema(by_alias=True)
    schemas = {model.__name__: made, **made.get("$defs", {})}
    for name, schema in schemas.items():
        _describe(schema, said.get(name, {}))
    return _tidied(made)


def _describe(schema: Schema, said: Mapping[str, str]) -> None:
    # The docstring's first clause; what follows speaks to programmers.
    schema["description"] = f"{_CLAUSE.split(schema.get('description', ''))[0]}."
    for key, found in schema.get("properties", {}).items():
        if key in said:
            found["description"] = said[key]


def _tidied(schema: Schema) -> Schema:
    """Take out what pydantic adds for programmers, and let keys be only those that are named or patterned."""
    kept: Schema = {}
    for key, value in schema.items():
        if key in {"properties", "patternProperties", "$defs"}:
            kept[key] = {name: _tidied(each) for name, each in value.items()}
        elif key not in {"title", "default"}:
            kept[key] = _part(value)
    if "patternProperties" in kept:
        kept.setdefault("additionalProperties", False)
    return kept


def _part(value: object) -> object:
    if isinstance(value, list):
        return [_part(each) for each in value]
    return _tidied(value) if isinstance(value, dict) else value


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
    schema["properties"]["benchmarks"] = _object(
        schema["properties"]["benchmarks"].get("description", ""),
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
    given, view = defs.pop("BenchmarkReview"), defs.pop("View")
    for kind in get_args(Kind):
        defs[f"{kind}_word"] = _meanings(answers_to(kind))
        defs[f"{kind}_view"] = _view(view, kind)
    schema["properties"]["benchmarks"] = _object(
        schema["properties"]["benchmarks"].get("description", ""),
        {each.id: _reviewed(given, criteria, each) for each in criteria.benchmarks},
    )
    known = {each.id: f"{each.number}. {each.title}" for each in criteria.benchmarks}
    defs["Recommendation"]["properties"]["benchmarks"]["items"] = _words(known)
    return schema


def _object(description: str, properties: Schema) -> Schema:
    """Allow these keys and no others."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "additionalProperties": False,
    }


def _answers(given: Schema, long_form: Schema, criteria: Criteria, benchmark: Benchmark) -> Schema:
    properties = dict(given["properties"])
    levels = {level.id: level for level in criteria.levels}
    if benchmark.scored:
        properties["claimed"] = _outcome(properties["claimed"], criteria)
        properties["answers"] = _object(
            properties["answers"]["description"],
            {
                level: _level(long_form, levels.get(level) or Level(id=level, label=level, kind="standard"), members)
                for level, members in benchmark.criteria.items()
            },
        )
    else:
        properties["claimed"] = {"type": "null", **_ELSEWHERE}
        properties["answers"] = {"type": "object", "maxProperties": 0, **_ELSEWHERE}
    return {**given, **_about(benchmark), "properties": properties}


def _reviewed(given: Schema, criteria: Criteria, benchmark: Benchmark) -> Schema:
    properties = dict(given["properties"])
    agreed = properties["agreed"]
    properties["agreed"] = _outcome(agreed, criteria) if benchmark.scored else {"type": "null", **_ELSEWHERE}
    kinds = {level.id: level.kind for level in criteria.levels}
    properties["views"] = (
        _object(
            properties["views"]["description"],
            {each.id: _viewed(each, kinds.get(level, "standard")) for level, each in benchmark.each_criterion()},
        )
        if benchmark.scored
        else {"type": "object", "maxProperties": 0, **_ELSEWHERE}
    )
    return {**given, **_about(benchmark), "properties": properties}


def _view(written: Schema, kind: str) -> Schema:
    properties = dict(written["properties"])
    properties["answer"] = {"description": properties["answer"]["description"], **_or_open(kind)}
    return {key: value for key, value in {**written, "properties": properties}.items() if key != "description"}


def _viewed(criterion: Criterion, kind: str) -> Schema:
    text = parse(criterion.text)
    return {**_described(plain_text(text), markdown_blocks(text)), "anyOf": [_ref(f"{kind}_view")]}


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
    properties["parts"] = _object(
        of_parts["description"],
        {
            part.id: {**_described(plain_text(parse(part.text)), markdown_blocks(parse(part.text))), **_or_open(kind)}
            for part in parts
        },
    )
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


MODELS: dict[str, type[Model]] = {
    "assessment": Assessment,
    "review": Review,
    "authority": Authority,
    "criteria": Criteria,
    "workspace": Settings,
    "issue": IssueRecord,
    "published": Published,
}
BY_EDITION = {"assessment": assessment_schema, "review": review_schema}


def schema(kind: str, criteria: Criteria | None = None) -> dict[str, Any]:
    """Make the schema of a kind of file. All that `validate` accepts, it accepts.

    Args:
        kind: `assessment`, `review`, `authority`, `criteria`, `workspace`, `issue` or `published`.
        criteria: The edition that a self-assessment or review goes by; None for any.

    Returns:
        JSON Schema, 2020-12.
    """
    made = schema_of(MODELS[kind], files_page())
    named = kind
    if criteria is not None and kind in BY_EDITION:
        made = BY_EDITION[kind](made, criteria)
        named = f"{kind}:{criteria.id}:{criteria.edition}"
    elif kind == "workspace":
        made = _workspace(made)
    return {"$schema": DIALECT, "$id": f"urn:prevent-assure:schema:{named}", **made}


def _workspace(settings: Schema) -> Schema:
    """`prevent-assure.yaml` holds settings, or points to where they are."""
    words = settings["properties"]["findings"]["patternProperties"]
    severity = next(iter(words.values()))
    settings["properties"]["findings"] = _object(
        settings["properties"]["findings"]["description"],
        {code: {"description": CATALOGUE[code].summary, **severity} for code in sorted(CATALOGUE)},
    )
    settings["$defs"]["Accepted"]["properties"]["code"] |= {"enum": sorted(CATALOGUE)}
    defs = settings.pop("$defs")
    pointer = schema_of(Pointer, files_page())
    return {
        "$defs": {**defs, "Settings": settings, "Pointer": pointer},
        "type": "object",
        "description": settings["description"],
        "if": {"properties": {"format": {"const": "prevent-assure/pointer/1"}}, "required": ["format"]},
        "then": {"$ref": "#/$defs/Pointer"},
        "else": {"$ref": "#/$defs/Settings"},
    }
