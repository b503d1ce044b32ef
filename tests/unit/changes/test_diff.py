"""`diff` over files that are wrong in every known way: it compares what can be read, and says what cannot."""

import shutil
from pathlib import Path

import pytest

from prevent_assure.changes.for_people import diff_md, diff_text
from prevent_assure.changes.for_programs import diff_json
from prevent_assure.changes.task import diff
from prevent_assure.workspace.workspace import Workspace
from printed_cases import CASES, PLACES
from scripted_history import IDENTITY, History

BAD = sorted(path for path in (CASES / "bad").glob("*/*.yaml") if path.parent.name in PLACES)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """The base workspace in a repository."""
    top = Path(shutil.copytree(CASES / "base", tmp_path_factory.mktemp("history") / "base"))
    made = History(top)
    made.commit()
    return made


@pytest.mark.parametrize("path", BAD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_bad_file_is_compared_or_said(path: Path, history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    place = PLACES[path.parent.name]
    history.git("checkout", "--quiet", "main", "--", ".")
    shutil.copyfile(path, history.workspace / place)
    try:
        result = diff(Workspace.at(history.workspace))
    finally:
        history.git("clean", "--quiet", "--force", "-d")
        history.git("checkout", "--quiet", "main", "--", ".")
    told = {each.path for each in result.unreadable}
    told |= {*result.reformatted, *(each.path for each in result.files)}
    assert place in told or result.assessments
    assert {each.side for each in result.unreadable} <= {"head"}
    for text in (diff_text(result, width=100, colour=False, texts=True), diff_md(result), diff_json(result)):
        assert text.endswith("\n")
