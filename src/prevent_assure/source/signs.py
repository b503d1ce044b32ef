"""Corrections of single signs: colons, commas, brackets, quotation marks and the hyphens of lists."""

import re
from collections.abc import Iterator
from itertools import islice

from .corrections import ENTRY, HEADER, IN_BRACES, ITEM, WORD, Correction, Page, indentation, named, without_comment

_FAR, _NEAR = 400, 20
"""How many lines above are looked at for what is not closed there, and for where an item begins."""

# A colon -------------------------------------------------------------------------------------------------------------

_UNSPACED = re.compile(rf"(?P<before> *(?:- +)*)(?P<key>{WORD}):(?P<text>[^\s:/].*)$")
_NO_COLON = re.compile(
    rf"(?P<before> *(?:- +)*)(?P<key>{WORD})(?P<sign> *[=;\uff1a\u2013\u2014] *| +-+ +|:;|[.,] +| +|$)"
)
_SECOND = re.compile(rf"(?<=\S) +({WORD}): ")


def colons(page: Page, number: int) -> Iterator[Correction]:
    """A colon without a space behind it, none, another sign in its place, or two entries on one line."""
    line = page.lines[number]
    unspaced = _UNSPACED.match(line)
    if unspaced:
        key, text = named(unspaced["key"]), unspaced.start("text")
        message, hint = "there is no space behind this colon", f"write `{key}: ...`, with a space behind the colon"
        yield page.one(number, f"{line[:text]} {line[text:]}", message, hint, (unspaced.start("key"), text))
    bare = _NO_COLON.match(line)
    if bare and (bare["key"] in page.keys or _is_like_a_key(page, number, bare)):
        key, rest, sign = named(bare["key"]), line[bare.end() :], bare["sign"].strip()
        message = f"`{sign}` stands behind `{key}` in place of a colon" if sign else f"there is no colon behind `{key}`"
        hint = f"write `{key}: ...`, with a space behind the colon" if rest else f"write `{key}:`"
        yield page.one(number, f"{line[: bare.end('key')]}: {rest}".rstrip(), message, hint, bare.span("key"))
    first = ENTRY.match(line)
    for second in _SECOND.finditer(line, page.value(number)[0]):
        if first and second[1] in page.keys:
            parted = f"{line[: second.start()]}\n{' ' * len(first['before'])}{line[second.start(1) :]}"
            message = f"`{named(first['key'])}` and `{named(second[1])}` stand on one line"
            yield page.one(number, parted, message, f"begin a new line before `{named(second[1])}:`", second.span(1))


def _is_like_a_key(page: Page, number: int, bare: re.Match[str]) -> bool:
    """Tell whether a word stands over something that begins further in, or before one word with keys beside it."""
    below = next((n for n in range(number + 1, len(page.lines)) if not page.is_blank(n)), None)
    if below is None or not page.is_entry(below):
        return False
    rest, here = page.lines[number][bare.end() :].split(), indentation(page.lines[number])
    return not rest or (len(rest) == 1 and indentation(page.lines[below]) == here and page.key(below) is not None)


# Quotation marks -----------------------------------------------------------------------------------------------------

_OPENING, _CLOSING = "\"'\u201c\u201e\u2018", "\"'\u201d\u201c\u2019"
_WHOLE = r"(?P<mark>[\"'])(?!(?:(?!(?P=mark)).)*(?P=mark) +[^\s,}\]#])"
"""A quotation mark, unless the text goes on behind the one that closes."""
_INSIDE = re.compile(rf"{WORD}: (?P<text>(?!\s|[\[{{]|{_WHOLE}).+?)(?=, {WORD}: |[}}\]]+ *(?:#|$)|$)")
_CURLY = "curly quotation marks do not hold a text together", 'write straight ones, `"`, in their place'
_APOSTROPHE = (
    "an apostrophe ends this text, since it stands between single quotation marks",
    "write `\"` before and behind the text in place of `'`",
)
_BACKSLASH = (
    "a `\\` between double quotation marks has a meaning of its own",
    "write `'` before and behind the text in place of `\"`",
)
_AFTER_QUOTES = "the quotation marks close before the text ends", "write `'` before and behind the whole text"


def quoted(text: str) -> str:
    """Put a text between quotation marks that hold all that stands in it."""
    inner = text
    if len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING:
        inner = text[1:-1]
    elif text.count('"') == 1:
        inner = text.strip('"')
    if '"' not in inner and "\\" not in inner:
        return f'"{inner}"'
    return "'{}'".format(inner.replace("''", "'").replace("'", "''"))


def in_quotes(line: str) -> tuple[str, ...]:
    """Give a line with all behind its key between quotation marks; nothing where it holds more than one text."""
    found = ENTRY.match(line) or ITEM.match(line)
    text = line[found.end() :].strip() if found else ""
    if found is None or not text or text[0] in "[{|>\"'":
        return ()
    return (f"{line[: found.end()].rstrip()} {quoted(text)}",)


