"""Write a synthetic nation: `python tools/nation.py FOLDER`, or `make nation`.

All of it is invented: councils, people, regions, texts, and how often which answer is given. The distributions are made
to look plausible and measure nothing. The same folder comes out each time, byte for byte: what varies is taken from a
digest of where it stands. A self-assessment and its review have together about 25 KB, as a real pair has.

In the last cycle councils have got to different stages, some have not begun; `--complete` takes all to the end.
`--natural` has more people, with names as people have them, and texts with the words that such names may be taken for.
"""

import argparse
import hashlib
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nation_prose
from prevent_assure.checking.reading import Reader
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.rules.seals import seals
from prevent_assure.source import read
from prevent_assure.workspace.packaged import packaged_folder
from prevent_assure.workspace.workspace import Workspace

LAST = "2024-25"
EDITION = "local-authority/2024-25"

FIRST = (
    "Alder", "Birch", "Cold", "Dun", "Elder", "Fal", "Glen", "Hazel", "Iron", "Kings", "Long", "Marl", "North",
    "Oaken", "Pebble", "Quarry", "Rowan", "Silver", "Thistle", "Under", "Vine", "Willow", "Yarrow", "Amber", "Copper",
)  # fmt: skip
SECOND = (
    "beck", "bridge", "combe", "dale", "field", "ford", "ham", "hurst", "leigh", "mere", "stead", "wick", "worth",
    "barrow", "cote", "den", "fold", "garth", "holm", "stow", "thorpe",
)  # fmt: skip
THIRD = ("", " Moor", " Vale", " Green", " Heath", " Cross", " Water", " Hill")
REGIONS = (
    *("Northmoor",) * 18, *("Fells and Lakes",) * 15, *("Eastmere",) * 14, *("The Vale",) * 14, *("Downland",) * 13,
    *("Saltcoast",) * 12, *("Heathland",) * 9, *("Westholm",) * 4, *("The Islands",) * 1,
)  # fmt: skip
TYPES = ("unitary", "county", "district", "district", "metropolitan borough")
ADVISERS = tuple(f"adviser-{each}" for each in ("birch", "cedar", "elm", "hazel", "larch", "maple", "oak", "pine"))
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
GAPS = ("met", "met", "met", "met", "partly_met", "partly_met", "not_met")
PROGRESS = ("addressed", "addressed", "good_progress", "good_progress", "limited_progress", "not_started", "superseded")
STAGES = (
    *("none",) * 4, *("draft",) * 7, *("submitted",) * 9, *("in_review",) * 12, *("agreed",) * 22, *("cleared",) * 46,
)  # fmt: skip
WEAK, STRONG = 35, 80
NAMING, USUAL = 3, 43
"""Of 120 sentences so many name somebody, and so many less these are usual ones."""
REACHED = ("none", "draft", "submitted", "in_review", "agreed", "cleared")


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


class NaturalDice(Dice):
    """Choices for files that read as real ones do."""

    def __init__(self, seed: str, people: list[tuple[str, str]]) -> None:
        """Begin a row of choices.

        Args:
            seed: What the row is for.
            people: Who may be named.
        """
        super().__init__(seed)
        self._people = people

    def sentences(self, number: int) -> str:
        """Make sentences up: every third a usual one, and every fortieth names somebody.

        Args:
            number: How many.

        Returns:
            The sentences.
        """
        return " ".join(self._sentence() for _ in range(number))

    def _sentence(self) -> str:
        drawn = self.under(120)
        if drawn < NAMING:
            return nation_prose.naming(self.one, self._people[self.under(len(self._people))])
        return self.one(nation_prose.USUAL) if drawn < USUAL else super().sentences(1)


class Council(NamedTuple):
    """A council in a cycle.

    Attributes:
        id: Its id.
        cycle: The cycle.
        stage: How far it has got; one of `REACHED`.
        natural: Whether its files read as real ones do.
    """

    id: str
    cycle: str
    stage: str
    natural: bool = False

    def dice(self, seed: str) -> Dice:
        """Begin a row of choices.

        Args:
            seed: What the row is for.
        """
        return NaturalDice(seed, natural_people(self.id)) if self.natural else Dice(seed)

    @property
    def spring(self) -> int:
        """The year in whose spring the cycle ends."""
        return int(self.cycle[:4]) + 1

    def has_reached(self, stage: str) -> bool:
        """Tell whether the council has got as far as that.

        Args:
            stage: One of `REACHED`.

        Returns:
            Whether it has.
        """
        return REACHED.index(self.stage) >= REACHED.index(stage)


