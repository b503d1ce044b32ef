"""The steps of a cycle, as those take them who do not edit YAML: only the lines concerned change."""

import difflib
import json
from pathlib import Path

import pytest

from command import Ran, Run
from sealing import reseal

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
FULL = """\
# The review, by hand.   \r
format: prevent-assure/review/1   # the format\r
authority:   herefordshire\r
cycle: 2024-25\r
adviser: prevent-adviser # she\r
# Discussed by telephone.\r
discussed: { with: [ prevent-lead,board-chair ], on: 2025-04-24 }\r
\r
benchmarks:\r
    # The first.\r
    partnership-group: {agreed: met, reason: "A seat is empty: until June."} # short\r
\r
\r
    risk-assessment: {agreed: met}\r
    partnership-plan:\r
            agreed:   met   # for now\r
            comments: |-\r
                     Go on.\r
\r
                     And on. # no comment\r
    referral-pathway: {agreed: exceeding}\r
    training: {agreed: met}\r
    permissive-environments: {agreed: met}\r
    communications: {agreed: met}\r
# At last:\r
letter:\r
    summary: |-\r
        All is well."""


ONE_MORE = """\
from prevent_assure.cycle import step_table

step_table.STEPS += (
    step_table.Step(
        command="confirm",
        sentence="Record that the authority confirms the text.",
        examples=("confirm -a herefordshire",),
        file="review",
        key="accepted",
        taker="authority",
        needs=("submitted", "review", "agreed"),
        missing="new errors",
        takes_back=("cleared",),
        done="the text is confirmed by {role}",
    ),
)

from prevent_assure.app import main

main()
"""


def _changed(before: bytes, after: bytes) -> list[str]:
    old, new = (data.decode().splitlines(keepends=True) for data in (before, after))
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


@pytest.fixture
def by_hand(workspace: Path) -> Path:
    """The workspace with a review full of comments, with odd layout, CRLF, and no last line end."""
    (workspace / REVIEW).write_bytes(FULL.encode())
    return workspace


def _step(run: Run, file: Path, *words: str) -> list[str]:
    before = file.read_bytes()
    ran = run(*words)
    assert (ran.code, ran.stderr) == (0, ""), ran
    return _changed(before, file.read_bytes())


def test_each_step_changes_only_its_lines(run: Run, by_hand: Path) -> None:
    review = by_hand / REVIEW
    for step, words, line in (
        ("accept", "--on 2025-05-02", "accepted: {by: prevent-lead, on: 2025-05-02, of: 1:sha256:"),
        ("agree", "--on 2025-05-06", "agreed: {by: prevent-adviser, on: 2025-05-06, of: 1:sha256:"),
        ("clear", "--on 2025-05-16", "cleared: {by: head-of-delivery, on: 2025-05-16, of: 1:sha256:"),
    ):
        (added,) = _step(run, review, step, "-a", "herefordshire", *words.split())
        assert added.startswith(f"+ {line}")
        assert added.endswith("}\r\n")
    reason = ["--benchmark", "partnership-plan", "--outcome", "met", "--reason", "x: y"]
    changed = _step(run, review, "agree", "-a", "herefordshire", *reason)
    assert changed[0] == "+             reason: 'x: y'\r\n"
    assert changed[1].startswith("+             agreed_to: {answers: sha256:")
    assert len(changed) == 2
    returned = _step(
        run, review, "return", "-a", "herefordshire", "--on", "2025-05-20", "--reason", "Say more.\nPlease."
    )
    plus = [line for line in returned if line.startswith("+")]
    assert plus[:7] == [
        "+ returned:\r\n",
        "+     on: 2025-05-20\r\n",
        "+     reason: |-\r\n",
        "+         Say more.\r\n",
        "+         Please.\r\n",
        "+     by: prevent-adviser\r\n",
        "+ taken_back:\r\n",
    ]
    kept = [line.split()[-1] for line in plus if "step: " in line]
    assert kept == ["accepted", "agreed", "cleared"]
    assert [line.split(":")[0] for line in returned if line.startswith("-")] == ["- accepted", "- agreed", "- cleared"]
    assert not review.read_bytes().endswith(b"\n")


