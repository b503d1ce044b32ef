"""docs/templates.md names every field that a template sees, and every file that can be replaced."""

import dataclasses
import inspect
import re
from typing import Any

import pytest

from pages import DOCS, ROOT, read, rows, sections
from prevent_assure.documents import annex_views, committee_views, draft_views, views
from prevent_assure.documents.engine import _WRITERS
from prevent_assure.documents.overview.views import OVERVIEW_VIEWS
from prevent_assure.documents.reminder import ReminderView
from prevent_assure.documents.wording import Labels

PAGE = read(DOCS / "templates.md")
VIEWS: dict[str, Any] = {
    name: view
    for name, view in vars(views).items()
    if inspect.isclass(view) and view.__module__ in {views.__name__, annex_views.__name__}
} | {
    "Labels": Labels,
    "ReminderView": ReminderView,
    **{each.__name__: each for each in (*committee_views.COMMITTEE_VIEWS, *draft_views.DRAFT_VIEWS)},
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
    of_all = ("lines", "words", "answer_label", "falling_short")
    formats: dict[str, set[str]] = {each: set(names.values()) for each in of_all}
    for form, (_, _, filters) in _WRITERS.items():
        for each in filters:
            formats.setdefault(each, set()).add(names[form])
    assert listed == formats


SITE_PAGE = read(DOCS / "overview-templates.md")
SITE_VIEWS = {each.__name__: each for each in OVERVIEW_VIEWS}


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
