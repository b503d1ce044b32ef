"""docs/templates.md names every field that a template sees, and every file that can be replaced."""

import dataclasses
import importlib
import re
from typing import Any

import pytest

from pages import DOCS, ROOT, read, rows, sections
from prevent_assure.outcome_letter.engine import _WRITERS
from prevent_assure.text.views import VIEWS as ALL_VIEWS

# What defines views, so that all of them are known here.
for module in (
    "cycle.init",
    "cycle.new",
    "cycle.reminders",
    "outcome_letter.committee",
    "national.views",
    "serving.preview",
):
    importlib.import_module(f"prevent_assure.{module}")

PAGE = read(DOCS / "templates.md")
SITE = {"national", "serving"}
VIEWS: dict[str, Any] = {
    made.__name__: made
    for made in ALL_VIEWS
    if made.__module__.split(".")[1] not in SITE and made.__module__ != "prevent_assure.cycle.init"
}
DOCUMENTED = sections(PAGE, 3)


def test_each_view_has_its_section() -> None:
    assert sorted(DOCUMENTED) == sorted(VIEWS)


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_section_names_the_views_fields_in_their_order(name: str) -> None:
    listed = re.findall(r"^- `(\w+)`: \S", DOCUMENTED[name], re.MULTILINE)
    assert listed == [field.name for field in dataclasses.fields(VIEWS[name])]


def test_table_lists_the_packaged_files() -> None:
    listed = [row[0].strip("`") for row in rows(PAGE)]
    assert sorted(listed) == sorted(f"templates/{path.name}" for path in (ROOT / "templates").iterdir())


def test_table_lists_the_filters_with_their_formats() -> None:
    text = PAGE[PAGE.index("| filter |") :]
    listed = {row[0].strip("`"): set(row[2].split(", ")) for row in rows(text)}
    names = {"html": "HTML", "md": "Markdown"}
    of_all = ("lines", "words", "answer_label", "stage_label", "falling_short")
    formats: dict[str, set[str]] = {each: set(names.values()) for each in of_all}
    for form, (_, _, filters) in _WRITERS.items():
        for each in filters:
            formats.setdefault(each, set()).add(names[form])
    assert listed == formats


SITE_PAGE = read(DOCS / "overview-templates.md")
SITE_VIEWS: dict[str, Any] = {made.__name__: made for made in ALL_VIEWS if made.__module__.split(".")[1] in SITE}


def test_each_view_of_the_site_has_its_section() -> None:
    assert sorted(sections(SITE_PAGE, 3)) == sorted(SITE_VIEWS)


@pytest.mark.parametrize("name", sorted(SITE_VIEWS))
def test_section_of_the_site_names_the_views_fields_in_their_order(name: str) -> None:
    listed = re.findall(r"^- `(\w+)`: \S", sections(SITE_PAGE, 3)[name], re.MULTILINE)
    assert listed == [field.name for field in dataclasses.fields(SITE_VIEWS[name])]


def test_table_lists_the_packaged_files_of_the_site() -> None:
    listed = [row[0].strip("`") for row in rows(SITE_PAGE)]
    folder = ROOT / "templates" / "overview"
    assert sorted(listed) == sorted(f"templates/overview/{path.name}" for path in folder.iterdir())
