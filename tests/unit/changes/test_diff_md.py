"""The comment of a pull request: what people wrote does nothing in it, and it is never too long."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from prevent_assure.changes.difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    DiffResult,
    FieldChange,
    FileDifference,
    ItemChange,
    OutcomeMove,
    OverrideChange,
    Revision,
    Together,
    Unreadable,
)
from prevent_assure.changes.for_people import LENGTH, diff_md
from prevent_assure.diagnostics import Diagnostic, Location, Severity
from prevent_assure.text.escaping import code, plain, summary

HOSTILE = (
    "@octocat", "@org/team please", "#12", "GH-12", "owner/repo#1", "https://example.org", "www.example.org", "a@b.org",
    "<script>alert(1)</script>", "</details>", "<!--", "-->", "| a | b |", "```\n# x", "`x`", "``", "# x", "- [ ] x",
    "[a](https://example.org)", "![a](https://example.org/a.png)", "[a]: https://example.org", "x\n\n<img src=x>",
    ":tada:", "$x$", "0123456789abcdef0123456789abcdef01234567", "&lt;b&gt;", "\\", "~~x~~", "***x***", "\x1b[31m",
    "JIRA-1", "http://x", "x\r\n</summary>", "a_b_c", "=", "\u202eabc",
)  # fmt: skip
RENDERER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
ALLOWED_HTML = re.compile(r"\s*</?(?:details|summary|code)>\s*")


def _result(text: str, times: int = 1) -> DiffResult:
    field = FieldChange("comments", "changed", text, text + " x")
    answer = AnswerChange(text, "met", "met", None, (FieldChange("evidence", "added", None, text),))
    cause = Cause((Together(criteria=False, rules=False, answers=(text,)),))
    move = OutcomeMove("derived", (text,), ("met",), "judgement", "decided", cause)
    items = (
        ItemChange(text, "added", (FieldChange("text", "added", None, text), FieldChange(text, "added", None, text))),
    )
    benchmark = BenchmarkDifference(text, 1, text, (move,), OverrideChange("added", ("derived",)), (answer,), (field,))
    assessment = AssessmentDifference(
        text, text, "2024-25", renamed_from=text, status=FieldChange("status", "changed", text, text),
        benchmarks=(benchmark,), strengths=items, recommendations=items, outcome_labels={text: text, "met": text},
    )  # fmt: skip
    file = FileDifference(text, "criteria", text, "changed", (FieldChange(text, "changed", text, "y"),), (), text, text)
    wrong = Diagnostic("yaml-syntax", Severity.ERROR, Location(text), "x")
    return DiffResult(
        Revision(text, "0" * 40), Revision("working tree"), (assessment,) * times, (file,) * times, (text,) * times,
        (Unreadable("head", text, (wrong,)),),
    )  # fmt: skip


def _holds_nothing_live(markdown: str) -> None:
    """Every word of a file stands as code; what is HTML is ours."""
    tokens = RENDERER.parse(markdown)
    for token in tokens:
        assert token.type not in {"heading_open", "hr", "blockquote_open"} or token.tag == "h3"
        for each in [token, *(token.children or ())]:
            assert each.type not in {"link_open", "image", "code_block"}
            if each.type == "html_inline":
                raise AssertionError(each.content)
            if each.type == "html_block":
                _inert_html(each.content)
            if each.type == "text":
                assert not re.search(r"[@#<>]|https?:|www\.|\w-\d\b", each.content.replace("2024-25", ""))


def _inert_html(html: str) -> None:
    """A folded part's frame, in which text is escaped and what might call someone is code."""
    bare = re.sub(r"<code>[^<>]*</code>", "", html)
    for piece in re.findall(r"<[^>]*>?", bare):
        assert piece in {"<details>", "</details>", "<summary>", "</summary>"}
    assert "@" not in bare
    assert "#" not in bare


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_files_is_inert_in_the_comment(text: str) -> None:
    _holds_nothing_live(diff_md(_result(text)))


@given(st.text(max_size=60))
def test_any_text_is_inert_in_the_comment(text: str) -> None:
    _holds_nothing_live(diff_md(_result(text)))


@given(st.text(alphabet="`|\\ ab@#\n", max_size=12))
def test_code_shows_just_the_text(text: str) -> None:
    flat = " ".join(text.split())
    row = RENDERER.parse(f"| a |\n| --- |\n| {code(text)} |\n")
    shown = [each.content for token in row for each in token.children or () if each.type == "code_inline"]
    assert [each.strip() for each in shown] == [flat]


@pytest.mark.parametrize("name", ["Herefordshire Council", "Bath and North East Somerset", "King's Lynn, West Norfolk"])
def test_plain_words_stay_as_they_are(name: str) -> None:
    assert plain(name) == name
    assert summary(name).replace("&#x27;", "'") == name


@pytest.mark.parametrize("times", [1, 30, 400])
@pytest.mark.parametrize("text", ["long text " * 1000, "\U0001f600" * 15_000, "```" * 5000])
def test_comment_is_never_too_long_and_says_what_it_left_out(times: int, text: str) -> None:
    result = _result(text[:100], times)
    benchmark = result.assessments[0].benchmarks[0]
    told = benchmark._replace(fields=(FieldChange("comments", "changed", text, text + " x"),))
    made = diff_md(result._replace(assessments=(result.assessments[0]._replace(benchmarks=(told,)),) * times))
    assert len(made.encode("utf-16-le")) // 2 <= LENGTH < 65_536
    if times > 1:
        assert "Left out for length" in made
    assert made.count("<details>") == made.count("</details>")
