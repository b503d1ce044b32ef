"""Narrative text into its tree: three rules for blocks, and markdown-it for the marks within a line.

The rules: a blank line ends a paragraph; a line that begins with `-`, `*` or `•` is a bullet, below the one
before it where it is indented by two or more; any other line goes on with the text above it. Full Markdown
takes more for marks than people mean: its list rule makes a numbered list of a line that begins "2025.
A year" and loses the year.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as emphasis
from markdown_it.token import Token

from .tree import (
    Block,
    Bullet,
    BulletList,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Narrative,
    Paragraph,
    Strong,
    Text,
    of_line,
)

_BLANK = r"[ \t\x00-\x1f\x7f-\x9f\u2028\u2029]"
_RUN = re.compile(rf"(?:(?! ){_BLANK}| (?={_BLANK})){_BLANK}*")


def one_spaced(text: str) -> str:
    """Make one space of each run of white space, tabs and controls, and none at the ends; no-break spaces stay.

    Args:
        text: A text.

    Returns:
        One line.
    """
    if "  " not in text and text.isprintable():  # most texts; the pattern would look at each character
        return text.strip(" ")
    return _RUN.sub(" ", text).strip(" ")


_MARK = re.compile(r"[*\[\\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HOST = r"(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){0,20}(?!xn--)[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PIECE = r"(?:[a-z0-9._~:/@!$&'()*+,;=-]|%[0-9a-f]{2})*"
# Not {_PIECE} repeated: a repeat of repeats tries thirty letters in a billion ways before it gives up.
_TAIL = r"(?:\?(?:[a-z0-9._~:/@!$&'()*+,;=?-]|%[0-9a-f]{2})*)?"
_ADDRESS = re.compile(
    rf"https://{_HOST}(?::[0-9]{{1,4}})?(?:/{_PIECE})?{_TAIL}(?:#{_PIECE})?|mailto:[a-z0-9._+-]+@{_HOST}{_TAIL}",
    re.IGNORECASE,
)
_URL_ASCII = "!#$%&'()*+,/:;=?@~"


def inlines(text: str) -> Inlines:
    """Read the marks in a line of text.

    Args:
        text: A paragraph's or a bullet's text; runs of white space in it are one space.

    Returns:
        Text and what is marked in it.
    """
    line = one_spaced(text)
    if not _MARK.search(line):
        return (Text(line),)
    tokens = _MARKDOWN.parseInline(line)[0].children or []
    return _tree(tokens)


def linked(text: str, address: str) -> Narrative:
    """Make a link of a line that is no narrative, as a mailbox or a web address.

    Args:
        text: The line, in which nothing is a mark.
        address: Where it leads to.

    Returns:
        The line as a link; as plain text where the address is not plainly `https` or `mailto`.
    """
    href = _address(address)
    return of_line(text) if href is None else Narrative((Paragraph((Link(href, (Text(text),)),)),))


def _tree(tokens: Iterable[Token]) -> Inlines:
    """Nest the flat tokens; what is emphasised already is not so again, so that no text nests deeply."""
    open_: list[tuple[Token, list[Inline]]] = []
    within: list[Inline] = []
    for token in tokens:
        if token.nesting > 0:
            open_.append((token, within))
            within = within if _is_open(token, open_[:-1]) else []
        elif token.nesting < 0:
            opening, outer = open_.pop()
            if within is not outer:
                outer.append(_marked(opening, tuple(within)))
            within = outer
        elif token.content:
            _add(within, token.content)
    return tuple(within)


def _is_open(token: Token, open_: list[tuple[Token, list[Inline]]]) -> bool:
    return any(outer.type == token.type for outer, _ in open_)


def _marked(opening: Token, children: Inlines) -> Inline:
    if opening.type == "link_open":
        return Link(str(opening.attrs["href"]), children)
    return Emphasis(children) if opening.type == "em_open" else Strong(children)


def _add(within: list[Inline], words: str) -> None:
    last = within[-1] if within else None
    if isinstance(last, Text):
        within[-1] = Text(last.text + words)
    else:
        within.append(Text(words))


def _star_only(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
    return state.src[state.pos] == "*" and emphasis(state, silent)


def _plain_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
    if state.src[state.pos] != "[":
        return False
    start, ceiling = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos, True)  # noqa: FBT003 - markdown-it's own signature
    if end < 0 or not state.src[start:end].strip() or state.src[end + 1 : end + 2] != "(":
        return False
    to = state.md.helpers.parseLinkDestination(state.src, end + 2, ceiling)
    href = _address(state.src[end + 2 : to.pos]) if to.ok and to.pos < ceiling and state.src[to.pos] == ")" else None
    if href is None:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
    state.pos, state.posMax = to.pos + 1, ceiling
    return True


def _address(written: str) -> str | None:
    """The address in ASCII, or None where it is not one that every browser takes for `https` or `mailto`."""
    address = quote(_ESCAPE.sub(r"\1", written), safe=_URL_ASCII, errors="replace")
    return address if _ADDRESS.fullmatch(address) else None


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
    markdown.inline.ruler.at("emphasis", _star_only)
    markdown.inline.ruler.at("link", _plain_link)
    return markdown


_MARKDOWN = _markdown()

_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_BULLET = re.compile(r"([ \t]*)(?:[-*][ \t]+|•[ \t\xa0]*)(\S.*)")
_NESTED_FROM = 2
_TAB = 4
_CACHED = 512


def begins_bullet(line: str) -> bool:
    """Tell whether a line begins a bullet, rather than goes on with the text above it."""
    return _BULLET.fullmatch(line) is not None


@lru_cache(maxsize=_CACHED)  # the same criteria and wording stand in every letter of a run
def parse(text: str) -> Narrative:
    """Read a narrative.

    Args:
        text: The text as people wrote it.

    Returns:
        Its tree; one without blocks where there is nothing but white space.
    """
    reader = _Reader()
    for line in _LINE_END.split(text):
        reader.take(line)
    return reader.finish()


class _Reader:
    """Takes line by line; holds the paragraph or the list that is being read."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._lines: list[str] = []
        self._items: list[tuple[bool, list[str]]] = []
        self._base = 0
        self._after_blank = False

    def take(self, line: str) -> None:
        """Read one line."""
        if not line.strip():
            self._end_paragraph()
            self._after_blank = True
            return
        if bullet := _BULLET.fullmatch(line):
            self._bullet(len(bullet[1].expandtabs(_TAB)), bullet[2])
        elif self._items and not self._after_blank:
            self._items[-1][1].append(line)
        else:
            self._end_list()
            self._lines.append(line)
        self._after_blank = False

    def finish(self) -> Narrative:
        """End the text."""
        self._end_paragraph()
        self._end_list()
        return Narrative(tuple(self._blocks))

    def _bullet(self, indent: int, content: str) -> None:
        self._end_paragraph()
        if not self._items:
            self._base = indent
        self._items.append((indent >= self._base + _NESTED_FROM, [content]))

    def _end_paragraph(self) -> None:
        if self._lines:
            self._blocks.append(Paragraph(inlines(" ".join(self._lines))))
            self._lines = []

    def _end_list(self) -> None:
        if self._items:
            self._blocks.append(BulletList(_bullets(self._items)))
            self._items = []


def _bullets(items: list[tuple[bool, list[str]]]) -> tuple[Bullet, ...]:
    bullets: list[Bullet] = []
    for nested, lines in items:
        bullet = Bullet(inlines(" ".join(lines)))
        if nested:
            above = bullets.pop()
            bullet = Bullet(above.children, (*above.nested, bullet))
        bullets.append(bullet)
    return tuple(bullets)
