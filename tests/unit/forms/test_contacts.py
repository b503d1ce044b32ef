"""What contacts sheets write, and what is made of it: names, headings, posts, dates, councils."""

import datetime
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contact_sheets import as_csv
from prevent_assure import source
from prevent_assure.forms.contacts.columns import layout_of, post_of
from prevent_assure.forms.contacts.importing import Imported, Plan, import_contacts
from prevent_assure.forms.contacts.names import Name, key_of, person_of
from prevent_assure.forms.contacts.printing import import_lines
from prevent_assure.forms.contacts.sheets import Cell, Sheet, letter_of
from prevent_assure.forms.contacts.words import HEADINGS, POSTS
from prevent_assure.model.settings import Contacts
from prevent_assure.workspace.workspace import Workspace
from workbooks import with_parts

DAY = datetime.date(2025, 10, 1)
HERE = "Herefordshire Council"
PATH = "authorities/herefordshire.yaml"
FILE = """format: prevent-assure/authority/1
id: herefordshire
name: Herefordshire Council
type: unitary            # since 1998
address: [Plough Lane, Hereford, HR4 0LE]
people:
  chief-executive: {name: Anselm Okafor, title: Chief Executive}
  prevent-lead:          # handed over
    - {name: Gwen Pryce, title: Prevent Lead, to: 2024-10-31}
    - {name: Kate Oyelaran, title: Prevent Lead, from: 2024-11-01}
  board-chair: {title: Chair of the Prevent Board}
letter: {to: chief-executive}
"""
SETTINGS = """format: prevent-assure/workspace/1
current_cycle: 2024-25
sender: {name: Avery Stonebridge, title: Head of Delivery, department: Department, address: [1 Street]}
people: {channel-chair: {title: Chair of the Channel Panel}}
cycles: {2024-25: {criteria: local-authority/2024-25}}
"""
Import = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Imports rows under headings, or a file's bytes, into a small workspace."""
    (tmp_path / "authorities").mkdir()
    (tmp_path / "prevent-assure.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / PATH).write_text(FILE, encoding="utf-8")

    def imports(head: Sequence[str] | bytes, *rows: Sequence[Any], sheet: str | None = None) -> Imported:
        path = tmp_path / "people"
        path.write_bytes(head if isinstance(head, bytes) else as_csv([head, *rows]))
        workspace = Workspace(tmp_path, alone=True)
        settings = workspace.settings.model
        assert settings is not None
        return import_contacts(workspace, path, Plan(settings, DAY, sheet=sheet))

    return imports


def _codes(result: Imported) -> list[str]:
    found = [*result.found, *(one for updated in result.updated for one in updated.found)]
    return [f"{one.cell.letter}{one.cell.row} {one.rule.code}" if one.cell else one.rule.code for one in found]


def _people(folder: Path) -> Any:
    return source.read((folder / PATH).read_bytes()).data["people"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Ash", Name("Ada Ash")),
        ("Cllr Ada Ash", Name("Cllr Ada Ash", "Cllr Ash")),
        ("Councillor Dr Ada Ash", Name("Cllr Ada Ash", "Cllr Ash")),
        ("Mrs Ada Ash OBE", Name("Ada Ash OBE", "Mrs Ash")),
        ("Prof. Ada Ash", Name("Ada Ash", "Professor Ash")),
        ("vacant", Name(None)),
        ("TBC", Name(None)),
        ("Vacant - recruitment under way", Name(None)),
        ("To be confirmed", Name(None)),
    ],
)
def test_name_is_read(text: str, name: Name) -> None:
    read = person_of(text)
    assert isinstance(read, Name)
    assert read == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ADA MCKAY", "Ada McKay"),
        ("ada o'brien-ash", "Ada O'Brien-Ash"),
        ("Ash, Ada", "Ada Ash"),
        ("Ash, Ada OBE", "Ada Ash OBE"),
    ],
)
def test_what_is_made_of_a_name_is_to_be_looked_at(text: str, name: str) -> None:
    read = person_of(text)
    assert isinstance(read, Name)
    assert (read.name, bool(read.look)) == (name, True)


