"""Whether the parser is there is asked at once, and not only at the first file that needs it."""

import importlib.util
from typing import NoReturn

import pytest

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.source.installed import require_parser


def _none(name: str) -> None:
    del name


def _fails(name: str) -> NoReturn:
    raise ImportError(name)


def test_parser_that_is_installed_is_found() -> None:
    require_parser()


@pytest.mark.parametrize("find", [_none, _fails])
def test_parser_that_is_not_installed_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, find: object) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", find)
    with pytest.raises(PreventAssureError, match=r"pip install ruamel\.yaml\.clib"):
        require_parser()
