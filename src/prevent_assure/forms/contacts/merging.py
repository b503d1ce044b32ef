"""Who holds a post by the sheet and by the file: who is new, who has left, what else has changed."""

import datetime
import difflib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from prevent_assure.checking.checks.contacts import CONFLICT, LOOK
from prevent_assure.diagnostics import Route
from prevent_assure.rules.council_names import folded
from prevent_assure.workspace.editing import Flow, Value

from .findings import Found, Misread
from .names import key_of
from .rows import Entry
from .sheets import Cell
from .words import POSTS

Kind = Literal["new authority", "new", "left", "vacant", "named", "changed", "added", "not in the sheet"]
Data = Any
"""An entry of a file, as it stands there."""
_NEAR = 0.86
"""From so great a likeness on two names may be one person's."""
_DAY = datetime.timedelta(days=1)


class Difference(NamedTuple):
    """A difference between sheet and file.

    Attributes:
        kind: What it is.
        at: The key that it is about: a role, `address` and the like; empty for the whole authority.
        before: What stands in the file: only a terminal may show it.
        after: What is to stand there, likewise.
        said: What may be said anywhere: dates, and which key of the role changes.
        cell: Where the sheet says so; None for what it does not say.
        route: The place in the file.
    """

    kind: Kind
    at: str
    before: str = ""
    after: str = ""
    said: str = ""
    cell: Cell | None = None
    route: Route = ()


class Merged(NamedTuple):
    """The differences of a post, and what is to stand where in the file."""

    differences: Sequence[Difference]
    edits: Mapping[Route, Value]


def merge_post(role: str, entries: Sequence[Entry], post: Data, on: datetime.date, found: list[Found]) -> Merged:
    """Hold what the sheet says of a post against the file.

    Args:
        role: The post's role.
        entries: What the sheet says of those who hold or held it.
        post: What the file says: a person, several, or None for no such post.
        on: The first day of who holds it anew, where the sheet gives none.
        found: What is found is added to it.

    Returns:
        The differences; none where the two contradict each other.
    """
    merging = _Post(role, post, on, found)
    try:
        return merging.merged(entries)
    except Misread as fault:
        found.append(fault.found)
        return Merged((), {})


