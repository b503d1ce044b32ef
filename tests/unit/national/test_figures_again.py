"""The figures of the overview, made again from the exported tables by the queries that the page for analysts shows."""

import re
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from nations import write_nation
from pages import DOCS, ROOT, read
from prevent_assure import Workspace, export
from prevent_assure.national.counts import OPEN, all_counts, region_counts
from prevent_assure.national.figures import BenchmarkFigures, Figures
from prevent_assure.national.kept_rows import ReasonedRow, rows_of
from prevent_assure.national.nation import Nation

CYCLE, CYCLES = "2024-25", ("2023-24", "2024-25")
QUERIES = dict(re.findall(r"```sql\n-- (.+)\n((?:.+\n)+)```", read(DOCS / "data-for-analysts.md")))
Counts = dict[tuple[Any, ...], int]


def _nation(folder: Path) -> Path:
    """A nation with an authority that is covered, one that is succeeded, and one whose edition scores less."""
    nation = write_nation(folder / "nation", 9, "--cycles", "2")
    for kind in ("assessments", "reviews"):
        (nation / kind / CYCLE / "alderbeck.yaml").unlink(missing_ok=True)
    edition = read(ROOT / "criteria" / "local-authority" / "2024-25.yaml").replace(
        'edition: "2024-25"', 'edition: "less"'
    )
    own = nation / "criteria" / "local-authority" / "less.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(edition.replace("- id: training\n", "- id: learning\n"), encoding="utf-8")
    for path in (nation / "assessments" / CYCLE / "birchbeck.yaml", *(nation / "assessments" / "2023-24").iterdir()):
        path.write_text(read(path).replace("local-authority/2024-25", "local-authority/less"), encoding="utf-8")
    covering = nation / "assessments" / CYCLE / "coldbeck.yaml"
    covering.write_text(covering.read_text(encoding="utf-8") + "covers: [alderbeck]\n", encoding="utf-8")
    for kind in ("assessments", "reviews"):
        like = read(nation / kind / CYCLE / "dunbeck.yaml").replace("authority: dunbeck", "authority: elderbeck")
        unlike = like.replace("agreed: met\n", "agreed: exceeding\n", 2)
        (nation / kind / CYCLE / "elderbeck.yaml").write_text(unlike, encoding="utf-8")
    text = read(nation / "authorities" / "coldbeck.yaml")
    old = text.replace("id: coldbeck", "id: oldbeck", 1)
    (nation / "authorities" / "oldbeck.yaml").write_text(f"{old}valid_to: 2024-09-30\n", encoding="utf-8")
    (nation / "authorities" / "coldbeck.yaml").write_text(f"{text}successor_of: oldbeck\n", encoding="utf-8")
    return nation


