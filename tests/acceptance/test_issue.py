"""From a self-assessment to an issued letter and back: what is tampered with is found, and nothing else is."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command import COMMAND_LINE, Run, environment, process
from sealing import reseal, take_out

ROOT = Path(__file__).resolve().parents[2]
ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
AUTHORITY = "authorities/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
HTML = "letters/2024-25/herefordshire.html"
MD = "letters/2024-25/herefordshire.md"
RECORD = "letters/2024-25/herefordshire.issue.yaml"
CRITERIA = "criteria/local-authority/2024-25.yaml"


def _verified(run: Run, *words: str | Path) -> dict[str, dict[str, Any]]:
    found = json.loads(run("verify", *(words or ("--all",)), "--format", "json").stdout)
    assert found["format"] == "prevent-assure/verification/1"
    return {each["path"]: each for each in found["letters"]}


def _verdicts(run: Run) -> dict[str, str]:
    return {path: each["verdict"] for path, each in _verified(run).items()}


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


@pytest.fixture(scope="module")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with its letter issued in two formats, under its own copy of the criteria."""
    root = tmp_path_factory.mktemp("issued") / "herefordshire"
    shutil.copytree(ROOT / "examples" / "herefordshire", root)
    (root / CRITERIA).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / CRITERIA, root / CRITERIA)
    words = ["issue", "-a", "herefordshire", "--date", "2025-05-20", "--format", "html", "--format", "md"]
    ran = process([*COMMAND_LINE, *words], root, environment(tmp_path_factory.mktemp("home")))
    assert (ran.code, ran.stderr) == (0, "")
    return root


@pytest.fixture
def issued(workspace: Path, issued_once: Path) -> Path:
    """The workspace with that letter."""
    return Path(shutil.copytree(issued_once, workspace, dirs_exist_ok=True))


def test_whole_chain_from_submission_to_a_correction(run: Run, workspace: Path) -> None:
    (workspace / REVIEW).unlink()
    assert run("return", "--reason", "Too early.", "--on", "2025-03-20").code == 0
    assert run("submit", "--on", "2025-03-21").code == 0
    assert run("review", "--with", "prevent-lead", "--with", "board-chair", "--on", "2025-04-24").code == 0
    scores = json.loads(run("score", "--format", "json").stdout)["assessments"][0]["benchmarks"]
    for each in scores:
        if each["scored"]:
            assert run("agree", "--benchmark", each["id"], "--outcome", each["possible"][-1]).code == 0
    _replace(workspace / REVIEW, "letter:\n  summary: |-\n", "letter:\n  summary: |-\n    All is well.\n")
    assert run("accept", "--on", "2025-05-02").code == 0
    assert run("agree", "--on", "2025-05-06").code == 0
    early = run("issue", "--date", "2025-05-19")
    assert (early.code, (workspace / RECORD).exists()) == (1, False)
    assert "not cleared" in early.stderr
    assert run("clear", "--on", "2025-05-16").code == 0
    ran = run("issue", "--cleared", "--date", "2025-05-19")
    assert (ran.code, ran.stderr) == (0, "1 of 1 cleared letters are issued\n")
    letter = (workspace / HTML).read_text(encoding="utf-8")
    assert "19 May 2025" in letter
    assert "FOR SIGNATURE" not in letter
    assert run("validate").code == 0
    assert _verdicts(run) == {HTML: "unchanged"}
    # A second issue is a correction, and says so.
    _replace(workspace / REVIEW, "All is well.", "All is very well.")
    assert "error[changed-since-issue]" in run("validate").stdout
    # Without history, a letter that cannot be made again cannot be told.
    assert (_verdicts(run), run("verify", "--all").code) == ({HTML: "cannot_tell"}, 3)
    before = (workspace / HTML).read_bytes()
    assert run("letter", "-a", "herefordshire").code == 1
    assert run("issue", "--date", "2025-06-02").code == 1
    assert (workspace / HTML).read_bytes() == before
    unsigned = run("issue", "--date", "2025-06-02", "--supersedes")
    assert (unsigned.code, "What was cleared has changed since" in unsigned.stderr) == (1, True)
    assert run("unclear", "--reason", "A word was missing.", "--on", "2025-06-01").code == 0
    for step in ("accept", "clear"):
        assert run(step, "--on", "2025-06-01").code == 0
    assert run("issue", "--date", "2025-06-02", "--supersedes").code == 0
    assert "takes the place of the one dated 19 May 2025" in (workspace / HTML).read_text(encoding="utf-8")
    assert run("validate").code == 0
    assert _verdicts(run) == {HTML: "unchanged"}
    old = workspace.parent / "old.html"
    old.write_bytes(before)
    copy = _verified(run, old)[str(old)]
    assert (copy["verdict"], copy["reasons"][0]) == ("replaced", "replaced by the letter of 2025-06-02")
    assert run("verify", old).code == 1


