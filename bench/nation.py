"""Write a synthetic nation: `python nation.py FOLDER COUNCILS`.

The same folder comes out each time, byte for byte: what varies is taken from a digest of where it stands. Councils,
roles and texts are invented; a self-assessment and its review have together about 25 KB, as a real pair has.
"""

import hashlib
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.source import read
from prevent_assure.workspace.packaged import packaged_folder

CYCLE = "2024-25"
EDITION = "local-authority/2024-25"

FIRST = ("Alder", "Birch", "Cold", "Dun", "Elm", "Fal", "Glen", "Hazel", "Iron", "Kings", "Long", "Marl", "North")
SECOND = ("beck", "bridge", "combe", "dale", "field", "ford", "ham", "hurst", "leigh", "mere", "stead", "wick", "worth")
SUBJECTS = ("The group", "The council", "Each partner", "The lead officer", "The forum", "The service", "Our team")
VERBS = ("has agreed", "reviews", "keeps", "has set out", "shares", "has tested", "records", "will renew")
OBJECTS = (
    "the plan with its actions", "the local risk assessment", "a log of decisions", "the list of named contacts",
    "training figures by team", "the referral pathway", "terms of reference", "a policy for venues and hire",
)  # fmt: skip
ENDS = (
    "each quarter", "since last autumn", "with health, police and probation", "before the next meeting",
    "as the minutes show", "together with neighbouring councils", "for all staff who meet the public",
)  # fmt: skip
STANDARD = ("met", "met", "met", "met", "met", "met", "met", "partly_met", "not_met")


class Dice:
    """Choices that look random and are the same each time."""

    def __init__(self, seed: str) -> None:
        """Begin a row of choices.

        Args:
            seed: What the row is for.
        """
        self._seed = seed
        self._drawn = 0

    def under(self, limit: int) -> int:
        """Choose a number.

        Args:
            limit: The number that it stays below.

        Returns:
            The number, from 0.
        """
        self._drawn += 1
        drawn = hashlib.blake2b(f"{self._seed}:{self._drawn}".encode(), digest_size=8).digest()
        return int.from_bytes(drawn) % limit

    def one(self, among: tuple[str, ...]) -> str:
        """Choose a text.

        Args:
            among: The texts.

        Returns:
            One of them.
        """
        return among[self.under(len(among))]

    def sentences(self, number: int) -> str:
        """Make sentences up.

        Args:
            number: How many.

        Returns:
            The sentences.
        """
        return " ".join(
            f"{self.one(SUBJECTS)} {self.one(VERBS)} {self.one(OBJECTS)} {self.one(ENDS)}." for _ in range(number)
        )


def block(text: str, indent: int) -> str:
    """Write a text as a literal block.

    Args:
        text: The text.
        indent: Spaces before each line.

    Returns:
        What stands behind the key.
    """
    return "|-\n" + textwrap.indent(textwrap.fill(text, 90), " " * indent)


def assessment(council: str, criteria: Criteria) -> tuple[str, dict[str, str]]:
    """Write a self-assessment.

    Args:
        council: The council's id.
        criteria: What it answers.

    Returns:
        The file, and the outcome of each benchmark that its review may agree.
    """
    dice = Dice(council)
    lines = [
        "format: prevent-assure/assessment/1", f"authority: {council}", f"cycle: {CYCLE}", f"criteria: {EDITION}",
        f"submitted: {{by: prevent-lead, on: 2025-03-{1 + dice.under(28):02}}}", "benchmarks:",
    ]  # fmt: skip
    outcomes = {}
    for benchmark in (each for each in criteria.benchmarks if each.scored):
        answers = {level: list(_answers(benchmark, level, dice)) for level in benchmark.criteria}
        outcomes[benchmark.id] = _outcome(answers)
        lines += [f"  {benchmark.id}:", f"    claimed: {outcomes[benchmark.id].rstrip('?')}"]
        lines += [f"    summary: {block(dice.sentences(4 + dice.under(6)), 6)}", "    answers:"]
        for level, given in answers.items():
            lines += [f"      {level}:", *(line for name, answer in given for line in _answer(name, answer, dice))]
    return "\n".join(lines) + "\n", outcomes


def _answers(benchmark: Benchmark, level: str, dice: Dice) -> Iterator[tuple[str, str]]:
    sound = dice.under(3) > 0
    for criterion in benchmark.criteria[level]:
        if level == "not_met":
            # A sign that an answer contradicts would be an error.
            open_to_it = not (sound or criterion.contradicts)
            yield criterion.id, "present" if open_to_it and dice.under(4) == 0 else "absent"
        else:
            yield criterion.id, "met" if sound else dice.one(STANDARD)


def _outcome(answers: dict[str, list[tuple[str, str]]]) -> str:
    given = {level: {answer for _, answer in each} for level, each in answers.items()}
    if "present" in given.get("not_met", ()):
        return "not_met"
    if given["met"] != {"met"}:
        return "met?"
    return "exceeding" if given.get("exceeding") == {"met"} else "met"


