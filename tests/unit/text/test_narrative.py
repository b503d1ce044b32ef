"""Narratives: every word of the text comes out in every format, and nothing else does."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from prevent_assure.text.narrative import (
    Bullet,
    BulletList,
    Emphasis,
    Link,
    Narrative,
    Paragraph,
    Strong,
    Text,
    escape_markdown,
    fill,
    html_blocks,
    html_inline,
    html_item,
    lines_of,
    markdown_blocks,
    markdown_cell,
    markdown_inline,
    of_line,
    parse,
    plain_inline,
    plain_text,
)

CORPUS = Path(__file__).parents[2] / "corpus"
HOSTILE = [
    *json.loads((CORPUS / "blns" / "blns.json").read_text("utf-8")),
    *(CORPUS / "xss-payload-list" / "payloads.txt").read_text("utf-8").splitlines(),
]
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = [
    "*", "**", "_", "~~", "`", "[", "](https://a.uk/b)", "](mailto:a@b.uk)", "](javascript:a)", "]",
    "(", ")", "<", ">", "<b>", "&amp;", "&", "\\", "|", "-", "- ", "  - ", "* ", "• ", "1. ", "2025.",
    "#", "# ", "===", "---", "!", "![", "www.", "@", "http://a.b", ":", ":smile:", "$", "{{ a }}",
    "{% raw %}", "{name}", "[^1]", "[ ]", "+", "\n", "\n\n", " ", "\t", "\u00a0", "é", "عربي", "word",
    "a",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(MARKUP), max_size=25).map("".join),
    st.text(max_size=60),
    st.sampled_from(HOSTILE),
)
LINES = TEXTS.map(lambda text: re.sub(r"[\r\n\x85\u2028\u2029]", " ", text))
BULLET_SIGNS = str.maketrans(dict.fromkeys("•◦", " "))


class Reader(HTMLParser):
    """What a browser would see: the words, the elements and the addresses."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag in {"p", "li", "br", "td"}:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def text(self) -> list[str]:
        return words("".join(self.words))


def words(text: str) -> list[str]:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]", " ", text).translate(BULLET_SIGNS).split()


def plain_words(narrative: Narrative) -> list[str]:
    lines = (inlines for block in narrative.blocks for inlines in lines_of(block))
    return words(" ".join(plain_inline(inlines) for inlines in lines))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        (" \n\t\n", ()),
        ("one\ntwo", (Paragraph((Text("one two"),)),)),
        ("one\n\ntwo", (Paragraph((Text("one"),)), Paragraph((Text("two"),)))),
        ("2025. A year", (Paragraph((Text("2025. A year"),)),)),
        ("# no heading\n===\n---", (Paragraph((Text("# no heading === ---"),)),)),
        ("    no code", (Paragraph((Text("no code"),)),)),
        ("> no quote", (Paragraph((Text("> no quote"),)),)),
        (r"\- no bullet", (Paragraph((Text("- no bullet"),)),)),
        ("-no bullet", (Paragraph((Text("-no bullet"),)),)),
        ("a\\\nb", (Paragraph((Text("a\\ b"),)),)),
        ("•\tone\n•two", (BulletList((Bullet((Text("one"),)), Bullet((Text("two"),)))),)),
        ("such as:\n* one", (Paragraph((Text("such as:"),)), BulletList((Bullet((Text("one"),)),)))),
        (
            "- one\n  goes on\n\n- two",
            (BulletList((Bullet((Text("one goes on"),)), Bullet((Text("two"),)))),),
        ),
        ("- one\n\nafter", (BulletList((Bullet((Text("one"),)),)), Paragraph((Text("after"),)))),
        (
            "- one\n  - two\n      * three\n- four",
            (
                BulletList(
                    (
                        Bullet((Text("one"),), (Bullet((Text("two"),)), Bullet((Text("three"),)))),
                        Bullet((Text("four"),)),
                    )
                ),
            ),
        ),
    ],
)
def test_blocks_are_paragraphs_and_bullets_and_nothing_else(text: str, blocks: tuple[object, ...]) -> None:
    assert parse(text).blocks == blocks


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("*a* **b**", (Emphasis((Text("a"),)), Text(" "), Strong((Text("b"),)))),
        ("***a***", (Emphasis((Strong((Text("a"),)),)),)),
        ("2 * 3 * 4", (Text("2 * 3 * 4"),)),
        ("_a_ __b__ `c` ~~d~~", (Text("_a_ __b__ `c` ~~d~~"),)),
        ("&amp; &lt;b&gt; <b>", (Text("&amp; &lt;b&gt; <b>"),)),
        (r"\*a\* \\ \a", (Text(r"*a* \ \a"),)),
        (
            "[a *b*](https://c.uk/d?e=1&amp;f)",
            (Link("https://c.uk/d?e=1&amp;f", (Text("a "), Emphasis((Text("b"),)))),),
        ),
        ("[a](mailto:b@c.uk)", (Link("mailto:b@c.uk", (Text("a"),)),)),
        ("[a](https://b.uk/é)", (Link("https://b.uk/%C3%A9", (Text("a"),)),)),
        ("![a](https://b.uk)", (Text("!"), Link("https://b.uk", (Text("a"),)))),
        ("<https://a.uk> https://b.uk", (Text("<https://a.uk> https://b.uk"),)),
        ("{{ a }} {% b %} {c}", (Text("{{ a }} {% b %} {c}"),)),
    ],
)
def test_marks_are_emphasis_strong_links_and_escapes_and_nothing_else(text: str, inlines: tuple[object, ...]) -> None:
    assert parse(text).blocks == (Paragraph(inlines),)  # type: ignore[arg-type]  # tried are several types


