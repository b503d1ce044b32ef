"""Versions and what settings ask of them, as in `>=1.0, <2`: final releases of plain numbers."""

import operator
import re
from collections.abc import Callable

_CLAUSE = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*([0-9]+(?:\.[0-9]+){0,3})\s*")
_OPERATORS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def satisfies(version: str, requirement: str) -> bool:
    """Tell whether a version is one that is asked for.

    Args:
        version: The version, as in `1.2.0`.
        requirement: Clauses with commas between, as in `>=1.0, <2`.

    Returns:
        Whether every clause holds; a requirement that cannot be read is not satisfied.
    """
    clauses = [_CLAUSE.fullmatch(clause) for clause in requirement.split(",")]
    return all(
        clause is not None and _OPERATORS[clause[1]](_numbers(version), _numbers(clause[2])) for clause in clauses
    )


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(digits) for digits in re.findall(r"[0-9]+", version)][:4]
    return (*numbers, *(0,) * (4 - len(numbers)))
