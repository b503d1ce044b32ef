"""The corpus of names in context: workspaces made of it, and what public letters of them make of every entry."""

import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from papers import html_text
from prevent_assure.source import read

FOLDER = Path(__file__).resolve().parent / "corpus" / "names"
EXPECTED = FOLDER / "expected-failures.txt"
"""The ids of what fails as yet; a line that no longer fails must go, and at the end all of them."""

CYCLE = "2024-25"
FIRST, SECOND = "partnership-group", "training"
MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_GAP = r"\s*\[left out: N(?:, [CR])*\](?:['\u2019]s?)?\s*"
"""What may stand in place of a name; an apostrophe that stays behind names nobody."""
_MARKER = re.compile(r"q(\d+)q")
_TAG = re.compile("<[^>]*>")
_SAYING = re.compile('(?:href|title|alt|content)="([^"]*)"')
_SOMEWHERE = {"title", "group", "address", "authority"}
"""Places where no paragraph can stand before the text to mark where it begins."""
_NOT_PRINTED = {"evidence", "reference"}

_TELLING = 8
"""A text of so many letters is not in another by chance."""

SENDER = {
    "name": "Thessaly Brandreth-Oyekan",
    "title": "Head of Delivery",
    "department": "Department of Examples",
    "address": ["1 Example Street"],
}
ADVISER = {"name": "Ignace Thornycroft-Bello", "title": "Prevent Adviser"}


class Entry(NamedTuple):
    """A text of the corpus.

    Attributes:
        id: Its group's id and its number in it, from 1.
        kind: What it tries.
        certainty: `certain`, `perhaps` or `none`.
        place: Where the text stands.
        text: The text; what must go stands between ⟦ and ⟧.
        gone: What must be gone.
        stays: What must stay, where it is not all else in one piece.
        kept: Targets of links that must stay.
    """

    id: str
    kind: str
    certainty: str
    place: str
    text: str
    gone: tuple[str, ...]
    stays: tuple[str, ...] | None
    kept: tuple[str, ...]

    @property
    def frame(self) -> str:
        """The text without what must go."""
        return MARKED.sub("⟦⟧", self.text)

    @property
    def written(self) -> str:
        """The text as it stands in a file."""
        return re.sub("[⟦⟧]", "", self.text)


class Group(NamedTuple):
    """Entries about the same people, which may stand in one letter."""

    id: str
    data: Mapping[str, Any]
    entries: tuple[Entry, ...]

    @property
    def certainty(self) -> str:
        """What its entries are: `certain`, `perhaps` or `none`."""
        return str(self.data["class"])


def groups() -> list[Group]:
    """Read the corpus."""
    return [group_of(data) for path in sorted(FOLDER.glob("*.yaml")) for data in _read(path)["groups"]]


def group_of(data: Mapping[str, Any]) -> Group:
    """Read a group of the corpus."""
    return Group(data["id"], data, tuple(_entries(data)))


def _read(path: Path) -> dict[str, Any]:
    data = read(path.read_bytes()).data
    assert isinstance(data, dict), path
    return data


def _entries(group: Mapping[str, Any]) -> Iterator[Entry]:
    for number, entry in enumerate(group["entries"], 1):
        rest = dict(entry)
        gone, stays, kept = rest.pop("gone", None), rest.pop("stays", None), rest.pop("kept", ())
        ((place, text),) = rest.items()
        marked = [_plain(found) for found in MARKED.findall(text)]
        yield Entry(
            f"{group['id']}/{number}",
            group["kind"],
            group["class"],
            place,
            text,
            tuple(gone or marked),
            None if stays is None else tuple(stays),
            tuple(kept),
        )


def one_by_one(among: list[Group]) -> list[Group]:
    """Put every entry into a group, and so a letter, of its own."""
    return [
        Group(entry.id.replace("/", "-"), group.data, (entry,))
        for group in among
        for entry in group.entries
        if entry.place not in _NOT_PRINTED
    ]


