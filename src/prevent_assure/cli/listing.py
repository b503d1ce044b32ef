"""Listings as commands print them: the option, and the width and colours that there are."""

import sys
from typing import Annotated

import typer

from prevent_assure.text.listings import Format, Listing, printed

from . import boundary, streams

Form = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]
NoBom = Annotated[bool, typer.Option("--no-bom", help="In CSV files no mark by which Excel on Windows knows UTF-8.")]


def show(listing: Listing, form: Format, *, columns: int = 100, bom: bool = True) -> None:
    """Print a listing on standard output.

    Args:
        listing: What is listed.
        form: In which format.
        columns: How wide it is where no terminal says otherwise.
        bom: Whether CSV that goes into a file begins with a byte order mark. A program behind a pipe gets none.
    """
    if form == "csv" and bom and streams.begins_a_file(sys.stdout):
        boundary.show("\ufeff")
    for part in printed(listing, form, width=streams.width(columns), colour=boundary.in_colour()):
        boundary.show(part)
