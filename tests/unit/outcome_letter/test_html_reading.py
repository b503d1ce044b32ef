"""The tree of a letter has the words of its HTML, whatever a template writes, and nothing that runs or is fetched."""

import base64
import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import letters
import papers
from prevent_assure.outcome_letter.document import (
    Block,
    Group,
    Heading,
    Lines,
    List,
    Picture,
    Table,
    Terms,
    paragraph,
    texts_of,
    with_kept_end,
)
from prevent_assure.outcome_letter.html_reading import read_html
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.text.narrative import Emphasis, Link, Strong, Text, parse
from prevent_assure.text.narrative.html import html_blocks, html_item

PLAIN = st.text(st.sampled_from("abc é&<>\"'\n\xa0\u200f\u05d0x"), max_size=12)
INLINE = st.recursive(
    PLAIN.map(escape),
    lambda inner: (
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["strong", "em", "span", "a", "time", "sub"]), inner)
        | st.builds("{}<br>{}".format, inner, inner)
    ),
    max_leaves=6,
)
BLOCK = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "h3", "div", "address", "blockquote"]), INLINE),
    lambda inner: (
        st.builds("<ul><li>{}</li><li>{}</li></ul>".format, inner, inner)
        | st.builds("<section class='{}'>{}{}</section>".format, st.sampled_from(["annex", "box", ""]), inner, inner)
        | st.builds("<dl><dt>t</dt><dd>{}</dd></dl>".format, inner)
        | st.builds("<table><tr><th>h</th><th>i</th></tr><tr><td>{}</td><td>{}</td></tr></table>".format, inner, inner)
        | st.builds("{} loose {}".format, inner, inner)
    ),
    max_leaves=6,
)


def words(html: str) -> list[str]:
    return papers.words(" ".join(texts_of(read_html(html))))


@given(html=BLOCK)
def test_words_of_the_tree_are_those_of_the_html(html: str) -> None:
    assert "".join(words(html)) == "".join(papers.words(papers.html_text(html)))


@given(text=letters.TEXTS.filter(str.strip))
def test_narrative_is_the_same_after_it_went_through_html(text: str) -> None:
    narrative = parse(text)
    assert words(html_blocks(narrative)) == papers.words(papers.html_text(html_blocks(narrative)))


@given(html=st.text(st.sampled_from("<>/!-=\"' abpdivul?[]&;#x\n"), max_size=80))
def test_any_text_is_read_as_something_and_never_as_a_fault(html: str) -> None:
    assert all(isinstance(each, str) for each in texts_of(read_html(html)))


def test_letter_is_read_with_its_headings_lists_tables_and_roles() -> None:
    blocks = letters.written(letter_view(letters.sources(), letters.WORDING)).blocks

    def all_of(found: tuple[Block, ...]) -> list[Block]:
        return [
            each for block in found for each in [block, *(all_of(block.blocks) if isinstance(block, Group) else ())]
        ]

    every = all_of(blocks)
    assert [each.level for each in every if isinstance(each, Heading)][:2] == [1, 2]
    assert [each.role for each in every if isinstance(each, Table)] == ["glance"]
    assert {"sender", "signature", "annex", "benchmark", "criteria", "provenance"} <= {
        each.role for each in every if isinstance(each, Group)
    }
    assert any(isinstance(each, List) and each.role == "recommendations" for each in every)
    assert sum(isinstance(each, Terms) for each in every) == 2


def test_marks_and_spaces_are_those_that_a_browser_shows() -> None:
    (found,) = read_html("<p> a <em> b</em>\n c <a href='https://x.org'>d <strong>e </strong></a> </p>")
    assert isinstance(found, Lines)
    assert found.lines == (
        (
            Text("a "),
            Emphasis((Text("b"),)),
            Text(" c "),
            Link("https://x.org", (Text("d "), Strong((Text("e"),)))),
        ),
    )


@pytest.mark.parametrize(
    "href", ["javascript:x()", "http://x.org", "data:text/html,x", "//x.org", "file:///x", "https://a b"]
)
def test_link_that_leads_elsewhere_is_words_alone(href: str) -> None:
    assert read_html(f'<p><a href="{href}">x</a></p>') == (paragraph("x"),)


@pytest.mark.parametrize(
    "name", ["script", "style", "textarea", "title", "iframe", "object", "svg", "template", "form"]
)
def test_what_is_no_text_is_left_out_with_all_that_is_in_it(name: str) -> None:
    assert words(f"<p>a</p><{name}>alert('<p>b</p>')</{name}><p>c</p>") == ["a", "c"]


@pytest.mark.parametrize(
    "html",
    [
        "<blink onclick='x()'>a</blink>",
        "<p onload=x style='color: red'>a",
        "<marquee><p>a</marquee>",
        "a</b></p>",
        "<!-- b -->a",
    ],
)
def test_of_an_unknown_element_the_words_are_taken(html: str) -> None:
    assert read_html(html) == (paragraph("a"),)


