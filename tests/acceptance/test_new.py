"""`prevent-assure new` as its users run it."""

import json
import re
from pathlib import Path

import pytest

from command import Run
from prevent_assure import source
from prevent_assure.model.criteria import Criteria
from prevent_assure.workspace.loading import load
from sealing import reseal

ROOT = Path(__file__).resolve().parents[2]
NEXT = "assessments/2025-26/herefordshire.yaml"
LAST = "assessments/2024-25/herefordshire.yaml"


@pytest.fixture
def following(workspace: Path) -> Path:
    """The workspace with a cycle to come."""
    settings = workspace / "prevent-assure.yaml"
    cycle = "  2025-26: {criteria: local-authority/2024-25, self_assessment_due: 2026-03-31}\n"
    text = settings.read_text(encoding="utf-8").replace("cycles:\n", f"cycles:\n{cycle}")
    settings.write_text(text, encoding="utf-8")
    return workspace


def _comments(text: str) -> str:
    """What stands in the comments of a file, on one line."""
    lines = (line.strip().lstrip("#").strip() for line in text.split("\n") if line.lstrip().startswith("#"))
    return " ".join(" ".join(lines).split())


def test_file_is_a_draft_without_an_answer_that_holds_every_criterion(run: Run, following: Path) -> None:
    ran = run("new", "-a", "herefordshire", "--cycle", "2025-26")
    assert (ran.code, ran.stdout, ran.stderr) == (0, f"wrote {NEXT}\n", "")
    assert run("validate").stdout.endswith("nothing to mend\n")
    text = (following / NEXT).read_text(encoding="utf-8")
    read_by_people = _comments(text)
    criteria = load(ROOT / "criteria/local-authority/2024-25.yaml", "", Criteria).model
    assert criteria is not None
    data = source.read(text.encode()).data
    for benchmark in criteria.benchmarks:
        if not benchmark.scored:
            assert benchmark.id not in data["benchmarks"]
            continue
        given = data["benchmarks"][benchmark.id]
        assert (given["claimed"], given["summary"]) == (None, "")
        assert " ".join((benchmark.statement or "").split()) in read_by_people
        for level, criterion in benchmark.each_criterion():
            assert given["answers"][level][criterion.id]["answer"] is None
            assert given["answers"][level][criterion.id]["evidence"] == ""
            assert " ".join(criterion.text.split()) in read_by_people
    scores = json.loads(run("score", "--cycle", "2025-26", "--format", "json").stdout)["assessments"][0]["benchmarks"]
    assert {each["basis"] for each in scores if each["scored"]} == {"incomplete"}


def test_last_cycle_stands_beside_the_criteria_and_ticks_nothing(run: Run, following: Path) -> None:
    run("new", "-a", "herefordshire", "--cycle", "2025-26")
    plain = (following / NEXT).read_bytes()
    (following / NEXT).unlink()
    assert run("new", "-a", "herefordshire", "--cycle", "2025-26", "--from", "2024-25").code == 0
    beside = (following / NEXT).read_bytes()
    assert source.read(beside).data == source.read(plain).data
    assert "2024-25, evidence: The Security Threat Check is taken before each decision" in _comments(beside.decode())
    assert max(len(line) for line in beside.decode().split("\n")) <= 120


def test_each_recommendation_is_listed_to_be_followed_up(run: Run, following: Path) -> None:
    settings = following / "prevent-assure.yaml"
    shared = "    recommendations: [{id: shared-one, text: Keep a shared calendar.}]\n"
    text = settings.read_text(encoding="utf-8").replace("  2024-25:\n", f"  2024-25:\n{shared}")
    settings.write_text(text, encoding="utf-8")
    reseal(following)
    run("new", "-a", "herefordshire", "--cycle", "2025-26")
    review = source.read((following / "reviews/2024-25/herefordshire.yaml").read_bytes()).data
    made = [f"2024-25/{each['id']}" for each in review["letter"]["recommendations"]]
    text = (following / NEXT).read_text(encoding="utf-8")
    follow_up = source.read(text.encode()).data["follow_up"]
    assert [each["recommendation"] for each in follow_up] == [*made, "2024-25/shared-one"]
    assert {each["progress"] for each in follow_up} == {None}
    assert "Keep a shared calendar." in _comments(text)
    assert run("validate").code == 0


def test_free_text_may_hold_what_yaml_takes_for_its_own(run: Run, following: Path) -> None:
    run("new", "-a", "herefordshire", "--cycle", "2025-26")
    text = (following / NEXT).read_text(encoding="utf-8")
    filled = text.replace("evidence: |-\n", "evidence: |-\n            Minutes: see #3 - 'all' of them # and more\n", 1)
    filled = filled.replace("answer:\n", "answer: met\n", 1)
    (following / NEXT).write_text(filled, encoding="utf-8")
    assert run("validate").stdout.endswith("nothing to mend\n")
    answer = source.read(filled.encode()).data["benchmarks"]["partnership-group"]["answers"]["met"]["meets-quarterly"]
    assert answer == {"answer": "met", "evidence": "Minutes: see #3 - 'all' of them # and more"}


