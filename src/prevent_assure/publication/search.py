"""The search that fails closed: whatever a finished file holds, in whatever way it is written, metadata included."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from typing import Any, Literal
from urllib.parse import unquote

from prevent_assure.text.file_formats import module_with_extra
from prevent_assure.text.narrative import lines_of, parse, plain_inline

from .folding import searchable
from .names_in_text import Hit
from .withheld import Secret

Format = Literal["html", "md", "pdf", "docx", "odt"]
"""The formats of letters."""

_TARGET = re.compile(r"\]\(([^()\s]+)\)")
_TAG = re.compile(r"<[^<>]*>")
_STYLE = re.compile(r"<(style|script)\b")
_BLOCK_END = re.compile(
    r"</(?:w:p|text:p|text:h|p|li|td|th|h[1-6]|dt|dd|title|dc:\w+|cp:\w+|meta:[\w-]+)>|<(?:w:)?br\b"
)
_SAID_BY_TAG = re.compile(
    r"\b(?:alt|title|href|content|descr|Target|aria-label|xlink:href|draw:name|office:target-frame-name)=\"([^\"]*)\""
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_AROUND = 6
"""So many words on each side show that a word is part of a longer text."""
_BACKSLASH = re.compile(r"\\(?=[^\w\s])")
_JOINED_FROM = 8
"""A name of fewer letters, written as one word, is part of too many others to be looked for."""


def texts_in(data: bytes) -> Iterator[str]:
    """Give the text of a file of text.

    Args:
        data: The file.

    Yields:
        Its text.
    """
    yield data.decode("utf-8", "replace")


def texts_in_archive(data: bytes) -> Iterator[str]:
    """Give the texts of a zip file: of its parts, and their names.

    Args:
        data: The file.

    Yields:
        Each.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            yield entry.filename
            content = archive.read(entry)
            yield content.decode("utf-8", "replace")
            yield content.decode("utf-16", "replace") if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""