def test_submission_changes_one_line_and_only_when_nothing_is_missing(run: Run, workspace: Path) -> None:
    file = workspace / ASSESSMENT
    draft = file.read_text(encoding="utf-8").replace("submitted: {by: prevent-lead, on: 2025-03-14}\n", "")
    (workspace / REVIEW).unlink()
    open_answer = draft.replace("        separate-chair: met\n", "        separate-chair:\n          answer:\n", 1)
    assert open_answer != draft
    file.write_text(open_answer, encoding="utf-8")
    ran = run("submit", "-a", "herefordshire", "--on", "2025-03-14")
    assert ran.code == 1
    assert "error[unanswered]" in ran.stdout
    assert "separate-chair" in ran.stdout
    assert "nothing is changed" in ran.stderr
    assert file.read_text(encoding="utf-8") == open_answer
    file.write_text(draft, encoding="utf-8")
    assert _step(run, file, "submit", "-a", "herefordshire", "--on", "2025-03-14") == [
        "+ submitted: {by: prevent-lead, on: 2025-03-14}\n"
    ]
    again = run("submit", "-a", "herefordshire", "--on", "2025-03-15")
    assert (again.code, again.stdout) == (1, "")
    assert "submitted already" in again.stderr


def test_review_is_begun_with_each_benchmark_and_goes_on_to_a_letter(run: Run, workspace: Path) -> None:
    review = workspace / REVIEW
    summary = "letter:\n  summary: |-\n"
    review.unlink()
    ran = run("review", "-a", "herefordshire")
    assert (ran.code, ran.stdout) == (0, f"herefordshire 2024-25: the review is begun ({REVIEW})\n")
    assert run("validate").code == 0
    text = review.read_text(encoding="utf-8")
    assert "adviser: prevent-adviser\n" in text
    assert "# Claimed met; the rules allow not_met or met." in text
    status = json.loads(run("score", "--format", "json").stdout)["assessments"][0]["status"]
    assert status == "in_review"
    assert run("review", "-a", "herefordshire").code == 1
    missing = run("agree", "-a", "herefordshire", "--on", "2025-05-06")
    assert (missing.code, missing.stdout.count("error[agreed-missing]")) == (1, 7)
    assert "error[summary-missing]" in missing.stdout
    scores = json.loads(run("score", "--format", "json").stdout)["assessments"][0]["benchmarks"]
    for each in scores:
        if each["scored"]:
            words = ["--benchmark", each["id"], "--outcome", each["possible"][-1]]
            assert run("agree", "-a", "herefordshire", *words).code == 0
    review.write_text(
        review.read_text(encoding="utf-8").replace(summary, f"{summary}    All is well.\n"), encoding="utf-8"
    )
    assert run("review", "--with", "prevent-lead", "--with", "board-chair", "--on", "2025-04-24").code == 0
    for step, day in (("accept", "2025-05-02"), ("agree", "2025-05-06"), ("clear", "2025-05-16")):
        ran = run(step, "-a", "herefordshire", "--on", day)
        assert ran.code == 0, ran
    assert json.loads(run("score", "--format", "json").stdout)["assessments"][0]["status"] == "cleared"
    assert run("letter", "-a", "herefordshire", "--final").code == 0


def test_steps_out_of_their_order_say_what_comes_first(run: Run, workspace: Path) -> None:
    (workspace / REVIEW).unlink()
    for step in ("agree", "accept", "clear"):
        ran = run(step, "-a", "herefordshire", "--on", "2025-05-06")
        assert (ran.code, ran.stdout) == (1, "")
        assert "there is no review yet" in ran.stderr
    file = workspace / ASSESSMENT
    file.write_text(
        file.read_text(encoding="utf-8").replace("submitted: {by: prevent-lead, on: 2025-03-14}\n", ""),
        encoding="utf-8",
    )
    for step in ("agree", "accept", "clear", "review"):
        ran = run(step, "-a", "herefordshire", "--on", "2025-05-06")
        assert (ran.code, ran.stdout) == (1, "")
        assert "is not submitted" in ran.stderr
    assert not (workspace / REVIEW).exists()


