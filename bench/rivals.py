"""What people would use instead, on the same files: installed by tools/rivals.sh, pinned in bench/rivals/."""

import json
import platform
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PINS = Path(__file__).resolve().parent / "rivals"
ROOMS = {"assessment": "assessments/2024-25", "review": "reviews/2024-25"}
# js-yaml, with which ajv-cli reads, makes a point in time of a bare date.
BARE_DATE = re.compile(r": (\d{4}-\d\d-\d\d)(?=[,}\n])")
PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
NAMED = ("check-jsonschema", "ruamel-yaml", "ruamel-yaml-clib", "sourcemeta-jsonschema", "mkdocs", "ajv-cli")


class Rival(NamedTuple):
    """Another program that holds files against their schemas.

    Attributes:
        name: What the table calls it.
        target: How many times our time it is to take.
        program: Where it is, or None.
        words: What it is called with, for a shell: KIND stands for a kind of file, ROOM for its folder, and `$0` is the
            folder of the schemas.
    """

    name: str
    target: str
    program: Path | None
    words: str

    def command(self, made: Path) -> list[str]:
        """Tell how it checks both kinds of files.

        Args:
            made: The folder of the schemas, and of the files with their dates in quotes.

        Returns:
            Program and arguments.
        """
        words = (self.words.replace("KIND", kind).replace("ROOM", room) for kind, room in ROOMS.items())
        script = " && ".join(f"{shlex.quote(str(self.program))} {each}" for each in words)
        return ["/bin/sh", "-c", script, str(made)]


def _found(folder: Path, *patterns: str) -> Path | None:
    return next((path for pattern in patterns for path in sorted(folder.glob(pattern))), None)


def rivals(folder: Path) -> list[Rival]:
    """List them.

    Args:
        folder: Where they are installed.

    Returns:
        Each, there or not.
    """
    machine = platform.machine().lower().replace("amd64", "x86_64").replace("aarch64", "arm64")
    binary = f"sourcemeta/lib/*/site-packages/sourcemeta_jsonschema/jsonschema-{platform.system().lower()}-{machine}"
    names = ("check-jsonschema-clib", "check-jsonschema")
    with_extension, as_installed = (_found(folder, f"{name}/bin/check-jsonschema") for name in names)
    checked = '--schemafile "$0/KIND.json" ROOM/*.yaml'
    ajv = _found(folder, "npm/node_modules/.bin/ajv")
    # Its strict mode refuses `markdownDescription`, which is there for editors.
    by_ajv = 'validate --spec=draft2020 --strict=false -c ajv-formats -s "$0/KIND.json" -d "$0/quoted/ROOM/*.yaml"'
    return [
        Rival("check-jsonschema with its C extension", "", with_extension, checked),
        Rival("check-jsonschema as installed", "12 or more", as_installed, checked),
        Rival("ajv-cli, dates in quotes", "", ajv, by_ajv),
        Rival("sourcemeta's jsonschema, compiled", "", _found(folder, binary), 'validate "$0/KIND.json" ROOM/*.yaml'),
    ]


def mkdocs(folder: Path) -> Path | None:
    """Find mkdocs.

    Args:
        folder: Where rivals are installed.

    Returns:
        The program, or None.
    """
    return _found(folder, "mkdocs/bin/mkdocs")


def quote_dates(text: str) -> str:
    """Put bare dates into quotes.

    Args:
        text: A file.

    Returns:
        The same for each reader that takes a bare date for text.
    """
    return BARE_DATE.sub(r": '\1'", text)


def copy_quoted(nation: Path, made: Path) -> None:
    """Copy the files with their dates in quotes.

    Args:
        nation: The workspace.
        made: Where the copies go: its folder `quoted`.
    """
    for room in ROOMS.values():
        copies = made / "quoted" / room
        copies.mkdir(parents=True)
        for path in (nation / room).glob("*.yaml"):
            (copies / path.name).write_text(quote_dates(path.read_text(encoding="utf-8")), encoding="utf-8")


def site(nation: Path, folder: Path) -> None:
    """Make the source of a mkdocs site: a page for each letter, which the nation has in Markdown.

    Args:
        nation: The workspace.
        folder: The site.
    """
    pages = folder / "docs"
    pages.mkdir(parents=True)
    for path in (nation / "letters/2024-25").glob("*.md"):
        shutil.copy(path, pages)
    (folder / "mkdocs.yml").write_text("site_name: Letters\n", encoding="utf-8")


def versions() -> Iterator[str]:
    """Tell what is pinned.

    Yields:
        Name and version.
    """
    pinned: dict[str, str] = json.loads((PINS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for path in sorted(PINS.glob("*.txt")):
        pinned |= dict(PINNED.findall(path.read_text(encoding="utf-8")))
    for name in NAMED:
        yield f"{name} {pinned[name]}"
