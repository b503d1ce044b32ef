"""Data held side by side: what is said is compared, by the keys at which it stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import case_of, data
from prevent_assure.changes.fields import dumped, field_changes, in_words, item_changes, nameless_changes
from prevent_assure.changes.files import compare_with_people

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text("ab ", max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "a", "b"]), inner, max_size=3),
    max_leaves=8,
)


def _found(before: Any, after: Any, key: str = "") -> list[tuple[str, str, str | None, str | None]]:
    return [tuple(each) for each in field_changes(before, after, key)]  # type: ignore[misc] # four of them


@given(VALUES)
def test_nothing_is_a_change_of_itself(value: Any) -> None:
    assert _found(value, value) == []


@given(VALUES, VALUES)
def test_each_change_is_one_back_again(before: Any, after: Any) -> None:
    there, back = _found(before, after, "key"), _found(after, before, "key")
    assert bool(there) == bool(back)
    if not any(isinstance(each, list) for each in (before, after)):
        turned = {"added": "removed", "removed": "added", "changed": "changed"}
        assert {(key, turned[change]) for key, change, _, _ in there} == {(key, change) for key, change, _, _ in back}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": "x"}, {"a": "y"}, [("a", "changed", "x", "y")]),
        ({"a": "x\ny"}, {"a": "x y"}, []),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, [("a.b", "changed", "1", "2")]),
        ({"a": {"b": 1}}, {}, [("a", "removed", "b 1", None)]),
        ({}, {"a": "x"}, [("a", "added", None, "x")]),
        ({"a": " "}, {}, []),
        ({"a": []}, {"a": None}, []),
        ({"a": {"b": None}}, {}, []),
        ({"a": "x"}, {"a": " \n"}, [("a", "removed", "x", None)]),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, [("a", "changed", "x, y", "y, x")]),
        ({"cc": ["x", "y"]}, {"cc": ["y", "x"]}, []),
        ({"cc": ["x"]}, {"cc": ["y", "x"]}, [("cc", "changed", "x", "x, y")]),
        ({"a": [{"id": "p", "n": 1}, {"id": "q"}]}, {"a": [{"id": "q"}, {"id": "p", "n": 1}]}, []),
        ({"a": [{"id": "p", "n": 1}]}, {"a": [{"id": "p", "n": 2}]}, [("a.p.n", "changed", "1", "2")]),
        ({"r": {"if": {"all": "met"}}}, {"r": {"if": {"any": "met"}}}, [("r.if", "changed", "all met", "any met")]),
        ({"a": [{"n": 1}, {"n": 2}]}, {"a": [{"n": 1}, {"n": 3}]}, [("a.2.n", "changed", "2", "3")]),
        ({"a": [{"n": 1}, {"n": 2}]}, {"a": [{"n": 2}]}, [("a.1", "removed", "n 1", None)]),
        ({"a": [{"n": 1}]}, {"a": [{"n": 1}, {"n": 2}, {"n": 3}]}, [
            ("a.2", "added", None, "n 2"), ("a.3", "added", None, "n 3")
        ]),
        ({"a": [{"n": 1}, {"n": 2}]}, {"a": [{"n": 3}]}, [
            ("a.1.n", "changed", "1", "3"), ("a.2", "removed", "n 2", None)
        ]),
        ({"a": [{"t": "x\ny"}]}, {"a": [{"t": "x y"}]}, []),
        ({"a": [{"id": "p"}, {"id": "p"}]}, {"a": [{"id": "p"}]}, [("a.2", "removed", "id p", None)]),
    ],
)  # fmt: skip
def test_change_is_told_at_its_key(before: Any, after: Any, found: Any) -> None:
    assert _found(before, after) == found


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, None),
        ("x", "x"),
        (["x", "y"], "x, y"),
        ([1, 2], "[1, 2]"),
        ({"a": 1, "b": ["x", "y"]}, "a 1, b x, y"),
        ({"a": {"b": "\u00e9"}}, '{"a": {"b": "\u00e9"}}'),
        (True, "true"),
    ],
)
def test_value_in_words(value: Any, words: str | None) -> None:
    assert in_words(value) == words


def test_named_items_come_go_and_change() -> None:
    before = [{"name": "a", "n": 1}, {"name": "b", "n": 1}, {"name": "c", "n": 1}]
    after = [{"name": "c", "n": 1}, {"name": "b", "n": 2}, {"name": "d", "n": 1}]
    found = item_changes(before, after, "name")
    assert [(each.id, each.change, [tuple(field) for field in each.fields]) for each in found] == [
        ("a", "removed", [("n", "removed", "1", None)]),
        ("b", "changed", [("n", "changed", "1", "2")]),
        ("d", "added", [("n", "added", None, "1")]),
    ]


def test_item_without_a_name_is_known_again_by_half_its_words() -> None:
    before = [{"text": "One two three four."}, {"text": "Alpha beta."}, {"text": "Same\ntext."}]
    after = [{"text": "Same text."}, {"text": "One two five six."}, {"text": "Gamma delta."}]
    found = nameless_changes(before, after, "text")
    assert [(each.change, [tuple(field)[1:] for field in each.fields]) for each in found] == [
        ("changed", [("changed", "One two three four.", "One two five six.")]),
        ("removed", [("removed", "Alpha beta.", None)]),
        ("added", [("added", None, "Gamma delta.")]),
    ]


def test_item_is_known_again_by_the_one_most_like_it() -> None:
    before = [{"text": "one two three four"}]
    after = [{"text": "one two nine ten"}, {"text": "ONE two three five"}]
    changed, added = nameless_changes(before, after, "text")
    assert (changed.change, changed.fields[0].after) == ("changed", "ONE two three five")
    assert (added.change, added.fields[0].after) == ("added", "one two nine ten")


def test_same_text_twice_is_two_items() -> None:
    assert [each.change for each in nameless_changes([{"text": "a"}] * 2, [{"text": "a"}], "text")] == ["removed"]
    assert nameless_changes([{"text": "a"}] * 2, [{"text": "a"}] * 2, "text") == ()


def test_model_is_dumped_without_its_defaults_and_what_is_left_out() -> None:
    review = case_of().review
    assert dumped(None) == {}
    assert "follow_up" not in dumped(review)
    assert set(dumped(review)) - set(dumped(review, "letter", "format")) == {"letter", "format"}


def test_names_and_addresses_are_not_told_and_that_they_changed_is() -> None:
    files = data()
    files["authority"].update(name="Elsewhere Council", region="North", address=["Secret"])
    files["authority"]["people"]["chief"]["name"] = "Eve Secret"
    files["authority"]["letter"]["to"] = "chair"
    files["settings"]["sender"]["name"] = "Sue Secret"
    files["settings"]["cycles"]["2024-25"]["sender"] = {"name": "Sid Secret"}
    files["settings"]["marking"] = "OFFICIAL"
    authority = compare_with_people(case_of().authority, case_of(files).authority)
    assert {(each.key, each.before, each.after) for each in authority} == {
        ("name", None, None),
        ("region", None, "North"),
        ("address", None, None),
        ("people.chief.1.name", None, None),
        ("letter.to", None, None),
    }
    settings = compare_with_people(case_of().settings, case_of(files).settings)
    assert {(each.key, each.before, each.after) for each in settings} == {
        ("sender.name", None, None),
        ("cycles.2024-25.sender", None, None),
        ("marking", None, "OFFICIAL"),
    }
    assert compare_with_people(None, None) == ()


def test_order_of_what_was_accepted_says_nothing() -> None:
    files, other = data(), data()
    both = [{"code": "letter-placeholder", "reason": "Meant."}, {"code": "unknown-person", "reason": "Known."}]
    files["settings"]["accepted"], other["settings"]["accepted"] = both, list(reversed(both))
    assert compare_with_people(case_of(files).settings, case_of(other).settings) == ()
