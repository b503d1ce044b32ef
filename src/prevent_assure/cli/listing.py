"""Listings as commands print them: the option, and the width and colours that there are."""

from typing import Annotated

import typer

from prevent_assure.text.listings import Format, Listing, printed

from . import boundary, streams

Form = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]


def show(listing: Listing, form: Format, *, columns: int = 100) -> None:
    """Print a listing on standard output.

    Args:
        listing: What is listed.
        form: In which format.
        columns: How wide it is where no terminal says otherwise.
    """
    for part in printed(listing, form, width=streams.width(columns), colour=boundary.in_colour()):
        boundary.show(part)
