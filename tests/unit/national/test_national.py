"""Whom the national picture is about: those that there are in the cycle, wherever their workspace lies."""

import datetime
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from nations import write_nation
from pages import ROOT, read
from prevent_assure import Workspace
from prevent_assure.cycle.status import status
from prevent_assure.national.counts import stage_counts
from prevent_assure.national.nation import Nation
from prevent_assure.national.overview import overview
from prevent_assure.rules.status import STAGES, stage_label
from site_pages import read_page

CYCLE = "2024-25"


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    return write_nation(tmp_path / "nation", 4, "--complete")


def _stages(folder: Path) -> dict[str, str]:
    return {each.authority: each.cases[-1][1] for each in Nation(Workspace.at(folder), CYCLE).walk()}


def _add(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def _ceased(nation: Path) -> None:
    """An authority whose part another has taken within the cycle."""
    text = (nation / "authorities" / "coldbeck.yaml").read_text(encoding="utf-8")
    old = text.replace("id: coldbeck", "id: oldbeck", 1).replace("name: Coldbeck", "name: Oldbeck", 1)
    (nation / "authorities" / "oldbeck.yaml").write_text(f"{old}valid_to: 2024-09-30\n", encoding="utf-8")
    _add(nation / "authorities" / "coldbeck.yaml", "successor_of: oldbeck")


def _without(nation: Path, authority: str, cycle: str = CYCLE) -> None:
    for kind in ("assessments", "reviews"):
        (nation / kind / cycle / f"{authority}.yaml").unlink()


def test_authority_that_has_ceased_is_left_out_unless_it_has_a_self_assessment(nation: Path) -> None:
    for name in ("alderbeck", "birchbeck"):
        _add(nation / "authorities" / f"{name}.yaml", "valid_to: 2024-03-31")
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / "alderbeck.yaml").unlink()
    assert sorted(_stages(nation)) == ["birchbeck", "coldbeck", "dunbeck"]


def test_authority_in_anothers_self_assessment_is_said_to_be_there(nation: Path) -> None:
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / "alderbeck.yaml").unlink()
    assert _stages(nation)["alderbeck"] == "not_begun"
    _add(nation / "assessments" / CYCLE / "coldbeck.yaml", "covers: [alderbeck]")
    assert _stages(nation)["alderbeck"] == "covered"


def test_overview_and_status_have_the_same_stages_in_the_same_numbers(nation: Path) -> None:
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / "alderbeck.yaml").unlink()
        (nation / kind / CYCLE / "dunbeck.yaml").unlink()
    _add(nation / "assessments" / CYCLE / "coldbeck.yaml", "covers: [alderbeck]")
    (nation / "reviews" / CYCLE / "birchbeck.yaml").write_text("benchmarks: [", encoding="utf-8")
    _ceased(nation)
    found = status(Workspace.at(nation), cycle=CYCLE, on=datetime.date(2025, 3, 1))
    assert {each.authority: each.stage for each in found.authorities} == _stages(nation)
    counts = Counter(_stages(nation).values())
    assert counts["covered"] == counts["succeeded"] == counts["unreadable"] == counts["not_begun"] == 1
    printed = {each.id: each.label for each in stage_counts(counts)}
    assert printed == {stage: stage_label(stage) for stage in STAGES}


def test_authorities_of_members_are_read_where_they_live(nation: Path) -> None:
    region = nation.parent / "region"
    region.mkdir()
    shutil.copy(nation / "prevent-assure.yaml", region / "prevent-assure.yaml")
    _add(region / "prevent-assure.yaml", "workspaces: [../nation]")
    assert _stages(region) == _stages(nation) != {}


def test_covered_and_succeeded_authorities_are_classes_of_their_own_on_every_page(nation: Path) -> None:
    _ceased(nation)
    _without(nation, "alderbeck")
    _add(nation / "assessments" / CYCLE / "coldbeck.yaml", "covers: [alderbeck]")
    _without(nation, "birchbeck", "2023-24")
    _add(nation / "assessments" / "2023-24" / "dunbeck.yaml", "covers: [birchbeck]")
    _add(nation / "authorities" / "dunbeck.yaml", "valid_from: 2023-04-01")
    _without(nation, "dunbeck", "2022-23")
    site = overview(Workspace.at(nation), cycle=CYCLE).folder
    index, benchmark = read_page(site / "index.html"), read_page(site / "benchmark-training.html")
    assert index.tables["outcomes-table"][0][-3:] == ["Not yet agreed", "Covered by another's", "Succeeded by another"]
    assert {tuple(row[-3:]) for row in index.tables["outcomes-table"][1:]} == {("0", "1", "1")}
    assert {sum(map(int, row[1:])) for row in index.tables["outcomes-table"][1:]} == {5}
    assert [row[-2:] for row in benchmark.tables["derived-table"][-2:]] == [
        ["Covered by another's", "1"],
        ["Succeeded by another", "1"],
    ]
    for row in benchmark.tables["regions-table"][1:]:
        assert sum(map(int, row[1:-1])) == int(row[-1])
    heat = {row[0]: row[2:] for row in read_page(site / "heat-map.html").tables["heat-map"][1:]}
    assert {*heat["Oldbeck Council"]} == {"Succeeded by another", "/Succeeded by another"}
    assert {*heat["Alderbeck Council"]} == {"Covered by another's", "/Covered by another's"}
    pages = {each: read_page(site / "authorities" / f"{each}.html") for each in ("alderbeck", "birchbeck", "oldbeck")}
    assert pages["alderbeck"].tables["cycles-table"][-1] == [
        "2024/25",
        "Covered by another's: Coldbeck Council, cleared",
        "That of the self-assessment",
    ]
    assert "coldbeck.html" in "".join(pages["alderbeck"].links)
    assert pages["birchbeck"].tables["cycles-table"][-2][1] == "Covered by another's: Dunbeck Council, cleared"
    assert pages["oldbeck"].tables["cycles-table"][-1] == ["2024/25", "Succeeded by another: Coldbeck Council", "None"]
    assert [row[0] for row in read_page(site / "authorities" / "dunbeck.html").tables["cycles-table"][1:]] == [
        "2023/24",
        "2024/25",
    ]


