"""Seals of the sign-offs in a workspace's reviews: written anew, or taken away, as a test needs them."""

import re
from pathlib import Path

from prevent_assure.checking.reading import Reader
from prevent_assure.rules.seals import seals
from prevent_assure.workspace.workspace import Workspace

_SEALED = re.compile(r', of: "?[0-9]+:sha256:[0-9a-f]{64}"?(?:, wording: [^},]+)?')


def unsealed(text: str) -> str:
    """A review whose sign-offs have no seals."""
    return _SEALED.sub("", text)


def unseal(root: Path) -> None:
    """Take the seals out of all reviews of a workspace, which tests that change what was signed would break."""
    for path in sorted((root / "reviews").glob("*/*.yaml")):
        path.write_bytes(unsealed(path.read_bytes().decode()).encode())


def reseal(root: Path) -> None:
    """Give the sign-offs of all reviews of a workspace the seals of what stands there now."""
    reader = Reader(Workspace(root))
    for path in sorted((root / "reviews").glob("*/*.yaml")):
        text = unsealed(path.read_bytes().decode())
        for step, seal in seals(reader.files(path.parent.name, path.stem).case).items():
            text = re.sub(rf"^({step}: \{{[^}}]*)\}}", rf'\1, of: "{seal}"}}', text, flags=re.MULTILINE)
        path.write_bytes(text.encode())


def take_out(path: Path, *steps: str) -> None:
    """Take sign-offs out of a review, with their seals."""
    text = path.read_bytes().decode()
    for step in steps:
        text, times = re.subn(rf"^{step}: \{{.*\}}\r?\n", "", text, flags=re.MULTILINE)
        assert times == 1
    path.write_bytes(text.encode())
