"""Going through a self-assessment by question and answer."""

from typing import Any

from prevent_assure.diagnostics import InputError
from prevent_assure.model.answers import ANSWERS
from prevent_assure.source.limits import TEXT_LENGTH

from .conversation import Left, ask, choose, tell, write

HELP = """What you can type:
  a word or its number answers; it is saved at once
  Enter goes on and leaves it as it is
  e writes the evidence, summary or comment in your editor
  b goes back to the question before
  g 3 goes to benchmark 3
  q leaves; what is saved stays, and the same command goes on from there"""


class Interview:
    """One way through the questions."""

    def __init__(self, answering: Any, asked: list[Any], authority: str) -> None:  # noqa: ANN401 - loaded late
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

    def _one(self, question: Any) -> None:  # noqa: ANN401 - loaded late
        self._head(question)
        given = self._answering.given(question)
        if question.kind == "summary":
            self._summary(question, given)
            return
        if given.word is not None:
            tell(f"Now: {given.word}.")
        if given.text:
            tell(f"{'Comment' if question.kind == 'follow_up' else 'Evidence'} now: {given.text}", indent=2)
        self._word(question, given)

    def _head(self, question: Any) -> None:  # noqa: ANN401 - loaded late
        tell()
        if question.benchmark is not None and question.benchmark.id != self._told:
            self._told = question.benchmark.id
            tell(f"Benchmark {question.benchmark.number}: {question.benchmark.title}.")
            tell(question.benchmark.statement)
            tell()
        place = f"Question {self._at + 1} of {len(self._asked)}"
        if question.kind == "criterion":
            self._criterion(question, place)
        elif question.kind == "claimed":
            tell(f"{place}: which outcome do you claim for benchmark {question.benchmark.number}?")
            for each in self._answering.view.outcomes:
                tell(f"{each.id}: {each.meaning}", indent=2)
            self._before(question.benchmark.before, "claimed")
        elif question.kind == "summary":
            tell(f"{place}: your account of benchmark {question.benchmark.number}. The letter prints it.")
            self._before(question.benchmark.before, "summary")
        else:
            tell(f"{place}: what became of the recommendation {question.follow_up.name}?")
            tell(question.follow_up.text)

    def _before(self, account: Any, key: str) -> None:  # noqa: ANN401 - loaded late
        told = getattr(account, key) if account is not None else ""
        if told:
            tell(f"In {self._answering.view.source}: {told}", indent=2)

    def _criterion(self, question: Any, place: str) -> None:  # noqa: ANN401 - loaded late
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

    def _word(self, question: Any, given: Any) -> None:  # noqa: ANN401 - loaded late
        while True:
            typed = choose("Your answer", question.words)
            if typed in question.words:
                if self._answered(question, given, typed):
                    self._at += 1
                    return
            elif typed == "e" and question.kind != "claimed":
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

    def _answered(self, question: Any, given: Any, word: str) -> bool:  # noqa: ANN401 - loaded late
        if question.kind == "criterion":
            return self._criterion_answered(question, given, word)
        if question.kind == "claimed":
            return self._saved(question, {"claimed": word}, f"Saved: {word}.")
        return self._saved(question, {"progress": word}, f"Saved: {word}.") and self._evidence(question, given)

    def _criterion_answered(self, question: Any, given: Any, word: str) -> bool:  # noqa: ANN401 - loaded late
        fields: dict[str, Any] = {"answer": word}
        by_exception = ANSWERS[word].satisfies and question.criterion.exception and _yes("Is that by the exception?")
        if by_exception or given.by_exception:
            fields["by_exception"] = bool(by_exception)
        if not given.text and (ANSWERS[word].needs_evidence or by_exception):
            return self._with_evidence(question, fields, word)
        if not self._saved(question, fields, f"Saved: {word}."):
            return False
        self._parts(question, given)
        parts = self._answering.given(question).parts.values()
        if ANSWERS[word].satisfies and any(ANSWERS[part].falls_short for part in parts):
            tell("A part is not met, so the criterion cannot be met: answer it otherwise, or the part.")
            return False
        return self._evidence(question, given)

    def _with_evidence(self, question: Any, fields: dict[str, Any], word: str) -> bool:  # noqa: ANN401 - loaded late
        tell("This answer needs evidence, and is saved together with it.")
        text = _typed_or_written("")
        if text:
            return self._saved(question, {**fields, "evidence": text}, f"Saved: {word}, with its evidence.")
        tell("Without evidence it is not saved.")
        return False

    def _parts(self, question: Any, given: Any) -> None:  # noqa: ANN401 - loaded late
        for part in question.criterion.parts:
            now = f", now {given.parts[part.id]}" if part.id in given.parts else ""
            tell(f"Part {part.id}{now}: {part.text}")
            while True:
                typed = choose("Your answer to the part", question.words)
                if typed in question.words:
                    self._saved(question, {"parts": {part.id: typed}}, f"Saved: {typed}.")
                elif typed == "q":
                    raise Left
                elif typed:
                    tell(f"Type one of the numbers, or Enter to go on. {HELP if typed == '?' else ''}".strip())
                    continue
                break

    def _evidence(self, question: Any, given: Any) -> bool:  # noqa: ANN401 - loaded late
        what = "Comment" if question.kind == "follow_up" else "Evidence"
        while not self._text(question, given, _typed_or_written(given.text, what)):
            pass
        return True

    def _text(self, question: Any, given: Any, text: str | None) -> bool:  # noqa: ANN401 - loaded late
        """Save a text; tell whether there is none to be saved, or it is."""
        key = {"criterion": "evidence", "summary": "summary", "follow_up": "comment"}[question.kind]

        if text is not None and len(text) > TEXT_LENGTH:
            tell(f"Not saved: a text may have {TEXT_LENGTH} characters, and this one has {len(text)}.")
            return False
        return text is None or text == given.text or self._saved(question, {key: text}, "Saved.")

    def _summary(self, question: Any, given: Any) -> None:  # noqa: ANN401 - loaded late
        if given.text:
            tell(f"Now: {given.text}", indent=2)
        while True:
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

    def _saved(self, question: Any, fields: dict[str, Any], said: str) -> bool:  # noqa: ANN401 - loaded late

        try:
            self._answering.save(question, fields)
        except InputError as error:
            tell(f"Not saved: {error}")
            return False
        tell(said)
        return True


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
