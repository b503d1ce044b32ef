"""What is told apart where something is asked: commands, texts, and what was only there to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.cycle.conversation import COMMANDS, SCISSORS, Reply, understood, without_head
from prevent_assure.cycle.keyboard import Typed

HEAD = ["# Question 1.", "#   Part a: of it", "#", "# Write below the next line.", SCISSORS]
LINES = st.lists(st.from_regex(r"(#{1,2} ?)?[a-z]{1,5}( [a-z#]{1,5})?", fullmatch=True), max_size=4)


@given(LINES, LINES)
def test_editor_loses_no_line_of_ones_own(above: list[str], below: list[str]) -> None:
    written = "\n".join([*above, *HEAD, *below, ""])
    assert without_head(written, HEAD) == "\n".join([*above, *below])


@given(LINES)
def test_editor_loses_no_line_where_the_scissors_were_taken_out(own: list[str]) -> None:
    assert without_head("\n".join([*HEAD[:-1], *own]), HEAD) == "\n".join(own)


@pytest.mark.parametrize("word", [word for command in COMMANDS for word in command.words if word])
def test_command_is_a_text_where_it_is_pasted_or_in_quotation_marks(word: str) -> None:
    command = next(command.name for command in COMMANDS if word in command.words)
    assert understood(Typed(f" {word.upper()}\n")) == Reply(word.upper(), command)
    assert understood(Typed(f'"{word}"\n')) == Reply(word)
    assert understood(Typed(word, pasted=True)) == Reply(word, pasted=True)
    assert understood(Typed(f"{word} of it\n")) == Reply(f"{word} of it")
