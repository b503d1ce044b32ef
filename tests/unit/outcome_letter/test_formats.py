"""PDF, Word and OpenDocument: the same words as the templates of text, real structure, and the same bytes each time."""

import io
import re
import zipfile
from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET  # our own output, no one else's XML

import docx
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import letters
import papers
from pages import ROOT
from papers import TABLE, TEXT, W
from prevent_assure.outcome_letter.document import Document
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.outcome_letter.formats import BinaryFormat, MissingGlyphError, house_template, markdown, writer
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.outcome_letter.letter_writer import document_of
from prevent_assure.text.file_formats import FormatFault

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
FORMATS: tuple[BinaryFormat, ...] = ("pdf", "docx", "odt")
SCHEMA = ROOT / "tests" / "corpus" / "odf" / "OpenDocument-schema-v1.2-cd04.rng"
EVERYTHING = (
    "Some *stress* and **weight** with a [link](https://example.org/a?b=c&d):\n\n- one\n  - below it\n  - below too\n"
    "- two & <three>\n\n2025. A year, Llanfair­pwll Ŵyl ŷd السلام عليكم #panic $x$ `code` ~ @import."
)
LONG = "x" * 400


def document(files: dict[str, Any] | None = None, **changes: Any) -> Document:
    return letters.written(letter_view(letters.sources(files, **changes), letters.WORDING))


def written(format_: BinaryFormat, files: dict[str, Any] | None = None, **changes: Any) -> bytes:
    return writer(format_)(document(files, **changes), None)


def check_same_words(files: dict[str, Any], *, all_glyphs: bool = False) -> None:
    view = letter_view(letters.sources(files), letters.WORDING)
    expected = papers.words(papers.html_text(letters.html_of(view)))
    said = letters.written(view)
    markdown = papers.words(papers.markdown_text(letters.markdown_of(view)))
    assert markdown == expected
    assert papers.words(papers.docx_text(writer("docx")(said, None))) == expected
    assert papers.words(papers.odt_text(writer("odt")(said, None))) == expected
    try:
        set_ = "".join(papers.words(papers.pdf_text(writer("pdf")(said, None))))
    except MissingGlyphError:
        assert not all_glyphs
        return
    one = "".join(expected)
    if RIGHT_TO_LEFT.search(one):  # such letters stand in the order in which they are seen
        assert Counter(set_) == Counter(one)
    else:
        assert set_ == one


@pytest.mark.parametrize("text", [EVERYTHING, LONG, "- a\n- b\n\nc", "a\xa0b \u2013 “c” … ½ €"])
def test_narratives_read_alike_in_all_five_formats(text: str) -> None:
    check_same_words(letters.with_text(text, "A | B & C <d>"), all_glyphs=True)


def test_mark_on_a_character_that_the_fonts_lack_is_no_empty_box() -> None:
    with pytest.raises(MissingGlyphError):
        written("pdf", letters.with_text("A word: \u0939\u20e2.", "A line"))


class PanicException(BaseException):
    """As typst's module raises it."""


def test_fault_of_typst_itself_is_a_letter_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise PanicException

    monkeypatch.setattr("typst.compile", fail)
    with pytest.raises(FormatFault):
        written("pdf")


@given(text=st.sampled_from(letters.HOSTILE), line=st.sampled_from(letters.HOSTILE).map(letters.one_line))
@settings(max_examples=20)
def test_hostile_text_reads_alike_in_all_five_formats(text: str, line: str) -> None:
    check_same_words(letters.with_text(text, line))


WORDS = st.text(st.sampled_from("abcŵŷâ\u2019-/&<>#$*_[]()\\`|~@\"'{}%!.,:; \n•ابتثج"), max_size=60)


@given(text=WORDS.filter(str.strip), line=WORDS.map(letters.one_line))
@example(text="- ", line="-")
@settings(max_examples=20)
def test_letters_of_many_signs_read_alike_in_all_five_formats(text: str, line: str) -> None:
    check_same_words(letters.with_text(text, line), all_glyphs=True)


@given(text=letters.TEXTS.filter(str.strip), line=letters.TEXTS.map(letters.one_line))
@settings(max_examples=20)
def test_any_text_reads_alike_in_all_five_formats(text: str, line: str) -> None:
    check_same_words(letters.with_text(text, line))