def write_workspace(folder: Path, among: list[Group], *, small: bool = True) -> None:
    """Write a workspace with an authority, a self-assessment and a review for every group.

    Args:
        folder: Where.
        among: The groups.
        small: Whether to lay a short edition before the packaged one, which takes a tenth of the time.
    """
    settings = {
        "format": "prevent-assure/workspace/1",
        "current_cycle": CYCLE,
        "sender": SENDER,
        "people": {"prevent-adviser": ADVISER},
        "cycles": {CYCLE: {"criteria": f"local-authority/{CYCLE}"}},
    }
    _write(folder / "prevent-assure.yaml", settings)
    if small:
        _write(folder / f"criteria/local-authority/{CYCLE}.yaml", _read(FOLDER / "edition" / "small.yaml"))
    for group in among:
        for path, data in _files(group):
            _write(folder / path, data)


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8", newline="\n")


def _files(group: Group) -> Iterator[tuple[str, dict[str, Any]]]:
    others = {"covered": "covers", "predecessors": "successor_of"}
    named = {key: f"{group.id}-{part}" for part, key in others.items() if part in group.data}
    authority = _authority(group.id, group.data, group.data.get("people", []))
    if "successor_of" in named:
        authority |= {"successor_of": named["successor_of"], "valid_from": "2024-04-01"}
        ended = _authority(named["successor_of"], {}, group.data["predecessors"]) | {"valid_to": "2024-03-31"}
        yield f"authorities/{named['successor_of']}.yaml", ended
    if "covers" in named:
        yield f"authorities/{named['covers']}.yaml", _authority(named["covers"], {}, group.data["covered"])
    yield f"authorities/{group.id}.yaml", authority
    head = {"authority": group.id, "cycle": CYCLE}
    assessment = {
        "format": "prevent-assure/assessment/1",
        **head,
        "criteria": f"local-authority/{CYCLE}",
        "benchmarks": {
            FIRST: {"claimed": "met", "summary": _narrative(group, "summary"), "answers": _answers(group)},
            SECOND: {"claimed": "met", "answers": {"met": "met"}},
        },
    }
    if "covers" in named:
        assessment["covers"] = [named["covers"]]
    yield f"assessments/{CYCLE}/{group.id}.yaml", assessment
    yield f"reviews/{CYCLE}/{group.id}.yaml", _review(group) | head


def _authority(name: str, group: Mapping[str, Any], people: list[dict[str, Any]]) -> dict[str, Any]:
    roles: dict[str, Any] = {"chief-executive": {"title": "Chief Executive"}}
    for number, person in enumerate(people, 1):
        roles[f"person-{number}"] = {"title": "Officer", **{key: it for key, it in person.items() if key != "printed"}}
    printed = [f"person-{number}" for number, person in enumerate(people, 1) if person.get("printed")]
    return {
        "format": "prevent-assure/authority/1",
        "id": name,
        "name": group.get("name", "Anytown Council"),
        "region": "West Midlands",
        "address": group.get("address", ["1 High Street", "Anytown"]),
        "groups": group.get("groups", {"governance": "Anytown Prevent Board"}),
        "people": roles,
        "letter": {"to": "chief-executive", "cc": printed},
    }


def _answers(group: Group) -> dict[str, Any]:
    evidence = "\n\n".join(entry.written for entry in group.entries if entry.place == "evidence")
    references = [{"title": entry.written} for entry in group.entries if entry.place == "reference"]
    said = {"evidence": evidence or "It is minuted.", **({"references": references} if references else {})}
    return {"met": {"meets-quarterly": {"answer": "met", **said}}}


def _review(group: Group) -> dict[str, Any]:
    recommendations: list[dict[str, Any]] = []
    for number, entry in enumerate(group.entries, 1):
        made = {"id": f"r{number}", "benchmarks": [FIRST]}
        if entry.place == "recommendation":
            recommendations.append({**made, "text": f"q{number}q\n\n{entry.written}\n\nq0q"})
        if entry.place == "owner":
            recommendations.append({**made, "text": f"q{number}q", "owner": entry.written})
    recommendations.append({"id": "end", "text": "q0q"})
    strengths = [_marked(group, entry) for entry in group.entries if entry.place == "strength"]
    reason = _narrative(group, "reason")
    second = {"agreed": "not_met", "reason": reason} if reason else {"agreed": "met"}
    return {
        "format": "prevent-assure/review/1",
        "adviser": "prevent-adviser",
        "benchmarks": {
            FIRST: {"comments": _narrative(group, "comments") or "Go on.", "agreed": "met"},
            SECOND: {"comments": "Go on.", **second},
        },
        "letter": {
            "date": "2025-05-19",
            "summary": _narrative(group, "letter") or "A good cycle.",
            "strengths": strengths or ["There is a plan."],
            "recommendations": recommendations,
        },
    }


