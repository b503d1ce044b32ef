"""The record of an issued letter: what was sent, and what it was made from."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import CriteriaRef, Cycle, Digest, FileId, Id, IsoDate, Line, Model

FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=200)]
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class IssuedFile(Model):
    """A file of an issued letter.

    Attributes:
        name: Its name, beside the record.
        digest: SHA-256 of its bytes.
    """

    name: FileName
    digest: Digest


class IssuedFrom(Model):
    """Digests of what a letter was made from: of what the files say, part by part, not of their bytes.

    Attributes:
        assessment: The self-assessment, by part.
        review: The review, by part.
        authority: What the letter takes from the authority's file, by part.
        settings: What the letter takes from the settings, by part.
        criteria: The edition, by part.
        templates: Templates and wording, by file.
    """

    assessment: dict[Line, Digest]
    review: dict[Line, Digest]
    authority: dict[Line, Digest]
    settings: dict[Line, Digest]
    criteria: dict[Line, Digest]
    templates: dict[Line, Digest]


class EarlierIssue(Model):
    """An issue that a later one took the place of."""

    date: IsoDate
    files: tuple[IssuedFile, ...] = Field(min_length=1)


class IssueRecord(Model):
    """What lies beside an issued letter.

    Attributes:
        format: What the file is.
        authority: The authority's id.
        cycle: The cycle.
        date: The letter's date.
        by: Who issued it, by role.
        criteria: The edition, as in `local-authority/2024-25`.
        version: The version of prevent-assure that wrote the letter.
        commit: The commit that the repository was at, as a hint: a squash merge leaves it behind.
        files: The letter's files.
        sources: What it was made from.
        supersedes: The issues before, the latest last.
    """

    format: Literal["prevent-assure/issue/1"]
    authority: FileId
    cycle: Cycle
    date: IsoDate
    by: Id | None = None
    criteria: CriteriaRef
    version: Line
    commit: Commit | None = None
    files: tuple[IssuedFile, ...] = Field(min_length=1)
    sources: IssuedFrom
    supersedes: tuple[EarlierIssue, ...] = ()
