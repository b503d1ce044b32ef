"""What templates may look into: the classes that say of themselves that they are views."""

from typing import TypeVar

ViewClass = TypeVar("ViewClass", bound=type)

VIEWS: set[type] = set()
"""Every view that has been defined. Besides them templates meet text, numbers, tuples and narratives alone."""


def view(cls: ViewClass) -> ViewClass:
    """Let templates read the public attributes of a frozen data class, all of which must be plain data or views."""
    VIEWS.add(cls)
    return cls