def _narrative(group: Group, place: str) -> str:
    return "\n\n".join(_marked(group, entry) for entry in group.entries if entry.place == place)


def _marked(group: Group, entry: Entry) -> str:
    return f"q{group.entries.index(entry) + 1}q\n\n{entry.written}\n\nq0q"


def failures(group: Group, page: str) -> Iterator[str]:
    """Find what a public letter makes wrong.

    Args:
        group: Whose letter it is.
        page: The letter as HTML.

    Yields:
        The ids of entries, and the group's own where a whole name is anywhere in the letter.
    """
    text = _plain(html_text(page))
    parts, sources = _parts(text), _parts(page)
    for number, entry in enumerate(group.entries, 1):
        somewhere = entry.place in _SOMEWHERE
        part = text if somewhere else parts.get(number, "")
        source = page if somewhere or entry.place in _NOT_PRINTED else sources.get(number, "")
        if not _holds(entry, part, source):
            yield entry.id
    said = folded(page)
    people = [*group.data.get("people", []), *group.data.get("covered", []), *group.data.get("predecessors", [])]
    withheld = [person["name"] for person in (*people, SENDER, ADVISER) if not person.get("public")]
    if any(_says(said, name) for name in withheld):
        yield group.id


def left_in(group: Group, text: str) -> Iterator[str]:
    """Find what is still in a text of which nothing tells the place: the ids of entries and groups, as `failures`."""
    said = folded(text).replace(" ", "")
    for entry in group.entries:
        if any(folded(gone).replace(" ", "") in said for gone in entry.gone if len(gone) >= _TELLING):
            yield entry.id


def _parts(text: str) -> dict[int, str]:
    found = list(_MARKER.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return {int(match[1]): text[match.end() : end].strip() for match, end in zip(found, ends, strict=False)}


def _holds(entry: Entry, part: str, source: str) -> bool:
    said = f"{folded(_TAG.sub(_addresses, source))} {folded(part)}"
    if any(_says(said, gone) or ("%" in gone and gone in source) for gone in entry.gone):
        return False
    if not all(kept in html.unescape(source) for kept in entry.kept):
        return False
    return entry.place in _NOT_PRINTED or _is_otherwise_the_same(entry, part)


def _addresses(tag: re.Match[str]) -> str:
    """Give what a tag says to whoever looks for it, in place of its own words."""
    return " ".join(_SAYING.findall(tag[0]))


def _is_otherwise_the_same(entry: Entry, part: str) -> bool:
    if entry.stays is not None:
        return _in_order(part, entry.stays)
    pattern = _GAP.join(_pattern(piece) for piece in re.split("⟦.*?⟧", entry.text, flags=re.DOTALL))
    if entry.place == "owner":
        # The number of the next recommendation may stand behind it.
        return re.search(rf"Owner: {pattern}\s*(?:;|$|R\d+$)", part) is not None
    if entry.place in _SOMEWHERE:
        return re.search(pattern, part) is not None
    return re.fullmatch(pattern, part) is not None


def _pattern(piece: str) -> str:
    return r"\s+".join(map(re.escape, _plain(piece).split())).join(
        (r"\s*" if piece[:1].isspace() else "", r"\s*" if piece[-1:].isspace() else "")
    )


def _in_order(part: str, stays: tuple[str, ...]) -> bool:
    at = 0
    for piece in map(_plain, stays):
        found = part.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _plain(text: str) -> str:
    return " ".join(text.split())


def _says(said: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", said) is not None


def folded(text: str) -> str:
    """Take a text without case, accents, marks that cannot be seen, entities and percent signs."""
    decomposed = unicodedata.normalize("NFKD", unquote(html.unescape(text)))
    seen = "".join(sign for sign in decomposed if unicodedata.category(sign) not in {"Mn", "Cf"})
    return _plain(seen.casefold())


def expected_failures() -> set[str]:
    """The ids of what fails as yet."""
    return {line for line in EXPECTED.read_text("utf-8").splitlines() if line and not line.startswith("#")}
