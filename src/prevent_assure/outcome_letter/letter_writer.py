"""From the view of a letter to its files: HTML by its template, and all other formats from what that says."""

from collections.abc import Iterable, Mapping

from prevent_assure.publication.edition import Audience
from prevent_assure.publication.search import Format
from prevent_assure.workspace.templates import Template

from .committee import CommitteeView
from .document import Document, Frame
from .engine import FORMATS, Engine
from .formats import BINARY_FORMATS, BinaryFormat, MissingGlyphError, Write, markdown, writer
from .html_reading import read_html
from .views import LetterView, RecipientView
from .wording import WORDING, wording_of

HOUSE = "letter.docx"
ALL_FORMATS: tuple[Format, ...] = (*FORMATS, *BINARY_FORMATS)


def document_of(view: LetterView | CommitteeView, html: str) -> Document:
    """Read a letter's HTML into the tree that other formats are written from.

    Args:
        view: The letter or paper: what must stand on each page comes from it, whatever its template prints.
        html: Its HTML.

    Returns:
        The tree.
    """
    label = None if view.banner is None else view.banner.label
    frame = Frame(
        language=view.language,
        title=view.title if label is None else f"{label}: {view.title}",
        author=view.publisher if isinstance(view, CommitteeView) else view.sender.department,
        date=None if view.date is None else view.date.iso,
        shown_date="" if view.date is None else view.date.text,
        recipient="" if isinstance(view, CommitteeView) else _recipient(view.recipient),
        reference=view.reference,
        marking=view.marking,
        label=label,
        unfinished="" if view.banner is None else view.banner.kind,
        page=(view.labels.page, view.labels.page_of),
        continued=view.labels.continued,
    )
    return Document(frame, read_html(html))


def _recipient(to: RecipientView) -> str:
    return f"{to.name or to.title}, {to.authority}"


class Made:
    """A letter whose HTML is written, and read into a tree when that is first asked for.

    Args:
        view: The letter or paper.
        html: Its HTML.

    Attributes:
        view: The letter or paper.
        html: Its HTML.
    """

    def __init__(self, view: LetterView | CommitteeView, html: str) -> None:
        self.view, self.html = view, html
        self._document: Document | None = None

    @property
    def document(self) -> Document:
        """Its tree."""
        if self._document is None:
            self._document = document_of(self.view, self.html)
        return self._document


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
        self._writers: dict[BinaryFormat, Write] = {
            each: writer(each) for each in BINARY_FORMATS if each in self.formats
        }
        self._engine = Engine(templates)
        self._house = templates[HOUSE].data if HOUSE in templates else None
        self.wording = wording_of(templates)
        name = "committee" if audience == "committee" else "letter"
        self._own_markdown = f"{name}.md.j2" in templates
        texts = [f"{name}.html.j2", *([f"{name}.md.j2"] if "md" in self.formats else [])]
        used = [WORDING, *texts, *([HOUSE] if "docx" in self._writers else [])]
        self.origins = tuple(templates[name].origin.shown for name in used if name in templates)

    def begin(self, view: LetterView | CommitteeView) -> Made:
        """Write a letter's HTML, from which the other formats come.

        Args:
            view: The letter, or a committee's paper.

        Returns:
            The letter.

        Raises:
            TemplateFault: If the template cannot be used.
        """
        return Made(view, self._engine.render(view, "html"))

    def texts(self, made: Made) -> dict[Format, str]:
        """Write a letter in the formats of text that are wanted.

        Args:
            made: The letter.

        Returns:
            Its text by format. A workspace may have a template of its own for Markdown.

        Raises:
            TemplateFault: If that cannot be used.
        """
        written: dict[Format, str] = {}
        if "html" in self.formats:
            written["html"] = made.html
        if "md" in self.formats:
            own = self._own_markdown
            written["md"] = self._engine.render(made.view, "md") if own else markdown.write(made.document)
        return written

    def binaries(self, made: Made) -> tuple[dict[Format, bytes], MissingGlyphError | None]:
        """Write a letter in the other formats that are wanted.

        Args:
            made: The letter.

        Returns:
            The files by format, and what kept one of them from being written: a character that its fonts lack.

        Raises:
            FormatFault: If it cannot be written for another reason.
        """
        written: dict[Format, bytes] = {}
        lacking = None
        for each, write in self._writers.items():
            try:
                written[each] = write(made.document, self._house)
            except MissingGlyphError as error:
                lacking = error
        return written, lacking
