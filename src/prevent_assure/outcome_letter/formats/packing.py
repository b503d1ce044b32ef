"""Zip files with the same bytes on every machine: fixed order and dates, and nothing compressed.

Two builds of zlib press the same text into other bytes; a letter is small enough to be left as it is.
"""

import io
import zipfile
from collections.abc import Mapping

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Pack files.

    Args:
        parts: Their contents by name, in the order in which they are to stand.

    Returns:
        The zip file.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.create_system = 3  # as on Unix, wherever this runs
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, data)
    return buffer.getvalue()


def repacked(archive: bytes, first: str) -> bytes:
    """Pack a zip file anew.

    Args:
        archive: A zip file.
        first: The name that must stand first in it.

    Returns:
        One with the same content.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        names = sorted(old.namelist(), key=lambda name: (name != first, name))
        return packed({name: old.read(name) for name in names})
