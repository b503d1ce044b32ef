"""The names of authorities: taken from the line that they usually stand on, else from the file read whole."""

from pathlib import Path

import pytest

from prevent_assure.checking.reading import names_of
from prevent_assure.workspace.workspace import Workspace

REST = """\
type: unitary
address: [1 Example Street]
people: {chief-executive: {title: Chief Executive}}
letter: {to: chief-executive}
"""
HEAD = "format: prevent-assure/authority/1\nid: exampleton\n"
WRITTEN = {
    "name: Exampleton Council\n": "Exampleton Council",
    "name:   Exampleton  Council  \n": "Exampleton  Council",
    "name: Exampleton\n  Council\n": "Exampleton Council",
    "name: Exampleton\n\n  Council\n": None,
    "name: Exampleton Council # the unitary\n": "Exampleton Council",
    "name: 'Exampleton: Council'\n": "Exampleton: Council",
    'name: "Exampleton\\x20Council"\n': "Exampleton Council",
    "name: Cyngor Tr\u00e9-enghraifft\n": "Cyngor Tr\u00e9-enghraifft",
    "name: |-\n  Exampleton Council\n": "Exampleton Council",
    "name: Exampleton Council\r\n": "Exampleton Council",
    "groups: {governance: Board}\nname: Exampleton [Council]\n": "Exampleton [Council]",
    "name: null\n": None,
    "name: 2024\n": None,
    "name:\n": None,
    "": None,
}


def _workspace(folder: Path, authority: bytes) -> Workspace:
    (folder / "prevent-assure.yaml").write_text("format: prevent-assure/workspace/1\n", encoding="utf-8")
    (folder / "authorities").mkdir()
    (folder / "authorities" / "exampleton.yaml").write_bytes(authority)
    return Workspace(folder)


@pytest.mark.parametrize("line", WRITTEN)
@pytest.mark.parametrize("last", [False, True], ids=["above", "below"])
def test_name_is_that_of_the_file_read_whole(line: str, last: bool, tmp_path: Path) -> None:
    text = f"{HEAD}{REST}{line}" if last else f"{HEAD}{line}{REST}"
    workspace = _workspace(tmp_path, text.encode())
    whole = workspace.authority("exampleton")
    assert whole is not None
    assert (whole.model.name if whole.model is not None else None) == WRITTEN[line]
    assert names_of(workspace, ["exampleton"]) == ({} if WRITTEN[line] is None else {"exampleton": WRITTEN[line]})


def test_file_that_cannot_be_opened_gives_no_name(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, b"")
    (tmp_path / "authorities" / "otherton.yaml").symlink_to(tmp_path / "nothing")
    assert names_of(workspace, ["otherton"]) == {}


def test_name_of_a_file_with_errors_elsewhere_is_known_all_the_same(tmp_path: Path) -> None:
    """Its neighbours' letters are no less wrong for naming it."""
    workspace = _workspace(tmp_path, f"{HEAD}name: Exampleton Council\nnumber: 1\n".encode())
    assert names_of(workspace, ["exampleton"]) == {"exampleton": "Exampleton Council"}
