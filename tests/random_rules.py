"""Editions of one benchmark whose rules cut across one another, and answers to them, from a seed.

Denser than what hypothesis makes of the strategies beside the tests: most of these leave something to decide.
"""

import random
from decimal import Decimal
from typing import Any

OUTCOMES = ("worst", "poor", "fair", "best")
LEVELS = {"base": "standard", "more": "standard", "signs": "warning_sign"}


def edition(levels: dict[str, list[str]], rules: Any, own: Any = None) -> Any:
    """An edition of one benchmark as data: levels with the ids of their criteria, the edition's and its own rules."""
    members = {level: [{"id": each, "text": "It is so."} for each in ids] for level, ids in levels.items()}
    benchmark: dict[str, Any] = {"id": "only", "number": 1, "title": "Only", "statement": "It is.", "criteria": members}
    return {
        "format": "prevent-assure/criteria/1",
        "id": "random",
        "edition": "1",
        "title": "Random",
        "applies_to": "Tests",
        "outcomes": [{"id": outcome, "label": outcome.title()} for outcome in OUTCOMES],
        "levels": [
            {"id": each, "label": each.title(), "kind": LEVELS.get(each, "standard")} for each in LEVELS | levels
        ],
        "rules": rules,
        "benchmarks": [benchmark if own is None else {**benchmark, "rules": own}],
    }


def random_case(seed: int, most: int) -> tuple[Any, dict[str, str | None]]:
    """An edition with rules of the benchmark's own, and answers to its criteria."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    ids = [f"c{number}" for number in range(chance.randint(3, most))]
    placed: dict[str, list[str]] = {level: [] for level in LEVELS}
    for each in ids:
        placed[chance.choice(list(placed))].append(each)
    own = [{"outcome": chance.choice(OUTCOMES), "if": _condition(chance, ids, 2)} for _ in range(3)]
    last = {"outcome": chance.choice([*OUTCOMES[:2], ["worst", "fair"]])}
    words = {each: chance.choice(_said(level)) for level, members in placed.items() for each in members}
    return edition(placed, [{"outcome": "worst"}], [*own, last]), words


def _said(level: str) -> list[str | None]:
    if LEVELS[level] == "warning_sign":
        return ["present", "absent", None]
    return ["met", "partly_met", "not_met", "not_met", "not_applicable", None]


def _condition(chance: random.Random, ids: list[str], depth: int) -> dict[str, Any]:
    if depth and chance.random() < 0.8:
        return {chance.choice(["and", "or"]): [_condition(chance, ids, depth - 1) for _ in range(2)]}
    kind = chance.choice(["at_least", "share", "at_least", "share", "all", "any"])
    leaf: dict[str, Any]
    if kind in {"all", "any"}:
        leaf = {kind: chance.choice(list(LEVELS))}
    else:
        number = chance.randint(1, 3) if kind == "at_least" else Decimal(chance.choice(["0.25", "0.4", "0.5", "0.75"]))
        several = chance.sample(ids, min(len(ids), chance.randint(2, 5)))
        named = {"criteria": several} if chance.random() < 0.7 else {"of": chance.sample(list(LEVELS), 2)}
        leaf = {kind: number, **named}
    return {"not": leaf} if chance.random() < 0.3 else leaf
