"""What every file of wording is made of: labels, and texts with the placeholders that they must have."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Label = Annotated[str, StringConstraints(pattern=r"^\S[^\n\r{}]*$", max_length=200)]
"""A heading or label: one line without placeholders."""


def takes(*names: str) -> AfterValidator:
    """Say which placeholders a text takes; it must have all of them and no others.

    Args:
        names: Their names.

    Returns:
        What checks it.
    """

    def check(text: str) -> str:
        found = set(_PLACEHOLDER.findall(text))
        for name in sorted(set(names) ^ found):
            what = "the placeholder {name} is missing" if name in names else "nothing fills the placeholder {name}"
            raise PydanticCustomError("placeholder", what, {"name": f"{{{name}}}"})  # noqa: EM101 - the kind of error
        return text

    return AfterValidator(check)


Fixed = Annotated[str, Field(min_length=1), takes()]
"""A narrative without placeholders."""


class WordingModel(BaseModel):
    """The base of every part of a file of wording."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, strict=False)
