"""Templates of a workspace are rendered in a process of their own, which is ended when it takes too much.

A template may loop for years in a way that nothing in Python can interrupt, fill the memory, or bring the interpreter
down. One process serves a whole run. It is sent templates and views (as pickle, from us to it) and answers with text
alone, which is all that is ever read from it. It keeps a template from harming the run; what keeps it from files and
from Python is the sandbox.
"""

import _thread
import atexit
import contextlib
import itertools
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, BinaryIO, NoReturn

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.workspace.templates import Template

from .sandbox import LONGEST, GuardedEnvironment, OutOfTime, TemplateExhausted, TemplateFault

if sys.platform != "win32":
    import resource

SECONDS = 4.0
"""How long one document may take."""
MEMORY = 512 * 1024 * 1024
"""How much memory the process may have, in bytes, where the system keeps to that."""
Make = Callable[[Mapping[str, Template]], GuardedEnvironment]
"""Makes an environment: a function of a module, or a `functools.partial` of one, so that it can be sent."""

_GRACE = 1.0
_START = 60.0
_KEPT = 16
"""For so many sets of templates the process keeps what it has compiled."""
_LENGTH = 8
_READY, _DONE, _FAULT, _EXHAUSTED = b"r", b"t", b"f", b"x"
_LATE = "the template does not end (it was stopped)"
_DOWN = (
    "the template ended the process that it is rendered in, as happens where it takes more than "
    f"{MEMORY // 1024 // 1024} MB of memory"
)
_MOST = 4 * LONGEST + 1
CODE = (
    "import sys; sys.path.extend(sys.argv[1:]); from prevent_assure.outcome_letter.template_process import main; main()"
)
_numbers = itertools.count()


class Renderer:
    """Templates ready to render: the package's own in this process, those of a workspace in one of their own.

    Args:
        templates: Templates by the names under which they include one another, as `letter.html.j2`.
        make: Makes the environment that they are rendered in.
    """

    def __init__(self, templates: Mapping[str, Template], make: Make) -> None:
        used = {name: found for name, found in templates.items() if name.endswith(".j2")}
        self._number, self._templates, self._make = next(_numbers), used, make
        self._ours = all(found.origin.packaged for found in used.values())
        self._environment: GuardedEnvironment | None = None

    def write(self, name: str, values: Mapping[str, object], *, blank_lines: int = 1) -> str:
        """Write a document from its template, which sees the values by name.

        Raises:
            TemplateFault: If the template cannot be used.
        """
        if self._ours:
            if self._environment is None:
                self._environment = self._make(self._templates)
            return self._environment.write(name, values, blank_lines=blank_lines)
        made = (self._make, self._templates)
        found = self._templates.get(name)
        shown = found.origin.shown if found is not None else name
        return process.write(self._number, made, (name, values, blank_lines), shown)


