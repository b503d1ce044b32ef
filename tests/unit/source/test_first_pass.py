"""What the quick first pass reads: each form that people and programs usually write, and nothing else."""

from decimal import Decimal
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from prevent_assure.source import read_closely
from prevent_assure.source.usual import read_usual

READ: dict[str, tuple[str, Any]] = {
    "words": ("a: b c\nd: no\n", {"a": "b c", "d": "no"}),
    "what is no text": (
        "a: 1\nb: 0.80\nc: true\nd: ~\ne: null\nf: 2024-05-19\n",
        {"a": 1, "b": Decimal("0.80"), "c": True, "d": None, "e": None, "f": "2024-05-19"},
    ),
    "a group": ("a:\n  b:\n    c: d\n  e: f\ng: h\n", {"a": {"b": {"c": "d"}, "e": "f"}, "g": "h"}),
    "a group left out": ("a:\n  b:\nc:\n", {"a": {"b": None}, "c": None}),
    "two steps back at once": ("a:\n  b:\n    c: d\ne: f", {"a": {"b": {"c": "d"}}, "e": "f"}),
    "uneven indentation": ("a:\n   b:\n    c: d\n   e: f\n", {"a": {"b": {"c": "d"}, "e": "f"}}),
    "a list": ("a:\n  - b\n  - c d\n", {"a": ["b", "c d"]}),
    "a list that is not indented": ("a:\n- b\n- c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
    "a list that is not indented, in a group": ("a:\n  b:\n  - c\n  d: e\n", {"a": {"b": ["c"], "d": "e"}}),
    "groups in a list": ("a:\n  - b: c\n    d: e\n  - b: f\n", {"a": [{"b": "c", "d": "e"}, {"b": "f"}]}),
    "groups in a list that is not indented": (
        "a:\n- b: c\n  d: e\n- b: f\ng: h",
        {"a": [{"b": "c", "d": "e"}, {"b": "f"}], "g": "h"},
    ),
    "a list in a group in a list": (
        "a:\n  - b:\n      - c\n      - d\n    e: f\n",
        {"a": [{"b": ["c", "d"], "e": "f"}]},
    ),
    "a wide item": ("a:\n  -   b: c\n      d: e\n", {"a": [{"b": "c", "d": "e"}]}),
    "a block": ("a: |-\n  b\n  c\n\n  d\nf: g\n", {"a": "b\nc\n\nd", "f": "g"}),
    "a block that keeps its end": ("a: |\n  b\n\n\nc: d\n", {"a": "b\n", "c": "d"}),
    "a block at a file's end": ("a: |\n  b", {"a": "b"}),
    "a block with lines indented further": ("a: |-\n  b\n    - c\n  d\n", {"a": "b\n  - c\nd"}),
    "a block that begins with empty lines": ("a: |-\n\n\n  b\n", {"a": "\n\nb"}),
    "a block of what looks like keys": ("a: |-\n  b: c\n  # d\n  - e\nf: g\n", {"a": "b: c\n# d\n- e", "f": "g"}),
    "a block in a list": ("a:\n  - |-\n    b\n    c\n  - d\n", {"a": ["b\nc", "d"]}),
    "a block in a list that is not indented": ("a:\n- |-\n  b\n- c\n", {"a": ["b", "c"]}),
    "a block in a group in a list": ("a:\n  - b: |-\n      c\n    d: e\n", {"a": [{"b": "c", "d": "e"}]}),
    "a folded block": ("a: >-\n  b\n  c\n\n  d\n\n\n  e\nf: g\n", {"a": "b c\nd\n\ne", "f": "g"}),
    "a folded block that keeps its end": ("a: >\n  b\n  c\n", {"a": "b c\n"}),
    "a text that goes on": ("a: b\n  c\n\n  - d\ne: f\n", {"a": "b c\n- d", "e": "f"}),
    "an item that goes on": ("a:\n  - b\n    c\n  - d\n", {"a": ["b c", "d"]}),
    "a number that goes on": ("a: 1\n  2\n", {"a": "1 2"}),
    "quotes": (
        "a: 'b: c'\nd: \"e # f\"\ng: ''\nh: 'it''s'\ni: '''x'''\n",
        {"a": "b: c", "d": "e # f", "g": "", "h": "it's", "i": "'x'"},
    ),
    "quotes over several lines": ("a: 'b\n  c''s\n\n  d '\ne: \"f\n  g\"\n", {"a": "b c's\nd ", "e": "f g"}),
    "quotes that begin and end on lines of their own": ("a: '\n  b\n  '\n", {"a": " b "}),
    "brackets": (
        "a: {b: c, d: 'e, f', g: 1, h: https://www.example.org/i?, j: [k, l m]}\n",
        None,
    ),
    "brackets with a link": (
        "a: {b: c, d: 'e, f', g: 1, h: https://www.example.org/i, j: [k, l m, {n: \"o\"}]}\n",
        {"a": {"b": "c", "d": "e, f", "g": 1, "h": "https://www.example.org/i", "j": ["k", "l m", {"n": "o"}]}},
    ),
    "brackets with a note behind": ("a: [b, c] # d\ne: {} \n", {"a": ["b", "c"], "e": {}}),
    "brackets in a list": ("a:\n  - {b: c}\n  - [d]\n", {"a": [{"b": "c"}, ["d"]]}),
    "brackets over several lines": (
        "a: {b: c,\n    d: [e,\n      f g\n      h], i: 'j\n   k'}\nl: m\n",
        {"a": {"b": "c", "d": ["e", "f g h"], "i": "j k"}, "l": "m"},
    ),
    "escapes": (
        'a: "b\\nc \\"d\\" \\\\ e"\nf: "\\u2019\\xE9 \\U0001F600"\ng: ["h\\ni"]\n',
        {"a": 'b\nc "d" \\ e', "f": "\u2019\u00e9 \U0001f600", "g": ["h\ni"]},
    ),
    "line ends that are taken away": (
        'a: "b \\\n  c\\\n  \\ d\n\n  e\\\\\n  f\n  "\n',
        {"a": "b c d\ne\\ f "},
    ),
    "keys in quotes": (
        "'on': a\n\"b\":\n  - 'c': d\n    'e': {'f': g, \"h\": i}\n",
        {"on": "a", "b": [{"c": "d", "e": {"f": "g", "h": "i"}}]},
    ),
    "notes": ("# a\nb: c # d\n\n  # e\nf:  # g\n  h: i\n", {"b": "c", "f": {"h": "i"}}),
    "a document's beginning": ("---\na: b\n", {"a": "b"}),
    "Windows' line ends": ("a: |-\r\n  b\r\n  c\r\nd: e\r\n", {"a": "b\nc", "d": "e"}),
    "spaces at lines' ends": ("a: b  \nc:  \n  d: e \n", {"a": "b", "c": {"d": "e"}}),
    "keys of cycles and abbreviations": ("2024-25: {a: b}\nCTLP: c\n", {"2024-25": {"a": "b"}, "CTLP": "c"}),
    "a no-break space": ("a: \u00a0b\u00a0\n", {"a": "\u00a0b\u00a0"}),
}
LEFT = (
    "a: b: c",
    "a: b:",
    "a:\n  b\n",
    "a: b\nc: d\n   e: f",
    'a: "\\u200b"',
    'a: "\\uD800"',
    'a: "\\UFFFFFFFF"',
    'a: "\\x41',
    'a: "\\q"',
    'a: "\\0"',
    'a: "b\\ \n  c"',
    'a: "b\\\n\n  c"',
    'a: "b" c\n  d"',
    'a: "b\n\n',
    "a: [b,\nc]",
    "a: [b,\n\n  c]",
    'a: ["b\\\n  c"]',
    "a: [b # c\n  ]",
    "a: [" + "b,\n  " * 70 + "c]",
    "a: [" + ("b" * 11_000 + ",\n  ") * 2 + "c]",
    "a: b\n # c\n  d\n",
    "a: b # c\n  d\n",
    "a:\n  b: c\n d: e\n",
    "a:\n- b\n c: d",
    "- a",
    "a: - b",
    "a:\n  - - b\n",
    "a:\n  -\n    b: c\n",
    "a: |2\n   b\n",
    "a: |+\n  b\n\n",
    "a: |- # b\n  c\n",
    "a: |-\n   \n  b\n",
    "a: >-\n  b\n    c\n  d\n",
    "a: |-\nb: c\n",
    "a: |-\n  b\n c: d",
    "a: 'b\nc'",
    "a: 'b' c",
    "a: 'b''",
    "a: 'b",
    'a: "b" c',
    "a: [b, ]",
    "a: [, b]",
    "a: {b}",
    "a: {b: }",
    "a: {b: c",
    "a: {b: c]",
    "a: {b: c} d",
    "a: {b: c} d]",
    "a: 'b' c' d'",
    "a: {b: c, b: d}",
    "a: {'b\": c}",
    "a: {'b': c, b: d}",
    "a: {'b':c}",
    "a: [b: c]",
    "a: [-b]",
    "a: {b: [c}",
    "a: {b: [c] d}",
    "a: [[], b]",
    f"a: {'b' * 19_990}\n  {'c' * 10}\n",
    "a: [[[[[[[[[[[[[b]]]]]]]]]]]]]",
    "a: b\na: c",
    "a b: c",
    "a : b",
    "'a' : b",
    "'a b': c",
    "'a\": b",
    "'on': a\n\"on\": b",
    "a:b: c",
    "a: b\n---\nc: d",
    "a: b\n...\n",
    "a:\tb",
    "a: b\rc: d",
    "ab: c\naB: d",
    "a: @b",
    "a: `b`",
    "a: %b",
    "a: -b",
    "a: ? b",
    "",
    "a:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 15)),
)


@pytest.mark.parametrize("name", READ)
def test_usual_form_is_read(name: str) -> None:
    text, data = READ[name]
    assert read_usual(text) == (None if data is None else [data])
    if data is not None:
        assert read_closely(text.encode()).data == data


@pytest.mark.parametrize("text", LEFT)
def test_anything_else_is_left_to_the_close_reading(text: str) -> None:
    assert read_usual(text) is None


WORDS = st.text(alphabet="abc xyz'\":,-]|>\u00e9\u00a0", min_size=1, max_size=12).filter(lambda text: text.strip())
KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True).filter(lambda key: key not in {"null", "true", "false"})
DATA = st.recursive(
    WORDS
    | st.lists(WORDS.map(str.strip).filter(lambda text: text[0] not in " \u00a0"), min_size=2, max_size=4).map(
        "\n".join
    ),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def _written(data: Any, indent: str) -> str:
    """Write data as these files usually are: blocks for several lines, quotes for what needs them."""
    if isinstance(data, dict):
        return "".join(f"\n{indent}{key}:{_written(value, indent + '  ')}" for key, value in data.items())
    if isinstance(data, list):
        items = (_written(value, indent + "  ").lstrip("\n ") for value in data)
        return "".join(f"\n{indent}- {item}" for item in items)
    if "\n" in data:
        return " |-" + "".join(f"\n{indent}{line}" for line in data.split("\n"))
    plain = data.strip(" ") == data and not set("'\"#:,-{}[]|>") & set(data)
    return f" {data}" if plain else " '{}'".format(data.replace("'", "''"))


@hypothesis.given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_data_written_as_usual_comes_back(data: dict[str, Any]) -> None:
    """Each is read by the first pass but a list right in a list, whose first item stands behind two dashes."""
    text = _written(data, "")
    found = read_usual(text)
    assert found == [data] or (found is None and "- - " in text)
    assert read_closely(text.encode()).data == data


PIECES = st.lists(
    st.sampled_from([
        *":?[]{},'\"\\-#|ax1 ", "\n", "\n  ", "- ", ", ", "b: ", "c:d", "http://x", " :", "? ",
        ":x", "[a :b]", "{a: b :c}", "'c'", '"d"', "12:30", "|\n  ",
    ]),
    min_size=1,
    max_size=10,
).map("".join)  # fmt: skip


@hypothesis.given(
    PIECES, st.sampled_from(["k: {}", "k: [{}]", "k: {{a: {}}}", "k:\n  - {}\n", "k:\n  l: {}\n  m: n\n"])
)
@hypothesis.settings(max_examples=5 * hypothesis.settings().max_examples)
@hypothesis.example('1":x', "k: [{}]")
@hypothesis.example("1  :x", "k: [{}]")
@hypothesis.example("a\n  :x", "k: [{}]")
def test_pieces_of_yaml_in_any_order_are_read_as_closely_or_left(pieces: str, around: str) -> None:
    text = around.format(pieces)
    found = read_usual(text)
    if found is not None:
        document = read_closely(text.encode())
        assert (repr(document.data), document.warnings) == (repr(found[0]), ())
