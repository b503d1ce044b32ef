"""How what people wrote is set off where changes are told."""

from collections.abc import Callable
from typing import NamedTuple

Mark = Callable[[str], str]
"""Sets off what people wrote, harmless where it is shown."""


class Marks(NamedTuple):
    """How what people wrote is set off.

    Attributes:
        id: An id, or a word of a file.
        name: A name, title or label.
        head: Either of them in the title of a section.
    """

    id: Mark
    name: Mark
    head: Mark
