"""Where the parser's C extension is missing, the reader says what to install as soon as it is loaded."""

import importlib.util
import sys

import pytest

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.source import reading


def test_reader_without_its_parser_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_ruamel_yaml", None)
    spec = importlib.util.spec_from_file_location("prevent_assure.source.loaded_again", reading.__file__)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(PreventAssureError, match=r"pip install ruamel\.yaml\.clib"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