def test_section_that_a_template_adds_reaches_every_format_and_its_script_none() -> None:
    own = letters.TEMPLATES["letter.html.j2"].text.replace(
        "</main>", "<section><h2>Of our own</h2><script>x()</script><p>Ring <b>01234</b>.</p></section></main>"
    )
    view = letter_view(letters.sources(), letters.WORDING)
    html = Engine({**letters.TEMPLATES, "letter.html.j2": letters.template(own)}).render(view, "html")
    said = document_of(view, html)
    assert "Of our own" in papers.html_text(html)
    texts = (
        papers.markdown_text(markdown.write(said)),
        papers.pdf_text(writer("pdf")(said, None)),
        papers.docx_text(writer("docx")(said, None)),
        papers.odt_text(writer("odt")(said, None)),
    )
    for text in texts:
        assert "OfourownRing01234." in "".join(papers.words(text))
        assert "x()" not in text


@pytest.mark.parametrize("status", ["draft", "agreed"])
@pytest.mark.parametrize("form", FORMATS)
def test_letter_that_is_not_issued_says_so_first_and_lists_what_is_missing(form: BinaryFormat, status: str) -> None:
    data = written(form, status=status, missing=["No *summary* is there."] if status == "draft" else [])
    read = {"pdf": papers.pdf_text, "docx": papers.docx_text, "odt": papers.odt_text}[form]
    text = "".join(read(data).split())
    assert text.startswith("DRAFT" if status == "draft" else "FORSIGNATURE")
    assert ("StillmissingNo*summary*isthere." in text) == (status == "draft")


@pytest.mark.parametrize("form", FORMATS)
def test_letters_are_the_same_bytes_each_time(form: BinaryFormat) -> None:
    assert written(form, status="draft") == written(form, status="draft")


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_archives_hold_no_time_of_day_and_nothing_that_zlib_pressed(form: BinaryFormat) -> None:
    with zipfile.ZipFile(io.BytesIO(written(form))) as archive:
        assert archive.testzip() is None
        for each in archive.infolist():
            assert each.date_time == (1980, 1, 1, 0, 0, 0)
            assert each.compress_type == zipfile.ZIP_STORED


def pdf(files: dict[str, Any] | None = None, **changes: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written("pdf", files, **changes)))


def marked() -> dict[str, Any]:
    files = letters.data()
    files["settings"]["marking"] = "Official"
    return files


def test_pdf_claims_both_standards_and_says_title_language_author_and_the_letters_date() -> None:
    reader = pdf()
    root: Any = reader.trailer["/Root"]
    claims = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    said = reader.metadata
    assert said is not None
    assert (said.title, said.author) == (
        "Annual Prevent duty assurance process 2024/25: Anywhere Council",
        "Department of Tests",
    )
    assert str(said["/CreationDate"]).startswith("D:20250509")


def test_pdf_has_an_outline_of_its_headings() -> None:
    def titles(entries: Any) -> list[str]:
        return [title for each in entries for title in (titles(each) if isinstance(each, list) else [each.title])]

    headings = titles(pdf().outline)
    assert headings[0] == "Annual Prevent duty assurance process 2024/25"
    assert {"Annex A: outcomes by benchmark", "3 Plan", "Met", "Exceeding (On top of Met)"} <= set(headings)


def test_pdf_says_on_each_page_what_it_is_and_of_what_benchmark_it_goes_on() -> None:
    files = marked()
    files["assessment"]["benchmarks"]["plan"]["summary"] = "Many words of a long account. " * 400
    pages = [page.extract_text().replace("\u200b", "") for page in pdf(files, status="draft").pages]
    assert len(pages) > 4
    for number, text in enumerate(pages, 1):
        assert text.count("OFFICIAL") == 2
        assert "DRAFT" in text
        assert "Anywhere Council 2024/25" in text
        assert f"Page {number} of {len(pages)}" in text
    of_table = [text for text in pages if "Many words" in text]
    assert len(of_table) > 1
    assert all("3 Plan (continued)" in text for text in of_table[1:])
    assert all("Ada Chief, Anywhere Council" in text and "9 May 2025" in text for text in pages[1:])


def test_pdf_has_real_lists_tables_and_links() -> None:
    tags: Counter[str] = Counter()
    root: Any = pdf().trailer["/Root"]
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        node: Any = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            tags[str(node.get("/S"))] += 1
            waiting += [node["/K"]] if "/K" in node else []
    assert (tags["/H1"], tags["/Table"], tags["/Caption"], tags["/THead"], tags["/TH"]) == (1, 1, 1, 1, 3)
    assert tags["/L"] > 2
    assert tags["/LI"] > 8
    assert tags["/Link"] == 3


