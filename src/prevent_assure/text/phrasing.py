"""Fixed wording with values in it: sentences as narratives, short texts as text, and the forms that they share."""

import re

from prevent_assure.text.narrative import parse

from .narrative import Narrative, fill

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def sentence(text: str, **values: str) -> Narrative:
    """Say a sentence of the wording.

    Args:
        text: The sentence, a narrative with placeholders.
        values: What stands in their place, as data.

    Returns:
        The narrative.
    """
    narrative = parse(text)
    return fill(narrative, values) if values else narrative


def phrase(text: str, **values: str) -> str:
    """Say a short text of the wording, in which nothing is a mark.

    Args:
        text: The text with placeholders.
        values: What stands in their place.

    Returns:
        The text.
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def optional(text: str | None) -> Narrative | None:
    """Read a narrative that may be missing.

    Args:
        text: The text, if there is any.

    Returns:
        The narrative; None where there is nothing to read.
    """
    narrative = parse(text) if text is not None else None
    return narrative if narrative is not None and narrative.blocks else None


def in_sentence(text: str, around: str, placeholder: str) -> Narrative:
    """Set a text into a sentence where it is none itself, as the name of a process or a mailbox.

    Args:
        text: The text, a narrative.
        around: The sentence, with one placeholder.
        placeholder: Its name.

    Returns:
        The text as it is where it ends as a sentence does or has several lines, else the sentence with it.
    """
    plain = text.strip()
    if not plain or "\n" in plain or plain.rstrip(")*_\"'\u201d\u2019").endswith((".", "!", "?", ":")):
        return parse(text)
    return parse(around.replace(f"{{{placeholder}}}", plain))


def printed_cycle(cycle: str) -> str:
    """Write a cycle as people read it.

    Args:
        cycle: As `2024-25`.

    Returns:
        As `2024/25`.
    """
    return cycle.replace("-", "/")
