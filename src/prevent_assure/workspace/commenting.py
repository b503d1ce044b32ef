"""Turning what stands at places of a file into comments: nothing is lost, and nothing else changes."""

import codecs
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from prevent_assure.diagnostics import Route
from prevent_assure.source import Document, SourceError, read

from .editing import REMOVED, EditRefused, edit
from .splicing import line_end_at

WIDTH = 100
"""Columns of a note."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def comment_out(data: bytes, notes: Mapping[Route, str]) -> bytes:
    """Turn members of groups into comments.

    Args:
        data: The file's bytes.
        notes: For the way to each member the note that is to stand above it.

    Returns:
        The bytes, in which these members stand as comments only.

    Raises:
        EditRefused: If one of them cannot be taken out in place.
        SourceError: If the bytes are no YAML.
    """
    for route, note in notes.items():
        data = _one(data, route, note)
        try:
            read(data)
        except SourceError as error:
            raise _in_braces(route) from error
    return data


def _in_braces(route: Route) -> EditRefused:
    shown = ".".join(map(str, route))
    return EditRefused(
        f"`{shown}` stands in braces in such a way that it cannot be turned into a comment; write each key under"
        f" `{route[0]}` on a line of its own, without `{{`, `}}` and commas, and run this again"
    )


def without_hint(data: bytes, key: str) -> bytes:
    """Take out the hint that a new file has for a key of its top level, once the key is written.

    The hint is two comments: what to do, and the line with its `#`. Where somebody has changed them, they stay.
    """
    hint = rb"(?m)^# [^\r\n]*remove the # of the next line[^\r\n]*\r?\n# %b: [^\r\n]*YEAR-MONTH-DAY[^\r\n]*(?:\r?\n|\Z)"
    return re.sub(hint % re.escape(key.encode()), b"", data)


def comment_above(data: bytes, route: Route, comments: str) -> bytes:
    """Put comments above the line that a key of the file's top level stands in.

    Args:
        data: The file's bytes.
        route: The way to the key.
        comments: Lines that are all comments.

    Returns:
        The bytes with the comments; unchanged where there is no such key.

    Raises:
        SourceError: If the bytes are no YAML.
    """
    document = read(data)
    if document.span(route) is None:
        return data
    text = document.text
    at = text.rfind("\n", 0, document.locate(route, key=True).start) + 1
    above = line_end_at(text, at).join([*comments.split("\n"), "", ""]) if comments else ""
    return _marked(document, text[:at] + above + text[at:])


def _one(data: bytes, route: Route, note: str) -> bytes:
    document = read(data)
    key, value = document.locate(route, key=True), document.span(route)
    if value is None or not isinstance(route[-1], str):
        return data
    text = document.text
    line = text.rfind("\n", 0, key.start) + 1
    indent = text[line : key.start]
    end = _end_of_line(text, max(value.end, key.end))
    if indent.strip(" ") or _shares_braces(document, route, text[max(value.end, key.end) : end]):
        return _out_of_a_line(data, document, route, note)
    old = text[line:end]
    new = _comments(_lines(old), indent, note, line_end_at(text, line))
    left = text[:line] + new + text[end:]
    if len(_at(document, route[:-1])) == 1:
        left = _emptied(left, document, route[:-1])
    return _marked(document, left)


def _shares_braces(document: Document, route: Route, behind: str) -> bool:
    """Tell whether a member that begins a line in braces is their only one, or has not all of its lines to itself."""
    group = document.span(route[:-1])
    if group is None or document.text[group.start : group.start + 1] != "{":
        return False
    return len(_at(document, route[:-1])) == 1 or not re.fullmatch(r",?\s*(?:#.*)?\s*", behind)


def _out_of_a_line(data: bytes, document: Document, route: Route, note: str) -> bytes:
    """Take a member out of a group in braces, and put it as a comment above the line that the group begins in."""
    key, value = document.locate(route, key=True), document.span(route)
    assert value is not None  # noqa: S101 - looked at before
    text = document.text
    old = text[key.start : max(value.end, key.end)]
    top = route[:-1]
    while top and not _begins_a_line(document, top):
        top = top[:-1]
    at = text.rfind("\n", 0, document.locate(top, key=True).start) + 1
    indent = re.match(" *", text[at:])
    assert indent is not None  # noqa: S101 - it matches anything
    comments = _comments(_lines(old), indent[0], note, line_end_at(text, at))
    removed = read(edit(data, {route: REMOVED})).text
    if not removed.startswith(text[:at]):
        raise _in_braces(route)
    return _marked(document, removed[:at] + comments + removed[at:])


def _begins_a_line(document: Document, route: Route) -> bool:
    start = document.locate(route, key=True).start
    line = document.text.rfind("\n", 0, start) + 1
    return not document.text[line:start].strip(" ")


def _comments(lines: Sequence[str], indent: str, note: str, newline: str) -> str:
    width = max(WIDTH - len(indent) - 2, len(indent))
    told = textwrap.wrap(note, width, break_long_words=False, break_on_hyphens=False)
    comments = [f"{indent}# {line}{newline}" for line in told]
    for line in lines:
        bare = line.rstrip("\r\n")
        rest = bare[len(indent) :] if bare.startswith(indent) else bare.lstrip(" ")
        comments.append(f"{indent}# {rest}".rstrip() + (line[len(bare) :] or newline))
    return "".join(comments)


def _emptied(text: str, document: Document, parent: Route) -> str:
    """Write `{}` behind the key of a group whose only member has become a comment."""
    key = document.locate(parent, key=True)
    colon = text.index(":", key.end)
    return f"{text[: colon + 1]} {{}}{text[colon + 1 :]}"


def _lines(text: str) -> list[str]:
    return [line for line in _LINE.findall(text) if line]


def _end_of_line(text: str, index: int) -> int:
    found = _LINE.match(text, index)
    return found.end() if found is not None else len(text)


def _at(document: Document, route: Route) -> Mapping[str, object]:
    here = document.data
    for step in route:
        here = here[step]
    return here if isinstance(here, dict) else {}


def _marked(document: Document, text: str) -> bytes:
    return (codecs.BOM_UTF8 if document.marked else b"") + text.encode()


COMMENT_WIDTH = 100
"""Columns of a comment, its indentation among them."""
LONGEST = 4000
"""Characters of one text; what is longer is cut, and said to be."""

_ALLOWED = frozenset("\t\u200c\u200d\u200e\u200f")
_BULLET = re.compile(r"\s*[-*\u2022]\s")
_LEAST = 40


class Comment(str):
    """Whole lines of a YAML file that are all comments, without the last line end."""

    __slots__ = ()


def comment(text: str, indent: int = 0, label: str = "") -> Comment:
    """Write a text as a comment.

    Args:
        text: The text; a blank line parts paragraphs, `-`, `*` or a bullet begins an item.
        indent: The column, from 0.
        label: What stands before the text, as in `Summary:`; the text's further lines are indented behind it.

    Returns:
        The lines.
    """
    head = " " * max(indent, 0) + "#"
    width = max(COMMENT_WIDTH - len(head) - 1, _LEAST)
    first = f"{_plain(label).rstrip()} " if label else ""
    margin = " " * (len(first) - len(first.lstrip()) + 2) if label else ""
    lines: list[str] = []
    for paragraph in _paragraphs(_cut(text)):
        lines += [*([""] if lines else []), *_wrapped(paragraph, width, margin, "" if lines else first)]
    lines = lines or [first]
    return Comment("\n".join(f"{head} {line}".rstrip() for line in lines))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}... (cut here: it is longer)"


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Part a text into paragraphs, and these into items."""
    items: list[str] = []
    for line in text.splitlines():
        plain = _plain(line)
        if not plain.strip():
            if items:
                yield items
            items = []
        elif not items or _BULLET.match(plain):
            items.append(plain.rstrip())
        else:
            items[-1] = f"{items[-1]} {plain.strip()}"
    if items:
        yield items


def _plain(line: str) -> str:
    """Show what neither a file of this project may hold nor a terminal should be sent."""
    shown = "".join(
        each if each.isprintable() or each in _ALLOWED else each.encode("unicode_escape").decode() for each in line
    )
    return shown.replace("\t", " ")


def _wrapped(items: list[str], width: int, margin: str, first: str) -> Iterator[str]:
    """Give a paragraph's lines; the first behind its label where it is no bullet."""
    if first and _BULLET.match(items[0]):
        yield first
        first = ""
    for item in items:
        bullet = _BULLET.match(item) is not None
        start = margin + (item[: len(item) - len(item.lstrip())][:4] if bullet else "")
        hanging = start + ("  " if bullet else "")
        yield from textwrap.wrap(
            item.strip(), width, initial_indent=first or start, subsequent_indent=hanging, break_on_hyphens=False
        )
        first = ""
