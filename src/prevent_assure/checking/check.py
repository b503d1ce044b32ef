"""How a check is declared: a function with the rules that it may find broken, and the kinds of file that it looks at.

A module of `checks` or `lint` that declares its checks so is found by itself: nothing else has to name it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple, TypeVar

from prevent_assure.diagnostics import Finding, Rule

Kind = Literal["assessment", "review", "authority", "settings", "edition", "criteria", "record", "name"]
"""What is checked: a kind of file. `edition` is what criteria say by themselves, `criteria` their file among others;
`name` is what any file says of its own name and folder."""

Find = TypeVar("Find", bound=Callable[..., Iterable[Finding]])


class Check(NamedTuple):
    """A check: what it may find, what it looks at, and the function that looks."""

    rules: tuple[Rule, ...]
    of: tuple[Kind, ...]
    find: Callable[[Any], Iterable[Finding]]


CHECKS: list[Check] = []
"""Every check that has been declared."""
DECLARED: list[Rule] = []
"""The rules that a task finds broken while it does something else."""


def check(*rules: Rule, of: Kind | tuple[Kind, ...]) -> Callable[[Find], Find]:
    """Declare a function as a check.

    Args:
        rules: The rules of the findings that it may yield.
        of: The kinds of file that it looks at. It is given the file as `subjects` describes it.

    Returns:
        A decorator, which leaves the function as it is.

    A use:

        @check(TEXT_LONG, of=("assessment", "review"))
        def long_texts(file: CycleFile) -> Iterator[Finding]: ...
    """

    def declare(find: Find) -> Find:
        CHECKS.append(Check(rules, (of,) if isinstance(of, str) else of, find))
        return find

    return declare


def found_by_task(*rules: Rule) -> None:
    """Declare rules that no check finds broken, but a task while it does something else."""
    DECLARED.extend(rules)
