"""What changed, on a terminal and in a log."""

from prevent_assure.changes.difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    DiffResult,
    FieldChange,
    OutcomeMove,
    Revision,
    Together,
)
from prevent_assure.changes.for_people import diff_text

EVIDENCE = FieldChange(
    "evidence", "changed", "It met twice. \x1b[31m", "It met four times. [bold]x[/bold] " + "long " * 30
)
RESULT = DiffResult(
    Revision("main", "a" * 40),
    Revision("working tree"),
    (
        AssessmentDifference(
            "anywhere",
            "Anywhere Council",
            "2024-25",
            benchmarks=(
                BenchmarkDifference(
                    "plan",
                    3,
                    "Plan",
                    (
                        OutcomeMove(
                            "derived",
                            ("not_met", "met"),
                            ("met",),
                            "judgement",
                            "decided",
                            Cause(
                                (Together(criteria=False, rules=False, answers=("owned", "kept")),),
                                1,
                                (Together(criteria=False, rules=True, answers=("owned",)),),
                            ),
                        ),
                    ),
                    answers=(AnswerChange("owned", "met", None, "met", (EVIDENCE,)),),
                ),
            ),
            outcome_labels={"not_met": "Not met", "met": "Met"},
        ),
    ),
)


def test_log_has_keys_and_ids_in_whole_lines_and_no_narrative() -> None:
    assert diff_text(RESULT, width=40, colour=False, texts=False) == (
        "main (aaaaaaaaaa) → working tree: 1 outcome moved, 1 answer changed, for 1 authority\n"
        "\n"
        "Anywhere Council (anywhere), 2024/25\n"
        "  3 Plan (plan)\n"
        "    derived: Not met or Met (the adviser judges) → Met; "
        "made by owned and kept together, or one of 1 further set as small; "
        "taken back by undoing the changed rules and owned together\n"
        "    answer owned: unanswered → met\n"
        "    evidence of owned changed\n"
    )


def test_terminal_shows_narratives_folded_and_harmless() -> None:
    shown = diff_text(RESULT, width=60, colour=False, texts=True)
    assert "      - It met twice. \\x1b[31m\n" in shown
    assert "      + It met four times. [bold]x[/bold] long" in shown
    assert max(len(line) for line in shown.split("\n")[1:]) <= 60
    assert "\x1b" not in shown
    assert "\x1b[31m- It met" in diff_text(RESULT, width=60, colour=True, texts=True)
