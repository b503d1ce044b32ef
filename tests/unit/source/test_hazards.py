"""Each thing that a file must not hold: one finding, with its code and its place, and nothing of the file in it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hostile
from hostile import HOSTILE, READ
from prevent_assure.diagnostics import Severity
from prevent_assure.source import RULES, SourceError, SourceFinding, read
from stopwatch import seconds


def found(data: str | bytes) -> list[SourceFinding]:
    try:
        document = read(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    except SourceError as error:
        return list(error.findings)
    return list(document.warnings)


def places(data: str | bytes) -> list[tuple[str, int, int]]:
    return [(finding.rule.code, finding.line, finding.column) for finding in found(data)]


SYNTAX = [
    ("a: b: c", 1, 5, "colon"),
    ("a:\n\tb: c", 2, 1, "tab"),
    ("a: |-\n\tb", 2, 1, "tab"),
    ("a: @b", 1, 4, "begin"),
    ("a: `b", 1, 4, "begin"),
    ("- a\nb", 2, 1, "too far to the left"),
    ("a: [b\nc: d", 1, 4, "`[`"),
    ("a: {b: c\nd: e", 1, 4, "`{`"),
    ('a: "b\nc: d', 1, 4, "not closed"),
    ("a: 'b\nc: d", 1, 4, "not closed"),
    ('a: "b\n---\n', 1, 4, "not closed"),
    ("a: 'it's'", 1, 4, "apostrophe"),
    ("a: |b\n", 1, 4, "line of its"),
    ("a: |0\n b", 1, 5, "0"),
    ('a: "\\q"', 1, 4, "meaning of its own"),
    ('a: "\\xg"', 1, 4, "meaning of its own"),
    ('a: "\\U00110000"', 1, 4, "meaning of its own"),
    ("a: - b", 1, 4, "`-`"),
    ("a: ? b", 1, 4, "`?`"),
    ("a: ] b", 1, 4, "too many"),
    ("a:\n  b: c\n d: e", 3, 1, "too far to the left"),
    ("a:\n  - b\n  c: d", 3, 1, "too far to the right"),
    ("authority:herefordshire\ncycle: 2024-25", 1, 1, "space"),
    ("a: b\ncycle:2024-25\n", 2, 1, "space"),
    ("a: b\nc\n", 2, 1, "too far to the left"),
    ("[a]\nb", 2, 1, "belongs to nothing"),
    ("[a:, b]", 1, 3, "space"),
    ('a: "b"#c', 1, 7, "neither"),
    ("a: 'b'#c\nd: e", 1, 7, "neither"),
    ("a: b\nd: |-#1 text\n  e", 2, 6, "neither"),
    ("a: >2+#1 text\n    e", 1, 7, "neither"),
    ("a: [b, c]#d", 1, 10, "neither"),
    ("a: [b,#c\n  d]", 1, 7, "neither"),
    ("a: [#b\n  d]", 1, 5, "neither"),
    ("a: {b: c}#d", 1, 10, "neither"),
    ('a: {"b":#c\n  d}', 1, 9, "neither"),
    ("'b'#c", 1, 4, "neither"),
]


@pytest.mark.parametrize(("text", "line", "column", "said"), SYNTAX)
def test_syntax_is_said_in_plain_words(text: str, line: int, column: int, said: str) -> None:
    [only] = found(text)
    assert (only.rule.code, only.line, only.column) == ("yaml-syntax", line, column)
    assert said in only.message
    assert only.hint


ONE = [
    ("yaml-duplicate-key", "a: 1\nb: 2\na: 3", 3, 1),
    ("yaml-duplicate-key", "x: {a: [1, {b: 2}], c: 3, a: 4}", 1, 27),
    ("yaml-duplicate-key", "a: 1\n'a': 2", 2, 1),
    ("yaml-duplicate-key", 'a: 1\n"\\u0061": 2', 2, 1),
    ("yaml-similar-keys", "a: 1\nA: 2", 2, 1),
    ("yaml-similar-keys", "- x:\n    é: 1\n    e\u0301: 2", 3, 5),
    ("yaml-similar-keys", "ﬁ: 1\nfi: 2", 2, 1),
    ("yaml-similar-keys", "ß: 1\nSS: 2", 2, 1),
    ("yaml-key-not-text", "1: a", 1, 1),
    ("yaml-key-not-text", "a: b\n1.5: a", 2, 1),
    ("yaml-key-not-text", "true: a", 1, 1),
    ("yaml-key-not-text", "null: a", 1, 1),
    ("yaml-key-not-text", "~: a", 1, 1),
    ("yaml-key-not-text", "0x1F: a", 1, 1),
    ("yaml-key-not-text", ".inf: a", 1, 1),
    ("yaml-key-not-text", "? [a]\n: b", 1, 3),
    ("yaml-key-not-text", "? {a: b}\n: b", 1, 3),
    ("yaml-key-not-text", "? # none\n: b", 1, 2),
    ("yaml-key-not-text", "name: {{ name }}", 1, 8),
    ("yaml-merge-key", "<<: {a: b}", 1, 1),
    ("yaml-merge-key", "a:\n  <<: b", 2, 3),
    ("yaml-anchor", "a: &b c", 1, 4),
    ("yaml-anchor", "a: &b\n  c: d", 1, 4),
    ("yaml-anchor", "&a b: c", 1, 1),
    ("yaml-anchor", "- &a", 1, 3),
    ("yaml-anchor", "- &a [b]", 1, 3),
    ("yaml-anchor", "- & b", 1, 3),
    ("yaml-alias", "a: *b", 1, 4),
    ("yaml-alias", "*a : b", 1, 1),
    ("yaml-alias", "- *emphasis* here", 1, 3),
    ("yaml-alias", "- **strong** here", 1, 3),
    ("yaml-tag", "a: !b c", 1, 4),
    ("yaml-tag", "a: !!str 1", 1, 4),
    ("yaml-tag", "a: ! 1", 1, 4),
    ("yaml-tag", "a: !", 1, 4),
    ("yaml-tag", "a: !<tag:x> b", 1, 4),
    ("yaml-tag", "a: !e!f b", 1, 4),
    ("yaml-tag", "a: ! [b]", 1, 4),
    ("yaml-tag", "!a\nb: c", 1, 1),
    ("yaml-tag", "!a b: c", 1, 1),
    ("yaml-tag", "a: !<b", 1, 4),
    ("yaml-several-documents", "a: b\n---\nc: d", 2, 1),
    ("yaml-several-documents", "a: b\n...\nc: d", 3, 1),
    ("yaml-several-documents", "a: b\n---\n", 2, 1),
    ("yaml-several-documents", "---\n---\n", 2, 1),
    ("yaml-directive", "%YAML 1.2\n---\na: b", 1, 1),
    ("yaml-directive", "# c\n%YAML 1.1\n---\na: b", 2, 1),
    ("yaml-directive", "%TAG ! tag:x,2000:\n---\na: b", 1, 1),
    ("yaml-directive", "%FOO bar\n---\na: b", 1, 1),
    ("yaml-directive", "%YAML 2.0\n---\na: b", 1, 1),
    ("yaml-directive", "%YAML 1.2\n%YAML 1.2\n---\na: b", 1, 1),
    ("yaml-directive", "%YAML 1.2\na: b", 1, 1),
    ("other-kind-of-file", "%PDF-1.7\n", 1, 1),
    ("merge-markers", "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> main\n", 2, 1),
    ("yaml-empty", "", 1, 1),
    ("yaml-empty", " \n\n", 1, 1),
    ("yaml-empty", "# nothing\n", 1, 1),
    ("yaml-empty", "---\n", 1, 1),
    ("yaml-empty", "--- # nothing\n...\n", 1, 1),
    ("yaml-empty", "...\n", 1, 1),
    ("yaml-empty", "\ufeff", 1, 1),
    ("yaml-number", "a: .inf", 1, 4),
    ("yaml-number", "a: -.INF", 1, 4),
    ("yaml-number", "- .nan", 1, 3),
    ("yaml-number", "a: 1e999", 1, 4),
    ("yaml-number", "a: 0x" + "f" * 5000, 1, 4),
    ("yaml-number", "a: " + "9" * 5000, 1, 4),
    ("yaml-number", "a: 0." + "9" * 5000, 1, 4),
    ("yaml-too-deep", "[" * 33 + "]" * 33, 1, 33),
    ("yaml-too-large", "a: " + "x" * 20_001, 1, 4),
    ("yaml-too-large", "a: |\n" + " x\n" * 10_001, 1, 4),
    ("yaml-too-large", "a" * 201 + ": b", 1, 1),
    ("text-cut-short", "a: minuted, action #4 refers", 1, 20),
    ("text-cut-short", "- see\t#4", 1, 7),
    ("text-cut-short", "a: #4 refers", 1, 4),
    ("text-cut-short", "{a: see #4\n}", 1, 9),
    ("text-cut-short", "a: one\n  two #3 more", 2, 7),
    ("text-cut-short", "a: one #2\n  three", 1, 8),
    ("text-cut-short", "a: 5 #th", 1, 6),
    ("text-cut-short", "a: b ##4", 1, 6),
]


@pytest.mark.parametrize(("code", "text", "line", "column"), ONE)
def test_one_fault_is_one_finding(code: str, text: str, line: int, column: int) -> None:
    assert places(text) == [(code, line, column)]


def test_every_rule_has_a_hazard_here() -> None:
    shown = {code for code, *_ in ONE} | {"yaml-syntax", "yaml-not-utf8"}
    shown |= {"yaml-refused-character", "yaml-invisible-character", "text-lines-run-together"}
    assert shown == {rule.code for rule in RULES}
    assert all(rule.of_form == (rule.severity is Severity.ERROR) for rule in RULES)


@pytest.mark.parametrize(
    "text",
    [
        "a: met    # short form",
        "a: met #",
        "a: met #\tnote",
        "a: met ## note",
        "a: met ##########",
        "a: action#4",
        "a: 'see #4'",
        'a: "see" #note',
        "a: |-\n  see #4",
        "a: [b, c] #note",
        "#note\na: b\n  #note\nc: d",
        "a:\n#note\n  b: c",
        "a: #note\n  b: c".replace("#", "# "),
        "- 'a' #note",
        "- '#a'\n- \"#'#\"\n- a'#b",
        "a: |- #note\n  '#b'#c\n",
        "a: [b]  # see 'c'#d\n# [e]#f",
        "a #b: c".replace(" #", "#"),
    ],
)
def test_comment_is_a_comment(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["2024-25: a", "'1': a", '"null": a', "'<<': a", "no: a", "1st: a", "a.b: c", "-: a"])
def test_key_that_is_text_is_a_key(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["a: {b: 1}\nB: 2", "- a: 1\n- A: 2", "a: a\nb: A", "a-b: 1\na_b: 2", "é: 1\ne: 2"])
def test_keys_alike_in_different_groups_are_no_fault(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["a: |\n  &b *c !d %e <<", "a: b & c", "a: b*c*", "a: wow!", "a: 50% *of*", "'&a': '*b'"]
)
def test_marks_inside_texts_are_text(text: str) -> None:
    assert found(text) == []


def test_several_faults_are_all_found() -> None:
    text = "a: &x 1\nb: *x\na: .nan\n1: !t c\nd: see #4\nD: 2\n"
    assert places(text) == [
        ("yaml-anchor", 1, 4),
        ("yaml-alias", 2, 4),
        ("yaml-duplicate-key", 3, 1),
        ("yaml-number", 3, 4),
        ("yaml-key-not-text", 4, 1),
        ("yaml-tag", 4, 4),
        ("text-cut-short", 5, 8),
        ("yaml-similar-keys", 6, 1),
    ]


def test_faults_before_a_syntax_fault_are_found_with_it() -> None:
    assert places("a: &x 1\nb: [c\n") == [("yaml-anchor", 1, 4), ("yaml-syntax", 2, 4)]


def test_comment_that_touches_is_found_before_a_syntax_fault() -> None:
    assert places("a: 'x'#1\nb: 2\nc: [d\n") == [("yaml-syntax", 1, 7), ("yaml-syntax", 3, 4)]


def test_anchor_and_tag_of_one_value_are_two_faults() -> None:
    assert places("a: &b !c d") == [("yaml-anchor", 1, 4), ("yaml-tag", 1, 7)]
    assert places("a: !c # note\n  &b [d]") == [("yaml-tag", 1, 4), ("yaml-anchor", 2, 3)]


def test_alias_that_is_merged_is_told_with_the_merge_key() -> None:
    assert places("a: &x {}\nb:\n  <<: *x") == [("yaml-anchor", 1, 4), ("yaml-merge-key", 3, 3)]


def test_key_given_often_names_the_first_line() -> None:
    messages = [finding.message for finding in found("a: {x: [1, {y: 2}]}\nb: 1\nb: 2\nb: 3")]
    assert len(messages) == 2
    assert all("line 2" in message for message in messages)


def test_similar_keys_are_shown_with_both_lines() -> None:
    [only] = found("strong: 1\nx: 2\nStrong: 3")
    assert only.line == 3
    assert "`Strong`" in only.message
    assert "`strong`" in only.message
    assert "line 1" in only.message


def test_empty_and_comments_are_told_apart() -> None:
    assert "empty" in found("\n")[0].message
    assert "comments" in found("# a\n")[0].message


def test_findings_end_before_nobody_reads_on() -> None:
    assert len(found("- *a\n" * 5000)) == 100


BYTES = [
    (b"\xff\xfea\x00", 1, 1, "UTF-16"),
    (b"\xfe\xff\x00a", 1, 1, "UTF-16"),
    ("a: b".encode("utf-16-le"), 1, 1, "UTF-16"),
    ("a: b".encode("utf-32-be"), 1, 1, "UTF-32"),
    (b"\xef\xbb\xbf\xef\xbb\xbfa: b", 1, 1, "two"),
    (b"a: b\nc: \xc3(", 2, 4, "0xC3"),
    ("a: é".encode("latin-1"), 1, 4, "0xE9"),
    (b"a: \xe2\x80\x9c \x93smart\x94", 1, 6, "0x93"),
    ("a: \ud800".encode("utf-8", "surrogatepass"), 1, 4, "0xED"),
    (b"\xef\xbb\xbfa: \xff", 1, 4, "0xFF"),
    (b"a: \xc0\x80", 1, 4, "0xC0"),
]


@pytest.mark.parametrize(("data", "line", "column", "said"), BYTES)
def test_bytes_that_are_no_utf8_are_located(data: bytes, line: int, column: int, said: str) -> None:
    [only] = found(data)
    assert (only.rule.code, only.line, only.column) == ("yaml-not-utf8", line, column)
    assert said in only.message


REFUSED = [
    *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F),
    *range(0x2066, 0x206A), 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF,
]  # fmt: skip


@pytest.mark.parametrize("code", REFUSED)
def test_character_that_deceives_is_refused_raw_and_escaped(code: int) -> None:
    escaped = f"\\U{code:08X}"
    for text, end in ((f"a: b\nc: x{chr(code)}y", 6), (f'a: b\nc: "{escaped}y"', 15)):
        [only] = found(text)
        assert (only.rule.code, only.line, only.column, only.end_column) == ("yaml-refused-character", 2, 5, end)
        assert f"U+{code:04X}" in only.message
        assert only.message.isprintable()


@pytest.mark.parametrize("escape", ["0", "a", "b", "v", "f", "e", "N", "L", "P", "x1b", "u202e", "ud800", "uDFFF"])
def test_short_escape_of_such_a_character_is_refused(escape: str) -> None:
    assert places(f'a: "b\\{escape}"') == [("yaml-refused-character", 1, 6)]
    assert places(f'"k\\{escape}": b') == [("yaml-refused-character", 1, 3)]


def test_character_is_named() -> None:
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE)" in found("a: \u202e")[0].message
    assert "U+0000 (NULL)" in found('a: "\\0"')[0].message
    assert "U+D800" in found('a: "\\ud800"')[0].message


@pytest.mark.parametrize("text", ['a: "\\\\x00"', "a: '\\x00'", "a: \\x00", "a: |\n  \\x00", 'a: "\\t\\n\\_\\/ \\x41"'])
def test_what_makes_no_such_character_is_no_escape_of_one(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "letter", ["\u200c", "\u200d", "\u200e", "\u200f", "\xa0", "\xad", "é", "漢", "😀", "\ue000", "\t"]
)
def test_letter_of_every_language_is_fine(letter: str) -> None:
    document = read(f"a: x{letter}y\n'{letter}k': 1".encode())
    assert document.data["a"] == f"x{letter}y"
    assert document.warnings == ()


@pytest.mark.parametrize("letter", ["\u200b", "\ufeff"])
def test_character_of_no_width_is_left_out_with_a_warning(letter: str) -> None:
    text = f"{letter}a: x{letter}y{letter}\nb: 'p{letter}q'\nc: |-\n  {letter}r\nd{letter}: \"{letter}\"\n"
    document = read(text.encode() if letter == "\u200b" else b"\xef\xbb\xbf" + text[1:].encode())
    assert document.data == {"a": "xy", "b": "pq", "c": "r", "d": ""}
    assert {finding.rule.code for finding in document.warnings} == {"yaml-invisible-character"}
    assert [(finding.line, finding.column) for finding in document.warnings][-5:] == [
        (1, 6 if letter == "\u200b" else 5), (2, 6), (4, 3), (5, 2), (5, 6)
    ]  # fmt: skip


@pytest.mark.parametrize("escape", ["u200b", "uFEFF", "U0000200B"])
def test_character_of_no_width_that_an_escape_makes_is_left_out_too(escape: str) -> None:
    document = read(f'a: "x\\{escape}y"'.encode())
    assert document.data == {"a": "xy"}
    assert [(finding.rule.code, finding.line, finding.column) for finding in document.warnings] == [
        ("yaml-invisible-character", 1, 6)
    ]


RUN_TOGETHER = [
    (
        "a: The Board met in June.\n\n  It met again.\nb: c\n",
        ("a: |-", "  The Board met in June.", "", "  It met again."),
    ),
    (
        "a: The Board did these\n  - met twice\n  - went\n",
        ("a: |-", "  The Board did these", "  - met twice", "  - went"),
    ),
    ("a: >-\n  The Board met in June.\n\n  And again.\n", ("a: |-", "  The Board met in June.", "", "  And again.")),
    ("a: 'The Board met in June.\n\n  It met again.'\n", ()),
    ("a:\n  The Board met in June.\n\n  And it met again.\n", ()),
    ("- The Board met in June\n  1. and again.\n", ()),
]


@pytest.mark.parametrize(("text", "corrected"), RUN_TOGETHER)
def test_text_whose_lines_run_together_is_told_with_what_keeps_them_apart(
    text: str, corrected: tuple[str, ...]
) -> None:
    [only] = read(text.encode()).warnings
    assert (only.rule.code, only.corrected) == ("text-lines-run-together", corrected)


@pytest.mark.parametrize(
    "text",
    [
        "a: The Board met in June,\n  and it met again.\n",
        "a: The Board met in June, and again.\n\n\nb: c",
        'a: "The Board met in June, and again.\n\n"\nb: 1',
        "a: |-\n  The Board met in June and again.\n\n  - b\n",
        "a: >-\n  The Board met in June and once more.\n\nb: c\n",
    ],
)
def test_text_that_is_one_paragraph_may_have_several_lines(text: str) -> None:
    assert read(text.encode()).warnings == ()


def test_value_of_nothing_but_such_characters_is_left_out() -> None:
    assert read("a: \u200b".encode()).data == {"a": None}
    assert read("a: \u200b5".encode()).data == {"a": 5}


def test_keys_that_such_a_character_keeps_apart_are_the_same() -> None:
    assert ("yaml-duplicate-key", 2, 1) in places("a: 1\na\u200b: 2")


def test_limits_are_reached_without_a_finding() -> None:
    deep = "[" * 32 + "]" * 32
    assert found(deep) == []
    assert found("a: " + "x" * 20_000) == []
    assert found('a: "' + "\\x41" * 20_000 + '"') == []
    assert found("a" * 200 + ": b") == []
    assert found("- 1\n" * 49_999) == []
    assert found("a: " + "9" * 40) == []
    assert found("a: 1e300") == []
    assert found(b"a: b\n#" + b"x" * (1024 * 1024 - 6)) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_done_with_in_time(name: str) -> None:
    data = HOSTILE[name].encode()
    told: list[Any] = []
    assert seconds(lambda: told.extend(found(data))) < 1
    assert told or name in READ


ALL = """
from pathlib import Path
from hostile import HOSTILE
from prevent_assure.source import SourceError, read
for text in HOSTILE.values():
    try:
        read(text.encode())
    except SourceError:
        pass
