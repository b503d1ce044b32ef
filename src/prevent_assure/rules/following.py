"""What became of the recommendations of the cycle before: the adviser's view goes before the authority's."""

from collections import Counter
from collections.abc import Mapping

from prevent_assure.model.assessment import FollowUp

from .case import Case, previous_cycle


def follow_ups_of(case: Case) -> dict[str, FollowUp]:
    """Give the follow-up that counts of each recommendation.

    Args:
        case: The authority in its cycle.

    Returns:
        Recommendation, as in `2023-24/training`, to the adviser's follow-up, or the authority's where the adviser
        has none, or has not filled it in yet.
    """
    of_authority = case.assessment.follow_up if case.assessment is not None else ()
    of_adviser = case.review.follow_up if case.review is not None else ()
    found = {case.recommendation_named(each.recommendation): each for each in of_authority}
    for each in of_adviser:
        name = case.recommendation_named(each.recommendation)
        if each.progress is not None or name not in found:
            found[name] = each
    return found


def progress_of(case: Case) -> dict[str, str | None]:
    """Give the progress of each recommendation of the cycle before.

    Args:
        case: The authority in its cycle.

    Returns:
        Recommendation to progress, None where there is no follow-up.
    """
    followed = follow_ups_of(case)
    names = dict.fromkeys((*(case.recommended or ()), *followed))
    return {name: followed[name].progress if name in followed else None for name in names}


def older_cycles(case: Case) -> frozenset[str]:
    """List the cycles before the last one whose recommendations a follow-up names: some stay open for years.

    Args:
        case: The authority in its cycle.

    Returns:
        The cycles.
    """
    before = previous_cycle(case.cycle)
    files = (case.assessment, case.review)
    named = {each.recommendation[:7] for file in files if file is not None for each in file.follow_up}
    return frozenset(cycle for cycle in named if cycle < before)


def gathered(authority: str, made: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Put together what was recommended to an authority and to those whose part it has taken.

    Args:
        authority: The authority.
        made: Authority to its recommendations, name to text.

    Returns:
        The recommendations by their one name, and other names of those that came from another authority. The one name
        is that of the letter, as in `2023-24/training`; where two letters have the same one for different things, that
        of the other authority has its id in it, as in `2023-24/malvern-hills/training`.
    """
    recommended = dict(made.get(authority, {}))
    inherited: dict[str, str] = {}
    if made.keys() <= {authority}:
        return recommended, inherited
    others = [(other, name, text) for other, each in made.items() if other != authority for name, text in each.items()]
    texts = {(name, text) for _, name, text in others} | set(recommended.items())
    meanings = Counter(name for name, _ in texts)
    for other, name, text in others:
        cycle, _, own = name.partition("/")
        in_full = f"{cycle}/{other}/{own}"
        known_as = name if meanings[name] == 1 else in_full
        recommended.setdefault(known_as, text)
        inherited[in_full] = known_as
    return recommended, inherited
