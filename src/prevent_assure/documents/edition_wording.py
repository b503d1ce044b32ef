"""The fixed words of a letter's other editions: the public one and the committee's paper."""

from typing import Annotated

from .wording_parts import Fixed, Label, WordingModel, takes


class Withholding(WordingModel):
    """A reason for which a public letter leaves something out, and its code."""

    code: Label
    reason: Fixed


class WithholdingCodes(WordingModel):
    """Every such reason."""

    name: Withholding
    comments: Withholding
    restricted: Withholding


class PublicWords(WordingModel):
    """What a public letter says of itself.

    Attributes:
        title: The document's title.
        heading: Heading over the codes.
        text: What stands below it.
        nothing: What stands there where nothing is left out.
        mark: What stands in the place of what is left out.
        codes: The reasons.
    """

    title: Annotated[str, takes("title")]
    heading: Label
    text: Fixed
    nothing: Fixed
    mark: Annotated[str, takes("code")]
    codes: WithholdingCodes
