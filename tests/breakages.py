"""How people break files and command lines, and what they are told: tests/breakages/*.toml, row by row.

Each row is a break of the example workspace as somebody makes it by hand, and the one finding, or the words of a
command, that must come of it. `python tests/breakages.py form` prints what the rows of form.toml give now, to be read
aloud; the words that a row expects are copied from there once they are right.

A row has these keys:

- `kind`: what went wrong, in a few words; at most four rows share one.
- `base`: `example` (the example without its letters), `begun` (likewise, without the review of 2024-25 and what the
  settings accept in it, so that a change of an answer makes no sign-off stale) or `small` (tests/cases/base).
- `case`: a file of tests/cases/bad that takes its kind's place in `small`, as in `review/wrong-side`.
- `file`: `settings`, `authority`, `assessment`, `review`, `criteria`, or a path.
- What becomes of it: `find` and `write` (what stands there once, and what takes its place), `text` (all of it), `hex`
  (its bytes), `encoding` (as which it is saved), `rename` (its new path) or `remove = true`.
- `also`: a list of more changes, of the same keys.
- `command`: the command line; without it `validate`. `exit` and `printed` are what it must end with and print.
- `code`, `line`, `column`, `message`, `hint`: the finding; `path` where it stands in another file.
- `shown`: what a terminal shows in the hint's place: lines ready to paste, which may hold what people wrote.
- `beside`: codes that rightly come with it, as a text that was signed cannot change without `clearance-stale`.
"""

import re
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from prevent_assure.app import app
from prevent_assure.checking.validate import validate
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.text.findings import findings_text
from prevent_assure.workspace.workspace import Workspace

TESTS = Path(__file__).parent
TABLES = TESTS / "breakages"
EXAMPLE = TESTS.parent / "examples" / "herefordshire"
BASES = ("example", "begun", "small")
FILES = {
    "settings": "prevent-assure.yaml",
    "authority": "authorities/{id}.yaml",
    "assessment": "assessments/2024-25/{id}.yaml",
    "review": "reviews/2024-25/{id}.yaml",
    "criteria": "criteria/{edition}.yaml",
}
IDS = {
    "example": {"id": "herefordshire", "edition": "local-authority/2025-26"},
    "begun": {"id": "herefordshire", "edition": "local-authority/2025-26"},
    "small": {"id": "exampleton", "edition": "tiny/2024-25"},
}
CHANGE = {"file", "find", "write", "text", "hex", "encoding", "rename", "remove"}
EXPECTED = {"code", "line", "column", "message", "hint", "path", "shown", "beside", "exit", "printed"}
KEYS = {"kind", "base", "case", "also", "command"} | CHANGE | EXPECTED


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        name: Its table, and its number and kind there.
        given: What stands there.
    """

    name: str
    given: dict[str, Any]

    @property
    def base(self) -> str:
        """The workspace that is broken."""
        return "small" if "case" in self.given else str(self.given.get("base", "example"))

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What becomes of its files."""
        case = self.given.get("case")
        own = {"file": case.split("/")[0], "text": _case(case)} if case else self.given
        return [*([own] if "file" in own else []), *self.given.get("also", [])]

    @property
    def expected_path(self) -> str:
        """The file in which it is to be told."""
        file = self.changes[0]["file"] if self.changes else ""
        return self.path(self.given.get("path", file))

    def path(self, named: str) -> str:
        """The path of a file of the row."""
        return FILES.get(named, named).format(**IDS[self.base])


def _case(name: str) -> str:
    return (TESTS / "cases" / "bad" / f"{name}.yaml").read_text(encoding="utf-8")


def rows(table: Path) -> list[Row]:
    """Read a table."""
    given = tomllib.loads(table.read_text(encoding="utf-8")).get("row", [])
    return [Row(f"{table.stem}-{number}: {row['kind']}", row) for number, row in enumerate(given, 1)]


def every_row() -> list[Row]:
    """Read all tables."""
    return [row for table in sorted(TABLES.glob("*.toml")) for row in rows(table)]


def lay_out_bases(folder: Path) -> Path:
    """Write the workspaces that are broken into a folder."""
    for base in BASES:
        source = TESTS / "cases" / "base" if base == "small" else EXAMPLE
        shutil.copytree(source, folder / base, ignore=shutil.ignore_patterns("letters"))
    (folder / "begun/reviews/2024-25/herefordshire.yaml").unlink()
    settings = folder / "begun/prevent-assure.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("\naccepted:")[0], encoding="utf-8")
    return folder


class Broken:
    """A workspace broken as a row says, and mended again."""

    def __init__(self, bases: Path, row: Row) -> None:
        self.root = bases / row.base
        self._row = row
        self._before: dict[Path, bytes | None] = {}

    def __enter__(self) -> Path:
        """Break it."""
        for change in self._row.changes:
            path = self.root / self._row.path(change["file"])
            self._keep(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._change(path, change)
        return self.root

    def __exit__(self, *_: object) -> None:
        """Mend it."""
        for path, data in self._before.items():
            if data is None:
                path.unlink(missing_ok=True)
                if not any(path.parent.iterdir()):
                    path.parent.rmdir()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def _keep(self, path: Path) -> None:
        self._before.setdefault(path, path.read_bytes() if path.is_file() else None)

    def _change(self, path: Path, change: dict[str, Any]) -> None:
        if change.get("remove"):
            path.unlink()
        elif "rename" in change:
            target = self.root / self._row.path(change["rename"])
            self._keep(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        elif "hex" in change:
            path.write_bytes(bytes.fromhex(change["hex"]))
        else:
            path.write_bytes(self._text(path, change).encode(change.get("encoding", "utf-8")))

    def _text(self, path: Path, change: dict[str, Any]) -> str:
        if "text" in change:
            return str(change["text"])
        text = path.read_bytes().decode()
        if "find" in change:
            found = text.count(change["find"])
            assert found == 1, f"what is to be found in {path.name} stands there {found} times"
            text = text.replace(change["find"], change["write"])
        return text


def found_in(root: Path) -> tuple[Diagnostic, ...]:
    """Validate a broken workspace."""
    return validate(Workspace.at(root)).diagnostics


def printed_by(root: Path, command: str) -> tuple[int, str]:
    """Run a command line in a broken workspace: its exit code and what it prints, of both streams."""
    done = CliRunner().invoke(app, ["--workspace", str(root), *re.split(" +", command)], env={"COLUMNS": "100"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output.replace(str(root), "WORKSPACE")


def now(bases: Path, row: Row) -> str:
    """What a row gives now, for people to read."""
    with Broken(bases, row) as root:
        if "command" in row.given:
            return "exit {}\n{}".format(*printed_by(root, row.given["command"]))
        found = found_in(root)
        lines = [findings_text(found, excerpts=False, colour=False)]
        lines += [f"  shown:\n{findings_text([one], excerpts=True, colour=False)}" for one in found if one.shown]
        return "".join(lines)


def main(names: list[str]) -> None:
    """Print what the rows of some tables give now."""
    with tempfile.TemporaryDirectory() as folder:
        bases = lay_out_bases(Path(folder))
        for row in every_row():
            if not names or any(row.name.startswith(f"{name}-") or row.name == name for name in names):
                sys.stdout.write(f"== {row.name}\n{now(bases, row)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
