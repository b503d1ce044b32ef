"""Recommendations on the pages of the national picture: whose they are, and what became of them last."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nations import write_nation
from prevent_assure import Workspace
from prevent_assure.national.overview import overview
from site_pages import Page, read_page

CYCLE, BEFORE, FIRST = "2024-25", "2023-24", "2022-23"


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    return write_nation(tmp_path / "nation", 6, "--complete")


def _recommended(nation: Path, cycle: str) -> tuple[str, str]:
    """An authority with a recommendation of the cycle, and that one's id."""
    for path in sorted((nation / "reviews" / cycle).iterdir()):
        made = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["letter"].get("recommendations")
        if made:
            return path.stem, made[0]["id"]
    raise AssertionError


def _add(path: Path, *lines: str) -> None:
    path.write_text("\n".join([path.read_text(encoding="utf-8").rstrip("\n"), *lines, ""]), encoding="utf-8")


def _follow_up(nation: Path, authority: str, reference: str, progress: str) -> None:
    path = nation / "assessments" / CYCLE / f"{authority}.yaml"
    head = () if "\nfollow_up:\n" in path.read_text(encoding="utf-8") else ("follow_up:",)
    _add(path, *head, f"  - {{recommendation: {reference}, progress: {progress}}}")


def _page(nation: Path, name: str) -> Page:
    overview(Workspace.at(nation), cycle=CYCLE, folder=nation.parent / "site")
    return read_page(nation.parent / "site" / name)


def test_recommendation_that_stayed_open_for_years_has_the_last_progress_and_counts_for_its_own_cycle(
    nation: Path,
) -> None:
    authority, name = _recommended(nation, FIRST)
    before = _page(nation, "index.html").tables["progress-table"]
    assert f"2022/23: {name}" in _page(nation, f"authorities/{authority}.html").text
    _follow_up(nation, authority, f"{FIRST}/{name}", "superseded")
    assert _page(nation, "index.html").tables["progress-table"] == before
    assert "Progress in 2024/25: Superseded" in _page(nation, f"authorities/{authority}.html").text


def test_successors_page_has_the_recommendations_of_the_one_before(nation: Path) -> None:
    gone, name = _recommended(nation, BEFORE)
    heir = next(path.stem for path in sorted((nation / "authorities").iterdir()) if path.stem != gone)
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / f"{gone}.yaml").unlink()
    _add(nation / "authorities" / f"{gone}.yaml", "valid_to: 2024-03-31")
    _add(nation / "authorities" / f"{heir}.yaml", f"successor_of: {gone}")
    _follow_up(nation, heir, f"{BEFORE}/{gone}/{name}", "not_started")
    page = _page(nation, f"authorities/{heir}.html")
    assert f"made to {gone.title()} Council" in page.text
    assert "Progress in 2024/25: Not started" in page.text


def test_page_of_a_covered_authority_has_what_the_one_that_covers_it_says(nation: Path) -> None:
    covered, name = _recommended(nation, BEFORE)
    other = next(path.stem for path in sorted((nation / "authorities").iterdir()) if path.stem != covered)
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / f"{covered}.yaml").unlink()
    _add(nation / "assessments" / CYCLE / f"{other}.yaml", f"covers: [{covered}]")
    assert "Progress in 2024/25" not in _page(nation, f"authorities/{covered}.html").text
    path = nation / "assessments" / CYCLE / f"{other}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(f"covers: [{covered}]\n", ""), encoding="utf-8")
    _follow_up(nation, other, f"{BEFORE}/{covered}/{name}", "limited_progress")
    _add(path, f"covers: [{covered}]")
    assert "Progress in 2024/25: Limited progress" in _page(nation, f"authorities/{covered}.html").text


def test_recommendation_of_every_letter_is_on_each_authoritys_page(nation: Path) -> None:
    settings = nation / "prevent-assure.yaml"
    shared = "recommendations: [{id: seminar, text: Attend the seminar.}]"
    text = settings.read_text(encoding="utf-8").replace(f"{CYCLE}: {{", f"{CYCLE}: {{{shared}, ")
    settings.write_text(text, encoding="utf-8")
    assert "2024/25: seminar, in every letter of the cycle" in _page(nation, "authorities/alderbeck.html").text
