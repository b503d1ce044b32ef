"""From the view of a letter to its files."""

from collections.abc import Iterable, Mapping

from prevent_assure.publication.edition import Audience
from prevent_assure.publication.search import Format
from prevent_assure.workspace.templates import Template

from .committee import CommitteeView
from .engine import FORMATS, Engine
from .engine import Format as TextFormat
from .formats import BINARY_FORMATS, BinaryFormat, MissingGlyphError, Write, writer
from .manuscript import Manuscript
from .views import LetterView
from .wording import WORDING, wording_of

HOUSE = "letter.docx"
ALL_FORMATS: tuple[Format, ...] = (*FORMATS, *BINARY_FORMATS)


class LetterWriter:
    """What letters are written with: templates, fixed words and formats, read once for all letters of a run.

    Args:
        templates: The templates of the workspace.
        formats: The formats wanted.
        audience: For whom the letters are.

    Attributes:
        templates: The templates of the workspace.
        formats: The formats wanted.
        audience: For whom the letters are.
        wording: The fixed words.
        origins: What letters are written with, and where that was taken from.
    """

    def __init__(
        self, templates: Mapping[str, Template], formats: Iterable[Format], audience: Audience = "authority"
    ) -> None:
        self.templates, self.formats, self.audience = templates, tuple(dict.fromkeys(formats)), audience
        self._texts: tuple[TextFormat, ...] = tuple(each for each in FORMATS if each in self.formats)
        self._writers: dict[BinaryFormat, Write] = {
            each: writer(each) for each in BINARY_FORMATS if each in self.formats
        }
        self._engine = Engine(templates)
        self._house = templates[HOUSE].data if HOUSE in templates else None
        self.wording = wording_of(templates)
        name = "committee" if audience == "committee" else "letter"
        used = [WORDING, *(f"{name}.{each}.j2" for each in self._texts), *([HOUSE] if "docx" in self._writers else [])]
        self.origins = tuple(templates[name].origin.shown for name in used if name in templates)

    def texts(self, view: LetterView | CommitteeView) -> dict[Format, str]:
        """Write a letter in the formats of text that are wanted.

        Args:
            view: The letter, or a committee's paper.

        Returns:
            Its text by format.

        Raises:
            TemplateFault: If a template cannot be used.
        """
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
