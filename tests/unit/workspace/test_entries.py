"""A single entry that becomes a list, and a list that loses its last entry: comments and layout stay."""

import pytest

from prevent_assure.source import read
from prevent_assure.workspace.editing import Flow, edit

NEW = {"by": "b", "on": "2025-02-02"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("s: {by: a} # c\nz: 1\n", "s:\n  - {by: a} # c\n  - {by: b, on: 2025-02-02}\nz: 1\n"),
        (
            "s:   # x\n  # note\n  by: a\n  # m\n  on: 1 # y\n\nz: 1\n",
            "s:   # x\n  # note\n  - by: a\n    # m\n    on: 1 # y\n  - {by: b, on: 2025-02-02}\n\nz: 1\n",
        ),
        (
            "s:\r\n  {by: a,\r\n    on: 1}\r\nz: 1",
            "s:\r\n  - {by: a,\r\n      on: 1}\r\n  - {by: b, on: 2025-02-02}\r\nz: 1",
        ),
        (
            "s:\n  by: a\n  why: |-\n    x\n\n    y\nz: 1\n",
            "s:\n  - by: a\n    why: |-\n      x\n\n      y\n  - {by: b, on: 2025-02-02}\nz: 1\n",
        ),
        ("l:\n- 1\ns: {by: a}\n", "l:\n- 1\ns:\n- {by: a}\n- {by: b, on: 2025-02-02}\n"),
        ("s:\n- by: a\nz: 1\n", "s:\n- by: a\n- {by: b, on: 2025-02-02}\nz: 1\n"),
        ("s: [{by: a}] # c", "s: [{by: a}, {by: b, on: 2025-02-02}] # c"),
        ("{s: {by: a}, z: 1}\n", "{s: [{by: a}, {by: b, on: 2025-02-02}], z: 1}\n"),
        ("s:\n  - by: a", "s:\n  - by: a\n  - {by: b, on: 2025-02-02}"),
    ],
)
def test_entry_is_added_below_the_one_before_and_taken_out_again(before: str, after: str) -> None:
    given = read(before.encode()).data["s"]
    one = given if isinstance(given, list) else [given]
    two = edit(before.encode(), {("s",): [*one, Flow(NEW)]})
    assert two.decode() == after
    back = edit(two, {("s",): one}).decode()
    assert read(back.encode()).data == {**read(before.encode()).data, "s": one}
    assert all(comment in back for comment in ("# c", "# x", "# note", "# m", "# y") if comment in before)
