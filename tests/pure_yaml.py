"""ruamel's own pure parser, which reads every YAML 1.2 that it accepts: the measure of the reader.

Scalars are resolved by a table written from the specification (10.3.2) and not by ruamel, which knows more types.
"""

import re
import warnings
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

TABLE: list[tuple[str, Any]] = [
    (r"null|Null|NULL|~|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda text: int(text, 0)),
    (r"0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", Decimal),
]


def resolved(text: str) -> Any:
    """Read a plain scalar by the specification's table."""
    return next((read(text) for pattern, read in TABLE if re.fullmatch(pattern, text)), text)


class Refused(Exception):  # noqa: N818 - it is no error of the tests
    """The pure parser does not read this."""


def compose(text: str) -> Node | None:
    """Read a text into nodes with marks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            node: Node | None = YAML(typ="safe", pure=True).compose(text)
        except (YAMLError, ValueError, IndexError, AttributeError, AssertionError, TypeError, KeyError) as error:
            raise Refused from error
    return node


def data(node: Node | None) -> Any:
    """Make plain data of nodes."""
    if isinstance(node, ScalarNode):
        return node.value if node.style else resolved(node.value)
    if isinstance(node, SequenceNode):
        return [data(item) for item in node.value]
    if isinstance(node, MappingNode):
        return {data(key): data(value) for key, value in node.value}
    return None
