"""Public editions: nothing withheld is left, what is public stays, and the search finds what a slip would leave."""

import dataclasses
import io
import re
import unicodedata
import zipfile
from html import escape
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import letters
import papers
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.outcome_letter.formats import BinaryFormat, writer
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.publication.edition import Edition, public_edition
from prevent_assure.publication.folding import folded, searchable
from prevent_assure.publication.search import Fixed, leaks, texts_of_file
from prevent_assure.publication.withheld import Secret

ENGINE = Engine(letters.TEMPLATES)
BINARY: tuple[BinaryFormat, ...] = ("pdf", "docx", "odt")
NAMES = ("Ada Chief", "Dr Chief", "Old Lead", "New Lead", "Newt Lead", "Cy Chair", "Al Adviser", "Sam Sender")
"""In the test's letter several surnames are words of the posts' titles, and so nobody's alone."""


def edition(files: dict[str, Any]) -> Edition:
    return public_edition(letters.sources(files), letters.WORDING, letters.WORDING.public)


def written(files: dict[str, Any]) -> dict[str, bytes]:
    made = edition(files)
    view = letter_view(made.sources, letters.WORDING, made.notice)
    document = letters.written(view)
    texts = {"html": ENGINE.render(view, "html").encode(), "md": letters.markdown_of(view).encode()}
    return {**texts, **{form: writer(form)(document, None) for form in BINARY}}


def text(files: dict[str, Any]) -> str:
    made = edition(files)
    return papers.html_text(ENGINE.render(letter_view(made.sources, letters.WORDING, made.notice), "html"))


def plain(files: dict[str, Any]) -> str:
    return " ".join(text(files).split())


def review(**changes: Any) -> dict[str, Any]:
    files = letters.data()
    files["review"]["letter"] |= changes
    return files


def test_no_name_is_left_in_any_format_or_its_metadata() -> None:
    for form, data in written(letters.data()).items():
        said = " ".join(texts_of_file(form, data))
        assert "left out" in said
        for name in NAMES:
            assert name not in said
            assert searchable(name) not in searchable(said)


def test_letter_says_what_is_left_out_and_why_by_code() -> None:
    files = letters.data()
    files["settings"]["publication"] = {"adviser_comments": False}
    files["assessment"]["benchmarks"]["group"]["restricted"] = True
    said = plain(files)
    assert "What is left out of this edition" in said
    assert "N The name of a person" in said
    assert "C The Prevent Adviser's comments" in said
    assert "R A text that the authority" in said
    assert (
        "1 Group There is a group. It meets. Delivery outcome: Met [left out: R] Prevent Adviser comments [left out: C]"
        in said
    )
    assert "Go on meeting." not in said
    assert "The group has met." not in said


def test_posts_stay_and_the_salutation_is_by_title() -> None:
    said = plain(letters.data())
    assert "[left out: N] Chief Executive Anywhere Council" in said
    assert "CC: [left out: N], Lead; [left out: N], Chair" in said
    assert "Dear Chief Executive," in said
    assert "[left out: N] (Lead) and [left out: N] (Chair)" in said


def test_names_that_are_published_stay_wherever_they_stand() -> None:
    files = review(summary="Ada Chief and Cy Chair met.")
    files["authority"]["people"]["chief"]["public"] = True
    files["settings"]["sender"]["public"] = True
    said = plain(files)
    assert "Ada Chief Chief Executive" in said
    assert "Dear Dr Chief," in said
    assert "Ada Chief and [left out: N] met." in said
    assert said.count("Sam Sender") == 2


def test_a_name_published_in_one_post_is_published_in_every_one() -> None:
    files = letters.data()
    files["settings"]["people"]["head"] = {"name": "Sam Sender", "title": "Head of Letters", "public": True}
    assert plain(files).count("Sam Sender") == 2


