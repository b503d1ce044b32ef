"""Work spread over several processes: what comes out is the same and in the same order, however many there are.

Loaded only where several are asked for: what starts processes takes longer to load than a file to check.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import TypeVar

from prevent_assure.diagnostics import PreventAssureError

P = TypeVar("P")
R = TypeVar("R")

_AHEAD = 4
"""How many pieces each process is given before the first results are taken, so that these do not fill the memory."""
_RARELY = 100_000
"""New objects after which a process looks for cycles among them."""


def spread(work: Callable[[P], R], parts: Sequence[P], jobs: int) -> Iterator[R]:
    """Do work in several processes.

    Args:
        work: What is done with each part: a function of a module, or a `functools.partial` of one.
        parts: The parts.
        jobs: How many processes.

    Yields:
        What came out of each part, in the order of the parts.

    Raises:
        PreventAssureError: If a process was ended from outside; and what the work itself raises.
    """
    if len(parts) <= 1:
        yield from map(work, parts)
        return
    # Started anew and not forked: a copy of a process that has threads may wait for ever.
    crew = ProcessPoolExecutor(min(jobs, len(parts)), multiprocessing.get_context("spawn"), initializer=_begin)
    given: deque[Future[R]] = deque()
    try:
        for part in parts:
            with _undisturbed():
                given.append(crew.submit(work, part))
            if len(given) >= _AHEAD * jobs:
                yield given.popleft().result()
        while given:
            yield given.popleft().result()
    except BrokenProcessPool as error:
        msg = "a process of --jobs was ended from outside, as happens where memory runs out; try fewer, or --jobs 1"
        raise PreventAssureError(msg) from error
    finally:
        crew.shutdown(cancel_futures=True)


def _begin() -> None:
    """Prepare a process: an interrupt is for the one that gives out the work, and with that one it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_RARELY)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that heed no interrupt from their first moment on, when they could not yet end quietly.

    One that comes meanwhile is heeded afterwards. The processes inherit that it is blocked.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    mask = None if sys.platform == "win32" else signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if sys.platform != "win32" and mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)