def test_what_is_returned_can_be_submitted_again_on_the_same_day(run: Run, workspace: Path) -> None:
    assert run("return", "--reason", "Say more.", "--on", "2025-05-20").code == 0
    assert json.loads(run("score", "--format", "json").stdout)["assessments"][0]["status"] == "draft"
    early = run("submit", "--on", "2025-05-19")
    assert (early.code, "`submitted.1.on` lies before the date of `returned`" in early.stdout) == (1, True)
    assert run("submit", "--on", "2025-05-20").code == 0
    assert json.loads(run("score", "--format", "json").stdout)["assessments"][0]["status"] == "in_review"
    assert run("validate", "--select", "dates-out-of-order").stdout.count("`discussed.on`") == 0
    assert (workspace / REVIEW).read_text(encoding="utf-8").count("returned: {on: 2025-05-20") == 1
    assert run("accept", "--on", "2025-05-20").code == 0
    assert run("validate").code == 0
    assert run("return", "--reason", "And more.", "--on", "2025-05-20").code == 0
    assert run("submit", "--on", "2025-05-20").code == 0
    said = run("status", "--on", "2025-05-30").stdout
    assert "late" not in said
    lists = "\n".join((workspace / path).read_text(encoding="utf-8") for path in (ASSESSMENT, REVIEW))
    assert lists.count("\n  - {by: prevent-lead, on: 2025-") == 3
    assert lists.count("\n  - {on: 2025-05-20, reason: ") == 2


def test_council_does_not_sign_off_its_own_letter(run: Run, workspace: Path) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*.yaml")}
    for words in (["agree"], ["clear"], ["issue", "--date", "2025-05-19"]):
        ran = run(*words, "--by", "prevent-lead")
        assert (ran.code, ran.stdout) == (2, "")
        said = f"`prevent-lead` is a person of the authority, and does not {words[0]}\n"
        assert ran.stderr == (
            f"prevent-assure: {said}  hint: who can: head-of-delivery, prevent-adviser; name one with --by\n"
        )
    assert {path: path.read_bytes() for path in workspace.rglob("*.yaml")} == before


def test_role_that_stands_in_both_files_issues_nothing(run: Run, workspace: Path) -> None:
    settings = workspace / "prevent-assure.yaml"
    text = settings.read_text(encoding="utf-8")
    both = "people:\n  prevent-lead: {name: Ada Example, title: Lead}\n"
    settings.write_text(text.replace("people:\n", both, 1), encoding="utf-8")
    assert run("agree", "--by", "prevent-lead").code == 2
    assert (run("validate").code, "wrong-side" in run("issue", "--date", "2025-05-19").stderr) == (1, True)
    assert not (workspace / "letters" / "2024-25" / "herefordshire.issue.yaml").exists()


def test_what_is_withdrawn_stays_on_record_and_is_the_authoritys_to_withdraw(run: Run, workspace: Path) -> None:
    refused = run("withdraw", "--reason", "The figures.", "--on", "2025-03-20")
    assert (refused.code, "the review is accepted and agreed and cleared" in refused.stderr) == (1, True)
    (workspace / REVIEW).unlink()
    wrong = run("withdraw", "--reason", "The figures.", "--by", "prevent-adviser")
    assert (wrong.code, "does not withdraw" in wrong.stderr) == (2, True)
    changed = _step(run, workspace / ASSESSMENT, "withdraw", "--reason", "The figures.", "--on", "2025-03-20")
    was = "was: {by: prevent-lead, on: 2025-03-14}"
    assert changed == [
        "- submitted: {by: prevent-lead, on: 2025-03-14}\n",
        "+ withdrawn:\n",
        f"+   - {{by: prevent-lead, on: 2025-03-20, reason: The figures., {was}}}\n",
    ]
    (found,) = json.loads(run("status", "--format", "json").stdout)["authorities"]
    assert (found["status"], found["needs"]) == ("draft", ["It was withdrawn and is not submitted again."])
    assert "was withdrawn" in run("review").stderr
    assert run("submit", "--on", "2025-03-20").code == 0
    assert run("validate").code == 0


