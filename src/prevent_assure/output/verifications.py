"""What comes of verifying letters, in words and as JSON."""

import json
from collections.abc import Sequence

from prevent_assure.rules.verdicts import VERDICTS, Verdict, Verification

from .escaping import harmless

_WORDS: dict[Verdict, str] = {
    "genuine": "genuine",
    "letter_changed": "letter changed",
    "sources_changed": "sources changed since",
    "cannot_tell": "cannot tell",
}


def verifications_text(found: Sequence[Verification]) -> str:
    """Say in words what comes of each letter.

    Args:
        found: What was found.

    Returns:
        A line for each letter, what it means below it; at the end the counts where there are several.
    """
    lines: list[str] = []
    for each in found:
        lines.append(f"{each.file}: {_WORDS[each.verdict]}")
        lines += [f"  {sentence}" for sentence in each.says]
        lines += [f"  note: {note}" for note in each.notes]
    if not found:
        lines.append("no letter is issued here")
    if len(found) > 1:
        counts = [(sum(each.verdict == verdict for each in found), _WORDS[verdict]) for verdict in VERDICTS]
        lines.append(f"{len(found)} files: " + ", ".join(f"{number} {word}" for number, word in counts if number))
    return "".join(f"{harmless(line)}\n" for line in lines)


def verifications_json(found: Sequence[Verification]) -> str:
    """Write what comes of letters as JSON.

    Args:
        found: What was found.

    Returns:
        One object.
    """
    data = {"format": "prevent-assure/verification/1", "letters": [each._asdict() for each in found]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
