"""What changed in several workspaces, put together as seen from the one that lists them."""

from collections.abc import Iterable, Sequence

from prevent_assure.model.diff_result import DiffResult, Revision

from .settling import path_from, seen_from


def together(results: Sequence[tuple[str, DiffResult]]) -> DiffResult:
    """Put together what changed in several workspaces.

    Args:
        results: For each how its paths begin from here, and what changed in it; the one that lists the others first.

    Returns:
        All of it. A state is named as in the first; its commit is given where it is the same in all.
    """
    each = [_seen_from(way, result) for way, result in results]
    return DiffResult(
        _common(result.base for result in each),
        _common(result.head for result in each),
        tuple(one for result in each for one in result.assessments),
        tuple(one for result in each for one in result.files),
        tuple(one for result in each for one in result.reformatted),
        tuple(one for result in each for one in result.unreadable),
    )


def _seen_from(way: str, result: DiffResult) -> DiffResult:
    return result._replace(
        files=tuple(each._replace(path=path_from(way, each.path)) for each in result.files),
        reformatted=tuple(path_from(way, path) for path in result.reformatted),
        unreadable=tuple(
            each._replace(path=path_from(way, each.path), diagnostics=tuple(seen_from(way, each.diagnostics)))
            for each in result.unreadable
        ),
    )


def _common(revisions: Iterable[Revision]) -> Revision:
    first, *others = revisions
    return first if all(each.commit == first.commit for each in others) else Revision(first.name)
