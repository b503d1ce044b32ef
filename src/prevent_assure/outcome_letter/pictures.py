"""Pictures that a letter may bear, letterhead and signature: PNG, or SVG in which nothing runs, is fetched or is text.

An SVG is taken by an allow-list: shapes, gradients and clips. Text in it would depend on fonts, be read by nobody who
does not see, and get past the search for names; it is to be turned into outlines, or to be the alternative text.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET  # what it would expand is refused before it is read

_KIB = 1024
LARGEST = 512 * _KIB
_MOST_PIXELS = 4000
_MOST_SHAPES = 5000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DAMAGED = "it is a damaged PNG picture: save it anew"
_DEPTHS = frozenset({1, 2, 4, 8, 16})
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many values a pixel has, by the kind of its colours."""
_INTERLACED = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column and row of each pass of an interlaced PNG, and the steps to the next ones."""
_SHAPES = frozenset({
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "metadata",
})  # fmt: skip
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = frozenset({"href", "{http://www.w3.org/1999/xlink}href"})
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:|data:", re.IGNORECASE)
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)")
_SIZE = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_UNKNOWN_SIZE = (3.0, 1.0)


class BadPictureError(ValueError):
    """A picture that letters do not take; the message says why."""


def kind_of(name: str) -> str | None:
    """Tell the kind of a picture by its file's name; None where it is none that letters take."""
    suffix = name.rpartition(".")[2].lower()
    return suffix if suffix in {"png", "svg"} else None


def checked(data: bytes, kind: str) -> bytes:
    """Give a picture back if a letter may bear it.

    Args:
        data: The file.
        kind: `png` or `svg`.

    Returns:
        The same bytes.

    Raises:
        BadPictureError: If it is too large, is none, or could do harm.
    """
    if len(data) > LARGEST:
        msg = f"it has more than {LARGEST // _KIB} KiB"
        raise BadPictureError(msg)
    if kind == "png":
        width, height = _png_size(data)
        if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
            msg = f"it is wider or higher than {_MOST_PIXELS} pixels"
            raise BadPictureError(msg)
        _check_png(data, width, height)
    else:
        _check_svg(data)
    return data


def shape_of(data: bytes, kind: str) -> tuple[float, float]:
    """Give width and height of a picture, in whatever unit it has."""
    if kind == "png":
        return _png_size(data)
    root = ET.fromstring(data)  # noqa: S314 - checked before
    box = [float(each) for each in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", root.get("viewBox", ""))]
    found = [_NUMBER.match(root.get(name, "")) for name in ("width", "height")]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:  # noqa: PLR2004 - x, y, width and height
        return box[2], box[3]
    sizes = [float(each[1]) for each in found if each is not None]
    return (sizes[0], sizes[1]) if len(sizes) == 2 and all(sizes) else _UNKNOWN_SIZE  # noqa: PLR2004 - both


def _png_size(data: bytes) -> tuple[int, int]:
    if not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR" or b"IEND" not in data[-12:]:
        msg = "it is no PNG picture"
        raise BadPictureError(msg)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _check_png(data: bytes, width: int, height: int) -> None:
    """Read a PNG as programs that show it do: a damaged one would keep the letter from being written."""
    at, packed = len(_SIGNATURE), b""
    while at < len(data):
        length = int.from_bytes(data[at : at + 4])
        chunk, end = data[at + 4 : at + 8 + length], at + 12 + length
        if zlib.crc32(chunk) != int.from_bytes(data[end - 4 : end]) or end > len(data):
            raise BadPictureError(_DAMAGED)
        packed += chunk[4:] if chunk.startswith(b"IDAT") else b""
        at = end
    depth, colours, *_, interlaced = data[24:29]
    bits = depth * _CHANNELS.get(colours, 0)
    whole = sum(rows * (1 + (bits * columns + 7) // 8) for columns, rows in _passes(width, height, interlaced))
    try:
        unpacked = len(zlib.decompressobj().decompress(packed, whole)) if whole else 0
    except zlib.error:
        unpacked = 0
    if not bits or depth not in _DEPTHS or unpacked < whole:
        raise BadPictureError(_DAMAGED)


def _passes(width: int, height: int, interlaced: int) -> Iterator[tuple[int, int]]:
    """Give the columns and rows of each pass in which a PNG has its lines."""
    steps = _INTERLACED if interlaced else ((0, 0, 1, 1),)
    for x, y, across, down in steps:
        columns, rows = -((x - width) // across), -((y - height) // down)
        if columns > 0 and rows > 0:
            yield columns, rows


def _check_svg(data: bytes) -> None:
    if _DECLARED.search(data) or b"<!" in data.replace(b"<!--", b""):
        msg = "it declares a document type or entities"
        raise BadPictureError(msg)
    try:
        root = ET.fromstring(data.decode("utf-8-sig"))  # noqa: S314 - nothing in it is declared
    except (ET.ParseError, UnicodeDecodeError, ValueError, RecursionError):
        msg = "it is no SVG picture in UTF-8"
        raise BadPictureError(msg) from None
    if root.tag != f"{_SVG}svg":
        msg = "it is no SVG picture"
        raise BadPictureError(msg)
    for number, element in enumerate(root.iter()):
        if number > _MOST_SHAPES:
            msg = f"it has more than {_MOST_SHAPES} shapes"
            raise BadPictureError(msg)
        _check_shape(element)
    _check_size(root)
    _check_uses(root)


def _check_size(root: ET.Element) -> None:
    box, given = root.get("viewBox"), [root.get(name, "") for name in ("width", "height")]
    sizes = [] if box is None else [*_SIZE.findall(box), "0", "0", "0", "0"][2:4]
    sizes += [found[0] for each in given if (found := _SIZE.match(each.strip())) is not None]
    if not all(float(each) > 0 for each in sizes):
        msg = "it is not wider and higher than nothing: mend its `viewBox`, `width` and `height`"
        raise BadPictureError(msg)


def _check_uses(root: ET.Element) -> None:
    """Refuse what draws itself again and again by a few lines."""
    named = {element.get("id", ""): element for element in root.iter()}
    shapes = {name: sum(1 for _ in element.iter()) for name, element in named.items()}
    drawn = 0
    for element in root.iter(f"{_SVG}use"):
        name = next((element.get(key, "") for key in sorted(_HREFS) if element.get(key)), "").removeprefix("#")
        drawn += shapes.get(name, 0)
        if drawn > _MOST_SHAPES or (name in named and next(named[name].iter(f"{_SVG}use"), None) is not None):
            msg = f"its <use> leads to another, or it shows more than {_MOST_SHAPES} shapes"
            raise BadPictureError(msg)


def _check_shape(element: ET.Element) -> None:
    name = str(element.tag).removeprefix(_SVG)
    if name not in _SHAPES:
        msg = f"it has <{name.rpartition('}')[2][:30]}>, and letters take shapes alone"
        raise BadPictureError(msg)
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on") or (key in _HREFS and not value.startswith("#")) or _FETCHES.search(value):
            msg = f"its <{name}> runs or fetches something (`{plain[:30]}`)"
            raise BadPictureError(msg)
