"""A nation whose councils write their regions each in their own way: two spellings are one region everywhere."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from prevent_assure.app import app
from prevent_assure.checking.validate import validate
from prevent_assure.diagnostics import InputError, PreventAssureError
from prevent_assure.national.nation import Nation
from prevent_assure.national.publish import publish
from prevent_assure.workspace.place_names import packaged_names
from prevent_assure.workspace.workspace import Workspace

BASE = Path(__file__).parents[2] / "cases" / "base"
SPELLINGS = {
    "West Midlands": (
        "West Midlands", "west midlands", "WEST MIDLANDS",
        "West  Midlands", "West-Midlands", "west\u00a0midlands",
        "WM",
        "The West Midlands", "West Midlands Region", "W. Midlands", "west_midlands",
    ),
    "Yorkshire and the Humber": ("Yorkshire & Humber", "Yorkshire and The Humber", "YORKSHIRE & THE HUMBER"),
    "East of England": ("Eastern", "East of England"),
    "Wales": ("Cymru", "wales"),
    "South East": ("South-East England", "SE"),
}  # fmt: skip


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """A workspace with an authority for each spelling."""
    root = Path(shutil.copytree(BASE, tmp_path / "ws"))
    kept = (root / "authorities/exampleton.yaml").read_text(encoding="utf-8")
    for index, text in enumerate(spelling for group in SPELLINGS.values() for spelling in group):
        _write(root, f"council-{index:02}", kept, text)
    return root


def _write(root: Path, authority: str, kept: str, region: str) -> None:
    text = re.sub(r"^region: .*\n", "", kept, flags=re.MULTILINE).replace("exampleton", authority)
    text = text.replace(f"id: {authority}\n", f'id: {authority}\nregion: "{region}"\n', 1)
    (root / f"authorities/{authority}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("region", SPELLINGS)
def test_each_spelling_asks_for_all_councils_of_a_region(nation: Path, region: str) -> None:
    everyone = Nation(Workspace(nation), "2024-25", [region]).authorities
    assert len(everyone) == len(SPELLINGS[region])
    for spelling in SPELLINGS[region]:
        assert Nation(Workspace(nation), "2024-25", [spelling]).authorities == everyone


def test_tables_have_the_one_name_and_nothing_is_found_wrong(nation: Path) -> None:
    assert not [each for each in validate(Workspace(nation)).diagnostics if each.code == "unknown-region"]
    done = CliRunner().invoke(app, ["-C", str(nation), "export", "-o", str(nation / "out"), "--format", "csv"])
    assert done.exit_code == 0, done.output
    rows = csv.DictReader((nation / "out/authorities.csv").read_text(encoding="utf-8-sig").splitlines())
    assert {row["region"] for row in rows if row["authority"].startswith("council")} == {*SPELLINGS}


def test_unknown_regions_are_one_too_are_warned_of_and_not_published(nation: Path) -> None:
    kept = (nation / "authorities/exampleton.yaml").read_text(encoding="utf-8")
    _write(nation, "north-one", kept, "Jane  doe north")
    _write(nation, "north-two", kept, "JANE DOE NORTH")
    assert Nation(Workspace(nation), "2024-25", ["jane doe north"]).authorities == ["north-one", "north-two"]
    found = [each for each in validate(Workspace(nation)).diagnostics if each.code == "unknown-region"]
    assert [each.location.path for each in found] == ["authorities/north-one.yaml", "authorities/north-two.yaml"]
    assert not any("doe" in f"{each.message} {each.hint}".casefold() for each in found)
    with pytest.raises(InputError, match="none of those that are known") as refused:
        publish(Workspace(nation), cycle="2024-25", smallest=3)
    assert "doe" not in str(refused.value).casefold()
    with pytest.raises(PreventAssureError, match="no authority here has that region"):
        Nation(Workspace(nation), "2024-25", ["Mercia"])


@pytest.mark.parametrize("listed", ["regions: [Mercia]", "regions: {Mercia: [Middle Land]}\ntypes: [abbey]"])
def test_settings_have_regions_of_their_own_for_the_workspaces_that_they_list_too(
    nation: Path, tmp_path: Path, listed: str
) -> None:
    kept = (nation / "authorities/exampleton.yaml").read_text(encoding="utf-8")
    _write(nation, "north-one", kept, "MERCIA" if "[Mercia]" in listed else "middle-land")
    team = Path(shutil.copytree(BASE, tmp_path / "team"))
    for folder in ("authorities", "assessments", "reviews"):
        shutil.rmtree(team / folder)
    settings = team / "prevent-assure.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{listed}\nworkspaces: [../ws]\n", encoding="utf-8")
    assert Nation(Workspace(team), "2024-25", ["mercia"]).authorities == ["north-one"]
    (case,) = [each.now for each in Nation(Workspace(team), "2024-25", ["mercia"]).walk()]
    assert case.authority is not None
    assert case.authority.region == "Mercia"


@given(st.data())
def test_no_change_of_case_spaces_or_hyphens_makes_another_name(data: st.DataObject) -> None:
    names = data.draw(st.sampled_from(packaged_names()))
    name = data.draw(st.sampled_from(list(names)))
    letters = [data.draw(st.sampled_from((one.upper(), one.lower()))) if one != " " else one for one in name]
    spaced = "".join(data.draw(st.sampled_from((" ", "  ", "-", "\u00a0"))) if one == " " else one for one in letters)
    assert names.named(data.draw(st.sampled_from(("", " ", "the "))) + spaced) == name


def test_every_other_name_belongs_to_one_region() -> None:
    for names in packaged_names():
        assert [names.named(name) for name in names] == list(names)
