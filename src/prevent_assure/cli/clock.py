"""The one place that looks at the clock: commands that record on which day something was done, or count days."""

import datetime

from . import boundary


def day(text: str | None, option: str = "--on") -> datetime.date:
    """Decide which day a command is about.

    Args:
        text: What the command line says.
        option: The option that says it.

    Returns:
        That day; today where it says nothing.

    Raises:
        Exit: If it is no date.
    """
    if text is None:
        return datetime.date.today()  # noqa: DTZ011, TID251 - the day of whoever gives the command, where they are
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        boundary.fail(f"{option} takes a date, as in 2025-05-19")
    return found
