"""How all tests run: what property tests search, interrupts in the background, and mutants."""

import gc
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# A busy machine is no fault of the code's.
settings.register_profile(
    "steady", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# `make test ARGS="--hypothesis-profile search"` looks further, with other examples each time.
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
# `make mutate` goes through the tests some thousand times, and asks of them only whether they fail.
settings.register_profile(
    "mutate",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("steady")

# In the background (`nohup make test &`) interrupts are ignored, and what is started there would ignore them too. With
# a handler that does nothing these tests still run on, and the commands that they start can be interrupted.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, lambda *_: None)


WITHOUT_COVERAGE = (
    "unit/checking/test_schema.py",
    "unit/docs/",
    "unit/outcome_letter/test_formats.py",
    "unit/publication/test_redaction.py",
    "unit/scores/test_dask_example.py",
)
"""Long tests of code that shorter ones go through as well: to measure them too would double their time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage in them, nor in slow searches."""
    for item in items:
        path = item.path.relative_to(Path(__file__).parent).as_posix()
        if path.startswith(WITHOUT_COVERAGE) or item.get_closest_marker("slow"):
            item.add_marker("no_cover")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the collector from what all mutants share: looking through it took five sixths of a mutant's time."""
    if session.config.option.collectonly and "MUTANT_UNDER_TEST" in os.environ:
        gc.collect()
        gc.freeze()
