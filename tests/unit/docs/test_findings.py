"""docs/findings.md: an entry for each finding, and its examples give what they say."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from pages import DOCS, ROOT, Fence, fences, links, read, sections
from prevent_assure import source
from prevent_assure.checking.named_files import validate_text
from prevent_assure.checking.reading import Reader
from prevent_assure.checking.registry import CATALOGUE
from prevent_assure.checking.results import ValidationResult
from prevent_assure.checking.validate import validate
from prevent_assure.diagnostics import Rule
from prevent_assure.rules.seals import seals
from prevent_assure.workspace.workspace import Workspace

PAGE = read(DOCS / "findings.md")
ENTRIES = {title.strip("`"): text for title, text in sections(PAGE).items() if title.startswith("`")}
SEVERITY = re.compile(r"\s*\*\*(Error of form|Error|Warning|Suggestion)\.\*\* \S")
BESIDE = {"letter-date-missing": "letters/2024-25/herefordshire.issue.yaml"}
"""Files that must lie there before the finding can be."""

CODES = sorted(ENTRIES)
RUN = [code for code in CODES if all(each.language == "yaml" for each in fences(ENTRIES[code]))]
FILES = {"file-missing", "file-not-regular", "file-too-large", "file-link", "file-unreadable"}
"""Found in what a file is, not in what stands in it."""
NOT_RUN = FILES | {
    "changed-since-issue",  # found against a record, which is too long for a page
    "issued-letter-changed",  # likewise
    "issue-record-changed",  # needs a history
    "issue-record-missing",  # likewise
    "changed-since-closing",  # likewise
    "closing-unknown",  # likewise
    "letter-sums-unreadable",  # found in a file that is no YAML
    "letter-sums-changed",  # likewise
    "letter-other-authority",  # needs two authorities
    "changed-since-sign-off",  # found in git's history
    "post-vacant",  # needs two files
    "authority-not-valid",  # likewise
    "authority-twice",  # needs two workspaces
    "unknown-workspace",  # likewise
    "assessment-missing",  # found by `score` and `letter`, not in a file
    "pdf-glyph-missing",  # found by `letter`, when the PDF is set
    "picture-unusable",  # found by `letter`, in another file
    "rules-too-complex",  # too long for a page
    "withheld-in-letter",  # found by `letter --audience public`
    "name-undecided",  # likewise
    "marking-not-public",  # likewise
    *(code for code in CODES if code.startswith("form-")),  # found by `form read`, in a workbook
    *(code for code in CODES if code.startswith("contacts-")),  # found by `authorities import`, in a sheet
    "other-kind-of-file",  # no page of documentation is such a file
    "yaml-not-utf8",  # a page of documentation is UTF-8
    "yaml-too-large",  # too large for a page
}


def _severity(rule: Rule) -> str:
    return "Error of form" if rule.of_form and rule.severity == "error" else rule.severity.value.capitalize()


def test_each_code_has_its_entry_and_each_entry_its_code() -> None:
    assert sorted(CATALOGUE) == CODES


def test_contents_list_each_entry_once() -> None:
    contents = PAGE[: PAGE.index("\n## ")]
    assert sorted(link[1:] for link in links(contents) if link.startswith("#")) == CODES


@pytest.mark.parametrize("code", CODES)
def test_entry_says_how_severe_it_is(code: str) -> None:
    said = SEVERITY.match(ENTRIES[code])
    assert said is not None
    assert said[1] == _severity(CATALOGUE[code])


@pytest.mark.parametrize("code", CODES)
def test_entry_shows_a_wrong_and_a_right_example(code: str) -> None:
    labels = re.findall(r"^(Wrong|Right):$", ENTRIES[code], re.MULTILINE)
    assert labels == ["Wrong", "Right"]
    assert len(fences(ENTRIES[code])) == 2


def test_examples_that_cannot_be_run_are_few_and_known() -> None:
    assert sorted(set(CODES) - set(RUN)) == sorted(NOT_RUN)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the example that an example is put into."""
    return Path(shutil.copytree(ROOT / "examples" / "herefordshire", tmp_path / "herefordshire"))


def _laid_over(under: Any, over: Any) -> Any:
    """Data with other data laid over it, group by group."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {**under, **{key: _laid_over(under.get(key), value) for key, value in over.items()}}
    return over


def _turned(data: Any, right: Any, wrong: Any) -> Any:
    """Data that holds what is right, with what is wrong in its place."""
    if not (isinstance(data, dict) and isinstance(right, dict) and isinstance(wrong, dict)):
        return wrong
    kept = {key: value for key, value in data.items() if key in wrong or key not in right}
    return {**kept, **{key: _turned(data.get(key), right.get(key), value) for key, value in wrong.items()}}


def _data(text: str) -> Any:
    return source.read(text.encode()).data


def _standing(workspace: Path, fence: Fence) -> Any:
    """What stands already in the file that an example is of."""
    for folder in (workspace, ROOT):
        path = folder / str(fence.path)
        if path.is_file():
            return _data(read(path))
    return {}


def _validated(workspace: Path, path: str, data: Any) -> ValidationResult:
    (workspace / path).parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, default=float, indent=1)
    (workspace / path).write_text(text, encoding="utf-8")
    return validate(Workspace.at(workspace))


def _sealed(workspace: Path, path: str, data: Any) -> Any:
    """A review whose sign-offs have the seals of what stands there now; any other file as it is."""
    if not path.startswith("reviews/"):
        return data
    _validated(workspace, path, data)
    now = seals(Reader(Workspace.at(workspace)).files(Path(path).parent.name, Path(path).stem).case)
    return {**data, **{step: {**data[step], "of": seal} for step, seal in now.items() if step in data}}


def _codes(result: ValidationResult, path: str) -> list[str]:
    return [each.code for each in result.diagnostics if each.location.path == path]


@pytest.mark.parametrize("code", RUN)
def test_wrong_example_gives_the_finding_and_the_right_one_nothing(code: str, workspace: Path) -> None:
    wrong, right = fences(ENTRIES[code])
    if wrong.path is None or right.path is None:
        assert code in _codes(validate_text(wrong.text.encode(), "-"), "-")
        assert code not in _codes(validate_text(right.text.encode(), "-"), "-")
        return
    if code in BESIDE:
        (workspace / BESIDE[code]).parent.mkdir(parents=True, exist_ok=True)
        (workspace / BESIDE[code]).touch()
    data = _sealed(workspace, right.path, _laid_over(_standing(workspace, right), _data(right.text)))
    assert _codes(_validated(workspace, right.path, data), right.path) == []
    same = wrong.path == right.path
    spoilt = _turned(data, _data(right.text), _data(wrong.text)) if same else _data(wrong.text)
    assert code in _codes(_validated(workspace, wrong.path, spoilt), wrong.path)
