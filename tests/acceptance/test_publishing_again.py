"""`overview --publish` a second time: the same again is no difference, one more review is."""

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from command import Run
from nations import write_nation
from prevent_assure.diagnostics import InputError
from prevent_assure.national.published_record import earlier_editions
from prevent_assure.workspace.workspace import Workspace

CYCLE = "2024-25"
LATE = "alderbeck"
RECORD = Path("published") / f"{CYCLE}.yaml"
PUBLISH = ("overview", "--publish", "--smallest", "3")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nation(tmp_path_factory.mktemp("again") / "nation", 12, "--cycles", "1", "--complete")


@pytest.fixture
def nation(finished: Path, tmp_path: Path) -> Path:
    """A nation in which a review is still to come."""
    folder = Path(shutil.copytree(finished, tmp_path / "nation"))
    (folder / "reviews" / CYCLE / f"{LATE}.yaml").unlink()
    return folder


def _review(nation: Path, finished: Path) -> None:
    shutil.copy(finished / "reviews" / CYCLE / f"{LATE}.yaml", nation / "reviews" / CYCLE)


def test_one_more_review_is_refused_and_says_what_it_would_tell(run: Run, nation: Path, finished: Path) -> None:
    first = run(*PUBLISH, cwd=nation)
    assert (first.code, first.stderr) == (0, "")
    assert "commit it" in first.stdout
    noted, page = (nation / RECORD).read_bytes(), (nation / "site-public/index.html").read_bytes()
    again = run(*PUBLISH, cwd=nation)
    assert (again.code, again.stderr, (nation / RECORD).read_bytes()) == (0, "", noted)
    _review(nation, finished)
    refused = run(*PUBLISH, cwd=nation)
    assert (refused.code, refused.stdout) == (1, "")
    assert "  - outcomes, training: met differs by fewer than 3\n" in refused.stderr
    assert "hint: wait until more is agreed" in refused.stderr
    assert ((nation / RECORD).read_bytes(), (nation / "site-public/index.html").read_bytes()) == (noted, page)
    tried = run(*PUBLISH, "--despite-earlier", "--dry-run", cwd=nation)
    assert (tried.code, (nation / RECORD).read_bytes()) == (0, noted)
    assert run(*PUBLISH, "--despite-earlier", cwd=nation).code == 0
    kept = YAML(typ="safe", pure=True).load((nation / RECORD).read_text(encoding="utf-8"))
    assert (kept["format"], kept["cycle"], len(kept["editions"])) == ("prevent-assure/published/1", CYCLE, 2)
    assert all(number == 0 or number >= 3 for each in kept["editions"] for line in each["lines"]
               for number in line.get("counts", {}).values())  # fmt: skip


def test_edition_is_held_against_a_record_of_elsewhere(run: Run, nation: Path, finished: Path, tmp_path: Path) -> None:
    assert run(*PUBLISH, cwd=nation).code == 0
    elsewhere = tmp_path / "elsewhere.yaml"
    shutil.move(nation / RECORD, elsewhere)
    _review(nation, finished)
    refused = run(*PUBLISH, "--earlier", str(elsewhere), cwd=nation)
    assert (refused.code, (nation / RECORD).exists()) == (1, False)
    text = elsewhere.read_text(encoding="utf-8")
    for wrong, said in (
        (text.replace(f"cycle: {CYCLE}", "cycle: 2023-24"), "is of another cycle"),
        (text.replace("editions:", "edition:"), "cannot be read"),
    ):
        elsewhere.write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError, match=said):
            earlier_editions(Workspace(nation), CYCLE, [elsewhere])
    with pytest.raises(InputError, match="cannot be read"):
        earlier_editions(Workspace(nation), CYCLE, [tmp_path / "none.yaml"])
    assert run("overview", "--despite-earlier", cwd=nation).code == 2


def test_record_that_is_changed_is_found(run: Run, nation: Path) -> None:
    assert run(*PUBLISH, cwd=nation).code == 0
    record = nation / RECORD
    assert run("validate", cwd=nation).code == 0
    record.write_text(record.read_text(encoding="utf-8").replace("smallest: 3", "smallest: few"), encoding="utf-8")
    assert f"{RECORD.as_posix()}:" in run("validate", cwd=nation).stdout
    with pytest.raises(InputError, match="cannot be read as a record"):
        earlier_editions(Workspace(nation), CYCLE, [])
    record.rename(record.with_name("notes.yaml"))
    assert "notes.yaml" in run("validate", cwd=nation).stdout
