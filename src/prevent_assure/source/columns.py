"""Corrections of where lines begin, and of texts in several lines."""

import re
from collections.abc import Iterator
from itertools import islice

from .corrections import HEADER, IN_BRACES, WORD, Correction, Page, indentation, named
from .places import Places

_NEAR = 60
"""How many lines above are looked at for where a line may belong."""
_DEPTHS = 6
"""How many columns are tried for a line."""


def _counted(number: int) -> str:
    return f"{number} space{'' if number == 1 else 's'}"


def _lines_named(first: int, last: int) -> str:
    return "this line" if first == last else f"this line and those to line {last + 1}"


# Tabs and hard spaces ------------------------------------------------------------------------------------------------

_ODD = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_INDENT = re.compile(rf"[ {_ODD}]*[{_ODD}][ {_ODD}]*")
_ODD_GAP = re.compile(rf"(?P<before> *(?:-[ {_ODD}]+)*(?:{WORD}[ {_ODD}]*:|-)) *[{_ODD}][ {_ODD}]*")
_WIDTHS = (2, 4, 8, 1)
"""How many spaces a tab may stand for."""


def blanks(page: Page, number: int) -> Iterator[Correction]:
    """A tab or a hard space where an ordinary space is needed, in one line or in several."""
    odd = [n for n, line in enumerate(page.lines) if _ODD_INDENT.match(line) or _ODD_GAP.match(line)]
    if not odd:
        return
    near = min(odd, key=lambda n: (abs(n - number), n))
    first = last = near
    while first - 1 in odd:
        first -= 1
    while last + 1 in odd:
        last += 1
    for begin, end in dict.fromkeys(((near, near), (first, last), (odd[0], odd[-1]))):
        for width in _WIDTHS:
            yield _blank(
                page, begin, end, tuple(with_plain_spaces(line, width) for line in page.lines[begin : end + 1])
            )
    for depth in _depths(page, near):
        found = _ODD_INDENT.match(page.lines[near])
        if found:
            yield _blank(page, near, near, (f"{' ' * depth}{page.lines[near][found.end() :]}",))


def with_plain_spaces(line: str, width: int) -> str:
    """Write ordinary spaces for tabs and hard spaces before a line's text and behind its key."""
    found = _ODD_INDENT.match(line)
    if found:
        line = "".join(" " * width if sign == "\t" else " " for sign in found[0]) + line[found.end() :]
    gap = _ODD_GAP.match(line)
    return f"{gap['before']} {line[gap.end() :]}" if gap else line


def _blank(page: Page, first: int, last: int, lines: tuple[str, ...]) -> Correction:
    line = page.lines[first]
    found = re.search(rf"[{_ODD}]", line)
    start = found.start() if found else 0
    what = "a tab" if found and found[0] == "\t" else "a hard space (one at which Word breaks no line)"
    begins = f"{_lines_named(first, last)} begin{'s' if first == last else ''} with {what}"
    message = f"{what} stands here" if line[:start].strip() else begins
    hint = "write ordinary spaces in its place, with the space bar"
    return Correction(first, last - first + 1, lines, start, start + 1, message, hint, 1 + (first != last))


# Lines too far to the left or right ----------------------------------------------------------------------------------


def _depths(page: Page, number: int) -> list[int]:
    """Say where a line may have to begin, the likeliest first: where those beside it do, above all that below."""
    own = indentation(page.lines[number])
    above = [indentation(page.lines[n]) for n in islice(page.above(number), _NEAR)]
    below = next((indentation(page.lines[n]) for n in range(number + 1, len(page.lines)) if not page.is_blank(n)), own)
    text = page.value(number)[1]
    # What a key alone stands over begins 2 further in; else what follows begins in the same column.
    beside = below - 2 if page.key(number) is not None and (not text or HEADER.match(text)) else below
    every = dict.fromkeys((max(0, beside), *above, *(depth + 2 for depth in above)))
    return sorted((depth for depth in every if depth != own), key=lambda depth: abs(depth - own))[:_DEPTHS]


def indents(page: Page, number: int) -> Iterator[Correction]:
    """A line that begins some spaces too far to the left or right, alone or with those that belong to it."""
    own = indentation(page.lines[number])
    ends = dict.fromkeys((number, page.end_of(number, own + 1), page.end_of(number, own)))
    for depth in _depths(page, number):
        for last in ends:
            yield moved(page, number, last, depth - own)


def moved(page: Page, first: int, last: int, by: int) -> Correction:
    """Move lines to the right, or with a negative number to the left."""
    lines = tuple(
        line if not line.strip() else f"{' ' * by}{line}" if by > 0 else line[min(-by, indentation(line)) :]
        for line in page.lines[first : last + 1]
    )
    own = indentation(page.lines[first])
    verb, side = "begins" if first == last else "begin", "left" if by > 0 else "right"
    message = f"{_lines_named(first, last)} {verb} {_counted(abs(by))} too far to the {side}"
    hint = f"begin it with {_counted(own + by)}" if own + by else "begin it at the very left, without a space"
    if first != last:
        hint = f"{'put' if by > 0 else 'take'} {_counted(abs(by))} {'before' if by > 0 else 'from'} each of these lines"
    cost = abs(by) + 3 * (first != last)
    return Correction(first, last - first + 1, lines, 0, max(1, own), message, hint, cost)