def _answer(name: str, answer: str, dice: Dice) -> list[str]:
    if dice.under(5) in {0, 1} and answer in {"met", "absent"}:
        return [f"        {name}: {answer}"]
    lines = [f"        {name}:", f"          answer: {answer}"]
    lines.append(f"          evidence: {block(dice.sentences(1 + dice.under(3)), 12)}")
    if dice.under(5) == 0:
        where = f"https://www.example.org/{dice.under(10_000)}"
        lines += ["          references:", f"            - {{title: Minutes, url: '{where}', date: 2025-01-20}}"]
    return lines


def review(council: str, outcomes: dict[str, str]) -> str:
    """Write a review.

    Args:
        council: The council's id.
        outcomes: The outcome that each benchmark gets; with `?` where it takes a reason.

    Returns:
        The file.
    """
    dice = Dice(f"{council} reviewed")
    lines = [
        "format: prevent-assure/review/1", f"authority: {council}", f"cycle: {CYCLE}", "adviser: prevent-adviser",
        "discussed: {with: [prevent-lead], on: 2025-04-24}", "accepted: {by: prevent-lead, on: 2025-05-02}",
        "agreed: {by: prevent-adviser, on: 2025-05-06}", "cleared: {by: head-of-delivery, on: 2025-05-16}",
        "benchmarks:",
    ]  # fmt: skip
    for name, outcome in outcomes.items():
        lines += [f"  {name}:", f"    comments: {block(dice.sentences(3 + dice.under(3)), 6)}"]
        lines.append(f"    agreed: {outcome.rstrip('?')}")
        if outcome.endswith("?"):
            lines.append(f"    reason: {block(dice.sentences(3), 6)}")
    lines += ["letter:", "  date: 2025-05-19", f"  summary: {block(dice.sentences(12), 4)}", "  strengths:"]
    lines += [f"    - {block(dice.sentences(2), 6)}" for _ in range(3)]
    lines.append("  recommendations:")
    for name in list(outcomes)[: 2 + dice.under(4)]:
        lines += [f"    - id: on-{name}", f"      benchmarks: [{name}]", f"      text: {block(dice.sentences(3), 8)}"]
        lines += ["      owner: Prevent Lead", "      due: 2025-12-31"]
    return "\n".join(lines) + "\n"


SETTINGS = f"""\
format: prevent-assure/workspace/1
current_cycle: {CYCLE}
sender:
  name: Avery Stonebridge
  title: Head of Delivery
  unit: Delivery Group
  department: Department of Examples
  address: [1 Example Street, Exampleton, EX1 1EX]
  email: assurance@example.org
people:
  prevent-adviser: {{name: Robin Applegarth, title: Prevent Adviser}}
  head-of-delivery: {{name: Avery Stonebridge, title: Head of Delivery}}
cycles:
  {CYCLE}: {{criteria: {EDITION}, self_assessment_due: 2025-03-31}}
"""


def authority(council: str, name: str) -> str:
    """Write who a council is.

    Args:
        council: Its id.
        name: Its name.

    Returns:
        The file.
    """
    return f"""\
format: prevent-assure/authority/1
id: {council}
name: {name} Council
type: unitary
region: Midlands
address: [Market Place, {name}, EX2 2EX]
groups: {{governance: {name} Prevent Board, strategic: {name} Safety Partnership}}
people:
  chief-executive: {{name: Morgan {name}son, title: Chief Executive}}
  prevent-lead: {{name: Sandy {name}er, title: Prevent Lead}}
letter: {{to: chief-executive, cc: [prevent-lead], thanks: [prevent-lead]}}
"""


def names(number: int) -> Iterator[tuple[str, str]]:
    """Make councils up.

    Args:
        number: How many.

    Yields:
        Id and name of each.
    """
    for at in range(number):
        name = FIRST[at % len(FIRST)] + SECOND[at // len(FIRST) % len(SECOND)]
        yield f"{name.lower()}-{at:05}", name


def write_nation(folder: Path, councils: int) -> None:
    """Write a workspace.

    Args:
        folder: Where; it need not be there.
        councils: How many councils it has.
    """
    criteria = Criteria.model_validate(read((packaged_folder("criteria") / f"{EDITION}.yaml").read_bytes()).data)
    for room in ("authorities", f"assessments/{CYCLE}", f"reviews/{CYCLE}"):
        (folder / room).mkdir(parents=True)
    (folder / "prevent-assure.yaml").write_text(SETTINGS, encoding="utf-8")
    for council, name in names(councils):
        answered, outcomes = assessment(council, criteria)
        files = {"authorities": authority(council, name), f"assessments/{CYCLE}": answered}
        files[f"reviews/{CYCLE}"] = review(council, outcomes)
        for room, text in files.items():
            (folder / room / f"{council}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_nation(Path(sys.argv[1]), int(sys.argv[2]))