def test_outcome_outside_the_rules_needs_its_reason(run: Run, workspace: Path) -> None:
    before = (workspace / REVIEW).read_bytes()
    ran = run("agree", "--benchmark", "training", "--outcome", "exceeding")
    assert ran.code == 1
    assert "error[agreed-outside-range]" in ran.stdout
    assert (workspace / REVIEW).read_bytes() == before
    assert run("agree", "--benchmark", "training", "--outcome", "exceeding", "--reason", "See the minutes.").code == 0


def test_changed_answer_makes_the_agreement_stale_and_the_letter_a_draft(run: Run, workspace: Path) -> None:
    assert run("agree", "--benchmark", "training", "--outcome", "met").code == 0
    assert run("validate").code == 0
    file = workspace / ASSESSMENT
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    summary: |-\n", "    summary: |-\n      Also this.\n"), encoding="utf-8")
    reseal(workspace)
    assert run("validate").stdout.endswith("nothing to mend\n")
    head, training = text.split("\n  training:\n")
    file.write_text(f"{head}\n  training:\n{training.replace('claimed: met', 'claimed: not_met', 1)}", encoding="utf-8")
    ran = run("validate")
    # The benchmark's own digest, and the seal of the whole.
    assert (ran.code, ran.stdout.count("error[agreement-stale]")) == (1, 2)
    assert "`training`" in ran.stdout
    assert "DRAFT" in run("letter", "-a", "herefordshire").stdout
    for words in (["agree", "--benchmark", "training", "--outcome", "met"], ["agree"], ["accept"], ["clear"]):
        assert run(*words, *(["--on", "2025-05-19"] if len(words) == 1 else [])).code == 0
    assert run("validate").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["submit", "-a", "hereford"], "did you mean `herefordshire`?"),
        (["submit", "--on", "2025-3-1"], "--on takes a date"),
        (["submit", "--on", "20250301"], "--on takes a date"),
        (["accept", "--by", "prevent-leed"], "did you mean `prevent-lead`?"),
        (["return"], "--reason"),
        (["return", "--reason", " "], "a return needs its reason"),
        (["unclear"], "what is taken back needs its --reason"),
        (["reopen", "--reason", ""], "what is reopened needs its reason"),
        (["agree", "--benchmark", "trainin", "--outcome", "met"], "did you mean `training`?"),
        (["agree", "--benchmark", "training", "--outcome", "mett"], "did you mean `met`?"),
        (["agree", "--benchmark", "channel-panel", "--outcome", "met"], "not scored"),
        (["agree", "--benchmark", "training"], "--outcome"),
        (["agree", "--outcome", "met"], "--benchmark"),
        (["return", "--reason", "a\u202eb"], "U+202E"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_changes_nothing(
    run: Run, workspace: Path, words: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*.yaml")}
    ran = run(*words)
    assert ran.code in {1, 2}
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*.yaml")} == before


def test_step_added_to_the_table_alone_is_in_help_takes_the_common_options_and_works(
    run: Run, python: Run, by_hand: Path
) -> None:
    def step(*words: str) -> Ran:
        return python(ONE_MORE, *words)

    assert "Record that the authority confirms the text." in step("--help").stdout
    its_own = step("confirm", "--help").stdout
    for said in ("confirms the text.", "--authority", "--cycle", "--by", "--on", "--workspace", "confirm -a hereford"):
        assert said in its_own
    assert run("confirm").code == 2
    refused = step("confirm", "--on", "2025-05-20")
    assert (refused.code, refused.stdout) == (1, "")
    assert (
        "the review is not agreed: `prevent-assure agree --authority herefordshire` comes first; nothing"
        in refused.stderr
    )
    for words in (("agree", "--on", "2025-05-06"), ("clear", "--on", "2025-05-16")):
        assert run(*words).code == 0
    before = (by_hand / REVIEW).read_bytes()
    common = ["-C", str(by_hand), "-a", "herefordshire", "--cycle", "2024-25", "--on", "2025-05-20"]
    taken = step("confirm", *common, "--by", "board-chair")
    said = f"herefordshire 2024-25: the text is confirmed by board-chair ({REVIEW})\n"
    assert (taken.code, taken.stdout.splitlines(keepends=True)[-1], taken.stderr) == (0, said, "")
    changed = _changed(before, (by_hand / REVIEW).read_bytes())
    assert [line.partition(", of: ")[0] for line in changed] == [
        "+ accepted: {by: board-chair, on: 2025-05-20",
        "- cleared: {by: head-of-delivery, on: 2025-05-16",
    ]


def _everything(workspace: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            "return --on 2025-05-20 --reason Please",
            [
                "+ returned: {on: 2025-05-20, reason: as given, by: prevent-adviser}",
                "- accepted",
                "- agreed",
                "- cleared",
            ],
        ),
        ("clear --on 2025-05-16", ["+ cleared: {by: head-of-delivery, on: 2025-05-16, of: 1:sha256:"]),
        (
            "reopen --on 2025-05-20 --reason Why",
            [
                "- cleared",
                "- agreed",
                "+ taken_back: {step: cleared, by: prevent-adviser, on: 2025-05-20, reason: as given",
            ],
        ),
        ("agree --benchmark training --outcome met --reason Private", ["+ benchmarks.training.agreed: met"]),
        ("review --on 2025-04-24 --with board-chair", ["+ discussed: {with: [board-chair], on: 2025-04-24}"]),
    ],
)
def test_dry_run_says_what_the_step_would_write_and_writes_nothing(
    run: Run, workspace: Path, words: str, lines: list[str]
) -> None:
    before = _everything(workspace)
    ran = run(*words.split(), "-a", "herefordshire", "--dry-run")
    assert (ran.code, ran.stderr) == (0, "herefordshire 2024-25: a dry run; nothing is changed\n")
    head, *said = ran.stdout.splitlines()
    assert head == f"herefordshire 2024-25: this would be written to {REVIEW}"
    for line, shown in zip(lines, said, strict=False):
        assert shown.startswith(f"  {line}")
    assert "Please" not in ran.stdout
    assert "Private" not in ran.stdout
    assert _everything(workspace) == before


