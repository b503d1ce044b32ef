"""A self-assessment carried to another edition: whatever it holds and however it is laid out, nothing is lost."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_assure import source
from prevent_assure.diagnostics import InputError
from prevent_assure.editions.carrying import carried
from prevent_assure.editions.migrate import migrate
from prevent_assure.editions.what_if import what_if
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.edition_changes import edition_changes
from prevent_assure.workspace.loading import load, load_bytes
from prevent_assure.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "herefordshire"
PATH = "assessments/2024-25/herefordshire.yaml"
TO = "local-authority/2025-26"


def _criteria(path: Path) -> Criteria:
    model = load(path, "", Criteria).model
    assert model is not None
    return model


OLD = _criteria(ROOT / "criteria/local-authority/2024-25.yaml")
NEW = _criteria(EXAMPLE / "criteria/local-authority/2025-26.yaml")
CHANGES = edition_changes(OLD, NEW)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A copy of the example that may be changed."""
    return Workspace.at(Path(shutil.copytree(EXAMPLE, tmp_path / "herefordshire")))


def _said(assessment: Assessment | None) -> dict[str, Any]:
    """What a self-assessment says, without what is laid out and still open."""
    assert assessment is not None
    plain = {name: each.model_dump(exclude_defaults=True) for name, each in assessment.benchmarks.items()}
    for each in plain.values():
        answers = each.get("answers", {})
        filled = {level: given if isinstance(given, str) else _filled(given) for level, given in answers.items()}
        each["answers"] = {level: given for level, given in filled.items() if given}
    return plain


def _filled(answers: dict[str, Any]) -> dict[str, Any]:
    blank = ({"answer": None}, {"answer": None, "evidence": ""})
    return {
        name: {key: each for key, each in answer.items() if each or key == "answer"}
        if isinstance(answer, dict)
        else answer
        for name, answer in answers.items()
        if answer not in blank
    }


def test_lines_that_the_change_is_not_about_stay(workspace: Workspace) -> None:
    before = (workspace.root / PATH).read_text(encoding="utf-8").split("\n")
    migrate(workspace, authority="herefordshire", cycle="2024-25", edition=TO)
    after = (workspace.root / PATH).read_text(encoding="utf-8").split("\n")
    kept = {line.strip().removeprefix("# ").strip() for line in after}
    assert [line for line in before if line.strip() and line.strip().removeprefix("# ") not in kept] == [
        "criteria: local-authority/2024-25"
    ]
    assert max(len(line) for line in after) <= 100 + 8
    again = migrate(workspace, authority="herefordshire", cycle="2024-25", edition=TO)
    assert (again.before, again.after) == (TO, TO)
    assert (workspace.root / PATH).read_text(encoding="utf-8").split("\n") == after


def test_result_tells_what_happened(workspace: Workspace) -> None:
    result = migrate(workspace, authority="herefordshire", cycle="2024-25", edition=TO)
    assert dict(result.dropped) == {
        "partnership-group/works-with-others": "split",
        "risk-assessment/reviewed-twice-a-year": "merged",
        "risk-assessment/risks-mitigated": "merged",
        "permissive-environments/it-policy": "reworded",
        "communications/new-materials": "retired",
    }
    assert result.asked == (
        "partnership-group/works-with-authorities",
        "partnership-group/works-with-communities",
        "risk-assessment/reviewed-and-effective",
        "risk-assessment/risk-owners",
        "permissive-environments/it-policy",
    )
    assert (result.kept, result.reopened) == (78, True)


def test_letter_that_is_issued_keeps_its_self_assessment(workspace: Workspace) -> None:
    before = (workspace.root / PATH).read_bytes()
    (workspace.root / "letters/2024-25/herefordshire.issue.yaml").touch()
    with pytest.raises(InputError, match="issued"):
        migrate(workspace, authority="herefordshire", cycle="2024-25", edition=TO)
    assert (workspace.root / PATH).read_bytes() == before


def test_line_ends_and_mark_stay(workspace: Workspace) -> None:
    path = workspace.root / PATH
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    migrate(workspace, authority="herefordshire", cycle="2024-25", edition=TO)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_what_if_gives_the_outcomes_that_migrating_brings_about(workspace: Workspace) -> None:
    told = what_if(workspace, edition=TO, cycle="2024-25")
    assert {each.benchmark: each.move for each in told.tried if each.move != "same"} == {
        "risk-assessment": "open",
        "training": "moves",
        "permissive-environments": "open",
    }
    assert (workspace.root / PATH).read_bytes() == (EXAMPLE / PATH).read_bytes()


