"""The first pass: a file as files usually are, without the places of what stands in it.

Most files have nothing to report, and where nothing is reported no place is needed. So this pass makes data and
nothing else, line by line, in less than half the time that the parser's events take. It knows only what people and
programs usually write: groups and lists by indentation, texts on one line, in quotes, in a block or going on below,
brackets. It judges nothing: at whatever is not entirely usual it gives up, and `reading` reads the file
with all care. What it does give is what `reading` would give.
"""

from typing import Any

from .decoding import INVISIBLE_CHARACTERS
from .flow import read_flow
from .folded import read_block
from .limits import NODES, TEXT_LENGTH
from .line import BLOCK, COMMENT, FLOW, KNOWN, OPENING, OTHER, PLAIN, UnusualError, line_of
from .quoted import read_quoted
from .scalars import NumberRefusedError
from .values import perhaps_cut

_LENGTH = 128 * 1024
"""The longest text that is tried, in characters: a hostile file is not to be read twice."""
_DEPTH = 12
"""The most groups and lists in one another that are tried."""


def read_usual(text: str) -> list[Any] | None:
    """Read a file that has nothing unusual in it.

    Args:
        text: The file's text.

    Returns:
        A list of one item, the file's data; None where there is anything that has to be looked at more closely.
    """
    if len(text) > _LENGTH or "\t" in text:
        return None
    if perhaps_cut(text) or any(each in text for each in INVISIBLE_CHARACTERS):
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    # Each line has at most a list's item, a key and a value of its own, and brackets a key and a value for each comma.
    if "\r" in text or 4 * len(lines) + 3 * text.count(",") > NODES:
        return None
    if len(text) > TEXT_LENGTH and max(map(len, lines)) > TEXT_LENGTH:
        return None
    try:
        content = _read(lines, 1 if lines[0].rstrip(" ") == "---" else 0)
    except (UnusualError, NumberRefusedError, MemoryError):
        return None
    return [content] if content else None


def _read(lines: list[str], at: int) -> dict[str, Any]:  # noqa: C901, PLR0912, PLR0915 - a hot path, as in `reading`
    """Read lines, from one on. Each says by how far it is indented which group or list it belongs to."""
    content: dict[str, Any] = {}
    container: Any = content
    indent = 0
    around: list[tuple[int, Any]] = []
    opening: str | None = None  # a key whose value may stand below
    plain: str | None = None  # a text that may go on below,
    slot: Any = 0  # where it stands
    last = 0  # and the line behind it
    known = KNOWN
    count = len(lines)
    while at < count:
        line = lines[at]
        at += 1
        if not line:
            continue
        depth, item, key, kind, value, raw = known.get(line) or line_of(line)
        if kind == COMMENT:
            if line.strip(" "):
                plain = None
            continue
        if depth > indent or (item and opening is not None and depth == indent):
            if opening is None:
                goes_on = line.strip(" ")
                if plain is None or " #" in goes_on or ": " in goes_on or goes_on[-1] == ":":
                    raise UnusualError
                plain += ("\n" * (at - 1 - last) or " ") + goes_on
                if len(plain) > TEXT_LENGTH:
                    raise UnusualError
                container[slot] = plain
                last = at
                continue
            if len(around) > _DEPTH:
                raise UnusualError
            around.append((indent, container))
            container[opening] = container = [] if item else {}
            indent = depth
        elif depth < indent:
            while depth < indent:
                indent, container = around.pop()
            if depth != indent:
                raise UnusualError
        opening = plain = None
        if item:
            if type(container) is not list:
                raise UnusualError
            slot = -1
            if key is not None:
                around.append((indent, container))
                indent = item
                container.append({})
                container = container[-1]
            else:
                container.append(None)
        elif type(container) is list:
            # Its list is not indented further than the key above it.
            if around[-1][0] != indent:
                raise UnusualError
            container = around.pop()[1]
        if key is not None:
            if key in container:
                raise UnusualError
            slot = key
        if kind == PLAIN:
            container[slot] = value
            plain = raw
            last = at
        elif kind == OPENING:
            container[slot] = None
            opening = key
        elif kind == OTHER:
            raise UnusualError
        elif kind == FLOW:
            container[slot], at = read_flow(lines, at, indent, value)
        else:
            text, at = (read_block if kind == BLOCK else read_quoted)(lines, at, indent, value)
            if len(text) > TEXT_LENGTH:
                raise UnusualError
            container[slot] = text
    return content
