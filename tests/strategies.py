"""Documents as data, and the many ways to write the same data as YAML, each value's place known.

What is written here is what `source` must read: the data exactly, and each key and value where it was put.
"""

import json
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

import pure_yaml

Route = tuple[str | int, ...]

REFUSED = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b\ufeff\ufdd0-\ufdef]"
IN_FLOW = re.compile(r"[,\[\]{}?:]")
"""What a text without quotes may hold, but in `[ ]` and `{ }` only as YAML 1.2 has it; the pure parser has not."""


def _usable(text: str) -> bool:
    return not re.search(REFUSED, text) and not any(ord(letter) & 0xFFFE == 0xFFFE for letter in text)


CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t").filter(_usable)
MARKS = st.sampled_from(" \n\t:#-?,[]{}&*!|>'\"%@`~\\=.0abé\u200d\u200e😀")
texts = st.one_of(
    st.sampled_from(
        ["met", "not_met", "2024-25", "2025-03-14", "no", "on", "true", "null", "~", "", "1", "0x1F", "-.5e3"]
    ),
    st.from_regex(r"[A-Za-z][A-Za-z ,.'#:-]{0,60}", fullmatch=True),
    st.text(st.one_of(MARKS, CHARACTERS), max_size=40),
)
numbers = st.one_of(
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
)
scalars = st.one_of(texts, texts, numbers, st.booleans(), st.none())
keys = st.one_of(
    st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True),
    st.text(st.one_of(MARKS, CHARACTERS), min_size=1, max_size=20),
)


def folded(key: str) -> str:
    """What two keys that people may take for one have in common."""
    for _ in range(2):
        key = unicodedata.normalize("NFKC", key).casefold()
    return unicodedata.normalize("NFKC", key)


values: st.SearchStrategy[Any] = st.deferred(lambda: st.one_of(scalars, st.lists(values, max_size=4), groups))
groups: st.SearchStrategy[dict[str, Any]] = st.lists(
    st.tuples(keys, values), max_size=5, unique_by=lambda pair: folded(pair[0])
).map(dict)
documents = st.one_of(groups, groups, st.lists(values, max_size=4))


@dataclass
class Written:
    """A document as someone might write it.

    Attributes:
        text: The text.
        values: Where each value begins, by route; none for values that are left out.
        keys: Where each key begins, by the route that ends in it.
    """

    text: str = ""
    values: dict[Route, int] = field(default_factory=dict)
    keys: dict[Route, int] = field(default_factory=dict)


