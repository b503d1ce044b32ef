"""docs/files.md holds every key of every kind of file, and no others."""

import re
import typing
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from pages import DOCS, inline, read, rows
from prevent_assure.model import assessment, authority, base, criteria, issue, published, review, settings
from prevent_assure.model.answers import ANSWERS

MODULES = {
    module.__name__.rpartition(".")[2]: module
    for module in (assessment, authority, base, criteria, issue, criteria, published, review, settings)
}
FILES = (
    assessment.Assessment,
    review.Review,
    authority.Authority,
    settings.Settings,
    settings.Pointer,
    criteria.Criteria,
    issue.IssueRecord,
    published.Published,
)
PAGE = read(DOCS / "files.md")
TABLE = re.compile(r"((?:<!-- model: [\w. ]+ -->\n)+)(.*?)(?=\n\n|\Z)", re.DOTALL)


def _documented() -> dict[str, str]:
    """The name of each model that a table of the page is of, and the table."""
    tables = {}
    for found in TABLE.finditer(PAGE):
        for name in re.findall(r"\w+\.\w+", found[1]):
            tables[name] = found[2]
    return tables


DOCUMENTED = _documented()


def _inside(kind: typing.Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for argument in typing.get_args(kind):
        yield from _inside(argument)


def _reachable() -> dict[str, type[BaseModel]]:
    """Every model that a file can hold, by module and name."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = list(FILES)
    while waiting:
        model = waiting.pop()
        name = f"{model.__module__.rpartition('.')[2]}.{model.__name__}"
        if name not in found:
            found[name] = model
            model.model_rebuild()
            waiting += [each for field in model.model_fields.values() for each in _inside(field.annotation)]
    return found


REACHABLE = _reachable()


def _keys(model: type[BaseModel]) -> dict[str, bool]:
    """Each key with whether it must be there."""
    return {field.alias or name: field.is_required() for name, field in model.model_fields.items()}


def _words(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Each key with each word that it takes, but for answers, which have a table of their own."""
    for name, field in model.model_fields.items():
        for kind in (field.annotation, *typing.get_args(field.annotation)):
            if typing.get_origin(kind) is typing.Literal:
                yield from ((field.alias or name, word) for word in typing.get_args(kind))


def test_each_model_has_its_table_and_each_table_its_model() -> None:
    assert sorted(DOCUMENTED) == sorted(REACHABLE)


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_table_has_the_models_keys_in_their_order(name: str) -> None:
    shown = DOCUMENTED[name]
    listed = [row[0].strip("`") for row in rows(shown)]
    among = [_keys(REACHABLE[other]) for other, table in DOCUMENTED.items() if table == shown]
    assert len(among) > 1 or listed == list(among[0])
    assert set(listed) == {key for keys in among for key in keys}


@pytest.mark.parametrize("name", sorted(name for name in DOCUMENTED if "`all`" not in DOCUMENTED[name]))
def test_table_says_which_keys_must_be_there(name: str) -> None:
    said = {row[0].strip("`"): row[1] == "yes" for row in rows(DOCUMENTED[name])}
    assert said == _keys(REACHABLE[name])


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_table_names_the_words_that_its_keys_take(name: str) -> None:
    said = inline(DOCUMENTED[name])
    assert [(key, word) for key, word in _words(REACHABLE[name]) if word not in said] == []


def test_table_of_answers_is_what_the_program_goes_by() -> None:
    asked = {"standard": "criterion", "warning_sign": "warning sign"}
    counts = {"leaves": "not there at all"}
    assert list(rows(PAGE.partition("<!-- answers -->\n")[2])) == [
        [f"`{each.word}`", asked[each.kind], counts.get(each.counts, each.counts), each.meaning]
        for each in ANSWERS.values()
    ]
