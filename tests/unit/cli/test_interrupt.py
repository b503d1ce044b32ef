"""An interrupt ends the command quietly, also where Python can only report it and go on."""

import sys
from pathlib import Path

from command import environment, process

CLOSING = """\
import prevent_assure.__main__ as command
import prevent_assure.app as cli

class File:
    def __del__(self):
        raise KeyboardInterrupt

def main():
    File()
    print("went on")

cli.main = main
command.main()
"""


def test_interrupt_while_a_file_is_closed_ends_the_command(tmp_path: Path) -> None:
    done = process([sys.executable, "-c", CLOSING, "validate"], tmp_path, environment(tmp_path))
    assert (done.code, done.stdout, done.stderr) == (130, "", "")
