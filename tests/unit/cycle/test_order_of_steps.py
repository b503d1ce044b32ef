"""The steps in whatever order they are typed, beside a simple model: who is where, and that no file turns bad."""

import datetime
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import prevent_assure
from pages import ROOT
from prevent_assure import Issuing, Workspace

BASE = ROOT / "tests/cases/base"
NAMES = {"authority": "exampleton", "cycle": "2024-25"}
CHANGED = "changed-since-issue"
"""What the correction of an issued letter cannot do without, until the letter is issued anew."""


class Steps(RuleBasedStateMachine):
    """One authority, and what is known of it without looking into its files."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp()) / "workspace"
        shutil.copytree(BASE, self.root)
        review = self.root / "reviews/2024-25/exampleton.yaml"
        text = review.read_text(encoding="utf-8")
        review.write_text(
            re.sub(r"^(?:agreed|cleared|discussed|  date): .*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
        )
        assessment = self.root / "assessments/2024-25/exampleton.yaml"
        text = assessment.read_text(encoding="utf-8")
        assessment.write_text(re.sub(r"^submitted: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
        self.workspace = Workspace(self.root)
        self.today = datetime.date(2025, 3, 1)
        self.first: datetime.date | None = None
        self.submitted = self.returned = False
        self.issued: datetime.date | None = None
        self.signed: dict[str, datetime.date] = {}
        self.before = self._errors()

    def teardown(self) -> None:
        shutil.rmtree(self.root.parent)

    def _errors(self) -> Counter[tuple[str, str, str]]:
        found = prevent_assure.validate(self.workspace).diagnostics
        errors = [each for each in found if each.severity is prevent_assure.Severity.ERROR and each.code != CHANGED]
        return Counter((each.code, each.location.path, each.message) for each in errors)

    def _take(self, step: str, expected: bool, **more: object) -> bool:
        result = getattr(prevent_assure, step)(self.workspace, **NAMES, on=self.today, **more)
        assert result.written == expected, (step, result)
        return expected

    @property
    def _open(self) -> bool:
        return self.submitted and not (self.issued and "cleared" in self.signed)

    def _none_before(self, *steps: str) -> bool:
        """Tell whether none of these stands with a date before today."""
        return all(self.signed.get(step, self.today) >= self.today for step in steps)

    @initialize()
    def begin(self) -> None:
        assert not self.before

    @rule(days=st.integers(0, 20))
    def wait(self, days: int) -> None:
        self.today += datetime.timedelta(days)

    @rule()
    def submit(self) -> None:
        if self._take("submit", not self.submitted):
            self.submitted, self.first = True, self.first or self.today

    @rule()
    def withdraw(self) -> None:
        may = self.submitted and not self.issued and not self.signed.keys() & {"accepted", "agreed", "cleared"}
        if self._take("withdraw", may, reason="Wrong figures."):
            self.submitted = False
            self.first = self.first if self.returned else None

    @rule()
    def send_back(self) -> None:
        if self._take("send_back", self.submitted and not self.issued, reason="More."):
            self.submitted, self.returned = False, True
            self.signed.clear()

    @rule()
    def discuss(self) -> None:
        self._take("review", self._open and self._none_before("agreed"), discussed_with=("prevent-lead",))

    @rule()
    def accept(self) -> None:
        if self._take("accept", self._open and self._none_before("cleared")):
            self.signed["accepted"] = self.today

    @rule()
    def agree(self) -> None:
        if self._take("agree", self._open and self._none_before("cleared")):
            self.signed["agreed"] = self.today

    @rule()
    def clear(self) -> None:
        if self._take("clear", self._open and "agreed" in self.signed):
            self.signed["cleared"] = self.today

    @rule()
    def unclear(self) -> None:
        if self._take("unclear", "cleared" in self.signed, reason="A slip."):
            del self.signed["cleared"]

    @rule()
    def reopen(self) -> None:
        if self._take("reopen", "agreed" in self.signed, reason="A slip."):
            self.signed.pop("cleared", None)
            del self.signed["agreed"]

    @rule()
    def issue(self) -> None:
        issuing = Issuing(self.workspace, cycle="2024-25", formats=["md"])
        done = issuing.issue("exampleton", day=self.today, supersedes=self.issued is not None)
        assert done.issued == ("cleared" in self.signed), done
        if done.issued:
            self.issued = self.today

    @rule(steps=st.integers(1, 5))
    def go_on(self, steps: int) -> None:
        """Take the next steps towards the letter, as people mostly do."""
        for _ in range(steps):
            if not self.submitted:
                self.submit()
            elif "agreed" not in self.signed:
                self.agree()
            elif "cleared" not in self.signed:
                self.clear()
            else:
                self.issue()

    @invariant()
    def files_have_no_new_errors(self) -> None:
        after = self._errors()
        assert not after - self.before
        self.before = after

    @invariant()
    def status_is_what_was_done(self) -> None:
        found = prevent_assure.status(self.workspace, cycle="2024-25", on=self.today).authorities
        here = next(each for each in found if each.authority == "exampleton")
        steps = [(self.issued, "issued"), (not self.submitted, "draft"), ("cleared" in self.signed, "cleared")]
        expected = next((name for so, name in [*steps, ("agreed" in self.signed, "agreed")] if so), "in_review")
        assert (here.status, here.submitted_first) == (expected, self.first)
        due = datetime.date(2025, 3, 31)
        assert here.late == (not self.submitted and self.today > due and not (self.first and self.first <= due))


TestSteps = Steps.TestCase
TestSteps.settings = settings(max_examples=6, stateful_step_count=20, deadline=None)