def assessment(council: Council, criteria: Criteria, recommended: list[str]) -> tuple[str, dict[str, str]]:
    """Write a self-assessment.

    Args:
        council: The council in the cycle.
        criteria: What it answers.
        recommended: The recommendations of the cycle before, as `2023-24/training`.

    Returns:
        The file, and the outcome of each benchmark that its review may agree; with `?` where it takes a reason.
    """
    dice = council.dice(f"{council.id} {council.cycle}")
    lines = ["format: prevent-assure/assessment/1", f"authority: {council.id}", f"cycle: {council.cycle}"]
    lines.append(f"criteria: {EDITION}")
    if council.has_reached("submitted"):
        lines.append(f"submitted: {{by: prevent-lead, on: {council.spring}-03-{1 + dice.under(28):02}}}")
    lines.append("benchmarks:")
    outcomes = {}
    for benchmark in (each for each in criteria.benchmarks if each.scored):
        strength = _strength(council, benchmark.id)
        if council.stage == "draft" and dice.under(3) == 0:
            continue
        answers = {level: list(_answers(benchmark, level, strength, dice)) for level in benchmark.criteria}
        outcomes[benchmark.id] = _outcome(answers, dice)
        lines += [f"  {benchmark.id}:", f"    claimed: {_claimed(outcomes[benchmark.id], dice)}"]
        lines += [f"    summary: {block(dice.sentences(4 + dice.under(6)), 6)}", "    answers:"]
        for level, given in answers.items():
            lines += [f"      {level}:", *(line for name, answer in given for line in _answer(name, answer, dice))]
    if lines[-1] == "benchmarks:":
        lines.pop()
    lines += _follow_up(recommended, dice)
    return "\n".join(lines) + "\n", outcomes


def _strength(council: Council, benchmark: str) -> int:
    """How good delivery is, from 0: a benchmark begins somewhere and mostly gets better from cycle to cycle."""
    dice = Dice(f"{council.id} {benchmark}")
    strength = 20 + dice.under(60)
    for _ in range(2021, council.spring):
        strength += dice.under(31) - 12
    return strength


def _answers(benchmark: Benchmark, level: str, strength: int, dice: Dice) -> Iterator[tuple[str, str]]:
    gaps = strength < WEAK + dice.under(10)
    for criterion in benchmark.criteria[level]:
        if level == "not_met":
            # A sign that an answer contradicts would be an error.
            open_to_it = gaps and not criterion.contradicts
            yield criterion.id, "present" if open_to_it and dice.under(6) == 0 else "absent"
        elif level == "exceeding":
            yield criterion.id, "met" if strength > STRONG or dice.under(3) == 0 else "not_met"
        else:
            yield criterion.id, dice.one(GAPS) if gaps else "met"


def _outcome(answers: dict[str, list[tuple[str, str]]], dice: Dice) -> str:
    given = {level: {answer for _, answer in each} for level, each in answers.items()}
    if "present" in given.get("not_met", ()):
        return "not_met"
    if given["met"] != {"met"}:
        return "not_met?" if dice.under(5) < 2 else "met?"  # noqa: PLR2004 - two in five
    decided = "exceeding" if given.get("exceeding") == {"met"} else "met"
    return f"{dice.one(('not_met', 'exceeding'))}?" if decided == "met" and dice.under(50) == 0 else decided


def _claimed(outcome: str, dice: Dice) -> str:
    return "met" if outcome.rstrip("?") == "not_met" and dice.under(3) > 0 else outcome.rstrip("?")


def _answer(name: str, answer: str, dice: Dice) -> list[str]:
    if dice.under(5) in {0, 1} and answer in {"met", "absent"}:
        return [f"        {name}: {answer}"]
    lines = [f"        {name}:", f"          answer: {answer}"]
    lines.append(f"          evidence: {block(dice.sentences(1 + dice.under(3)), 12)}")
    if dice.under(5) == 0:
        where = f"https://www.example.org/{dice.under(10_000)}"
        lines += ["          references:", f"            - {{title: Minutes, url: '{where}', date: 2022-01-20}}"]
    return lines


