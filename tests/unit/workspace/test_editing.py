"""An edit changes what it is meant to change, and no other character of the file."""

import datetime
import re
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from prevent_assure.diagnostics import Route
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.review import Review
from prevent_assure.source import Document, SourceError, read
from prevent_assure.workspace.editing import REMOVED, Edit, EditRefused, Flow, edit
from prevent_assure.workspace.emitting import is_long
from strategies import keys, values, written

DAY = datetime.date(2025, 5, 6)


def _edit(before: str, changes: Edit, **given: Any) -> str:
    return edit(textwrap.dedent(before).encode(), changes, **given).decode()


def _routes(data: Any, route: Route = ()) -> list[Route]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [route, *(each for step, value in inner for each in _routes(value, (*route, step)))]


def _part(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


@st.composite
def files(draw: Callable[..., Any]) -> tuple[bytes, Document]:
    """Files with comments, in every layout, with any line ends, with or without a mark and a last line end."""
    ends = draw(st.sampled_from([["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]]))
    choose = draw(st.randoms(use_true_random=False)).choice
    text = re.sub("\n", lambda _: choose(ends), draw(written())[1].text)
    if draw(st.booleans()):
        text = text.rstrip("\r\n") + draw(st.sampled_from(["", "", "\n  ", "\n        "]))
    data = (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode()
    try:
        return data, read(data)
    except SourceError:
        hypothesis.reject()


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many characters or lines are the same until one is not."""
    return next(
        (at for at, (each, its) in enumerate(zip(one, other, strict=False)) if each != its),
        min(len(one), len(other)),
    )


def _common(old: str, new: str) -> tuple[int, int]:
    """The part of the old text that is not as it was, as small as it can be said."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return start, len(old) - end


def _lines(text: str) -> list[str]:
    """The lines with their ends."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _check_line_ends(old: str, new: str) -> None:
    """Lines that were not changed keep their ends, and new ones end as those around them."""
    before, after = _lines(old), _lines(new)
    start = _alike(before, after)
    end = min(_alike(before[start:][::-1], after[start:][::-1]), len(after) - start)
    came = after[start : len(after) - end]
    around = {_end(line) for line in before[max(0, start - 1) : len(before) - end + 1]} - {""} or {"\n"}
    assert {_end(line) for line in came} - {""} <= around


def _lines_of(document: Document, route: Route) -> tuple[int, int]:
    """The lines of a key and its value, or of an item; empty lines behind it may belong to its text."""
    text, span = document.text, document.span(route)
    assert span is not None
    start = document.locate(route, key=True).start if isinstance(route[-1], str) else span.start
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    rest = text[span.end :]
    return start, len(text) - len(rest.lstrip(" \t#-_abcdefghijklmnopqrstuvwxyz").lstrip())


@hypothesis.given(files(), values, st.randoms(use_true_random=False))
def test_another_value_changes_only_the_lines_of_the_old_one(
    case: tuple[bytes, Document], value: Any, random: Any
) -> None:
    data, document = case
    routes = [route for route in _routes(document.data) if route]
    hypothesis.assume(routes)
    route = random.choice(routes)
    try:
        new = read(edit(data, {route: value}))
    except EditRefused:
        hypothesis.reject()
    assert repr(_part(new.data, route)) == repr(value) or _part(new.data, route) == value
    assert [each for each in _routes(new.data) if each[: len(route)] != route] == [
        each for each in _routes(document.data) if each[: len(route)] != route
    ]
    assert new.marked == document.marked
    _check_line_ends(document.text, new.text)
    start, end = _common(document.text, new.text)
    # A long text does not stay between brackets.
    in_brackets = is_long(value) and isinstance(route[-1], str) and len(route) > 1
    first, last = _lines_of(document, route[:-1] if in_brackets else route)
    assert start == end or (first <= start and end <= last)


@hypothesis.given(files(), keys, values, st.randoms(use_true_random=False))
def test_new_key_leaves_every_character_where_it_was(
    case: tuple[bytes, Document], key: str, value: Any, random: Any
) -> None:
    data, document = case
    groups = [
        route
        for route in _routes(document.data)
        if isinstance(_part(document.data, route), dict) and _part(document.data, route) and key not in route
    ]
    hypothesis.assume(groups)
    route = random.choice(groups)
    group = _part(document.data, route)
    hypothesis.assume(key not in group)
    try:
        new = read(edit(data, {(*route, key): value}))
    except EditRefused:
        hypothesis.reject()
    assert _part(new.data, (*route, key)) == value
    assert {name: each for name, each in _part(new.data, route).items() if name != key} == group
    _check_line_ends(document.text, new.text)
    start, end = _common(document.text, new.text)
    span = document.span(route)
    assert span is not None
    assert start == end or (is_long(value) and span.start <= start and end <= span.end)


@hypothesis.given(files(), st.randoms(use_true_random=False))
def test_removing_a_key_removes_its_lines(case: tuple[bytes, Document], random: Any) -> None:
    data, document = case
    routes = [route for route in _routes(document.data) if route and isinstance(route[-1], str)]
    hypothesis.assume(routes)
    route = random.choice(routes)
    try:
        new = read(edit(data, {route: REMOVED}))
    except EditRefused:
        hypothesis.reject()
    assert route[-1] not in _part(new.data, route[:-1])
    others = [each for each in _routes(document.data) if each[: len(route)] != route]
    assert _routes(new.data) == others
    _check_line_ends(document.text, new.text)


@hypothesis.given(files(), values)
def test_hardly_any_place_is_refused(case: tuple[bytes, Document], value: Any) -> None:
    data, document = case
    for route in [each for each in _routes(document.data) if each][:3]:
        edit(data, {route: value})


BEFORE = """\
    # Who wrote this, and why.
    format: prevent-assure/review/1
    authority: herefordshire   # by hand
    agreed: {by: prevent-adviser, on: 2025-05-06}

    benchmarks:
      partnership-group:
        # Seen with the chair.
        comments: |-
          Go on.

          And on.

        agreed: met      # on the day
      training: {agreed: met}

      # The last one.
      plan:
        comments: "Short"  # for now
"""


def _changes(after: str, before: str = BEFORE) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = textwrap.dedent(before).splitlines(), after.splitlines()
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return old[start : len(old) - end], new[start : len(new) - end]


@pytest.mark.parametrize(
    ("changes", "gone", "came"),
    [
        (
            {("benchmarks", "partnership-group", "agreed"): "exceeding"},
            ["    agreed: met      # on the day"],
            ["    agreed: exceeding      # on the day"],
        ),
        (
            {("benchmarks", "partnership-group", "agreed_to"): Flow(answers="a", evidence="b")},
            [],
            ["    agreed_to: {answers: a, evidence: b}"],
        ),
        ({("accepted",): Flow(by="lead", on=DAY)}, [], ["accepted: {by: lead, on: 2025-05-06}"]),
        ({("cleared",): Flow(by="head", on=DAY)}, [], ["cleared: {by: head, on: 2025-05-06}"]),
        (
            {("agreed", "on"): datetime.date(2025, 6, 1)},
            ["agreed: {by: prevent-adviser, on: 2025-05-06}"],
            ["agreed: {by: prevent-adviser, on: 2025-06-01}"],
        ),
        ({("agreed",): REMOVED}, ["agreed: {by: prevent-adviser, on: 2025-05-06}"], []),
        (
            {("benchmarks", "plan", "comments"): "No: not yet. # 1\n\nSee above."},
            ['    comments: "Short"  # for now'],
            ["    comments: |-  # for now", "      No: not yet. # 1", "", "      See above."],
        ),
        (
            {("benchmarks", "partnership-group", "comments"): "Stop."},
            ["    comments: |-", "      Go on.", "", "      And on."],
            ["    comments: Stop."],
        ),
        (
            {("benchmarks", "training", "reason"): "One.\nTwo."},
            ["  training: {agreed: met}"],
            ["  training:", "    agreed: met", "    reason: |-", "      One.", "      Two."],
        ),
        (
            {("benchmarks", "training", "reason"): "One."},
            ["  training: {agreed: met}"],
            ["  training: {agreed: met, reason: One.}"],
        ),
        (
            {("benchmarks", "pathway", "agreed"): "not_met"},
            [],
            ["", "  pathway:", "    agreed: not_met"],
        ),
        ({("letter", "date"): DAY}, [], ["", "letter:", "  date: 2025-05-06"]),
    ],
)
def test_only_the_lines_of_the_change_differ(changes: Edit, gone: list[str], came: list[str]) -> None:
    after = _edit(BEFORE, changes, model=Review)
    assert _changes(after) == (gone, came)


def test_short_answer_becomes_long_and_short_again_and_its_comment_stays() -> None:
    before = """\
        benchmarks:
            plan:
                answers:
                    met:
                        owned: met  # since May
                        reviewed: met
        """
    route = ("benchmarks", "plan", "answers", "met", "owned")
    longer = _edit(before, {route: {"answer": "partly_met", "evidence": "a\nb"}}, model=Assessment)
    assert _changes(longer, before) == (
        ["                owned: met  # since May"],
        [
            "                owned:  # since May",
            "                    answer: partly_met",
            "                    evidence: |-",
            "                        a",
            "                        b",
        ],
    )
    assert _edit(longer, {route: "met"}) == textwrap.dedent(before)


def test_groups_that_are_missing_or_empty_are_made() -> None:
    assert _edit("a: 1\nb:  # none yet\nc: {}\n", {("b", "x", "y"): "z", ("c", "d"): None, ("e", "f", 0): "g"}) == (
        "a: 1\nb:  # none yet\n  x:\n    y: z\nc:\n  d: null\ne:\n  f:\n    - g\n"
    )


def test_last_key_of_a_group_leaves_the_group_empty() -> None:
    assert _edit("a:\n  b: c  # gone\nd: e\n", {("a", "b"): REMOVED}) == "a: {}\nd: e\n"


def test_order_of_keys_without_a_model_can_be_given() -> None:
    before = "answers:\n  first: met\n  third: met\n"
    after = _edit(before, {("answers", "second"): "met"}, orders={("answers",): ["first", "second", "third"]})
    assert after == "answers:\n  first: met\n  second: met\n  third: met\n"
    after = _edit(before, {("answers", "zeroth"): "met"}, orders={("answers",): ["zeroth", "first"]})
    assert after == "answers:\n  zeroth: met\n  first: met\n  third: met\n"


def test_mark_line_ends_and_missing_last_line_end_stay() -> None:
    data = b"\xef\xbb\xbfa: 1\r\nb: 2"
    assert edit(data, {("c",): "x\ny\r\nz"}) == b"\xef\xbb\xbfa: 1\r\nb: 2\r\nc: |-\r\n  x\r\n  y\r\n  z"
    assert edit(data, {("b",): REMOVED}) == b"\xef\xbb\xbfa: 1"


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("a: 1\r\nb: 2\nc: 3\r\n", {("b",): "x\ny"}, "a: 1\r\nb: |-\n  x\n  y\nc: 3\r\n"),
        ("a: 1\r\nb: 2\nc: 3\r\n", {("a",): "x\ny"}, "a: |-\r\n  x\r\n  y\r\nb: 2\nc: 3\r\n"),
        ("a:\r\n  b: 2\nc: 3\r\n", {("a", "d"): 4}, "a:\r\n  b: 2\n  d: 4\nc: 3\r\n"),
        ("a: 1\nb: 2\r\n", {("c",): 4}, "a: 1\nb: 2\r\nc: 4\r\n"),
        ("a: 1\nb: 2\r\nc: 3", {("d",): 4}, "a: 1\nb: 2\r\nc: 3\r\nd: 4"),
        ("a:\r\n- 1\n- 2\nb: 3\r\n", {("a", 2): 3}, "a:\r\n- 1\n- 2\n- 3\nb: 3\r\n"),
        ("a: 1\nb:\r\n  c: 2\n", {("b",): {}}, "a: 1\nb: {}\n"),
        ("a: 1\r\nb: 2\nc: 3\r\n", {("b",): REMOVED}, "a: 1\r\nc: 3\r\n"),
        ("a: |+\n  b\n   ", {("a",): "c"}, "a: c\n   "),
        ("a: b\n   ", {("c",): "d"}, "a: b\nc: d\n   "),
    ],
)
def test_new_line_ends_as_its_neighbours_and_no_other_end_changes(before: str, changes: Edit, after: str) -> None:
    assert edit(before.encode(), changes).decode() == after


def test_text_that_looks_like_something_else_is_read_as_text() -> None:
    texts = ["1", "true", "null", "~", "", "0x1F", "-.5e3", "- a", "a: b", "# a", "'", '"', "a #b", "[", "@a", "---"]
    assert read(edit(b"a: 1", {("b",): texts})).data["b"] == texts
    assert read(edit(b"{a: 1}", {("b",): texts})).data["b"] == texts


def test_list_grows_at_its_end() -> None:
    before = "a:\n- b  # first\n# then\nc: [d]\n"
    assert _edit(before, {("a", 1): {"e": "f", "g": "h"}, ("c", 1): "i"}) == (
        "a:\n- b  # first\n- e: f\n  g: h\n# then\nc: [d, i]\n"
    )


def test_characters_of_no_width_are_left_out() -> None:
    assert _edit("a: 1\n", {("b",): "x\u200by"}) == "a: 1\nb: xy\n"


@pytest.mark.parametrize(
    "changes",
    [{("a", "b"): "c"}, {("a", 0): "c"}, {("list", 5): "c"}, {(): {}}],
)
def test_what_cannot_be_said_is_refused(changes: Edit) -> None:
    with pytest.raises(EditRefused, match="cannot be changed in place"):
        edit(b"a: text\nlist: [1]\n", changes)


@pytest.mark.parametrize("text", ["x\u202ey", "x\x00", "\x1b[1m"])
def test_characters_that_no_file_may_hold_are_refused_by_name(text: str) -> None:
    with pytest.raises(EditRefused, match=r"the character U\+"):
        edit(b"a: text\n", {("b",): text})


def test_refusal_shows_keys_and_no_text() -> None:
    with pytest.raises(EditRefused) as caught:
        edit(b"a: secret\n", {("a", "b"): "hidden"})
    assert "secret" not in str(caught.value)
    assert "hidden" not in str(caught.value)


def test_file_stays_as_it_is_where_nothing_changes() -> None:
    data = b"a:   {b:   c }"
    assert edit(data, {("a",): {"b": "c"}}) == data
    assert edit(data, {("a", "b"): "d"}) == b"a:   {b:   d }"
