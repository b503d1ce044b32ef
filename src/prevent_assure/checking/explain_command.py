"""`prevent-assure explain`."""

from collections.abc import Sequence
from typing import Annotated, Literal, NoReturn

import typer

from prevent_assure.cli import boundary, streams
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.nearness import closest
from prevent_assure.text.blocks import Page, blocks_text, page_markdown, page_text
from prevent_assure.text.json_text import written

from . import chosen_edition
from .explain import (
    criterion_data,
    criterion_page,
    explain_criterion,
    explain_finding,
    explain_findings,
    finding_page,
    findings_data,
    findings_table,
)
from .registry import CATALOGUE, codes_beginning

EXAMPLES = (
    "Examples: `prevent-assure explain unknown-criterion` · `prevent-assure explain` · "
    "`prevent-assure explain --criterion partnership-group/meets-quarterly`"
)
Format = Literal["text", "json", "md"]


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help="A finding's code; none for a list of all.",
            show_default=False,
            autocompletion=codes_beginning,
        ),
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
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = "text",
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
            _criterion(criterion, *chosen_edition.edition(context, workspace, criteria), form)
        elif criteria is not None:
            boundary.fail("--criteria goes with --criterion")
        else:
            _finding(code, form)
    raise typer.Exit(boundary.DONE)


def _finding(code: str | None, form: Format) -> None:
    if code is not None and code not in CATALOGUE:
        boundary.fail("there is no such finding", closest(code, CATALOGUE) or "`prevent-assure explain` lists them")
    explained = explain_findings() if code is None else [explain_finding(code)]
    if form == "json":
        boundary.show(written(findings_data(explained)))
    elif code is None and form == "text":
        boundary.show(blocks_text([findings_table(explained)], width=streams.width(), colour=boundary.in_colour()))
    else:
        _show([finding_page(each) for each in explained], form)


def _criterion(named: str, criteria: Criteria, origin: str, form: Format) -> None:
    benchmark, _, criterion = named.partition("/")
    try:
        explained = explain_criterion(criteria, benchmark, criterion, origin=origin)
    except KeyError:
        _not_there(named, criteria)
    if form == "json":
        boundary.show(written(criterion_data(explained)))
    else:
        _show([criterion_page(explained)], form)


def _not_there(named: str, criteria: Criteria) -> NoReturn:
    every = [f"{each.id}/{found.id}" for each in criteria.benchmarks for _, found in each.each_criterion()]
    alike = [each for each in every if each.endswith(f"/{named.rpartition('/')[2]}")]
    benchmark = criteria.benchmark(named.partition("/")[0])
    here = [each for each in every if benchmark is not None and each.startswith(f"{benchmark.id}/")]
    if alike:
        hint: str | None = f"did you mean `{alike[0]}`?"
    else:
        hint = closest(named, every) or f"there are: {', '.join((here or every)[:12])}"
    boundary.fail(f"{criteria.ref} has no such criterion", hint)


def _show(pages: Sequence[Page], form: Format) -> None:
    if form == "md":
        boundary.show("\n".join(page_markdown(each) for each in pages))
    else:
        boundary.show("\n".join(page_text(each, width=streams.width(), colour=boundary.in_colour()) for each in pages))
