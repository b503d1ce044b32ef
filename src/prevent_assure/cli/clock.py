"""The one place that looks at the clock: commands that record on which day something was done, or count days."""

import datetime

from prevent_assure.model.guesses import day_in_words, guess_dates

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
        boundary.fail(f"{option} takes a date, as in 2025-05-19", _meant(text, option))
    return found


def _meant(text: str, option: str) -> str | None:
    """Say how a day is written that people give as they say it, with both readings where there are two."""
    read = guess_dates(text)
    if read is None or not read.days:
        return f"it is no day of the calendar: {read.trouble}" if read is not None and read.trouble else None
    if len(read.days) == 1:
        return f"write `{option} {read.days[0].isoformat()}`"
    return "write " + " or ".join(f"`{option} {day.isoformat()}` for {day_in_words(day)}" for day in read.days)