class Fixed:
    """Texts that stand in a letter whoever is concerned: its wording, the edition of criteria.

    Args:
        texts: The texts; what takes the place of a `{placeholder}` is none of them.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        everything = list(texts)
        self._texts = dict.fromkeys(piece for text in everything for piece in _pieces(text))
        self._addresses = {tuple(searchable(found).split()) for text in everything for found in _ADDRESS.findall(text)}

    def has_address(self, words: Sequence[str]) -> bool:
        """Tell whether words are all of an e-mail address in one of these texts, as a line of a page may begin with."""
        return tuple(words) in self._addresses

    def says(self, words: Sequence[str], at: int, length: int) -> bool:
        """Tell whether words of a finished text stand there as a part of one of these texts.

        Args:
            words: The finished text, as it is compared.
            at: The first of the words in question.
            length: How many they are.

        Returns:
            Whether the words around them are those of that text, too.
        """
        here = tuple(words[at : at + length])
        for text in self._texts:
            if here[0] in text:
                for there in range(len(text) - length + 1):
                    first, last = max(0, there - _AROUND), min(len(text), there + length + _AROUND)
                    begin = at - (there - first)
                    around = tuple(words[begin : begin + last - first]) if begin >= 0 else ()
                    if text[there : there + length] == here and around == text[first:last]:
                        return True
        return False


def _pieces(text: str) -> Iterator[tuple[str, ...]]:
    yield from (words for target in _TARGET.findall(text) if (words := tuple(searchable(target).split())))
    for block in parse(text).blocks:
        for line in lines_of(block):
            for piece in _PLACEHOLDER.split(plain_inline(line)):
                if words := tuple(searchable(piece).split()):
                    yield words


def leaks(texts: Iterable[str], secrets: Iterable[Secret], fixed: Fixed | None = None) -> list[Secret]:
    """Search texts for what they may not hold.

    Args:
        texts: The texts.
        secrets: What may not stand in them.
        fixed: The texts that may hold it.

    Returns:
        Those that do, each once.
    """
    looked = [form for text in texts for form in forms_of(text)]
    return [each for each in dict.fromkeys(secrets) if any(_stands_in(each, form, fixed) for form in looked)]


def forms_of(text: str) -> set[str]:
    """Give a text as it may be read: with its marks, without them, with entities and escapes taken for what they mean.

    Args:
        text: The text.

    Returns:
        The ways, each written for searching.
    """
    read = unescape(unescape(text))
    plain = {text, read, _BACKSLASH.sub("", read), unquote(read)}
    bare = {form for each in (text, read) for form in (_TAG.sub("", each), _TAG.sub(" ", each))}
    return {searchable(each) for each in plain | {unescape(unescape(each)) for each in bare}}


def _stands_in(secret: Secret, form: str, fixed: Fixed | None) -> bool:
    if f" {' '.join(secret.words)} " in form:
        return fixed is None or not all(fixed.says(words, at, len(secret.words)) for words, at in _found(secret, form))
    joined = "".join(secret.words)
    return secret.code == "name" and len(secret.words) > 1 and len(joined) >= _JOINED_FROM and f" {joined} " in form


def _found(secret: Secret, form: str) -> Iterator[tuple[list[str], int]]:
    words, length = form.split(), len(secret.words)
    for at in range(len(words) - length + 1):
        if tuple(words[at : at + length]) == secret.words:
            yield words, at


def names_left(
    texts: Iterable[str], find: Callable[[str], tuple[Hit, ...]], fixed: Fixed, is_name: Callable[[Hit], bool]
) -> list[Hit]:
    """Find names that a text still says: those that are certain, of one word, too.

    Args:
        texts: What people read in a file, and what it says of itself.
        find: What finds names in a line.
        fixed: The texts that may hold them.
        is_name: Tells what is certain, or decided.

    Returns:
        What was found, in its order.
    """
    found = []
    for text in texts:
        lines = text.splitlines()
        for number, line in enumerate(lines):
            for hit in filter(is_name, find(line)):
                before = searchable("\n".join([*lines[:number], line[: hit.start]])).split()
                here = searchable(line[hit.start : hit.end]).split()
                behind = searchable("\n".join([line[hit.end :], *lines[number + 1 :]])).split()
                is_fixed = fixed.has_address(here) or fixed.says([*before, *here, *behind], len(before), len(here))
                if not is_fixed and _is_name_across_lines(lines, number, hit, find, is_name):
                    found.append(hit)
    return found


def _is_name_across_lines(
    lines: Sequence[str], number: int, hit: Hit, find: Callable[[str], tuple[Hit, ...]], is_name: Callable[[Hit], bool]
) -> bool:
    """Tell whether a name at an end of a line is one with the lines around it: a page breaks `Smith Street` in two."""
    line = lines[number]
    if line[: hit.start].strip() and line[hit.end :].strip():
        return True
    before = " ".join([*lines[max(0, number - 1) : number], ""])
    start, end = len(before) + hit.start, len(before) + hit.end
    there = find(before + " ".join(lines[number : number + 2]))
    return any(one.start < end and one.end > start and is_name(one) for one in there)


def readable_texts(format_: str, data: bytes) -> Iterator[str]:
    """Give what people read in a file, and what it says of itself: no tags, no styles.

    Args:
        format_: Its format.
        data: The file.

    Yields:
        Its texts.
    """
    if format_ == "pdf":
        yield from _pdf_reading().readable_texts(data)
        return
    for text in texts_of_file(format_, data):
        if format_ == "md":
            yield _BACKSLASH.sub("", unescape(text))
            continue
        shown = _BLOCK_END.sub("\n", _without_styles(text))
        yield unescape(_TAG.sub("", shown))
        yield from (unescape(each) for each in _SAID_BY_TAG.findall(text))


def _without_styles(text: str) -> str:
    """Take out styles and scripts that have an end, which is looked for once where there is none."""
    kept, at, endless = [], 0, set()
    for found in _STYLE.finditer(text):
        if found.start() < at or found[1] in endless:
            continue
        closing = f"</{found[1]}>"
        end = text.find(closing, found.end())
        if end < 0:
            endless.add(found[1])
            continue
        kept.append(text[at : found.start()])
        at = end + len(closing)
    return " ".join([*kept, text[at:]])


def texts_of_file(format_: str, data: bytes) -> Iterator[str]:
    """Read back every text in a file: what it says, and what it says of itself.

    Args:
        format_: Its format.
        data: The file.

    Returns:
        The texts.

    Raises:
        MissingExtraError: If the library that it is read with is not installed.
    """
    if format_ == "pdf":
        found: Iterator[str] = _pdf_reading().texts_in_pdf(data)
        return found
    return texts_in_archive(data) if format_ in {"docx", "odt"} else texts_in(data)


def _pdf_reading() -> Any:  # noqa: ANN401 - a module that is there only with an extra
    return module_with_extra(f"{__package__}.pdf_reading", library="pypdf", extra="pdf", format_name="PDF")
