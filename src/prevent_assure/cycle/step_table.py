"""The steps of a cycle, each described once: help, commands and tasks go by this table.

It needs nothing but the standard library, since help lists the steps without loading what takes them.
"""

from typing import Literal, NamedTuple

File = Literal["assessment", "review"]
Taker = Literal["authority", "adviser", "sender"]
Side = Literal["authority", "sender"]
Condition = Literal[
    "draft", "submitted", "not signed off", "not issued", "not issued as it is", "review", "text", "agreed", "cleared"
]
Missing = Literal["errors", "errors beside the review", "new errors", "errors and warnings of the text"]


class Step(NamedTuple):
    """A step of a cycle.

    Attributes:
        command: The command that takes it.
        sentence: What it does, as help says it.
        examples: Command lines that take it.
        file: Which of the authority's files it is written in.
        key: The key there.
        taker: Who usually takes it; nobody of the other side may.
        done: What is said when it is taken, with `{role}` for who took it.
        missing: Which findings keep it from being written.
        needs: What must be so before, in the order in which it is asked.
        further: What the command's own help says besides.
        reason: What help says of its `--reason`; empty where it takes none.
        without_reason: What is said where the reason is missing, with `{name}` for what it is called.
        repeated: Whether it may be taken several times, and its key then holds a list.
        takes_back: The keys of its file that it takes out; of a list the last entry.
        kept_under: The key of the list in which what it takes out stays, with who took it back, when and why.
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
    repeated: bool = False
    takes_back: tuple[str, ...] = ()
    kept_under: str = ""
    makes: Literal["draft", "submitted"] | None = None
    too_early: str = ""

    @property
    def side(self) -> Side:
        """Whose step it is: the authority's or the sender's."""
        return "authority" if self.taker == "authority" else "sender"

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
    examples=(
        "submit -a herefordshire",
        "submit -a herefordshire --on 2025-03-14 --form herefordshire.xlsx --received 2025-03-15",
    ),
    file="assessment",
    key="submitted",
    taker="authority",
    needs=("draft",),
    missing="errors beside the review",
    makes="submitted",
    repeated=True,
    too_early="it was returned on that day or later; submit it with a later date",
    done="the self-assessment is submitted by {role}",
)
RETURN = Step(
    command="return",
    sentence="Send a self-assessment back to the authority: it is a draft again.",
    further="What was accepted, agreed and cleared as a whole is taken back with it, and stays in the file under "
    "`taken_back`; what was agreed of each benchmark stands.",
    examples=('return -a herefordshire --reason "Please say what the evidence is."',),
    file="review",
    key="returned",
    taker="adviser",
    needs=("submitted", "not issued"),
    missing="new errors",
    reason="Why, for the authority.",
    without_reason="a return needs its {name}: the authority must know what to do",
    repeated=True,
    takes_back=("accepted", "agreed", "cleared"),
    kept_under="taken_back",
    makes="draft",
    too_early="it was submitted after that day; return it with a later date",
    done="the self-assessment is returned by {role}, and is a draft again",
)
WITHDRAW = Step(
    command="withdraw",
    sentence="Take a submission back: the self-assessment is a draft again.",
    further="It is the authority's step, as long as nothing of the review is accepted, agreed or cleared; afterwards "
    "`return` gives it back. What was submitted, who took it back, when and why stay in the file.",
    examples=('withdraw -a herefordshire --reason "The figures for training were last year\'s."',),
    file="assessment",
    key="withdrawn",
    taker="authority",
    needs=("not issued", "submitted", "not signed off"),
    missing="new errors",
    reason="Why, for the adviser.",
    without_reason="a withdrawal needs its {name}: the adviser must know what to expect",
    takes_back=("submitted",),
    kept_under="withdrawn",
    makes="draft",
    too_early="an earlier submission still stands; look at `submitted` and at `returned` in the review",
    done="the submission is withdrawn by {role}, and the self-assessment is a draft again",
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
    needs=("submitted", "not issued as it is"),
    missing="new errors",
    done="the review is begun",
)
AGREE = Step(
    command="agree",
    sentence="Record the agreed outcome of a benchmark with what it rests on; "
    "without a benchmark, that the review is done.",
    further="The agreement of the review as a whole has a seal. When answers, outcomes or criteria change afterwards, "
    "`validate` says that the agreement is stale.",
    examples=("agree -a herefordshire --benchmark training --outcome met", "agree -a herefordshire"),
    file="review",
    key="agreed",
    taker="adviser",
    needs=("submitted", "review", "not issued as it is"),
    missing="errors",
    done="the review is agreed by {role}",
)
REOPEN = Step(
    command="reopen",
    sentence="Take the agreement on a review back: it is in review again.",
    further="A clearance is taken back with it. What was signed, who took it back, when and why stay in the file. "
    "The correction of an issued letter begins so, or with `unclear`, and ends with `issue --supersedes`.",
    examples=('reopen -a herefordshire --reason "The outcome for training was agreed by mistake."',),
    file="review",
    key="taken_back",
    taker="adviser",
    needs=("review", "agreed"),
    missing="new errors",
    reason="Why, for whoever asks later.",
    without_reason="what is reopened needs its {name}: whoever asks later must know why",
    takes_back=("cleared", "agreed"),
    kept_under="taken_back",
    done="the review is reopened by {role}",
)
ACCEPT = Step(
    command="accept",
    sentence="Record that the authority finds the review's text factually right.",
    further="Its seal says what was accepted: when a text or an outcome changes afterwards, `validate` says so.",
    examples=("accept -a herefordshire", "accept -a herefordshire --by prevent-lead"),
    file="review",
    key="accepted",
    taker="authority",
    needs=("submitted", "review", "not issued as it is", "text"),
    missing="new errors",
    done="the text is accepted by {role}",
)
CLEAR = Step(
    command="clear",
    sentence="Record that the letter may be signed.",
    further="It is written only if the review is agreed, and neither errors nor warnings of the letter's text are "
    "left. Its seal says what was cleared, and the command shows it; an acceptance and an agreement without a seal get "
    "theirs, too.",
    examples=("clear -a herefordshire", "clear -a herefordshire --by head-of-delivery"),
    file="review",
    key="cleared",
    taker="sender",
    needs=("submitted", "review", "agreed", "not issued as it is"),
    missing="errors and warnings of the text",
    done="the letter is cleared by {role}",
)
UNCLEAR = Step(
    command="unclear",
    sentence="Take the clearance of a letter back: it may not be signed until it is cleared again.",
    further="The agreement stays; `reopen` takes that back, too. What was cleared, who took it back, when and why stay "
    "in the file.",
    examples=('unclear -a herefordshire --reason "The address was the old one."',),
    file="review",
    key="taken_back",
    taker="sender",
    needs=("review", "cleared"),
    missing="new errors",
    reason="Why, for whoever asks later.",
    without_reason="what is taken back needs its {name}: whoever asks later must know why",
    takes_back=("cleared",),
    kept_under="taken_back",
    done="the clearance is taken back by {role}",
)
CORRECTIONS_BEGIN = UNCLEAR.key
"""The key of the steps with which the correction of an issued letter begins."""
STEPS = (SUBMIT, WITHDRAW, RETURN, REVIEW, AGREE, REOPEN, ACCEPT, CLEAR, UNCLEAR)
"""In the order of help."""
