"""What `make bench` relies on, without measuring anything that takes long."""

import os
import re
import sys
from pathlib import Path

import pytest

from measure import Failed, Measured, environment, in_turns, instructions, once
from prevent_assure import source
from rivals import ROOMS, Rival, copy_quoted, mkdocs, rivals, versions
from table import Row, by_cpu, by_memory, by_wall, put_into, table

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples/herefordshire"

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="processes are measured as POSIX has them")


def test_variables_for_python_slow_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert not [name for name in environment() if name.startswith("PYTHON")]
    code = "import os, sys; sys.exit('PYTHONDONTWRITEBYTECODE' in os.environ or sys.dont_write_bytecode)"
    once([sys.executable, "-c", code], tmp_path)


def test_what_a_command_starts_is_measured_with_it(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    measured = once(["/bin/sh", "-c", f'"{sys.executable}" -c "{busy}"; true'], tmp_path)
    assert measured.cpu >= 0.3
    assert measured.wall >= 0.3
    assert measured.memory > 1_000_000


@pytest.mark.parametrize("command", [["/bin/sh", "-c", "exit 1"], ["/no/such/program"]])
def test_command_that_fails_is_not_measured(command: list[str], tmp_path: Path) -> None:
    with pytest.raises(Failed, match=re.escape(command[0])):
        once(command, tmp_path)


def test_commands_take_turns_after_one_that_does_not_count(tmp_path: Path) -> None:
    commands = [["/bin/sh", "-c", f"echo {name} >> said"] for name in ("a", "b")]
    assert len(in_turns(commands, tmp_path, 2)) == 2
    assert (tmp_path / "said").read_text().split() == ["a", "b"] * 3
    in_turns(commands, tmp_path, 1, warm=False)
    assert (tmp_path / "said").read_text().split() == ["a", "b"] * 4


def test_without_a_counter_nothing_is_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failed, match="valgrind is not installed"):
        instructions(["/bin/true"], tmp_path, tmp_path / "log")


def test_dates_in_quotes_are_the_same_to_us(tmp_path: Path) -> None:
    copy_quoted(EXAMPLE, tmp_path)
    for room in ROOMS.values():
        copies = sorted((tmp_path / "quoted" / room).glob("*.yaml"))
        assert [path.name for path in copies] == sorted(path.name for path in (EXAMPLE / room).glob("*.yaml"))
        for path in copies:
            copy, original = path.read_bytes(), (EXAMPLE / room / path.name).read_bytes()
            assert copy != original
            assert not re.search(rb": \d{4}-\d\d-\d\d[,}\n]", copy)
            assert source.read(copy).data == source.read(original).data


def test_rival_that_is_not_installed_is_known_not_to_be(tmp_path: Path) -> None:
    assert {rival.program for rival in rivals(tmp_path)} == {None}
    assert mkdocs(tmp_path) is None


def test_rival_is_given_each_kind_of_file_with_its_schema(tmp_path: Path) -> None:
    made, program = tmp_path / "it's made", tmp_path / "a program"
    made.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$@" >> "$(dirname "$0")/given"\n')
    program.chmod(0o755)
    once(Rival("", "", program, 'check "$0/KIND.json" ROOM').command(made), tmp_path)
    pairs = [part for kind, room in ROOMS.items() for part in ("check", f"{made}/{kind}.json", room)]
    assert (tmp_path / "given").read_text().split("|") == [*pairs, ""]


def test_versions_of_all_rivals_are_pinned() -> None:
    assert [each.split()[0] for each in versions()] == [
        "check-jsonschema",
        "ruamel-yaml",
        "ruamel-yaml-clib",
        "sourcemeta-jsonschema",
        "mkdocs",
        "ajv-cli",
    ]
    assert all(re.fullmatch(r"\S+ \d[\w.]*", each) for each in versions())


def test_each_line_says_what_it_compares() -> None:
    more, less = Measured(3.0, 8.0, 60_000_000), Measured(1.5, 2.0, 40_000_000)
    assert str(by_cpu("a", more, "b", less, "2")) == "| a | 3.000 s | b | 1.500 s | 2.00 | 2 | 60 MB |"
    assert str(by_wall("a", more, "b", less)) == "| a, wall | 8.00 s | b | 2.00 s | 4.00 |  | 60 MB |"
    assert str(by_memory("a", more, "b", less)) == "| a, memory | 60 MB | b | 40 MB | 1.50 |  | 60 MB |"
    assert str(Row("a", "not installed", target="3 or more")) == "| a | not installed |  |  |  | 3 or more |  |"


def test_table_goes_where_the_page_has_room_for_it(tmp_path: Path) -> None:
    page, before = tmp_path / "performance.md", (ROOT / "docs/performance.md").read_text()
    page.write_text(before)
    report = f"\n{table([Row('all', 'done')])}\n"
    put_into(page, report)
    (above, first, _), (_, last, below) = (
        before.partition("<!-- table -->\n"),
        before.partition("<!-- end of table -->"),
    )
    assert page.read_text() == above + first + report + last + below