def test_pdf_embeds_the_packages_fonts_and_no_others() -> None:
    files = letters.with_text("Llŷn السلام **strong**", "Ŵ")
    names = set()
    for page in pdf(files).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            names.add(str(below["/BaseFont"]).partition("+")[2])
            assert {"/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"].get_object())
    assert names == {"LiberationSans", "LiberationSans-Bold", "NotoSansArabic-Regular", "NotoSansArabic-Bold"} or (
        {name.split("-")[0] for name in names} == {"LiberationSans", "NotoSansArabic"}
    )


def test_long_words_stay_within_the_margins() -> None:
    for page in pdf(letters.with_text(LONG, LONG)).pages:
        ends: list[float] = []

        def visit(text: str, _cm: Any, matrix: Any, _font: Any, _size: Any, ends: list[float] = ends) -> None:
            if text.strip():
                ends.append(float(matrix[4]))

        page.extract_text(visitor_text=visit)
        assert max(ends) < 595 - 56


def word(files: dict[str, Any] | None = None, template: bytes | None = None) -> Any:
    return docx.Document(io.BytesIO(writer("docx")(document(files), template)))


def test_word_has_real_styles_a_caption_and_a_header_row() -> None:
    document = word(letters.with_text(EVERYTHING, "-"))
    used = Counter(paragraph.style.name for paragraph in document.paragraphs)
    assert used["Heading 1"] == 1
    assert used["Heading 2"] >= 4
    assert used["Caption"] == 1
    assert used["List Bullet"] > 2
    assert used["List Bullet 2"] > 2
    table, *benchmarks = document.tables
    first, second = table.rows[0]._tr, table.rows[1]._tr  # noqa: SLF001 - python-docx's own way in
    assert len(first.xpath("w:trPr/w:tblHeader")) == 1
    assert len(second.xpath("w:trPr/w:tblHeader")) == 0
    assert len(table._tbl.tblPr.xpath("w:tblCaption[@w:val] | w:tblDescription[@w:val]")) == 2  # noqa: SLF001 - likewise
    assert [run.text for run in table.rows[0].cells[0].paragraphs[0].runs] == ["Number"]
    assert [each.rows[0].cells[0].text for each in benchmarks] == ["1 Group", "2 -", "3 -"]
    assert all(each.rows[0]._tr.xpath("w:trPr/w:tblHeader") for each in benchmarks)  # noqa: SLF001 - likewise


