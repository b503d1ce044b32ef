"""The GitHub actions as they stand in their files, their steps run one after another against a stand-in for GitHub."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from forge_runner import BOT, Forge, Runner, Step
from scratch_repository import ScratchRepository
from sealing import reseal

ROOT = Path(__file__).resolve().parents[2]
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
MARK = "<!-- prevent-assure: what this request changes -->"
CANARY = "ran-code-of-the-request"


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A stand-in for GitHub's API."""
    made = Forge()
    yield made
    made.shutdown()
    made.server_close()


class Request(NamedTuple):
    """A checkout of a pull request, merged into its base."""

    repository: ScratchRepository
    base: str
    head: str

    def event(self, **more: Any) -> dict[str, Any]:
        """What GitHub says of it."""
        head = {"sha": self.head, "repo": {"full_name": "council/prevent"}}
        return {
            "event_name": "pull_request",
            "event": {"pull_request": {"number": 7, "base": {"sha": self.base}, "head": head | more}},
        }


@pytest.fixture
def request_(workspace: Path) -> Request:
    """A pull request that changes a comment, merged into main as GitHub's merge commit is."""
    repository = ScratchRepository.make(workspace)
    base = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "topic")
    _change(workspace, "      Carry on developing a sound way", "      Carry on finding a sound way", REVIEW)
    reseal(workspace)
    head = repository.commit("Change a comment")
    repository.git("checkout", "--quiet", "--detach", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "topic")
    return Request(repository, base, head)


def _change(workspace: Path, old: str, new: str, name: str = ASSESSMENT) -> None:
    path = workspace / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _runner(
    request_: Request, away: Path, forge: Forge, action: str = "action.yml", *, install: bool = False
) -> Runner:
    return Runner(ROOT / action, request_.repository.folder, away, forge, install=install)


def _codes(steps: list[Step]) -> dict[str, int | None]:
    return {step.name: step.code for step in steps}


def test_pull_request_gets_scores_changes_and_a_comment(request_: Request, tmp_path: Path, forge: Forge) -> None:
    runner = _runner(request_, tmp_path / "away", forge)
    steps = runner.run(request_.event())
    assert set(_codes(steps).values()) == {0}, steps
    summary = runner.summary.read_text(encoding="utf-8")
    assert "| No. | Benchmark |" in summary
    (comment,) = forge.comments
    assert comment["body"].startswith(f"{MARK}\n")
    assert comment["body"].removeprefix(f"{MARK}\n") in summary
    assert "+ Carry on finding a sound way" in comment["body"]
    assert all(headers["Authorization"] == "Bearer of-the-job" for _, _, headers in forge.calls)


def test_comment_is_updated_and_not_repeated(request_: Request, tmp_path: Path, forge: Forge) -> None:
    forge.comments += [{"id": number, "body": "A word.", "user": {"type": "User"}} for number in range(1, 150)]
    forge.comments.append({"id": 150, "body": f"{MARK}\nof someone else", "user": {"type": "User"}})
    runner = _runner(request_, tmp_path / "away", forge)
    runner.run(request_.event())
    runner.run(request_.event())
    assert len(forge.comments) == 151
    forge.comments[-1]["body"] = f"{MARK}\nof the run before"
    runner.run(request_.event())
    assert len(forge.comments) == 151
    assert "of the run before" not in forge.comments[-1]["body"]
    assert forge.comments[149]["body"].endswith("of someone else")


