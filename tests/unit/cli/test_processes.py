"""Starting processes: an interrupt in just that moment is neither lost nor heard by them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from prevent_assure.cli.processes import _undisturbed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a signal is sent")

BLOCKED = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))"


@pytest.fixture
def interrupted() -> Iterator[None]:
    """Let interrupts raise, also where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupted")
def test_interrupt_while_a_process_starts_is_heeded_afterwards() -> None:
    said = []

    def started() -> None:
        with _undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            said.append(subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, check=True).stdout)

    with pytest.raises(KeyboardInterrupt):
        started()
    assert said == [b"True\n"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("interrupted")
def test_ignored_interrupt_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with _undisturbed():
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
