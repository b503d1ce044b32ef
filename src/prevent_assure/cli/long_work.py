"""What commands share that may work for long: how many processes, and how far they are."""

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, TypeVar

import typer

from . import streams

P = TypeVar("P")
R = TypeVar("R")

Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=1, max=64, help="In how many processes. What comes out is the same."),
]
MANY = 100
"""From so many authorities on people may want to see how far it is."""


def crew(jobs: int) -> Callable[[Callable[[P], R], Sequence[P]], Iterator[R]] | None:
    """Give what does work in several processes.

    Args:
        jobs: How many.

    Returns:
        What the tasks take; None for this process alone.
    """
    if jobs == 1:
        return None
    from .processes import spread  # noqa: PLC0415 - start-up

    return functools.partial(spread, jobs=jobs)


@contextlib.contextmanager
def progress(label: str, total: int | None = None, *, shown: bool = True) -> Iterator[Callable[..., None]]:
    """Show how far a command is, on a terminal whose cursor may move.

    Args:
        label: What is counted.
        total: How many there are; None where that is said with each step.
        shown: Whether it may be shown at all.

    Yields:
        What is to be told how many are done, and of how many.
    """
    if (
        not shown
        or streams.manner.quiet
        or not streams.moves_cursor(sys.stderr)
        or (total is not None and total < MANY)
    ):
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 - start-up
    from rich.progress import Progress  # noqa: PLC0415 - start-up

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def watch(done: int, of: int | None = total) -> None:
            bar.update(task, completed=done, total=of)

        yield watch
