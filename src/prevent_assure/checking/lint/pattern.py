"""Patterns that are compiled when they are first used.

Most files need few of them, and all together take as long as a tenth of the time in which one file is validated.
"""

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Pattern:
    """A regular expression, which is not compiled before it is used."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Take the expression.

        Args:
            source: It, as `re` has it.
            flags: Its flags, as `re` has them.
        """
        self._source = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self._source, self._flags)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Look for the first place.

        Args:
            text: Where to look.
            start: The character to begin at.

        Returns:
            What was found, None if nothing.
        """
        return self.compiled.search(text, start)

    def match(self, text: str) -> re.Match[str] | None:
        """Look at the beginning.

        Args:
            text: Where to look.

        Returns:
            What was found, None if nothing.
        """
        return self.compiled.match(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Look for every place.

        Args:
            text: Where to look.
            start: The character to begin at.
            end: The character to end before.

        Returns:
            What is found, place after place.
        """
        return self.compiled.finditer(text, start, end)

    def sub(self, by: str, text: str) -> str:
        """Replace what is found.

        Args:
            by: What to put there.
            text: Where to look.

        Returns:
            The text, changed.
        """
        return self.compiled.sub(by, text)
