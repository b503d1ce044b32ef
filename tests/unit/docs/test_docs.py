"""The pages as a whole: lines are short, YAML can be read, and no page is left out. `make check` holds their links."""

import os
import re
import shutil
from pathlib import Path

import pytest

from pages import DOCS, PAGES, ROOT, fences, links, read
from prevent_assure import source
from prevent_assure.checking.named_files import validate_text
from prevent_assure.checking.validate import validate
from prevent_assure.scores.task import score
from prevent_assure.text.findings import findings_text
from prevent_assure.workspace.workspace import Workspace
from sealing import reseal

WIDTH = 120
EXAMPLE = Workspace.at(ROOT / "examples" / "herefordshire")
OURS = [page for page in PAGES if page.parent == DOCS or page.name == "README.md"]


def _name(page: Path) -> str:
    return os.fspath(page.relative_to(ROOT))


@pytest.mark.parametrize("page", OURS, ids=_name)
def test_lines_fit(page: Path) -> None:
    long = [number for number, line in enumerate(read(page).split("\n"), 1) if len(line) > WIDTH and "](" not in line]
    assert long == []


def test_each_page_can_be_reached_from_the_readme() -> None:
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links(read(page)) if "://" not in link]
    assert [page.name for page in DOCS.glob("*.md") if page not in seen] == []


@pytest.mark.parametrize("page", [page for page in OURS if page.name != "findings.md"], ids=_name)
def test_yaml_of_the_pages_can_be_read(page: Path) -> None:
    for fence in fences(read(page)):
        if fence.language == "yaml":
            assert source.read(fence.text.encode()).data


@pytest.mark.parametrize("page", ["tutorial.md", "adviser.md"])
def test_whole_files_in_the_pages_have_no_errors(page: str) -> None:
    whole = [fence.content for fence in fences(read(DOCS / page)) if fence.content.startswith("format:")]
    assert whole
    assert [validate_text(text.encode(), "-").diagnostics for text in whole] == [()] * len(whole)


@pytest.mark.parametrize("picture", ["letter.png", "letter-annex-a.png", "form-start.png", "form-benchmark.png"])
def test_pictures_are_small(picture: str) -> None:
    assert (DOCS / picture).stat().st_size < 200_000


def test_finding_that_the_tutorial_shows_is_what_people_see() -> None:
    pages = fences(read(DOCS / "tutorial.md"))
    draft = next(fence.content for fence in pages if str(fence.path).startswith("assessments/"))
    shown = next(fence.text for fence in pages if fence.language == "text")
    spoilt = draft.replace("partnership-group:", "trainings:")
    found = validate_text(spoilt.encode(), "assessments/2024-25/herefordshire.yaml").diagnostics
    assert findings_text(found, excerpts=False, colour=False) == shown


def test_steps_to_an_own_edition_lead_to_it(tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "herefordshire"))
    own = workspace / "criteria" / "local-authority" / "2024-25.yaml"
    packaged = read(ROOT / "criteria" / "local-authority" / "2024-25.yaml")
    own.write_text(packaged.replace("meets quarterly", "convenes quarterly"), encoding="utf-8")
    reseal(workspace)
    opened = Workspace.at(workspace)
    assert validate(opened).diagnostics == ()
    scored = score(opened, cycle="2024-25").assessments[0]
    assert scored.criteria_origin == "criteria/local-authority/2024-25.yaml"
    assert scored.criteria_digest not in {each.criteria_digest for each in score(EXAMPLE, cycle="2024-25").assessments}


def test_make_targets_of_the_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {word for page in PAGES for word in re.findall(r"(?:^|`)make ([a-z]+)", read(page), re.MULTILINE)}
    assert named >= {"demo", "test"}
    assert named <= targets
