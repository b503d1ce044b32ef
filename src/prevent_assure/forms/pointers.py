"""Routes of a form: where in a file a value stands, as a JSON pointer (RFC 6901) into the file in its long form.

Items of lists go by their `recommendation` or `id`, else by their index: `/follow_up/2023-24~1plan/progress`.
"""

from collections.abc import Iterable


def pointer(*steps: str | int) -> str:
    """Join steps to a pointer, as in `/benchmarks/training/claimed`."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def steps_of(text: str) -> tuple[str, ...]:
    """Take a pointer apart; one that does not begin with `/` gives nothing."""
    if not text.startswith("/"):
        return ()
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text[1:].split("/"))


def joined(route: str, step: str) -> str:
    """Put the step of a column, as in `references/0/title`, behind the route of a row."""
    return f"{route}/{step}" if step else route


def longest(text: str, known: Iterable[str]) -> str | None:
    """Find the pointer that leads nearest to a place: itself, or the one that leads furthest on the way to it."""
    return max((one for one in known if text == one or text.startswith(f"{one}/")), key=len, default=None)