def test_byte_in_a_letter_is_found_at_its_line(run: Run, issued: Path) -> None:
    text = (issued / HTML).read_text(encoding="utf-8")
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "Hereford" in each and number > 150)
    lines = text.split("\n")
    lines[line - 1] = lines[line - 1].replace("Hereford", "Herefort", 1)
    (issued / HTML).write_text("\n".join(lines), encoding="utf-8")
    ran = run("verify", HTML)
    assert ran.code == 1
    assert f"{HTML}: changed: the letter is not the file that was issued on 2025-05-20" in ran.stdout
    assert f"it differs at line {line}, under " in ran.stdout
    assert "Herefort" not in ran.stdout
    assert _verdicts(run) == {HTML: "changed", MD: "unchanged"}


@pytest.mark.parametrize(
    ("file", "words", "changed"),
    [
        (REVIEW, ("As a matter of routine", "Now and then"), "the review (benchmarks.risk-assessment)"),
        (REVIEW, ("agreed: met", "agreed: exceeding"), "the review (benchmarks.partnership-group)"),
        (
            ASSESSMENT,
            ("separate-chair: met", "separate-chair: not_met"),
            "the self-assessment (benchmarks.partnership-",
        ),
        (AUTHORITY, ("name: Anselm Okafor", "name: Anselm Okafur"), "the authority's file (people.chief-executive)"),
        ("prevent-assure.yaml", ("unit: Homeland", "unit: Household"), "the settings (sender)"),
    ],
)
def test_word_in_a_source_is_named_by_file_and_part(
    run: Run, issued: Path, file: str, words: tuple[str, str], changed: str
) -> None:
    _replace(issued / file, *words)
    found = _verified(run)[HTML]
    assert (found["verdict"], found["sources"]) == ("cannot_tell", "changed")
    assert changed in " ".join(found["reasons"])
    assert run("validate", "--select", "changed-since-issue").code == (1 if file in {REVIEW, ASSESSMENT} else 0)


def test_rule_in_the_criteria_is_found(run: Run, issued: Path) -> None:
    data = (issued / CRITERIA).read_text(encoding="utf-8")
    changed = re.sub(r"if: \{all: met\}", "if: {any: met}", data, count=1)
    assert changed != data
    (issued / CRITERIA).write_text(changed, encoding="utf-8")
    found = _verified(run)[HTML]
    assert (found["verdict"], found["sources"]) == ("cannot_tell", "changed")
    assert "changed since it was issued on 2025-05-20: the criteria (rules)" in found["reasons"]


def test_letter_and_record_forged_together_do_not_follow_from_the_sources(run: Run, issued: Path) -> None:
    _replace(issued / HTML, "20 May 2025", "21 May 2025")
    digest = hashlib.sha256((issued / HTML).read_bytes()).hexdigest()
    record = (issued / RECORD).read_text(encoding="utf-8")
    forged = re.sub(r"(herefordshire\.html, digest: sha256:)[0-9a-f]{64}", rf"\g<1>{digest}", record)
    assert forged != record
    (issued / RECORD).write_text(forged, encoding="utf-8")
    found = _verified(run)[HTML]
    assert found["verdict"] == "changed"
    assert "is not what its recorded sources give" in found["reasons"][0]


def _crlf(root: Path) -> None:
    for name in (REVIEW, ASSESSMENT, AUTHORITY, CRITERIA, "prevent-assure.yaml"):
        (root / name).write_bytes((root / name).read_bytes().replace(b"\n", b"\r\n"))


