"""What an edition of criteria says of the edition before: what takes the place of what, and what is retired."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from .base import LONG_FORM, SHORT_FORM, CriteriaRef, CriterionRef, Flag, Model, Narrative


class Replaced(Model):
    """Which criteria of the edition before one takes the place of, in the long form.

    Attributes:
        criteria: Their ids; with the benchmark before them, as in `training/publicity`, where it is another one.
        same_meaning: Whether it asks the same as the one that it replaces, so that the answer still stands.
    """

    criteria: tuple[CriterionRef, ...] = Field(min_length=1)
    same_meaning: Flag = False


def _replaces_form(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    return LONG_FORM if isinstance(value, dict | Replaced) else SHORT_FORM


AnyReplaced = Annotated[
    Annotated[tuple[CriterionRef, ...], Field(min_length=1), Tag(SHORT_FORM)] | Annotated[Replaced, Tag(LONG_FORM)],
    Discriminator(_replaces_form),
]
"""A list of criteria, whose answers are asked for again; or the long form."""


class Retired(Model):
    """A criterion of the edition before whose place nothing takes.

    Attributes:
        criterion: Its benchmark and id, as in `training/publicity`; a benchmark's id alone stands for all of it.
        reason: Why.
    """

    criterion: CriterionRef
    reason: Narrative | None = None


class ReplacedEdition(Model):
    """The edition that this one follows, and what of it is retired."""

    edition: CriteriaRef
    retired: tuple[Retired, ...] = ()