def test_what_if_reads_each_workspace_by_its_own_edition(workspace: Workspace, tmp_path: Path) -> None:
    other = Path(shutil.copytree(EXAMPLE, tmp_path / "other"))
    for name in (PATH, "reviews/2024-25/herefordshire.yaml", "authorities/herefordshire.yaml"):
        path = other / name
        text = path.read_text(encoding="utf-8").replace(": herefordshire\n", ": exampleton\n")
        path.with_name("exampleton.yaml").write_text(text, encoding="utf-8")
    for path in other.rglob("herefordshire.*"):
        path.unlink()
    # Here the edition of the same name has the criterion already where the draft has it.
    own = other / "criteria/local-authority/2024-25.yaml"
    text = (ROOT / "criteria/local-authority/2024-25.yaml").read_text(encoding="utf-8")
    joint = text[text.index("        - id: joint-training") : text.index("        - id: local-risk-training")]
    text = text.replace(joint, "").replace("        - id: face-to-face", f"{joint}        - id: face-to-face")
    own.write_text(text, encoding="utf-8")
    assessment = other / "assessments/2024-25/exampleton.yaml"
    data = assessment.read_text(encoding="utf-8")
    block = data[data.index("        joint-training:") : data.index("        local-risk-training:")]
    data = data.replace(block, "").replace("        face-to-face:", f"{block}        face-to-face:")
    assessment.write_text(data, encoding="utf-8")
    settings = workspace.root / "prevent-assure.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}workspaces: [../other]\n", encoding="utf-8")
    told = what_if(Workspace.at(workspace.root), edition=TO, cycle="2024-25")
    training = {each.authority: (each.before, each.move) for each in told.tried if each.benchmark == "training"}
    assert training == {
        "herefordshire": (("met",), "moves"),
        "exampleton": (("not_met", "met"), "same"),
    }


def _written(value: Any, dice: random.Random, indent: int) -> str:
    """Data as YAML, laid out by chance: groups on lines of their own or in braces, comments between."""
    if not isinstance(value, dict):
        return f" {json.dumps(value)}\n" if dice.random() < 0.5 or not _plain(value) else f" {value}\n"
    if not value or dice.random() < 0.2:
        return " {" + ", ".join(f"{key}: {json.dumps(each)}" for key, each in value.items()) + "}\n"
    lines = [" # a remark\n" if dice.random() < 0.2 else "\n"]
    for key, each in value.items():
        if dice.random() < 0.2:
            lines.append(" " * indent + f"# about {key}\n")
        lines.append(" " * indent + f"{key}:{_written(each, dice, indent + 2)}")
    return "".join(lines)


def _plain(value: Any) -> bool:
    return isinstance(value, str) and value.replace("_", "").isalpha()


WORDS = st.sampled_from(["met", "partly_met", "not_met"])
LONG = st.fixed_dictionaries(
    {"answer": st.one_of(WORDS, st.none())},
    optional={"evidence": st.sampled_from(["Yes.", "a: b # c", "x\ny\n\nz", ""])},
)
ANSWERS = st.one_of(st.none(), WORDS, LONG)


@st.composite
def _assessments(draw: st.DrawFn) -> dict[str, Any]:
    benchmarks: dict[str, Any] = {}
    kinds = {level.id: level.kind for level in OLD.levels}
    for benchmark in draw(st.lists(st.sampled_from([each for each in OLD.benchmarks if each.scored]), unique_by=id)):
        answers: dict[str, Any] = {}
        for level, members in benchmark.criteria.items():
            sign = kinds[level] == "warning_sign"
            word = st.sampled_from(["present", "absent"]) if sign else WORDS
            one = st.one_of(st.none(), word) if sign else ANSWERS
            each = {criterion.id: draw(one) for criterion in members}
            given_ = {name: answer for name, answer in each.items() if answer is not None}
            answers[level] = draw(word) if draw(st.booleans()) else given_
        benchmarks[benchmark.id] = {"claimed": "met", "answers": answers}
    return benchmarks


@settings(max_examples=60)
@given(benchmarks=_assessments(), dice=st.randoms(use_true_random=False))
def test_every_layout_is_carried_and_loses_nothing(
    benchmarks: dict[str, Any], dice: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("w")
    for name in ("prevent-assure.yaml", "authorities/herefordshire.yaml", "criteria/local-authority/2025-26.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(EXAMPLE / name, root / name)
    head = "format: prevent-assure/assessment/1\nauthority: herefordshire\ncycle: 2024-25\n"
    text = f"{head}criteria: local-authority/2024-25\nbenchmarks:{_written(benchmarks, dice, 2)}"
    (root / PATH).parent.mkdir(parents=True)
    (root / PATH).write_text(text, encoding="utf-8")
    old = load_bytes(text.encode(), PATH, Assessment).model
    assert old is not None
    migrate(Workspace.at(root), authority="herefordshire", cycle="2024-25", edition=TO)
    data = (root / PATH).read_bytes()
    new = load_bytes(data, PATH, Assessment).model
    assert _said(new) == _said(old.model_copy(update={"benchmarks": carried(old, CHANGES)}))
    assert source.read(data).data["criteria"] == TO
    for remark in (line.strip() for line in text.split("\n") if line.strip().startswith("# ")):
        assert remark in data.decode()