@pytest.mark.parametrize(
    "text", ["Ada Ash / Ben Bell", "Ada Ash and Ben Bell", "Ada Ash (interim)", "Vacant (Ada Ash)", "ada@example.org"]
)
def test_what_is_not_one_name_is_refused(text: str) -> None:
    assert isinstance(person_of(text), str)


@pytest.mark.parametrize("text", ["n/a", "-", "?", "unknown"])
def test_what_says_that_there_is_no_name_is_none(text: str) -> None:
    assert person_of(text) is None


@pytest.mark.parametrize("text", ["ADA ASH", "Dr Ada Ash", "Ada  Ash", "Cllr Ada Ash OBE"])
def test_names_of_one_person_have_one_key(text: str) -> None:
    assert key_of(text) == "ada ash"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("PREVENT LEAD", "prevent-lead"),
        ("Prevent Co-ordinator", "prevent-lead"),
        ("Interim Chief Exec", "chief-executive"),
        ("Channel Chair", "channel-chair"),
        ("Dog Warden", None),
    ],
)
def test_post_is_known_by_what_people_call_it(text: str, role: str | None) -> None:
    assert post_of(text, Contacts()) == role


def test_no_heading_and_no_post_means_two_things() -> None:
    headings = [name for names in HEADINGS.values() for name in names]
    posts = [name for post in POSTS.values() for name in (post.title.lower(), *post.same, *map(str.lower, post.titles))]
    assert sorted(set(headings)) == sorted(headings)
    assert sorted(set(posts)) == sorted(posts)


def test_letters_are_those_of_spreadsheets() -> None:
    assert [letter_of(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_headings_are_found_below_a_title() -> None:
    rows = [["People, 2025"], ["Council", "Post", "Name"], ["Here", "Prevent Lead", "Ada Ash"]]
    cells = [{letter_of(at): Cell("", number, letter_of(at), text) for at, text in enumerate(row)}
             for number, row in enumerate(rows, 1)]  # fmt: skip
    layout = layout_of(Sheet("", cells), Contacts())
    assert layout is not None
    assert (layout.head, layout.columns) == (2, {"A": ("", "authority"), "B": ("", "post"), "C": ("", "name")})


@pytest.mark.parametrize(
    "day", ["01/09/2025", "1.9.25", "1 Sep 2025", "1-Sep-25", "45901", "2025-09-01 00:00:00", "1st September 2025"]
)
def test_date_is_read_as_people_write_it(imported: Import, tmp_path: Path, day: str) -> None:
    result = imported(["Council", "Post", "Name", "From"], [HERE, "Prevent Lead", "Ada Ash", day])
    assert _codes(result) == []
    assert _people(tmp_path)["prevent-lead"][1:] == [
        {"name": "Kate Oyelaran", "title": "Prevent Lead", "from": "2024-11-01", "to": "2025-08-31"},
        {"name": "Ada Ash", "title": "Prevent Lead", "from": "2025-09-01"},
    ]
    text = (tmp_path / PATH).read_text(encoding="utf-8")
    assert [line for line in FILE.split("\n") if "Kate" not in line and line not in text.split("\n")] == []


HEAD = ["Council", "Post", "Name", "From", "To"]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([[HERE, "Prevent Lead", "Ada Ash", "31/02/2025", ""]], ["D2 contacts-value"]),
        ([[HERE, "Prevent Lead", "=B2", "", ""]], ["C2 contacts-value"]),
        ([[HERE, "Prevent Lead", "#REF!", "", ""]], ["C2 contacts-value"]),
        ([[HERE, "Prevent Lead", "Ada\nAsh", "", ""]], ["C2 contacts-value"]),
        ([[HERE, "Prevent Lead", "Ada\u202eAsh Bo", "", ""]], ["C2 contacts-value"]),
        ([[HERE, "Prevent Lead", "Ada Ash", "02/09/2025", "01/09/2025"]], ["E2 contacts-value"]),
        ([[HERE, "Prevent Lead", "Gwen Pryce", "", ""]], ["C2 contacts-conflict"]),
        ([[HERE, "Prevent Lead", "Kate Oyelarin", "", ""]], ["C2 contacts-conflict"]),
        ([[HERE, "Prevent Lead", "Ada Ash", "01/10/2024", ""]], ["C2 contacts-conflict"]),
        ([[HERE, "Channel Chair", "Ada Ash", "", ""]], ["C2 contacts-conflict"]),
        ([[HERE, "Prevent Lead", name, "", ""] for name in ("Ada Ash", "Ben Bell")], ["C3 contacts-conflict"]),
        ([["=A1", "Prevent Lead", "Ada Ash", "", ""]], ["A2 contacts-authority"]),
        ([["Herefordshre Council", "Prevent Lead", "Ada Ash", "", ""]], ["A2 contacts-authority"]),
        ([["Aux", "Prevent Lead", "Ada Ash", "", ""]], ["A2 contacts-authority"]),
        ([["", "Prevent Lead", "Ada Ash", "", ""]], ["B2 contacts-authority"]),
    ],
)
def test_an_error_stands_at_its_cell_and_nothing_is_written(
    imported: Import, tmp_path: Path, rows: list[list[str]], codes: list[str]
) -> None:
    result = imported(HEAD, *rows)
    assert (_codes(result), result.failed) == (codes, True)
    assert (tmp_path / PATH).read_text(encoding="utf-8") == FILE
    assert [path.name for path in (tmp_path / "authorities").iterdir()] == ["herefordshire.yaml"]