def test_word_says_language_title_and_the_letters_date() -> None:
    document = word(marked())
    said = document.core_properties
    assert said.title == "Annual Prevent duty assurance process 2024/25: Anywhere Council"
    assert (said.author, said.language, said.keywords) == ("Department of Tests", "en-GB", "OFFICIAL")
    assert said.created.date().isoformat() == said.modified.date().isoformat() == "2025-05-09"
    (language,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert language.get(f"{W}val") == "en-GB"


def test_word_counts_its_pages_and_bears_its_marking_on_each() -> None:
    section = word(marked()).sections[0]
    foot = section.footer._element.xml  # noqa: SLF001 - fields have no other way in
    assert " PAGE " in foot
    assert " NUMPAGES " in foot
    for band in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        assert "OFFICIAL" in [each.text for each in band.paragraphs]
    assert "Ada Chief, Anywhere Council\t9 May 2025" in [each.text for each in section.header.paragraphs]


def house() -> Any:
    """A house template: a letter that this package wrote, with another look and a letterhead."""
    document = word()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.name = "Georgia"
    document.sections[0].header.paragraphs[0].text = "Office of Letters"
    document.sections[0].footer.paragraphs[0].text = ""
    return document


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_house_template_gives_styles_and_letterhead_and_none_of_its_text() -> None:
    template = house()
    template.add_paragraph("What stood in the template.")
    document = word(marked(), saved(template))
    assert document.styles["Normal"].font.name == "Georgia"
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert [each.text for each in document.sections[0].header.paragraphs] == [
        "Office of Letters",
        "OFFICIAL",
        "Ada Chief, Anywhere Council\t9 May 2025",
    ]
    text = papers.docx_text(saved(document))
    assert "stood in the template" not in text
    assert papers.words(text) == papers.words(papers.docx_text(written("docx", marked())))


def test_house_template_with_another_first_page_is_marked_on_that_too() -> None:
    template = house()
    template.sections[0].different_first_page_header_footer = True
    section = word(marked(), saved(template)).sections[0]
    assert "OFFICIAL" in [each.text for each in section.first_page_header.paragraphs]
    assert "OFFICIAL" in [each.text for each in section.header.paragraphs]


def test_house_template_made_from_another_letter_brings_nothing_of_it_along() -> None:
    files = marked()
    files["authority"]["name"] = "Elsewhere Council"
    template = written("docx", files, status="agreed")
    section = word(None, template).sections[0]
    for band in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        text = "\n".join(each.text for each in band.paragraphs)
        assert not re.search("FOR SIGNATURE|OFFICIAL|Elsewhere", text)
    assert [each.text for each in section.first_page_footer.paragraphs] == ["Anywhere Council 2024/25\tPage  of "]


def test_house_template_from_before_loses_the_lines_that_the_tool_wrote() -> None:
    template = docx.Document(io.BytesIO(house_template()))
    head = template.sections[0].header
    head.paragraphs[0].text = "FOR SIGNATURE\tOFFICIAL"
    head.paragraphs[0].style = "Letter Page"
    head.add_paragraph("Office of Letters", style="Letter Page")
    section = word(None, saved(template)).sections[0]
    assert [each.text for each in section.header.paragraphs] == [
        "Ada Chief, Anywhere Council\t9 May 2025",
        "Office of Letters",
    ]


def test_clean_house_template_has_every_style_and_gives_the_letters_own_words() -> None:
    template = house_template()
    assert template == house_template()
    names = {style.name for style in docx.Document(io.BytesIO(template)).styles}
    assert {"Heading 1", "Caption", "List Bullet 3", "Letter Band", "Letter Recipient"} <= names
    text = papers.docx_text(written("docx"))
    assert papers.words(papers.docx_text(saved(word(None, template)))) == papers.words(text)


@pytest.mark.parametrize("template", [b"", b"PK\x03\x04", saved(docx.Document())[:2000]])
def test_house_template_that_is_no_word_document_is_refused(template: bytes) -> None:
    with pytest.raises(FormatFault, match="no Word document"):
        writer("docx")(document(), template)


def test_house_template_that_unpacks_to_too_much_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    assert len(buffer.getvalue()) < 1024 * 1024
    with pytest.raises(FormatFault, match="more than 64 MiB"):
        writer("docx")(document(), buffer.getvalue())


def test_house_template_without_bullets_is_refused() -> None:
    template = docx.Document()
    template.styles["List Bullet"].delete()
    with pytest.raises(FormatFault, match="lacks the style List Bullet"):
        writer("docx")(document(), saved(template))


def odt_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("text", [EVERYTHING, LONG, "- a"])
def test_odt_is_valid_against_the_schema_of_oasis(text: str) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    files = letters.with_text(text, text[:40])
    files["settings"]["marking"] = "Official"
    parts = odt_parts(written("odt", files, status="draft", missing=["One."]))
    for name in ("content.xml", "styles.xml", "meta.xml"):
        # The schema of 1.2, the newest that may be had here; 1.3 takes all that it takes.
        root = etree.fromstring(parts[name].replace(b'office:version="1.3"', b'office:version="1.2"'))
        assert schema.validate(root), schema.error_log


def test_odt_begins_with_its_type_and_lists_its_parts() -> None:
    data = written("odt")
    assert data[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"
    parts = odt_parts(data)
    for name in set(parts) - {"mimetype", "META-INF/manifest.xml"}:
        assert f'full-path="{name}"'.encode() in parts["META-INF/manifest.xml"]


def test_odt_has_headings_lists_a_table_with_a_header_row_and_page_numbers() -> None:
    parts = odt_parts(written("odt", marked()))
    content = ET.fromstring(parts["content.xml"])  # noqa: S314 - our own output
    assert [each.get(f"{TEXT}outline-level") for each in content.iter(f"{TEXT}h")][:2] == ["1", "2"]
    assert len(list(content.iter(f"{TABLE}table-header-rows"))) == 4
    assert len(list(content.iter(f"{TEXT}list"))) > 3
    styles = parts["styles.xml"].decode()
    assert "<text:page-number" in styles
    assert "<text:page-count" in styles
    assert styles.count("OFFICIAL") == 4  # on the first page, and on those after it
    assert 'fo:language="en" fo:country="GB"' in styles


def test_every_style_that_odt_names_is_there() -> None:
    parts = odt_parts(written("odt", letters.with_text(EVERYTHING, "-"), status="draft", missing=["One."]))
    text = (parts["content.xml"] + parts["styles.xml"]).decode()
    named = set(re.findall(r'(?:text|table|style):(?:style-name|parent-style-name)="([^"]*)"', text))
    assert named <= set(re.findall(r'style:name="([^"]*)"', text))
