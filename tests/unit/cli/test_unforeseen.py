"""A failure that nobody foresaw: one sentence without the data, exit code 2, and a traceback only when asked for."""

import subprocess
import sys
from typing import Any

import pytest

from prevent_assure.cli.processes import spread
from prevent_assure.cli.unforeseen import unforeseen
from prevent_assure.text.phrasing import printed_cycle

CODE = """
import sys
import prevent_assure.app
from prevent_assure.cli import boundary

def fail(*args, **options):
    raise {error}

boundary.show = fail
prevent_assure.app.main()
"""


def ran(error: str, *words: str) -> tuple[int, str, str]:
    code = CODE.format(error=error)
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "error",
    ["KeyError('Jane')", "RecursionError('Jane')", "MemoryError", "AssertionError('Jane')", "OSError(1, 'a', 'Jane')"],
)
def test_failure_that_nobody_foresaw_is_one_sentence(error: str) -> None:
    code, out, err = ran(error, "explain")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "this failed in a way that nobody foresaw (" in err
    assert " at checking/explain_command.py:" in err
    assert "please report" in err
    assert "Jane" not in err


@pytest.mark.parametrize("words", [["--debug", "explain"], ["explain", "--debug"]])
def test_debug_prints_the_traceback_wherever_it_stands(words: list[str]) -> None:
    code, _, err = ran("KeyError('Jane')", *words)
    assert code == 2
    assert err.index("nobody foresaw") < err.index("Traceback (most recent call last)")
    assert "KeyError: 'Jane'" in err


LOADING = """
import sys
sys.modules[{library!r}] = None
from prevent_assure.__main__ import main
main()
"""


@pytest.mark.parametrize("library", ["typer", "prevent_assure.app"])
def test_library_that_is_missing_is_one_sentence(library: str) -> None:
    words = [sys.executable, "-c", LOADING.format(library=library), "validate"]
    done = subprocess.run(words, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"(ModuleNotFoundError of {library}" in done.stderr
    assert "please report this line to whoever looks after prevent-assure" in done.stderr
    debug = subprocess.run([*words, "--debug"], capture_output=True, check=False, text=True)
    assert (debug.returncode, "Traceback (most recent call last)" in debug.stderr) == (2, True)


def test_debug_is_an_argument_behind_two_dashes() -> None:
    code, _, err = ran("KeyError('Jane')", "explain", "--", "--debug")
    assert (code, "nobody foresaw" in err, "Traceback" in err) == (2, False, False)


def test_failure_in_a_process_of_jobs_is_said_with_its_place() -> None:
    nothing: list[Any] = [None, None]
    with pytest.raises(AttributeError) as found:
        list(spread(printed_cycle, nothing, 2))
    assert "(AttributeError at text/phrasing.py:" in unforeseen(found.value)
