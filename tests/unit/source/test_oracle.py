"""What both read, the reader and ruamel's pure parser read alike; and whatever the bytes are, nothing else gets out."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import strategies as st
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

import pure_yaml
from prevent_assure.diagnostics import Route
from prevent_assure.source import RULES, Document, SourceError, read
from strategies import FRAGMENTS, mutated, pieces
from yaml_test_suite import CASES

EXAMPLE = Path(__file__).parents[3] / "examples/herefordshire/reviews/2024-25/herefordshire.yaml"
SEEDS = [case.yaml for case in CASES.values()] + [EXAMPLE.read_text(encoding="utf-8")[:1500]] * 20
SKIPPED = re.compile(
    "[\u200b\ufeff]"  # left out by the reader, with a warning
    r"|[\s\[{,:]\?\S| :\S"  # text in a flow collection by YAML 1.2, and not to the oracle
)


def _document(text: str) -> Document | None:
    try:
        return read(text.encode("utf-8", "surrogatepass"))
    except SourceError:
        return None


SEEDS = [seed for seed in SEEDS if _document(seed)]


def _composed(text: str) -> Node | None:
    try:
        return pure_yaml.compose(text)
    except pure_yaml.Refused:
        return None


def _both(text: str) -> tuple[Document, Node] | None:
    """Read a text both ways, unless it is one that the two are known to read differently."""
    document = _document(text)
    if document is None or not isinstance(document.data, dict | list) or SKIPPED.search(text):
        return None
    node = _composed(text)
    return None if node is None else (document, node)


@hypothesis.settings(max_examples=500)
@hypothesis.given(mutated(SEEDS))
def test_what_both_read_is_the_same_in_the_same_places(text: str) -> None:
    _compare(text)


def _compare(text: str) -> None:
    both = _both(text)
    if both is not None:
        document, node = both
        assert repr(document.data) == repr(pure_yaml.data(node))
        _compare_places(document, node, ())


@hypothesis.settings(max_examples=5 * hypothesis.settings().max_examples)
@hypothesis.given(pieces())
@hypothesis.example('- "a"#b')
@hypothesis.example("k: |-#1 text")
@hypothesis.example("k: |+\n  a\n   ")
def test_pieces_of_yaml_in_any_order_are_read_as_the_oracle_reads_them(text: str) -> None:
    _compare(text)


COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
NO_TEXT = re.compile(r"\\|true", re.IGNORECASE)


@hypothesis.settings(max_examples=5 * hypothesis.settings().max_examples)
@hypothesis.given(pieces())
@hypothesis.example('- "a"#b')
@hypothesis.example("k: [a, #b\n c]")
@hypothesis.example("k: [a,#b\n c]")
@hypothesis.example("k: {#a\n b: c}#d")
@hypothesis.example("k: >2-#a")
def test_no_letter_outside_a_comment_is_lost(text: str) -> None:
    document = _document(text)
    if document is not None and not NO_TEXT.search(text):
        assert Counter(re.findall(r"[a-z]", COMMENT.sub("", text))) <= Counter(_letters(document.data))


def _letters(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(key + _letters(item) for key, item in value.items())
    return "".join(map(_letters, value)) if isinstance(value, list) else value if isinstance(value, str) else ""


def test_comparison_is_not_empty() -> None:
    assert sum(_both(seed) is not None for seed in SEEDS) > 120


def _compare_places(document: Document, node: Node, route: Route) -> None:
    if isinstance(node, ScalarNode) and node.value:
        span = document.span(route)
        assert span is not None
        assert (span.line, span.column) == (node.start_mark.line + 1, node.start_mark.column + 1)
        if node.style not in {"|", ">"}:
            assert (span.end_line, span.end_column) == (node.end_mark.line + 1, node.end_mark.column + 1)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            _compare_places(document, item, (*route, index))
    elif isinstance(node, MappingNode):
        for key, item in node.value:
            inner = (*route, pure_yaml.data(key))
            span = document.locate(inner, key=True)
            assert (span.line, span.column) == (key.start_mark.line + 1, key.start_mark.column + 1)
            _compare_places(document, item, inner)


def _check(data: bytes) -> None:
    try:
        document = read(data)
    except SourceError as error:
        found: Any = error.findings
        text = data.decode("utf-8", "replace")
    else:
        found = document.warnings
        text = document.text
        _check_plain(document.data)
    lines = text.count("\n") + text.count("\r") + 1
    for finding in found:
        assert finding.rule in RULES
        assert 1 <= finding.line <= finding.end_line <= lines
        assert finding.column >= 1
        assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        assert finding.message.isprintable()


def _check_plain(value: Any) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            assert type(key) is str
            assert "\0" not in key
            _check_plain(item)
    elif isinstance(value, list):
        for item in value:
            _check_plain(item)


@hypothesis.given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_findings(data: bytes) -> None:
    _check(data)


@hypothesis.given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_any_marks_give_a_document_or_findings(text: str) -> None:
    _check(text.encode("utf-8", "surrogatepass"))


@hypothesis.given(mutated(SEEDS))
def test_any_change_gives_a_document_or_findings(text: str) -> None:
    _check(text.encode("utf-8", "surrogatepass"))


@hypothesis.given(mutated(SEEDS), st.integers(0, 2000), st.integers(0, 255))
def test_any_changed_byte_gives_a_document_or_findings(text: str, at: int, byte: int) -> None:
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data:
        data[at % len(data)] = byte
    _check(bytes(data))