class Process:
    """The process, which is started when it is first needed, and anew after it was ended.

    Attributes:
        running: The process, or None where there is none now.
        sent: The numbers of the sets of templates that it knows, the oldest first.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.running: subprocess.Popen[bytes] | None = None
        self.sent: list[int] = []

    def write(
        self,
        number: int,
        made: tuple[Make, Mapping[str, Template]],
        asked: tuple[str, Mapping[str, object], int],
        shown: str,
    ) -> str:
        """Have a document written; the process is ended where nobody knows what is left of it."""
        with self._lock:
            kind, text = b"", ""
            try:
                running = self.running or self._start()
                request = pickle.dumps((*self._news(number, made), SECONDS, asked))
                answer, expired = exchange(running, request, SECONDS + _GRACE)
                with contextlib.suppress(UnicodeDecodeError):  # as what came to nothing
                    kind, text = answer[:1], answer[1:].decode()
            finally:
                if kind not in {_DONE, _FAULT}:
                    self.end()
        if kind == _DONE:
            return text
        raise TemplateFault(text if kind in {_FAULT, _EXHAUSTED} else f"{shown}: {_LATE if expired else _DOWN}")

    def end(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            running, self.running, self.sent = self.running, None, []
            if running is not None:
                running.kill()
                with contextlib.suppress(OSError), running:  # closes the pipes and waits
                    pass

    def _news(
        self, number: int, made: tuple[Make, Mapping[str, Template]]
    ) -> tuple[int, tuple[Make, Mapping[str, Template]] | None, int | None]:
        """Say which templates are meant, what they are where the process does not know, and which it may forget."""
        if number in self.sent:
            return number, None, None
        self.sent.append(number)
        return number, made, self.sent.pop(0) if len(self.sent) > _KEPT else None

    def _start(self) -> "subprocess.Popen[bytes]":
        """Start the process, without the user's variables for Python, and out of the way of Ctrl+C."""
        folders = [folder for folder in sys.path if Path(folder).is_absolute()]
        try:
            running = subprocess.Popen(  # noqa: S603 - this interpreter, with a module of this package
                [sys.executable, "-I", "-B", "-c", CODE, *folders],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            msg = f"the process that renders a workspace's templates cannot be started: {error.strerror}"
            raise PreventAssureError(msg) from None
        self.running = running
        if exchange(running, b"", _START)[0] != _READY:
            msg = "the process that renders a workspace's templates does not start"
            raise PreventAssureError(msg)
        return running


def exchange(running: "subprocess.Popen[bytes]", request: bytes, seconds: float) -> tuple[bytes, bool]:
    """Ask a process, and kill it where it does not answer in time.

    Returns:
        The answer, empty where there is none; and whether the time had passed.
    """
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        running.kill()

    assert running.stdin is not None  # noqa: S101 - it was started with pipes
    assert running.stdout is not None  # noqa: S101 - likewise
    clock = threading.Timer(seconds, expire)
    clock.daemon = True
    clock.start()
    try:
        send(running.stdin, request)
        return receive(running.stdout, _MOST), expired.is_set()
    except (OSError, ValueError):  # it has ended, or says more than it may
        return b"", expired.is_set()
    finally:
        clock.cancel()


def send(pipe: IO[bytes], data: bytes) -> None:
    """Write a message behind its length."""
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> bytes:
    """Read a message.

    Raises:
        ValueError: If it has no end, or is longer than it may be.
    """
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH or length > most:
        raise ValueError
    data = pipe.read(length)
    if len(data) < length:
        raise ValueError
    return data


process = Process()
"""The one process of a run."""
atexit.register(process.end)


def main() -> None:
    """Be the process: bound what it may take, then answer until nobody asks any more."""
    _bound()
    signal.signal(signal.SIGINT, _expire)
    with contextlib.suppress(OSError, ValueError):
        serve_requests(sys.stdin.buffer, sys.stdout.buffer)


def serve_requests(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests one after another.

    Raises:
        ValueError: When there are no more.
    """
    receive(requests, 0)
    send(answers, _READY)
    environments: dict[int, GuardedEnvironment] = {}
    while True:
        request = receive(requests, sys.maxsize)
        number, made, forgotten, seconds, asked = pickle.loads(request)  # noqa: S301 - it is from who started us
        environments.pop(forgotten, None)
        if made is not None:
            make, templates = made
            environments[number] = make(templates)
        send(answers, _answer(environments[number], seconds, *asked))


def _answer(
    environment: GuardedEnvironment, seconds: float, name: str, values: Mapping[str, object], blank_lines: int
) -> bytes:
    clock = threading.Timer(seconds, _thread.interrupt_main)
    clock.daemon = True
    clock.start()
    try:
        return _DONE + environment.write(name, values, blank_lines=blank_lines).encode()
    except TemplateFault as fault:
        kind = _EXHAUSTED if isinstance(fault, TemplateExhausted) else _FAULT
        return kind + str(fault).encode("utf-8", "replace")
    finally:
        clock.cancel()


def _expire(*_: object) -> NoReturn:
    raise OutOfTime


def _bound() -> None:
    """Bound memory, and leave no dump of it, where the system can; Windows cannot."""
    if sys.platform == "win32":
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        bounded = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):  # macOS may refuse
            resource.setrlimit(what, (bounded, bounded))