def _follow_up(recommended: list[str], dice: Dice) -> list[str]:
    made = (
        f"  - {{recommendation: {each}, progress: {dice.one(PROGRESS)}, comment: '{dice.sentences(1)}'}}"
        for each in recommended
    )
    return ["follow_up:", *made] if recommended else []


def review(council: Council, outcomes: dict[str, str], recommended: list[str]) -> tuple[str, list[str]]:
    """Write a review.

    Args:
        council: The council in the cycle.
        outcomes: The outcome that each benchmark gets; with `?` where it takes a reason.
        recommended: The recommendations of the cycle before.

    Returns:
        The file, and the recommendations that it makes.
    """
    dice, spring = council.dice(f"{council.id} {council.cycle} reviewed"), council.spring
    lines = ["format: prevent-assure/review/1", f"authority: {council.id}", f"cycle: {council.cycle}"]
    lines += [f"adviser: {Dice(council.id).one(ADVISERS)}", f"discussed: {{with: [prevent-lead], on: {spring}-04-24}}"]
    if council.has_reached("agreed"):
        lines.append(f"accepted: {{by: prevent-lead, on: {spring}-05-02}}")
        lines.append(f"agreed: {{by: head-of-delivery, on: {spring}-05-06}}")
    if council.has_reached("cleared"):
        lines.append(f"cleared: {{by: head-of-delivery, on: {spring}-05-16}}")
    lines.append("benchmarks:")
    for name, outcome in outcomes.items():
        lines += [f"  {name}:", f"    comments: {block(dice.sentences(3 + dice.under(3)), 6)}"]
        if council.has_reached("agreed") or dice.under(2):
            lines.append(f"    agreed: {outcome.rstrip('?')}")
            if outcome.endswith("?"):
                lines.append(f"    reason: {block(dice.sentences(3), 6)}")
    made = [name for name, outcome in outcomes.items() if _recommended_for(outcome, dice)]
    lines += [*_letter(made, spring, dice), *_otherwise(recommended, dice)]
    return "\n".join(lines) + "\n", [f"{council.cycle}/on-{name}" for name in made]


def _recommended_for(outcome: str, dice: Dice) -> bool:
    two_in_five = dice.under(5) < 2  # noqa: PLR2004 - as it says
    return outcome.startswith("not_met") or (outcome != "exceeding" and two_in_five)


def _letter(made: list[str], spring: int, dice: Dice) -> list[str]:
    lines = ["letter:", f"  date: {spring}-05-19", f"  summary: {block(dice.sentences(12), 4)}", "  strengths:"]
    for _ in range(3):
        shared = "true" if dice.under(6) == 0 else "false"
        lines += [f"    - text: {block(dice.sentences(2), 8)}", f"      share: {shared}"]
    lines += ["  recommendations:"] if made else []
    for name in made:
        lines += [f"    - id: on-{name}", f"      benchmarks: [{name}]", f"      text: {block(dice.sentences(3), 8)}"]
        lines += ["      owner: Prevent Lead", f"      due: {spring}-12-31"]
    return lines


def _otherwise(recommended: list[str], dice: Dice) -> list[str]:
    seen = [each for each in recommended if dice.under(10) == 0]
    lines = ["follow_up:"] if seen else []
    return lines + [f"  - {{recommendation: {each}, progress: limited_progress}}" for each in seen]


def settings(cycles: list[str]) -> str:
    """Write the settings.

    Args:
        cycles: The cycles, the current one last.

    Returns:
        The file.
    """
    people = "\n".join(
        f"  {each}: {{name: Robin {each.partition('-')[2].title()}tree, title: Prevent Adviser}}" for each in ADVISERS
    )
    due = "\n".join(
        f"  {each}: {{criteria: {EDITION}, self_assessment_due: {int(each[:4]) + 1}-03-31}}" for each in cycles
    )
    return f"""\
# A synthetic nation: everything in it is invented, and its figures measure nothing.
format: prevent-assure/workspace/1
current_cycle: {cycles[-1]}
sender:
  name: Avery Stonebridge
  title: Head of Delivery
  unit: Delivery Group
  department: Department of Examples
  address: [1 Example Street, Exampleton, EX1 1EX]
  email: assurance@example.org
people:
{people}
  head-of-delivery: {{name: Avery Stonebridge, title: Head of Delivery}}
regions: [{", ".join(dict.fromkeys(REGIONS))}]
cycles:
{due}
"""


def natural_people(council: str) -> list[tuple[str, str]]:
    """Give the people of a council whose files read as real ones do."""
    return nation_prose.people(Dice(f"{council} people").one)


