"""Which line to add where one is missing that must stand there."""

from typing import get_args

from prevent_assure.diagnostics import Route

from .base import Model
from .values import EXAMPLE_DAY
from .vocabulary import Vocabulary, purpose_at

_MISSING = {
    "on": f"`on: {EXAMPLE_DAY}`, with the day on which it was", "title": "`title:`, and what it is called",
    "name": "`name:`, and the name in full", "text": "`text: |-`, and the text on the lines below",
    "reason": "`reason:`, and why", "answer": "`answer:`, and one of the words that fit", "id": "`id:`, a short name",
    "progress": "`progress:`, and what became of it", "people": "`people:`, and the posts",
    "address": "`address:`, and its lines below, each with `- ` before it",
    "to": "`to: chief-executive`, with the role of whom the letter addresses",
    "letter": "`letter: {to: chief-executive}`, with the role of whom the letter addresses",
    "with": "`with: [prevent-lead]`, with the roles of those who took part",
    "recommendation": "`recommendation: 2023-24/training`, with the recommendation that is followed up",
}  # fmt: skip
"""What to write for a key that is missing; of any other, the key itself."""


def missing_line(route: Route, model: type[Model], words: Vocabulary) -> str:
    """Say which line to add for a key that is missing."""
    key, purpose = str(route[-1]), purpose_at(route)
    if key == "format":
        return f"write `format: {get_args(model.model_fields['format'].annotation)[0]}` as the first line"
    if key == "by":
        return f"add `by: {words.usual_role(str(route[0]))}`, with the role of who did it"
    if key == "title" and route[0] == "people":
        return "add `title:`, and what the post is called"
    own = {"cycle": words.cycle, "authority": words.name, "id": words.name}.get(key) if len(route) == 1 else None
    known = words.known(purpose).words if purpose is not None else ()
    if own or len(known) == 1:
        return f"add the line `{key}: {own or known[0]}`"
    return f"add {_MISSING.get(key, f'`{key}:`, with its value behind it')}"