def test_letter_in_any_format_is_written(nation: Path) -> None:
    folder = nation / "letters" / CYCLE
    folder.mkdir(parents=True)
    (folder / "alderbeck.md").write_text("A letter.", encoding="utf-8")
    (folder / "birchbeck.docx").write_bytes(b"A letter.")
    site = overview(Workspace.at(nation), cycle=CYCLE).folder
    for name, file in (("alderbeck", "alderbeck.md"), ("birchbeck", "birchbeck.docx")):
        page = read_page(site / "authorities" / f"{name}.html")
        assert page.tables["cycles-table"][-1][2] == "Letter of 2024/25"
        assert f"../letters/{CYCLE}/{file}" in page.links
        assert (site / "letters" / CYCLE / file).read_bytes().startswith(b"A letter")
    assert read_page(site / "authorities" / "coldbeck.html").tables["cycles-table"][-1][2] == "Not written"


def test_authorities_of_one_name_are_told_apart_by_region_or_else_by_id(nation: Path) -> None:
    for name, region in (("alderbeck", "North"), ("birchbeck", "South"), ("coldbeck", "South"), ("dunbeck", "South")):
        path = nation / "authorities" / f"{name}.yaml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        new = {"name": "Newtown Council" if name != "dunbeck" else "Oldtown Council", "region": region}
        kept = [f"{key}: {new[key]}\n" if (key := line.partition(":")[0]) in new else line for line in lines]
        path.write_text("".join(kept), encoding="utf-8")
    found = Nation(Workspace.at(nation), CYCLE)
    assert [found.name_of(each.now) for each in found.walk()] == [
        "Newtown Council (North)",
        "Newtown Council (birchbeck)",
        "Newtown Council (coldbeck)",
        "Oldtown Council",
    ]


def test_movement_says_which_benchmark_is_new_and_whose_criteria_changed(nation: Path) -> None:
    edition = read(ROOT / "criteria" / "local-authority" / "2024-25.yaml")
    asked = "        - id: meets-quarterly\n"
    older = edition.replace('edition: "2024-25"', 'edition: "2023-24"').replace("- id: training\n", "- id: learning\n")
    older = older.replace(asked, f"        - id: asked-no-more\n          text: It was asked.\n{asked}")
    folder = nation / "criteria" / "local-authority"
    folder.mkdir(parents=True)
    (folder / "2023-24.yaml").write_text(older, encoding="utf-8")
    for path in (nation / "prevent-assure.yaml", *(nation / "assessments" / "2023-24").iterdir()):
        text = path.read_text(encoding="utf-8")
        told = "2023-24: {criteria: " if path.name == "prevent-assure.yaml" else "criteria: "
        text = text.replace(f"{told}local-authority/2024-25", f"{told}local-authority/2023-24")
        path.write_text(text, encoding="utf-8")
    site = overview(Workspace.at(nation), cycle=CYCLE).folder
    heads, *rows = read_page(site / "index.html").tables["movement-table"]
    moved = {row[0].partition(". ")[2]: row[1:] for row in rows}
    assert heads[-1] == "Criteria"
    assert moved.pop("Training programme") == ["new", "new", "new", "new", "New"]
    assert sorted(row[-1] for row in moved.values()) == ["1 changed", *["As before"] * 5]
    assert all(sum(map(int, row[:4])) == 4 for row in moved.values())
    assert "New: the criteria of 2023/24 do not have" in read_page(site / "benchmark-training.html").text


def test_moderation_names_the_criteria_at_issue_and_hides_no_case(nation: Path) -> None:
    for kind in ("assessments", "reviews"):
        like = read(nation / kind / CYCLE / "alderbeck.yaml")
        for at in range(7):
            text = like.replace("authority: alderbeck", f"authority: like-{at}", 1)
            (nation / kind / CYCLE / f"like-{at}.yaml").write_text(text, encoding="utf-8")
    path = nation / "reviews" / CYCLE / "like-6.yaml"
    agreed = re.compile(r"(  training:\n(?:    .*\n|\n)*?    agreed: )(\w+)\n")
    seen = r"\1not_met\n    views: {training-plan: {answer: partly_met, comment: It is thin.}}\n"
    viewed, number = agreed.subn(seen, read(path))
    assert number == 1
    path.write_text(viewed, encoding="utf-8")
    for at in range(7):
        text = read(nation / "authorities" / "alderbeck.yaml").replace("id: alderbeck", f"id: like-{at}", 1)
        (nation / "authorities" / f"like-{at}.yaml").write_text(text, encoding="utf-8")
    page = read_page(overview(Workspace.at(nation), cycle=CYCLE).folder / "moderation.html")
    assert page.text.count("Alderbeck Council (like-") == 7
    assert "Partly met, as the adviser sees it:" in page.text
    assert "Advisers answer otherwise than the authority for some of them:" in page.text