def test_two_workspaces_of_a_repository_have_a_comment_each(request_: Request, tmp_path: Path, forge: Forge) -> None:
    top = request_.repository.folder
    for name in ("one", "two -->"):
        shutil.copytree(top, tmp_path / name, ignore=shutil.ignore_patterns(".git"))
        shutil.move(tmp_path / name, top / name)
    head = request_.repository.commit("Two more workspaces")
    request = request_._replace(head=head)
    for name in ("one", "./two -->/", "one", "two -->", "."):
        steps = _runner(request, tmp_path / "away", forge).run(request.event(), workspace=name)
        assert _codes(steps)["Comment"] == 0, steps
    firsts = [each["body"].splitlines()[0] for each in forge.comments]
    assert firsts == [
        "<!-- prevent-assure: what this request changes, workspace one -->",
        "<!-- prevent-assure: what this request changes, workspace two%20--%3E -->",
        MARK,
    ]
    titles = [each["body"].splitlines()[1] for each in forge.comments]
    assert titles[0].startswith("### Prevent assurance, workspace `one`: ")
    assert titles[2].startswith("### Prevent assurance: ")


def test_errors_are_annotated_and_fail_the_job_after_the_comment(
    request_: Request, tmp_path: Path, forge: Forge
) -> None:
    _change(request_.repository.folder, "by: prevent-lead", "by: nobody-here")
    steps = _runner(request_, tmp_path / "away", forge).run(request_.event())
    assert _codes(steps) == {
        "Install": 0, "Validate": 0, "Scores": 0, "What the pull request changes": 0, "Comment": 0, "Result": 1,
    }  # fmt: skip
    validated = next(step.output for step in steps if step.name == "Validate")
    assert f"::error file={ASSESSMENT},title=unknown-person,line=9" in validated
    assert len(forge.comments) == 1


def test_inputs_reach_the_command(request_: Request, tmp_path: Path, forge: Forge) -> None:
    _change(request_.repository.folder, "by: prevent-lead", "by: nobody-here")
    runner = _runner(request_, tmp_path / "away", forge)
    assert _codes(runner.run(request_.event(), ignore="unknown-person", comment="false"))["Result"] == 0
    assert forge.comments == []
    assert _codes(runner.run(request_.event(), select="unknown-outcome"))["Result"] == 0
    wrong = runner.run(request_.event(), select="unknown-persn")
    assert (wrong[-1].name, wrong[-1].code) == ("Validate", 2)
    assert "did you mean" in wrong[-1].output
    assert runner.run(request_.event(), workspace="elsewhere")[-1].code == 2


def test_push_comments_nothing(request_: Request, tmp_path: Path, forge: Forge) -> None:
    steps = _runner(request_, tmp_path / "away", forge).run({"event_name": "push", "event": {}})
    assert _codes(steps)["What the pull request changes"] is None
    assert _codes(steps)["Result"] == 0
    assert forge.calls == []


def test_shallow_checkout_is_said_to_be_the_reason(request_: Request, tmp_path: Path, forge: Forge) -> None:
    shallow = tmp_path / "shallow"
    request_.repository.git("clone", "--quiet", "--depth", "1", f"file://{request_.repository.folder}", shallow)
    request = request_._replace(repository=ScratchRepository(shallow))
    last = _runner(request, tmp_path / "away", forge).run(request.event())[-1]
    assert (last.name, last.code) == ("What the pull request changes", 2)
    assert "fetch-depth" in last.output


def test_forks_own_job_comments_nothing(request_: Request, tmp_path: Path, forge: Forge) -> None:
    event = request_.event(repo={"full_name": "someone/prevent"})
    steps = _runner(request_, tmp_path / "away", forge).run(event)
    assert _codes(steps)["Comment"] is None
    assert _codes(steps)["Result"] == 0
    assert forge.calls == []


