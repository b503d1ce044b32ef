"""`prevent-assure overview`: its figures against a count of the YAML files, its links, and what it leaves alone."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from command import COMMAND_LINE, Run, environment, process
from nations import write_nation
from site_pages import Page, read_page

NUMBER, CYCLE, BEFORE = 30, "2024-25", "2023-24"
OUTCOMES = ("not_met", "met", "exceeding")
LABELS = {"not_met": "Not met", "met": "Met", "exceeding": "Exceeding"}
WORDS = {
    "met": "Met", "partly_met": "Partly met", "not_met": "Not met", "not_applicable": "Not applicable",
    "present": "Present", "absent": "Absent", "unanswered": "Not answered",
}  # fmt: skip


class Files:
    """The nation's files as plain data, read by another reader."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.authorities = {path.stem: _yaml(path) for path in sorted((root / "authorities").iterdir())}
        self.assessments = {cycle: self._of("assessments", cycle) for cycle in (BEFORE, CYCLE)}
        self.reviews = {cycle: self._of("reviews", cycle) for cycle in (BEFORE, CYCLE)}

    def _of(self, kind: str, cycle: str) -> dict[str, Any]:
        return {path.stem: _yaml(path) for path in (self.root / kind / cycle).iterdir()}

    def agreed(self, cycle: str, authority: str, benchmark: str) -> str | None:
        review = self.reviews[cycle].get(authority)
        found = review["benchmarks"].get(benchmark, {}).get("agreed") if review else None
        return None if found is None else str(found)

    def status(self, authority: str) -> str:
        assessment, review = self.assessments[CYCLE].get(authority), self.reviews[CYCLE].get(authority)
        if assessment is None:
            return "Not begun"
        if "submitted" not in assessment:
            return "Draft"
        if review is None:
            return "Submitted"
        return "Cleared" if "cleared" in review else "Agreed" if "agreed" in review else "In review"


def _yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nation(tmp_path_factory.mktemp("nation"), NUMBER)


@pytest.fixture(scope="module")
def files(nation: Path) -> Files:
    return Files(nation)


