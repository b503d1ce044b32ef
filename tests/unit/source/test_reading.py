"""A file read without places gives what it gives when it is read with them."""

from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from hostile import HOSTILE
from prevent_assure.source import SourceError, SourceFinding, read, reading
from prevent_assure.source.decoding import decode
from prevent_assure.source.keys import SOUND
from prevent_assure.source.places import Places
from strategies import FRAGMENTS, Written, mutated, pieces, written
from yaml_test_suite import CASES

EXAMPLE = Path(__file__).parents[3] / "examples/herefordshire/reviews/2024-25/herefordshire.yaml"
SEEDS = [case.yaml for case in CASES.values()] + [EXAMPLE.read_text(encoding="utf-8")[:1500]] * 20


def _outcome(places: Places, *, placed: bool) -> tuple[str, tuple[SourceFinding, ...]]:
    try:
        content, _, report, _ = reading._parse(places, placed=placed)  # noqa: SLF001 - both stand behind `read`
        return repr(content), report.close()
    except SourceError as error:
        return "", error.findings


def _check(text: str) -> None:
    try:
        places = Places(decode(text.encode("utf-8", "surrogatepass"))[0])
    except SourceError:
        return
    assert _outcome(places, placed=False) == _outcome(places, placed=True)


@hypothesis.settings(max_examples=3 * hypothesis.settings().max_examples)
@hypothesis.given(mutated(SEEDS))
def test_changed_file_is_read_alike(text: str) -> None:
    _check(text)


@hypothesis.given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_marks_are_read_alike(text: str) -> None:
    _check(text)


@hypothesis.given(pieces())
def test_pieces_are_read_alike(text: str) -> None:
    _check(text)


@hypothesis.given(written())
def test_written_data_is_read_alike(case: tuple[Any, Written]) -> None:
    _check(case[1].text)


@pytest.mark.parametrize("name", CASES)
def test_yaml_test_suite_is_read_alike(name: str) -> None:
    _check(CASES[name].yaml)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_read_alike(name: str) -> None:
    _check(HOSTILE[name])


def test_what_has_no_place_to_be_told_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[bool] = []
    build = reading._build  # noqa: SLF001 - it is what takes the time

    def counted(*given: Any) -> Any:
        readings.append(given[-1] is not None)
        return build(*given)

    monkeypatch.setattr(reading, "_build", counted)
    document = read(EXAMPLE.read_bytes())
    assert readings == [False]
    document.locate(("format",))
    document.locate(("authority",))
    assert readings == [False, True]


def test_keys_of_ever_new_files_do_not_fill_the_memory() -> None:
    for number in range(12):
        data = {f"k{number}-{key}": 1 for key in range(1000)}
        assert read("".join(f"{key}: 1\n" for key in data).encode()).data == data
    assert 0 < len(SOUND) <= 4096
