"""The packaged templates: the same words in the same order in each format, inert, and readable by machines."""

import itertools
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import letters
from prevent_assure.outcome_letter.engine import Format
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.text.narrative import plain_text

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "div", "span", "p", "h1", "h2", "h3",
    "h4", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "address", "br",
    "em", "strong", "time", "section",
}  # fmt: skip
ATTRIBUTES = {
    "class", "id", "lang", "role", "aria-label", "charset", "http-equiv", "content", "name", "href", "scope",
    "datetime", "aria-labelledby",
}  # fmt: skip
VOID = {"meta", "br"}
LEFT_OUT = {"style", "title"}


class Page(HTMLParser):
    """A page's words in order, its elements with their attributes, its headings and its landmarks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.comments: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag not in {"em", "strong", "a", "span"}:
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag not in {"em", "strong", "a"}:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not LEFT_OUT & set(self.open):
            self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def page(files: dict[str, Any] | None = None, **changes: Any) -> Page:
    return Page(written("html", files, **changes))


def written(format_: Format, files: dict[str, Any] | None = None, **changes: Any) -> str:
    view = letter_view(letters.sources(files, **changes), letters.WORDING)
    return letters.html_of(view) if format_ == "html" else letters.markdown_of(view)


def body_words(read: Page) -> list[str]:
    """The words of a letter; bullets' signs in cells of Markdown tables are none."""
    return re.sub(r"[•◦\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]", " ", read.text).split()


def check_inert_and_alike(files: dict[str, Any]) -> None:
    html, markdown = page(files), written("md", files)
    assert set(html.tags()) <= ELEMENTS
    assert {name for _, attributes in html.elements for name in attributes} <= ATTRIBUTES
    assert html.comments == []
    assert html.open == []
    hrefs = [attributes["href"] or "" for _, attributes in html.elements if "href" in attributes]
    assert all(href.startswith(("https://", "mailto:")) for href in hrefs)
    tokens = GFM.parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    assert [token.type for token in tokens if token.type in {"html_block", "fence", "code_block"}] == []
    assert {token.content for token in inline if token.type == "html_inline"} <= {"<br>"}
    assert [token.content for token in tokens if token.type == "heading_open"] == [""] * markdown.count("\n#")
    assert body_words(Page(GFM.render(markdown))) == body_words(html)


@given(text=st.sampled_from(letters.HOSTILE), line=st.sampled_from(letters.HOSTILE).map(letters.one_line))
@settings(max_examples=60)
def test_hostile_text_in_every_field_is_inert_and_reads_alike_in_both_formats(text: str, line: str) -> None:
    check_inert_and_alike(letters.with_text(text, line))


@given(text=letters.TEXTS.filter(str.strip), line=letters.TEXTS.map(letters.one_line))
@settings(max_examples=60)
def test_any_text_in_every_field_is_inert_and_reads_alike_in_both_formats(text: str, line: str) -> None:
    check_inert_and_alike(letters.with_text(text, line))


def test_narratives_with_structure_read_alike_in_both_formats() -> None:
    text = (
        "First *with* **weight**:\n\n- one [link](https://example.org/a_b?c=d&e)\n  - below\n- two\n\n2025. A | year."
    )
    check_inert_and_alike(letters.with_text(text, "A | B & C"))


@pytest.mark.parametrize("status", ["draft", "agreed", "issued"])
def test_letters_of_every_status_read_alike_in_both_formats(status: str) -> None:
    files = letters.data()
    files["settings"]["marking"] = "Official"
    html = page(files, status=status, missing=["No *summary* is there."])
    markdown = Page(GFM.render(written("md", files, status=status, missing=["No *summary* is there."])))
    banners = {"draft": "DRAFT", "agreed": "FOR SIGNATURE", "issued": ""}[status]
    # Pages have no ends in Markdown: banner and marking stand in another order at its head, and once more at its foot.
    for read in (html, markdown):
        assert ("No *summary* is there." in read.text) == (status == "draft")
        assert banners in read.text
        assert read.text.count("OFFICIAL") == 2


