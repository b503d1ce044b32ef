"""`prevent-assure explain`."""

import shutil
from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer

from prevent_assure.cli import boundary
from prevent_assure.model.nearness import closest
from prevent_assure.text.json_text import written
from prevent_assure.text.page import listing_text, page_markdown, page_text

from . import chosen_edition
from .explain import (
    criterion_data,
    criterion_page,
    explain_criterion,
    explain_finding,
    explain_findings,
    finding_page,
    findings_data,
)
from .registry import CATALOGUE

EXAMPLES = (
    "Examples: `prevent-assure explain unknown-criterion` · `prevent-assure explain` · "
    "`prevent-assure explain --criterion partnership-group/meets-quarterly`"
)
WIDTH = 100
"""Columns where no terminal says otherwise."""


class Format(StrEnum):
    """How explanations are printed."""

    text = "text"
    json = "json"
    md = "md"


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="A finding's code; none for a list of all.", show_default=False),
    ] = None,
    criterion: Annotated[
        str | None,
        typer.Option("--criterion", metavar="BENCHMARK/CRITERION", help="Explain a criterion.", show_default=False),
    ] = None,
    criteria: Annotated[
        str | None,
        typer.Option(
            "--criteria",
            metavar="EDITION",
            help="With --criterion: another edition than the current cycle's.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = Format.text,
    workspace: boundary.Workspace = None,
) -> None:
    """Explain a finding, or a criterion.

    Of a finding: what it means, why it matters, how a file looks that has it and one that is mended. Of a
    criterion: its text, level, source and exception, and which rules it decides.
    """
    with boundary.boundary():
        if criterion is not None:
            if code is not None:
                boundary.fail("explain takes a code or --criterion, not both")
            _criterion(criterion, chosen_edition.edition(context, workspace, criteria), form)
        elif criteria is not None:
            boundary.fail("--criteria goes with --criterion")
        else:
            _finding(code, form)
    raise typer.Exit(boundary.DONE)


def _finding(code: str | None, form: Format) -> None:

    if code is not None and code not in CATALOGUE:
        boundary.fail("there is no such finding", closest(code, CATALOGUE) or "`prevent-assure explain` lists them")
    explained = explain_findings() if code is None else [explain_finding(code)]
    if form is Format.json:
        boundary.show(written(findings_data(explained)))
    elif code is None and form is Format.text:
        rows = [(each.code, each.severity.value, each.summary) for each in explained]
        boundary.show(listing_text(rows, width=_width(), colour=boundary.in_colour()))
    else:
        _show([finding_page(each) for each in explained], form)


def _criterion(named: str, loaded: Any, form: Format) -> None:  # noqa: ANN401 - an edition as read, loaded late

    benchmark, _, criterion = named.partition("/")
    try:
        explained = explain_criterion(loaded.model, benchmark, criterion, origin=loaded.path)
    except KeyError:
        _not_there(named, loaded.model)
    if form is Format.json:
        boundary.show(written(criterion_data(explained)))
    else:
        _show([criterion_page(explained)], form)


def _not_there(named: str, criteria: Any) -> NoReturn:  # noqa: ANN401 - Criteria, loaded late

    every = [f"{each.id}/{found.id}" for each in criteria.benchmarks for _, found in each.each_criterion()]
    alike = [each for each in every if each.endswith(f"/{named.rpartition('/')[2]}")]
    benchmark = criteria.benchmark(named.partition("/")[0])
    here = [each for each in every if benchmark is not None and each.startswith(f"{benchmark.id}/")]
    if alike:
        hint: str | None = f"did you mean `{alike[0]}`?"
    else:
        hint = closest(named, every) or f"there are: {', '.join((here or every)[:12])}"
    boundary.fail(f"{criteria.ref} has no such criterion", hint)


def _show(pages: Any, form: Format) -> None:  # noqa: ANN401 - pages, loaded late

    if form is Format.md:
        boundary.show("\n".join(page_markdown(each) for each in pages))
    else:
        boundary.show("\n".join(page_text(each, width=_width(), colour=boundary.in_colour()) for each in pages))


def _width() -> int:
    return shutil.get_terminal_size((WIDTH, 24)).columns if boundary.on_terminal() else WIDTH
