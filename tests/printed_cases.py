"""What each bad case prints: tests/cases/printed/bad-<kind>.txt.

`python tests/printed_cases.py` writes the files anew. Read the difference, as the people will who get these words.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from prevent_assure.checking.named_files import validate_text
from prevent_assure.checking.validate import validate_files
from prevent_assure.text.findings import findings_text
from prevent_assure.workspace.workspace import Workspace

CASES = Path(__file__).parent / "cases"
PRINTED = CASES / "printed"
ALONE = "yaml"
PLACES = {
    "assessment": "assessments/2024-25/exampleton.yaml",
    "review": "reviews/2024-25/exampleton.yaml",
    "authority": "authorities/exampleton.yaml",
    "settings": "prevent-assure.yaml",
    "criteria": "criteria/tiny/2024-25.yaml",
}
"""Where a bad file of each kind is put in the base workspace; those of the kind `yaml` are read alone."""


def printed(kind: str, base: Path) -> str:
    """Print what each bad file of a kind gives.

    Args:
        kind: The kind, a folder of tests/cases/bad.
        base: A copy of the base workspace, which is written to.

    Returns:
        The file's name and the findings in full, file by file.
    """
    return "\n".join(_one(path, kind, base) for path in sorted((CASES / "bad" / kind).glob("*.yaml")))


def _one(path: Path, kind: str, base: Path) -> str:
    return f"== {path.stem}\n{''.join(_findings(path, kind, base))}"


def _findings(path: Path, kind: str, base: Path) -> Iterator[str]:
    if kind == ALONE:
        yield findings_text(validate_text(path.read_bytes(), "-").diagnostics, excerpts=False, colour=False)
        return
    place = base / PLACES[kind]
    kept = place.read_bytes()
    shutil.copyfile(path, place)
    workspace = Workspace(base)
    files = [each for each in workspace.files() if str(each) == PLACES[kind]]
    yield findings_text(validate_files(workspace, files).diagnostics, excerpts=False, colour=False)
    place.write_bytes(kept)


def main() -> None:
    """Write the files anew."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(shutil.copytree(CASES / "base", Path(folder) / "base"))
        for kind in (*PLACES, ALONE):
            (PRINTED / f"bad-{kind}.txt").write_text(printed(kind, base), encoding="utf-8")


if __name__ == "__main__":
    main()
