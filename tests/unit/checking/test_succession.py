"""Authorities that come and go: recommendations follow to the successor, covered authorities stand in the letter."""

import shutil
from pathlib import Path
from typing import Literal

import pytest

from prevent_assure.checking.reading import Reader, existing
from prevent_assure.checking.validate import validate
from prevent_assure.cycle.new import EmptyAssessments
from prevent_assure.national.recommendations import recommendations
from prevent_assure.outcome_letter.task import letter
from prevent_assure.workspace.workspace import Workspace
from sealing import reseal

BASE = Path(__file__).parents[2] / "cases" / "base"
REVIEW = """format: prevent-assure/review/1
authority: {authority}
cycle: {cycle}
letter:
  recommendations:
    - {{id: {id}, benchmarks: [training], text: {text}}}
"""


class Nation:
    """The base workspace, whose files a test rewrites."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Put one text in the place of another."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def recommend(self, authority: str, cycle: str, name: str, text: str) -> None:
        """Write a review with one recommendation."""
        review = REVIEW.format(authority=authority, cycle=cycle, id=name, text=text)
        self.write(f"reviews/{cycle}/{authority}.yaml", review)
        lines = f"authority: {authority}\ncycle: {cycle}\ncriteria: tiny/2024-25\n"
        self.write(f"assessments/{cycle}/{authority}.yaml", f"format: prevent-assure/assessment/1\n{lines}")

    def found(self) -> list[tuple[str, str]]:
        """Codes and places, with sign-offs of what stands there now."""
        reseal(self.root)
        return [(each.code, each.location.path) for each in validate(Workspace.at(self.root)).diagnostics]

    def recommended(self) -> list[str]:
        """What Exampleton must follow up."""
        case = Reader(Workspace.at(self.root)).files("2024-25", "exampleton").case
        return list(case.recommended or ())


AUTHORITY = "authorities/exampleton.yaml"
ASSESSMENT = "assessments/2024-25/exampleton.yaml"


@pytest.fixture
def nation(tmp_path: Path) -> Nation:
    """Otherton ended with the year before, and Exampleton has taken its part."""
    made = Nation(Path(shutil.copytree(BASE, tmp_path / "base")))
    made.change("authorities/otherton.yaml", "address:", "valid_to: 2024-03-31\naddress:")
    made.change(AUTHORITY, "address:", "valid_from: 2024-04-01\nsuccessor_of: otherton\naddress:")
    (made.root / "assessments/2023-24/exampleton.yaml").unlink()
    (made.root / "reviews/2023-24/exampleton.yaml").unlink()
    return made


def test_recommendation_of_the_one_before_needs_a_follow_up(nation: Nation) -> None:
    nation.recommend("otherton", "2023-24", "venues", "Look at venues.")
    assert nation.recommended() == ["2023-24/venues"]
    nation.change(ASSESSMENT, "follow_up:\n  - {recommendation: 2023-24/training, progress: addressed}\n", "")
    assert nation.found() == [("follow-up-missing", ASSESSMENT)]


@pytest.mark.parametrize("name", ["2023-24/venues", "2023-24/otherton/venues"])
def test_follow_up_takes_both_names(nation: Nation, name: str) -> None:
    nation.recommend("otherton", "2023-24", "venues", "Look at venues.")
    nation.change(ASSESSMENT, "2023-24/training", name)
    assert nation.found() == []


def test_one_name_for_two_things_takes_the_authority_in(nation: Nation) -> None:
    shutil.copyfile(BASE / "reviews/2023-24/exampleton.yaml", nation.root / "reviews/2023-24/exampleton.yaml")
    nation.recommend("otherton", "2023-24", "training", "Train the trainers.")
    assert nation.recommended() == ["2023-24/training", "2023-24/otherton/training"]
    found = nation.found()
    assert ("follow-up-missing", ASSESSMENT) in found


def test_shared_recommendation_is_followed_up_once(nation: Nation) -> None:
    shared = "  2023-24: {criteria: tiny/2024-25, recommendations: [{id: south, text: Learn from it.}]}"
    nation.change("prevent-assure.yaml", "  2023-24: {criteria: tiny/2024-25}", shared)
    shutil.copyfile(BASE / "reviews/2023-24/exampleton.yaml", nation.root / "reviews/2023-24/exampleton.yaml")
    nation.recommend("otherton", "2023-24", "venues", "Look at venues.")
    assert nation.recommended() == ["2023-24/training", "2023-24/south", "2023-24/venues"]


def test_new_self_assessment_lists_what_the_one_before_left(nation: Nation) -> None:
    nation.recommend("otherton", "2023-24", "venues", "Look at venues.")
    (nation.root / ASSESSMENT).unlink()
    EmptyAssessments(Workspace.at(nation.root), cycle="2024-25").make("exampleton")
    assert "2023-24/venues" in (nation.root / ASSESSMENT).read_text(encoding="utf-8")


def test_authority_that_has_ceased_to_be_is_not_asked_again(nation: Nation) -> None:
    workspace = Workspace.at(nation.root)
    assert existing(workspace, "2023-24") == ["otherton"]
    assert existing(workspace, "2024-25") == ["exampleton"]


def test_self_assessment_of_a_cycle_after_its_end_is_a_warning(nation: Nation) -> None:
    nation.recommend("otherton", "2024-25", "venues", "Look at venues.")
    assert ("authority-not-valid", "assessments/2024-25/otherton.yaml") in nation.found()


def test_circle_of_successors_is_found(nation: Nation) -> None:
    nation.change("authorities/otherton.yaml", "address:", "successor_of: [exampleton]\naddress:")
    assert ("succession-unclear", AUTHORITY) in nation.found()
    assert ("succession-unclear", "authorities/otherton.yaml") in nation.found()


def test_older_recommendation_that_is_still_open_may_be_followed_up(nation: Nation) -> None:
    nation.change("prevent-assure.yaml", "cycles:\n", "cycles:\n  2022-23: {criteria: tiny/2024-25}\n")
    nation.recommend("exampleton", "2022-23", "venues", "Look at venues.")
    nation.recommend("otherton", "2023-24", "training", "Train more.")
    line = "  - {recommendation: 2022-23/venues, progress: limited_progress}\n"
    with (nation.root / ASSESSMENT).open("a", encoding="utf-8") as file:
        file.write(line)
    # Exampleton begins in 2024 here, so that its assessment of 2022-23 is one too many.
    assert nation.found() == [("authority-not-valid", "assessments/2022-23/exampleton.yaml")]
    nation.change(ASSESSMENT, "2022-23/venues", "2022-23/events")
    assert ("unknown-recommendation", ASSESSMENT) in nation.found()


@pytest.mark.parametrize("form", ["md", "html"])
def test_letter_names_the_authorities_that_the_self_assessment_covers(
    nation: Nation, form: Literal["md", "html"]
) -> None:
    nation.change("authorities/otherton.yaml", "Otherton District Council", "Otherton & <b>District</b>")
    nation.change(ASSESSMENT, "criteria: tiny/2024-25", "criteria: tiny/2024-25\ncovers: [otherton]")
    made = letter(Workspace.at(nation.root), authority="exampleton", cycle="2024-25", formats=[form]).letter
    assert made is not None
    (text,) = made.texts.values()
    assert "District" in text
    assert "&lt;b&gt;District" in text if form == "html" else "\\<b>District" in text


def test_one_file_of_its_own_and_one_that_covers_it_are_one_too_many(nation: Nation) -> None:
    nation.recommend("otherton", "2024-25", "venues", "Look at venues.")
    nation.change(ASSESSMENT, "criteria: tiny/2024-25", "criteria: tiny/2024-25\ncovers: [otherton]")
    assert ("covered-twice", ASSESSMENT) in nation.found()


def test_post_that_nobody_holds_on_the_letters_date(nation: Nation) -> None:
    nation.recommend("otherton", "2023-24", "training", "Train more.")
    nation.change(AUTHORITY, "from: 2024-11-01}", "from: 2024-11-01, to: 2025-04-30}")
    assert nation.found() == [
        ("person-unnamed", "authorities/exampleton.yaml"),
        ("cleared-with-warnings", "reviews/2024-25/exampleton.yaml"),
    ]
    gone = "    - {title: Prevent Lead, vacant: true, from: 2025-05-01}\nletter:"
    nation.change(AUTHORITY, "letter:", gone)
    assert nation.found() == []


@pytest.mark.parametrize("name", ["2022-23/venues", "2022-23/otherton/venues"])
def test_successor_may_follow_up_what_the_one_before_left_open_for_years(nation: Nation, name: str) -> None:
    nation.change("prevent-assure.yaml", "cycles:\n", "cycles:\n  2022-23: {criteria: tiny/2024-25}\n")
    nation.recommend("otherton", "2022-23", "venues", "Look at venues.")
    nation.recommend("otherton", "2023-24", "training", "Train more.")
    with (nation.root / ASSESSMENT).open("a", encoding="utf-8") as file:
        file.write(f"  - {{recommendation: {name}, progress: addressed}}\n")
    assert nation.found() == []
    tracked = recommendations(Workspace.at(nation.root), authorities=["exampleton"]).recommendations
    assert {each.reference: each.is_open for each in tracked} == {
        "2022-23/venues": False,
        "2023-24/training": False,
        "2024-25/more": True,
    }


def test_people_of_a_covered_authority_and_of_every_predecessor_are_known_and_withheld(nation: Nation) -> None:
    people = "people:\n  clerk: {{name: {name}, title: Clerk}}"
    for authority, name in (
        ("otherton", "Perpetua Quickly"),
        ("oldton", "Bardolph Nym"),
        ("olderton", "Falstaff Peto"),
    ):
        text = (nation.root / AUTHORITY).read_text(encoding="utf-8").replace("exampleton", authority)
        text = text.replace("successor_of: otherton\n", "")
        nation.write(f"authorities/{authority}.yaml", text.replace("people:", people.format(name=name), 1))
    nation.change("authorities/oldton.yaml", "id: oldton\n", "id: oldton\nsuccessor_of: olderton\n")
    nation.change(AUTHORITY, "successor_of: otherton", "successor_of: oldton")
    nation.change(ASSESSMENT, "criteria: tiny/2024-25", "criteria: tiny/2024-25\ncovers: [otherton]")
    said = "Perpetua Quickly, Bardolph Nym and Falstaff Peto said so."
    nation.change("reviews/2024-25/exampleton.yaml", "  summary: ", f"  summary: {said} ")
    assert "letter-unknown-name" not in {code for code, _ in nation.found()}
    made = letter(Workspace.at(nation.root), authority="exampleton", cycle="2024-25", audience="public").letter
    assert made is not None
    assert "[left out: N], [left out: N] and [left out: N] said so." in made.texts["html"]
