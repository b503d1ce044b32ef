"""What templates may look into: the classes that say of themselves that they are views."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

ViewClass = TypeVar("ViewClass")

VIEWS: set[type] = set()
"""Every view that has been defined. Besides them templates meet text, numbers, tuples and narratives alone."""


@dataclass_transform(frozen_default=True)
def view(cls: type[ViewClass]) -> type[ViewClass]:
    """Make a class a frozen data class whose public attributes, all plain data or views, templates can read."""
    made = dataclass(frozen=True, slots=True)(cls)
    VIEWS.add(made)
    return made