@pytest.fixture(scope="module")
def site(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    words = [*COMMAND_LINE, "overview", "--output", str(folder)]
    done = process(words, nation, environment(tmp_path_factory.mktemp("home")))
    assert (done.code, done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def scores(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    words = [*COMMAND_LINE, "score", "--format", "json"]
    done = process(words, nation, environment(tmp_path_factory.mktemp("home")))
    found: list[dict[str, Any]] = json.loads(done.stdout)["assessments"]
    return found


@pytest.fixture(scope="module")
def benchmarks(scores: list[dict[str, Any]]) -> dict[str, str]:
    """Id and printed title of each scored benchmark."""
    return {each["id"]: f"{each['number']}. {each['title']}" for each in scores[0]["benchmarks"] if each["scored"]}


def _rows(page: Page, table: str) -> dict[str, list[str]]:
    return {first: rest for first, *rest in page.tables[table][1:]}


def test_first_page_has_the_figures_of_the_files(site: Path, files: Files, benchmarks: dict[str, str]) -> None:
    page = read_page(site / "index.html")
    for name, title in benchmarks.items():
        now = {each: files.agreed(CYCLE, each, name) for each in files.authorities}
        before = {each: files.agreed(BEFORE, each, name) for each in files.authorities}
        counted = Counter(now.values())
        assert _rows(page, "outcomes-table")[title] == [str(counted[each]) for each in (*OUTCOMES, None)]
        moved = Counter(
            (OUTCOMES.index(one) > OUTCOMES.index(old)) - (OUTCOMES.index(one) < OUTCOMES.index(old))
            for each, one in now.items()
            if one is not None and (old := before[each]) is not None
        )
        apart = NUMBER - moved.total()
        assert _rows(page, "movement-table")[title] == [str(each) for each in (moved[1], moved[0], moved[-1], apart)]


def test_completion_is_counted_by_region(site: Path, files: Files) -> None:
    heads, *rows = read_page(site / "index.html").tables["completion-table"]
    regions = {name: each["region"] for name, each in files.authorities.items()}
    for region, *counts in rows:
        within = [each for each in files.authorities if region in {regions[each], "All"}]
        counted = Counter(files.status(each) for each in within)
        assert counts == [*(str(counted[each]) for each in heads[1:-1]), str(len(within))]
    assert [row[0] for row in rows] == [*sorted(set(regions.values())), "All"]


def test_progress_counts_the_advisers_view_before_the_authoritys(site: Path, files: Files) -> None:
    progress: dict[tuple[str, str], str] = {}
    for kind in (files.assessments, files.reviews):
        for authority, file in kind[CYCLE].items():
            progress |= {(authority, each["recommendation"]): each["progress"] for each in file.get("follow_up", ())}
    counted = Counter(each.replace("_", " ").capitalize() for each in progress.values())
    rows = _rows(read_page(site / "index.html"), "progress-table")
    assert {name: int(count) for name, (count,) in rows.items()} == {
        **{name: counted[name] for name in rows},
        "All": len(progress),
    }


def test_benchmarks_page_counts_claims_and_answers(site: Path, files: Files, benchmarks: dict[str, str]) -> None:
    for name in benchmarks:
        page = read_page(site / f"benchmark-{name}.html")
        told = [each.get("benchmarks", {}).get(name, {}) for each in files.assessments[CYCLE].values()]
        claimed = Counter(each.get("claimed") for each in told)
        rows = _rows(page, "outcomes-table")
        assert [rows[LABELS[each]][1] for each in OUTCOMES] == [str(claimed[each]) for each in OUTCOMES]
        answers: Counter[str] = Counter()
        for level in (level for each in told for level in each.get("answers", {}).values()):
            words = (each["answer"] if isinstance(each, dict) else each for each in level.values())
            answers.update(WORDS[each] for each in words)
        shown: Counter[str] = Counter()
        for *_, said in page.tables["criteria-table"][1:]:
            assert sum(int(each.rsplit(None, 1)[1]) for each in said.split(", ")) == len(told)
            for each in said.split(", "):
                word, count = each.rsplit(None, 1)
                shown[word] += int(count)
        del shown["Not answered"]
        assert +shown == answers


def test_judgements_and_overrides_are_those_of_the_scores(
    site: Path, scores: list[dict[str, Any]], benchmarks: dict[str, str]
) -> None:
    rates = _rows(read_page(site / "moderation.html"), "benchmarks-table")
    for name, title in benchmarks.items():
        found = [each for one in scores for each in one["benchmarks"] if each["id"] == name and each["agreed"]]
        outside = sum(each["override"] for each in found)
        judged = sum(each["basis"] == "judgement" and not each["override"] for each in found)
        rows = read_page(site / f"benchmark-{name}.html").tables.get("judgements-table", [[]])[1:]
        kinds = Counter(row[1] for row in rows)
        assert (kinds["Outside the rules"], kinds["Judgement"]) == (outside, judged)
        assert [rates[title][0], rates[title][1], rates[title][3]] == [str(len(found)), str(judged), str(outside)]
    assert rates["All"][0] == str(sum(int(rates[each][0]) for each in benchmarks.values()))


def test_heat_map_and_authoritys_pages_show_each_outcome(site: Path, files: Files, benchmarks: dict[str, str]) -> None:
    heat = _rows(read_page(site / "heat-map.html"), "heat-map")
    for name, authority in files.authorities.items():
        region, status, *cells = heat[authority["name"]]
        assert (region, status) == (authority["region"], files.status(name))
        page = read_page(site / "authorities" / f"{name}.html")
        for benchmark, cell in zip(benchmarks, cells, strict=True):
            agreed = files.agreed(CYCLE, name, benchmark)
            assert (LABELS[agreed] if agreed else "Not yet agreed") in cell
            before = files.agreed(BEFORE, name, benchmark)
            shown = _rows(page, "outcomes-table")[benchmarks[benchmark]]
            assert shown[2] == cell or agreed is None
            assert before is None or LABELS[before] in shown[1]


def test_charts_say_what_the_table_beside_says(workspace: Path, run: Run, tmp_path: Path) -> None:
    covers = workspace / "assessments" / CYCLE / "herefordshire.yaml"
    covers.write_text(covers.read_text(encoding="utf-8") + "covers: [elsewhere]\n", encoding="utf-8")
    text = (workspace / "authorities" / "herefordshire.yaml").read_text(encoding="utf-8")
    other = text.replace("id: herefordshire", "id: elsewhere", 1)
    (workspace / "authorities" / "elsewhere.yaml").write_text(other, encoding="utf-8")
    run("overview", "--output", str(tmp_path / "site"))
    assert "Covered by another's 1" in read_page(tmp_path / "site" / "index.html").text.replace("- ", "-")


def test_good_practice_is_what_is_marked_to_be_shared(site: Path, files: Files) -> None:
    shared = [
        (files.authorities[name]["name"], " ".join(each["text"].split()))
        for name, review in sorted(files.reviews[CYCLE].items())
        for each in review["letter"]["strengths"]
        if each["share"] is True or each["share"] == "true"
    ]
    page = read_page(site / "good-practice.html")
    assert [(row[0], row[2]) for row in page.tables["strengths-table"][1:]] == shared


def test_each_link_leads_to_a_page_and_a_place_of_the_site(site: Path) -> None:
    pages = {path: read_page(path) for path in site.rglob("*.html")}
    assert len(pages) == NUMBER + 5 + 7
    for path, page in pages.items():
        for link in page.links:
            if link.startswith("https://"):  # of a criterion's text
                continue
            target, _, place = link.partition("#")
            led = (path.parent / target).resolve() if target else path
            assert led in pages, link
            assert not place or place in pages[led].ids, link


def test_nothing_comes_from_outside_and_only_the_sites_own_script_runs(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert ("<link" in text, "@import" in text, "url(" in text) == (False,) * 3
        root = "../" if path.parent != site else ""
        assert text.count(" src=") == text.count("<script") == text.count(f'<script src="{root}filter.js"></script>')
        assert text.count("<script") == text.count("script-src 'self' file:")


def test_advisers_are_named_only_when_asked_for(nation: Path, site: Path, run: Run, tmp_path: Path) -> None:
    people = _yaml(nation / "prevent-assure.yaml")["people"]
    names = [each["name"] for each in people.values()]
    unnamed = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert [each for each in (*names, *people) if each in unnamed] == []
    assert run("overview", "--name-advisers", "--output", tmp_path / "named", cwd=nation).code == 0
    assert sum(each in (tmp_path / "named" / "moderation.html").read_text(encoding="utf-8") for each in names) > 1


def test_region_is_found_as_typed_and_only_its_authorities_are_shown(
    nation: Path, run: Run, files: Files, tmp_path: Path
) -> None:
    region = files.authorities["alderbeck"]["region"]
    done = run("overview", "--region", region.upper(), "--output", tmp_path / "site", cwd=nation)
    assert done.code == 0
    within = sorted(name for name, each in files.authorities.items() if each["region"] == region)
    assert sorted(path.stem for path in (tmp_path / "site" / "authorities").iterdir()) == within
    assert f"{len(within)} authorities" in read_page(tmp_path / "site" / "index.html").text


def test_unknown_region_is_said_and_nothing_written(nation: Path, run: Run, tmp_path: Path) -> None:
    done = run("overview", "--region", "Northmor", "--output", tmp_path / "site", cwd=nation)
    assert (done.code, (tmp_path / "site").exists()) == (2, False)
    assert "did you mean `Northmoor`?" in done.stderr


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_letters_are_part_of_the_site(workspace: Path, run: Run) -> None:
    run("letter", "--all")
    assert run("overview").code == 0
    page = read_page(workspace / "site" / "authorities" / "herefordshire.html")
    assert "../letters/2024-25/herefordshire.html" in page.links
    letter = workspace / "letters" / "2024-25" / "herefordshire.html"
    assert (workspace / "site" / "letters" / "2024-25" / "herefordshire.html").read_bytes() == letter.read_bytes()


def test_site_is_the_same_each_time_and_leaves_what_is_not_its_own(workspace: Path, run: Run) -> None:
    assert run("overview").code == 0
    folder = workspace / "site"
    first = _bytes(folder)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("overview").code == 0
    assert _bytes(folder) == {**first, "notes.txt": b"mine"}


def test_page_that_is_no_longer_made_goes_unless_someone_changed_it(workspace: Path, run: Run) -> None:
    for name in ("leaving", "changed"):
        shutil.copy(workspace / "authorities" / "herefordshire.yaml", workspace / "authorities" / f"{name}.yaml")
        text = (workspace / "authorities" / f"{name}.yaml").read_text(encoding="utf-8")
        (workspace / "authorities" / f"{name}.yaml").write_text(
            text.replace("id: herefordshire", f"id: {name}"), encoding="utf-8"
        )
    assert run("overview").code == 0
    pages = workspace / "site" / "authorities"
    (pages / "changed.html").write_text("mine now", encoding="utf-8")
    for name in ("leaving", "changed"):
        (workspace / "authorities" / f"{name}.yaml").unlink()
    assert run("overview").code == 0
    assert sorted(path.name for path in pages.iterdir()) == ["changed.html", "herefordshire.html"]


def test_page_of_someone_else_is_not_written_over(workspace: Path, run: Run) -> None:
    (workspace / "site").mkdir()
    (workspace / "site" / "index.html").write_text("mine", encoding="utf-8")
    done = run("overview")
    assert done.code == 2
    assert "index.html is not a page of ours" in done.stderr
    assert (workspace / "site" / "index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", [".", "authorities", "reviews/2024-25", "templates"])
def test_site_does_not_go_where_the_workspace_is_read_from(workspace: Path, run: Run, folder: str) -> None:
    before = _bytes(workspace)
    assert run("overview", "--output", workspace / folder).code == 2
    assert _bytes(workspace) == before


def test_file_with_errors_is_said_and_the_rest_is_shown(workspace: Path, run: Run) -> None:
    path = workspace / "assessments" / CYCLE / "herefordshire.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("criteria:", "criterias:", 1), encoding="utf-8")
    done = run("overview")
    assert done.code == 1
    assert "unknown-key" in done.stderr
    assert _rows(read_page(workspace / "site" / "index.html"), "completion-table")["All"][1] == "1"


def test_own_template_takes_the_packaged_ones_place(workspace: Path, run: Run) -> None:
    own = workspace / "templates" / "overview" / "foot.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<p>{{ page.site.cycle }} is ours</p></main></body></html>", encoding="utf-8")
    assert run("overview").code == 0
    assert "2024/25 is ours" in (workspace / "site" / "index.html").read_text(encoding="utf-8")
    own.write_text("{{ page.nothing }}", encoding="utf-8")
    done = run("overview")
    assert (done.code, "templates/overview/foot.html.j2, line 1" in done.stderr) == (1, True)
