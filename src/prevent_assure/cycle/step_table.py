"""The steps of a cycle, each described once: help, commands and tasks go by this table.

It needs nothing but the standard library, since help lists the steps without loading what takes them.
"""

from typing import Literal, NamedTuple

File = Literal["assessment", "review"]
Taker = Literal["authority", "adviser", "sender"]
Condition = Literal["draft", "submitted", "not issued", "review", "agreed"]
Missing = Literal["errors", "errors beside the review", "new errors", "errors and warnings of the text"]


class Step(NamedTuple):
    """A step of a cycle.

    Attributes:
        command: The command that takes it.
        sentence: What it does, as help says it.
        examples: Command lines that take it.
        file: Which of the authority's files it is written in.
        key: The key there.
        taker: Who usually takes it.
        done: What is said when it is taken, with `{role}` for who took it.
        missing: Which findings keep it from being written.
        needs: What must be so before, in the order in which it is asked.
        further: What the command's own help says besides.
        reason: What help says of its `--reason`; empty where it takes none.
        without_reason: What is said where the reason is missing, with `{name}` for what it is called.
        takes_back: The keys of the review that it takes out.
        makes: What the self-assessment must be afterwards; None where the step leaves it as it is.
        too_early: What is said where it would not be that, because of the dates.
    """

    command: str
    sentence: str
    examples: tuple[str, ...]
    file: File
    key: str
    taker: Taker
    done: str
    missing: Missing
    needs: tuple[Condition, ...]
    further: str = ""
    reason: str = ""
    without_reason: str = ""
    takes_back: tuple[str, ...] = ()
    makes: Literal["draft", "submitted"] | None = None
    too_early: str = ""

    @property
    def help(self) -> str:
        """What the command's own help says, in Markdown."""
        return f"{self.sentence}\n\n{self.further}".strip()

    @property
    def epilog(self) -> str:
        """What stands at the end of the command's own help, in Markdown."""
        return "Examples: " + " · ".join(f"`prevent-assure {each}`" for each in self.examples)


SUBMIT = Step(
    command="submit",
    sentence="Record that the authority submits its self-assessment.",
    further="It is written only if everything is answered and the file has no errors.",
    examples=("submit -a herefordshire", "submit -a herefordshire --on 2025-03-14"),
    file="assessment",
    key="submitted",
    taker="authority",
    needs=("draft",),
    missing="errors beside the review",
    makes="submitted",
    too_early="it was returned on that day or later; submit it with a later date",
    done="the self-assessment is submitted by {role}",
)
RETURN = Step(
    command="return",
    sentence="Send a self-assessment back to the authority: it is a draft again.",
    further="What was accepted, agreed and cleared as a whole is taken back with it; what was agreed of each benchmark "
    "stays.",
    examples=('return -a herefordshire --reason "Please say what the evidence is."',),
    file="review",
    key="returned",
    taker="adviser",
    needs=("submitted", "not issued"),
    missing="new errors",
    reason="Why, for the authority.",
    without_reason="a return needs its {name}: the authority must know what to do",
    takes_back=("accepted", "agreed", "cleared"),
    makes="draft",
    too_early="it was submitted after that day; return it with a later date",
    done="the self-assessment is returned by {role}, and is a draft again",
)
REVIEW = Step(
    command="review",
    sentence="Begin the review of a submitted self-assessment: make the adviser's file where there is none.",
    further="With `--with` it records that the self-assessment was discussed, with whom and when.",
    examples=(
        "review -a herefordshire",
        "review -a herefordshire --with prevent-lead --with board-chair --on 2025-04-24",
    ),
    file="review",
    key="discussed",
    taker="adviser",
    needs=("submitted",),
    missing="new errors",
    done="the review is begun",
)
AGREE = Step(
    command="agree",
    sentence="Record the agreed outcome of a benchmark with what it rests on; "
    "without a benchmark, that the review is done.",
    further="When answers or criteria change afterwards, `validate` says that the agreement is stale.",
    examples=("agree -a herefordshire --benchmark training --outcome met", "agree -a herefordshire"),
    file="review",
    key="agreed",
    taker="adviser",
    needs=("submitted", "review"),
    missing="errors",
    done="the review is agreed by {role}",
)
ACCEPT = Step(
    command="accept",
    sentence="Record that the authority finds the review's text factually right.",
    examples=("accept -a herefordshire", "accept -a herefordshire --by prevent-lead"),
    file="review",
    key="accepted",
    taker="authority",
    needs=("submitted", "review"),
    missing="new errors",
    done="the text is accepted by {role}",
)
CLEAR = Step(
    command="clear",
    sentence="Record that the letter may be signed.",
    further="It is written only if the review is agreed, and neither errors nor warnings of the letter's text are "
    "left.",
    examples=("clear -a herefordshire", "clear -a herefordshire --by head-of-delivery"),
    file="review",
    key="cleared",
    taker="sender",
    needs=("submitted", "review", "agreed"),
    missing="errors and warnings of the text",
    done="the letter is cleared by {role}",
)
STEPS = (SUBMIT, RETURN, REVIEW, AGREE, ACCEPT, CLEAR)
"""In the order of help."""
