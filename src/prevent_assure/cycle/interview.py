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
from .conversation import Conversation, Left, Moved, tell
from .question_text import question_text, what

WordQuestion = CriterionQuestion | ClaimQuestion | FollowUpQuestion


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
        self._talk = Conversation()
        self._at = 0
        self._begun = False
        self._told: str | None = None
        self._kept: dict[int, str] = {}
        """Texts that were typed or pasted and are not saved, by question: offered there until somebody decides."""

    def go(self) -> None:
        """Ask until nothing is left, or whoever is asked leaves."""
        view, everything = self._answering.view, len(self._answering.questions)
        tell(f"{view.authority_name}, self-assessment of {view.cycle.replace('-', '/')}.")
        if not self._asked:
            tell("Nothing of it is open. With --all, what is answered is asked once more.")
            return
        tell(
            f"It has {_number(everything, 'question')}; {len(self._asked)} to go through. Each answer is saved at once."
        )
        tell("Type ? for help.")
        try:
            with self._talk:
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
        for at, text in sorted(self._kept.items()):
            tell(f"Not saved: the text that you typed at question {self._number(self._asked[at])}.")
            tell(text, indent=2)
        if left:
            tell(f"Still open: {_number(left, 'question')}. The same command goes on from there.")
        else:
            tell(f"Nothing is open. To submit it: prevent-assure submit -a {self._authority}")

    def _number(self, question: Question) -> int:
        """Give a question's number in the whole self-assessment, which stays when others are answered."""
        return self._answering.questions.index(question) + 1

    def _one(self, question: Question) -> None:
        self._begun = False
        try:
            self._head(question)
            self._now(question)
            if isinstance(question, SummaryQuestion):
                self._text(question)
            else:
                self._word(question)
            self._at += 1
        except Moved as moved:
            self._move(moved)

    def _move(self, moved: Moved) -> None:
        before = self._at
        if moved.command == "go":
            self._at = self._found(moved.number)
        elif moved.command == "skip":
            self._at += 1
        elif not self._begun:
            self._at = max(self._at - 1, 0)
        if self._at != before and before in self._kept:
            tell("The text that you typed is kept until you come back to this question; it is not saved.")

    def _found(self, number: int) -> int:
        for at, question in enumerate(self._asked):
            if question.benchmark is not None and question.benchmark.number == number:
                return at
        tell(f"Nothing is asked here of benchmark {number}.")
        return self._at

    def _head(self, question: Question) -> None:
        tell()
        if question.benchmark is not None and question.benchmark.id != self._told:
            self._told = question.benchmark.id
            tell(f"Benchmark {question.benchmark.number}: {question.benchmark.title}.")
            tell(question.benchmark.statement)
            tell()
        place = f"Question {self._number(question)} of {len(self._answering.questions)}"
        for text, indent in question_text(question, self._answering.view, place):
            tell(text, indent=indent)

    def _now(self, question: Question) -> None:
        """Show what stands in the file."""
        given = self._answering.given(question)
        if given.word is not None and not isinstance(question, SummaryQuestion):
            tell(f"Now: {given.word}.")
        if given.text:
            tell(f"{what(question).capitalize()} now: {given.text}", indent=2)

    def _word(self, question: WordQuestion) -> None:
        while True:
            given = self._answering.given(question)
            reply = self._talk.choose("Your answer", question.words)
            if reply.command == "skip":
                break
            if reply.command == "edit":
                self._edit(question, given)
            elif reply.is_text:
                self._keep(question, reply.text)
            elif reply.text not in question.words:
                tell("That is none of the answers. Type one of the numbers, or ? for help.")
            elif self._answered(question, given, reply.text):
                break
        if self._at in self._kept:
            self._text(question)

    def _answered(self, question: WordQuestion, given: Given, word: str) -> bool:
        self._begun = True
        if isinstance(question, CriterionQuestion):
            return self._criterion_answered(question, given, word)
        if isinstance(question, ClaimQuestion):
            return self._saved(question, {"claimed": word}, given, f"Saved: {word}.")
        return self._saved(question, {"progress": word}, given, f"Saved: {word}.") and self._text(question)

    def _criterion_answered(self, question: CriterionQuestion, given: Given, word: str) -> bool:
        fields: dict[str, Value] = {"answer": word}
        by_exception = ANSWERS[word].satisfies and question.criterion.exception and self._by_exception(question)
        if by_exception or given.by_exception:
            fields["by_exception"] = bool(by_exception)
        if not given.text and (ANSWERS[word].needs_evidence or by_exception):
            return self._with_evidence(question, fields, given, word)
        if not self._saved(question, fields, given, f"Saved: {word}."):
            return False
        self._parts(question)
        parts = self._answering.given(question).parts.values()
        if ANSWERS[word].satisfies and any(ANSWERS[part].falls_short for part in parts):
            tell("A part is not met, so the criterion cannot be met: answer it otherwise, or the part.")
            return False
        return self._text(question)

    def _by_exception(self, question: CriterionQuestion) -> bool:
        while True:
            reply = self._talk.ask("Is that by the exception? (y or n; Enter for no):")
            said = _yes_or_no(reply.text) if not reply.pasted else None
            if said is not None or not reply.text:
                return bool(said)
            if reply.command == "skip":
                raise Moved(reply.command)
            if reply.command == "edit":
                self._written(question, self._answering.given(question))
            else:
                self._keep(question, reply.text)

    def _with_evidence(self, question: CriterionQuestion, fields: dict[str, Value], given: Given, word: str) -> bool:
        tell("This answer needs evidence, and is saved together with it.")
        text = self._asked_text(question, given)
        if text:
            return self._saved(question, {**fields, "evidence": text}, given, f"Saved: {word}, with its evidence.")
        tell("Without evidence it is not saved.")
        return False

    def _parts(self, question: CriterionQuestion) -> None:
        for part in question.criterion.parts:
            given = self._answering.given(question)
            now = f", now {given.parts[part.id]}" if part.id in given.parts else ""
            tell(f"Part {part.id}{now}: {part.text}")
            while not self._part_answered(question, part.id):
                pass

    def _part_answered(self, question: CriterionQuestion, part: str) -> bool:
        """Ask for the answer to a part; tell whether that is done."""
        given = self._answering.given(question)
        reply = self._talk.choose("Your answer to the part", question.words)
        if reply.command == "skip":
            return True
        if reply.command == "edit":
            self._edit(question, given)
        elif reply.is_text:
            self._keep(question, reply.text)
        elif reply.text in question.words:
            return self._saved(question, {"parts": {part: reply.text}}, given, f"Saved: {reply.text}.")
        else:
            tell("Type one of the numbers, or Enter to go on.")
        return False

    def _keep(self, question: Question, text: str) -> None:
        self._kept[self._at] = "\n".join(filter(None, [self._kept.get(self._at), text]))
        tell(f"That is a text and answers nothing here. It is kept, and offered to you as the {what(question)}.")

    def _text(self, question: Question) -> bool:
        """Ask for a text until there is none to be saved, or it is saved."""
        while True:
            given = self._answering.given(question)
            text = self._asked_text(question, given)
            if text is None or text == given.text:
                self._kept.pop(self._at, None)
                return True
            if self._saved(question, {what(question): text}, given, "Saved."):
                return True

    def _edit(self, question: Question, given: Given) -> None:
        text = self._written(question, given)
        if text not in {None, given.text} and not self._saved(question, {what(question): text}, given, "Saved."):
            self._text(question)

    def _asked_text(self, question: Question, given: Given) -> str | None:
        """Ask for a text; one of several lines, or typed where something else was asked, is shown first."""
        name, leaves = what(question).capitalize(), "leaves it as it is" if given.text else "leaves it"
        while True:
            if self._at in self._kept:
                text = self._confirmed(question, given)
                if text is not None:
                    return text
            reply = self._talk.ask(f"{name} on one line, or pasted (e opens your editor; Enter {leaves}):")
            if reply.command == "edit":
                return self._written(question, given)
            if reply.command == "skip":
                return None
            if "\n" not in reply.text:
                return reply.text
            self._kept[self._at] = reply.text

    def _confirmed(self, question: Question, given: Given) -> str | None:
        """Show the text that is kept, and let somebody decide; None where it is not to be saved."""
        while True:
            text = self._kept[self._at]
            tell(f"Your text, {_number(text.count(chr(10)) + 1, 'line')}:")
            tell(text, indent=2)
            if given.text and given.text != text:
                tell(f"It takes the place of the {what(question)} that is there; e opens both in your editor.")
            reply = self._talk.ask(f"Save it as the {what(question)}? (y or n; e opens your editor):")
            said = _yes_or_no(reply.text) if not reply.pasted else None
            if said:
                return text
            if said is False or reply.text.lower() == "skip":
                del self._kept[self._at]
                tell("It is left out.")
                return None
            if reply.command == "edit":
                written = self._written(question, given)
                if written is not None:
                    return written
            elif not reply.text:
                tell("Type y to save it, or n to leave it out.")
            else:
                self._kept[self._at] = f"{text}\n{reply.text}"

    def _written(self, question: Question, given: Given) -> str | None:
        """Let a text be written in the editor; it is kept until it is saved."""
        begun = "\n\n".join(dict.fromkeys(filter(None, [given.text, self._kept.get(self._at)])))
        place = f"Question {self._number(question)}"
        text = self._talk.write(begun, question_text(question, self._answering.view, place))
        if text:
            self._kept[self._at] = text
        return text

    def _saved(self, question: Question, fields: dict[str, Value], given: Given, said: str) -> bool:
        text = fields.get(what(question))
        if isinstance(text, str) and len(text) > TEXT_LENGTH:
            tell(f"Not saved: a text may have {TEXT_LENGTH} characters, and this one has {len(text)}.")
            return False
        try:
            self._answering.save(question, fields, given)
        except InputError as error:
            tell(f"Not saved: {error}")
            if isinstance(error, AnsweredMeanwhile):
                self._now(question)
            return False
        if text is not None:
            self._kept.pop(self._at, None)
        tell(said)
        return True


def _yes_or_no(text: str) -> bool | None:
    return {"y": True, "yes": True, "n": False, "no": False}.get(text.lower())


def _number(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