def test_submitted_with_open_answers_is_told_each(run: Run, following: Path) -> None:
    run("new", "-a", "herefordshire", "--cycle", "2025-26")
    text = (following / NEXT).read_text(encoding="utf-8")
    line = "submitted: {by: prevent-lead, on: 2026-03-01}\nbenchmarks:"
    (following / NEXT).write_text(text.replace("benchmarks:", line, 1), encoding="utf-8")
    codes = set(re.findall(r"error\[([a-z-]+)\]", run("validate").stdout))
    assert codes == {"unanswered", "claim-missing", "summary-missing", "follow-up-missing"}


def test_edition_that_changed_is_marked(run: Run, workspace: Path) -> None:
    (workspace / LAST).unlink()
    (workspace / "reviews/2024-25/herefordshire.yaml").unlink()
    assert run("new", "-a", "herefordshire", "--from", "2023-24").code == 0
    text = _comments((workspace / LAST).read_text(encoding="utf-8"))
    assert ">> New since 2023-24. The mitigation of risks is effective." in text
    assert (
        ">> Reworded since 2023-24; it asks the same. Every specified authority under the duty is represented on the "
        "group. 2023-24 it said, as partnership-group/all-authorities-represented: The group has a representative"
    ) in text
    assert "partnership-group/deputy-lead: A named deputy can stand in for the Prevent Lead. 2023-24: met" in text


def test_hostile_text_of_last_cycle_stays_a_comment(run: Run, following: Path) -> None:
    hostile = r'"\nanswer: met\n\n---\n# met: &a *b {x: [y]}\r\n\tfollow_up: []\n' + "long" * 1500 + '"'
    text = (following / LAST).read_text(encoding="utf-8")
    assert "separate-chair: met\n" in text
    changed = text.replace("separate-chair: met\n", f"separate-chair: {{answer: met, evidence: {hostile}}}\n")
    (following / LAST).write_text(changed, encoding="utf-8")
    run("new", "-a", "herefordshire", "--cycle", "2025-26")
    plain = source.read((following / NEXT).read_bytes()).data
    (following / NEXT).unlink()
    assert run("new", "-a", "herefordshire", "--cycle", "2025-26", "--from", "2024-25").code == 0
    written = (following / NEXT).read_text(encoding="utf-8")
    assert source.read(written.encode()).data == plain
    assert "longlong" in written
    assert max(len(line) for line in written.split("\n")) <= 120


def test_house_template_for_word_is_no_hindrance(run: Run, following: Path) -> None:
    (following / "templates").mkdir(exist_ok=True)
    (following / "templates/letter.docx").write_bytes(b"PK\x03\x04\xff\xfe")
    assert run("new", "-a", "herefordshire", "--cycle", "2025-26").stdout == f"wrote {NEXT}\n"


def test_file_that_is_there_is_left_as_it_is(run: Run, workspace: Path) -> None:
    before = (workspace / LAST).read_bytes()
    for words in (["-a", "herefordshire"], ["--all"]):
        ran = run("new", *words)
        assert (ran.code, ran.stdout) == (2, "")
        assert ran.stderr == f"{LAST} is there already, and is left as it is\n"
    assert (workspace / LAST).read_bytes() == before


def test_all_makes_those_that_are_missing(run: Run, following: Path) -> None:
    authority = (following / "authorities/herefordshire.yaml").read_text(encoding="utf-8")
    other = authority.replace("id: herefordshire", "id: exampleton")
    (following / "authorities/exampleton.yaml").write_text(other, encoding="utf-8")
    ran = run("new", "--all", "--from", "2023-24")
    assert (ran.code, ran.stdout) == (0, "wrote assessments/2024-25/exampleton.yaml\n")
    assert "exampleton has no self-assessment for 2023-24" in ran.stderr
    assert LAST in ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-a", "herefordshire", "--all"], "exclude each other"),
        (["-a", "../x"], "there is no authority"),
        (["-a", "herefordshire", "--cycle", "2031-32"], "`prevent-assure cycle open 2031-32` begins it"),
        (["-a", "herefordshire", "--from", "last"], "--from takes a cycle"),
        (["-a", "herefordshire", "--from", "2024-25"], "another cycle"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, words: list[str], said: str) -> None:
    ran = run("new", *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_last_cycle_that_cannot_be_read_makes_no_file(run: Run, following: Path) -> None:
    (following / LAST).write_text("format: [", encoding="utf-8")
    ran = run("new", "-a", "herefordshire", "--cycle", "2025-26", "--from", "2024-25")
    assert (ran.code, ran.stdout) == (1, "")
    assert "yaml-syntax" in ran.stderr
    assert not (following / NEXT).exists()


def test_template_of_ones_own_prints_text_as_comments_alone(run: Run, following: Path) -> None:
    (following / "templates").mkdir()
    own = following / "templates/assessment.yaml.j2"
    own.write_text("a: {{ draft.authority_name }}\n", encoding="utf-8")
    ran = run("new", "-a", "herefordshire", "--cycle", "2025-26")
    assert ran.code == 1
    assert "templates/assessment.yaml.j2" in ran.stderr
    assert "|comment" in ran.stderr
    own.write_text("a: {{ draft.authority }}\n", encoding="utf-8")
    assert "makes no self-assessment: line 1" in run("new", "-a", "herefordshire", "--cycle", "2025-26").stderr