def test_dry_run_says_the_seal_that_the_step_then_writes(run: Run, by_hand: Path) -> None:
    ran = run("agree", "-a", "herefordshire", "--on", "2025-05-06", "-n")
    (line,) = [line.strip() for line in ran.stdout.splitlines() if line.startswith("  + ")]
    seals = [line for line in ran.stdout.splitlines() if line.startswith("  seals ")]
    assert (by_hand / REVIEW).read_bytes() == FULL.encode()
    done = run("agree", "-a", "herefordshire", "--on", "2025-05-06")
    assert [line for line in done.stdout.splitlines() if line.startswith("  seals ")] == seals != []
    assert f"\n{line.removeprefix('+ ')}\r\n".encode() in (by_hand / REVIEW).read_bytes()


def test_dry_run_says_what_is_missing_and_makes_no_file(run: Run, workspace: Path) -> None:
    file = workspace / ASSESSMENT
    text = file.read_text(encoding="utf-8")
    line = "submitted: {by: prevent-lead, on: 2025-03-14}\n"
    file.write_text(text.replace(line, ""), encoding="utf-8")
    (workspace / REVIEW).unlink()
    before = _everything(workspace)
    ran = run("submit", "-a", "herefordshire", "--on", "2025-03-14", "--dry-run")
    assert ran.stdout.splitlines()[1:] == [f"  + {line.strip()}"]
    assert run("review", "-a", "herefordshire", "--dry-run").code == 1
    file.write_text(text, encoding="utf-8")
    ran = run("review", "-a", "herefordshire", "--dry-run")
    assert ran.stdout.splitlines()[1] == "  + the file itself, laid out anew"
    file.write_text(
        text.replace(line, "").replace("  training:\n    claimed: met\n", "  training:\n"), encoding="utf-8"
    )
    ran = run("submit", "-a", "herefordshire", "--dry-run")
    assert (ran.code, "error[claim-missing]" in ran.stdout) == (1, True)
    assert ran.stderr == "herefordshire 2024-25: this is what is missing; nothing is changed\n"
    file.write_text(text.replace(line, ""), encoding="utf-8")
    assert _everything(workspace) == before
