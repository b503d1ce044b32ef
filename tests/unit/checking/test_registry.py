"""Checks declare themselves: each says what it may find, and one in a new file needs no wiring elsewhere."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prevent_assure.checking.check import CHECKS, Check
from prevent_assure.checking.registry import CATALOGUE
from prevent_assure.checking.validate import validate_files
from prevent_assure.diagnostics import Finding, rules_by_code
from prevent_assure.workspace.workspace import Workspace
from printed_cases import CASES, PLACES

NEW = """
from prevent_assure.checking.check import check
from prevent_assure.diagnostics import Finding, Rule, Severity

NAMED_ANYWHERE = Rule("named-anywhere", Severity.WARNING, "An authority that is called Anywhere.")

@check(NAMED_ANYWHERE, of="authority")
def authority_is_somewhere(file):
    if "Herefordshire" in file.authority.name:
        yield Finding(NAMED_ANYWHERE, ("name",), "this authority lies in Herefordshire", "move it")
"""
RUN = """
import sys
from prevent_assure.checking import checks
checks.__path__.append(sys.argv[1])
sys.argv[1:] = sys.argv[2:]
from prevent_assure.__main__ import main
main()
"""


def test_each_check_yields_what_it_declares(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    undeclared: list[str] = []
    seen: set[str] = set()

    def watched(check: Check) -> Check:
        def find(subject: Any) -> Iterator[Finding]:
            for found in check.find(subject):
                seen.add(found.rule.code)
                if found.rule not in check.rules:
                    undeclared.append(f"{getattr(check.find, '__name__', '')}: {found.rule.code}")
                yield found

        return check._replace(find=find)

    monkeypatch.setattr("prevent_assure.checking.registry.CHECKS", [watched(check) for check in CHECKS])
    for bad in sorted((CASES / "bad").glob("*/*.yaml")):
        if bad.parent.name in PLACES:
            root = Path(shutil.copytree(CASES / "base", tmp_path / f"{bad.parent.name}-{bad.stem}"))
            shutil.copyfile(bad, root / PLACES[bad.parent.name])
            workspace = Workspace.at(root)
            validate_files(workspace, workspace.files())
    assert undeclared == []
    assert len(seen) > len(CHECKS)


def test_no_two_rules_bear_one_code() -> None:
    declared = {rule for check in CHECKS for rule in check.rules}
    assert len({rule.code for rule in declared}) == len(declared)
    assert {rule.code for rule in declared} <= CATALOGUE.keys()


def test_check_in_a_new_file_is_found_without_being_named_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "anywhere.py").write_text(NEW, encoding="utf-8")
    example = Path(__file__).parents[3] / "examples" / "herefordshire"
    run = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path), "-C", str(example), "validate", "--select", "named-anywhere"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "this authority lies in Herefordshire" in run.stdout
    assert "named-anywhere" in run.stdout


def test_second_rule_of_a_code_is_refused_wherever_it_is_declared() -> None:
    known = CATALOGUE["misplaced-file"]
    with pytest.raises(ValueError, match="two rules bear the code misplaced-file"):
        rules_by_code([known, known._replace(summary="Another.")])