# Texts in several lines ----------------------------------------------------------------------------------------------

_INNER = "begin it on the line below, 2 spaces further in"


def blocks(page: Page, number: int) -> Iterator[Correction]:
    """A text on the line of its `|-`, and a list on the line of its key."""
    start, text = page.value(number)
    line = page.lines[number]
    if page.key(number) is None:
        return
    inner, place = " " * (indentation(line) + 2), (start, start + len(text))
    found = re.match(r"([|>])[-+0-9]*+[ \t]*+(?=[^\s#])", text)
    if found:
        message = f"the text begins on the line of its `{found[0].strip()}`"
        yield page.one(number, f"{line[:start]}|-\n{inner}{text[found.end() :]}", message, _INNER, place, cost=1)
    if text.startswith("- "):
        message = "a list begins on the line of its key"
        yield page.one(number, f"{line[:start].rstrip()}\n{inner}{text}", message, _INNER, place, cost=3)


def texts(page: Page, number: int) -> Iterator[Correction]:
    """Lines of a text that begin too far to the left."""
    head = next((n for n in page.above(number) if page.is_entry(n)), None)
    if head is None or page.is_entry(number):
        return
    own, first = indentation(page.lines[head]), head + 1
    inner = [indentation(page.lines[n]) for n in range(first, number) if page.lines[n].strip()]
    depth = inner[0] if inner and inner[0] > own else own + 2
    last = number
    for n in range(number + 1, len(page.lines)):
        if page.is_entry(n) or (page.lines[n].strip() and indentation(page.lines[n]) >= depth):
            break
        last = n if page.lines[n].strip() else last
    lines = tuple(f"{' ' * depth}{line.lstrip()}" if line.strip() else line for line in page.lines[number : last + 1])
    if page.is_new_item(number, head):
        return
    one = number == last
    belong, begin = ("belongs", "begins") if one else ("belong", "begin")
    message = f"{_lines_named(number, last)} {belong} to the text above, and {begin} too far to the left"
    hint = f"begin {'it' if one else 'each of them'} with {_counted(depth)}, as the text above"
    end = max(1, len(page.lines[number].rstrip()))
    yield Correction(number, last - number + 1, lines, 0, end, message, hint, 2)


def unblocked(page: Page, number: int) -> Iterator[Correction]:
    """A text of several lines without the `|-` that it needs."""
    for head in (number, *islice(page.above(number), _NEAR)):
        text = page.value(head)[1]
        if page.key(head) is not None and not HEADER.match(text) and not IN_BRACES.match(text):
            depth = indentation(page.lines[head])
            below = range(head + 1, page.end_of(head, depth + 1) + 1)
            if number <= below.stop - 1 and not any(page.key(n) and page.is_entry(n) for n in below):
                yield _as_block(page, head)
        if page.is_entry(head) and head != number:
            return


def _as_block(page: Page, head: int) -> Correction:
    start, text = page.value(head)
    line = page.lines[head]
    depth = indentation(line)
    rest = page.lines[head + 1 : page.end_of(head, depth + 1) + 1]
    inner = min((indentation(one) for one in rest if one.strip()), default=depth + 2)
    lines = (f"{line[:start].rstrip()} |-", *([f"{' ' * inner}{text}"] if text else []), *rest)
    message = "this text needs `|-` before it, which holds its lines together"
    hint = f"write `{named(page.key(head) or '')}: |-`, and the whole text on the lines below it"
    return Correction(head, 1 + len(rest), lines, depth, len(line.rstrip()), message, hint, 4)


def as_block(places: Places, start: int) -> tuple[str, ...]:
    """Give the lines of a text that begins behind its key or below it with the `|-` that it lacks; else nothing."""
    page, number = Page(places.lines), places.at(start)[0] - 1
    if page.key(number) is None:
        return ()
    if page.value(number)[1].startswith(">"):
        page.lines[number] = re.sub(r">[-+0-9]*", "", page.lines[number], count=1)
    return _as_block(page, number).lines


def strays(page: Page, number: int) -> Iterator[Correction]:
    """A line that belongs to nothing."""
    line = page.lines[number]
    if not page.is_entry(number) and line.strip()[:1] not in "[]{}\"'":
        message = "this line belongs to nothing: there is no word with a colon before it, and no text above it goes on"
        hint = "take it away, or write it into a text; a remark that nobody is to print begins with `# `"
        yield page.one(number, f"{' ' * indentation(line)}# {line.strip()}", message, hint, cost=100)
