"""The quick first pass gives what the close one gives, or gives up; and it does not give up on files as they are."""

from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from hostile import HOSTILE
from prevent_assure.source import SourceError, line, read_closely
from prevent_assure.source.usual import read_usual
from strategies import FRAGMENTS, Written, mutated, written
from yaml_test_suite import CASES

ROOT = Path(__file__).parents[3]
FILES = [
    path
    for folder in ("authorities", "assessments", "reviews")
    for path in sorted((ROOT / "examples/herefordshire" / folder).rglob("*.yaml"))
]
SEEDS = [case.yaml for case in CASES.values()] + [FILES[-1].read_text(encoding="utf-8")[:1500]] * 20
UNUSUAL = (
    "a: &b c", "a: &b [c]", "a: !b c", "a: ! c", "a: !b {}", "a: !<b> c", "a: &b", "&a b: c", "!a b: c",
    "a: *b", "%YAML 1.2\n--- a", "--- a\n--- b", "a: b\n...\nc: d", "<<: a", "? [a]\n: b", "{a: b}: c",
    "a: 1\na: 2", "a: 1\nA: 2", "null: a", "1: a", "true: a", "'1': a", "a: .inf", "a: 0x" + "f" * 50,
    "a: x #y", 'a: "\\x07"', "a: x\u200by", "", "# nothing", "~", "---", "a: " + "x" * 20_001,
    "[" * 33 + "]" * 33, "- 1\n" * 50_000, "x" * 201 + ": a", "[a?b, ?c]", "[a: b:c]", "a: [", "a: b\n c: d",
    "a: " + "y " * 70_000, "a: " + "-" * 20_001, "a: " + "1" * 20_001, "a: n" + "o" * 20_001, "- " + "~" * 20_001,
)  # fmt: skip


def _check(text: str) -> None:
    usual = read_usual(text)
    if usual is not None:
        closely = read_closely(text.encode())
        assert repr(usual[0]) == repr(closely.data)
        assert closely.warnings == ()


def _decodes(text: str) -> bool:
    """Leave out what is refused before either pass."""
    try:
        read_closely(text.encode("utf-8", "surrogatepass"))
    except SourceError as error:
        return {each.rule.code for each in error.findings}.isdisjoint({"yaml-refused-character", "yaml-not-utf8"})
    return True


@hypothesis.settings(max_examples=1000)
@hypothesis.given(mutated(SEEDS))
def test_changed_file_is_read_alike(text: str) -> None:
    hypothesis.assume(_decodes(text))
    _check(text)


@hypothesis.given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_marks_are_read_alike(text: str) -> None:
    hypothesis.assume(_decodes(text))
    _check(text)


@hypothesis.given(written())
def test_written_data_is_read_alike(case: tuple[Any, Written]) -> None:
    _check(case[1].text)


@pytest.mark.parametrize("name", CASES)
def test_yaml_test_suite_is_read_alike(name: str) -> None:
    if _decodes(CASES[name].yaml):
        _check(CASES[name].yaml)


@pytest.mark.parametrize("text", UNUSUAL)
def test_first_pass_gives_up_on_what_is_to_be_looked_at(text: str) -> None:
    assert read_usual(text) is None


def test_first_pass_gives_up_on_too_many_values() -> None:
    assert read_usual("-\n" * 50_000) is None


def test_keys_of_ever_new_files_do_not_fill_the_memory() -> None:
    for number in range(12):
        text = "".join(f"k{number}-{each}: 1\n" for each in range(1000))
        assert read_usual(text) == [{f"k{number}-{each}": 1 for each in range(1000)}]
    for kept in (line.KNOWN, line._keys, line._looks):  # noqa: SLF001 - it is what fills the memory
        assert 0 < len(kept) <= line._MOST  # noqa: SLF001 - as above


@pytest.mark.parametrize("name", HOSTILE)
def test_first_pass_gives_up_on_a_hostile_file(name: str) -> None:
    assert read_usual(HOSTILE[name]) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_first_pass_reads_the_files_of_the_example(path: Path) -> None:
    """Otherwise it is for nothing."""
    assert read_usual(path.read_text(encoding="utf-8")) is not None