def test_every_element_stands_in_its_order() -> None:
    said = letter_view(letters.sources(), letters.WORDING)
    expected = [
        "Department of Tests www.example.org/letters",
        "Sam Sender Letter Unit Department of Tests 2 Road City",
        "Our ref: Anywhere Council 2024/25",
        "9 May 2025",
        "Ada Chief Chief Executive Anywhere Council 1 Street Town",
        "CC: New Lead, Lead; Cy Chair, Chair",
        "Dear Dr Chief,",
        said.subject,
        *(plain_text(paragraph) for paragraph in said.opening),
        "Summary of the assurance process",
        "A good year. A second paragraph.",
        plain_text(said.strengths_intro),
        "The first strength. The second strength.",
        plain_text(said.recommendations_intro),
        "R1 Do more. Benchmarks: 1 and 3; Owner: Chair; Due: 31 December 2025",
        "R2 Do less. R3 Do what all do. Benchmark: 1",
        plain_text(said.annex_pointer),
        plain_text(said.sharing),
        plain_text(said.thanks or said.sharing),
        plain_text(said.closing),
        said.sign_off,
        "Sam Sender Head of Letters letters@example.org",
        "Enclosed: Annex A: outcomes by benchmark; Annex B: Criteria of a test",
        said.labels.abbreviations,
        "CTLP local profile",
        said.labels.outcomes,
        "Met The minimum.",
        said.labels.annex_a,
        "Number Benchmark Delivery outcome 1 Group Met 2 Panel N/A 3 Plan Met",
        "1 Group There is a group. It meets. Delivery outcome: Met The group has met.",
        "Prevent Adviser comments Go on meeting.",
        "2 Panel Delivery outcome: N/A Not part of this.",
        "3 Plan There is a plan. Delivery outcome: Met Our plan follows the CTLP.",
        "Prevent Adviser comments Go on planning.",
        "Annex B: Criteria of a test",
        "1 Group Met It meets.",
        "2 Panel Another process assures it. Ask the panel.",
        "3 Plan Met The plan covers: one matter another matter",
        "Exception: A draft is enough at first. Applies when: there is a group",
        "Exceeding (On top of Met) Updated each quarter. Not met No plan at all.",
        "Criteria: local-authority/2024-25, sha256:0000",
    ]
    text, at = page().text, 0
    assert len(said.opening) == 8
    for each in expected:
        assert each in text[at:]
        at = text.index(each, at) + len(each)


def test_elements_without_their_condition_are_not_there() -> None:
    files = letters.data()
    files["review"]["letter"] |= {"strengths": [], "recommendations": []}
    files["settings"]["cycles"]["2024-25"]["recommendations"] = []
    files["settings"]["sender"] |= {"website": None, "email": None, "unit": None}
    files["authority"]["letter"]["cc"] = []
    files["criteria"]["glossary"] = {}
    text = page(files).text
    for each in (
        "strengths",
        "recommendations",
        "CC",
        "www.",
        "@example",
        "Letter Unit",
        "Abbreviations",
        "DRAFT",
        "OFFICIAL",
    ):
        assert each not in text


def test_a_vacant_post_is_addressed_by_its_title_in_both_formats() -> None:
    files = letters.data()
    files["authority"]["people"]["chief"] = {"title": "Chief Executive"}
    files["authority"]["people"]["chair"] = {"title": "Chair"}
    check_inert_and_alike(files)
    assert "Town CC: New Lead, Lead; Chair Dear Chief Executive," in page(files).text


def test_outcome_agreed_outside_the_rules_says_so_with_its_reason() -> None:
    files = letters.data()
    files["review"]["benchmarks"]["plan"] |= {"agreed": "exceeding", "reason": "It was better."}
    check_inert_and_alike(files)
    assert "Exceeding (Agreed outside the rules) Our plan" in page(files).text
    assert "Agreed outside the rules: Reason It was better." in page(files).text


def test_what_is_not_there_yet_is_said() -> None:
    text = page({**letters.data(), "assessment": None, "review": None}, status="draft").text
    assert "Summary of the assurance process Not yet written" in text
    assert "1 Group There is a group. It meets. Delivery outcome: Not yet agreed Not yet written" in text


def test_page_has_language_landmarks_one_h1_ordered_headings_and_scoped_headers() -> None:
    read = page(status="draft")
    tags = read.tags()
    assert dict(read.elements)["html"] == {"lang": "en-GB"}
    assert [tags.count(tag) for tag in ("h1", "header", "main", "footer", "table", "caption")] == [1] * 6
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in read.elements if tag == "th")


def test_page_may_load_and_run_nothing() -> None:
    html = written("html")
    (policy,) = [attributes["content"] for tag, attributes in page().elements if "http-equiv" in attributes]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    style = html[html.index("<style>") : html.index("</style>")]
    assert not re.search(r"url\s*\(|@import|expression|\\", style)


def test_style_survives_any_name_and_marking() -> None:
    files = letters.data()
    files["settings"]["marking"] = '"} </style><script>url(x)\\'
    files["authority"]["name"] = '"; } @import "x"; </style>'
    read = page(files, status="draft")
    assert set(read.tags()) <= ELEMENTS
    html = written("html", files, status="draft")
    assert not re.search(r"url\s*\(|@import|\\", html[html.index("<style>") : html.index("</style>")])


def test_letters_are_the_same_bytes_each_time_and_tidy() -> None:
    for format_ in ("html", "md"):
        first = written(format_, status="draft")
        assert first == written(format_, status="draft")
        assert first.endswith("\n")
        assert not first.endswith("\n\n")
        assert not re.search(r"[ \t]$|\r", first, re.MULTILINE)


def test_templates_print_no_words_of_their_own() -> None:
    for name in ("letter.html.j2", "committee.html.j2"):
        text = re.sub(r"\{[{%#].*?[}%#]\}", " ", letters.TEMPLATES[name].text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", text)
        assert re.findall(r"[A-Za-z]{2,}", text) == []


def test_templates_never_declare_data_safe() -> None:
    assert not any(re.search(r"\|\s*safe", source.text) for source in letters.TEMPLATES.values())