def test_letter_without_anything_to_leave_out_says_so() -> None:
    files = letters.data()
    for person in (*files["settings"]["people"].values(), files["settings"]["sender"]):
        person["public"] = True
    for post in files["authority"]["people"].values():
        for person in post if isinstance(post, list) else [post]:
            person["public"] = True
    said = plain(files)
    assert "Nothing is left out of it." in said
    assert "[left out" not in said


def with_people(*people: dict[str, str]) -> dict[str, Any]:
    files = letters.data()
    files["authority"]["people"] |= {f"post-{number}": {"title": "Post", **each} for number, each in enumerate(people)}
    return files


RHODRI = {"name": "Rhodri Tallis-Ŵyn", "known_as": "Rhod Tallis-Ŵyn", "salutation": "Cllr Tallis-Ŵyn"}


@pytest.mark.parametrize(
    "name",
    [
        "Rhodri Tallis-Ŵyn",
        "RHODRI TALLIS-ŴYN",
        "rhodri tallis-wyn",
        "Rhodri  Tallis Wyn",
        "Rhodri\n  Tallis-Ŵyn",
        "Rhod\xadri Tal\u200blis-Ŵyn",
        "Mr Tallis-Ŵyn",
        "Cllr. R. J. Tallis-Ŵyn",
        "Rhodri",
        "Tallis-Ŵyn",
        "*Rhodri* Tallis-Ŵyn",
        "**Rhodri Tallis-Ŵyn**",
        "Rhodri \\*Tallis-Ŵyn",
        unicodedata.normalize("NFD", "Tallis-Ŵyn"),
    ],
)
def test_names_are_taken_out_of_narratives_however_they_are_written(name: str) -> None:
    files = with_people(RHODRI)
    files["review"]["letter"]["summary"] = f"We thank {name}\u2019s team."
    said = searchable(text(files))
    assert " rhodri " not in said
    assert " tallis " not in said
    assert " we thank left out n s team " in said


def test_words_that_are_no_names_stay() -> None:
    files = with_people({"name": "May Green"}, {"name": "Will Prevent", "salutation": "Will"})
    files["review"]["letter"]["summary"] = "In May the Prevent team planted green trees. Green hedges will follow."
    said = plain(files)
    assert "9 May 2025" in said
    assert "In May the Prevent team planted green trees. [left out: N] hedges will follow." in said


@pytest.mark.parametrize("where", ["strength", "recommendation", "comments", "reason", "summary"])
def test_restricted_texts_are_left_out_of_every_format(where: str) -> None:
    told = "Quite a secret sentence about one single case."
    files = letters.data()
    if where == "strength":
        files["review"]["letter"]["strengths"][0] = {"text": told, "restricted": True}
    elif where == "recommendation":
        files["review"]["letter"]["recommendations"][0] |= {"text": told, "restricted": True}
    elif where == "summary":
        files["assessment"]["benchmarks"]["plan"] |= {"summary": told, "restricted": True}
    else:
        files["review"]["benchmarks"]["plan"] |= {where: told, "agreed": "exceeding", "restricted": True}
    for form, data in written(files).items():
        said = searchable(" ".join(texts_of_file(form, data)))
        assert searchable(told) not in said
        assert " left out r " in said


def test_names_in_addresses_groups_owners_and_mailboxes_are_left_out() -> None:
    files = with_people({"name": "Rhodri Tallis"})
    files["authority"]["address"] = ["c/o Rhodri Tallis", "Town"]
    files["authority"]["groups"]["strategic"] = "Tallis Group"
    files["review"]["letter"]["recommendations"][0]["owner"] = "Mr Tallis"
    files["settings"]["sender"]["email"] = "rhodri.tallis@example.org"
    files["settings"]["cycles"]["2024-25"]["recommendations"][0]["text"] = "Ask Rhodri."
    assert " tallis " not in searchable(text(files))
    assert " rhodri " not in searchable(text(files))


SECRET = Secret("name", folded("Anséle Okafor"), "authority, people.chief.name")


