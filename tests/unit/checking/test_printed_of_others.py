"""What a letter prints of files that it shares: while anything is open there, it is neither cleared nor issued."""

import datetime
import re
import shutil
from pathlib import Path

import docx
import pytest

from prevent_assure.checking.lint.placeholders import first_placeholder
from prevent_assure.checking.printed_of_others import printed_words
from prevent_assure.checking.shared_texts import of_criteria
from prevent_assure.checking.validate import validate, validate_files
from prevent_assure.cycle import steps
from prevent_assure.cycle.signing_list import signing_list
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.proof.issue import IssueResult, Issuing
from prevent_assure.workspace.packaged import packaged_criteria, packaged_editions, packaged_folder
from prevent_assure.workspace.workspace import Workspace
from sealing import reseal, take_out

ROOT = Path(__file__).parents[3]
SETTINGS, AUTHORITY = "prevent-assure.yaml", "authorities/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
CRITERIA = "criteria/local-authority/2024-25.yaml"
WORDING, HTML, MARKDOWN = "templates/wording.en.yaml", "templates/letter.html.j2", "templates/letter.md.j2"
DATE = datetime.date(2025, 5, 19)
WHO = "{name: Anselm Okafor, salutation: Dr Okafor, title: Chief Executive}"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, whose letter is cleared and not issued, with criteria and templates of its own, for copies."""
    made = Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path_factory.mktemp("example") / "example"))
    for name in (CRITERIA, WORDING, HTML):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, made / name)
    (made / MARKDOWN).write_text("# {{ letter.subject }}\n\n{{ letter.salutation }}\n", encoding="utf-8")
    take_out(made / "reviews/2023-24/herefordshire.yaml", "cleared")
    reseal(made)
    return made


@pytest.fixture
def root(example: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(example, tmp_path / "herefordshire"))


def _replaced(root: Path, path: str, old: str, new: str) -> int:
    """Write something else in a file, and give the number of its line."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1 + new[: new.find("[")].count("\n") * ("[" in new)


def _found(root: Path) -> list[Diagnostic]:
    """What is open; not that it was changed since it was cleared, which each of these tests does."""
    return [
        found
        for found in validate(Workspace.at(root)).diagnostics
        if found.severity != "suggestion" and found.code != "clearance-stale"
    ]


def _issued(root: Path, day: datetime.date | None = DATE) -> IssueResult:
    """Try to issue the letter, cleared as all stands now: nothing but what is open may keep it back."""
    reseal(root)
    return Issuing(Workspace.at(root), cycle="2024-25").issue("herefordshire", day=day)


def _is_cleared(root: Path) -> bool:
    """Try to clear the letter as if it never was."""
    take_out(root / REVIEW, "cleared")
    return steps.clear(
        Workspace.at(root), authority="herefordshire", cycle="2024-25", on=datetime.date(2025, 5, 16)
    ).written


def _is_refused(root: Path, *codes: str) -> None:
    """The letter is listed for no signature, not issued and, where it is not yet, not cleared."""
    reseal(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert signing_list(Workspace.at(root), cycle="2024-25").letters == ()
    issued = _issued(root)
    assert not issued.issued
    assert set(codes) <= {each.code for each in issued.diagnostics}
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert not _is_cleared(root)


PLACES = {
    "marking": (SETTINGS, "current_cycle:", 'marking: "[marking]"\ncurrent_cycle:'),
    "sender name": (SETTINGS, "name: Rosalind Achebe-Marsh\n", 'name: "[sender name]"\n'),
    "sender title": (SETTINGS, "title: Head of Local Prevent Delivery\n", 'title: "[sender title]"\n'),
    "sender unit": (SETTINGS, "unit: Homeland Security Group", "unit: TBC"),
    "department": (SETTINGS, "department: Home Office", 'department: "[department name]"'),
    "sender address": (SETTINGS, "- Peel Building", '- "[address]"'),
    "mailbox": (SETTINGS, "prevent.assurance@example.org", '"[mailbox]"'),
    "website": (SETTINGS, "www.gov.uk/home-office", "TODO"),
    "cycle's sender": (SETTINGS, "    self_assessment_due: 2025-03-31", '    sender: {name: "[who signs]"}'),
    "shared": (
        SETTINGS,
        "    self_assessment_due: 2025-03-31",
        "    recommendations: [{id: all, text: Lorem ipsum dolor sit amet.}]",
    ),
    "authority": (AUTHORITY, "name: Herefordshire Council", 'name: "[council]"'),
    "address": (AUTHORITY, "- Plough Lane", '- "[address]"'),
    "group": (AUTHORITY, "governance: Herefordshire Prevent Board", "governance: XX Board"),
    "recipient": (AUTHORITY, "name: Anselm Okafor", 'name: "[name of chief]"'),
    "title": (AUTHORITY, "title: Chief Executive", 'title: "[title]"'),
    "salutation": (AUTHORITY, "salutation: Dr Okafor", 'salutation: "[greeting]"'),
    "thanks": (AUTHORITY, "known_as: Kate Oyelaran", "known_as: TBC"),
    "review's marking": (REVIEW, "letter:\n", "letter:\n  marking: TBC\n"),
    "criteria": (CRITERIA, "title: Prevent assurance criteria", "title: XXX Prevent assurance criteria"),
    "wording": (WORDING, "sign_off: ", "sign_off: TBC "),
    "html": (
        HTML,
        '<p class="salutation">{{ letter.salutation }}</p>',
        "<p>{{ letter.salutation }} [name of unit]</p>",
    ),
    "markdown": (MARKDOWN, "{{ letter.salutation }}", "{{ letter.salutation }} TBC"),
}
TRIED = {"sender name", "shared", "address", "recipient", "criteria", "wording"}
"""Where it is tried, too, that nothing goes on: one of each kind of file."""


@pytest.mark.parametrize("place", PLACES)
def test_placeholder_in_what_the_letter_prints_is_found_at_its_place_and_keeps_it_back(place: str, root: Path) -> None:
    path, old, new = PLACES[place]
    line = _replaced(root, path, old, new)
    found = _found(root)
    here = [each.location.line for each in found if (each.code, each.location.path) == ("letter-placeholder", path)]
    assert len(here) == 1
    assert line <= (here[0] or 0) <= line + 1
    assert ("cleared-with-warnings", REVIEW) in {(each.code, each.location.path) for each in found}
    if place in TRIED:
        _is_refused(root, "letter-placeholder")


def _house_template(root: Path, foot: str, text: str = "") -> None:
    made = docx.Document()
    made.add_paragraph(text)
    paragraph = made.sections[0].footer.paragraphs[0]
    for run in (foot[:3], foot[3:]):  # Word splits what is typed as it likes
        paragraph.add_run(run)
    made.save(str(root / "templates/letter.docx"))


def test_foot_of_a_house_template_is_filled_in_and_its_text_goes(root: Path) -> None:
    _house_template(root, "Ours & yours", "[your text]")
    assert _found(root) == []
    _house_template(root, "Call [phone number]")
    (found,) = [each for each in _found(root) if each.code == "letter-placeholder"]
    assert found.location.path == "templates/letter.docx"
    assert "a head or foot of this template (word/footer1.xml)" in found.message
    _is_refused(root, "letter-placeholder")
    (root / "templates/letter.docx").write_bytes(b"no Word file")
    assert _found(root) == []


def test_what_the_letter_does_not_print_keeps_nothing_back(root: Path) -> None:
    _replaced(root, AUTHORITY, "name: Dermot Vasquez-Lowe", "name: TBC")
    _replaced(root, AUTHORITY, "known_as: Gwen Pryce, title: Prevent Lead", "known_as: TBC, title: Prevent Lead")
    _replaced(root, SETTINGS, "    self_assessment_due: 2024-03-29", '    sender: {name: "[who signs]"}')
    _replaced(
        root,
        HTML,
        '<p class="salutation">{{ letter.salutation }}</p>',
        "<p title='[name]'>{# TBC #}{{ letter.salutation }}</p>",
    )
    assert {each.code for each in _found(root)} == {"letter-placeholder"}
    reseal(root)
    assert len(signing_list(Workspace.at(root), cycle="2024-25").letters) == 1
    assert _issued(root).issued


def test_other_authority_whose_part_is_covered_is_named_in_the_letter(root: Path) -> None:
    other = (root / AUTHORITY).read_text(encoding="utf-8").replace("herefordshire", "otherton", 1)
    (root / "authorities/otherton.yaml").write_text(re.sub("name: Here.*", 'name: "[council]"', other, count=1))
    assessment = "assessments/2024-25/herefordshire.yaml"
    _replaced(root, assessment, "cycle: 2024-25\n", "cycle: 2024-25\ncovers: [otherton]\n")
    assert ("cleared-with-warnings", REVIEW) in {(each.code, each.location.path) for each in _found(root)}
    (root / "authorities/otherton.yaml").write_text("name: [", encoding="utf-8")
    assert "cleared-with-warnings" not in {each.code for each in _found(root)}


def test_template_that_cannot_be_read_is_another_ones_finding(root: Path) -> None:
    (root / WORDING).write_text("a: [", encoding="utf-8")
    assert _found(root) == []
    (root / WORDING).unlink()
    (root / WORDING).mkdir()
    assert _found(root) == []


def test_finding_of_an_issued_letter_is_not_made_by_a_newer_tool(root: Path) -> None:
    assert _issued(root).issued
    _replaced(root, SETTINGS, "name: Rosalind Achebe-Marsh\n", 'name: "[sender name]"\n')
    _replaced(root, AUTHORITY, WHO, "{title: Chief Executive}")
    assert {each.code for each in _found(root)} == {"letter-placeholder", "recipient-unnamed"}
    issuing = Issuing(Workspace.at(root), cycle="2024-25")
    again = issuing.issue("herefordshire", day=datetime.date(2025, 6, 2), supersedes=True)
    assert not again.issued
    assert {each.code for each in again.diagnostics} == {"letter-placeholder", "recipient-unnamed"}


PEOPLE = {
    "no name": ("{title: Chief Executive}", "recipient-unnamed"),
    "vacant as a name": ("{name: Vacant, title: Chief Executive}", "recipient-unnamed"),
    "the post as a name": ("{name: Chief Executive, title: Chief Executive}", "recipient-unnamed"),
    "not vacant": ("{title: Chief Executive, vacant: false}", "recipient-unnamed"),
    "nobody on that day": ("[{name: Old One, title: Chief, to: 2025-05-18}]", "recipient-unnamed"),
    "vacant later": (
        "[{name: Old One, title: Chief, to: 2025-05-18}, {title: Chief, vacant: true, from: 2025-05-20}]",
        "recipient-unnamed",
    ),
    "title": ("{name: Dr. Sam Ash, title: Chief Executive}", "salutation-unclear"),
    "initial": ("{name: A. Ash, title: Chief Executive}", "salutation-unclear"),
    "family name first": ('{name: "Müller, Anna", title: Chief Executive}', "salutation-unclear"),
    "salutation": ("{name: Sam Ash, salutation: Dr., title: Chief Executive}", "salutation-unclear"),
    "vacant and a name": ("{name: Sam Ash, title: Chief Executive, vacant: true}", "vacant-with-name"),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_letter_to_nobody_is_neither_cleared_nor_issued_whatever_the_settings_say(who: str, root: Path) -> None:
    entry, code = PEOPLE[who]
    line = _replaced(root, AUTHORITY, WHO, entry)
    if code != "vacant-with-name":
        with (root / SETTINGS).open("a", encoding="utf-8") as settings:
            settings.write(f"  - {{code: {code}, reason: Meant.}}\nfindings: {{{code}: suggestion}}\n")
    issued = _issued(root)
    assert [(each.code, each.location.path, each.location.line) for each in issued.diagnostics] == [
        (code, AUTHORITY, line)
    ]
    assert not _is_cleared(root)


@pytest.mark.parametrize("who", PEOPLE)
def test_letter_to_nobody_is_an_error_of_a_cleared_letter_at_the_post(who: str, root: Path) -> None:
    entry, code = PEOPLE[who]
    line = _replaced(root, AUTHORITY, WHO, entry)
    found = [(each.code, each.severity, each.location.path, each.location.line) for each in _found(root)]
    assert (code, "error", AUTHORITY, line) in found
    assert (code, "warning", AUTHORITY, line) not in found
    assert signing_list(Workspace.at(root), cycle="2024-25").letters == ()
    alone = [each for each in Workspace.at(root).files() if str(each) == AUTHORITY]
    assert (code, "error") in {
        (each.code, each.severity) for each in validate_files(Workspace.at(root), alone).diagnostics
    }


@pytest.mark.parametrize(
    "entry",
    [
        "{title: Chief Executive, vacant: true}",
        "[{name: Old One, title: Chief, to: 2025-05-18}, {title: Chief, vacant: true, from: 2025-05-19}]",
        "[{name: Old One, title: Chief, to: 2025-05-18}, {name: New One, title: Chief, from: 2025-05-19}]",
        "{name: Dr. Sam Ash, salutation: Dr Ash, title: Chief Executive}",
    ],
)
def test_letter_to_a_vacant_post_or_to_whom_it_can_address_is_issued(entry: str, root: Path) -> None:
    _replaced(root, AUTHORITY, WHO, entry)
    assert _found(root) == []
    assert _issued(root).issued


def test_who_holds_the_post_is_asked_as_of_the_date_of_issue(root: Path) -> None:
    terms = "[{name: Old One, title: Chief, to: 2025-05-18}, {name: New One, title: Chief, from: 2025-05-25}]"
    _replaced(root, AUTHORITY, WHO, terms)
    _replaced(root, REVIEW, "  date: 2025-05-19\n", "")
    assert _found(root) == []
    reseal(root)
    issuing = Issuing(Workspace.at(root), cycle="2024-25")
    found = {diagnostic.code for diagnostic in issuing.issue("herefordshire", day=DATE).diagnostics}
    # It was cleared to whoever holds the post from 25 May.
    assert found == {"recipient-unnamed", "clearance-stale"}
    assert issuing.issue("herefordshire", day=datetime.date(2025, 5, 25)).issued


def test_recipient_may_stand_in_the_settings(root: Path) -> None:
    _replaced(root, AUTHORITY, "to: chief-executive", "to: someone")
    _replaced(root, AUTHORITY, "cc: [prevent-lead, board-chair]", "cc: [copy]")
    _replaced(root, AUTHORITY, "thanks: [prevent-lead, board-chair]", "thanks: [thanked]")
    posts = "people:\n  someone: {name: Dr Ash, title: TBC}\n  copy: {title: Copy}\n  thanked: {title: Thanked}\n"
    _replaced(root, SETTINGS, "people:\n", posts)
    found = {(each.code, each.at) for each in _found(root) if each.code != "cleared-with-warnings"}
    assert found == {
        ("salutation-unclear", "letter.to"),
        ("person-unnamed", "letter.cc.1"),
        ("person-unnamed", "letter.thanks.1"),
        ("letter-placeholder", "people.someone.title"),
    }
    _is_refused(root, "salutation-unclear", "person-unnamed", "letter-placeholder")


def test_warning_of_another_file_is_accepted_as_any_other(root: Path) -> None:
    _replaced(root, AUTHORITY, "governance: Herefordshire Prevent Board", "governance: XX Board")
    with (root / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(f"  - {{code: letter-placeholder, path: {AUTHORITY}, at: groups, reason: It is called so.}}\n")
    assert _found(root) == []
    reseal(root)
    assert len(signing_list(Workspace.at(root), cycle="2024-25").letters) == 1


def test_each_placeholder_that_init_and_the_drafts_write_is_known() -> None:
    folder = packaged_folder("templates")
    files = [*(folder / "workspace").glob("*.yaml.j2"), folder / "assessment.yaml.j2", folder / "review.yaml.j2"]
    written = [found for path in files for found in re.findall(r'"(\[[^\]"]+\])"', path.read_text(encoding="utf-8"))]
    assert len(written) > 4
    assert [each for each in written if first_placeholder(each) is None] == []


@pytest.mark.parametrize("ref", packaged_editions())
def test_packaged_criteria_have_no_placeholder(ref: str) -> None:
    loaded = packaged_criteria(ref)
    assert loaded is not None
    assert loaded.model is not None
    texts = list(of_criteria(loaded.model))
    assert len(texts) > 50
    assert [each.route for each in texts if first_placeholder(each.text) is not None] == []


def test_words_of_a_template_stay_at_their_places() -> None:
    text = "a {{ x }}b\n{# c\nd #}<p\n e>f {% g"
    blanked = printed_words(text, tags=True)
    assert blanked == f"a {' ' * 7}b\n{' ' * 4}\n{' ' * 6}\n{' ' * 3}f {{% g"
    assert len(blanked) == len(text)