class _Post:
    """A post while sheet and file are merged."""

    def __init__(self, role: str, post: Data, on: datetime.date, found: list[Found]) -> None:
        self._role, self._on, self._found = role, on, found
        self._is_list = isinstance(post, list)
        self._persons: list[dict[str, Any]] = [dict(one) for one in (post if self._is_list else [post] if post else [])]
        self._there = len(self._persons)
        self._touched: set[int] = set()
        self._edits: dict[Route, Value] = {}
        self._differences: list[Difference] = []

    def merged(self, entries: Sequence[Entry]) -> Merged:
        """Take the sheet's entries one after another: those who have left, then who holds the post."""
        present = [entry for entry in entries if entry.to is None or entry.to >= self._on]
        self._only_one(present)
        for entry in entries:
            if entry not in present:
                self._take(entry, is_present=False)
        for entry in present:
            self._take(entry, is_present=True)
        self._append()
        return Merged(self._differences, self._edits)

    def _only_one(self, present: Sequence[Entry]) -> None:
        """Refuse two who hold the post at once, but for one who follows another by the dates."""
        ordered = sorted(present, key=lambda entry: (entry.from_ or datetime.date.min, entry.to is None))
        for one, other in itertools.pairwise(ordered):
            if one.to is None or other.from_ is None or one.to >= other.from_:
                same = one.key == other.key
                what = "say different things of one person" if same else f"name two who hold `{self._role}` at once"
                message = f"this row and {one.cell.place} {what}"
                hint = "write the last day of who has left, or take one of the two rows out"
                raise Misread(Found(CONFLICT, message, hint, other.cell, other.cell.text))

    def _take(self, entry: Entry, *, is_present: bool) -> None:
        at = self._match(entry)
        if at is None:
            self._refuse_near(entry)
            self._add(entry, is_present=is_present)
            return
        self._touched.add(at)
        person = self._persons[at]
        end = _date(person.get("to"))
        if entry.to is None and end is not None and end < self._on:
            message = f"the file says that who is named here left `{self._role}` on {end}"
            hint = "take the row out, or write when they came back beside it"
            raise Misread(Found(CONFLICT, message, hint, entry.cell, entry.cell.text))
        if entry.to is not None and end is None:
            kind: Kind = "left"
            self._differences.append(Difference(kind, self._role, str(person.get("name") or ""), "",
                                                f"to {entry.to}", entry.cell, self._route(at)))  # fmt: skip
            self._set(at, "to", entry.to)
        self._update(at, entry)

    def _match(self, entry: Entry) -> int | None:
        """Find the entry of the file that is of the same person, or of the same vacancy."""
        alike = [index for index, person in enumerate(self._persons) if self._same(person, entry)]
        dated = [index for index in alike if self._has_dates_of(self._persons[index], entry)]
        open_ = [index for index in alike if self._holds(self._persons[index])]
        if dated or open_:
            return (dated or open_)[-1]
        if not alike or (entry.to is None and self._came_back(self._persons[alike[-1]], entry)):
            return None
        return alike[-1]

    @staticmethod
    def _has_dates_of(person: Data, entry: Entry) -> bool:
        pairs = [(_date(person.get("from")), entry.from_), (_date(person.get("to")), entry.to)]
        return any(day is not None and day == theirs for day, theirs in pairs)

    @staticmethod
    def _came_back(person: Data, entry: Entry) -> bool:
        end = _date(person.get("to"))
        return entry.from_ is not None and end is not None and end < entry.from_

    def _same(self, person: Data, entry: Entry) -> bool:
        if entry.name is None:
            return bool(person.get("vacant"))
        names = [str(person[key]) for key in ("name", "known_as") if person.get(key)]
        return entry.key in {key_of(name) for name in names}

    def _holds(self, person: Data) -> bool:
        end = _date(person.get("to"))
        return end is None or end >= self._on

    def _refuse_near(self, entry: Entry) -> None:
        """Refuse a name that is nearly that of who holds the post, unless the sheet says since when."""
        if entry.name is None or entry.from_ is not None:
            return
        for person in filter(self._holds, self._persons):
            key = key_of(str(person.get("name") or ""))
            if key and _may_be_same(key, entry.key):
                message = f"this is nearly the name of who holds `{self._role}` in the file"
                hint = "if it is the same person, write both names alike; if not, write since when beside it"
                raise Misread(Found(CONFLICT, message, hint, entry.cell, f"{entry.name}; the file: {person['name']}"))

    def _add(self, entry: Entry, *, is_present: bool) -> None:
        """Put in who is not in the file; who held the post until then has left."""
        open_ = [index for index in range(self._there) if self._persons[index].get("to") is None]
        nameless = [index for index in open_ if not self._persons[index].get("name")
                    and not self._persons[index].get("vacant")]  # fmt: skip
        if nameless and is_present:
            self._fill(nameless[-1], entry)
            return
        former = [index for index in open_ if index not in self._touched] if is_present else []
        start = entry.from_
        if start is None and is_present and self._persons:
            start = self._since(former)
            message = f"the sheet does not say since when; {start} is taken"
            self._found.append(Found(LOOK, message, "write it beside the name, or give --on", entry.cell))
        for index in former:
            self._leave(index, (start or self._on) - _DAY, entry)
        title = entry.title or self._title()
        new = {"name": entry.name, "known_as": entry.known_as, "salutation": entry.salutation, "title": title,
               "from": start, "to": entry.to, "vacant": True if entry.name is None else None}  # fmt: skip
        self._persons.append({key: value for key, value in new.items() if value is not None})
        said = " ".join(f"{word} {day}" for word, day in (("from", start), ("to", entry.to)) if day is not None)
        kind: Kind = "vacant" if entry.name is None else "new" if is_present else "added"
        self._differences.append(
            Difference(kind, self._role, "", entry.name or "", said, entry.cell, ("people", self._role))
        )

    def _since(self, former: Sequence[int]) -> datetime.date:
        """Say since when who is new holds the post: the day after the last of those whose end the sheet says."""
        ends = [_date(person.get("to")) for index, person in enumerate(self._persons)
                if index in self._touched or index >= self._there]  # fmt: skip
        known = [end for end in ends if end is not None]
        return self._on if former or not known else max(known) + _DAY

    def _leave(self, index: int, day: datetime.date, entry: Entry) -> None:
        person = self._persons[index]
        begin = _date(person.get("from"))
        if begin is not None and begin > day:
            message = f"who holds `{self._role}` in the file does so since {begin}, and would have left on {day}"
            raise Misread(Found(CONFLICT, message, "look at both dates", entry.cell, entry.cell.text))
        self._differences.append(
            Difference("left", self._role, str(person.get("name") or "vacant"), "", f"to {day}", entry.cell,
                       self._route(index))
        )  # fmt: skip
        self._set(index, "to", day)

    def _fill(self, index: int, entry: Entry) -> None:
        """Write who it is into an entry that has no name yet."""
        self._touched.add(index)
        kind: Kind = "vacant" if entry.name is None else "named"
        self._differences.append(Difference(kind, self._role, "", entry.name or "", "", entry.cell, self._route(index)))
        given = {"name": entry.name, "known_as": entry.known_as, "salutation": entry.salutation,
                 "vacant": True if entry.name is None else None}  # fmt: skip
        for key, value in given.items():
            if value is not None:
                self._set(index, key, value)
        self._update(index, entry)

    def _update(self, index: int, entry: Entry) -> None:
        """Write what the sheet says otherwise of someone whom the file has."""
        person = self._persons[index]
        given = {"title": self._new_title(person, entry.title), "from": entry.from_, "to": entry.to,
                 "known_as": entry.known_as, "salutation": entry.salutation if entry.known_as else None}  # fmt: skip
        for key, value in given.items():
            old = person.get(key)
            if (
                value is None
                or str(old or "") == str(value)
                or (isinstance(value, str) and folded(str(old or "")) == folded(value))
            ):
                continue
            said = (
                f"{key}: {old} becomes {value}"
                if key in {"from", "to"} and old
                else f"{key} {value}"
                if key in {"from", "to"}
                else key
            )
            self._differences.append(
                Difference(
                    "changed", self._role, str(old or ""), str(value), said, entry.cell, (*self._route(index), key)
                )
            )
            self._set(index, key, value)
            if key == "from" and (begin := _date(old)) is not None and entry.from_ is not None:
                self._follow(begin, entry.from_, entry)

    def _follow(self, begin: datetime.date, start: datetime.date, entry: Entry) -> None:
        """Let who left on the eve of a day leave on the eve of the day that stands in its place now."""
        for index, person in enumerate(self._persons[: self._there]):
            if _date(person.get("to")) != begin - _DAY or index in self._touched:
                continue
            first, last = _date(person.get("from")), start - _DAY
            if first is not None and first > last:
                message = f"who held `{self._role}` before did so since {first}, and would have left on {last}"
                raise Misread(Found(CONFLICT, message, "look at both dates", entry.cell, entry.cell.text))
            said = f"to: {begin - _DAY} becomes {last}"
            self._differences.append(
                Difference("changed", self._role, str(begin - _DAY), str(last), said, entry.cell,
                           (*self._route(index), "to"))
            )  # fmt: skip
            self._set(index, "to", last)

    def _new_title(self, person: Data, title: str | None) -> str | None:
        """Give a title that the sheet says; the usual one says nothing against a title of the file's own wording."""
        known = POSTS.get(self._role)
        if title is None or known is None or folded(title) != folded(known.title):
            return title
        usual = {folded(text) for text in (known.title, *known.same, *known.titles)}
        return title if folded(str(person.get("title") or "")) in usual - set(map(folded, known.same)) else None

    def _title(self) -> str:
        if self._persons:
            return str(self._persons[-1].get("title") or self._role)
        known = POSTS.get(self._role)
        return known.title if known is not None else self._role.replace("-", " ").capitalize()

    def _route(self, index: int) -> Route:
        return ("people", self._role, index) if self._is_list else ("people", self._role)

    def _set(self, index: int, key: str, value: Any) -> None:  # noqa: ANN401 - a value of the file
        self._persons[index][key] = value
        if index < self._there:
            self._edits[(*self._route(index), key)] = value

    def _append(self) -> None:
        """Put the new entries behind those that the file has."""
        new = [Flow(person) for person in self._persons[self._there :]]
        route: Route = ("people", self._role)
        if not new:
            return
        if self._is_list:
            self._edits |= {(*route, self._there + index): person for index, person in enumerate(new)}
        elif self._there:
            self._edits[route] = [_as_text(self._persons[0]), *new]
        else:
            self._edits[route] = new[0] if len(new) == 1 else new