def _layout(root: Path) -> None:
    _replace(root / ASSESSMENT, "separate-chair: met", "separate-chair: {answer: met}  # seen")
    _replace(
        root / ASSESSMENT,
        "submitted: {by: prevent-lead, on: 2025-03-14}",
        "submitted:\n    on: '2025-03-14'\n    by: prevent-lead",
    )


def _successor(root: Path) -> None:
    successor = "from: 2024-11-01, to: 2025-08-31}\n    - {name: Ann Other, title: Prevent Lead, from: 2025-09-01}"
    _replace(root / AUTHORITY, "from: 2024-11-01}", successor)


def _next_cycle(root: Path) -> None:
    _replace(root / "prevent-assure.yaml", "cycles:\n", "cycles:\n  2025-26: {criteria: local-authority/2024-25}\n")
    _replace(root / "prevent-assure.yaml", "current_cycle: 2024-25", "current_cycle: 2025-26")


def _squash(root: Path) -> None:
    """A repository whose only commit knows nothing of the one that the letter was issued from."""
    git = shutil.which("git")
    assert git is not None
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "All at once"]):
        subprocess.run([git, *words], cwd=root, check=True)


@pytest.mark.parametrize("change", [_crlf, _layout, _successor, _next_cycle, _squash])
def test_what_says_nothing_else_does_not_look_like_tampering(
    run: Run, issued: Path, change: Callable[[Path], None]
) -> None:
    change(issued)
    found = _verified(run)
    assert {each["verdict"] for each in found.values()} == {"unchanged"}, found
    assert run("verify", "--all").code == 0
    assert "changed-since-issue" not in run("validate").stdout


def test_workspace_that_lists_others_verifies_and_lists_theirs(run: Run, workspace: Path) -> None:
    nation = workspace.parent / "nation"
    nation.mkdir()
    settings = (workspace / "prevent-assure.yaml").read_text(encoding="utf-8")
    (nation / "prevent-assure.yaml").write_text(settings + "workspaces: [../herefordshire]\n", encoding="utf-8")
    waiting = json.loads(run("signing-list", "--format", "json", cwd=nation).stdout)
    assert [each["authority"] for each in waiting["letters"]] == ["herefordshire"]
    assert run("issue", "--date", "2025-05-20").code == 0
    found = json.loads(run("verify", "--all", "--format", "json", cwd=nation).stdout)["letters"]
    assert [(each["path"], each["verdict"]) for each in found] == [(f"../herefordshire/{HTML}", "unchanged")]
    assert run("verify", f"../herefordshire/{HTML}", cwd=nation).code == 0


def test_files_that_are_gone_or_unreadable_cannot_be_told(run: Run, issued: Path) -> None:
    (issued / HTML).unlink()
    assert _verdicts(run) == {HTML: "cannot_tell", MD: "unchanged"}
    (issued / ASSESSMENT).unlink()
    assert "error[changed-since-issue]" in run("validate").stdout
    (issued / RECORD).write_text("format: prevent-assure/issue/1\n", encoding="utf-8")
    assert _verdicts(run) == {RECORD: "cannot_tell"}
    assert "error[missing-key]" in run("validate", RECORD).stdout
    stranger = issued / "stranger.html"
    stranger.write_text("<p>", encoding="utf-8")
    assert _verified(run, stranger)[str(stranger)]["verdict"] == "cannot_tell"
    assert run("verify", "nothing.html").code == 3


