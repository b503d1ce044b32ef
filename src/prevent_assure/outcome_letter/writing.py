"""Templates, wording and writers, read once for all letters of a run: from a view to files."""

from collections.abc import Iterable, Mapping

from prevent_assure.diagnostics import InputError
from prevent_assure.publication.search import Format
from prevent_assure.source import SourceError, read
from prevent_assure.workspace.templates import Template

from .committee import CommitteeView
from .engine import FORMATS, Engine, TemplateSource
from .engine import Format as TextFormat
from .formats import BINARY_FORMATS, BinaryFormat, MissingGlyphError, Write, writer
from .manuscript import Manuscript
from .views import LetterView
from .wording import Wording, read_wording

WORDING = "wording.en.yaml"
HOUSE = "letter.docx"
ALL_FORMATS: tuple[Format, ...] = (*FORMATS, *BINARY_FORMATS)


class Press:
    """What letters are written with.

    Args:
        found: The templates of the workspace.
        formats: The formats wanted.
        name: The name of the templates, as `letter` or `committee`.

    Attributes:
        formats: The formats wanted.
        templates: The templates of the workspace.
        wording: The fixed words.
        origins: What letters are written with, and where that was taken from.
    """

    def __init__(self, found: Mapping[str, Template], formats: Iterable[Format], name: str = "letter") -> None:
        wanted = tuple(dict.fromkeys(formats))
        self.formats, self.templates = wanted, found
        self._texts: tuple[TextFormat, ...] = tuple(each for each in FORMATS if each in wanted)
        self._writers: dict[BinaryFormat, Write] = {each: writer(each) for each in BINARY_FORMATS if each in wanted}
        texts = {name: each for name, each in found.items() if name != HOUSE}
        self._engine = Engine({name: TemplateSource(each.text, each.origin.shown) for name, each in texts.items()})
        self._house = found[HOUSE].data if HOUSE in found else None
        self.wording = wording_of(found)
        used = [WORDING, *(f"{name}.{each}.j2" for each in self._texts), *([HOUSE] if "docx" in self._writers else [])]
        self.origins = tuple(found[name].origin.shown for name in used if name in found)

    def texts(self, view: LetterView | CommitteeView) -> dict[Format, str]:
        """Write a letter in the formats of text that are wanted.

        Args:
            view: The letter, or a committee's paper.

        Returns:
            Its text by format.

        Raises:
            TemplateFault: If a template cannot be used.
        """
        if isinstance(view, CommitteeView):
            return {each: self._engine.paper(view, each) for each in self._texts}
        return {each: self._engine.render(view, each) for each in self._texts}

    def binaries(self, manuscript: Manuscript) -> tuple[dict[Format, bytes], MissingGlyphError | None]:
        """Write a letter in the other formats that are wanted.

        Args:
            manuscript: The letter.

        Returns:
            The files by format, and what kept one of them from being written: a character that its fonts lack.

        Raises:
            FormatFault: If it cannot be written for another reason.
        """
        written: dict[Format, bytes] = {}
        lacking = None
        for each, write in self._writers.items():
            try:
                written[each] = write(manuscript, self._house)
            except MissingGlyphError as error:
                lacking = error
        return written, lacking


def wording_of(found: Mapping[str, Template]) -> Wording:
    """Read the fixed words of letters.

    Args:
        found: The templates of the workspace.

    Returns:
        The wording.

    Raises:
        InputError: If the file cannot be read.
        WordingFault: If it lacks something.
    """
    template = found[WORDING]
    try:
        data = read(template.data).data
    except SourceError as error:
        first = error.findings[0]
        msg = f"{template.origin.shown}:{first.line}:{first.column}: {first.message}"
        raise InputError(msg) from error
    return read_wording(data if isinstance(data, dict) else {}, template.origin.shown)
