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


class ProgressWords(WordingModel):
    """How far a recommendation is."""

    addressed: Label
    good_progress: Label
    limited_progress: Label
    not_started: Label
    superseded: Label


class CommitteeWords(WordingModel):
    """What the paper for a scrutiny committee says.

    Attributes:
        title: The document's title.
        heading: The paper's heading.
        notice: That something is left out.
        introduction: What it is about.
        source: What it is taken from.
        counts: How many benchmarks have which outcome.
        count: One part of that.
        outcomes_heading: Heading over the outcomes.
        caption: Caption of their table.
        number: Head of the first column.
        benchmark: Head of the second.
        now: Head of the third.
        before: Head of the fourth.
        before_unknown: The same where there was no cycle before.
        nothing_before: In place of an outcome that the cycle before does not have.
        changes_heading: Heading over what has changed.
        no_cycle_before: Where there was no cycle before, or nothing is agreed yet.
        named: A benchmark in a list.
        higher: Outcomes that are higher.
        none_higher: Where there are none.
        lower: Outcomes that are lower.
        none_lower: Where there are none.
        same: Outcomes that are the same.
        strengths_heading: Heading over the strengths.
        recommendations_heading: Heading over the recommendations.
        progress_heading: Heading over those of the cycle before.
        not_told: In place of a progress that no one has told.
        progress: The words for progress.
    """

    title: Annotated[str, takes("cycle", "authority")]
    heading: Annotated[str, takes("cycle")]
    notice: Fixed
    introduction: Annotated[str, takes("authority")]
    source: Fixed
    counts: Annotated[str, takes("benchmarks", "counts")]
    count: Annotated[str, takes("count", "outcome")]
    outcomes_heading: Label
    caption: Label
    number: Label
    benchmark: Label
    now: Annotated[str, takes("cycle")]
    before: Annotated[str, takes("cycle")]
    before_unknown: Label
    nothing_before: Label
    changes_heading: Label
    no_cycle_before: Fixed
    named: Annotated[str, takes("number", "title")]
    higher: Annotated[str, takes("cycle", "benchmarks")]
    none_higher: Annotated[str, takes("cycle")]
    lower: Annotated[str, takes("cycle", "benchmarks")]
    none_lower: Annotated[str, takes("cycle")]
    same: Annotated[str, takes("count")]
    strengths_heading: Label
    recommendations_heading: Label
    progress_heading: Annotated[str, takes("cycle")]
    not_told: Label
    progress: ProgressWords
