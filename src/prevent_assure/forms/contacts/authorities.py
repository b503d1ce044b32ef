"""Whose contacts a row has: authorities by their names, as files and sheets spell them."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prevent_assure.checking.checks.contacts import AUTHORITY, LOOK, NOT_TAKEN
from prevent_assure.model.base import is_id
from prevent_assure.model.nearness import closest
from prevent_assure.model.settings import Contacts, ContactsColumn
from prevent_assure.rules.council_names import AUTHORITY_WORDS, KINDS, folded, ids_of, spelled_out, without_accents
from prevent_assure.source import REFUSED

from .columns import Layout
from .findings import Found, Misread
from .rows import plain
from .sheets import Cell, Row

_NEAR = 0.84
"""From so great a likeness on two names may be one, misspelt."""
_MAP = "say which it is under `contacts: {authorities: ...}` in prevent-assure.yaml, by its id, or mend the name"


class Named(NamedTuple):
    """An authority of the sheet.

    Attributes:
        id: Its id.
        cell: Where its name, or its id, stands first.
        name: What the sheet calls it; empty where it has the id alone.
        rows: Its rows.
        known: Whether it has a file.
    """

    id: str
    cell: Cell
    name: str
    rows: Sequence[Row]
    known: bool


class Known(NamedTuple):
    """An authority with a file: its name and its address."""

    name: str
    address: str


class _Words(NamedTuple):
    """A name taken apart: what it is alone, and the kinds of council that it says."""

    own: str
    kinds: frozenset[str]

    def may_be(self, other: "_Words") -> bool:
        """Tell whether two names are of one council, of which one may say less about its kind."""
        return self.own == other.own and (self.kinds <= other.kinds or other.kinds <= self.kinds)


def _words(name: str) -> _Words:
    spelled = spelled_out(folded(without_accents(name)))
    own = [word for word in spelled if word not in AUTHORITY_WORDS | KINDS]
    return _Words(" ".join(own or spelled), frozenset(spelled) & KINDS if own else frozenset())


class Sorted(NamedTuple):
    """The rows of a sheet by authority, and what was found while they were sorted."""

    named: Sequence[Named]
    found: Sequence[Found]
    failed: frozenset[str]


class _Group(NamedTuple):
    """Rows that call an authority by one name."""

    name: str
    cell: Cell
    rows: list[Row]


def by_authority(layout: Layout, known: Mapping[str, Known], contacts: Contacts) -> Sorted:
    """Sort the rows of a sheet by authority.

    Args:
        layout: The sheet's columns.
        known: The authorities that have a file, by id.
        contacts: What the settings say of names.

    Returns:
        The authorities in the sheet's order; a name that may be another's, misspelt, is found and has no rows.
    """
    found: list[Found] = []
    groups = list(_groups(layout, found))
    sorter = _Sorter(layout, known, contacts)
    named: dict[str, Named] = {}
    failed: set[str] = set()
    for group in sorter.surest_first(groups):
        try:
            name = sorter.named(group, found)
        except Misread as fault:
            found.append(fault.found)
            failed |= sorter.near(group)
            continue
        before = named.get(name.id)
        named[name.id] = name if before is None else before._replace(rows=[*before.rows, *name.rows])
    ordered = sorted(named.values(), key=lambda name: name.cell.row)
    return Sorted(ordered, found, frozenset(failed))


def _groups(layout: Layout, found: list[Found]) -> Iterator[_Group]:
    """Put rows together that give the same name or id; rows without one, and notes below the table, are found."""
    groups: dict[str, _Group] = {}
    column: ContactsColumn = "id" if layout.letters("", "id") else "authority"
    heads = {letter: folded(cell.text) for letter, cell in layout.headings.items()}
    whose: list[ContactsColumn] = [column, "authority", "id"]
    for row in layout.sheet.rows[layout.head :]:
        held = {
            letter: cell for letter, cell in row.items() if layout.columns.get(letter, ("", "nothing"))[1] != "nothing"
        }
        if not held or all(folded(cell.text) == heads.get(letter) for letter, cell in held.items()):
            continue  # nothing, or the headings once more, as at the top of a page
        own = [held[letter] for kind in dict.fromkeys(whose)
               for letter in layout.letters("", kind) if letter in held]  # fmt: skip
        if not own:
            message = "no authority stands in this row; nothing is taken of it"
            hint = "write the authority's name in each row, also where several rows are of one"
            found.append(Found(AUTHORITY, message, hint, next(iter(held.values()))))
        elif len(held) == 1:
            message = "nothing stands beside this name; nothing is taken of the row"
            found.append(Found(NOT_TAKEN, message, "delete the row if it is a note", own[0], own[0].text))
        elif own[0].formula or REFUSED.search(own[0].text):
            try:
                plain(own[0])
            except Misread as fault:
                found.append(fault.found._replace(rule=AUTHORITY))
        else:
            names = [held[letter] for letter in layout.letters("", "authority") if letter in held]
            group = groups.setdefault(folded(own[0].text), _Group((names or own)[0].text, own[0], []))
            group.rows.append(row)
    yield from groups.values()


class _Sorter:
    """What decides which authority a name means."""

    def __init__(self, layout: Layout, known: Mapping[str, Known], contacts: Contacts) -> None:
        self._layout, self._known = layout, known
        self._mapped = {folded(name): authority for name, authority in contacts.authorities.items()}
        self._words = {authority: _words(one.name) for authority, one in known.items()}
        self._made: dict[str, _Group] = {}
        self._told: list[tuple[str, _Group]] = []

    def surest_first(self, groups: Sequence[_Group]) -> list[_Group]:
        """Order names so that one that is right comes before what may be a misspelling of it.

        Those of files come first, then those of more rows, and those with an address.
        """
        names = {folded(one.name) for one in self._known.values()} | self._mapped.keys()
        return sorted(groups, key=lambda group: (
            folded(group.cell.text) not in names, -len(group.rows), not self._address(group.rows)
        ))  # fmt: skip

    def named(self, group: _Group, found: list[Found]) -> Named:
        """Say which authority a group of rows is of.

        Raises:
            Misread: If that cannot be told.
        """
        given = folded(group.cell.text)
        mapped = self._mapped.get(given) or (group.cell.text if group.cell.text in self._known else None)
        if self._layout.letters("", "id") and group.cell.letter in self._layout.letters("", "id"):
            mapped = mapped or self._own_id(group)
        exact = [name for name, one in self._known.items() if folded(one.name) == given]
        authority = mapped or (exact[0] if len(exact) == 1 else None) or self._alike(group, exact)
        if authority is not None:
            self._told.append((authority, group))
            return Named(authority, group.cell, group.name, group.rows, authority in self._known)
        self._look_for_near(group, found)
        authority = self._new_id(group)
        self._made[authority] = group
        self._told.append((authority, group))
        return Named(authority, group.cell, group.name, group.rows, known=False)

    def near(self, group: _Group) -> set[str]:
        """Give the authorities that a name may mean: nothing of theirs is written until that is told."""
        words = _words(group.name)
        likely = {name: other.own for name, other in {**self._words, **self._of_made()}.items()}
        return {name for name, own in likely.items() if own == words.own or _like(own, words.own)}

    def _of_made(self) -> dict[str, _Words]:
        return {name: _words(group.name) for name, group in self._made.items()}

    def _own_id(self, group: _Group) -> str:
        text = group.cell.text
        if not is_id(text):
            hint = "an id has small letters, digits and hyphens, as in herefordshire"
            raise Misread(Found(AUTHORITY, "this is no id of an authority", hint, group.cell))
        return text

    def _alike(self, group: _Group, exact: Sequence[str]) -> str | None:
        """Find the one authority whose name is the same but for the words that say what kind of council it is."""
        words = _words(group.name)
        alike = exact or [name for name, other in {**self._words, **self._of_made()}.items() if words.may_be(other)]
        if len(alike) > 1:
            message = f"this may be any of {', '.join(sorted(alike))}"
            raise Misread(Found(AUTHORITY, message, _MAP, group.cell, group.name))
        return alike[0] if alike else None

    def _look_for_near(self, group: _Group, found: list[Found]) -> None:
        """Refuse a name that may be another's, misspelt: it is so near, and no address of its own tells them apart."""
        words, own = _words(group.name), self._address(group.rows)
        others = [(name, one.name, folded(one.address)) for name, one in self._known.items()]
        others += [(name, other.name, self._address(other.rows)) for name, other in self._told]
        near = [(name, called, address) for name, called, address in others
                if (theirs := _words(called).own) != words.own and _like(theirs, words.own)]  # fmt: skip
        if not near:
            return
        meant, called, _ = near[0]
        addresses = {address for _, _, address in near if address}
        if not own or not addresses or own in addresses:
            message = "there is no authority of this name, and it is nearly that of another"
            hint = f"did you mean `{meant}`? {_MAP}"
            raise Misread(Found(AUTHORITY, message, hint, group.cell, f"{group.name}; the other: {called}"))
        message = "this name is nearly that of another authority, and is taken for another one by its address"
        found.append(Found(LOOK, message, "look whether they are two", group.cell, f"{group.name}; {called}"))

    def _address(self, rows: Sequence[Row]) -> str:
        letters = self._layout.letters("", "address")
        texts = [" ".join(row[letter].text for letter in letters if letter in row) for row in rows]
        return folded(next(filter(None, texts), ""))

    def _new_id(self, group: _Group) -> str:
        for slug in ids_of(group.name):
            if slug not in self._known and slug not in self._made:
                return slug
        raise Misread(Found(AUTHORITY, "no id of its own can be made of this name", _MAP, group.cell, group.name))


def _like(one: str, other: str) -> bool:
    return closest(one, [other]) is not None and difflib.SequenceMatcher(None, one, other).ratio() >= _NEAR