def test_ends_that_html_leaves_out_are_known() -> None:
    html = "<ul><li>a<li>b</ul><p>c<p>d<table><tr><th>e<th>f<tr><td>g<td>h</table><dl><dt>i<dd>j<dt>k<dd>l</dl>"
    found = read_html(html)
    assert [type(each).__name__ for each in found] == ["List", "Lines", "Lines", "Table", "Terms"]
    assert words(html) == list("abcdefghijkl")


def test_rows_of_a_table_are_as_long_as_its_heads() -> None:
    (found,) = read_html(
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>"
    )
    assert isinstance(found, Table)
    assert {len(row) for row in found.rows} == {len(found.heads)} == {3}


def test_direction_and_language_of_a_paragraph_are_read() -> None:
    arabic, welsh, english = read_html("<p>\u0633\u0644\u0627\u0645</p><p lang='cy'>Ll\u0177n</p><p dir='rtl'>a</p>")
    assert isinstance(arabic, Lines)
    assert isinstance(welsh, Lines)
    assert isinstance(english, Lines)
    assert (arabic.to_left, welsh.language, english.to_left) == (True, "cy", False)


@pytest.mark.parametrize(
    ("html", "to_left"),
    [
        ("<p>The group سلام has met.</p>", False),
        ("<p>2024: שלום English</p>", True),
        ("<p dir='rtl'>English שלום</p>", True),
        ("<p dir='ltr'>שלום</p>", False),
        (html_blocks(parse("سلام English")), True),
        (html_item(parse("سلام English")), True),
    ],
)
def test_paragraph_runs_as_its_first_letter_does(html: str, to_left: bool) -> None:
    (found,) = read_html(html)
    assert isinstance(found, Lines)
    assert found.to_left is to_left


def test_only_what_runs_from_right_to_left_says_so_in_html() -> None:
    assert html_blocks(parse("سلام\n\nEnglish س\n\n- ש\n- a")).split("\n") == [
        '<p dir="rtl">سلام</p>',
        "<p>English س</p>",
        '<ul><li dir="rtl">ש</li><li>a</li></ul>',
    ]
    assert html_item(parse("English س")) == "English س"


def test_picture_in_a_paragraph_stands_where_it_stood() -> None:
    picture = f"<img alt='The crest' src='data:image/png;base64,{base64.b64encode(PNG).decode()}'>"
    found = read_html(f"<p>before <em>{picture}</em> after</p>")
    assert [type(each) for each in found] == [Lines, Picture, Lines]
    assert list(texts_of(found)) == ["before", "The crest", "after"]


PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")


def picture(data: bytes, kind: str) -> str:
    return f'<img class="crest" alt="A crest" src="data:image/{kind};base64,{base64.b64encode(data).decode()}">'


def test_picture_is_one_that_stands_in_the_page() -> None:
    assert read_html(picture(PNG, "png")) == (Picture(PNG, "png", "A crest", "crest"),)
    for src in ("https://x.org/a.png", "crest.png", "file:///crest.png", "data:text/html;base64,YQ=="):
        assert read_html(f'<img src="{src}" alt="b">') == ()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"{}>{}</svg>'


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        (' onload="x()"', ""),
        ("", "<script>x()</script>"),
        ("", "<foreignObject/>"),
        ("", '<image href="https://x.org/a.png"/>'),
        ("", '<use href="https://x.org/a.svg#b"/>'),
        ("", '<rect fill="url(https://x.org)"/>'),
        ("", '<rect style="background: url(//x.org)"/>'),
        ("", "<style>@import 'x'</style>"),
        ("", "<text>Jane Doe</text>"),
        ("", "<g>"),
        ("", "<!DOCTYPE a>"),
    ],
)
def test_svg_that_runs_fetches_or_says_something_comes_into_no_letter(attributes: str, inside: str) -> None:
    assert read_html(picture(SVG.format(attributes, inside).encode(), "svg+xml")) == ()


def test_svg_of_shapes_is_taken() -> None:
    data = SVG.format("", '<defs><clipPath id="a"><rect width="1" height="1"/></clipPath></defs>').encode()
    assert read_html(picture(data, "svg+xml")) == (Picture(data, "svg", "A crest", "crest"),)


@pytest.mark.parametrize(
    "piece", ["<!--", "<![x", "<a ", "<", "</", "<!", "<?", "<script", "<div>", '<a b="', "<p>", "&", "<td>"]
)
def test_reading_takes_time_in_step_with_the_length(piece: str) -> None:
    began = time.process_time()
    read_html(piece * (60_000 // len(piece)))
    assert time.process_time() - began < 2


def test_what_is_said_last_stays_with_what_stands_before_it() -> None:
    html = "<p>a</p><section class='annex'><ul><li>b<li>c<li>d</ul></section><div class='provenance'>e</div>"
    kept = with_kept_end(read_html(html))
    assert list(texts_of(kept)) == ["a", "b", "c", "d", "e"]
    annex = kept[1]
    assert isinstance(annex, Group)
    assert [type(each).__name__ for each in annex.blocks] == ["List", "Group"]
    assert with_kept_end(read_html("<p>a</p>")) == read_html("<p>a</p>")
    assert with_kept_end(()) == ()
