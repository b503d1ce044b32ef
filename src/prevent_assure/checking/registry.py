"""Every check of files, and every rule by code. Checks declare themselves: see `check`."""

import importlib
import pkgutil
from collections.abc import Iterator

from prevent_assure import source
from prevent_assure.diagnostics import Finding, rules_by_code
from prevent_assure.model import faults
from prevent_assure.workspace import files, loading

from . import checks, lint
from .check import CHECKS, DECLARED, Kind

for package in (checks, lint):
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)

CATALOGUE = rules_by_code(
    # A rule that several checks may find broken counts once.
    dict.fromkeys(
        rule
        for rules in (source.RULES, files.RULES, loading.RULES, faults.RULES, DECLARED, *(one.rules for one in CHECKS))
        for rule in rules
    )
)
"""What can be found wrong, by code: each stands in docs/findings.md."""

LINT = frozenset(
    rule.code for each in CHECKS if each.find.__module__.startswith(f"{lint.__name__}.") for rule in each.rules
)
"""The codes of the letter lint: a letter is cleared only where none of them is left as a warning."""


def findings(of: Kind, subject: object) -> Iterator[Finding]:
    """Run every check of a kind of file.

    Args:
        of: The kind.
        subject: The file, as `subjects` describes it for that kind.

    Yields:
        What the checks find.
    """
    for each in CHECKS:
        if of in each.of:
            yield from each.find(subject)


def codes_beginning(incomplete: str) -> list[str]:
    """Offer the codes of findings to the tab key."""
    return sorted(code for code in CATALOGUE if code.startswith(incomplete))
