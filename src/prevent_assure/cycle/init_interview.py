"""The interview of `init`: it explains before it asks, and lets one go back."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from prevent_assure.model.base import is_cycle, is_id
from prevent_assure.rules.council_names import ids_of

BACK = ("back", "b")
"""What is typed to go back."""
_YES, _NO = ("y", "yes"), ("n", "no")


class Answers(NamedTuple):
    """What was answered so far.

    Attributes:
        cycle: The cycle; what the options say, or the newest edition's, until somebody says otherwise.
        councils: Id and name of each council.
        name: The name of a council whose id is not known yet.
        assessments: Whether self-assessments are laid out.
    """

    cycle: str
    councils: tuple[tuple[str, str], ...] = ()
    name: str = ""
    assessments: bool = True


class Again(NamedTuple):
    """Why a question is asked again."""

    why: str


class Question(NamedTuple):
    """A question of the interview.

    Attributes:
        explains: What is said before it is asked.
        asks: What is asked.
        usual: What Enter stands for; empty where it stands for nothing.
        take: Takes an answer: gives all answers with it and the name of the question that comes next, which is empty
            at the end.
    """

    explains: Callable[[Answers], Iterator[str]]
    asks: str
    usual: Callable[[Answers], str]
    take: Callable[[Answers, str], tuple[Answers, str] | Again]


def _explain_council(answers: Answers) -> Iterator[str]:
    if answers.councils:
        yield f"So far: {', '.join(ident for ident, _ in answers.councils)}. Is there another one? Else press Enter."
        return
    yield "A workspace holds the files of one council, or of several that one team looks after."
    yield "The name is printed in the letter, as in Herefordshire Council. Press Enter to add councils later."


def _take_council(answers: Answers, said: str) -> tuple[Answers, str]:
    name = " ".join(said.split())
    return (answers._replace(name=name), "id") if name else (answers, "cycle")


def _explain_id(_: Answers) -> Iterator[str]:
    yield "The id names the council's files and stands in commands: small letters, digits and hyphens. It stays."


def _usual_id(answers: Answers) -> str:
    taken = {ident for ident, _ in answers.councils}
    return next((each for each in ids_of(answers.name) if each not in taken), "")


def _take_id(answers: Answers, said: str) -> tuple[Answers, str] | Again:
    if not is_id(said):
        return Again("An id has small letters, digits and hyphens, as in herefordshire or ynys-mon.")
    if said in {ident for ident, _ in answers.councils}:
        return Again("Another council has this id already.")
    return answers._replace(name="", councils=(*answers.councils, (said, answers.name))), "council"


def _explain_cycle(_: Answers) -> Iterator[str]:
    yield "A cycle is a year of assurance, from April to March, written as in 2024-25."


def _take_cycle(answers: Answers, said: str) -> tuple[Answers, str] | Again:
    if not is_cycle(said):
        return Again("A cycle is two following years, as in 2024-25.")
    return answers._replace(cycle=said), "assessments" if answers.councils else "sure"


def _explain_assessments(_: Answers) -> Iterator[str]:
    yield "A self-assessment is a file with every criterion in it, to be filled in. It can be laid out later, too:"
    yield "`prevent-assure cycle open` does it for all councils."


def _take_assessments(answers: Answers, said: str) -> tuple[Answers, str] | Again:
    wanted = _yes_or_no(said)
    return Again("Type y or n.") if wanted is None else (answers._replace(assessments=wanted), "sure")


def _explain_all(answers: Answers) -> Iterator[str]:
    councils = ", ".join(f"{name} ({ident})" for ident, name in answers.councils) or "added later"
    drafts = "with" if answers.assessments and answers.councils else "without"
    yield f"Cycle: {answers.cycle}, {drafts} self-assessments. Councils: {councils}."
    yield "Nothing is written yet, and what is there already stays as it is."


def _take_sure(answers: Answers, said: str) -> tuple[Answers, str] | Again:
    return (answers, "") if _yes_or_no(said) else Again("Type y to go on, back to change something, Ctrl-C to leave.")


def _yes_or_no(said: str) -> bool | None:
    word = said.lower()
    return True if word in _YES else False if word in _NO else None


QUESTIONS: Mapping[str, Question] = {
    "council": Question(_explain_council, "The council's name", lambda _: "", _take_council),
    "id": Question(_explain_id, "Its id", _usual_id, _take_id),
    "cycle": Question(_explain_cycle, "The cycle", lambda answers: answers.cycle, _take_cycle),
    "assessments": Question(
        _explain_assessments,
        "Lay out self-assessments? (y or n)",
        lambda answers: "y" if answers.assessments else "n",
        _take_assessments,
    ),
    "sure": Question(_explain_all, "Lay out the workspace? (y or n)", lambda _: "y", _take_sure),
}


def interview(answers: Answers, ask: Callable[[str, str], str], tell: Callable[[str], object]) -> Answers:
    """Ask one question after another.

    Args:
        answers: What is known before.
        ask: Asks a question, of which Enter gives the usual answer, and gives the answer.
        tell: Says a line.
    """
    tell("A workspace for git is laid out here, in a few questions. Enter takes what stands in square brackets;")
    tell("back goes back a question; Ctrl-C leaves, and nothing is written then.")
    past: list[tuple[str, Answers]] = []
    at = "council"
    while at:
        question = QUESTIONS[at]
        tell("")
        for line in question.explains(answers):
            tell(line)
        said = ask(question.asks, question.usual(answers)).strip()
        if said.lower() in BACK:
            if past:
                at, answers = past.pop()
            else:
                tell("This is the first question.")
            continue
        taken = question.take(answers, said)
        if isinstance(taken, Again):
            tell(taken.why)
        else:
            past.append((at, answers))
            answers, at = taken
    return answers
