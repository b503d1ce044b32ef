"""A whole year by commands, two returns and a correction in it, for someone who signs nothing."""

import json
import re
import shlex
from pathlib import Path

from command import Run

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"
REVIEW = "reviews/2024-25/herefordshire.yaml"
YEAR = """\
submit --on 2025-03-28
withdraw --on 2025-03-28 --reason "Old figures."  # draft
submit --on 2025-03-31
return --on 2025-04-02 --reason "Say more."       # draft
submit --on 2025-04-02                            # in_review
return --on 2025-04-11 --reason "And evidence."
submit --on 2025-04-30
review --with prevent-lead --on 2025-05-02
accept --on 2025-05-05
agree --on 2025-05-06                             # agreed
clear --on 2025-05-07
unclear --on 2025-05-07 --reason "Wrong date."    # agreed
clear --on 2025-05-08                             # cleared
issue --date 2025-05-19
reopen --on 2025-05-20 --reason "A wrong name."   # issued
agree --on 2025-05-21
clear --on 2025-05-21
issue --date 2025-05-26 --supersedes              # issued
"""
STEP_AND_STATUS = """
import sys
from prevent_assure.app import main
step, status = sys.argv[1:], ["status", "--on", "2025-06-30", "--format", "json"]
for words in (step, status):
    print(end="\\f", flush=True)
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
"""
"""One start for two commands: half of the time of this test would be starts."""


def _begin_before_all_steps(folder: Path) -> None:
    """Leave the answers of the one side and the texts and outcomes of the other, and nothing that was signed."""
    for path in (ASSESSMENT, REVIEW):
        text = (folder / path).read_text(encoding="utf-8")
        signed = r"^(?:submitted|discussed|accepted|agreed|cleared|  date): .*\n"
        (folder / path).write_text(re.sub(signed, "", text, flags=re.MULTILINE), encoding="utf-8")


def test_year_by_commands(run: Run, python: Run, workspace: Path) -> None:
    _begin_before_all_steps(workspace)
    for line in YEAR.splitlines():
        words = shlex.split(line, comments=True)
        ran = python(STEP_AND_STATUS, *words) if "#" in line else run(*words)
        assert ran.code == 0, (line, ran)
        if "#" in line:
            (found,) = json.loads(ran.stdout.rpartition("\f")[2])["authorities"]
            assert found["status"] == line.split("# ")[1]
            # Withdrawn, it has not come at all; returned, it came on the last day.
            assert found["late"] == line.startswith("withdraw")
            assert found["submitted_first"] == (None if line.startswith("withdraw") else "2025-03-31")
    assert (found["submitted"], found["needs"]) == ("2025-04-30", [])
    assert run("validate").code == 0
    assert run("verify", "--all").code == 0