class Writer:
    """Writes data as YAML, each time choosing anew among the ways that YAML has."""

    def __init__(self, seed: int) -> None:
        # One number drawn for all the choices: to draw each of them would take minutes.
        self._choose = random.Random(seed).choice  # noqa: S311 - nothing secret
        self._out = Written()

    def write(self, data: Any) -> Written:
        """Write a document.

        Args:
            data: A group or a list.

        Returns:
            The document.
        """
        self._put(self._pick("", "", "# a note\n", "---\n", "--- # begins\n", "\n\n"))
        self._collection((), data, 0)
        self._put(self._pick("", "", "\n", "# the end\n", "...\n"))
        return self._out

    def _pick(self, *choices: str) -> str:
        return self._choose(choices)

    def _put(self, text: str) -> None:
        self._out.text += text

    def _collection(self, route: Route, data: Any, indent: int) -> None:
        """Write a collection at the beginning of a line."""
        self._put(" " * indent)
        if data and not self._flows():
            self._members(route, data, indent)
            return
        self._out.values[route] = len(self._out.text)
        self._flow(route, data)
        self._put(self._pick("\n", " # note\n"))

    def _members(self, route: Route, data: Any, indent: int) -> None:
        """Write what stands in a collection, a line each, the first where the text has come to."""
        self._out.values[route] = len(self._out.text)
        for number, (step, value) in enumerate(data.items() if isinstance(data, dict) else enumerate(data)):
            if number:
                self._put(self._pick("", "", "", "\n", "# between\n", " \n") + " " * indent)
            self._entry((*route, step), value, indent)

    def _entry(self, route: Route, value: Any, indent: int) -> None:
        if isinstance(route[-1], str):
            self._key(route)
            self._put(self._pick("", "", " ") + ":")
        else:
            self._put("-")
        if not isinstance(value, dict | list):
            self._scalar(route, value, indent)
        elif not value or self._flows():
            self._put(" ")
            self._out.values[route] = len(self._out.text)
            self._flow(route, value)
            self._put(self._pick("\n", "  # note\n"))
        elif isinstance(route[-1], int) and self._pick("compact", "open") == "compact":
            self._put(self._pick(" ", "  ", "   "))
            self._members(route, value, self._column())
        else:
            self._put(self._pick("\n", " # note\n", "\n\n"))
            same = isinstance(value, list) and isinstance(route[-1], str) and self._pick("same", "in") == "same"
            inner = indent + (0 if same else int(self._pick("1", "2", "2", "4")))
            self._put(" " * inner)
            self._members(route, value, inner)

    def _flows(self) -> bool:
        return self._pick("block", "block", "flow") == "flow"

    def _column(self) -> int:
        return len(self._out.text) - self._out.text.rfind("\n") - 1

    def _key(self, route: Route, *, flow: bool = False) -> None:
        self._out.keys[route] = len(self._out.text)
        key = str(route[-1])
        simple = plain(key) and not (flow and IN_FLOW.search(key))
        self._put(key if simple and self._pick("plain", "quoted") == "plain" else self._quoted(key, one_line=True))

    def _scalar(self, route: Route, value: Any, indent: int) -> None:
        if value is None and self._pick("out", "word") == "out":
            self._put(self._pick("\n", " \n", " # left out\n"))
            return
        self._put(self._pick(" ", " ", "  "))
        self._out.values[route] = len(self._out.text)
        if isinstance(value, str):
            block = literal(value)
            if block is not None and self._pick("block", "line") == "block":
                self._block(value, block, indent)
                return
            self._put(value if plain(value) and self._pick("plain", "quoted") == "plain" else self._quoted(value))
        else:
            self._put(self._word(value))
        self._put(self._pick("\n", "\n", "   # short form\n", " \n"))

    def _word(self, value: Any) -> str:
        if value is None:
            return self._pick("null", "~", "Null", "NULL")
        if isinstance(value, bool):
            word = str(value).lower()
            return self._pick(word, word.title(), word.upper())
        return str(value) if isinstance(value, int) else f"{value:f}" if "." in f"{value:f}" else f"{value:f}."

    def _block(self, value: str, header: str, indent: int) -> None:
        self._put(header + self._pick("\n", " # note\n"))
        inner = " " * (indent + 2)
        for line in value.rstrip("\n").split("\n"):
            self._put(f"{inner}{line}\n" if line else "\n")

    def _quoted(self, value: str, *, one_line: bool = False) -> str:
        single = not re.search(r"[\n\t]", value)
        if single and self._pick("single", "double") == "single":
            return "'" + value.replace("'", "''") + "'"
        text = json.dumps(value, ensure_ascii=False)
        letters = [index for index, letter in enumerate(value) if letter.isalpha() and ord(letter) < 0x10000]
        if letters and not one_line and self._pick("plain", "escaped") == "escaped":
            at = letters[0]
            inner = [json.dumps(part, ensure_ascii=False)[1:-1] for part in (value[:at], value[at + 1 :])]
            return f'"{inner[0]}\\u{ord(value[at]):04x}{inner[1]}"'
        return text

    def _flow(self, route: Route, value: Any) -> None:
        if isinstance(value, dict | list):
            keyed = isinstance(value, dict)
            self._put("{" if keyed else "[")
            for number, (step, item) in enumerate(value.items() if isinstance(value, dict) else enumerate(value)):
                self._put(self._pick(",", ", ", ",  ") if number else self._pick("", " "))
                inner = (*route, step)
                if keyed:
                    self._key(inner, flow=True)
                    self._put(self._pick(": ", ":  "))
                self._out.values[inner] = len(self._out.text)
                self._flow(inner, item)
            self._put(self._pick("", " ") + ("}" if keyed else "]"))
        elif isinstance(value, str):
            simple = plain(value) and not IN_FLOW.search(value)
            self._put(value if simple and self._pick("plain", "quoted") == "plain" else self._quoted(value))
        else:
            self._put(self._word(value))


