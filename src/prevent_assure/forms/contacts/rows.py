"""The rows of a contacts sheet as what they say: of an authority, and of who holds its posts."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from prevent_assure.checking.checks.contacts import CONFLICT, LOOK, NOT_TAKEN, VALUE
from prevent_assure.forms.layout import Input
from prevent_assure.forms.values import Misfit, read_cell
from prevent_assure.model.settings import Contacts, ContactsColumn
from prevent_assure.rules.council_names import folded
from prevent_assure.source import REFUSED, name_of
from prevent_assure.workspace.place_names import packaged_names

from .columns import Layout, nearest_post, post_of
from .findings import Found, Misread
from .names import Name, key_of, person_of
from .sheets import Cell, Row
from .words import COUNCILLOR, COURTESY, OF_PERSON, OTHER_STYLES, POSTS

_TIME = re.compile(r"(\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})[ T]\d{1,2}:\d\d(?::\d\d(?:\.0+)?)?")
_NO_DAY = re.compile(
    r"(?:[a-z]{3,9}|\d{1,2}|q[1-4])?[ ./-]*(?:19|20)\d\d|(?:19|20)\d\d[ ./-]\d{1,2}|[a-z]{3,9}[ ./-]\d\d"
)
_PARTED = re.compile(r"[-()\[\]:;,/\n\u2010-\u2015]")
_LONGEST = 1000


class Entry(NamedTuple):
    """What a row says of who holds a post.

    Attributes:
        role: The post's role.
        title: The title that the row gives; None where it gives none of its own.
        name: The name; None for a vacant post.
        cell: Where that stands.
        known_as: How the thanks name them.
        salutation: How letters address them.
        from_: Since when.
        to: Until when.
    """

    role: str
    title: str | None
    name: str | None
    cell: Cell
    known_as: str | None = None
    salutation: str | None = None
    from_: datetime.date | None = None
    to: datetime.date | None = None

    @property
    def key(self) -> str:
        """What makes it the same person as another."""
        return "" if self.name is None else key_of(self.name)


class Fact(NamedTuple):
    """What the rows say of an authority itself: lines of text, and where they stand."""

    lines: tuple[str, ...]
    cell: Cell

    @property
    def key(self) -> str:
        """What makes it the same as another."""
        return folded(" ".join(self.lines))


class OneAuthority(NamedTuple):
    """The rows of one authority, with what a whole sheet knows.

    Attributes:
        layout: The sheet's columns.
        rows: The rows.
        contacts: What the settings say of posts.
        titles: The file's own titles, folded, with their roles.
    """

    layout: Layout
    rows: Sequence[Row]
    contacts: Contacts
    titles: Mapping[str, str]

    def facts(self, found: list[Found]) -> dict[ContactsColumn, Fact]:
        """Read what the rows say of type, region and address; they must not contradict each other."""
        facts: dict[ContactsColumn, Fact] = {}
        columns: tuple[ContactsColumn, ...] = ("type", "region", "address")
        for row in self.rows:
            for column in columns:
                cells = [row[letter] for letter in self.layout.letters("", column) if letter in row]
                fact = _fact(column, cells, found)
                if fact is None:
                    continue
                first = facts.setdefault(column, fact)
                if first.key != fact.key:
                    message = f"the `{column}` here is another than that in {first.cell.place}"
                    found.append(Found(CONFLICT, message, "make the rows of an authority say the same", fact.cell))
        return facts

    def entries(self, found: list[Found]) -> list[Entry]:
        """Read who holds which post; what cannot be read is found."""
        entries: list[Entry] = []
        for row in self.rows:
            for role in ("", *self.layout.roles):
                try:
                    entry = self._entry(row, role, found)
                except Misread as fault:
                    found.append(fault.found)
                    continue
                if entry is not None:
                    entries.append(entry)
        return list(_once(entries, found))

    def _entry(self, row: Row, role: str, found: list[Found]) -> Entry | None:
        get = partial(self._cell, row, role)
        if not any(get(column) for column in OF_PERSON - {"nothing"}):
            return None
        name, cell = self._name(row, role)
        given, title = self._post(row, role)
        if name is None:
            if not role or get("name") is not None:
                where = get("name") or get("post") or get("title") or cell
                hint = "write the name, or Vacant if nobody holds the post"
                if where is get("post") and self._within(where.text) is not None:
                    hint = f"{hint}; a name that stands in the same cell goes into a column of its own"
                found.append(Found(NOT_TAKEN, "no name stands beside this post; nothing is taken of it", hint, where))
            return None
        if given is None:
            return self._unknown_post(row, found)
        if name.look:
            found.append(Found(LOOK, name.look, "", cell, cell.text))
        entry = Entry(
            given,
            title,
            name.name,
            cell,
            known_as=self._text(get("known_as")),
            salutation=self._text(get("salutation")) or name.salutation,
            from_=self._date(get("from")),
            to=self._date(get("to")),
        )
        if entry.from_ is not None and entry.to is not None and entry.to < entry.from_:
            raise Misread(Found(VALUE, "the last day lies before the first", "look at both dates", get("to")))
        return entry

    def _unknown_post(self, row: Row, found: list[Found]) -> None:
        cell = self._cell(row, "", "post") or self._cell(row, "", "title")
        if cell is None:
            message, where = "no post stands beside this name; nothing is taken of it", next(iter(row.values()))
            found.append(Found(NOT_TAKEN, message, "write which post it is", where))
            return
        within = self._within(cell.text)
        if within is not None:
            hint = f"write the post alone, as for `{within}`, and whoever holds it under the name"
            found.append(Found(NOT_TAKEN, "more than a post stands here; nothing is taken of the row", hint, cell,
                               cell.text))  # fmt: skip
            return
        near = nearest_post(cell.text)
        meant = f"did you mean `{near}`? " if near is not None else ""
        hint = f"{meant}say which role it is under `contacts: {{posts: ...}}` in prevent-assure.yaml"
        found.append(Found(NOT_TAKEN, "this post is not known; nothing is taken of the row", hint, cell, cell.text))

    def _within(self, text: str) -> str | None:
        """Find the post in a cell that holds more than that: a name behind it, before it, or in brackets."""
        words = text.split()
        parts = [*_PARTED.split(text), *(" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))]
        return next((role for part in parts if folded(part) != folded(text) and part.strip()
                     and (role := post_of(part, self.contacts)) is not None), None)  # fmt: skip

    def _cell(self, row: Row, role: str, column: ContactsColumn) -> Cell | None:
        return next((row[letter] for letter in self.layout.letters(role, column) if letter in row), None)

    def _name(self, row: Row, role: str) -> tuple[Name | None, Cell]:
        """Read the name of a row, in one cell or in two; None where there is none."""
        columns: tuple[ContactsColumn, ...] = (
            ("name",) if self._cell(row, role, "name") else ("first_name", "last_name")
        )
        cells = [cell for column in columns if (cell := self._cell(row, role, column)) is not None]
        if not cells:
            return None, self._cell(row, role, "post") or next(iter(row.values()))
        texts = [plain(cell) for cell in cells]
        honorific = self._cell(row, role, "honorific") or self._courtesy(row, role)
        name = person_of(" ".join(texts), "" if honorific is None else plain(honorific))
        if name is None:
            return None, cells[0]
        if isinstance(name, str) or len(cells[0].lines) > 1:
            message = name if isinstance(name, str) else "several lines stand where one name is asked"
            raise Misread(Found(VALUE, message, "write the name of one person alone, or Vacant", cells[0], texts[0]))
        return name, cells[0]

    def _courtesy(self, row: Row, role: str) -> Cell | None:
        """Give the cell under `Title` where that holds `Ms` and the like."""
        cell = self._cell(row, role, "title")
        return cell if cell is not None and _is_style(cell.text) else None

    def _post(self, row: Row, role: str) -> tuple[str | None, str | None]:
        """Say which role a row is about, and which title it gives."""
        titled = self._cell(row, role, "title")
        titled = None if titled is None or _is_style(titled.text) else titled
        post = self._cell(row, role, "post") or (titled if not role else None)
        given = self._text(titled)
        if role or post is None:
            return role or None, given
        text = plain(post)
        known = post_of(text, self.contacts)
        found = known if known in self.titles.values() else self.titles.get(folded(text)) or known
        if found is None or (titled is not None and titled is not post):
            return found, given
        return found, _title(found, text, self.titles)

    def _text(self, cell: Cell | None) -> str | None:
        if cell is None:
            return None
        text = plain(cell)
        if len(text) > _LONGEST:
            raise Misread(Found(VALUE, "this is too long for one line", "shorten it", cell))
        return text

    @staticmethod
    def _date(cell: Cell | None) -> datetime.date | None:
        if cell is None:
            return None
        plain(cell)
        read = read_cell(Input("date"), _dated(cell))
        if isinstance(read, Misfit):
            hint = "write day, month and year, as in 14/03/2025, or leave the cell empty"
            message = "the day is missing in this date" if _NO_DAY.fullmatch(folded(cell.text)) else "this is no date"
            raise Misread(Found(VALUE, message, hint, cell, cell.text))
        return datetime.date.fromisoformat(read) if read else None


def _is_style(text: str) -> bool:
    """Tell whether a text is what stands before a name, as `Ms` and `Cllr`."""
    return folded(text) in COURTESY | COUNCILLOR | OTHER_STYLES


def plain(cell: Cell) -> str:
    """Give a cell's text on one line.

    Raises:
        Misread: If it is a formula or an error that one left, or holds a character that no file may.
    """
    if cell.formula:
        message = "a formula stands here, or the error that one left, and not what it comes to"
        raise Misread(Found(VALUE, message, "copy the column, and paste it as values", cell))
    refused = REFUSED.search(cell.text)
    if refused is not None:
        message = f"the character {name_of(refused[0])} cannot be used in a file"
        raise Misread(Found(VALUE, message, "type the text anew", cell))
    return cell.text


def _dated(cell: Cell) -> object:
    """Give a date as `read_cell` reads it: without a time; day numbers as numbers."""
    if not isinstance(cell.value, str):
        return cell.value
    text = _TIME.sub(r"\1", cell.text)
    return int(text) if re.fullmatch(r"\d{5}", text) else text


def _fact(column: ContactsColumn, cells: Sequence[Cell], found: list[Found]) -> Fact | None:
    if not cells:
        return None
    try:
        lines = [line for cell in cells if plain(cell) for line in cell.lines]
    except Misread as fault:
        found.append(fault.found)
        return None
    if column == "address":
        parts = lines[0].split(",") if len(lines) == 1 else lines
        lines = list(dict.fromkeys(filter(None, (part.strip(" ,") for part in parts))))
        return Fact(tuple(lines), cells[0]) if lines else None
    packaged, text = packaged_names(), " ".join(lines)
    known = packaged.types if column == "type" else packaged.regions
    if text in known:
        text = known.named(text)
    elif column == "type" and (text.isupper() or text.istitle()):
        text = text.lower()
    return Fact((text,), cells[0])


def _title(role: str, text: str, of_file: Mapping[str, str]) -> str | None:
    """Give the title that a post's name is; None where it says no more than the role."""
    known = POSTS.get(role)
    if known is None or folded(text) in of_file:
        return None if folded(text) in of_file or folded(text) == folded(role) else text
    if folded(text) in {folded(role), *map(folded, known.same)}:
        return None
    spelled = {folded(title): title for title in (known.title, *known.titles)}
    return spelled.get(folded(text), text)


def _once(entries: Iterable[Entry], found: list[Found]) -> Iterator[Entry]:
    """Give each entry once: rows that say the same, or of which one says less, are one."""
    kept: list[Entry] = []
    for entry in entries:
        at = next((index for index, other in enumerate(kept)
                   if (other.role, other.key) == (entry.role, entry.key) and _agree(other, entry)), None)  # fmt: skip
        if at is None:
            kept.append(entry)
            continue
        other = kept[at]
        message = f"this says again what {other.cell.place} says"
        found.append(Found(LOOK, message, "one of the two rows can be deleted", entry.cell))
        kept[at] = other._replace(**{field: getattr(other, field) or getattr(entry, field)
                                     for field in ("title", "known_as", "salutation", "from_", "to")})  # fmt: skip
    yield from kept


def _agree(one: Entry, other: Entry) -> bool:
    pairs = ((getattr(one, field), getattr(other, field)) for field in ("title", "from_", "to"))
    begin, end = one.from_ or other.from_, one.to or other.to
    if begin is not None and end is not None and end < begin:
        return False  # the same person, who came back
    return all(a is None or b is None or (folded(a) == folded(b) if isinstance(a, str) else a == b) for a, b in pairs)