def _hostile(folder: Path, canary: Path) -> None:
    """Code wherever a careless checker would run it."""
    code = f"open({str(canary)!r}, 'w').close()\n"
    for name in (
        "sitecustomize.py",
        "usercustomize.py",
        "typer.py",
        "json.py",
        "pydantic.py",
        "prevent_assure/__init__.py",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(code, encoding="utf-8")
    (folder / ".gitattributes").write_text("*.yaml filter=run diff=run\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[build-system]\nrequires = []\n", encoding="utf-8")
    for name in ("git", "python", "prevent-assure"):
        (folder / name).write_text(f"#!/bin/sh\ntouch {canary}\n", encoding="utf-8")
        (folder / name).chmod(0o755)


def test_code_of_the_request_is_not_run(request_: Request, tmp_path: Path, forge: Forge) -> None:
    canary = tmp_path / CANARY
    _hostile(request_.repository.folder, canary)
    steps = _runner(request_, tmp_path / "away", forge).run(request_.event())
    assert set(_codes(steps).values()) == {0}, steps
    assert not canary.exists()


class Fork(NamedTuple):
    """The checkout of the default branch in which a fork's request is commented on."""

    request: Request
    head: str

    def event(self) -> dict[str, Any]:
        """What GitHub says of the run."""
        run = {"head_repository": {"owner": {"login": "someone"}}, "head_branch": "topic", "head_sha": self.head}
        return {"event_name": "workflow_run", "event": {"workflow_run": run}}

    def pull(self, sha: str) -> dict[str, Any]:
        """What the API says of the request."""
        return {"number": 7, "head": {"sha": sha}, "base": {"ref": "main"}}


@pytest.fixture
def fork(workspace: Path, tmp_path: Path) -> Fork:
    """GitHub's repository with a fork's request in it, and a checkout of main."""
    origin = ScratchRepository.make(workspace)
    origin.git("checkout", "--quiet", "-b", "topic")
    _change(workspace, "      Carry on developing a sound way", "      Carry on finding a sound way", REVIEW)
    _hostile(workspace, tmp_path / CANARY)
    head = origin.commit("Change a comment")
    origin.git("update-ref", "refs/pull/7/head", head)
    origin.git("checkout", "--quiet", "main")
    origin.git("branch", "--quiet", "-D", "topic")
    checkout = tmp_path / "checkout"
    origin.git("clone", "--quiet", f"file://{workspace}", checkout)
    return Fork(Request(ScratchRepository(checkout), "", ""), head)


FORK_ACTION = "ci/github/fork-comment/action.yml"


def test_forks_request_is_commented_on_without_running_its_code(fork: Fork, tmp_path: Path, forge: Forge) -> None:
    forge.pulls = [{**fork.pull("0" * 40), "number": 6}, fork.pull(fork.head)]
    before = fork.request.repository.git("status", "--porcelain", "--ignored")
    steps = _runner(fork.request, tmp_path / "away", forge, FORK_ACTION).run(fork.event())
    assert set(_codes(steps).values()) == {0}, steps
    (comment,) = forge.comments
    assert "+ Carry on finding a sound way" in comment["body"]
    assert not (tmp_path / CANARY).exists()
    assert fork.request.repository.git("status", "--porcelain", "--ignored") == before == ""
    assert any("head=someone%3Atopic" in path for _, path, _ in forge.calls)
    assert any(path.endswith("/issues/7/comments") for _, path, _ in forge.calls)


def test_request_that_is_closed_or_has_newer_commits_gets_no_comment(fork: Fork, tmp_path: Path, forge: Forge) -> None:
    forge.pulls = [fork.pull("0" * 40)]
    runner = _runner(fork.request, tmp_path / "away", forge, FORK_ACTION)
    steps = runner.run(fork.event())
    assert _codes(steps)["Comment"] is None
    forge.pulls = [fork.pull("1" * 40)]
    event = fork.event()
    event["event"]["workflow_run"]["head_sha"] = "1" * 40
    assert _codes(runner.run(event))["Comment"] is None
    assert forge.comments == []


def test_refused_token_is_said(request_: Request, tmp_path: Path, forge: Forge) -> None:
    forge.comments.append({"id": 1, "body": f"{MARK}\nold", "user": BOT})
    forge.shutdown()
    forge.server_close()
    last = _runner(request_, tmp_path / "away", forge).run(request_.event())[-1]
    assert (last.name, last.code) == ("Comment", 1)
    assert "the forge does not answer" in last.output
    assert "Traceback" not in last.output
