"""Blocks, `|` and `>`, as they stand in a usual file, and how lines are folded; for `usual`."""

from collections.abc import Sequence

from .line import UnusualError


def read_block(lines: list[str], at: int, indent: int, head: str) -> tuple[str, int]:
    """Read a block.

    Args:
        lines: The lines of the file.
        at: The number of the first line behind the block's head, from 0.
        indent: How far the group or list is indented that the block stands in.
        head: How the block begins: `|`, `|-`, `>` or `>-`.

    Returns:
        The text, and the number of the first line behind it.

    Raises:
        UnusualError: If there is anything unusual in it.
    """
    count = len(lines)
    body: list[str] = []
    while at < count and not lines[at]:
        body.append("")
        at += 1
    first = lines[at] if at < count else ""
    margin = len(first) - len(first.lstrip(" "))
    if not indent < margin < len(first):
        raise UnusualError
    prefix = first[:margin]
    while at < count:
        line = lines[at]
        if line.startswith(prefix):
            body.append(line[margin:])
        elif line.strip(" "):
            break
        else:
            body.append("")
        at += 1
    end = at
    while not body[-1]:
        body.pop()
        end -= 1
    if body[-1].isspace():
        raise UnusualError
    text = "\n".join(body) if head[0] == "|" else _folded_block(body)
    # A last line without an end has none to keep.
    return (f"{text}\n" if head[-1] != "-" and end < count else text), at


def _folded_block(body: list[str]) -> str:
    if not body[0] or any(line[0] == " " for line in body if line):
        raise UnusualError
    return folded(body[0], body[1:])


def folded(first: str, more: Sequence[str]) -> str:
    """Fold lines into a text: a line end becomes a space, each empty line a line end.

    Args:
        first: The first line.
        more: The others, without spaces around them; the last may be empty and still ends a line.

    Returns:
        The text.
    """
    parts, breaks = [first], 0
    for number, line in enumerate(more, 1):
        if line or number == len(more):
            parts += ("\n" * breaks or " ", line)
            breaks = 0
        else:
            breaks += 1
    return "".join(parts)
