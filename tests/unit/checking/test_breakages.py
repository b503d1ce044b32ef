"""What people are told who break a file or mistype a command, row by row (tests/breakages.py reads them)."""

import re
from collections import Counter
from pathlib import Path

import pytest

from breakages import BASES, KEYS, Broken, Row, every_row, found_in, lay_out_bases, printed_by
from prevent_assure.checking.named_files import validate_text
from prevent_assure.checking.registry import CATALOGUE

ROWS = every_row()
TESTS = Path(__file__).parents[2]
MOST_OF_A_KIND = 4
_ISSUED = "unit/checking/test_issued_letters.py::test_sums_that_are_gone_or_not_those_of_the_letters_are_found"
_PUBLIC = "acceptance/test_public_names.py::test_marking_keeps_a_letter_in"
_REPLACED = "unit/checking/test_replacement_checks.py::test_fault_is_found_at_its_place"
_CLOSED = "unit/cycle/test_cycle_command.py::test_change_of_a_closed_cycle_is_found_until_it_is_taken_back"
ELSEWHERE = {
    "form-": "unit/forms/test_reading.py::test_each_mistake_is_told_at_its_cell_and_nothing_is_written",
    "contacts-": "unit/forms/test_contacts.py::test_an_error_stands_at_its_cell_and_nothing_is_written",
    "file-": "acceptance/test_hazards.py::test_links_to_folders_are_not_followed_and_said",
    "unknown-format": "unit/checking/test_breakages.py::test_file_outside_a_workspace_says_what_it_is",
    "assessment-missing": "acceptance/test_new.py::test_all_makes_those_that_are_missing",
    "authority-twice": "acceptance/test_workspaces.py::test_authority_in_two_workspaces_is_said",
    "unknown-workspace": "acceptance/test_workspaces.py::test_entry_that_leads_nowhere_is_said_by_line",
    "authority-not-valid": "unit/checking/test_succession.py::"
    "test_self_assessment_of_a_cycle_after_its_end_is_a_warning",
    "post-vacant": "unit/checking/test_checks_of_files.py::test_post_that_nobody_held_on_the_letters_date",
    "salutation-unclear": "unit/checking/test_printed_of_others.py::test_recipient_may_stand_in_the_settings",
    "person-unnamed": "acceptance/test_init.py::test_workspace_is_whole_and_has_no_errors",
    "pdf-glyph-missing": "acceptance/test_letter_formats.py::"
    "test_character_that_the_fonts_lack_is_a_finding_at_its_field_and_the_other_formats_are_written",
    "picture-unusable": "unit/outcome_letter/test_pictures.py::"
    "test_picture_that_letters_do_not_take_is_a_finding_at_its_place",
    "withheld-in-letter": "acceptance/test_public_letter.py::"
    "test_text_that_would_still_say_a_name_is_a_finding_and_nothing_is_written",
    "name-undecided": "acceptance/test_public_names.py::"
    "test_word_is_asked_about_once_decided_and_asked_again_where_its_sentence_changes",
    "marking-not-public": _PUBLIC,
    "changed-since-closing": _CLOSED,
    "closing-unknown": "unit/cycle/test_cycle_command.py::test_without_history_that_is_said_and_no_more",
    "changed-since-sign-off": "unit/checking/test_unsealed_sign_offs.py::"
    "test_what_changed_since_a_sign_off_without_a_seal_is_named_with_the_commit",
    "changed-since-issue": "acceptance/test_issue.py::test_whole_chain_from_submission_to_a_correction",
    "issue-record-": _ISSUED,
    "issued-letter-changed": _ISSUED,
    "letter-sums-": _ISSUED,
    **dict.fromkeys(("unknown-replaced", "replaced-twice", "same-meaning-of-several", "criterion-dropped"), _REPLACED),
}
"""Codes, or how several begin, that no row can show, as they need a history, a sheet or a link: the test of each."""


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspaces that are broken."""
    return lay_out_bases(tmp_path_factory.mktemp("bases"))


@pytest.mark.parametrize("base", BASES)
def test_what_is_broken_is_whole_before(bases: Path, base: str) -> None:
    assert found_in(bases / base) == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_one_break_is_told_once_where_it_was_made(bases: Path, row: Row) -> None:
    given = row.given
    with Broken(bases, row) as root:
        if "command" in given:
            assert printed_by(root, given["command"]) == (given["exit"], given["printed"])
            return
        found = found_in(root)
    assert sorted(one.code for one in found) == sorted([given["code"], *given.get("beside", [])])
    (told,) = (one for one in found if one.code == given["code"])
    place = told.location
    assert (place.path, place.line) == (row.expected_path, given.get("line"))
    assert place.column == given.get("column", place.column)
    assert (told.message, told.hint, told.shown) == (given["message"], given.get("hint"), given.get("shown"))


def test_rows_have_the_keys_that_are_known() -> None:
    for row in ROWS:
        assert row.given.keys() <= KEYS, row.name
        assert ("command" in row.given) != ("code" in row.given), row.name


def test_few_rows_are_of_a_kind() -> None:
    kinds = Counter(row.given["kind"] for row in ROWS)
    assert {kind: count for kind, count in kinds.items() if count > MOST_OF_A_KIND} == {}


def test_every_code_has_a_row_or_a_test_of_its_own() -> None:
    shown = {row.given["code"] for row in ROWS if "code" in row.given}
    left = {code for code in CATALOGUE if code not in shown}
    assert {code for code in left if not any(code.startswith(named) for named in ELSEWHERE)} == set()
    assert {named for named in ELSEWHERE if not any(code.startswith(named) for code in left)} == set()
    for named in ELSEWHERE.values():
        path, test = named.split("::")
        assert re.search(rf"^def {test}\(", (TESTS / path).read_text(encoding="utf-8"), re.MULTILINE), named


def test_there_are_many_rows_and_some_show_lines_to_paste() -> None:
    assert len(ROWS) >= 120
    assert any("shown" in row.given for row in ROWS)


def test_file_outside_a_workspace_says_what_it_is() -> None:
    (told,) = validate_text(b"format: prevent-assure/asessment/1\nauthority: herefordshire\n", "-").diagnostics
    assert (told.code, told.location.line) == ("unknown-format", 1)
    assert told.hint == "did you mean `prevent-assure/assessment/1`?"
