"""What is said of a failure that nobody foresaw. A library may be what is missing, so that none is needed here."""

import re
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from prevent_assure import __version__

DEBUG = "--debug"
_IN_PACKAGE = re.compile(r'File "[^"\n]*[/\\]prevent_assure[/\\]([\w/\\]+\.py)", line ([0-9]+)')


def unforeseen(error: BaseException) -> str:
    """Say that something failed which nobody foresaw, without the error's own words, which may be data."""
    remote = getattr(error.__cause__, "tb", "")  # of a process of --jobs
    places = _IN_PACKAGE.findall(remote or "".join(traceback.format_tb(error.__traceback__)))
    where = " at {}:{}".format(*places[-1]) if places else ""
    library = f" of {error.name}" if isinstance(error, ImportError) and error.name else ""
    return (
        f"this failed in a way that nobody foresaw ({type(error).__name__}{library}{where}, version {__version__}); "
        "please report this line to whoever looks after prevent-assure at your office or in your repository; "
        f"the same command with `{DEBUG}` shows more, which may quote your files"
    )


def end(error: BaseException, *, debug: bool) -> NoReturn:
    """End a command that failed in a way that nobody foresaw.

    Raises:
        SystemExit: With code 2, always.
    """
    sys.stderr.write(f"prevent-assure: {unforeseen(error)}\n")
    if debug:
        traceback.print_exception(error)
    raise SystemExit(2) from None


def without_debug(words: Sequence[str]) -> tuple[list[str], bool]:
    """Take `--debug` out of a command line, wherever it stands before a `--`."""
    last = words.index("--") if "--" in words else len(words)
    return [*(word for word in words[:last] if word != DEBUG), *words[last:]], DEBUG in words[:last]
