"""What stands over changes: the headline, the two states, the names of what changed."""

from collections.abc import Callable

from prevent_assure.model.diff_result import DiffResult, Revision
from prevent_assure.model.difference import AssessmentDifference, FileDifference, OverrideChange

Mark = Callable[[str], str]
"""Sets off an id or a word of a file."""


def count(number: int, word: str) -> str:
    """Count things.

    Args:
        number: How many.
        word: What, in the singular.

    Returns:
        As in `2 authorities`.
    """
    if number == 1:
        return f"1 {word}"
    return f"{number} {word.removesuffix('y')}ies" if word.endswith("ity") else f"{number} {word}s"


def headline(result: DiffResult) -> str:
    """Say in a line what changed.

    Args:
        result: What changed.

    Returns:
        As in `2 outcomes moved, 5 answers changed; 1 authority`.
    """
    if not result.has_changes:
        only = "; what changed is order, layout, comments or names of files" if result.reformatted else ""
        unread = "; some files could not be compared" if result.unreadable else ""
        return f"no change of meaning{only}{unread}"
    benchmarks = [benchmark for each in result.assessments for benchmark in each.benchmarks]
    moved = sum(len(each.outcomes) for each in benchmarks)
    answered = sum(answer.moved for each in benchmarks for answer in each.answers)
    authorities = len({each.authority for each in result.assessments})
    others = [each.kind for each in result.files if each.kind != "authority"]
    said = [f"{moved_and_changed(moved, answered)}, for {count(authorities, 'authority')}"] * bool(authorities)
    said += [f"{kind} changed" for kind in dict.fromkeys(others)]
    said += [f"{count(sum(each.kind == 'authority' for each in result.files), 'authority file')} changed"] * any(
        each.kind == "authority" for each in result.files
    )
    return "; ".join(said)


def moved_and_changed(moved: int, answered: int) -> str:
    """Say how many outcomes moved and answers changed.

    Args:
        moved: How many outcomes.
        answered: How many answers.

    Returns:
        As in `2 outcomes moved, 5 answers changed`.
    """
    said = [f"{count(moved, 'outcome')} moved"] * bool(moved) + [f"{count(answered, 'answer')} changed"] * bool(
        answered
    )
    return ", ".join(said) or "no outcome moved, but evidence, texts or steps changed"


def revision(each: Revision, mark: Mark) -> str:
    """Name a state.

    Args:
        each: The state.
        mark: Sets off its name.

    Returns:
        Its name, with the beginning of its commit's.
    """
    if each.commit is None:
        return mark(each.name)
    return f"{mark(each.name)} ({each.commit[:10]})"


def title(each: FileDifference, mark: Mark) -> str:
    """Name a file that changed.

    Args:
        each: The file.
        mark: Sets off its path.

    Returns:
        Its path and what became of it.
    """
    return f"{mark(each.path)} {each.change}"


def override(each: OverrideChange) -> str:
    """Say that an outcome came to be, or is no longer, agreed outside the rules.

    Args:
        each: Which of the two.

    Returns:
        A phrase.
    """
    return "now agreed outside the rules" if each.change == "added" else "no longer agreed outside the rules"


def cycles(each: AssessmentDifference) -> str:
    """Name the cycle, or the two that are compared.

    Args:
        each: What changed in it.

    Returns:
        As in `2024/25`.
    """
    return " → ".join(cycle.replace("-", "/") for cycle in (each.before_cycle, each.cycle) if cycle is not None)