def quotes(page: Page, number: int) -> Iterator[Correction]:
    """A text that must stand between quotation marks, or whose quotation marks end before it does."""
    start, text = page.value(number)
    line, key = page.lines[number], page.key(number)
    inside = _INSIDE.finditer(line, start) if text[:1] in {"{", "["} else ()
    for found in inside:
        yield _quoted(page, number, found.span("text"), "", cost=2)
    if text and not text.strip("?"):
        message, hint = "a `?` alone cannot stand here", "take this line out until it is known"
        yield Correction(number, 1, (), start, start + len(text), message, hint, 1)
    # A group in braces is meant as one; only a text may begin with a bracket.
    if text and not HEADER.match(text) and not (IN_BRACES.match(text) or re.match(r"\[.*\]$|\[\{", text)):
        before = f"{named(key)}: " if key else "- " if page.is_item(number) else ""
        at = line.find(text, start)
        yield _quoted(page, number, (at, at + len(text)), before, cost=2)


def _quoted(page: Page, number: int, span: tuple[int, int], before: str, *, cost: int) -> Correction:
    line = page.lines[number]
    text = line[slice(*span)]
    new = quoted(text)
    message, hint = _why_quoted(text)
    hint = hint or f"put the text between quotation marks: `{before}{new[0]}...{new[0]}`"
    colon = re.search(r":(?= |$)", text)
    place = (span[0] + colon.start(), span[0] + colon.end()) if colon and text[0] not in _OPENING else span
    return page.one(number, f"{line[: span[0]]}{new}{line[span[1] :]}", message, hint, place, cost=cost)


def _why_quoted(text: str) -> tuple[str, str]:
    first = text[0]
    if first in "\u201c\u201e\u2018":
        return _CURLY
    if first == "'":
        return _APOSTROPHE
    if first == '"':
        return _BACKSLASH if "\\" in text else _AFTER_QUOTES
    if first in "@`%&*!|>[{?-,":
        return f"a text that begins with {'a backtick' if first == '`' else f'`{first}`'} needs quotation marks", ""
    if re.search(r":(?: |$)", text):
        return "there is a colon in this text, and so it needs quotation marks", ""
    return "this text needs quotation marks here", ""


# What is not closed --------------------------------------------------------------------------------------------------

_UNCLOSED = "the quotation mark that opens here is not closed"
_PAIRS = {"[": "]", "{": "}", "]": "[", "}": "{"}
_TEXTS = re.compile(r"\"[^\"]*\"|(?<=[\s,\[{:])'[^']*'")
_WHOLE_TEXT_INSIDE = re.compile(r"\"[^\"]*\"(?=\s*[,\]}:])")


def unclosed(page: Page, number: int) -> Iterator[Correction]:
    """A quotation mark or bracket that opens here or above, and is not closed."""
    for line in range(number, max(-1, number - _FAR), -1):
        yield from _unclosed_quote(page, line)
        yield from _unclosed_inside(page, line)
        yield from _brackets(page, line)


def _unclosed_quote(page: Page, number: int) -> Iterator[Correction]:
    start, text = page.value(number)
    mark = text[:1]
    if mark not in {'"', "'"} or re.search(rf"(?<!\\){mark}", text[1:].replace("''", "")):
        return
    last = page.end_of(number, 1, entries=False)
    for end in dict.fromkeys((number, *range(last, number, -1))):
        closed, comment = without_comment(page.lines[end].rstrip())
        lines = (*page.lines[number:end], f"{closed}{mark}{comment}")
        hint = f"write `{mark}` at the end of the text"
        yield Correction(number, end - number + 1, lines, start, start + 1, _UNCLOSED, hint, 1)


def _unclosed_inside(page: Page, number: int) -> Iterator[Correction]:
    """A quotation mark that opens between brackets."""
    line = page.lines[number]
    if '"' not in line or not re.search(r"[\[{]", line):
        return
    bare = _WHOLE_TEXT_INSIDE.sub(lambda found: " " * len(found[0]), line)
    opened = re.search(r"(?<=[\[{,:] )\"|(?<=[\[{,])\"", bare)
    for end in re.finditer(rf"(?=, *{WORD}: )|(?=, *\")|(?=[\]}}]+ *$)|$", line[opened.end() :]) if opened else ():
        at = (opened.end() if opened else 0) + end.start()
        place = opened.span() if opened else None
        yield page.one(number, f'{line[:at]}"{line[at:]}', _UNCLOSED, 'write `"` at the end of the text', place)


def _left_open(line: str) -> list[tuple[int, str]]:
    """Find the brackets of a line that have no other, leaving out those between quotation marks."""
    left: list[tuple[int, str]] = []
    for found in re.finditer(r"[\[\]{}]", _TEXTS.sub(lambda text: " " * len(text[0]), line)):
        if found[0] in "]}" and left and left[-1][1] == _PAIRS[found[0]]:
            left.pop()
        else:
            left.append((found.start(), found[0]))
    return left


