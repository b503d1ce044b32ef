"""From a letter's HTML to its tree of blocks.

A workspace's template writes what it likes, so an element is known by name, and of one that is not the words alone are
taken; scripts, styles and what else is no text are left out with all that is in them. A link leads to https: or
mailto:, and a picture is one that stands in the document itself. `html.parser` is not used: what a template can write
keeps it busy for hours (200,000 times `<!--` takes four minutes), and this reads each character once.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape

from prevent_assure.text.direction import is_right_to_left
from prevent_assure.text.narrative import Emphasis, Inline, Inlines, Link, Strong, Text, plain_inline

from .document import Block, Blocks, Group, Heading, Lines, List, Picture, Table, Terms, joined
from .pictures import BadPictureError, checked

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DATA = re.compile(r"data:image/(png|svg\+xml);base64,([A-Za-z0-9+/=]*)\Z")
_ADDRESS = re.compile(r"(?:https://|mailto:)[!-~]+\Z")
_MOST_DEEP, _LONGEST_ATTRIBUTES = 60, 3_000_000
_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_LEFT_OUT = frozenset({
    "applet", "audio", "canvas", "datalist", "form", "frameset", "head", "iframe", "math", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_RAW = frozenset({"script", "style", "textarea", "title"})
"""In these nothing is a tag but their own end."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CLOSED_BY = {
    "p": frozenset({
        "address", "article", "aside", "blockquote", "details", "div", "dl", "footer", "header", "hr", "main", "nav",
        "ol", "p", "section", "table", "ul", *_HEADINGS,
    }),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody"}), "th": frozenset({"td", "th", "tr", "tbody"}),
    "tr": frozenset({"tr", "tbody"}), "thead": frozenset({"tbody"}),
}  # fmt: skip
"""What begins after an element whose end a template left out, as HTML has it."""
_ON_EACH_PAGE = frozenset({"marking"})
"""The class of what a screen shows once, and every page at its head and foot."""
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class _Element:
    """An element with what is in it: elements and texts."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.children: list[_Element | str] = []

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def role(self) -> str:
        return next(iter(self.classes), "")

    def below(self) -> "Iterator[_Element]":
        yield from (each for each in self.children if isinstance(each, _Element))


def read_html(html: str) -> Blocks:
    """Read a letter's HTML.

    Args:
        html: The whole document, or a part of one.

    Returns:
        What it says, in its order.
    """
    return tuple(_blocks(_tree(html)))


def _tree(html: str) -> _Element:
    """Read tags into elements; ends that are missing or too many change no word."""
    text = _without_comments(html.replace("\x00", "\ufffd"))
    open_ = [_Element("html", {})]
    at, skip = 0, ""
    for tag in _TAG.finditer(text):
        if not skip:
            _add_text(open_[-1], text[at : tag.start()])
        at = tag.end()
        name = (tag[2] or "").lower()
        if skip:
            skip = "" if tag[1] and name == skip else skip
        elif tag[1]:
            _end(open_, name)
        elif name in _RAW:
            skip = "" if tag[3].endswith("/") else name
        elif name:
            _begin(open_, name, tag[3])
    if not skip:
        _add_text(open_[-1], text[at:])
    return open_[0]


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        pieces.append(text[at:start])
        end = text.find("-->", start)
        if end < 0:
            return "".join(pieces)
        at = end + 3
    return "".join([*pieces, text[at:]])


def _add_text(element: _Element, text: str) -> None:
    if text:
        element.children.append(unescape(text))


def _begin(open_: list[_Element], name: str, attributes: str) -> None:
    while name in _CLOSED_BY.get(open_[-1].name, ()):
        open_.pop()
    made = _Element(name, _attributes(attributes))
    open_[-1].children.append(made)
    if name not in _EMPTY and len(open_) < _MOST_DEEP:
        open_.append(made)


def _end(open_: list[_Element], name: str) -> None:
    for number in range(len(open_) - 1, 0, -1):
        if open_[number].name == name:
            del open_[number:]
            return


def _attributes(text: str) -> dict[str, str]:
    if not text or len(text) > _LONGEST_ATTRIBUTES:
        return {}
    found: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single))
    return found


def _blocks(element: _Element) -> Iterator[Block]:
    """Give the blocks in an element; texts between them are paragraphs of their own."""
    run: list[_Element | str] = []
    for child in element.children:
        if isinstance(child, str) or (child.name in _INLINE and not _holds_blocks(child)):
            run.append(child)
            continue
        yield from _paragraph(run, element, "")
        run = []
        if child.name not in _LEFT_OUT and not _ON_EACH_PAGE & set(child.classes):
            yield from _block(child)
    yield from _paragraph(run, element, "")


def _block(element: _Element) -> Iterator[Block]:
    name = element.name
    if name in _HEADINGS:
        words = _one_line(_lines(element.children))
        if plain_inline(words):
            yield Heading(_HEADINGS[name], words)
    elif (name == "p" and not _holds_picture(element)) or (name == "address" and not _holds_blocks(element)):
        yield from _paragraph(element.children, element, element.role)
    elif name in _READERS:
        yield from _READERS[name](element)
    elif element.role:
        inside = tuple(_blocks(element))
        if inside:
            yield Group(inside, element.role)
    else:
        yield from _blocks(element)


def _list(element: _Element) -> Iterator[Block]:
    items = tuple(item for each in element.below() if each.name == "li" if (item := tuple(_blocks(each))))
    if items:
        yield List(items, element.role, numbered=element.name == "ol")


_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip


def _holds_blocks(element: _Element) -> bool:
    return any(each.name not in _INLINE or _holds_blocks(each) for each in element.below())


def _holds_picture(element: _Element) -> bool:
    return any(each.name == "img" or _holds_picture(each) for each in element.below())


def _paragraph(content: list[_Element | str], of: _Element, role: str) -> Iterator[Block]:
    lines = tuple(line for line in _lines(content) if plain_inline(line))
    if lines:
        words, direction = "".join(map(plain_inline, lines)), of.attributes.get("dir")
        said = _RTL.search(words) is not None if direction == "rtl" else is_right_to_left(words)
        to_left = said and direction != "ltr"
        language = of.attributes.get("lang", "") if of.name != "html" else ""
        yield Lines(lines, role, to_left=to_left, language=language)


def _lines(content: list[_Element | str]) -> list[Inlines]:
    """Give words line by line, with spaces as a browser shows them."""
    lines: list[list[Inline]] = [[]]
    for each in _inlines(content):
        if each is None:
            lines.append([])
        else:
            lines[-1].append(each)
    return [_spaced(joined(line)) for line in lines]


def _inlines(content: list[_Element | str]) -> Iterator[Inline | None]:
    """Give words with their marks; None where a line ends."""
    for each in content:
        if isinstance(each, str):
            yield Text(_SPACE.sub(" ", each))
        elif each.name == "br":
            yield None
        elif each.name in _LEFT_OUT:
            continue
        else:
            yield from _marked(each, list(_inlines(each.children)))


def _marked(element: _Element, inside: list[Inline | None]) -> Iterator[Inline | None]:
    href = element.attributes.get("href", "")
    run: list[Inline] = []
    for each in inside:
        if each is not None:
            run.append(each)
            continue
        yield from _mark(element.name, href, joined(run))
        yield None
        run = []
    yield from _mark(element.name, href, joined(run))


def _mark(name: str, href: str, words: Inlines) -> Iterator[Inline]:
    if not words:
        return
    if name in {"strong", "b"}:
        yield Strong(words)
    elif name in {"em", "i"}:
        yield Emphasis(words)
    elif name == "a" and _ADDRESS.match(href):
        yield Link(href, words)
    else:
        yield from words


def _one_line(lines: list[Inlines]) -> Inlines:
    words: list[Inline] = []
    for line in lines:
        words += [Text(" "), *line] if words and line else line
    return joined(words)


def _spaced(words: Inlines) -> Inlines:
    """Leave one space where several meet, and none at either end."""
    spaced, _ = _without_spaces(words, after_space=True)
    return _without_last_space(spaced)


def _without_spaces(words: Inlines, *, after_space: bool) -> tuple[Inlines, bool]:
    found: list[Inline] = []
    for each in words:
        if isinstance(each, Text):
            text = each.text[1:] if after_space and each.text.startswith(" ") else each.text
            if text:
                after_space = text.endswith(" ")
                found.append(Text(text))
        else:
            inner, after_space = _without_spaces(each.children, after_space=after_space)
            if inner:
                found.append(_with(each, inner))
    return tuple(found), after_space


def _without_last_space(words: Inlines) -> Inlines:
    if not words:
        return ()
    *before, last = words
    if isinstance(last, Text):
        text = last.text.removesuffix(" ")
        return (*before, Text(text)) if text else _without_last_space(tuple(before))
    inner = _without_last_space(last.children)
    return (*before, _with(last, inner)) if inner else _without_last_space(tuple(before))


def _with(mark: Strong | Emphasis | Link, children: Inlines) -> Inline:
    return Link(mark.href, children) if isinstance(mark, Link) else type(mark)(children)


def _terms(element: _Element) -> Iterator[Block]:
    items: list[tuple[Inlines, Blocks]] = []
    for each in element.below():
        if each.name == "dt":
            items.append((_one_line(_lines(each.children)), ()))
        elif each.name == "dd":
            term, said = items.pop() if items else ((), ())
            items.append((term, (*said, *_blocks(each))))
    if items:
        yield Terms(tuple(items))


def _table(element: _Element) -> Iterator[Block]:
    """Read a table; rows that are shorter than the heads get empty cells, and what is more goes into the last."""
    rows = list(_rows(element))
    head = next((row for row in rows if all(cell.name == "th" for cell in row)), None)
    heads = () if head is None else tuple(_one_line(_lines(cell.children)) for cell in head)
    width = max([len(heads), *(len(row) for row in rows)], default=0)
    captions = (each for each in element.below() if each.name == "caption")
    caption = next((_one_line(_lines(each.children)) for each in captions), ())
    body = tuple(tuple(tuple(_blocks(cell)) for cell in row) for row in rows if row is not head)
    if width:
        padded = tuple((*row, *((),) * (width - len(row))) for row in body)
        yield Table(caption, (*heads, *((),) * (width - len(heads))), padded, element.role)


def _rows(element: _Element) -> Iterator[list[_Element]]:
    for each in element.below():
        if each.name == "tr":
            yield [cell for cell in each.below() if cell.name in {"td", "th"}]
        elif each.name in {"thead", "tbody", "tfoot"}:
            yield from _rows(each)


def _picture(element: _Element) -> Iterator[Block]:
    found = _DATA.match(element.attributes.get("src", ""))
    if found is None:
        return
    kind = "png" if found[1] == "png" else "svg"
    try:
        data = checked(base64.b64decode(found[2], validate=True), kind)
    except (binascii.Error, BadPictureError):
        return
    yield Picture(data, kind, element.attributes.get("alt", ""), element.role)


_READERS = {"dl": _terms, "img": _picture, "ol": _list, "table": _table, "ul": _list}
