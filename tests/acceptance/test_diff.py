"""`prevent-assure diff` on scripted histories: what changed in meaning is named with its cause, and nothing else is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command import Run
from scripted_history import ASSESSMENT, REVIEW, History

AUTHORITY = "authorities/herefordshire.yaml"
PACKAGED = Path(__file__).parents[2] / "criteria" / "local-authority" / "2024-25.yaml"
Diff = Callable[..., Any]


@pytest.fixture
def history(workspace: Path) -> History:
    """The example in a repository of its own, on a branch."""
    made = History(workspace)
    made.commit()
    made.branch("change")
    return made


@pytest.fixture
def diff(run: Run) -> Diff:
    """What `diff --format json` says."""

    def asks(*words: str, code: int = 0) -> Any:
        done = run("diff", *words, "--format", "json")
        assert (done.code, done.stderr if code == 0 else "") == (code, "")
        return json.loads(done.stdout)

    return asks


def answers(data: Any) -> dict[str, tuple[str | None, str | None]]:
    """Criterion to the answer before and now."""
    return {
        f"{benchmark['id']}/{each['criterion']}": (each["from"], each["to"])
        for assessment in data["assessments"]
        for benchmark in assessment["benchmarks"]
        for each in benchmark["answers"]
        if each["from"] != each["to"]
    }


def moves(data: Any, kind: str = "derived") -> dict[str, tuple[list[str], list[str], list[Any]]]:
    """Benchmark to the outcome before and now, and the answers of each cause."""
    return {
        benchmark["id"]: (
            move["from"],
            move["to"],
            [
                ["criteria"] * way["criteria"] + ["rules"] * way["rules"] + way["answers"]
                for way in (move["because"] or {"ways": []})["ways"]
            ],
        )
        for assessment in data["assessments"]
        for benchmark in assessment["benchmarks"]
        for move in benchmark["outcomes"]
        if move["kind"] == kind
    }


def silent(data: Any) -> bool:
    """Whether nothing is said to have changed."""
    return (data["assessments"], data["files"], data["unreadable"]) == ([], [], [])


def test_nothing_changed(diff: Diff, history: History, run: Run) -> None:
    assert silent(diff())
    assert "no change of meaning" in run("diff").stdout
    assert history.git("status", "--porcelain") == ""


def _reordered(text: str) -> str:
    """Put the benchmarks of a file into the opposite order."""
    head, rest = text.split("\nbenchmarks:\n")
    body, *tail = rest.split("\nletter:\n") if "\nletter:\n" in rest else rest.split("\nfollow_up:\n")
    mark = "letter" if "\nletter:\n" in rest else "follow_up"
    groups: list[list[str]] = []
    for line in body.split("\n"):
        if line.startswith("  ") and not line.startswith("   ") and line.endswith(":"):
            groups.append([])
        groups[-1].append(line)
    turned = "\n".join("\n".join(group).rstrip("\n") for group in reversed(groups))
    return f"{head}\nbenchmarks:\n{turned}\n\n{mark}:\n{tail[0]}"


def _each_sign() -> str:
    """The signs of the first benchmark, each absent."""
    signs = PACKAGED.read_text(encoding="utf-8").split("      not_met:\n", 1)[1].split("\n  - id:", 1)[0]
    names = [line.split("id:")[1].strip() for line in signs.split("\n") if "- id:" in line]
    return ", ".join(f"{each}: absent" for each in names)


MEANINGLESS: dict[str, Callable[[History], None]] = {
    "reordering": lambda h: h.write(ASSESSMENT, _reordered(h.read(ASSESSMENT))),
    "reordering a review": lambda h: h.write(REVIEW, _reordered(h.read(REVIEW))),
    "comments": lambda h: h.write(ASSESSMENT, "# a remark\n" + h.read(ASSESSMENT).replace("\n", "  # x\n", 1)),
    "long form of an answer": lambda h: h.change(ASSESSMENT, "separate-chair: met", "separate-chair: {answer: met}"),
    "false said": lambda h: h.change(
        ASSESSMENT, "separate-chair: met", "separate-chair: {answer: met, by_exception: false, references: []}"
    ),
    "each criterion of a level": lambda h: h.change_pattern(
        ASSESSMENT, r"^      not_met: absent$", f"      not_met: {{{_each_sign()}}}"
    ),
    "line ends": lambda h: h.write(REVIEW, h.read(REVIEW).replace("\n", "\r\n")),
    "broken elsewhere": lambda h: h.change(
        ASSESSMENT,
        "The Board met in June, September and December 2024",
        "The Board met\n            in June, September  and December 2024",
    ),
    "quotes": lambda h: h.change(ASSESSMENT, "claimed: met", 'claimed: "met"'),
    "strengths in another order": lambda h: h.change_pattern(
        REVIEW,
        r"(    strengths:\n|  strengths:\n)((?:    - .*?\n)(?:      .*?\n)*)((?:    - .*?\n)(?:      .*?\n)*)",
        r"\1\3\2",
    ),
}


@pytest.mark.parametrize("name", MEANINGLESS)
def test_change_without_meaning_is_said_to_be_one(diff: Diff, history: History, run: Run, name: str) -> None:
    MEANINGLESS[name](history)
    history.commit()
    data = diff("main..change")
    assert silent(data)
    assert data["reformatted"]
    for form in ("text", "md"):
        assert "no change of meaning" in run("diff", "--format", form).stdout


def test_clone_that_git_gave_line_ends_of_windows_has_no_changes(history: History, run: Run, tmp_path: Path) -> None:
    (tmp_path / "clone").mkdir()
    clone = History(tmp_path / "clone")
    clone.git("fetch", "--quiet", str(history.top), "main")
    clone.git("config", "core.autocrlf", "true")
    clone.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    assert b"\r\n" in (clone.top / ASSESSMENT).read_bytes()
    assert clone.git("status", "--porcelain") == ""

    def reformatted() -> Any:
        data = json.loads(run("diff", "--format", "json", cwd=clone.top).stdout)
        assert silent(data)
        return data["reformatted"]

    assert reformatted() == []
    clone.write(REVIEW, clone.read(REVIEW).replace("\n", "  \n", 1))
    assert reformatted() == [REVIEW]
    clone.git("config", "core.autocrlf", "false")
    assert ASSESSMENT in reformatted()


def test_answer_that_moves_the_outcome_is_named_and_no_other(diff: Diff, history: History) -> None:
    history.change(
        ASSESSMENT,
        "all-authorities-represented:\n          answer: partly_met",
        "all-authorities-represented:\n          answer: met",
    )
    history.change(
        ASSESSMENT, "works-with-others:\n          answer: partly_met", "works-with-others:\n          answer: met"
    )
    data = diff()
    assert answers(data) == {
        "partnership-group/all-authorities-represented": ("partly_met", "met"),
        "partnership-group/works-with-others": ("partly_met", "met"),
    }
    assert moves(data) == {"partnership-group": (["not_met", "met"], ["met"], [["all-authorities-represented"]])}


def test_each_of_two_answers_that_alone_would_do_is_named(diff: Diff, history: History, run: Run) -> None:
    history.change(ASSESSMENT, "meets-quarterly:\n          answer: met", "meets-quarterly:\n          answer: not_met")
    history.commit()
    before = history.git("rev-parse", "HEAD")
    history.change(
        ASSESSMENT,
        "all-authorities-represented:\n          answer: partly_met",
        "all-authorities-represented:\n          answer: met",
    )
    history.change(ASSESSMENT, "meets-quarterly:\n          answer: not_met", "meets-quarterly:\n          answer: met")
    both = diff(before)
    assert moves(both)["partnership-group"][2] == [["meets-quarterly", "all-authorities-represented"]]
    history.commit()
    later = history.git("rev-parse", "HEAD")
    history.change(ASSESSMENT, "meets-quarterly:\n          answer: met", "meets-quarterly:\n          answer: not_met")
    history.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    either = diff(later)
    assert moves(either)["partnership-group"][2] == [["meets-quarterly"], ["separate-chair"]]
    said = "made by meets-quarterly alone, or separate-chair alone; taken back by undoing meets-quarterly and separate-"
    assert said in run("diff", later).stdout


def test_override_that_appears_and_vanishes(diff: Diff, history: History) -> None:
    history.change_pattern(REVIEW, r"(  referral-pathway:.*?agreed: )exceeding", r"\1met")
    history.commit()
    data = diff("main..change")
    benchmark = data["assessments"][0]["benchmarks"][0]
    assert moves(data, "agreed") == {"referral-pathway": (["exceeding"], ["met"], [])}
    assert benchmark["override"] == {"change": "added", "because": ["agreed"]}
    assert diff("change..main")["assessments"][0]["benchmarks"][0]["override"]["change"] == "removed"


def test_evidence_references_parts_and_narratives(diff: Diff, history: History) -> None:
    history.change(ASSESSMENT, "The Board met in June", "The Board sat in June")
    history.change(ASSESSMENT, "risk-assessment: met", "risk-assessment: partly_met")
    history.change(
        ASSESSMENT, "- title: Calendar and minutes of the Prevent Board", "- title: Minutes of the Prevent Board"
    )
    history.change(REVIEW, "Carry on developing", "Go on developing")
    found = diff()["assessments"][0]["benchmarks"][0]
    said = {each["criterion"]: each for each in found["answers"]}
    assert [each["key"] for each in said["meets-quarterly"]["fields"]] == ["evidence"]
    assert [each["change"] for each in said["meets-quarterly"]["references"]] == ["changed"]
    assert said["oversees-delivery"]["fields"] == [
        {"key": "parts.risk-assessment", "change": "changed", "from": "met", "to": "partly_met"}
    ]
    assert [each["key"] for each in found["fields"]] == ["comments"]
    assert found["outcomes"] == []


def test_recommendation_strength_follow_up_and_steps(diff: Diff, history: History) -> None:
    history.change_pattern(REVIEW, r"^cleared: .*?\n", "")
    history.change_pattern(REVIEW, r"due: 2025-12-31", "due: 2026-01-31")
    history.change_pattern(REVIEW, r"^  strengths:\n", "  strengths:\n    - Quite another strength.\n")
    found = diff()["assessments"][0]
    assert found["status"] == {"key": "status", "change": "changed", "from": "cleared", "to": "agreed"}
    assert [(each["key"], each["change"]) for each in found["steps"]] == [("cleared", "removed")]
    assert [(each["change"], each["fields"][0]["to"]) for each in found["strengths"]] == [
        ("added", "Quite another strength.")
    ]
    assert [[field["key"] for field in each["fields"]] for each in found["recommendations"]] == [["due"]]


def test_file_that_got_another_name_and_says_the_same(diff: Diff, history: History) -> None:
    history.move(ASSESSMENT, "assessments/2024-25/hereford.yaml")
    history.commit()
    data = diff("main..change")
    assert silent(data)
    assert data["reformatted"] == ["assessments/2024-25/hereford.yaml"]


def test_authority_that_got_another_id(diff: Diff, history: History, run: Run) -> None:
    for name in (
        AUTHORITY,
        ASSESSMENT,
        REVIEW,
        "assessments/2023-24/herefordshire.yaml",
        "reviews/2023-24/herefordshire.yaml",
    ):
        key = "id" if name == AUTHORITY else "authority"
        history.change(name, f"{key}: herefordshire", f"{key}: hereford")
        history.move(name, name.replace("herefordshire.yaml", "hereford.yaml"))
    history.commit()
    data = diff("main..change")
    assert [(each["authority"], each["renamed_from"], each["change"]) for each in data["assessments"]] == [
        ("hereford", "herefordshire", "renamed")
    ] * 2
    assert (answers(data), moves(data)) == ({}, {})
    assert [(each["change"], each["renamed_from"]) for each in data["files"]] == [("renamed", "herefordshire")]
    told = run("diff", "main..change").stdout
    assert "(hereford) has another id, herefordshire before: 2023/24, 2024/25; nothing else changed" in told
    assert len(told.splitlines()) == 3
    # A change on the way is one still.
    history.change("assessments/2024-25/hereford.yaml", "separate-chair: met", "separate-chair: not_met")
    found = {each["cycle"]: each for each in diff("main")["assessments"]}
    assert {cycle: each["change"] for cycle, each in found.items()} == {"2023-24": "renamed", "2024-25": "changed"}
    assert found["2024-25"]["renamed_from"] == "herefordshire"
    assert "2023/24, 2024/25; what else changed stands below" in run("diff", "main").stdout


def test_criteria_that_move_outcomes_name_every_authority(diff: Diff, history: History, run: Run) -> None:
    text = PACKAGED.read_text(encoding="utf-8")
    history.write("criteria/local-authority/2024-25.yaml", text)
    history.commit()
    assert silent(diff("main..change"))
    mild = text.replace("if: {all: met}", "if: {share: 0.8, of: met}")
    history.write("criteria/local-authority/2024-25.yaml", mild)
    history.commit()
    data = diff("main..change")
    file = data["files"][0]
    assert (file["kind"], file["id"], file["change"]) == ("criteria", "local-authority/2024-25", "changed")
    assert [each["key"] for each in file["fields"]] == ["rules.3.if"]
    assert [(each["authority"], each["benchmark"], each["because"]["ways"]) for each in file["moves"]] == [
        ("herefordshire", "partnership-group", [{"criteria": False, "rules": True, "answers": []}])
    ]
    assert moves(data)["partnership-group"] == (["not_met", "met"], ["met"], [["rules"]])
    assert "the changed rules alone" in run("diff", "--format", "md").stdout


def test_text_of_a_criterion_moves_nothing(diff: Diff, history: History, run: Run) -> None:
    text = PACKAGED.read_text(encoding="utf-8")
    history.write("criteria/local-authority/2024-25.yaml", text.replace("meets quarterly", "convenes quarterly", 1))
    data = diff()
    assert data["assessments"] == []
    assert [each["key"] for each in data["files"][0]["fields"]] == [
        "benchmarks.partnership-group.criteria.met.meets-quarterly.text"
    ]
    assert "moves no authority's derived outcome" in run("diff").stdout


def test_file_under_a_wrong_name_is_no_other_authority(diff: Diff, history: History) -> None:
    text = PACKAGED.read_text(encoding="utf-8")
    history.move(REVIEW, "reviews/2024-25/x.yaml")
    history.write("criteria/local-authority/2024-25.yaml", text.replace("if: {all: met}", "if: {share: 0.8, of: met}"))
    data = diff()
    assert [each["authority"] for each in data["assessments"]] == ["herefordshire"]
    assert data["reformatted"] == ["reviews/2024-25/x.yaml"]


def test_new_edition_is_held_against_the_one_before(diff: Diff, history: History) -> None:
    text = PACKAGED.read_text(encoding="utf-8").replace('edition: "2024-25"', "edition: 2024-25-own", 1)
    # With a demand that nobody has answered yet.
    history.write(
        "criteria/local-authority/2024-25-own.yaml",
        text.replace(
            "        - id: separate-chair\n",
            "        - {id: minutes-published, text: The minutes are published.}\n        - id: separate-chair\n",
            1,
        ),
    )
    history.change(ASSESSMENT, "criteria: local-authority/2024-25", "criteria: local-authority/2024-25-own")
    data = diff()
    assert data["assessments"][0]["criteria"]["to"] == "local-authority/2024-25-own"
    file = data["files"][0]
    assert (file["change"], file["compared_with"]) == ("added", "local-authority/2024-25")
    assert [(each["key"].rpartition(".")[2], each["change"]) for each in file["fields"]] == [
        ("minutes-published", "added")
    ]
    assert [each["benchmark"] for each in file["moves"]] == ["partnership-group"]


def test_settings_and_authority_say_keys_but_nobodys_name(diff: Diff, history: History, run: Run) -> None:
    history.change_pattern(AUTHORITY, r"name: [A-Z]\w+ [A-Z]\w+", "name: Quillonia Umbertide")
    history.change("prevent-assure.yaml", "self_assessment_due: 2025-03-31", "self_assessment_due: 2025-04-01")
    data = diff()
    assert {each["kind"] for each in data["files"]} == {"settings", "authority"}
    assert [each["key"] for each in data["files"][0]["fields"]] == ["cycles.2024-25.self_assessment_due"]
    assert data["files"][1]["fields"][0]["to"] is None
    for form in ("text", "md", "json"):
        assert "Umbertide" not in run("diff", "--format", form).stdout


def test_merge_is_compared_from_where_the_branches_parted(diff: Diff, history: History) -> None:
    history.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    history.commit()
    history.git("checkout", "--quiet", "main")
    history.change(REVIEW, "Carry on developing", "Go on developing")
    history.commit()
    assert answers(diff("main...change")) == {"partnership-group/separate-chair": ("met", "not_met")}
    assert [len(each["benchmarks"][0]["fields"]) for each in diff("main...change")["assessments"]] == [0]
    assert [len(each["benchmarks"][0]["fields"]) for each in diff("main..change")["assessments"]] == [1]
    history.git("checkout", "--quiet", "change")
    assert answers(diff()) == {"partnership-group/separate-chair": ("met", "not_met")}
    history.git("merge", "--quiet", "--no-edit", "main")
    assert answers(diff()) == {"partnership-group/separate-chair": ("met", "not_met")}
    assert [len(each["benchmarks"][0]["fields"]) for each in diff()["assessments"]] == [0]


def test_file_that_cannot_be_read_is_said_and_the_rest_goes_on(diff: Diff, history: History) -> None:
    history.write(ASSESSMENT, "a: [\n")
    history.change(REVIEW, "Carry on developing", "Go on developing")
    data = diff(code=1)
    assert data["unreadable"] == [{"side": "head", "path": ASSESSMENT, "codes": ["yaml-syntax"]}]
    assert [each["key"] for each in data["assessments"][0]["benchmarks"][0]["fields"]] == ["comments"]
    assert (answers(data), moves(data)) == ({}, {})
    history.commit()
    history.git("checkout", "--quiet", "main")
    assert diff("change..main")["unreadable"][0]["side"] == "base"


def test_workspace_below_the_top_of_its_repository(run: Run, tmp_path: Path, workspace: Path) -> None:
    below = tmp_path / "top" / "councils" / "here"
    below.parent.mkdir(parents=True)
    workspace.rename(below)
    made = History(tmp_path / "top", below)
    made.commit()
    made.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    done = run("diff", "--format", "json", cwd=below / "reviews")
    assert answers(json.loads(done.stdout)) == {"partnership-group/separate-chair": ("met", "not_met")}


def test_workspace_that_moved_within_its_repository(run: Run, tmp_path: Path, workspace: Path) -> None:
    folders = [tmp_path / "top" / name for name in ("here", "councils/there")]
    folders[0].parent.mkdir()
    workspace.rename(folders[0])
    made = History(tmp_path / "top", folders[1])
    made.commit()
    folders[1].parent.mkdir()
    folders[0].rename(folders[1])
    made.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    data = json.loads(run("diff", "--format", "json", cwd=folders[1]).stdout)
    assert answers(data) == {"partnership-group/separate-chair": ("met", "not_met")}
    assert data["files"] == []


def test_workspace_that_is_new(run: Run, workspace: Path, tmp_path: Path) -> None:
    made = History(workspace)
    made.move("prevent-assure.yaml", "../kept.yaml")
    shutil.move(workspace / "assessments", tmp_path / "assessments")
    made.commit()
    shutil.move(tmp_path / "kept.yaml", workspace / "prevent-assure.yaml")
    shutil.move(tmp_path / "assessments", workspace / "assessments")
    data = json.loads(run("diff", "--format", "json").stdout)
    assert [(each["kind"], each["change"]) for each in data["files"]] == [("settings", "added")]
    assert moves(data)["partnership-group"] == ([], ["not_met", "met"], [])


def test_removed_authority_is_one_line_with_what_is_lost(diff: Diff, history: History, run: Run) -> None:
    history.git("rm", "-r", "--quiet", AUTHORITY, "assessments", "reviews")
    data = diff()
    assert [(each["change"], each["benchmarks"]) for each in data["assessments"]] == [("removed", [])] * 2
    for form in ("text", "md"):
        (line,) = [line for line in run("diff", "--format", form).stdout.splitlines() if "answers" in line]
        assert line.endswith("removed: 2023/24, 2024/25, 165 answers, 14 agreed outcomes, 8 recommendations")


def test_opened_cycle_and_form_that_is_laid_out_and_filled_in_are_a_line_each(history: History, run: Run) -> None:
    edition = "local-authority/2024-25"
    assert run("cycle", "open", "2025-26", "--current", "--criteria", edition, "--forms").code == 0
    said = run("diff").stdout.splitlines()
    assert said[2:] == [
        "2025/26 opened with 1 blank self-assessment (herefordshire)",
        "1 form laid out: forms/2025-26/herefordshire.xlsx",
    ]
    history.commit()
    name = "assessments/2025-26/herefordshire.yaml"
    history.write(name, history.read(name).replace("          answer:\n", "          answer: met\n", 1))
    told = run("diff", "HEAD", "--format", "md").stdout
    assert "2025/26 filled in, blank before: 1 of 83 criteria answered" in told
    assert "To decide" not in told


def test_authority_that_moved_to_another_workspace_is_said_to_have_on_both_sides(
    run: Run, tmp_path: Path, workspace: Path
) -> None:
    here, there = (tmp_path / "top" / name for name in ("here", "there"))
    here.parent.mkdir()
    workspace.rename(here)
    there.mkdir()
    shutil.copy(here / "prevent-assure.yaml", there)
    made = History(tmp_path / "top", there)
    made.commit()
    for folder in ("authorities", "assessments", "reviews"):
        (here / folder).rename(there / folder)
    for commit in (False, True):
        if commit:
            made.commit()
        words = ("diff", "main~..main") if commit else ("diff",)
        for side, where in ((here, "to there"), (there, "here from here")):
            data = json.loads(run(*words, "--format", "json", cwd=side).stdout)
            assert [(each["change"], each["benchmarks"]) for each in data["assessments"]] == [("moved", [])] * 2
            said = f"(herefordshire) moved {where}: 2023/24, 2024/25; nothing else changed"
            assert said in run(*words, cwd=side).stdout
            assert len(run(*words, cwd=side).stdout.splitlines()) == 3
    made.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    found = json.loads(run("diff", "main~", "--format", "json", cwd=there).stdout)
    assert answers(found) == {"partnership-group/separate-chair": ("met", "not_met")}
    assert found["assessments"][-1]["moved_from"] == "here"
    assert found["files"][0]["change"] == "moved"


def test_issued_letter_is_a_step(diff: Diff, history: History, run: Run) -> None:
    assert run("letter", "--authority", "herefordshire").code == 0
    history.write("letters/2024-25/herefordshire.issue.yaml", "format: prevent-assure/issue/1\n")
    found = diff(code=1)["assessments"][0]
    assert [(each["key"], each["change"]) for each in found["steps"]] == [("issued", "added")]
    assert found["status"]["to"] == "issued"


def test_one_authority_and_one_cycle(diff: Diff, history: History, run: Run) -> None:
    history.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    assert answers(diff("--authority", "herefordshire", "--cycle", "2024-25"))
    assert diff("--cycle", "2023-24")["assessments"] == []
    done = run("diff", "--authority", "herefordshir")
    assert (done.code, "did you mean `herefordshire`" in done.stderr) == (2, True)


def test_two_cycles_of_one_authority(diff: Diff, history: History, run: Run) -> None:
    data = diff("--cycles", "2023-24..2024-25")
    said = {
        each["criterion"]: each["criterion_change"]
        for benchmark in data["assessments"][0]["benchmarks"]
        for each in benchmark["answers"]
    }
    assert (said["strategic-officer"], said["deputy-lead"], said["risks-mitigated"]) == (None, "removed", "added")
    assert moves(data)["training"] == (["not_met", "met"], ["met"], [["training-plan"]])
    assert run("diff", "--cycles", "2023-24").code == 2
    assert run("diff", "main", "--cycles", "2023-24..2024-25").code == 2
    assert history.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    "revision", ["nowhere", "-x", "^HEAD", "nowhere..HEAD", "HEAD..nowhere", "nowhere...HEAD", "a\nb"]
)
def test_unknown_revision(history: History, run: Run, revision: str) -> None:
    done = run("diff", "--", revision)
    assert done.code == 2
    assert "knows no revision" in done.stderr
    assert history.top.is_dir()


def test_no_git(history: History, run: Run) -> None:
    done = run("diff", env={"PATH": str(history.top)})
    assert (done.code, "git is not installed" in done.stderr) == (2, True)


def test_no_repository_and_no_commit(run: Run, workspace: Path) -> None:
    assert "no git repository" in run("diff").stderr
    History(workspace)
    done = run("diff")
    assert (done.code, "no commit in this repository yet" in done.stderr) == (2, True)


def test_shallow_clone_is_told_how_to_get_the_rest(history: History, run: Run, tmp_path: Path) -> None:
    history.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    history.commit()
    history.git("clone", "--quiet", "--depth=1", "--branch=change", f"file://{history.top}", str(tmp_path / "shallow"))
    done = run("diff", "main", cwd=tmp_path / "shallow")
    assert (done.code, "fetch-depth: 0" in done.stderr) == (2, True)


def test_two_lines_of_history_without_a_commit_in_common(history: History, run: Run) -> None:
    history.git("checkout", "--quiet", "--orphan", "other")
    history.commit("Another beginning")
    done = run("diff")
    assert (done.code, "no commit in common" in done.stderr) == (2, True)


def test_branch_of_another_name_is_asked_for(history: History, run: Run) -> None:
    history.git("branch", "--move", "main", "trunk")
    done = run("diff")
    assert (done.code, "diff BASE" in done.stderr) == (2, True)
    assert run("diff", "trunk").code == 0


def test_default_branch_is_what_origin_says(history: History, run: Run, tmp_path: Path) -> None:
    history.git("checkout", "--quiet", "-b", "trunk")
    history.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    history.commit()
    history.git("clone", "--quiet", str(history.top), str(tmp_path / "clone"))
    assert run("diff", cwd=tmp_path / "clone").stdout.startswith("origin/trunk")
