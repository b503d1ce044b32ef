"""What `docs/files.md` says of each key. The package ships the page, so that there is one text only."""

import re
from functools import cache

from .packaged import packaged_folder

_TABLE = re.compile(r"((?:<!-- model: [\w. ]+ -->\n)+)(.*?)(?=\n\n|\Z)", re.DOTALL)
_MODEL = re.compile(r"\w+\.(\w+)")
_ELSEWHERE = re.compile(r"[,;] or (?:of entries with )?the keys below|, keys below| \(next table\)")
"""What leads on to other tables of the page."""
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]+\)")


@cache
def files_page() -> dict[str, dict[str, str]]:
    """Read the page.

    Returns:
        For each model's name its keys with what they say, in Markdown without links.
    """
    text = (packaged_folder("docs") / "files.md").read_text(encoding="utf-8")
    return {name: _keys(found[2]) for found in _TABLE.finditer(text) for name in _MODEL.findall(found[1])}


def _keys(table: str) -> dict[str, str]:
    rows = (line.strip().strip("|").split(" |") for line in table.split("\n")[2:] if line.startswith("|"))
    return {key.strip().strip("`"): _ELSEWHERE.sub("", _LINK.sub(r"\1", said.strip())) for key, _, said in rows}