@pytest.mark.parametrize(
    "said",
    [
        "Anséle Okafor",
        "ANSELE  OKAFOR",
        "Ans&eacute;le&nbsp;Okafor",
        "Anse&#769;le &#79;kafor",
        "An<b>séle</b> Okafor",
        "<p>Anséle</p>\n<p>Okafor</p>",
        "mailto:ansele.okafor@example.org",
        quote("Anséle Okafor"),
        "An\xadséle Oka\u200bfor",
        "Anséle\\_Okafor",
        "&amp;#65;nséle Okafor",
        "anseleokafor@example.org",
        "ANSÉLE_OKAFOR",
        unicodedata.normalize("NFD", "Anséle Okafor"),
        escape('<Anséle> "Okafor"'),
    ],
)
def test_search_finds_a_name_however_it_is_written(said: str) -> None:
    assert leaks([f"Dear {said}, hello"], [SECRET]) == [SECRET]


def test_search_takes_no_other_words_for_a_name() -> None:
    assert leaks(["Hansele Okafor", "Ansele Okafors", "Okafor Ansele", "an seleokafor x"], [SECRET]) == []


@pytest.mark.parametrize("form", BINARY)
@pytest.mark.parametrize("field", ["title", "author", "reference", "marking", "label"])
def test_search_finds_what_stands_in_metadata_and_on_the_margins(form: BinaryFormat, field: str) -> None:
    view = letter_view(letters.sources(status="draft"), letters.WORDING)
    changed: dict[str, Any] = {field: "Anséle Okafor"}
    document = letters.written(view)
    data = writer(form)(dataclasses.replace(document, frame=dataclasses.replace(document.frame, **changed)), None)
    assert leaks(texts_of_file(form, data), [SECRET]) == [SECRET]


def test_search_finds_what_stands_in_a_house_template() -> None:
    document = letters.written(letter_view(letters.sources(), letters.WORDING))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(writer("docx")(document, None))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"</w:hdr>", b"<w:p><w:r><w:t>Ansele Okafor</w:t></w:r></w:p></w:hdr>"))
    written_with = writer("docx")(document, buffer.getvalue())
    assert leaks(texts_of_file("docx", written_with), [SECRET]) == [SECRET]


SIGNS = st.sampled_from(
    ["", "*", "**", "\xad", "\u200b", "\u2019s", "(", "- ", "\n\n", "_", "\\", "&nbsp;", "<b>", "Mr "]
)
SPOILT = st.tuples(
    SIGNS, st.sampled_from(["Rhodri", "rhodri", "RHODRI"]), SIGNS, st.sampled_from(["Tallis", "tallis"]), SIGNS
)


@given(spoilt=SPOILT, gap=st.sampled_from([" ", "  ", "\xa0", "\n", "-", ".", ""]))
@settings(max_examples=60)
def test_no_way_of_writing_a_name_passes_both_the_redactor_and_the_search(spoilt: tuple[str, ...], gap: str) -> None:
    before, first, between, last, after = spoilt
    files = with_people({"name": "Rhodri Tallis"})
    files["review"]["letter"]["summary"] = f"See {before}{first}{between}{gap}{last}{after} there."
    made = edition(files)
    view = letter_view(made.sources, letters.WORDING, made.notice)
    said = papers.html_text(ENGINE.render(view, "html"))
    if re.search(r"\brhodri tallis\b", " ".join(said.replace("\xad", "").replace("\u200b", "").lower().split())):
        assert leaks([ENGINE.render(view, "html")], made.withheld.secrets)


def test_address_behind_a_link_of_the_edition_is_nobodys() -> None:
    fixed = Fixed(["Ask the [panel](mailto:Channel@example.org)."])
    assert fixed.says(["mailto", "channel", "example", "org"], 1, 3)
    assert not fixed.says(["mailto", "channel", "example", "net"], 1, 3)