@pytest.mark.parametrize(
    "address",
    [
        "http://a.uk", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,a", "//a.uk",
        "/a", "#a", "https:a.uk", "https://", "https://[", "https://a b", "<https://a.uk>",
        'https://a.uk "title"', "https://1.2.3.4.5", "https://a.uk:99999", "https://xn--a",
        "https://a.uk/%zz", "mailto:", "mailto:a", "vbscript:a", "https://a@b.uk", "&#106;avascript:a",
        "https://a.uk/\\", "https://a.uk#b#c",
    ],
)  # fmt: skip
def test_other_addresses_stay_text(address: str) -> None:
    text = f"[a]({address})"
    assert Reader(html_blocks(parse(text))).tags == {"p"}
    assert "href" not in GFM.render(markdown_blocks(parse(text)))


@given(st.lists(st.text("ab,.;:é 2", min_size=1).filter(str.strip), min_size=1))
def test_plain_paragraphs_come_out_word_for_word(paragraphs: list[str]) -> None:
    narrative = parse("\n\n".join(paragraphs))
    assert [plain_text(Narrative((block,))).split() for block in narrative.blocks] == [
        each.split() for each in paragraphs
    ]


@given(TEXTS)
def test_only_marks_are_taken_from_a_text(text: str) -> None:
    kept = iter("".join(words(text)))
    dropped = [
        character for character in "".join(plain_words(parse(text))) if not any(character == each for each in kept)
    ]
    assert dropped == []


@given(TEXTS)
@example("*a **b* c**")
@example("[*a](https://b.uk/*c*)")
def test_html_shows_the_words_and_makes_only_its_own_elements(text: str) -> None:
    narrative = parse(text)
    for html in (html_blocks(narrative), html_item(narrative), html_inline(narrative)):
        read = Reader(html)
        assert read.text() == plain_words(narrative)
        assert read.tags <= {"p", "ul", "li", "em", "strong", "a"}
        assert all(name == "href" and re.match("https://|mailto:", value or "") for name, value in read.attributes)


@given(TEXTS)
@example("&nbsp;&copy;")
@example("a *b*c*d* \\*e*")
@example("*a.*b")
@example("[a](https://b.uk/?c=1&copy;=2)!")
@example("* *\n\n1) *\n\n+ a")
def test_markdown_reads_as_the_words(text: str) -> None:
    narrative = parse(text)
    html = GFM.render(markdown_blocks(narrative))
    read = Reader(html)
    assert read.text() == plain_words(narrative)
    assert read.tags <= {"p", "ul", "li", "em", "strong", "a"}
    assert Reader(GFM.render("# " + markdown_inline(narrative))).text() == plain_words(narrative)


@given(TEXTS)
@example("a|b\\|c\\\\|d")
def test_a_cell_of_a_markdown_table_holds_the_words(text: str) -> None:
    narrative = parse(text)
    table = f"| a | b |\n|---|---|\n| {markdown_cell(narrative)} | end |\n"
    tokens = GFM.parse(table)
    assert [token.type for token in tokens].count("td_open") == 2
    read = Reader(GFM.render(table))
    assert read.text() == ["a", "b", *plain_words(narrative), "end"]
    assert read.tags <= {"table", "thead", "tbody", "tr", "th", "td", "br", "em", "strong", "a"}


@given(LINES)
@example("2025. A council")
@example("a | b #")
def test_an_escaped_line_stands_anywhere_in_markdown(line: str) -> None:
    escaped = escape_markdown(line)
    document = f"{escaped}\n\n# {escaped}\n\n- {escaped}\n\n| {escaped} | x |\n|---|---|\n| **a** {escaped} | y |\n"
    read = Reader(GFM.render(document))
    assert read.text() == [*words(line) * 4, "x", "a", *words(line), "y"] or not words(line)
    assert read.tags <= {"p", "h1", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong"}


@given(LINES, LINES)
def test_values_are_filled_in_as_data(name: str, other: str) -> None:
    narrative = fill(parse("Dear *{name}*,\n\n- {name}: {other} {unknown}"), {"name": name, "other": other})
    shown, shown_other = html_inline(of_line(name)), html_inline(of_line(other))
    assert html_inline(narrative) == f"Dear <em>{shown}</em>, {shown}: {shown_other} {{unknown}}"


@pytest.mark.parametrize(
    "text", ["*" * 8000 + "a" + "*" * 8000, "[" * 20000, "*a **b " * 2800, "- *\n" * 5000, "[*" * 10000]
)
def test_a_deep_or_tangled_text_neither_fails_nor_nests(text: str) -> None:
    html = html_blocks(parse(text))
    assert "<em><em>" not in html
    assert "<strong><strong>" not in html
    assert Reader(GFM.render(markdown_blocks(parse(text)))).text() == Reader(html).text()
