"""Data for analysts: the same rows as CSV, Parquet or SQLite, with a dictionary beside them."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.settings import due_date
from prevent_assure.workspace.workspace import Workspace

from .figures import COVERED
from .nation import AuthorityCycle, Nation
from .site import Site, alone
from .tables import TableFormat, writer
from .tables.columns import AUTHORITIES, CRITERIA, TABLES, Row, Standing, Table, case_rows

FOLDER = "export"
DICTIONARY, DESCRIPTOR = "dictionary.md", "datapackage.json"
_TYPES = {"text": "string", "number": "integer", "truth": "boolean", "date": "date"}
_TRUTHS = {"truth": {"trueValues": ["true"], "falseValues": ["false"]}}


class ExportResult(NamedTuple):
    """What `export` did.

    Attributes:
        folder: Where the files are.
        rows: How many rows each table has.
        diagnostics: The errors of the files that they were made from.
    """

    folder: Path
    rows: dict[str, int]
    diagnostics: tuple[Diagnostic, ...]


@alone
def export(
    workspace: Workspace, *, format_: TableFormat, cycles: Sequence[str], folder: Path | None = None, bom: bool = True
) -> ExportResult:
    """Write what the files say as tidy tables.

    Args:
        workspace: The workspace.
        format_: `csv`, `parquet` or `sqlite`.
        cycles: The cycles wanted.
        folder: Where the files go; by default `export` in the workspace.
        bom: Whether `csv` begins with a byte order mark, by which Excel on Windows knows that it is UTF-8.

    Returns:
        What was written, and the errors of the files.

    Raises:
        PreventAssureError: If a library is missing, or a file cannot be written.
    """
    begin = writer(format_, bom=bom)
    site = Site(folder or workspace.root / FOLDER, workspace=workspace.root, edition="export")
    nation = Nation(workspace, max(cycles), wanted=cycles)
    counts = dict.fromkeys((table.name for table in TABLES), 0)
    with tempfile.TemporaryDirectory(prefix="prevent-assure-") as name:
        made = Path(name)
        tables = begin(made, TABLES)
        try:
            for table, row in _rows(nation):
                counts[table.name] += 1
                tables.add(table, row)
        finally:
            tables.close()
        names = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
        beside = {DICTIONARY: dictionary()} | ({DESCRIPTOR: descriptor()} if format_ == "csv" else {})
        site.claim([*names, *beside])
        for each in names:
            site.take(each, made / each)
    for name, text in beside.items():
        site.put(name, text.encode())
    site.finish()
    return ExportResult(site.folder, counts, nation.errors())


def _rows(nation: Nation) -> Iterator[tuple[Table, Row]]:
    for found in nation.walk():
        yield from ((AUTHORITIES, row) for row in AUTHORITIES.rows(found.authority, found.now.authority))
        for each in found.cases:
            if nation.was_there(each):
                yield from case_rows(_standing(nation, each))
    for criteria in nation.reader.editions_read():
        yield from ((CRITERIA, row) for row in CRITERIA.rows(criteria))


def _standing(nation: Nation, found: AuthorityCycle) -> Standing:
    case = found.case
    due, _ = due_date(case.authority_id, case.cycle, nation.reader.settings, case.settings)
    return Standing(case, found.stage, due, found.others[0] if found.stage == COVERED else None)


def descriptor() -> str:
    """Describe the CSV files as a data package, so that programs know keys and kinds (https://datapackage.org)."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "prevent-assure",
        "title": "Prevent duty assurance",
        "resources": [_resource(table) for table in TABLES],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table) -> dict[str, object]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": f"A row is {table.means}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": each.name, "type": _TYPES[each.kind], "description": each.means, **_TRUTHS.get(each.kind, {})}
                for each in table.columns
            ],
            "missingValues": [""],
            "primaryKey": [*table.key],
            "foreignKeys": [
                {"fields": [*columns], "reference": {"resource": other.replace("_", "-"), "fields": [*columns]}}
                for columns, other in table.references
            ],
        },
    }


def dictionary() -> str:
    """Describe the tables in Markdown: what a row is, its key, what it refers to, and its columns."""
    parts = []
    for table in TABLES:
        keys = ", ".join(f"`{each}`" for each in table.key)
        lines = [f"## `{table.name}`", "", f"A row is {table.means}. Key: {keys}."]
        for columns, other in table.references:
            named = ", ".join(f"`{each}`" for each in columns)
            lines.append(f"{named} {'names' if len(columns) == 1 else 'name'} a row of `{other}`.")
        lines += ["", "| column | kind | what it says |", "|---|---|---|"]
        lines += [
            f"| `{each.name}` | {each.kind} | {each.means.replace('|', chr(92) + '|')} |" for each in table.columns
        ]
        parts.append("\n".join(lines) + "\n")
    return "# Data dictionary\n\n" + "\n".join(parts)