def plain(text: str) -> bool:
    """Whether a text may certainly be written without quotes."""
    usual = re.fullmatch(r"[^\W_](?:[\w .,;()/+*=-]|:(?=\w)|'|\?(?=\w)|(?<=\w)#)*", text) is not None
    return (
        usual
        and text == text.strip()
        and not re.search(r"\s#|: |\n|\t", text)
        and isinstance(pure_yaml.resolved(text), str)
    )


def literal(text: str) -> str | None:
    """The head of the block that a text can be written as, if any."""
    body = text.rstrip("\n")
    if not body or body != body.strip() or any(line != line.strip(" \t") for line in body.split("\n")):
        return None
    return {0: "|-", 1: "|"}.get(len(text) - len(body))


@st.composite
def written(draw: Callable[..., Any]) -> tuple[Any, Written]:
    """Data, and the same data as YAML."""
    data = draw(documents)
    return data, Writer(draw(st.integers(0, 10**9))).write(data)


FRAGMENTS = [
    "\n", "\n  ", "\n- ", "- ", ": ", ":", "?", "? ", " #", "#x", " # y", '"', "'", "|\n", ">-\n", "|2\n",
    "[", "]", "{", "}", ",", "\t", "\r\n", "\r", "...", "\n...\n", "\n---\n", "é", "😀", "\ufeff", "\u200b",
    "a", "b: c", "1", "-1.5", "~", "null", "  ", " ", "\\", "\\n", "\\u200b", "\\ud800", "\\x00", "@", "`", "%",
    "x:y", " :z", "<<", "<<: ", "''", '""', "- - ", "!", "&a ", "*a", "\xa0", "\x00", "\x1b", "\u2028", "\u202e",
    "\x85", "0x", ".inf", "1e999", "[[[[", "!!str ", "%YAML 1.2\n---\n",
]  # fmt: skip


@st.composite
def mutated(draw: Callable[..., Any], seeds: list[str]) -> str:
    """A text that began as YAML and was changed in a few places."""
    text = str(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            text = text[:at] + draw(st.sampled_from(FRAGMENTS)) + text[at:]
        else:
            text = text[:at] + text[at + draw(st.integers(1, 5)) :]
    return text


BEGINNINGS = ("", "", "k: ", "- ", "k:\n  - ", "k:\n  l: ", "k: {l: ", "k: [", "k: |-", "k: >\n  ")
PIECES = (
    "a", "b c", "met", "1", "0.5", "true", "~", "é", "'q'", "'it''s'", '"d"', '"e\\nf"', "''", '""', "x#y", "#z", " #w",
    "# note", "x:y", "http://a/b", ":c", "?d", "-e", "- ", "? ", ": ", ":", ",", "[", "]", "{", "}", "[a, b]",
    "{a: b}", "|", "|-", "|+", "|2", "|1-", "|-#1", ">", ">-", ">+", ">2", "\n", "\n ", "\n  ", "\n    ", "\n- ",
    "\n  - ", "\nk: ", "\n  l: ", "\n\n", "\n   \n", "\t", "\n\t", "'", '"', "\\", "@", "%", "!", "...", "\n...\n",
    "---", "\n---\n", "\r\n", "\r", "\xa0", "k: ", "m: ", "- - ", "- k: ", "'k': ", '"k":', '"\n "', " ", "  ",
)  # fmt: skip


@st.composite
def pieces(draw: Callable[..., Any]) -> str:
    """Pieces of YAML in any order, behind what often stands before a value."""
    return str(draw(st.sampled_from(BEGINNINGS))) + "".join(draw(st.lists(st.sampled_from(PIECES), max_size=9)))
