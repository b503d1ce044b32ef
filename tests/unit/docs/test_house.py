"""The house as CONTRIBUTING.md draws it is the house that there is."""

import re
import tomllib

from pages import ROOT, read, sections

PAGE = sections(read(ROOT / "CONTRIBUTING.md"))["The house on one page"]
PACKAGE = ROOT / "src" / "prevent_assure"


def test_picture_shows_the_tiers_of_the_import_contract() -> None:
    drawn = [line.strip().split("  ")[0] for line in PAGE.splitlines() if line.startswith("    ")]
    contracts = tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["id"] == "tiers"]
    assert drawn == layers


def test_every_room_stands_in_the_picture() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    drawn = {name for line in PAGE.splitlines() if line.startswith("    ") for name in re.findall(r"\w+", line)}
    assert rooms <= drawn


def test_files_that_the_page_names_are_there() -> None:
    named = re.findall(r"`([\w./-]+/[\w./-]*|\w+\.py)`", PAGE)
    # `command.py` and `task.py` are what each room has.
    missing = [
        name
        for name in named
        if not (ROOT / name).exists() and not (PACKAGE / name).exists() and not list(PACKAGE.glob(f"*/{name}"))
    ]
    assert named
    assert missing == []