(peak,) = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
print(peak)
"""
"""The peak is this process's own: `ru_maxrss` would begin with what the test run held when it started it."""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
def test_hostile_files_are_done_with_in_little_memory() -> None:
    run = subprocess.run(
        [sys.executable, "-c", ALL], capture_output=True, check=True, cwd=Path(hostile.__file__).parent, text=True
    )
    assert int(run.stdout) < 200 * 1024


MARKER = "Canary-7f3a"


@pytest.mark.parametrize(
    "text",
    [
        f"a: {MARKER}: b",
        f"a: [{MARKER}\nb: c",
        f"a: '{MARKER}",
        f"- &{MARKER} a",
        f"- *{MARKER}",
        f"- !{MARKER} a",
        f"- !{MARKER}!x a",
        f"%{MARKER}\n---\n",
        f"a: b #{MARKER}",
        f"a: @{MARKER}",
        f"a: {MARKER}\x1b",
        f'a: "{MARKER}\\q"',
        f"a: b\n{MARKER}\nc: d",
        f"a: |{MARKER}\n",
        f"a: {MARKER * 2000}",
        f"? [{MARKER}]\n: b",
        f"a: {MARKER}\n...\n{MARKER}",
    ],
)
def test_no_value_stands_in_a_message(text: str) -> None:
    for finding in found(text):
        assert MARKER not in finding.message
        assert MARKER not in (finding.hint or "")


def test_key_stands_in_a_message_cut_and_escaped() -> None:
    key = "k\u200d\u200e" + "x" * 100
    [only] = found(f"'{key}': 1\n'{key}': 2")
    assert only.message.isprintable()
    assert "\\u200d" in only.message
    assert "x" * 60 not in only.message


def test_error_says_line_and_words_to_whoever_prints_it() -> None:
    with pytest.raises(SourceError, match=r"^line 2: a text that begins with `\*` .*; line 3: "):
        read(b"a: 1\nb: *x\nc: *x")


class _Broken:
    """A parser that fails as no input makes the real one fail."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __call__(self, _: str) -> "_Broken":
        return self

    def get_event(self) -> Any:
        raise self._error


@pytest.mark.parametrize("error", [MemoryError(), RecursionError("x"), ValueError("x"), UnicodeError("x")])
def test_nothing_but_our_own_error_leaves(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prevent_assure.source.reading.parser.CParser", _Broken(error))
    [only] = found("a: |+\n  b")
    assert only.rule.code == "yaml-syntax"
    assert only.line == 1
