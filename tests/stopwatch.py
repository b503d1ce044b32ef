"""How long something takes where nobody looks over its shoulder."""

import sys
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Say how much processor time something takes as it runs for users.

    Args:
        work: What is to be done.

    Returns:
        The seconds that it took, without the tracing of coverage, which takes as long again.
    """
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        sys.settrace(tracer)
