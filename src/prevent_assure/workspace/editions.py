"""Editions of criteria: those of a folder, and those that came with the package."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from prevent_assure.model.criteria import Criteria

from .layout import criteria_path
from .loading import Loaded, load
from .packaged import packaged_folder


@lru_cache(16)
def packaged_criteria(ref: str) -> Loaded[Criteria] | None:
    """Read an edition of criteria that came with the package.

    Args:
        ref: Regime and edition.

    Returns:
        The file as read, or None where the package has none such.
    """
    path = packaged_folder("criteria") / f"{ref}.yaml"
    return load(path, f"packaged {criteria_path(ref)}", Criteria) if path.is_file() else None


def packaged_editions() -> list[str]:
    """List the editions of criteria that came with the package.

    Returns:
        Their names, sorted.
    """
    return sorted(editions_in(packaged_folder("criteria")))


def editions_in(folder: Path) -> Iterator[str]:
    """List the editions of a folder.

    Args:
        folder: A workspace's or the package's `criteria/`.

    Yields:
        Their names, as in `local-authority/2024-25`.
    """
    for path in folder.glob("*/*.yaml"):
        if path.is_file():
            yield path.relative_to(folder).with_suffix("").as_posix()
