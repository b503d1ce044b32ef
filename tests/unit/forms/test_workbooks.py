"""Workbooks written and read: what is put in comes out."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from prevent_assure.forms.layout import Column, Form, Input, Row, Sheet
from prevent_assure.forms.reading_workbooks import Opened, contents_of, open_workbook
from prevent_assure.forms.values import digest, read_cell, tidy
from prevent_assure.forms.writing_workbooks import ESCAPES_TOUCH, workbook_of

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(
    st.text(LETTERS, max_size=60),
    st.sampled_from(["=1+1", "_x000D_", "_x0041_b", "x005F_", "_x005F_x005F_", "@x", "+1", "-1"]),
)


def _form(texts: list[str]) -> Form:
    column = Column("B", "Evidence", 40, "evidence", "text")
    rows = tuple(Row({"B": Input("text", "evidence", text)}, f"/rows/{number}") for number, text in enumerate(texts))
    return Form("lead", "a", "2024-25", "r/e", "", "A form", (Sheet("1 Plan", (column,), rows),))


@settings(max_examples=40)
@given(st.lists(TEXTS.map(tidy).filter(lambda text: not ESCAPES_TOUCH.search(text)), min_size=1, max_size=8))
@example(["_x000D_ and _x005F_"])
def test_texts_come_back_as_they_went(texts: list[str]) -> None:
    form = _form(texts)
    opened = open_workbook(workbook_of(form))
    assert isinstance(opened, Opened)
    contents = contents_of(opened, form)
    assert opened.base == {f"/rows/{number}/evidence": digest(text) for number, text in enumerate(texts)}
    for number, text in enumerate(texts):
        cell = contents.cells[f"/rows/{number}/evidence"]
        assert (read_cell(Input("text"), cell.value), cell.formula) == (text, False)
    assert (contents.twice, contents.remarks) == ({}, ())
