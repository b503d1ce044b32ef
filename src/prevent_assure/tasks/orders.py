"""In which order the keys of a self-assessment stand that no model names: those of the edition that it goes by."""

from prevent_assure.diagnostics import Route
from prevent_assure.model.criteria import Criteria


def orders_of(criteria: Criteria) -> dict[Route, list[str]]:
    """Give the order of benchmarks, levels and criteria.

    Args:
        criteria: The edition.

    Returns:
        For the way to each group the order of its keys.
    """
    orders: dict[Route, list[str]] = {("benchmarks",): [each.id for each in criteria.by_number()]}
    for benchmark in criteria.benchmarks:
        answers = ("benchmarks", benchmark.id, "answers")
        orders[answers] = list(benchmark.criteria)
        orders |= {(*answers, level): [each.id for each in members] for level, members in benchmark.criteria.items()}
    return orders
