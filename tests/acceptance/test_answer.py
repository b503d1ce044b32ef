"""`prevent-assure answer` as its users run it: typed on a terminal, and fed from a pipe."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from command import COMMAND_LINE, Ran, Run, environment, process
from prevent_assure import source
from prevent_assure.cycle.conversation import COMMANDS, SCISSORS
from terminal import BREAK, DOWN, PASTES_ARE_MARKED, PASTES_ARE_PLAIN, converse, marked

PATH = "assessments/2024-25/exampleton.yaml"
OURS = "assessments/2024-25/herefordshire.yaml"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is asked for")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("laid-out")
    ran = process([*COMMAND_LINE, "init", "council", "-a", "exampleton"], folder, environment(folder))
    assert ran.code == 0
    return folder / "council"


@pytest.fixture
def council(laid_out: Path, tmp_path: Path) -> Path:
    """A new workspace with a self-assessment in which nothing is answered."""
    return Path(shutil.copytree(laid_out, tmp_path / "council"))


@pytest.fixture
def draft(workspace: Path) -> Path:
    """The example, whose self-assessment is a draft again."""
    path = workspace / OURS
    text = path.read_text(encoding="utf-8").replace("submitted: {by: prevent-lead, on: 2025-03-14}\n", "")
    path.write_text(text, encoding="utf-8")
    (workspace / "reviews/2024-25/herefordshire.yaml").unlink()
    return workspace


def _changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def _answers(folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    data = source.read((folder / PATH).read_bytes()).data
    return {name: each["answers"] for name, each in data["benchmarks"].items()}


def test_answers_from_a_pipe_are_in_the_file_and_nothing_else_changes(run: Run, council: Path) -> None:
    before = (council / PATH).read_text(encoding="utf-8")
    ran = run("answer", "-a", "exampleton", cwd=council, stdin="met\nn\nFour meetings: see #3\n3\n")
    assert (ran.code, ran.stderr) == (0, "")
    gone, come = _changed(before, (council / PATH).read_text(encoding="utf-8"))
    assert gone == []
    assert come == ["          answer: met", "            Four meetings: see #3", "          answer: not_met"]
    met = _answers(council)["partnership-group"]["met"]
    assert met["meets-quarterly"] == {"answer": "met", "evidence": "Four meetings: see #3"}
    assert ran.stdout.endswith(
        f"Saved: 3 changes, in {PATH}.\nStill open: 95 questions. The same command goes on from there.\n"
    )
    assert run("validate", cwd=council).code == 0


def test_it_goes_on_where_something_is_open(run: Run, council: Path) -> None:
    run("answer", cwd=council, stdin="2\n\n")
    ran = run("answer", cwd=council, stdin="")
    assert "Question 2 of 97, level Met (oversees-delivery)." in ran.stdout
    again = run("answer", "--all", cwd=council, stdin="")
    assert "Question 1 of 97, level Met (meets-quarterly)." in again.stdout
    assert "Now: partly_met." in again.stdout


def _on_terminal(
    folder: Path, script: list[tuple[str, str]], *words: str, editor: str = "", term: str = "xterm"
) -> Ran:
    env = environment(folder, {"EDITOR": editor, "TERM": term, "COLUMNS": "90"})
    return converse([*COMMAND_LINE, "answer", *words], folder, env, script)


def test_terminal_is_plain_text_and_says_everything_in_words(council: Path) -> None:
    script = [
        ("meets quarterly.", "1\n"),
        ("by the exception?", "y\n"),
        ("Evidence on one line", "Rural.\n"),
        ("?", "q\n"),
    ]
    ran = _on_terminal(council, script)
    assert ran.code == 0
    shown = ran.stdout.replace(PASTES_ARE_MARKED, "").replace(PASTES_ARE_PLAIN, "")
    assert "\x1b" not in shown
    assert "\r" not in shown
    answer = _answers(council)["partnership-group"]["met"]["meets-quarterly"]
    assert answer == {"answer": "met", "by_exception": True, "evidence": "Rural."}


@pytest.mark.parametrize("key", [DOWN, BREAK, "q\n"])
def test_leaving_is_quiet_and_says_what_is_saved(council: Path, key: str) -> None:
    script = [("meets quarterly.", "2\n"), ("Evidence on one line", "\n"), ("Your answer", key)]
    ran = _on_terminal(council, script)
    assert ran.code == 0
    assert ran.stdout.count(PASTES_ARE_MARKED) == ran.stdout.count(PASTES_ARE_PLAIN) == 1
    assert ran.stdout.index(PASTES_ARE_MARKED) < ran.stdout.index(PASTES_ARE_PLAIN)
    assert "Traceback" not in ran.stdout
    assert "Aborted" not in ran.stdout
    assert f"Saved: 1 change, in {PATH}." in ran.stdout
    assert _answers(council)["partnership-group"]["met"]["meets-quarterly"]["answer"] == "partly_met"  # type: ignore[index] # a group


def test_break_while_evidence_is_asked_keeps_the_answer(council: Path) -> None:
    ran = _on_terminal(council, [("meets quarterly.", "2\n"), ("Evidence on one line", BREAK)])
    assert ran.code == 0
    assert f"Saved: 1 change, in {PATH}." in ran.stdout


def _first(folder: Path) -> object:
    return _answers(folder)["partnership-group"]["met"]["meets-quarterly"]


LINES = "Board paper:\nnot_met\n\n3\nq"


@pytest.mark.parametrize(
    ("term", "paste"),
    [
        ("xterm", f"{marked(LINES)}\n"),
        ("xterm", f"{marked(LINES.replace(chr(10), chr(13)) + chr(13))}\r"),
        ("xterm", f"{LINES}\n"),
        ("dumb", LINES.replace("\n", "\r\n") + "\r\n"),
    ],
    ids=["marked", "marked with carriage returns", "at once", "at once on a dumb terminal"],
)
def test_lines_pasted_where_evidence_is_asked_are_one_text_shown_before_it_is_saved(
    council: Path, term: str, paste: str
) -> None:
    script = [
        ("Your answer", "2\n"),
        ("Evidence on one line", paste),
        ("Save it as the evidence?", "y\n"),
        ("Saved.", "q\n"),
    ]
    ran = _on_terminal(council, script, term=term)
    assert ran.code == 0
    assert "Your text, 5 lines:\n  Board paper:\n  not_met\n\n  3\n  q\nSave it" in ran.stdout
    assert _first(council) == {"answer": "partly_met", "evidence": LINES}
    assert "Still open: 96 questions." in ran.stdout
    assert (PASTES_ARE_MARKED in ran.stdout) == (term == "xterm")


@pytest.mark.parametrize("paste", [f"{LINES}\n", f"{marked('1')}\n"])
def test_paste_answers_no_question_and_is_offered_as_the_evidence(council: Path, paste: str) -> None:
    script = [
        ("Your answer", paste),
        ("It is kept", ""),
        ("Your answer", "2\n"),
        ("Save it as the evidence?", "n\n"),
        ("Evidence on one line", "Own words.\n"),
        ("Your answer", "q\n"),
    ]
    ran = _on_terminal(council, script)
    assert _first(council) == {"answer": "partly_met", "evidence": "Own words."}
    assert f"Saved: 2 changes, in {PATH}." in ran.stdout


def test_text_typed_where_yes_or_no_is_asked_is_kept_and_offered(council: Path) -> None:
    script = [
        ("Your answer", "1\n"),
        ("by the exception?", "We are rural.\n"),
        ("It is kept", ""),
        ("by the exception?", marked("yes\nno") + "\n"),
        ("by the exception?", "yes\n"),
        ("Save it as the evidence?", "Two districts.\n"),
        ("Save it as the evidence?", "\n"),
        ("Save it as the evidence?", "y\n"),
        ("Your answer", "q\n"),
    ]
    _on_terminal(council, script)
    evidence = "We are rural.\nyes\nno\nTwo districts."
    assert _first(council) == {"answer": "met", "by_exception": True, "evidence": evidence}


@pytest.mark.parametrize("key", [DOWN, BREAK])
def test_text_that_is_not_saved_is_shown_when_somebody_leaves(council: Path, key: str) -> None:
    ran = _on_terminal(council, [("Your answer", marked("one\ntwo") + "\n"), ("It is kept", ""), ("Your answer", key)])
    assert ran.code == 0
    assert "Not saved: the text that you typed at question 1.\n  one\n  two\n" in ran.stdout
    assert f"Saved: 0 changes, in {PATH}." in ran.stdout


def test_line_can_be_mended_and_may_be_long(council: Path) -> None:
    script = [
        ("Your answer", "34\x7f\x7f\x1b[A2\r"),
        ("Evidence on one line", f"bad words\x17\x15{'x' * 9000} é日\x7f\x1b[D日\r"),
        ("Your answer", "q\n"),
    ]
    _on_terminal(council, script)
    assert _first(council) == {"answer": "partly_met", "evidence": f"{'x' * 9000} é日"}


def test_terminal_is_left_as_it_was(council: Path) -> None:
    shell = ["/bin/sh", "-c", 'trap : INT; stty -a > before; "$@"; stty -a > after', "sh", *COMMAND_LINE, "answer"]
    converse(shell, council, environment(council, {"TERM": "xterm"}), [("Your answer", BREAK)])
    assert (council / "after").read_text(encoding="utf-8") == (council / "before").read_text(encoding="utf-8")


def _editor(folder: Path, text: str) -> str:
    path = folder / "editor.sh"
    path.write_text(f'#!/bin/sh\nsleep 1\nprintf "%s" "{text}" >> "$1"\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return os.fspath(path)


def test_evidence_can_be_written_in_an_editor(council: Path, tmp_path: Path) -> None:
    editor = _editor(tmp_path, "First: # one\n\n- two\n")
    script = [("meets quarterly.", "2\n"), ("Evidence on one line", "e\n"), ("Your answer", "q\n")]
    assert _on_terminal(council, script, editor=editor).code == 0
    answer = _answers(council)["partnership-group"]["met"]["meets-quarterly"]
    assert answer == {"answer": "partly_met", "evidence": "First: # one\n\n- two"}
    again = _editor(tmp_path, " more")
    script = [("meets quarterly.", "e\n"), ("Your answer", "q\n")]
    assert _on_terminal(council, script, "--all", editor=again).code == 0
    assert "- two\n more" in str(_answers(council)["partnership-group"]["met"]["meets-quarterly"]["evidence"])  # type: ignore[index] # a group


def test_editor_begins_with_what_is_asked_and_loses_no_line(draft: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text(
        f'#!/bin/sh\nsleep 0.1\ncp "$1" {tmp_path}/seen\n'
        '{ echo "# Before"; cat "$1"; echo "# Minutes"; echo "of #3"; } > "$1.new"\nmv "$1.new" "$1"\n',
        encoding="utf-8",
    )
    editor.chmod(0o700)
    script = [("Your answer", "edit\n"), ("Saved.", "q\n")]
    words = ["-a", "herefordshire", "--all", "--benchmark", "partnership-group"]
    ran = _on_terminal(draft, script, *words, editor=os.fspath(editor))
    seen = (tmp_path / "seen").read_text(encoding="utf-8").split("\n")
    assert seen[0] == "# Question 1, level Met (meets-quarterly)."
    assert "#   In 2023-24 you answered: met." in seen
    assert "#   Evidence then: The Board met four times between May 2023 and February 2024." in seen
    now = "The Board met in June, September and December 2024 and in March 2025."
    assert seen[-3:] == [SCISSORS, now, ""]
    answers = source.read((draft / OURS).read_bytes()).data["benchmarks"]["partnership-group"]["answers"]
    assert answers["met"]["meets-quarterly"]["evidence"] == f"# Before\n{now}\n# Minutes\nof #3"
    assert ran.stdout.count(PASTES_ARE_MARKED) == ran.stdout.count(PASTES_ARE_PLAIN) == 2, "the editor has its own"


def test_editor_that_is_not_there_is_said(council: Path) -> None:
    script = [("meets quarterly.", "2\n"), ("Evidence on one line", "e\n"), ("Your answer", "q\n")]
    ran = _on_terminal(council, script, editor="/nowhere/editor")
    assert ran.code == 0
    assert "Traceback" not in ran.stdout


def test_claim_summary_and_follow_up_are_asked_too(run: Run, draft: Path) -> None:
    before = (draft / OURS).read_text(encoding="utf-8")
    (draft / OURS).write_text(
        before.replace("claimed: met\n    summary: |-\n      The work", "summary: |-\n      The work"), encoding="utf-8"
    )
    ran = run("answer", "-a", "herefordshire", stdin="met\n")
    assert "which outcome do you claim for benchmark 1?" in ran.stdout
    assert "In 2023-24: met" in ran.stdout
    data = source.read((draft / OURS).read_bytes()).data
    assert data == source.read(before.encode()).data
    assert "Nothing is open. To submit it: prevent-assure submit -a herefordshire" in ran.stdout


def test_last_cycle_is_shown_beside_the_criterion(run: Run, draft: Path) -> None:
    words = ["-a", "herefordshire", "--all", "--benchmark", "partnership-group"]
    ran = run("answer", *words, cwd=draft, stdin="")
    assert "In 2023-24 you answered: met." in ran.stdout
    assert "Evidence then: The Board met four times between May 2023 and February 2024." in ran.stdout


def test_hand_written_layout_stays_in_every_form_of_answer(run: Run, draft: Path) -> None:
    before = (draft / OURS).read_text(encoding="utf-8")
    words = ["-a", "herefordshire", "--all", "--benchmark", "permissive-environments"]
    ran = run("answer", *words, stdin="\n\n\n2\n\n\n\n\n\n\n\n")
    assert ran.code == 0
    gone, come = _changed(before, (draft / OURS).read_text(encoding="utf-8"))
    assert gone == ["        it-policy: {answer: met, evidence: Filtering on public and staff networks is part of it.}"]
    assert come == [
        "        it-policy: {answer: partly_met, evidence: Filtering on public and staff networks is part of it.}"
    ]


def test_word_for_a_whole_level_is_written_out_when_one_answer_differs(run: Run, draft: Path) -> None:
    words = ["-a", "herefordshire", "--all", "--benchmark", "partnership-group"]
    assert "not_met: absent" in (draft / OURS).read_text(encoding="utf-8")
    run("answer", *words, stdin="\n" * 8 + "present\n\n")
    data = source.read((draft / OURS).read_bytes()).data
    assert data["benchmarks"]["partnership-group"]["answers"]["not_met"] == {
        "single-agency": "present",
        "rarely-discussed": "absent",
    }


def test_part_that_is_not_met_is_told_beside_an_answer_that_is(run: Run, council: Path) -> None:
    ran = run("answer", cwd=council, stdin="\nmet\n\n2\n\n\n\npartly_met\n\n\n\n\n\n\n")
    assert "A part is not met, so the criterion cannot be met" in ran.stdout
    assert run("validate", cwd=council).code == 0


def test_answer_that_needs_evidence_is_saved_with_it_or_not_at_all(run: Run, council: Path) -> None:
    before = (council / PATH).read_bytes()
    ran = run("answer", cwd=council, stdin="4\n\n")
    assert "Without evidence it is not saved." in ran.stdout
    assert (council / PATH).read_bytes() == before


def test_character_that_no_file_may_hold_is_refused_and_asked_again(run: Run, council: Path) -> None:
    ran = run("answer", cwd=council, stdin="2\nclear\x1b[2J\nplain\n")
    assert "Not saved: the character" in ran.stdout
    answer = _answers(council)["partnership-group"]["met"]["meets-quarterly"]
    assert answer == {"answer": "partly_met", "evidence": "plain"}
    assert run("validate", cwd=council).code == 0


def test_bytes_that_are_no_text_are_refused_and_asked_again(council: Path) -> None:
    done = subprocess.run(
        [*COMMAND_LINE, "answer"], cwd=council, env=environment(council), input=b"2\nbad \xff\xfe\ngood\n",
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Not saved: the character" in done.stdout
    assert _answers(council)["partnership-group"]["met"]["meets-quarterly"] == {
        "answer": "partly_met",
        "evidence": "good",
    }


def test_text_that_is_too_long_is_refused_and_asked_again(run: Run, council: Path) -> None:
    ran = run("answer", cwd=council, stdin=f"2\n{'x' * 20_001}\nshort\n")
    assert "Not saved: a text may have 20000 characters" in ran.stdout
    assert run("validate", cwd=council).code == 0


PROMPTS = [
    ("", "Your answer ("),
    ("1\n", "Is that by the exception?"),
    ("We are rural.\ny\n", "Save it as the evidence?"),
    ("n\n", "Evidence on one line"),
    ("go 1\n\nmet\n", "Your answer to the part"),
    ("go 1\n" + "skip\n" * 11, "Summary on one line"),
]


def test_the_same_can_be_typed_wherever_something_is_asked(run: Run, council: Path) -> None:
    ran = run("answer", cwd=council, stdin="".join(f"{fed}?\nHelp\n" for fed, _ in PROMPTS) + "b\nquit\n")
    said = ran.stdout.split("What you can type:")
    assert len(said) == 1 + 2 * len(PROMPTS)
    for (_, prompt), before, after in zip(PROMPTS, said[::2], said[2::2], strict=False):
        assert before.rstrip().split("\n")[-1].startswith(prompt)
        assert after.rstrip().split("\n")[-1].startswith(prompt) or prompt in after
    for command in COMMANDS:
        assert command.meaning in " ".join(said[1].split())
    assert "which outcome do you claim for benchmark 1?" in said[-1], "back leads to the question before"
    assert ran.stdout.endswith("The same command goes on from there.\n")


@pytest.mark.parametrize(
    ("fed", "asked"),
    [
        ("partly_met\nback\n", ["1", "1"]),
        ("met\nback\n", ["1", "1"]),
        ("met\nskip\n", ["1", "2"]),
        ("skip\nback\n", ["1", "2", "1"]),
        ("met\nRural.\ny\nback\nq\n", ["1", "1"]),
    ],
)
def test_back_leads_to_the_question_and_then_to_the_one_before(
    run: Run, council: Path, fed: str, asked: list[str]
) -> None:
    ran = run("answer", cwd=council, stdin=fed)
    assert re.findall(r"(?m)^Question ([0-9]+) of 97", ran.stdout) == asked


def test_word_that_is_a_command_is_a_text_in_quotation_marks(run: Run, council: Path) -> None:
    run("answer", cwd=council, stdin='partly_met\n"Skip"\n')
    assert _first(council) == {"answer": "partly_met", "evidence": "Skip"}


def test_what_was_skipped_is_asked_again_and_numbers_stay(run: Run, council: Path) -> None:
    run("answer", cwd=council, stdin="skip\n\npartly_met\nskip\nquit\n")
    ran = run("answer", cwd=council, stdin="skip\nskip\n")
    assert re.findall(r"(?m)^Question ([0-9]+) of 97", ran.stdout) == ["1", "2", "4"]


def test_help_jumping_and_going_back(run: Run, council: Path) -> None:
    ran = run("answer", cwd=council, stdin="?\nfoo\ng 3\nb\ng 99\nq\n")
    assert "What you can type:" in ran.stdout
    assert "That is none of the answers." in ran.stdout
    assert "Benchmark 3: Partnership plan." in ran.stdout
    assert "Nothing is asked here of benchmark 99." in ran.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-a", "herefordshire"], 2, "has been submitted"),
        (["-a", "herefordshire", "--cycle", "2031-32"], 2, "not one of the settings'"),
        (["-a", "nobody"], 2, "no authority"),
        (["-a", "herefordshire", "--benchmark", "trainings"], 2, ""),
        (["--from", "x"], 2, "--from takes a cycle"),
    ],
)
def test_what_cannot_be_answered_is_said(run: Run, words: list[str], code: int, said: str) -> None:
    ran = run("answer", *words, stdin="1\n")
    assert ran.code == code
    assert said in ran.stderr


def test_file_that_cannot_be_read_is_said_with_its_findings(run: Run, draft: Path) -> None:
    (draft / OURS).write_text("format: [", encoding="utf-8")
    ran = run("answer", "-a", "herefordshire", stdin="1\n")
    assert (ran.code, ran.stdout) == (1, "")
    assert "yaml-syntax" in ran.stderr


def test_without_a_file_it_says_how_to_lay_one_out(run: Run, council: Path) -> None:
    (council / PATH).unlink()
    ran = run("answer", cwd=council, stdin="")
    assert ran.code == 2
    assert "prevent-assure new -a exampleton" in ran.stderr