def test_letter_that_is_no_text_is_verified_by_its_bytes(run: Run, workspace: Path) -> None:
    assert run("issue", "--date", "2025-05-20", "--format", "docx", "--format", "odt").code == 0
    docx = HTML.replace(".html", ".docx")
    found = _verified(run)
    assert {each["verdict"] for each in found.values()} == {"unchanged"}
    assert "made again from them it is the same" in found[docx]["reasons"][0]
    data = bytearray((workspace / docx).read_bytes())
    data[len(data) // 2] ^= 1
    (workspace / docx).write_bytes(data)
    assert _verified(run)[docx]["verdict"] == "changed"


def test_nothing_issued_is_said_and_no_fault(run: Run) -> None:
    ran = run("verify", "--all")
    assert (ran.code, ran.stdout) == (0, "no letter is issued here\n")


def test_record_knows_the_commit_as_a_hint(run: Run, workspace: Path) -> None:
    _squash(workspace)
    assert run("issue", "--date", "2025-05-19").code == 0  # as it was committed
    git = shutil.which("git")
    assert git is not None
    head = subprocess.run([git, "rev-parse", "HEAD"], cwd=workspace, check=True, capture_output=True, text=True).stdout
    assert f"commit: {head}" in (workspace / RECORD).read_text(encoding="utf-8")


def test_issue_changes_only_the_date_of_the_review(run: Run, workspace: Path) -> None:
    before = (workspace / REVIEW).read_text(encoding="utf-8")
    assert run("issue", "--date", "2025-05-20").code == 0
    after = (workspace / REVIEW).read_text(encoding="utf-8")
    assert after == before.replace("  date: 2025-05-19\n", "  date: 2025-05-20\n")
    assert json.loads(run("score", "--format", "json").stdout)["assessments"][0]["status"] == "issued"


def test_warning_of_the_letters_text_keeps_it_from_being_issued(run: Run, workspace: Path) -> None:
    _replace(workspace / REVIEW, "As a matter of routine", "As a matter of TODO")
    reseal(workspace)
    ran = run("issue", "--date", "2025-05-20")
    assert (ran.code, (workspace / RECORD).exists()) == (1, False)
    assert "letter-placeholder" in ran.stderr
    accepted = "accepted:\n  - {code: letter-placeholder, reason: It is a word.}\n"
    _replace(workspace / "prevent-assure.yaml", "accepted:\n", accepted)
    assert run("issue", "--date", "2025-05-20").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["issue", "--date", "20 May"], "--date takes a date"),
        (["issue", "--supersedes", "--date", "2025-05-20"], "no letter is issued"),
        (["issue", "--cleared", "-a", "herefordshire"], "exclude each other"),
        (["issue", "--date", "2025-05-01"], "dates-out-of-order"),
        (["issue", "-a", "hereford"], "did you mean"),
        (["verify"], "--all"),
        (["verify", "--all", HTML], "--all"),
        (["verify", HTML, "--cycle", "2024-25"], "--cycle"),
        (["verify", "--all", "--record", RECORD], "--record"),
        (["verify", HTML, "--record", "none.yaml"], "no such file"),
        (["verify", HTML, "--record", REVIEW], "no record of an issued letter"),
        (["issue", "--date", "2025-05-20", "--sign"], "no key to sign with"),
        (["issue", "--date", "2025-05-20", "--sign-with", "none"], "the key to sign with is not there"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    run: Run, workspace: Path, words: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    ran = run(*words)
    assert ran.code in {1, 2}
    assert said in ran.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


def test_signing_list_says_what_is_out_of_the_ordinary(run: Run, workspace: Path) -> None:
    _replace(workspace / REVIEW, "fit.\n    agreed: met", "fit.\n    agreed: exceeding\n    reason: See the minutes.")
    _replace(workspace / AUTHORITY, "name: Herefordshire Council", "name: '=Herefordshire | Council'")
    reseal(workspace)
    found = json.loads(run("signing-list", "--format", "json").stdout)
    assert found["format"] == "prevent-assure/signing-list/1"
    (letter,) = found["letters"]
    assert letter["recipient"] == "Anselm Okafor, Chief Executive"
    assert letter["outcomes"] == {"Met": 5, "Exceeding": 2}
    assert [(each["number"], each["agreed"], each["allowed"]) for each in letter["outside"]] == [
        (6, "Exceeding", ["Met"])
    ]
    moved = [(each["number"], each["before"], each["now"]) for each in letter["moved"]]
    assert (4, "Met", "Exceeding") in moved
    assert letter["cleared_on"] == "2025-05-16"
    text = run("signing-list").stdout
    assert "Rosalind Achebe-Marsh" in text
    assert "outside the rules" in text
    assert "\\|" in run("signing-list", "--format", "md").stdout
    (row,) = csv.DictReader(io.StringIO(run("signing-list", "--format", "csv").stdout))
    assert row["name"] == "'=Herefordshire | Council"
    assert row["outcomes"] == "5 Met, 2 Exceeding"
    take_out(workspace / REVIEW, "cleared")
    assert "Agreed: herefordshire" in run("signing-list").stdout


def test_public_edition_of_an_issued_letter_is_verified_and_one_that_was_changed_is_told(
    run: Run, issued: Path, tmp_path: Path
) -> None:
    public = "letters/2024-25/herefordshire.public.html"
    for audience in ("public", "committee"):
        assert run("letter", "-a", "herefordshire", "--audience", audience, "--format", "html").code == 0
    assert _verdicts(run) == {
        HTML: "unchanged",
        MD: "unchanged",
        public: "unchanged",
        "letters/2024-25/herefordshire.committee.html": "unchanged",
    }
    copy = tmp_path / "herefordshire.public.html"
    shutil.copyfile(issued / public, copy)
    assert "this is the public edition of the letter of 2025-05-20" in run("verify", copy).stdout
    _replace(copy, "[left out: N]", "Anselm Okafor")
    assert _verified(run, copy)[str(copy)]["verdict"] == "changed"
    _replace(issued / REVIEW, "summary: |-\n", "summary: |-\n    A new beginning.\n\n")
    assert _verdicts(run)[public] == "cannot_tell"
    stray = tmp_path / "elsewhere.public.html"
    shutil.copyfile(copy, stray)
    assert _verified(run, stray)[str(stray)]["verdict"] == "cannot_tell"


def test_signed_letter_is_verified_by_the_command_and_by_openssh_alone(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    key, who = tmp_path / "letters", "letters@homeoffice.example"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    signers = tmp_path / "allowed_signers"
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    signers.write_text(f'{who} namespaces="prevent-assure-issue" {public}', encoding="utf-8")
    _replace(workspace / "prevent-assure.yaml", "cycles:\n", f"signing: {{key: {key}}}\ncycles:\n")
    ran = run("issue", "--date", "2025-05-20", "--sign")
    assert (ran.code, ", and signed" in ran.stdout) == (0, True)
    sent = tmp_path / "sent"
    sent.mkdir()
    for name in (HTML, RECORD, f"{RECORD}.sig", "letters/2024-25/SHA256SUMS"):
        shutil.copyfile(workspace / name, sent / Path(name).name)
    words = ["herefordshire.html", "--record", "herefordshire.issue.yaml", "--signers", signers]
    ran = run("verify", *words, "--signature", "herefordshire.issue.yaml.sig", cwd=sent)
    assert (ran.code, ran.stdout.split("\n")[0]) == (0, f"herefordshire.html: genuine: signed by {who} on 2025-05-20")
    checked: list[str | Path] = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", who, "-n", "prevent-assure-issue"]
    checked += ["-s", "herefordshire.issue.yaml.sig"]
    record = (sent / "herefordshire.issue.yaml").read_bytes()
    subprocess.run(checked, cwd=sent, input=record, check=True, capture_output=True)
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=sent, check=True, capture_output=True)
    assert run("verify", HTML, "--signers", signers).code == 0
    _replace(sent / "herefordshire.html", "Exceeding", "Not met")
    assert run("verify", *words, cwd=sent).code == 1


def test_dry_run_says_what_would_be_issued_or_is_missing_and_writes_nothing(run: Run, workspace: Path) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    ran = run("issue", "--cleared", "--date", "2025-05-20", "--dry-run")
    letters = f"{HTML}, {RECORD}, letters/2024-25/SHA256SUMS"
    assert (ran.code, ran.stdout) == (0, f"herefordshire 2024-25: would be issued ({letters})\n")
    assert ran.stderr.splitlines() == [
        "herefordshire 2024-25: a dry run; nothing is changed",
        "1 of 1 cleared letters would be issued",
    ]
    ran = run("issue", "--date", "2025-05-20", "--supersedes", "-n")
    assert (ran.code, ran.stdout) == (1, "")
    assert "no letter is issued whose place this one could take" in ran.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before
