"""What writes for people, on a terminal or in a log: rich, told to take nothing for markup and to ask no terminal."""

from io import StringIO

from rich.console import Console


def console_on(out: StringIO, *, width: int, colour: bool) -> Console:
    """Give what writes for people, and takes nothing that they wrote for markup.

    Args:
        out: Where it writes.
        width: How many columns there are.
        colour: Whether colours may be used.

    Returns:
        The console.
    """
    return Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        no_color=not colour,
    )


def trimmed(out: StringIO) -> str:
    """Give what was written, without white space at the ends of lines.

    Args:
        out: Where it was written.

    Returns:
        The text.
    """
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
