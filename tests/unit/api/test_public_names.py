"""The public API: what the package offers, its stub declares, and nothing is loaded before it is asked for."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import prevent_assure

STUB = Path(prevent_assure.__file__).with_name("__init__.pyi")


def _declared() -> set[str]:
    tree = ast.parse(STUB.read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def test_stub_declares_what_the_package_offers() -> None:
    assert _declared() | {"__version__"} == set(prevent_assure.__all__)


@pytest.mark.parametrize("name", sorted(prevent_assure.__all__))
def test_every_name_can_be_had(name: str) -> None:
    assert getattr(prevent_assure, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(prevent_assure, "nothing")  # noqa: B009 - the stub knows no such name


def test_import_loads_no_library() -> None:
    code = "import sys, prevent_assure; print({'pydantic', 'typer', 'rich', 'jinja2'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "set()\n"
