"""What an agreed outcome rested on when it was agreed, as history has it."""

from typing import NamedTuple

from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria


class Rested(NamedTuple):
    """What an agreed outcome rested on.

    Attributes:
        commit: The commit that set the outcome.
        criteria: The edition that the self-assessment cited then.
        benchmark: The benchmark, as the edition had it.
        answers: What the authority said of it then, if anything.
    """

    commit: str
    criteria: Criteria
    benchmark: Benchmark
    answers: BenchmarkAnswers | None
