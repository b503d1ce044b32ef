"""Letterhead and signature: taken into every format, sealed, left out of public letters, refused where they do harm."""

import base64
import io
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from pages import ROOT
from prevent_assure.checking.reading import Reader
from prevent_assure.outcome_letter.making import LetterResult
from prevent_assure.outcome_letter.pictures import checked
from prevent_assure.outcome_letter.task import letter
from prevent_assure.rules.seals import seals
from prevent_assure.workspace.workspace import Workspace
from sealing import reseal

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
SETTINGS = "prevent-assure.yaml"


def png(*, data: bytes = b"", depth: int = 8, colours: int = 0, interlaced: int = 0) -> bytes:
    """A PNG of five columns and three rows, each chunk with its sum."""
    head = struct.pack(">IIBBBBB", 5, 3, depth, colours, 0, 0, interlaced)
    chunks = ((b"IHDR", head), (b"IDAT", data or zlib.compress(bytes(60))), (b"IEND", b""))
    return PNG[:8] + b"".join(
        struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said)) for name, said in chunks
    )


def test_shape_may_be_drawn_again() -> None:
    assert checked(SVG.replace(b"<path", b'<use href="#a"/><use href="#none"/><path id="a"'), "svg")


@pytest.mark.parametrize("interlaced", [0, 1])
@pytest.mark.parametrize(("depth", "colours"), [(1, 0), (8, 0), (16, 0)])
def test_whole_png_is_taken_whatever_its_kind(depth: int, colours: int, interlaced: int) -> None:
    assert checked(png(depth=depth, colours=colours, interlaced=interlaced), "png")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example with a letterhead and a signature."""
    made = Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "herefordshire"))
    (made / "images").mkdir()
    (made / "images/crest.svg").write_bytes(SVG)
    (made / "images/signature.png").write_bytes(PNG)
    pictures = (
        "  letterhead: {file: images/crest.svg, alt: Crest of a department}\n"
        "  signature: {file: images/signature.png, alt: Signature of the sender}\n"
    )
    text = (made / SETTINGS).read_text("utf-8")
    (made / SETTINGS).write_text(text.replace("  website: ", f"{pictures}  website: ", 1), "utf-8", newline="\n")
    reseal(made)
    return made


def made(root: Path, *formats: str, audience: str = "authority") -> LetterResult:
    return letter(
        Workspace.at(root),
        authority="herefordshire",
        cycle="2024-25",
        formats=formats,  # type: ignore[arg-type]  # words, as people give them
        audience=audience,  # type: ignore[arg-type]  # likewise
        withhold_perhaps=True,
    )


def test_pictures_stand_in_every_format_with_what_they_show(root: Path) -> None:
    found = made(root, "html", "md", "pdf", "docx", "odt")
    assert found.diagnostics == ()
    assert found.letter is not None
    files = found.letter.files
    assert base64.b64encode(SVG) in files["html"]
    assert b"img-src data:" in files["html"]
    for form in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(files[form])) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert {SVG, PNG} <= set(parts.values())
        whole = b"".join(parts.values())
        assert b"Crest of a department" in whole
        assert b"Signature of the sender" in whole
    assert files["pdf"].startswith(b"%PDF")


def test_public_letter_bears_no_signature(root: Path) -> None:
    found = made(root, "html", audience="public")
    assert found.letter is not None
    page = found.letter.texts["html"]
    assert base64.b64encode(SVG).decode() in page
    assert base64.b64encode(PNG).decode() not in page
    assert "Signature of the sender" not in page


def test_another_picture_makes_the_clearance_stale_and_nothing_else(root: Path) -> None:
    before = seals(Reader(Workspace.at(root)).files("2024-25", "herefordshire").case)
    (root / "images/crest.svg").write_bytes(SVG.replace(b"h2", b"h1"))
    after = seals(Reader(Workspace.at(root)).files("2024-25", "herefordshire").case)
    assert [step for step in before if before[step] != after[step]] == ["cleared"]


@pytest.mark.parametrize(
    ("file", "data", "why"),
    [
        ("images/crest.svg", b"<svg onload='x()'/>", "no SVG picture"),
        ("images/crest.svg", SVG.replace(b"<path", b"<script/><path"), "<script>"),
        ("images/crest.svg", SVG.replace(b"<path", b'<path fill="url(https://x.org)"'), "runs or fetches"),
        ("images/crest.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG, "declares"),
        ("images/crest.svg", b"<svg", "no SVG picture in UTF-8"),
        ("images/crest.svg", SVG.replace(b"<path", b"<g/>" * 5001 + b"<path"), "more than 5000 shapes"),
        ("images/crest.svg", SVG.replace(b"0 0 2 1", b"0 0 0 1"), "not wider and higher"),
        ("images/crest.svg", SVG.replace(b"viewBox", b"height='0' viewBox"), "not wider and higher"),
        ("images/crest.svg", SVG.replace(b"<path", b'<g id="a"><use href="#b"/></g><use href="#a"/><path'), "<use>"),
        ("images/crest.svg", SVG.replace(b"<path", b'<use href="#a"/>' * 2501 + b'<g id="a"><g/></g><path'), "<use>"),
        ("images/crest.png", b"GIF89a", "no PNG"),
        ("images/crest.png", PNG[:16] + b"\x00\x01\x00\x00" + PNG[20:], "wider or higher"),
        ("images/crest.png", PNG.replace(b"\x78", b"\x79", 1), "damaged"),
        ("images/crest.png", png(data=b"no stream"), "damaged"),
        ("images/crest.png", png(data=zlib.compress(b"")), "damaged"),
        ("images/crest.png", png(depth=3), "damaged"),
        ("images/crest.png", png(colours=5), "damaged"),
        ("images/crest.png", PNG + b"\x00" * 600_000, "more than 512 KiB"),
        ("images/crest.jpg", b"\xff\xd8", "no .png or .svg"),
        ("images/none.png", None, "no such file"),
        ("../crest.png", PNG, "no such file"),
        ("https://example.org/crest.png", None, "no such file"),
    ],
)
def test_picture_that_letters_do_not_take_is_a_finding_at_its_place(
    root: Path, file: str, data: bytes | None, why: str
) -> None:
    text = (root / SETTINGS).read_text("utf-8")
    (root / SETTINGS).write_text(text.replace("images/crest.svg", file), "utf-8", newline="\n")
    if data is not None:
        (root / file).write_bytes(data)
    reseal(root)
    found = [each for each in made(root, "html").diagnostics if each.code == "picture-unusable"]
    assert [(each.location.path, why in each.message) for each in found] == [(SETTINGS, True)]
    line = text.split("images/crest.svg")[0].count("\n") + 1
    assert found[0].location.line == line
