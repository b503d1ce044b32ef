"""The floor: what nobody can do without who reads these files in Python with pydantic, and no more.

`python floor.py FOLDER` reads the self-assessments, reviews and authorities of a nation, `python floor.py FILE` one
self-assessment. Python starts, pydantic is imported, libyaml's events become plain data without a check or a place, and
the package's own models validate them.
"""

import sys
from pathlib import Path
from typing import Any

import _ruamel_yaml as parser  # type: ignore[import-not-found]  # it has no types

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.review import Review

ROOMS: dict[str, type[Model]] = {"assessments/*": Assessment, "reviews/*": Review, "authorities": Authority}

WORDS = {"true": True, "false": False}


def build(text: str) -> Any:  # noqa: ANN401 - what a file holds
    """Make plain data of a file, all scalars text but `true` and `false`.

    Args:
        text: The file.

    Returns:
        The data.
    """
    get_event = parser.CParser(text).get_event
    scalar, start, begin = parser.ScalarEvent, parser.MappingStartEvent, parser.SequenceStartEvent
    ends, finish = (parser.MappingEndEvent, parser.SequenceEndEvent), parser.StreamEndEvent
    container: Any = []
    content, around, key = container, [], None
    while True:
        event = get_event()
        kind = type(event)
        if kind is scalar or kind is start or kind is begin:
            value: Any = WORDS.get(event.value, event.value) if kind is scalar else {} if kind is start else []
            if type(container) is list:
                container.append(value)
            elif key is None:
                key = value
            else:
                container[key] = value
                key = None
            if kind is not scalar:
                around.append(container)
                container = value
        elif kind in ends:
            container = around.pop()
        elif kind is finish:
            return content[0]


def validate(path: Path, model: type[Model]) -> None:
    """Read and validate a file.

    Args:
        path: The file.
        model: What it is.
    """
    model.model_validate(build(path.read_bytes().decode()))


def main(path: Path) -> None:
    """Do what is the least.

    Args:
        path: A nation or a self-assessment.
    """
    if path.is_file():
        validate(path, Assessment)
        return
    for room, model in ROOMS.items():
        for file in sorted(path.glob(f"{room}/*.yaml")):
            validate(file, model)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
