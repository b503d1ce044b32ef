"""Going through a self-assessment by question and answer."""

from prevent_assure.diagnostics import InputError
from prevent_assure.model.answers import ANSWERS
from prevent_assure.source.limits import TEXT_LENGTH
from prevent_assure.workspace.emitting import Value

from .answering import (
    AnsweredMeanwhile,
    Answering,
    ClaimQuestion,
    CriterionQuestion,
    FollowUpQuestion,
    Given,
    Question,
    SummaryQuestion,
)
from .conversation import Left, ask, choose, tell, write

WordQuestion = CriterionQuestion | ClaimQuestion | FollowUpQuestion
HELP = """What you can type:
  a word or its number answers; it is saved at once
  Enter goes on and leaves it as it is
  e writes the evidence, summary or comment in your editor
  b goes back to the question before
  g 3 goes to benchmark 3
  q leaves; what is saved stays, and the same command goes on from there"""


class Interview:
    """One way through the questions."""

    def __init__(self, answering: Answering, asked: list[Question], authority: str) -> None:
        """Prepare to ask.

        Args:
            answering: The self-assessment.
            asked: The questions.
            authority: The authority's id.
        """
        self._answering, self._asked, self._authority = answering, asked, authority
        self._at = 0
        self._told: str | None = None

    def go(self) -> None:
        """Ask until nothing is left, or whoever is asked leaves."""
        view = self._answering.view
        tell(f"{view.authority_name}, self-assessment of {view.cycle.replace('-', '/')}.")
        if not self._asked:
            tell("Nothing of it is open. With --all, what is answered is asked once more.")
            return
        tell(f"{_number(len(self._asked), 'question')} to go through. Each answer is saved at once. Type ? for help.")
        try:
            while self._at < len(self._asked):
                self._one(self._asked[self._at])
            tell()
            tell("That was the last question.")
        except (Left, KeyboardInterrupt):
            pass
        self._farewell()

    def _farewell(self) -> None:
        saved, left = self._answering.saved, self._answering.still_open()
        tell(f"Saved: {_number(saved, 'change')}, in {self._answering.path}.")
        if left:
            tell(f"Still open: {_number(left, 'question')}. The same command goes on from there.")
        else:
            tell(f"Nothing is open. To submit it: prevent-assure submit -a {self._authority}")

    def _one(self, question: Question) -> None:
        self._head(question)
        self._now(question)
        if isinstance(question, SummaryQuestion):
            self._summary(question)
        else:
            self._word(question)

    def _now(self, question: Question) -> None:
        """Show what stands in the file."""
        given = self._answering.given(question)
        if isinstance(question, SummaryQuestion):
            if given.text:
                tell(f"Now: {given.text}", indent=2)
            return
        if given.word is not None:
            tell(f"Now: {given.word}.")
        if given.text:
            tell(f"{_what(question)} now: {given.text}", indent=2)

    def _head(self, question: Question) -> None:
        tell()
        if question.benchmark is not None and question.benchmark.id != self._told:
            self._told = question.benchmark.id
            tell(f"Benchmark {question.benchmark.number}: {question.benchmark.title}.")
            tell(question.benchmark.statement)
            tell()
        before = question.benchmark.before if question.benchmark is not None else None
        place = f"Question {self._at + 1} of {len(self._asked)}"
        if isinstance(question, CriterionQuestion):
            self._criterion(question, place)
        elif isinstance(question, ClaimQuestion):
            tell(f"{place}: which outcome do you claim for benchmark {question.benchmark.number}?")
            for each in self._answering.view.outcomes:
                tell(f"{each.id}: {each.meaning}", indent=2)
            self._before(before.claimed if before is not None else "")
        elif isinstance(question, SummaryQuestion):
            tell(f"{place}: your account of benchmark {question.benchmark.number}. The letter prints it.")
            self._before(before.summary if before is not None else "")
        else:
            tell(f"{place}: what became of the recommendation {question.follow_up.name}?")
            tell(question.follow_up.text)

    def _before(self, told: str) -> None:
        if told:
            tell(f"In {self._answering.view.source}: {told}", indent=2)

    def _criterion(self, question: CriterionQuestion, place: str) -> None:
        criterion, source = question.criterion, self._answering.view.source
        sign = ", a warning sign" if question.level.warning_sign else ""
        tell(f"{place}, level {question.level.label}{sign} ({criterion.id}).")
        tell(criterion.text)
        for part in criterion.parts:
            tell(f"Part {part.id}: {part.text}", indent=2)
        if criterion.exception:
            tell(f"Or otherwise, by exception: {criterion.exception}")
        if criterion.applies_when:
            tell(f"It applies when: {criterion.applies_when}")
        if criterion.change:
            tell(f"Since {source} it is {criterion.change}{'; it asks the same' if criterion.same else ''}.")
        for each in criterion.before:
            tell(f"In {source} you answered: {each.word or 'nothing'}.", indent=2)
            if each.text:
                tell(f"It asked then: {each.text}", indent=2)
            if each.evidence:
                tell(f"Evidence then: {each.evidence}", indent=2)

    def _word(self, question: WordQuestion) -> None:
        while True:
            given = self._answering.given(question)
            typed = choose("Your answer", question.words)
            if typed in question.words:
                if self._answered(question, given, typed):
                    self._at += 1
                    return
            elif typed == "e" and not isinstance(question, ClaimQuestion):
                self._text(question, given, write(given.text))
            elif self._moved(typed):
                return

    def _moved(self, typed: str) -> bool:
        """Do what is typed in place of an answer; tell whether that leads to another question."""
        if not typed:
            self._at += 1
        elif typed == "b":
            self._at = max(self._at - 1, 0)
        elif typed == "q":
            raise Left
        elif typed.startswith("g ") and typed[2:].strip().isdecimal():
            return self._jumped(int(typed[2:]))
        else:
            tell(HELP if typed == "?" else "That is none of the answers. Type one of the numbers, or ? for help.")
            return False
        return True

    def _jumped(self, number: int) -> bool:
        found = (
            at for at, each in enumerate(self._asked) if each.benchmark is not None and each.benchmark.number == number
        )
        at = next(found, None)
        if at is None:
            tell(f"Nothing is asked here of benchmark {number}.")
            return False
        self._at = at
        return True

    def _answered(self, question: WordQuestion, given: Given, word: str) -> bool:
        if isinstance(question, CriterionQuestion):
            return self._criterion_answered(question, given, word)
        if isinstance(question, ClaimQuestion):
            return self._saved(question, {"claimed": word}, given, f"Saved: {word}.")
        return self._saved(question, {"progress": word}, given, f"Saved: {word}.") and self._evidence(question, given)

    def _criterion_answered(self, question: CriterionQuestion, given: Given, word: str) -> bool:
        fields: dict[str, Value] = {"answer": word}
        by_exception = ANSWERS[word].satisfies and question.criterion.exception and _yes("Is that by the exception?")
        if by_exception or given.by_exception:
            fields["by_exception"] = bool(by_exception)
        if not given.text and (ANSWERS[word].needs_evidence or by_exception):
            return self._with_evidence(question, fields, given, word)
        if not self._saved(question, fields, given, f"Saved: {word}."):
            return False
        self._parts(question, given)
        parts = self._answering.given(question).parts.values()
        if ANSWERS[word].satisfies and any(ANSWERS[part].falls_short for part in parts):
            tell("A part is not met, so the criterion cannot be met: answer it otherwise, or the part.")
            return False
        return self._evidence(question, given)

    def _with_evidence(self, question: CriterionQuestion, fields: dict[str, Value], given: Given, word: str) -> bool:
        tell("This answer needs evidence, and is saved together with it.")
        text = _typed_or_written("")
        if text:
            return self._saved(question, {**fields, "evidence": text}, given, f"Saved: {word}, with its evidence.")
        tell("Without evidence it is not saved.")
        return False

    def _parts(self, question: CriterionQuestion, given: Given) -> None:
        for part in question.criterion.parts:
            now = f", now {given.parts[part.id]}" if part.id in given.parts else ""
            tell(f"Part {part.id}{now}: {part.text}")
            while True:
                typed = choose("Your answer to the part", question.words)
                if typed in question.words:
                    if not self._saved(question, {"parts": {part.id: typed}}, given, f"Saved: {typed}."):
                        given = self._answering.given(question)
                        continue
                elif typed == "q":
                    raise Left
                elif typed:
                    tell(f"Type one of the numbers, or Enter to go on. {HELP if typed == '?' else ''}".strip())
                    continue
                break

    def _evidence(self, question: CriterionQuestion | FollowUpQuestion, given: Given) -> bool:
        while not self._text(question, given, _typed_or_written(given.text, _what(question))):
            given = self._answering.given(question)
        return True

    def _text(self, question: Question, given: Given, text: str | None) -> bool:
        """Save a text; tell whether there is none to be saved, or it is."""
        key = "summary" if isinstance(question, SummaryQuestion) else _what(question).lower()
        if text is not None and len(text) > TEXT_LENGTH:
            tell(f"Not saved: a text may have {TEXT_LENGTH} characters, and this one has {len(text)}.")
            return False
        return text is None or text == given.text or self._saved(question, {key: text}, given, "Saved.")

    def _summary(self, question: SummaryQuestion) -> None:
        while True:
            given = self._answering.given(question)
            typed = ask("Write it on one line (e opens your editor; Enter leaves it; ? for help):")
            if typed == "e":
                typed = write(given.text) or ""
            elif typed in {"", "b", "q", "?"} or typed.startswith("g "):
                if self._moved(typed):
                    return
                continue
            if self._text(question, given, typed or None):
                self._at += 1
                return

    def _saved(self, question: Question, fields: dict[str, Value], given: Given, said: str) -> bool:
        try:
            self._answering.save(question, fields, given)
        except InputError as error:
            tell(f"Not saved: {error}")
            if isinstance(error, AnsweredMeanwhile):
                self._now(question)
            return False
        tell(said)
        return True


def _what(question: Question) -> str:
    """Name the text that stands beside an answer."""
    return "Comment" if isinstance(question, FollowUpQuestion) else "Evidence"


def _typed_or_written(now: str, what: str = "Evidence") -> str | None:
    """Ask for a text; a letter that stands alone is what it is elsewhere, and no text."""
    while True:
        typed = ask(f"{what} on one line (e opens your editor; Enter leaves it{' as it is' if now else ''}):")
        if typed == "q":
            raise Left
        if typed == "?":
            tell(HELP)
        elif typed == "e":
            return write(now)
        else:
            return typed or None


def _yes(prompt: str) -> bool:
    typed = ask(f"{prompt} (y for yes; Enter for no):").lower()
    if typed == "q":
        raise Left
    return typed in {"y", "yes"}


def _number(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