@pytest.mark.parametrize(
    ("row", "people"),
    [
        (["Board Chair", "Ada Ash", "", ""],
         {"board-chair": {"name": "Ada Ash", "title": "Chair of the Prevent Board"}}),
        (["Board Chair", "TBC", "", ""], {"board-chair": {"title": "Chair of the Prevent Board", "vacant": True}}),
        (["CEO", "Anselm Okafor", "", "31/12/2025"],
         {"chief-executive": {"name": "Anselm Okafor", "title": "Chief Executive", "to": "2025-12-31"}}),
        (["Chief Executive", "DR ANSELM OKAFOR", "", ""], {}),
        (["Managing Director", "Anselm Okafor", "", ""],
         {"chief-executive": {"name": "Anselm Okafor", "title": "Managing Director"}}),
        (["Corporate Director", "Ada Ash", "", ""],
         {"corporate-director": {"name": "Ada Ash", "title": "Corporate Director"}}),
    ],
)  # fmt: skip
def test_a_post_becomes_what_the_sheet_says(
    imported: Import, tmp_path: Path, row: list[str], people: dict[str, Any]
) -> None:
    before = _people(tmp_path)
    assert not imported(HEAD, [HERE, *row]).failed
    assert _people(tmp_path) == {**before, **people}


def test_who_comes_back_has_a_second_entry(imported: Import, tmp_path: Path) -> None:
    assert not imported(HEAD, [HERE, "Prevent Lead", "Gwen Pryce", "01/09/2025", ""]).failed
    assert [(one["name"], one.get("to")) for one in _people(tmp_path)["prevent-lead"]] == [
        ("Gwen Pryce", "2024-10-31"), ("Kate Oyelaran", "2025-08-31"), ("Gwen Pryce", None),
    ]  # fmt: skip


def test_two_councils_with_nearly_one_name_are_told_apart_by_their_address(imported: Import, tmp_path: Path) -> None:
    head = ["Council", "Address", "Post", "Name"]
    row = ["Hertfordshire County Council", "County Hall, Hertford", "Chief Executive", "Ada Ash"]
    assert _codes(imported(head, row))[0] == "A2 contacts-look"
    assert (tmp_path / "authorities/hertfordshire.yaml").is_file()
    assert (tmp_path / PATH).read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize(
    "head",
    [["Council", "Name", "From"], ["Council", "Post", "From"], ["Council", "Post", "Name", "From", "Start date"],
     ["Who", "What"], ["Council"]],
)  # fmt: skip
def test_columns_that_do_not_say_enough_are_found(imported: Import, head: list[str]) -> None:
    result = imported(head, ["Here"] * len(head))
    assert [one.rule.code for one in result.found] == ["contacts-columns"]