@pytest.fixture(scope="module", params=["example", "nation"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    if request.param == "nation":
        return _nation(folder)
    return Path(shutil.copytree(ROOT / "examples" / "herefordshire", folder / "example"))


@pytest.fixture(scope="module")
def figures(root: Path) -> Figures:
    """The figures that the pages show, and for unlike outcomes the rows."""
    nation = Nation(Workspace.at(root), CYCLE)
    counted = Figures(nation.criteria, nation.criteria_before)
    for found in nation.walk():
        counted.add(found.now, found.before, found.stage)
    return counted


@pytest.fixture(scope="module")
def again(root: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The answers to the queries."""
    settings = Workspace.at(root).settings.model
    assert settings is not None
    cycles = [each for each in CYCLES if each in settings.cycles]
    folder = export(Workspace.at(root), format_="sqlite", cycles=cycles, folder=root.parent / "data").folder
    base = sqlite3.connect(folder / "prevent-assure.sqlite")
    answers = {name: base.execute(query).fetchall() for name, query in QUERIES.items()}
    base.close()
    return answers


def _counts(rows: list[tuple[Any, ...]]) -> Counts:
    return {tuple(names): count for *names, count in rows}


def _of(figures: Figures, by: Any) -> Counts:
    """Count something by benchmark; what there is none of has no row."""
    found = ((each.benchmark.id, *names, count) for each in figures.scored() for *names, count in by(each))
    return {tuple(names): count for *names, count in found if count}


def test_completion(figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    expected = {(region, each): n for region, counted in figures.stages_in.items() for each, n in counted.items()}
    assert _counts(again["completion"]) == expected


def test_outcomes_of_all_and_by_region(figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    def by_region(each: BenchmarkFigures) -> list[tuple[Any, ...]]:
        return [
            (region, one.id, one.count) for region in figures.stages_in for one in region_counts(figures, each, region)
        ]

    found = _counts(again["outcomes"])
    assert found == _of(figures, by_region)
    together: Counter[tuple[str, str]] = Counter()
    for (benchmark, _, outcome), count in found.items():
        together[benchmark, outcome] += count
    assert together == _of(
        figures, lambda each: [(one.id, one.count) for one in all_counts(figures, each, each.agreed)]
    )


def test_claims_and_what_the_rules_derive(figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    claimed = {names: count for names, count in _counts(again["claimed"]).items() if names[1] is not None}
    assert claimed == _of(figures, lambda each: each.claimed.items())
    basis = ("judgement", "incomplete")
    derived = _of(figures, lambda each: [*each.decided.items(), *((one, each.basis[one]) for one in basis)])
    assert _counts(again["derived"]) == derived


def test_movement(figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    expected = _of(figures, lambda each: [(*moved, count) for moved, count in each.moves.items()])
    assert _counts(again["movement"]) == expected
    new = {each.benchmark.id for each in figures.scored() if figures.editions.of(each.benchmark.id).kind == "new"}
    assert {name for (name,) in again["new benchmarks"]} >= new


def test_answers_and_what_falls_short(figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    def answers(each: BenchmarkFigures) -> list[tuple[Any, ...]]:
        return [(*at, word, count) for at, found in each.criteria.items() for word, count in found.answers.items()]

    assert _counts(again["answers"]) == _of(figures, answers)
    short = _of(figures, lambda each: [(*at, found.short) for at, found in each.criteria.items()])
    assert _counts(again["falling short"]) == short


def test_progress_and_recommendations(figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    assert _counts(again["progress"]) == {(word,): count for word, count in figures.progress.items()}
    made = {(each.benchmark.id,): each.recommendations for each in figures.scored()}
    assert {names: count for names, count in _counts(again["recommendations"]).items() if count} == {
        names: count for names, count in made.items() if count
    }


def test_judgements_by_benchmark_and_adviser(figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    by_benchmark: dict[str, list[int]] = {}
    by_adviser: dict[str, list[int]] = {}
    for benchmark, adviser, *counts in again["judgements"]:
        for found, name in ((by_benchmark, benchmark), (by_adviser, adviser)):
            found[name] = [one + more for one, more in zip(found.get(name, (0, 0, 0)), counts, strict=True)]
    agreed = [each for each in figures.scored() if each.agreed]
    assert by_benchmark == {each.benchmark.id: [each.agreed.total(), each.judged, each.overrides] for each in agreed}
    assert by_adviser == {role: [each.agreed, each.judged, each.overrides] for role, each in figures.advisers.items()}


def test_unlike_outcomes(root: Path, figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for found in Nation(Workspace.at(root), CYCLE).walk():
        for row, benchmark in rows_of(found.now, found.stage, ""):
            if isinstance(row, ReasonedRow) and len(figures.like[row.pattern]) > 1:
                counted[benchmark, row.agreed] += 1
    assert _counts(again["unlike outcomes"]) == counted


def test_there_is_something_to_count(root: Path, figures: Figures, again: dict[str, list[tuple[Any, ...]]]) -> None:
    seldom = {"new benchmarks", "unlike outcomes", "movement"}
    assert all(again[name] for name in QUERIES if name not in seldom or root.name == "nation")
    if root.name == "nation":
        stages = figures.stages
        assert (stages["covered"], stages["succeeded"]) == (1, 1)
        found = {outcome for _, _, outcome, _ in again["outcomes"]}
        assert {"covered", "succeeded", "not_asked", OPEN} <= found
