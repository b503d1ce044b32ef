"""A county that is split in two: what each part makes of its recommendations, by commands."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from command import Run
from sealing import reseal, take_out
from site_pages import read_page

NORTH, SOUTH = "north-marches", "south-marches"
TRAINING = "2023-24/training"
CHAIR = "Ottoline Quarrenden may wish to take the chair."
RESTRICTED = "What nobody outside may ever read of this county."


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def split(workspace: Path) -> Path:
    """Herefordshire ended with March 2024; the north has not finished its training, and the south has."""
    authority = workspace / "authorities/herefordshire.yaml"
    for name, called in ((NORTH, "North Marches Council"), (SOUTH, "South Marches Council")):
        for path in (authority, workspace / "assessments/2024-25/herefordshire.yaml"):
            shutil.copyfile(path, path.with_name(f"{name}.yaml"))
        review = workspace / "reviews/2024-25" / f"{name}.yaml"
        shutil.copyfile(workspace / "reviews/2024-25/herefordshire.yaml", review)
        mine = workspace / "authorities" / f"{name}.yaml"
        _change(mine, "id: herefordshire\nname: Herefordshire Council\n", f"id: {name}\nname: {called}\n")
        _change(mine, "address:", "valid_from: 2024-04-01\nsuccessor_of: herefordshire\naddress:")
        for path in (workspace / "assessments/2024-25" / f"{name}.yaml", review):
            _change(path, "authority: herefordshire", f"authority: {name}")
        take_out(review, "cleared")  # it is another council's letter
    _change(authority, "address:", "valid_to: 2024-03-31\naddress:")
    for folder in ("assessments", "reviews", "letters"):
        for path in (workspace / folder / "2024-25").glob("herefordshire.*"):
            path.unlink()
    north = workspace / f"assessments/2024-25/{NORTH}.yaml"
    _change(north, f"{TRAINING}\n    progress: addressed", f"{TRAINING}\n    progress: limited_progress")
    reseal(workspace)
    return workspace


def test_recommendation_is_listed_while_one_part_has_it_open_and_each_part_is_named(run: Run, split: Path) -> None:
    shown = run("recommendations", "--open", "--cycle", "2023-24")
    assert (shown.code, shown.stderr) == (0, "")
    words = "North Marches Council: limited progress (2024/25); South Marches Council: addressed (2024/25)"
    assert f"{TRAINING}  {words}" in " ".join(shown.stdout.split("\n")).replace("   ", " ")
    assert "2023-24/plan" not in shown.stdout
    _change(split / f"assessments/2024-25/{NORTH}.yaml", "progress: limited_progress", "progress: addressed")
    assert TRAINING not in run("recommendations", "--open").stdout


@pytest.mark.usefixtures("split")
@pytest.mark.parametrize("asked", [(), ("-a", NORTH), ("-a", SOUTH), ("-a", "herefordshire")])
def test_programs_get_each_parts_word(run: Run, asked: tuple[str, ...]) -> None:
    data = json.loads(run("recommendations", "--open", "--format", "json", *asked).stdout)
    (training,) = (one for one in data["recommendations"] if one["recommendation"] == TRAINING)
    assert (training["authority"], training["open"], training["progress"]) == (
        "herefordshire",
        True,
        "limited_progress",
    )
    assert training["by_authority"] == [
        {"authority": NORTH, "name": "North Marches Council", "progress": "limited_progress", "open": True},
        {"authority": SOUTH, "name": "South Marches Council", "progress": "addressed", "open": False},
    ]
    rows = csv.DictReader(io.StringIO(run("recommendations", "--open", "--format", "csv", *asked).stdout))
    told = [
        (row["progress"], row["open"], row["progress_authority"]) for row in rows if row["recommendation"] == "training"
    ]
    assert told == [("limited_progress", "true", NORTH), ("addressed", "true", SOUTH)]
    table = run("recommendations", "--open", "--format", "md", *asked).stdout
    assert "North Marches Council: limited progress" in table.replace("\\", "")
    assert "South Marches Council: addressed" in table.replace("\\", "")


def test_part_that_has_not_begun_its_self_assessment_has_everything_open(run: Run, split: Path) -> None:
    for folder in ("assessments", "reviews"):
        (split / folder / "2024-25" / f"{SOUTH}.yaml").unlink()
    data = json.loads(run("recommendations", "--open", "--cycle", "2023-24", "--format", "json").stdout)
    assert {one["id"] for one in data["recommendations"]} == {"governance", "plan", "training", "referral-data"}
    silent = [one["by_authority"][1] for one in data["recommendations"]]
    assert {(one["authority"], one["progress"], one["open"]) for one in silent} == {(SOUTH, None, True)}
    assert "South Marches Council: no follow-up yet" in " ".join(run("recommendations", "--open").stdout.split())


@pytest.mark.parametrize(
    ("part", "said"),
    [(NORTH, "Limited progress"), (SOUTH, "Addressed")],
)
def test_committees_paper_of_a_part_has_what_became_of_the_countys_recommendations(
    run: Run, split: Path, part: str, said: str
) -> None:
    _change(split / "authorities/herefordshire.yaml", "Dermot Vasquez-Lowe", "Ottoline Quarrenden")
    _change(
        split / "reviews/2023-24/herefordshire.yaml",
        "  recommendations:\n",
        f"  recommendations:\n    - {{id: chair, text: {CHAIR}}}\n"
        f"    - {{id: secret, restricted: true, text: {RESTRICTED}}}\n",
    )
    follow_up = "follow_up:\n" + "".join(
        f"  - {{recommendation: 2023-24/{name}, progress: not_started}}\n" for name in ("chair", "secret")
    )
    _change(split / f"assessments/2024-25/{part}.yaml", "follow_up:\n", follow_up)
    made = run("letter", "-a", part, "--audience", "committee", "--format", "md", "-o", "-")
    assert made.code == 0, made.stderr
    _, _, told = made.stdout.partition("## What became of the recommendations of 2023/24\n")
    words = ("Not started", "Limited progress", "Good progress", "Addressed")
    assert [line for line in (line.strip(" *_") for line in told.splitlines()) if line in words] == [
        "Not started", "Not started", "Good progress", "Addressed", said, "Good progress"
    ]  # fmt: skip
    assert "[left out: N] may wish to take the chair." in told.replace("\\", "")
    assert "[left out: R]" in told.replace("\\", "")
    assert "Quarrenden" not in made.stdout
    assert "nobody outside" not in made.stdout


def test_page_of_each_part_has_the_words_of_both(run: Run, split: Path) -> None:
    assert run("overview", "-o", split / "out").code == 0
    for name in (NORTH, SOUTH):
        text = read_page(split / "out" / "authorities" / f"{name}.html").text
        _, _, told = text.partition("2023/24: training")
        assert (
            "North Marches Council: Progress in 2024/25: Limited progress"
            " South Marches Council: Progress in 2024/25: Addressed"
        ) in told


def test_rows_for_analysts_have_each_parts_word_and_whose_letter_it_was(run: Run, split: Path) -> None:
    assert run("export", "--format", "csv", "-o", split / "rows").code == 0
    with (split / "rows/follow_up.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["recommendation"] == "training"]
    assert [(row["made_to"], row["authority"], row["progress"]) for row in rows] == [
        ("herefordshire", NORTH, "limited_progress"),
        ("herefordshire", SOUTH, "addressed"),
    ]