def test_names_are_shown_on_terminals_alone(imported: Import) -> None:
    result = imported(
        HEAD, [HERE, "Prevent Lead", "ADA ASH", "01/09/2025", ""], [HERE, "Dog Warden", "Bo Bell", "", ""]
    )
    shown, hidden = ("\n".join(import_lines(result, "p.csv", names=names, dry_run=True)) for names in (True, False))
    assert all(text in shown for text in ("Ada Ash", "Kate Oyelaran", "Dog Warden", "Anselm Okafor"))
    assert not any(text in hidden for text in ("Ash", "ASH", "Oyelaran", "Warden", "Okafor", "Bell"))


def test_a_workbook_with_two_sheets_of_contacts_asks_which_one(imported: Import, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("This year", "Last year"):
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        sheet.append([HERE, "Prevent Lead", f"Ada {name.split()[0]}", datetime.datetime(2025, 9, 1), None])  # noqa: DTZ001 - as cells have it
    out = io.BytesIO()
    book.save(out)
    assert _codes(imported(out.getvalue())) == ["contacts-columns"]
    assert not imported(out.getvalue(), sheet="This year").failed
    assert _people(tmp_path)["prevent-lead"][-1]["name"] == "Ada This"


def test_a_workbook_with_links_to_others_is_refused(imported: Import) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    result = imported(with_parts(out.getvalue(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}))
    assert [(one.rule.code, one.message) for one in result.found] == [
        ("contacts-unreadable", "this workbook has links to other workbooks, which no contacts sheet needs")
    ]


def _said(result: Imported) -> list[str]:
    return [f"{found.message}; {found.hint}" for one in result.updated for found in one.found]


@pytest.mark.parametrize(
    "post",
    ["Prevent Lead (Kate Oyelaran)", "Prevent Lead - Jo Quill", "Jo Quill, Prevent Lead", "Prevent Lead Jo Quill"],
)
def test_a_person_in_the_cell_of_the_post_is_told_and_nothing_is_taken_of_the_row(imported: Import, post: str) -> None:
    for name, said in (("Jo Quill", "more than a post stands here"), ("", "goes into a column of its own")):
        result = imported(("Council", "Post", "Name"), (HERE, post, name))
        assert [said in one for one in _said(result)] == [True]
        assert [one for one in result.updated if one.changes] == []


@pytest.mark.parametrize("day", ["March 2025", "03/2025", "2025-03", "2025", "Mar-25", "Q1 2025"])
def test_a_date_without_its_day_is_told_and_no_day_is_made_up(imported: Import, day: str) -> None:
    result = imported(("Council", "Post", "Name", "From"), (HERE, "Prevent Lead", "Kate Oyelaran", day))
    assert [one.split(";")[0] for one in _said(result)] == ["the day is missing in this date"]


@pytest.mark.parametrize(("day", "before"), [("01/12/2024", "2024-11-30"), ("15/10/2024", "2024-10-14")])
def test_who_held_a_post_before_leaves_on_the_eve_of_a_first_day_that_moved(
    imported: Import, tmp_path: Path, day: str, before: str
) -> None:
    imported(("Council", "Post", "Name", "From"), (HERE, "Prevent Lead", "Kate Oyelaran", day))
    lead = source.read((tmp_path / PATH).read_bytes()).data["people"]["prevent-lead"]
    assert [one.get("to") for one in lead] == [before, None]


def test_who_held_a_post_before_does_not_leave_before_they_came(imported: Import, tmp_path: Path) -> None:
    text = FILE.replace("title: Prevent Lead, to:", "title: Prevent Lead, from: 2024-01-01, to:")
    (tmp_path / PATH).write_text(text, encoding="utf-8")
    result = imported(("Council", "Post", "Name", "From"), (HERE, "Prevent Lead", "Kate Oyelaran", "01/12/2023"))
    assert ["would have left on 2023-11-30" in one for one in _said(result)] == [True]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(imported: Import) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Contacts 2025")
    out = io.BytesIO()
    book.save(out)
    (found,) = imported(out.getvalue(), sheet="contacts 25").found
    assert (found.message, found.hint) == (
        "there is no sheet `contacts 25` in it", "did you mean `Contacts 2025`? The sheets are: Sheet, Contacts 2025",
    )  # fmt: skip