def authority(council: str, name: str, *, natural: bool = False) -> str:
    """Write who a council is.

    Args:
        council: Its id.
        name: Its name.
        natural: Whether its files read as real ones do.

    Returns:
        The file.
    """
    dice, short = Dice(f"{council} described"), name.partition(" ")[0]
    people = [
        f"  chief-executive: {{name: Morgan {short}son, title: Chief Executive}}",
        f"  prevent-lead: {{name: Sandy {short}er, title: Prevent Lead}}",
    ]
    if natural:
        people = [
            f"  {role}: {{name: {' '.join(person)}, title: {title}}}"
            for (role, title), person in zip(nation_prose.POSTS, natural_people(council), strict=True)
        ]
    held = "\n".join(people)
    return f"""\
format: prevent-assure/authority/1
id: {council}
name: {name} Council
type: {dice.one(TYPES)}
region: {dice.one(REGIONS)}
address: [Market Place, {name}, EX2 2EX]
groups: {{governance: {name} Prevent Board, strategic: {name} Safety Partnership}}
people:
{held}
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
        further, second = divmod(at // len(FIRST), len(SECOND))
        name = FIRST[at % len(FIRST)] + SECOND[second] + THIRD[further % len(THIRD)]
        if further >= len(THIRD):
            name += f" {1 + further // len(THIRD)}"
        yield name.lower().replace(" ", "-"), name


def write_nation(
    folder: Path, councils: int, cycles: int = 3, *, complete: bool = False, natural: bool = False
) -> None:
    """Write a workspace.

    Args:
        folder: Where; it need not be there.
        councils: How many councils it has.
        cycles: How many cycles, the last one `LAST`.
        complete: Whether all councils are at the end of the last cycle, too.
        natural: Whether the files read as real ones do.
    """
    criteria = Criteria.model_validate(read((packaged_folder("criteria") / f"{EDITION}.yaml").read_bytes()).data)
    first = int(LAST[:4]) - cycles + 1
    all_cycles = [f"{first + at}-{(first + at + 1) % 100:02}" for at in range(cycles)]
    for room in ("authorities", *(f"{kind}/{each}" for each in all_cycles for kind in ("assessments", "reviews"))):
        (folder / room).mkdir(parents=True, exist_ok=True)
    _write(folder / "prevent-assure.yaml", settings(all_cycles))
    for council, name in names(councils):
        _write(folder / "authorities" / f"{council}.yaml", authority(council, name, natural=natural))
        recommended: list[str] = []
        for cycle in all_cycles:
            stage = "cleared" if complete or cycle != LAST else Dice(f"{council} stage").one(STAGES)
            recommended = _write_cycle(folder, Council(council, cycle, stage, natural), criteria, recommended)
    _seal(folder)


def _seal(folder: Path) -> None:
    """Give the sign-offs of all reviews their seals, as the commands that sign do."""
    reader = Reader(Workspace(folder))
    for path in sorted((folder / "reviews").glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for step, seal in seals(reader.files(path.parent.name, path.stem).case).items():
            text = re.sub(rf"^({step}: {{.*)}}$", rf'\1, of: "{seal}"}}', text, flags=re.MULTILINE)
        _write(path, text)


def _write_cycle(folder: Path, council: Council, criteria: Criteria, recommended: list[str]) -> list[str]:
    if not council.has_reached("draft"):
        return []
    answered, outcomes = assessment(council, criteria, recommended)
    _write(folder / "assessments" / council.cycle / f"{council.id}.yaml", answered)
    if not council.has_reached("in_review"):
        return []
    reviewed, made = review(council, outcomes, recommended)
    _write(folder / "reviews" / council.cycle / f"{council.id}.yaml", reviewed)
    return made


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write the nation that the command line asks for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folder", type=Path, help="where; it need not be there")
    options.add_argument("--authorities", type=int, default=400, help="how many (400)")
    options.add_argument("--cycles", type=int, default=3, help="how many (3)")
    options.add_argument("--complete", action="store_true", help="everyone is at the end of the last cycle, too")
    options.add_argument("--natural", action="store_true", help="people and texts as real files have them")
    chosen = options.parse_args()
    write_nation(chosen.folder, chosen.authorities, chosen.cycles, complete=chosen.complete, natural=chosen.natural)


if __name__ == "__main__":
    main()
