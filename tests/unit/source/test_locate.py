"""Where something stands, as findings need it: also what is left out, and what is not there at all."""

import pytest

from prevent_assure.diagnostics import Route
from prevent_assure.source import Span, read

TEXT = """\
# The head.
format: x
benchmarks:
  training:
    claimed: met    # short form
    summary: |-
      First line.

      Second line.

    answers: {met: [a, bc], left: }
  empty:
strengths:
  - text: One
    share: true
  - Two
-last: 'it''s'
"""

PLACES: list[tuple[Route, bool, tuple[int, int, int, int]]] = [
    ((), False, (2, 1, 17, 15)),
    (("format",), False, (2, 9, 2, 10)),
    (("format",), True, (2, 1, 2, 7)),
    (("benchmarks",), False, (4, 3, 12, 9)),
    (("benchmarks",), True, (3, 1, 3, 11)),
    (("benchmarks", "training", "claimed"), False, (5, 14, 5, 17)),
    (("benchmarks", "training", "summary"), False, (6, 14, 9, 19)),
    (("benchmarks", "training", "answers"), False, (11, 14, 11, 36)),
    (("benchmarks", "training", "answers", "met"), False, (11, 20, 11, 27)),
    (("benchmarks", "training", "answers", "met", 1), False, (11, 24, 11, 26)),
    (("strengths", 0), False, (14, 5, 15, 16)),
    (("strengths", 0, "share"), False, (15, 12, 15, 16)),
    (("strengths", 0, "share"), True, (15, 5, 15, 10)),
    (("strengths", 1), False, (16, 5, 16, 8)),
    (("-last",), False, (17, 8, 17, 15)),
]

LEFT_OUT: list[tuple[Route, tuple[int, int, int, int]]] = [
    (("benchmarks", "empty"), (12, 3, 12, 8)),
    (("benchmarks", "training", "answers", "left"), (11, 29, 11, 33)),
]

NOT_THERE: list[tuple[Route, Route, bool]] = [
    (("nothing",), (), False),
    (("nothing", "at", "all"), (), False),
    (("benchmarks", "none"), ("benchmarks",), True),
    (("benchmarks", "training", "none"), ("benchmarks", "training"), True),
    (("benchmarks", "training", "claimed", "none"), ("benchmarks", "training", "claimed"), True),
    (("benchmarks", "training", "answers", "met", 2), ("benchmarks", "training", "answers", "met"), True),
    (("benchmarks", "training", "answers", "met", -1), ("benchmarks", "training", "answers", "met"), True),
    (("strengths", 0, "none"), ("strengths", 0), False),
    (("strengths", 1, "none"), ("strengths", 1), False),
    (("strengths", 2), ("strengths",), True),
    (("strengths", "0"), ("strengths",), True),
    (("benchmarks", 0), ("benchmarks",), True),
]


@pytest.mark.parametrize(("route", "key", "place"), PLACES)
def test_what_is_there_is_located(route: Route, key: bool, place: tuple[int, int, int, int]) -> None:
    assert read(TEXT.encode()).locate(route, key=key)[:4] == place


@pytest.mark.parametrize(("route", "place"), LEFT_OUT)
def test_value_that_is_left_out_is_located_by_its_key(route: Route, place: tuple[int, int, int, int]) -> None:
    document = read(TEXT.encode())
    assert document.locate(route)[:4] == place
    assert document.locate(route, key=True)[:4] == place
    span = document.span(route)
    assert span is not None
    assert span.start == span.end
    assert document.text[: span.start].rstrip().endswith(":")


@pytest.mark.parametrize(("route", "nearest", "key"), NOT_THERE)
@pytest.mark.parametrize("asked", [True, False])
def test_what_is_not_there_is_located_by_what_is_nearest(
    route: Route,
    nearest: Route,
    key: bool,
    asked: bool,
) -> None:
    document = read(TEXT.encode())
    assert document.locate(route, key=asked) == document.locate(nearest, key=key)
    assert document.span(route) is None


def test_root_that_is_one_value_is_located() -> None:
    document = read(b"\n 'a'\n")
    assert document.locate(()) == Span(2, 2, 2, 5, 2, 5)
    assert document.locate(("a",)) == document.locate(())
    assert document.span(()) == document.locate(())


def test_columns_count_letters_and_not_bytes() -> None:
    document = read("é: {😀: '漢', b: 1}\n".encode())
    assert document.locate(("é", "b"))[:4] == (1, 16, 1, 17)
    assert document.locate(("é", "😀"), key=True)[:4] == (1, 5, 1, 6)


def test_items_left_out_are_located_at_their_marks() -> None:
    document = read(b"a:\n-\n- b\n-   \n")
    assert document.locate(("a", 0))[:4] == (2, 2, 2, 2)
    assert document.locate(("a", 2))[:4] == (4, 2, 4, 2)
    assert document.locate(("a",))[:4] == (2, 1, 4, 2)


def test_places_do_not_depend_on_what_was_left_out() -> None:
    document = read("a: x\u200by\nb\u200b: z\n".encode())
    assert document.locate(("a",))[:4] == (1, 4, 1, 7)
    assert document.locate(("b",), key=True)[:4] == (2, 1, 2, 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_of_a_place_is_given_without_its_end(end: str) -> None:
    document = read(f"a: 1{end}bc: two words{end}d: 3".encode())
    assert [document.line(document.locate((key,))) for key in ("a", "bc", "d")] == ["a: 1", "bc: two words", "d: 3"]
