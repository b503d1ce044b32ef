"""What letters cost with jinja2 alone: `python plain_letters.py NATION FOLDER`.

The views are made as `letter --all` makes them. Then a plain jinja2 environment renders the packaged template with the
package's own filters, without sandbox, limits or tidying, and the files are written without further care.
"""

import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path

import jinja2
from markupsafe import Markup

from prevent_assure.outcome_letter import letter_writer, task
from prevent_assure.outcome_letter.engine import Format
from prevent_assure.outcome_letter.views import LetterView
from prevent_assure.text.narrative import Narrative, html_blocks, html_inline, html_item, plain_text
from prevent_assure.workspace.templates import Template
from prevent_assure.workspace.workspace import Workspace


def _printed(value: object) -> object:
    return Markup(html_blocks(value)) if isinstance(value, Narrative) else value  # noqa: S704 - its writer escapes


class PlainEngine:
    """What stands for the package's engine."""

    def __init__(self, templates: Mapping[str, Template]) -> None:
        """Compile the template.

        Args:
            templates: The templates by name.
        """
        loader = jinja2.DictLoader({name: each.text for name, each in templates.items()})
        environment = jinja2.Environment(
            loader=loader, autoescape=True, finalize=_printed, trim_blocks=True, lstrip_blocks=True
        )
        environment.filters |= {
            "item": lambda text: Markup(html_item(text)),  # noqa: S704 - its writer escapes
            "inline": lambda text: Markup(html_inline(text)),  # noqa: S704 - its writer escapes
            "css_string": lambda text: Markup(escape(text)),  # noqa: S704 - just escaped
            "words": lambda narrative: len(plain_text(narrative).split()),
        }
        self._template = environment.get_template("letter.html.j2")

    def render(self, view: LetterView, _: Format) -> str:
        """Write a letter.

        Args:
            view: The letter.

        Returns:
            Its text.
        """
        return self._template.render(letter=view)


def main(nation: Path, folder: Path) -> None:
    """Write every letter.

    Args:
        nation: The workspace.
        folder: Where they go.
    """
    vars(letter_writer)["Engine"] = PlainEngine
    workspace = Workspace.at(nation)
    folder.mkdir(exist_ok=True)
    for result in task.letters(workspace, authorities=workspace.assessed("2024-25"), cycle="2024-25"):
        if result.letter is not None:
            (folder / f"{result.authority}.html").write_text(result.letter.texts["html"], encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
