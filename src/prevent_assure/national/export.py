"""Data for analysts: the same rows as CSV, Parquet or SQLite, with a dictionary beside them."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic
from prevent_assure.workspace.workspace import Workspace

from .nation import Nation
from .site import Site, alone
from .tables import TableFormat, writer
from .tables.columns import AUTHORITIES, CRITERIA, TABLES, Row, Table, case_rows

FOLDER = "export"
DICTIONARY = "dictionary.md"


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
        site.claim([*names, DICTIONARY])
        for each in names:
            site.take(each, made / each)
    site.put(DICTIONARY, dictionary().encode())
    site.finish()
    return ExportResult(site.folder, counts, nation.errors())


def _rows(nation: Nation) -> Iterator[tuple[Table, Row]]:
    for found in nation.walk():
        yield from ((AUTHORITIES, row) for row in AUTHORITIES.rows(found.authority, found.now.authority))
        for case, *_ in found.cases:
            yield from case_rows(case)
    for criteria in nation.reader.editions_read():
        yield from ((CRITERIA, row) for row in CRITERIA.rows(criteria))


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