def not_in_sheet(people: Mapping[str, Data], entries: Sequence[Entry], on: datetime.date) -> Iterator[Difference]:
    """List those whom the file has on a day and the sheet does not.

    Args:
        people: What the file says.
        entries: What the sheet says.
        on: The day.
    """
    held = {entry.role for entry in entries if entry.to is None or entry.to >= on}
    named = {(entry.role, entry.key) for entry in entries}
    for role, post in people.items():
        persons = post if isinstance(post, list) else [post]
        for index, person in enumerate(persons):
            name, end = str(person.get("name") or ""), _date(person.get("to"))
            if name and role not in held and (role, key_of(name)) not in named and (end is None or end >= on):
                route: Route = ("people", role, index) if isinstance(post, list) else ("people", role)
                yield Difference("not in the sheet", role, name, route=route)


def _as_text(person: Data) -> Data:
    return {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in person.items()}


def _date(value: object) -> datetime.date | None:
    """Read a date of a file; None for none, or for what is no date."""
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _may_be_same(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: nearly alike, or the same but for a first name cut to its initial."""
    first, second = one.split(), other.split()
    shorter = min(len(first[0]), len(second[0]))
    initial = first[-1] == second[-1] and shorter == 1 and first[0][0] == second[0][0]
    return initial or difflib.SequenceMatcher(None, one, other).ratio() >= _NEAR
