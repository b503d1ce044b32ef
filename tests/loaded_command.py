"""The command, loaded once and then run in forks: the same `main`, without the third of a second that loading takes.

Started as a program, it is the side that holds the modules; it runs on the Python of the installed command.
"""

import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Self

from command import SECONDS, Ran

REPLY = 8
"""Bytes of a reply: a number in digits."""


class LoadedCommand:
    """Runs command lines one after another, each in a fork of a process that has loaded the package."""

    def __init__(self, python: str, env: Mapping[str, str]) -> None:
        self._ours, theirs = socket.socketpair()
        with theirs:
            words = [python, __file__, str(theirs.fileno())]
            self._process = subprocess.Popen(words, env=env, pass_fds=[theirs.fileno()])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._process.wait()

    def run(self, words: Sequence[str], cwd: Path, env: Mapping[str, str], stdin: str = "") -> Ran:
        """Run a command line to its end."""
        with ExitStack() as stack:
            files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(4)]
            request, *streams = files
            request.write(json.dumps([list(words), str(cwd), dict(env)]).encode())
            streams[0].write(stdin.encode())
            for file in files:
                file.seek(0)
            self._ours.settimeout(SECONDS)
            socket.send_fds(self._ours, [b"."], [file.fileno() for file in files])
            pid = int(self._ours.recv(REPLY))
            try:
                code = int(self._ours.recv(REPLY))
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                self._ours.recv(REPLY)
                raise
            for stream in streams:
                stream.seek(0)
            return Ran(code, *(stream.read().decode() for stream in streams[1:]))


def _hold(channel: socket.socket) -> None:
    """Load everything, then run what is asked for until nobody asks any more."""
    for module in pkgutil.walk_packages(import_module("prevent_assure").__path__, "prevent_assure."):
        import_module(module.name)
    while True:
        asked, descriptors, _, _ = socket.recv_fds(channel, 1, 4)
        if not asked:
            return
        pid = os.fork()
        if pid == 0:
            channel.close()
            with os.fdopen(descriptors[0], "rb") as request:
                words, cwd, env = json.load(request)
            _become(words, cwd, env, descriptors[1:])
            import_module("prevent_assure.__main__").main()  # ends as a process of its own does
        for descriptor in descriptors:
            os.close(descriptor)
        channel.send(b"%0*d" % (REPLY, pid))
        channel.send(b"%0*d" % (REPLY, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))


def _become(words: list[str], cwd: str, env: dict[str, str], descriptors: list[int]) -> None:
    """Take on what a process that was just started would have."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.argv = ["prevent-assure", *words]
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as the interpreter opens it
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - as above


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asked_on:
        _hold(asked_on)
