"""Data written as YAML in every way that people have is read as that data, each part where it was put."""

import json
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

import pure_yaml
from prevent_assure.source import Document, read
from strategies import Written, documents, written


def _part(data: Any, route: tuple[str | int, ...]) -> Any:
    for step in route:
        data = data[step]
    return data


def _read(text: str) -> Document:
    document = read(text.encode())
    assert document.text == text
    return document


@hypothesis.given(written())
def test_data_is_read_as_it_was_written(case: tuple[Any, Written]) -> None:
    data, wrote = case
    # repr tells 1 from True, and a number with a point from one without, which == does not.
    assert repr(_read(wrote.text).data) == repr(data)


@hypothesis.given(written())
def test_oracle_agrees_with_the_writer(case: tuple[Any, Written]) -> None:
    data, wrote = case
    assert repr(pure_yaml.data(pure_yaml.compose(wrote.text))) == repr(data)


@hypothesis.given(written())
def test_every_value_and_key_is_located_where_it_was_put(case: tuple[Any, Written]) -> None:
    data, wrote = case
    document = _read(wrote.text)
    for route, start in wrote.values.items():
        span = document.span(route)
        assert span is not None
        assert span.start == start, route
        assert wrote.text[: span.start].count("\n") == span.line - 1
        assert span.start - wrote.text.rfind("\n", 0, span.start) == span.column
        assert wrote.text[: span.end].count("\n") == span.end_line - 1
        assert span.end - wrote.text.rfind("\n", 0, span.end) == span.end_column
        assert wrote.text[span.start : span.end] == wrote.text[span.start : span.end].strip()
        if route and isinstance(_part(data, route[:-1]), dict):
            assert document.locate(route, key=True).start == wrote.keys[route]


@hypothesis.given(written())
def test_span_of_a_value_holds_the_value_and_nothing_else(case: tuple[Any, Written]) -> None:
    data, wrote = case
    document = _read(wrote.text)
    for route in wrote.values:
        span = document.span(route)
        assert span is not None
        value, part = _part(data, route), wrote.text[span.start : span.end]
        if part.startswith(("[", "{")) or (not isinstance(value, dict | list) and not part.startswith("|")):
            assert repr(_read(f"- {part}\n").data) == repr([value])
        elif isinstance(value, dict | list):
            # Begun in its own column, so that its lines fit together.
            assert repr(_read(" " * (span.column - 1) + part + "\n").data) == repr(value)


@hypothesis.given(written())
def test_span_of_a_key_holds_the_key(case: tuple[Any, Written]) -> None:
    _, wrote = case
    document = _read(wrote.text)
    for route in wrote.keys:
        span = document.locate(route, key=True)
        assert _read(f"{wrote.text[span.start : span.end]}: x\n").data == {route[-1]: "x"}


@hypothesis.given(written(), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_of_other_systems_change_neither_data_nor_lines(case: tuple[Any, Written], end: str) -> None:
    data, wrote = case
    document, other = _read(wrote.text), _read(wrote.text.replace("\n", end))
    assert repr(other.data) == repr(data)
    assert [other.locate(route)[:4] for route in wrote.values] == [document.locate(route)[:4] for route in wrote.values]
    assert other.lines == document.lines


@hypothesis.given(written())
def test_byte_order_mark_is_left_out_and_remembered(case: tuple[Any, Written]) -> None:
    _, wrote = case
    document, plain = read(b"\xef\xbb\xbf" + wrote.text.encode()), read(wrote.text.encode())
    assert (document.marked, plain.marked) == (True, False)
    assert repr(document.data) == repr(plain.data)
    assert document.text == plain.text
    assert document.warnings == ()


@hypothesis.given(documents)
def test_json_is_read_as_json(data: Any) -> None:
    text = json.dumps(data, default=str, ensure_ascii=False)
    assert read(text.encode()).data == json.loads(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: b", ["a: b"]),
        ("a: b\n", ["a: b"]),
        ("a: b\n\n", ["a: b", ""]),
        ("a: b\r\nc: d\r\n", ["a: b", "c: d"]),
        ("a: b\r\rc: d", ["a: b", "", "c: d"]),
        ("a: é\n# end", ["a: é", "# end"]),
    ],
)
def test_lines_are_those_that_people_see(text: str, lines: list[str]) -> None:
    assert read(text.encode()).lines == lines
