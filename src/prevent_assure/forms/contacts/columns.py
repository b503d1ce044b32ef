"""What the columns of a contacts sheet hold, by their headings, wherever the row with these stands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prevent_assure.checking.checks.contacts import COLUMNS
from prevent_assure.model.nearness import closest
from prevent_assure.model.settings import Contacts, ContactsColumn
from prevent_assure.rules.council_names import folded

from .findings import Found
from .sheets import Cell, Row, Sheet
from .words import BARE_NAME, HEADINGS, OF_PERSON, POSTS, SEVERAL, STANDING_IN

_LOOKED_AT = 30
"""So many rows are looked at for headings."""
_LEAST = 2
"""So many headings make a row one of headings."""
_MAP = "say what they hold under `contacts: {columns: ...}` in prevent-assure.yaml"
Column = tuple[str, ContactsColumn]
"""What a column holds, and of which post's holder; no role where each row says its post itself."""


class Layout(NamedTuple):
    """The columns of a sheet.

    Attributes:
        sheet: The sheet.
        head: The rows with headings: as many as come before the first row that is read.
        columns: What each column holds, by letter.
        headings: The cells with the headings, by letter.
        unknown: Headings that say nothing known.
    """

    sheet: Sheet
    head: int
    columns: Mapping[str, Column]
    headings: Row
    unknown: Sequence[Cell]

    @property
    def known(self) -> int:
        """How many different things its columns hold."""
        return len(set(self.columns.values()))

    def letters(self, role: str, column: ContactsColumn) -> list[str]:
        """Give the columns that hold something of the holder of a post, or with no role of the row's own."""
        return [letter for letter, known in self.columns.items() if known == (role, column)]

    @property
    def roles(self) -> list[str]:
        """The roles that have columns of their own."""
        return list(dict.fromkeys(role for role, _ in self.columns.values() if role))


def post_of(text: str, contacts: Contacts) -> str | None:
    """Give the role of a post by what the settings or people call it; None where neither does."""
    plain = folded(text)
    mapped = {folded(name): role for name, role in contacts.posts.items()}
    words = plain.replace("co ordinator", "coordinator").split()
    known = " ".join(word for word in words if word not in STANDING_IN)
    return mapped.get(plain) or _POSTS.get(known)


def nearest_post(text: str) -> str | None:
    """Give the role whose name a text is nearly; None where it is near none."""
    near = closest(folded(text), _POSTS)
    return _POSTS[near.split("`")[1]] if near is not None else None


_POSTS = {folded(name): role for role, post in POSTS.items() for name in (role, post.title, *post.same, *post.titles)}
_HEADINGS: Mapping[str, ContactsColumn] = {name: column for column, names in HEADINGS.items() for name in names}


def layout_of(sheet: Sheet, contacts: Contacts) -> Layout | None:
    """Find the row with the headings, and what they say.

    Args:
        sheet: The sheet.
        contacts: What the settings say of columns and posts.

    Returns:
        The row in which the most headings are known; None where there is no such row.
    """
    best: Layout | None = None
    for index in range(min(len(sheet.rows), _LOOKED_AT)):
        layout = _read(sheet, index, contacts)
        whose = {column for _, column in layout.columns.values()} & {"authority", "id"}
        if whose and layout.known >= _LEAST and (best is None or layout.known > best.known):
            best = layout
    return best


def faults(layout: Layout) -> Iterator[Found]:
    """Say what keeps a sheet from being read."""
    for letter, (role, column) in layout.columns.items():
        first = layout.letters(role, column)[0]
        if column not in SEVERAL and first != letter:
            message = f"columns {first} and {letter} both seem to hold `{column}`"
            yield Found(COLUMNS, message, _MAP, layout.headings[letter])
    columns = {column for role, column in layout.columns.values() if not role}
    named = columns & {"name", "first_name", "last_name"}
    if named and not columns & {"post", "title"}:
        yield Found(COLUMNS, "no column says which post a person holds", _hint(layout))
    if columns & {"post", "title"} and not named:
        yield Found(COLUMNS, "no column has the names of the people", _hint(layout))


def _hint(layout: Layout) -> str:
    letters = ", ".join(cell.letter for cell in layout.unknown)
    return f"columns whose headings are not known: {letters}; {_MAP}" if letters else _MAP


def _read(sheet: Sheet, index: int, contacts: Contacts) -> Layout:
    """Take a row for that of the headings, and the one above it for what stands over several of them."""
    row = sheet.rows[index]
    above = sheet.rows[index - 1] if index and _number(sheet.rows[index - 1]) == _number(row) - 1 else {}
    mapped = {folded(name): column for name, column in contacts.columns.items()}
    columns: dict[str, Column] = {}
    headings: dict[str, Cell] = {}
    unknown: list[Cell] = []
    over = ""
    letters = sorted({*row, *above}, key=lambda letter: (len(letter), letter))
    for letter in letters:
        over = above[letter].text if letter in above else over
        heading = row.get(letter) or above[letter]
        headings[letter] = heading
        column = _column(heading.text, over if letter in row else "", mapped, contacts)
        if column is not None:
            columns[letter] = column
        elif letter in row:
            unknown.append(heading)
    _settle_names(columns, headings)
    return Layout(sheet, index + 1, columns, headings, [cell for cell in unknown if cell.letter not in columns])


def _number(row: Row) -> int:
    return next(iter(row.values())).row


def _column(heading: str, over: str, mapped: Mapping[str, ContactsColumn], contacts: Contacts) -> Column | None:
    plain = folded(heading)
    column = mapped.get(plain) or _HEADINGS.get(plain)
    role = post_of(over, contacts) if over and folded(over) != plain else None
    if role is not None and (column in OF_PERSON or plain == BARE_NAME):
        return role, column if column is not None else "name"
    if column is not None:
        return "", column
    own = post_of(heading, contacts)
    return (own, "name") if own is not None else _of_post(plain.split(), mapped, contacts)


def _of_post(words: Sequence[str], mapped: Mapping[str, ContactsColumn], contacts: Contacts) -> Column | None:
    """Read a heading as `Prevent Lead start date`."""
    for at in range(len(words) - 1, 0, -1):
        role, rest = post_of(" ".join(words[:at]), contacts), " ".join(words[at:])
        column = mapped.get(rest) or _HEADINGS.get(rest)
        if role is not None and (rest == BARE_NAME or column in {*OF_PERSON, "nothing"}):
            return role, column if column is not None else "name"
    return None


def _settle_names(columns: dict[str, Column], headings: Mapping[str, Cell]) -> None:
    """Say whose the column is that is headed `Name`: the authority's where no other is, else the person's."""
    bare = next((letter for letter, cell in headings.items() if folded(cell.text) == BARE_NAME
                 and letter not in columns), None)  # fmt: skip
    if bare is None:
        return
    known = {column for role, column in columns.values() if not role}
    if not known & {"authority", "id"}:
        columns[bare] = "", "authority"
    elif not known & {"name", "first_name", "last_name"}:
        columns[bare] = "", "name"
    elif "authority" not in known:
        columns[bare] = "", "authority"
    ordered = sorted(columns.items(), key=lambda item: (len(item[0]), item[0]))
    columns.clear()
    columns.update(ordered)
