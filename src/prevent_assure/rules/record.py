"""What an issued letter was made from, as digests part by part, so that it can be said later what has changed.

A digest is of what is said: keys in any order, a short or a long form, spaces at the end of a line and the line ends
of the file make no difference. A key that a later version of the format adds makes none until it is used.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prevent_assure.model.authority import Authority, holder
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.issue import EarlierIssue, IssuedFrom, IssueRecord
from prevent_assure.model.settings import Settings

from .case import Case
from .digests import digest, digest_of, sha256

WHOLE = "whole"
"""The part of an edition's digests that is of all of it, as letters print it: also of what bears on nothing."""
_TEXTS = (".html", ".md", ".j2", ".yaml")
_NAMES = {"format", "authority", "cycle", "id", "edition"}
"""Keys that say which file it is, and not what it says."""
_NOT_PRINTED = {"publication"}
"""What a public edition leaves out can be decided after the letter is issued."""
_SIGN_OFFS = ("accepted", "agreed", "cleared")
"""Of these it counts who signed and when: their seals are of the rest, and say nothing of their own."""
Parts = dict[str, str]
"""Parts of a file by name, as in `benchmarks.training`, with their digests."""


def parts_of(model: Model | None) -> Parts:
    """Digest what a file says, part by part.

    Args:
        model: The file's content; None where there is none.

    Returns:
        A digest for each key, and for each benchmark; nothing for what is left out.
    """
    return {} if model is None else _parts(model.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def is_being_corrected(case: Case) -> bool:
    """Tell whether a step of an issued letter was taken back, and the letter has not been issued anew since."""
    if case.record is None or case.review is None:
        return False
    return "taken_back" in differences(case.record.sources.review, parts_of(case.review))


def issued_from(case: Case, covered: Sequence[Authority], templates: Mapping[str, bytes]) -> IssuedFrom:
    """Say what a letter is made from.

    Args:
        case: The authority in its cycle.
        covered: The other authorities that the self-assessment covers.
        templates: The templates and the wording that it is written with, by name.

    Returns:
        The digests.
    """
    return IssuedFrom(
        **_of_files(case, covered),
        criteria={**parts_of(_told(case.criteria)), WHOLE: digest(case.criteria)},
        templates={name: file_digest(data, name) for name, data in templates.items()},
    )


def sources_digest(case: Case, covered: Sequence[Authority]) -> str:
    """Digest all that a letter takes from the workspace's files, for the letter's last lines.

    Args:
        case: The authority in its cycle.
        covered: The other authorities that the self-assessment covers.

    Returns:
        `sha256:` and 64 hexadecimal digits.
    """
    return _digest(_of_files(case, covered))


def _of_files(case: Case, covered: Sequence[Authority]) -> dict[str, Parts]:
    day = case.review.letter.date if case.review is not None else None
    return {
        "assessment": parts_of(case.assessment),
        "review": parts_of(case.review),
        "authority": {
            **_of_authority(case.authority, day),
            **{f"covered.{each.id}": _digest(each.name) for each in covered},
        },
        "settings": _of_settings(case.settings, case.cycle),
    }


def file_digest(data: bytes, name: str) -> str:
    """Digest a file.

    Args:
        data: Its bytes.
        name: Its name, by whose end a text is known.

    Returns:
        `sha256:` and 64 hexadecimal digits.
    """
    return sha256(with_line_feeds(data, name))


def with_line_feeds(data: bytes, name: str) -> bytes:
    """Undo what git does to the line ends of a text.

    Args:
        data: A file's bytes.
        name: Its name, by whose end a text is known.

    Returns:
        The bytes, of a text with line feeds as its line ends.
    """
    return data.replace(b"\r\n", b"\n") if name.endswith(_TEXTS) else data


def earlier_issues(record: IssueRecord) -> tuple[EarlierIssue, ...]:
    """Give the issues that a letter which takes the place of a record's has to name, the record's own the last."""
    return (*record.supersedes, EarlierIssue(date=record.date, files=record.files))


def takes_place_of(later: IssueRecord, earlier: IssueRecord) -> bool:
    """Tell whether a record says that its letter was issued in the place of another record's, and of all before it."""
    named = earlier_issues(earlier)
    return later.date >= earlier.date and later.supersedes[: len(named)] == named


def differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Name the parts that are not as they were.

    Args:
        then: The digests of then.
        now: The digests of now.

    Returns:
        Their names, in the order of now; what is gone stands at the end.
    """
    names: Iterable[str] = dict.fromkeys([*now, *then])
    return [name for name in names if then.get(name) != now.get(name)]


def _parts(data: dict[str, Any]) -> Parts:
    found: Parts = {}
    for key, value in data.items():
        if key in _NAMES | _NOT_PRINTED:
            continue
        if key in _SIGN_OFFS:
            found[key] = _digest({name: value[name] for name in ("by", "on")})
        elif key != "benchmarks":
            found[key] = _digest(value)
        elif isinstance(value, dict):
            found.update({f"benchmarks.{name}": _digest(_shortest(each)) for name, each in value.items()})
        else:
            found.update({f"benchmarks.{each['id']}": _digest(each) for each in value})
            found["benchmarks"] = _digest(sorted((each["number"], each["id"]) for each in value))
    return found


def _told(criteria: Criteria | None) -> Criteria | None:
    """An edition as far as a letter tells of it: where it comes from, and what it replaced, bear on nothing."""
    return None if criteria is None else criteria.model_copy(update={"sources": (), "replaces": None, "note": None})


def _of_authority(authority: Authority | None, day: datetime.date | None) -> Parts:
    """What a letter takes from an authority's file; those who hold a post on another day are not in it."""
    if authority is None:
        return {}
    people = {role: holder(authority.people, role, day) for role in authority.people}
    named = {authority.letter.to, *authority.letter.cc, *authority.letter.thanks}
    return {
        **{key: _digest(getattr(authority, key)) for key in ("name", "address")},
        "groups": _digest(authority.groups.model_dump(mode="json", exclude_defaults=True)),
        "letter": _digest(authority.letter.model_dump(mode="json", exclude_defaults=True)),
        **{
            f"people.{role}": _digest(person.model_dump(mode="json", exclude={"from_", "to"}, exclude_defaults=True))
            for role, person in people.items()
            if role in named and person is not None
        },
    }


def _of_settings(settings: Settings | None, cycle: str) -> Parts:
    if settings is None:
        return {}
    own = settings.cycles.get(cycle)
    shared = own.recommendations if own is not None else ()
    return {
        "sender": _digest(settings.sender_of(cycle).model_dump(mode="json", exclude_defaults=True)),
        "marking": _digest(settings.marking),
        "recommendations": _digest([each.model_dump(mode="json", exclude_defaults=True) for each in shared]),
    }


def _shortest(value: object) -> object:
    """Give short and long forms of the same thing one form: an answer that is only its word, a strength likewise."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        only = [value[key] for key in ("answer", "text") if value.keys() == {key}]
        return only[0] if only else {key: _shortest(each) for key, each in value.items()}
    return [_shortest(each) for each in value] if isinstance(value, list) else value


def _digest(value: object) -> str:
    return digest_of(_trimmed(_shortest(value)))


def _trimmed(value: object) -> object:
    """Leave out the spaces at the ends of lines and of texts, which nobody sees."""
    if isinstance(value, str):
        bare = value.strip()
        return "\n".join([line.rstrip() for line in bare.split("\n")]) if "\n" in bare else bare
    if isinstance(value, dict):
        return {key: _trimmed(each) for key, each in value.items()}
    return [_trimmed(each) for each in value] if isinstance(value, list | tuple) else value
