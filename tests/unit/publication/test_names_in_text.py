"""Names in a line of text: what is certain, what may be a name, and what is none, by the words beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.publication.folding import folded, one_vowel, searchable, words
from prevent_assure.publication.name_index import NameIndex
from prevent_assure.publication.names_in_text import finder
from prevent_assure.publication.people import Named
from prevent_assure.text.narrative import Narrative, Paragraph, parse, plain_inline, plain_text
from prevent_assure.text.narrative.spans import Change, changed
from prevent_assure.text.narrative.written import written

WITHHELD = (
    "Ruth Hall", "Tom May", "Grace Page", "Yusuf al-Rashid", "Ruth van der Berg", "Aoife O'Sullivan", "Wei Ng",
    "Sam Board", "Rosalind Achebe-Marsh", "Fred Bloggs", "Ted ffoulkes", "王伟", "Иван Петров", "Jürgen Möller",
    "Jo Cruz", "Anne-Marie Dupont",
)  # fmt: skip
PUBLIC = ("Peter Hall",)
DEFINED = ("Prevent Lead", "Deputy Head of Page Services")


def named(text: str, *, public: bool) -> Named:
    made = Named("", public=public)
    made.add(text)
    return made


FIND = finder(
    NameIndex([*(named(one, public=False) for one in WITHHELD), *(named(one, public=True) for one in PUBLIC)], DEFINED)
)


def seen(text: str) -> str:
    """The text with `N` for a name, `?` around what may be one."""
    pieces, done = [], 0
    for hit in FIND(text):
        shown = {"certain": "[N]", "perhaps": f"?{text[hit.start : hit.end]}?", "word": text[hit.start : hit.end]}
        pieces += [text[done : hit.start], shown[hit.found]]
        done = hit.end
    return "".join([*pieces, text[done:]])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We met Ruth M. Hall and HALL, R.", "We met [N] and [N]."),
        ("Peter Hall met P. Hall.", "Peter Hall met P. Hall."),
        ("Mr Hall agreed; Hall knew.", "?Mr Hall? agreed; ?Hall? knew."),
        ("Ms May, T. May and Tom.", "[N], [N] and [N]."),
        ("In May 2025, by May, in May, on the 5th of May.", "In May 2025, by ?May?, in May, on the 5th of May."),
        ("See Page 4. The Page was long; Page said so.", "See Page 4. The Page was long; ?Page? said so."),
        ("The Page proposal; Page numbers; Page Services.", "The ?Page? proposal; Page numbers; Page Services."),
        ("The Board met Mr Board. Board members.", "The Board met [N]. Board members."),
        ("Cllr van der Berg, Berg and Van Der Berg's", "[N], [N] and [N]'s"),
        ("Mr al-Rashid OSullivan O\u2019Sullivan's AchebeMarsh", "[N] [N] [N]'s [N]"),
        ("Achebe and Dr Marsh.", "?Achebe? and [N]."),
        ("The Cruz missile, Cruz said.", "The ?Cruz? missile, [N] said."),
        ("Write to r.hall@x.org, fbloggs2@x.org or page@x.org.", "Write to [N], [N] or [N]."),
        ("See https://x.org/page/4, https://x.org/~fbloggs.", "See https://x.org/page/4, [N]."),
        ("FBloggs-notes.docx (FB) and KC, MBE", "[N] (?FB?) and KC, MBE"),
        ("ffoulkes and Ms ffoulkes met Ng.", "[N] and [N] met [N]."),
        ("感谢王伟的工作 и Ивана Петрова", "感谢[N]的工作 и [N] [N]"),
        ("Moeller, Moller and MÖLLER", "[N], [N] and [N]"),
        ("Grace Church and Hall Street.", "Grace Church and Hall Street."),
        ("We met Fred. Bloggs Road is long.", "We met [N]. Bloggs Road is long."),
        ("A-M Dupont, Dupond and AM Dupont", "[N], ?Dupond? and [N]"),
        ("Board of Trustees; Board-level; Police Board's.", "Board of Trustees; Board-level; Police Board's."),
        ("May/June and May Day. Mark may. Page's School.", "May/June and May Day. Mark may. Page's School."),
        ("Safeguarding Board papers, West May.", "Safeguarding Board papers, West May."),
        ("Ruth T. and Tom may.", "[N] T. and [N] may."),
        ("We hope a page may board the hall.", "We hope a page may board the hall."),
    ],
)
def test_neighbours_and_lists_decide_what_a_word_is(text: str, said: str) -> None:
    assert seen(text) == said


TEXTS = st.text(st.sampled_from("RuthHalMy.,-'\u2019 *[]()@/\u00ad\nÖö王ИвB7"), max_size=40)


@given(TEXTS)
def test_what_is_found_lies_apart_and_in_the_text(text: str) -> None:
    ends = [0]
    for hit in FIND(text):
        assert ends[-1] <= hit.start < hit.end <= len(text)
        ends.append(hit.end)


@given(st.text(st.sampled_from("abÖéß \u0405\u043eFi-'\u2019\u00ad\u0301"), max_size=20))
def test_words_are_the_same_in_capitals_and_with_accents_in_pieces(text: str) -> None:
    assert folded(text) == tuple(word.folded for word in words(text))
    assert folded(text.upper()) == folded(text.upper().casefold())
    assert searchable(text).split() == list(folded(text)) or text.isascii()
    assert all(one_vowel(one_vowel(word)) == one_vowel(word) or "ee" in word for word in folded(text))


NARRATIVES = st.lists(
    st.sampled_from(
        ["*", "**", "[", "](https://www.example.org/a)", "\\", "a", "Jane", " ", "- ", "\n", "\n\n", "]", "(", "•"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(NARRATIVES)
def test_narrative_is_written_back_as_the_same_words(text: str) -> None:
    assert plain_text(parse(written(parse(text)))) == plain_text(parse(text))


@given(NARRATIVES, st.data())
def test_change_puts_one_piece_in_its_place_whatever_marks_it_runs_over(text: str, data: st.DataObject) -> None:
    for block in parse(text).blocks:
        if isinstance(block, Paragraph):
            line = plain_inline(block.children)
            start = data.draw(st.integers(0, max(0, len(line) - 1)))
            end = data.draw(st.integers(start + 1, max(start + 1, len(line))))
            made = changed(block.children, [Change(start, end, "@")], unlink=lambda _: False)
            assert plain_inline(made) == (f"{line[:start]}@{line[end:]}" if line else "")
            assert "****" not in written(Narrative((Paragraph(made),)))
