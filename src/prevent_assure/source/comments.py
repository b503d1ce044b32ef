"""What the parser takes for a comment although no space stands before its `#`: the text behind it would be lost."""

import re

from .faults import SYNTAX, Report

# What stands before a `#` that the parser takes so: the end of a text or key, a bracket, the header of a block.
_TOUCHES = re.compile(r"""#(?:(?<=["',:{}\[\]|>]#)|(?<=[|>][-+0-9]#)|(?<=[|>][-+0-9]{2}#))""")
_COMMENT = re.compile(r"#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*(?=#)")
_MESSAGE = "a `#` stands here without a space before it, so what follows is neither comment nor text"
_SPACE = "if this is a comment, write a space before the `#`"


def perhaps_touch(text: str) -> bool:
    """Tell whether such a `#` may stand in a file."""
    return "#" in text and _TOUCHES.search(text) is not None


def check_comments(report: Report, marks: list[int]) -> None:
    """Note each such `#` between values, as far as the places of values reach."""
    text = report.places.text
    behind = 0
    for start, end in zip(marks[::2], marks[1::2], strict=True):
        if end < 0:
            continue
        for comment in _COMMENT.finditer(text, behind, start):
            if _TOUCHES.match(text, comment.start()):
                report.add(SYNTAX, *comment.span(), _MESSAGE, f"put the whole text into quotes or a |- block; {_SPACE}")
        header = _HEADER.match(text, start)
        if header is not None:
            span = header.end(), report.places.line_end(start)
            report.add(SYNTAX, *span, _MESSAGE, f"begin the text on the line below, indented; {_SPACE}")
        behind = end
