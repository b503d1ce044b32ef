"""Merging forms with a file, held against the table of four cases, value by value."""

from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.forms.merging import Returned, Take, merge
from prevent_assure.forms.values import digest

VALUES = st.sampled_from(["", "met", "not_met", "a text"])
TAKES = st.sampled_from([None, "form", "file"])


@given(VALUES, VALUES, VALUES, TAKES)
def test_one_form_is_merged_as_the_table_says(base: str, theirs: str, ours: str, take: Take | None) -> None:
    merged = merge({"/x": [Returned(0, "S!A1", digest(base), theirs)]}, {"/x": ours} if ours else {}, take)
    written = {route: one.value for route, one in merged.changes.items()}
    if theirs in {base, ours}:
        assert (written, merged.conflicts) == ({}, ())
    elif ours == base or take == "form":
        assert (written, merged.conflicts) == ({"/x": theirs}, ())
    elif take == "file":
        assert (written, merged.conflicts) == ({}, ())
    else:
        assert written == {}
        assert [(one.route, one.with_file) for one in merged.conflicts] == [("/x", True)]


@given(st.dictionaries(st.sampled_from("abc"), VALUES), st.dictionaries(st.sampled_from("abc"), VALUES), TAKES)
def test_two_copies_that_answer_different_questions_merge_and_contradictions_never_do(
    one: dict[str, str], other: dict[str, str], take: Take | None
) -> None:
    file = {"a": "met", "b": "a text"}
    forms = [{**dict.fromkeys("abc", ""), **file, **filled} for filled in (one, other)]
    returned = {
        route: [
            Returned(index, f"S!{route}", digest(file.get(route, "")), form[route]) for index, form in enumerate(forms)
        ]
        for route in "abc"
    }
    merged = merge(returned, file, take)
    for route in "abc":
        said = {form[route] for form in forms} - {file.get(route, "")}
        assert (route in merged.changes) == (len(said) == 1)
        assert any(conflict.route == route for conflict in merged.conflicts) == (len(said) > 1)
        if route in merged.changes:
            assert {merged.changes[route].value} == said


def test_a_form_that_no_longer_says_what_it_began_with_writes_nothing_by_itself() -> None:
    returned = {"/x": [Returned(0, "S!A1", None, "met")]}
    assert merge(returned, {}).changes == {}
    assert [one.route for one in merge(returned, {}).conflicts] == ["/x"]
    assert merge(returned, {"/x": "met"}).conflicts == ()
    assert merge(returned, {}, "form").changes["/x"].value == "met"
