"""All that the templates of a new workspace see: plain data, frozen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewWorkspaceView:
    """A workspace to begin with.

    Attributes:
        version: The tool's version, as in `1.2.0`.
        series: The first two numbers of it, as in `1.2`.
        cycle: The current cycle.
        criteria: The edition that it goes by, as in `local-authority/2024-25`.
        authorities: The authorities to begin with.
        council: The council's team as CODEOWNERS names it.
        adviser: The adviser's team, likewise.
        schemas: For each kind of file that an editor can check, its schema.
    """

    version: str
    series: str
    cycle: str
    criteria: str
    authorities: tuple["NewAuthorityView", ...]
    council: str
    adviser: str
    schemas: tuple["SchemaView", ...]


@dataclass(frozen=True, slots=True)
class NewAuthorityView:
    """An authority to begin with.

    Attributes:
        id: Its id.
        name: Its name.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SchemaView:
    """A schema for an editor.

    Attributes:
        path: The schema's file.
        files: The files that it is for, as a pattern.
    """

    path: str
    files: str


WORKSPACE_VIEWS: frozenset[type] = frozenset({NewAuthorityView, NewWorkspaceView, SchemaView})
"""All that these templates meet, but for text, numbers and tuples."""
