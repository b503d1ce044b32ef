"""`overview --publish`: nothing small, no name and no narrative goes out, and what may not go out stops all of it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from command import COMMAND_LINE, Run, environment, process
from nations import write_nation
from sealing import reseal
from site_pages import Page, read_page

NUMBER = 60


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nation(tmp_path_factory.mktemp("nation"), NUMBER, "--cycles", "2")


@pytest.fixture(scope="module")
def page(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> Page:
    folder = tmp_path_factory.mktemp("site") / "site"
    words = [*COMMAND_LINE, "overview", "--publish", "--output", str(folder)]
    done = process(words, nation, environment(tmp_path_factory.mktemp("home")))
    assert (done.code, done.stderr) == (0, "")
    assert [path.name for path in sorted(folder.iterdir())] == [".prevent-assure-site.json", "index.html"]
    return read_page(folder / "index.html")


def _texts(value: Any, key: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [each for name, one in value.items() for each in _texts(one, str(name))]
    if isinstance(value, list):
        return [each for one in value for each in _texts(one, key)]
    return [(key, " ".join(value.split()))] if isinstance(value, str) else []


def test_no_name_and_no_narrative_of_the_source_is_there(nation: Path, page: Page) -> None:
    yaml = YAML(typ="safe")
    narratives = {"summary", "comments", "comment", "evidence", "reason", "text"}
    searched = 0
    for path in nation.rglob("*.yaml"):
        assert f" {path.stem} " not in page.text.lower()
        for key, text in _texts(yaml.load(path.read_text(encoding="utf-8"))):
            if key in {"name", *narratives}:
                searched += 1
                assert text not in page.text, path
                assert key == "name" or text.split(". ")[0] not in page.text, path
    assert searched > 1000


def _bounds(lines: list[list[str]], totals: list[int]) -> list[list[tuple[int, int]]]:
    """What each cell can be, narrowed by each line's and column's sum until nothing gets narrower."""
    bounds = [[(0, total) if each == "[c] withheld" else (int(each), int(each)) for each in line]
              for line, total in zip(lines, totals, strict=True)]  # fmt: skip
    while True:
        before = [list(line) for line in bounds]
        for line, total in zip(bounds, totals, strict=True):
            _narrow(line, total, total)
        for at in range(len(lines[0])):
            column = [line[at] for line in bounds[:-1]]
            low, high = bounds[-1][at]
            _narrow(column, low, high)
            for line, each in zip(bounds, column, strict=False):
                line[at] = each
            sums = sum(each[0] for each in column), sum(each[1] for each in column)
            bounds[-1][at] = max(low, sums[0]), min(high, sums[1])
        if bounds == before:
            return bounds


def _narrow(cells: list[tuple[int, int]], low: int, high: int) -> None:
    for at, (least, most) in enumerate(cells):
        others = [each for to, each in enumerate(cells) if to != at]
        cells[at] = (
            max(least, low - sum(each[1] for each in others)),
            min(most, high - sum(each[0] for each in others)),
        )


def test_no_withheld_outcome_can_be_worked_out_from_the_page(page: Page) -> None:
    tables = [rows for name, rows in page.tables.items() if name.endswith("-regions")]
    assert any("[c] withheld" in row for rows in tables for row in rows)
    for rows in tables:
        lines, totals = [row[1:-1] for row in rows[1:]], [int(row[-1]) for row in rows[1:]]
        assert min(totals) >= 5
        for line in lines:
            *outcomes, left = line
            assert [each for each in outcomes if each.isdigit() and int(each) < 5] == []
            assert left in {"0", "[c] withheld"} or int(left) >= 5
        for line, bounds in zip(lines, _bounds(lines, totals), strict=True):
            for each, (least, most) in zip(line, bounds, strict=True):
                assert each != "[c] withheld" or most - least >= 5


def _answers(line: str) -> dict[str, int | None]:
    parts = [each.partition(" [c]") if "[c]" in each else each.rpartition(" ") for each in line.split(", ")]
    return {name: int(value) if value.isdigit() else None for name, _, value in parts}


def test_how_many_fall_short_is_withheld_only_where_it_cannot_be_worked_out(page: Page) -> None:
    worked_out = 0
    for name, rows in page.tables.items():
        for row in rows[1:] if name.endswith("-criteria") else ():
            answers = _answers(row[3])
            falling = {"Present"} if "Present" in answers else {"Not met", "Partly met"}
            its, others = ([answers[word] for word in answers if (word in falling) == short] for short in (True, False))
            if None not in others:
                assert int(row[2]) == NUMBER - sum(each for each in others if each is not None)
                worked_out += None in its
            else:
                assert row[2] == "[c] withheld" if None in its else row[2].isdigit()
    assert worked_out > 0


def test_regions_give_way_to_the_numbers_of_all(page: Page) -> None:
    outcomes = [each for row in page.tables["outcomes-table"][1:] for each in row[1:-1]]
    assert sum(each == "[c] withheld" for each in outcomes) <= len(outcomes) / 2
    for name, rows in page.tables.items():
        assert not name.endswith("-regions") or any(each.isdigit() for row in rows[1:-1] for each in row[1:-2])


def test_nearly_finished_cycle_gives_nothing_away_to_who_knows_how_many_are_missing(run: Run, tmp_path: Path) -> None:
    finished = write_nation(tmp_path / "finished", NUMBER, "--cycles", "1", "--complete")
    for name in ("alderbeck", "coldbeck", "dunbeck"):
        for kind in ("assessments", "reviews"):
            (finished / kind / "2024-25" / f"{name}.yaml").unlink()
    done = run("-C", str(finished), "overview", "--publish", "--output", str(tmp_path / "out"))
    assert (done.code, done.stderr) == (0, "")
    page = read_page(tmp_path / "out" / "index.html")
    assert page.tables["completion-table"][1:3] == [["Agreed", "[c] withheld"], ["Not yet agreed", "[c] withheld"]]
    withheld = 0
    for name, rows in page.tables.items():
        for row in rows[1:] if name.endswith("-criteria") else ():
            answers = _answers(row[3])
            assert answers.pop("Not answered") is None
            told = [each for each in answers.values() if each is not None]
            hidden = len(answers) - len(told)
            rest = NUMBER - 3 - sum(told)
            # What is withheld besides the three is at least 1 each, and open by 5.
            assert hidden in {0, 1, len(answers)} or rest - hidden >= 5
            assert hidden != 1 or rest >= 5
            withheld += hidden > 1
    assert withheld > 0


@pytest.mark.parametrize("marking", ["OFFICIAL-SENSITIVE", "SECRET", "OFFICIAL SENSITIVE", "Internal"])
def test_marking_that_may_not_go_outside_stops_it(workspace: Path, run: Run, marking: str) -> None:
    settings = workspace / "prevent-assure.yaml"
    text = settings.read_text(encoding="utf-8").replace("current_cycle:", f"marking: {marking}\ncurrent_cycle:", 1)
    settings.write_text(text, encoding="utf-8")
    done = run("overview", "--publish", "--smallest", "3")
    assert (done.code, (workspace / "site-public").exists()) == (1, False)
    assert "has a marking" in done.stderr


def test_too_few_authorities_are_not_published(workspace: Path, run: Run) -> None:
    done = run("overview", "--publish")
    assert (done.code, (workspace / "site-public").exists()) == (1, False)
    assert "fewer than 5" in done.stderr


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nation(tmp_path_factory.mktemp("kept") / "small", 8, "--cycles", "1", "--complete")


@pytest.fixture
def small(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "small"))


@pytest.mark.parametrize("what", ["Alderbeck Council", "Sandy Alderbecker", "Robin Elmtree", "narrative"])
def test_template_that_prints_what_is_withheld_stops_it(small: Path, run: Run, what: str) -> None:
    if what == "narrative":
        review = (small / "reviews" / "2024-25" / "alderbeck.yaml").read_text(encoding="utf-8")
        said = YAML(typ="safe", pure=True).load(review)["letter"]["summary"]
        what = " ".join(said.split()).split(". ")[3]
    own = small / "templates" / "overview" / "foot.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text(f"<p>{what.replace(' ', '<b> </b>')}</p></main></body></html>", encoding="utf-8")
    done = run("overview", "--publish", cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)
    assert "would say what stands in" in done.stderr
    assert what not in done.stderr


@pytest.mark.parametrize("whose", ["ceased", "other region", "sender"])
def test_what_is_withheld_is_looked_for_in_all_files(small: Path, run: Run, whose: str) -> None:
    path = small / "authorities" / "alderbeck.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Morgan Alderbeckson", "name: Wystan Quillfeather")
    said, options = "Wystan Quillfeather", list[str]()
    if whose == "ceased":
        text += "valid_to: 2020-03-31\n"
        for kind in ("assessments", "reviews"):
            for each in (small / kind).glob("*/alderbeck.yaml"):
                each.unlink()
    elif whose == "other region":
        kept = next(line for line in text.split("\n") if line.startswith("region: "))
        text = text.replace(kept, "region: The Islands")
        regions = {_region(each) for each in (small / "authorities").iterdir() if each != path}
        options = [word for each in sorted(regions) for word in ("--region", each)]
    else:
        said = "assurance@example.org"
    path.write_text(text, encoding="utf-8")
    own = small / "templates" / "overview" / "foot.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text(f"<p>{said}</p></main></body></html>", encoding="utf-8")
    reseal(small)
    done = run("overview", "--publish", "--smallest", "3", *options, cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)
    assert "would say what stands in" in done.stderr


def _region(path: Path) -> str:
    return str(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))["region"])


def test_region_that_is_named_for_an_authority_stops_it(small: Path, run: Run) -> None:
    for path in (small / "authorities").iterdir():
        text = path.read_text(encoding="utf-8")
        region = next(line for line in text.split("\n") if line.startswith("region: "))
        path.write_text(text.replace(region, "region: Around Alderbeck Council"), encoding="utf-8")
    done = run("overview", "--publish", cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)


def test_file_with_errors_stops_it(small: Path, run: Run) -> None:
    path = small / "reviews" / "2024-25" / "alderbeck.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("adviser:", "advisor:", 1), encoding="utf-8")
    done = run("overview", "--publish", cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)
    assert "while files have errors" in done.stderr


def test_edition_for_outside_and_the_other_one_do_not_share_a_folder(small: Path, run: Run) -> None:
    assert run("overview", "--output", "picture", cwd=small).code == 0
    assert run("overview", "--publish", "--output", "picture", cwd=small).code == 2
    assert run("overview", "--publish", "--output", "outside", cwd=small).code == 0
    assert run("overview", "--output", "outside", cwd=small).code == 2
    (small / "outside" / "notes.txt").write_text("names", encoding="utf-8")
    done = run("overview", "--publish", "--output", "outside", cwd=small)
    assert (done.code, "notes.txt" in done.stderr) == (2, True)


def test_advisers_cannot_be_named_outside(small: Path, run: Run) -> None:
    assert run("overview", "--publish", "--name-advisers", cwd=small).code == 2


def _regions(folder: Path, region: str, *, of: str = "*") -> None:
    for path in (folder / "authorities").glob(f"{of}.yaml"):
        text = path.read_text(encoding="utf-8")
        kept = next(line for line in text.split("\n") if line.startswith("region: "))
        path.write_text(text.replace(kept, f"region: {region}"), encoding="utf-8")


@pytest.mark.parametrize(
    ("region", "of"),
    [
        ("Jane Doe wrote this account of the year", "*"),
        ("Morgan Alderbeckson", "*"),
        ("M Alderbeckson", "*"),
        ("jane.doe@example.org", "alderbeck"),
    ],
)
def test_region_that_says_more_than_a_name_is_not_published(small: Path, run: Run, region: str, of: str) -> None:
    _regions(small, region, of=of)
    done = run("overview", "--publish", "--smallest", "3", cwd=small)
    assert (done.code, done.stdout, (small / "site-public").exists()) == (1, "", False)
    assert "authorit" in done.stderr
    assert region not in done.stderr


def test_region_that_nobody_knows_is_not_published_though_it_reads_like_one(small: Path, run: Run) -> None:
    _regions(small, "Ottoline Fairweather", of="alderbeck")
    done = run("overview", "--publish", "--smallest", "3", cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)
    assert "authorities/alderbeck.yaml has a region that is none of those that are known" in done.stderr
    assert "Fairweather" not in done.stderr


@pytest.mark.parametrize("name", ["Prevent Plan", "Wystan Quillfeather"])
def test_name_in_criteria_of_its_own_stops_it(small: Path, run: Run, name: str) -> None:
    # Lone words of criteria are nobody's name; a whole name is one, though each of its words stands there by itself.
    path = small / "authorities" / "alderbeck.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Morgan Alderbeckson", f"name: {name}")
    path.write_text(text, encoding="utf-8")
    packaged = Path(__file__).resolve().parents[2] / "criteria" / "local-authority" / "2024-25.yaml"
    own = small / "criteria" / "local-authority" / "2024-25.yaml"
    own.parent.mkdir(parents=True)
    told = packaged.read_text(encoding="utf-8").replace("title: Partnership plan", f"title: The {name} of the area", 1)
    assert name in told
    own.write_text(told, encoding="utf-8")
    reseal(small)
    done = run("overview", "--publish", "--smallest", "3", cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)
    assert "people.chief-executive.name" in done.stderr
    assert name not in done.stderr


@pytest.mark.parametrize("key", ["type", "groups", "title"])
def test_free_text_of_any_key_is_looked_for(small: Path, run: Run, key: str) -> None:
    said = "Ottoline Fairweather wrote this account"
    path = small / "authorities" / "alderbeck.yaml"
    text = path.read_text(encoding="utf-8")
    lines = {
        "type": (next(line for line in text.split("\n") if line.startswith("type: ")), f"type: {said}"),
        "groups": ("Alderbeck Prevent Board", said),
        "title": ("title: Prevent Lead", f"title: {said}"),
    }
    path.write_text(text.replace(*lines[key]), encoding="utf-8")
    own = small / "templates" / "overview" / "foot.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text(f"<p>{said}</p></main></body></html>", encoding="utf-8")
    reseal(small)
    done = run("overview", "--publish", cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)
    assert "would say what stands in authorities/alderbeck.yaml" in done.stderr


def test_sender_of_one_cycle_is_looked_for(small: Path, run: Run) -> None:
    path = small / "prevent-assure.yaml"
    sender = "{name: Wystan Quillfeather, title: Head, department: Department of Examples, address: [1 Street]}"
    text = path.read_text(encoding="utf-8").replace("2024-25: {criteria", f"2024-25: {{sender: {sender}, criteria")
    assert "Quillfeather" in text
    path.write_text(text, encoding="utf-8")
    own = small / "templates" / "overview" / "foot.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<p>Wystan <b>Quillfeather</b></p></main></body></html>", encoding="utf-8")
    reseal(small)
    done = run("overview", "--publish", cwd=small)
    assert (done.code, (small / "site-public").exists()) == (1, False)
    assert "cycles.2024-25.sender.name" in done.stderr