def _brackets(page: Page, number: int) -> Iterator[Correction]:
    line = page.lines[number]
    left = _left_open(line)
    if not left:
        return
    body, comment = without_comment(line.rstrip())
    (at, opening), (last, closing) = left[0], left[-1]
    if all(sign in "[{" for _, sign in left):
        missing = "".join(_PAIRS[sign] for _, sign in reversed(left))
        message, hint = f"the `{opening}` that opens here is not closed", f"write `{missing}` at the end"
        yield page.one(number, f"{body}{missing}{comment}", message, hint, (at, at + 1))
    elif len(left) == 1:
        start, text = page.value(number)
        if text[:1] not in {"[", "{", '"', "'"}:
            message = f"a `{_PAIRS[closing]}` is missing here, which the `{closing}` at the end would close"
            hint = f"write `{_PAIRS[closing]}` before the text"
            yield page.one(number, f"{line[:start]}{_PAIRS[closing]}{line[start:]}", message, hint, (start, start + 1))
        message = f"there is a `{closing}` too many"
        yield page.one(number, f"{line[:last]}{line[last + 1 :]}", message, "take it away", (last, last + 1))
    elif opening in "[{" and closing in "]}":
        right = _PAIRS[opening]
        message = f"`{closing}` stands here, and what it is to close was opened by `{opening}`"
        yield page.one(number, f"{line[:last]}{right}{line[last + 1 :]}", message, f"write `{right}`", (last, last + 1))


def commas(page: Page, number: int) -> Iterator[Correction]:
    """A comma that is missing between brackets, or doubled."""
    line = page.lines[number]
    inside = re.search(r"[\[{]", line)
    if inside is None:
        return
    for found in re.compile(rf"(?<=[^\s,{{\[:-])( +){WORD}: ").finditer(line, inside.end()):
        with_comma = f"{line[: found.start()]},{line[found.start() :]}"
        yield page.one(number, with_comma, "a comma is missing here", "write a comma before the space", found.span(1))
    for found in re.compile(r",( *,)+|(?<=[\[{]) *,").finditer(line, inside.start()):
        kept = "," if found[1] else ""
        without = f"{line[: found.start()]}{kept}{line[found.end() :]}"
        yield page.one(number, without, "there is a comma too many", "take it away", found.span())


# The hyphens of lists ------------------------------------------------------------------------------------------------

_BULLET = re.compile(
    r"(?P<before> *)(?P<sign>[\u2022\u00b7\u2013\u2014\u25cf\u25aa\u2212\uf0b7*]|-(?=[^\s-])|-{2,}(?= )) *(?=\S)"
)
_ITEM_HINT = "begin it with `- `, a hyphen and a space"


def dashes(page: Page, number: int) -> Iterator[Correction]:
    """An item of a list that begins with another sign than `- `, with two, or with none."""
    line = page.lines[number]
    bullet = _BULLET.match(line)
    if bullet:
        message = (
            "there is no space behind this `-`" if bullet["sign"] == "-" else "no item of a list begins with this sign"
        )
        begun = f"{bullet['before']}- {line[bullet.end() :]}"
        yield page.one(number, begun, message, _ITEM_HINT, bullet.span("sign"))
    item = re.match(r"( *)- +(?=\S)", line)
    if item:
        place, without = (item.end(1), item.end()), f"{item[1]}{line[item.end() :]}"
        if line[item.end() :].startswith("- "):
            yield page.one(number, without, "`- ` stands here twice", "write it once", place, cost=2)
        elif page.key(number):
            message, hint = "this line begins with `- `, and those beside it do not", "take the `- ` away"
            yield page.one(number, without, message, hint, place, cost=2)
    yield from _begun_above(page, number)


def _begun_above(page: Page, number: int) -> Iterator[Correction]:
    """An item that lacks its `- `: this line, or one above it that this item or key should follow."""
    for n in (number, *page.above(number))[:2]:
        yield from _undashed(page, n, indentation(page.lines[n]))
    near = number if page.is_item(number) else next((n for n in page.above(number) if page.is_item(n)), None)
    if near is None:
        return
    depth = indentation(page.lines[near])
    if near != number:
        yield from _undashed(page, number, depth)
    for n in islice(page.above(number), _NEAR):
        if page.is_item(n) or indentation(page.lines[n]) < depth:
            return
        yield from _undashed(page, n, depth)


def _undashed(page: Page, number: int, depth: int) -> Iterator[Correction]:
    """A line that lacks its `- `, alone or with those below that belong to it."""
    line, key = page.lines[number], page.key(number)
    if page.is_item(number):
        return
    beside = (n for n in (number - 1, number + 1) if 0 <= n < len(page.lines))
    head = next(page.above(number), number)
    begun = any(page.is_item(n) for n in beside) or page.is_new_item(number, head)
    if key not in page.item_keys if key is not None else not begun:
        return
    own, message = indentation(line), "an item of a list begins here without `- `"
    item = f"{' ' * depth}- {line.strip()}"
    yield page.one(number, item, message, _ITEM_HINT, cost=2)
    last = number
    while last + 1 < len(page.lines) and not page.is_item(last + 1) and indentation(page.lines[last + 1]) >= depth:
        last += 1
    further = " " * max(0, depth + 2 - own)
    rest = [f"{further}{below}" if below.strip() else below for below in page.lines[number + 1 : last + 1]]
    yield Correction(number, last - number + 1, (item, *rest), own, len(line.rstrip()), message, _ITEM_HINT, 3)
