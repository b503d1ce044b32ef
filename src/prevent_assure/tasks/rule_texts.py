"""What SARIF says of each rule: from the catalogue and from the page of findings."""

from prevent_assure.output.sarif import RuleText
from prevent_assure.workspace.findings_page import Entry, findings_page

from .catalogue import CATALOGUE


def rule_texts() -> dict[str, RuleText]:
    """Gather what is said of every rule.

    Returns:
        The texts by code.
    """
    page = findings_page()
    return {
        code: RuleText(
            rule.severity, rule.summary, " ".join(page[code].paragraphs), _plain(page[code]), _marked(page[code])
        )
        for code, rule in CATALOGUE.items()
    }


def _plain(entry: Entry) -> str:
    said = "\n\n".join(each.replace("`", "") for each in entry.paragraphs)
    return f"{said}\n\nWrong:\n\n{entry.wrong.text}\nRight:\n\n{entry.right.text}"


def _marked(entry: Entry) -> str:
    said = "\n\n".join(entry.paragraphs)
    wrong, right = (f"```{each.language}\n{each.text}```" for each in (entry.wrong, entry.right))
    return f"{said}\n\nWrong:\n\n{wrong}\n\nRight:\n\n{right}\n"
