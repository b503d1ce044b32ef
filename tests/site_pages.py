"""The pages of a site as tests read them: tables by the id of their caption, links, and the text."""

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple


class Page(NamedTuple):
    """A page."""

    tables: dict[str, list[list[str]]]
    links: list[str]
    ids: set[str]
    text: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.text: list[str] = []
        self._table = ""
        self._cell: list[str] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        self.links += [given["href"]] if tag == "a" else []
        self._silent += tag in {"style", "script"}
        if tag == "caption":
            self._table = given["id"]
            self.tables[self._table] = []
        elif tag == "tr":
            self.tables[self._table].append([])
        elif tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"style", "script"}
        if tag in {"td", "th"} and self._cell is not None:
            self.tables[self._table][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)
            if self._cell is not None:
                self._cell.append(data)


def read_page(path: Path) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return Page(reader.tables, reader.links, reader.ids, " ".join("".join(reader.text).split()))
