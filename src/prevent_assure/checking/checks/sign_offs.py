"""Checks of sign-offs: whether each is still of what was signed, and whether a seal says so."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile, Signing
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.base import SignOff
from prevent_assure.rules.case import Case
from prevent_assure.rules.record import differences, parts_of
from prevent_assure.rules.seals import COMMANDS, STEPS, SignOffState, Step, changes, in_words, signed
from prevent_assure.rules.status import is_submitted

from .agreement import STALE as AGREEMENT_STALE

ACCEPTANCE_STALE = Rule(
    "acceptance-stale", Severity.WARNING, "An acceptance by the authority whose text has changed since."
)
CLEARANCE_STALE = Rule("clearance-stale", Severity.ERROR, "A cleared letter that says something else since.")
CHANGED_SINCE = Rule(
    "changed-since-sign-off",
    Severity.WARNING,
    "A sign-off without a seal, and history shows that what was signed has changed since.",
)
UNSEALED = Rule("sign-off-unsealed", Severity.SUGGESTION, "A sign-off that does not say what it is of.")
UNKNOWN_SEAL = Rule("seal-unknown", Severity.ERROR, "A seal of a later version, of which this one cannot tell.")
STALE: dict[Step, Rule] = {
    "accepted": ACCEPTANCE_STALE,
    "agreed": AGREEMENT_STALE,
    "cleared": CLEARANCE_STALE,
}
SIGN_OFF_CODES = frozenset(rule.code for rule in (*STALE.values(), UNKNOWN_SEAL))
"""The codes of sign-offs that no longer stand for what was signed, or of which that cannot be told."""
WHOLE: tuple[Route, ...] = tuple((step,) for step in STEPS)
"""Where findings of a sign-off as a whole stand, and not of one benchmark."""
_OF: dict[Step, str] = {
    "accepted": "the review's texts and outcomes and the authority's accounts",
    "agreed": "answers, outcomes, views, reasons and recommendations, criteria and rules",
    "cleared": "what was accepted and agreed, and all else that the letter prints",
}


@check(ACCEPTANCE_STALE, AGREEMENT_STALE, CLEARANCE_STALE, CHANGED_SINCE, UNSEALED, UNKNOWN_SEAL, of="review")
def sign_offs_are_of_what_stands_there(file: CycleFile) -> Iterator[Finding]:
    """Hold each sign-off against what it is of, until the letter is issued: then the record does."""
    case = file.case
    if not is_submitted(case.assessment, case.review) or (case.issued and not _is_cleared_anew(case)):
        return
    for step, found in file.sign_offs.items():
        given = signed(case.review, step)
        if given is None or found.state == "sealed":
            continue
        if found.state == "unknown":
            yield _unknown(step, given)
        elif found.state == "stale":
            yield _stale(step, sealed_line(given, found), changed_since(case, step, file.signing(step)))
        else:
            yield from _unsealed(case, sealed_line(given, found), step, file.signing(step))


def _is_cleared_anew(case: Case) -> bool:
    """Tell whether an issued letter is being corrected: cleared by somebody else, or on another day."""
    return case.record is not None and "cleared" in differences(case.record.sources.review, parts_of(case.review))


def sealed_line(given: SignOff, found: SignOffState) -> str:
    """Write a sign-off as it stands in the file, with the seal of what stands there now, ready to paste."""
    wording = getattr(given, "wording", None)
    said = f", wording: {wording}" if wording is not None else ""
    return f'{found.step}: {{by: {given.by}, on: {given.on}, of: "{found.seal}"{said}}}'


def changed_since(case: Case, step: Step, signing: Signing | None) -> list[str]:
    """Name what has changed since a sign-off was first made, as far as history tells."""
    return [] if signing is None or signing.case is None else changes(signing.case, case, step)


def _unknown(step: Step, given: SignOff) -> Finding:
    version = (given.of or "").partition(":")[0]
    return Finding(
        UNKNOWN_SEAL,
        (step, "of"),
        f"`{step}` is sealed in version {version} of the canonical form; this version of prevent-assure knows "
        "version 1 alone, and cannot tell whether it still holds",
        "install the version that wrote it, or a newer one",
    )


def _stale(step: Step, line: str, changed: list[str]) -> Finding:
    what = f"changed since: {in_words(changed)}" if changed else f"something has changed of {_OF[step]}"
    return Finding(
        STALE[step],
        (step, "of"),
        f"`{step}` is no longer of what was signed; {what}",
        f"look at it again, then `prevent-assure {COMMANDS[step]}` signs anew; by hand, with the day on which you look "
        f"at it: {line}",
    )


def _unsealed(case: Case, line: str, step: Step, signing: Signing | None) -> Iterator[Finding]:
    # What an outcome rested on has a finding of its own at the benchmark.
    told = tuple(f"{kind}.benchmarks.{name}" for name in case.agreed_on for kind in ("assessment", "criteria"))
    of_agreement = told if step == "agreed" else ()
    changed = [each for each in changed_since(case, step, signing) if not each.startswith(of_agreement)]
    if changed and signing is not None:
        yield Finding(
            CHANGED_SINCE,
            (step,),
            f"`{step}` has no seal, and since it was first made (in commit {signing.commit[:10]}) this has changed: "
            f"{in_words(changed)}",
            f"look at it again, then `prevent-assure {COMMANDS[step]}` signs anew",
            on_key=True,
        )
    shallow = signing is not None and signing.shallow and not changed
    unsure = (
        "; this clone is shallow, so that history cannot tell whether anything has changed since" if shallow else ""
    )
    yield Finding(
        UNSEALED,
        (step,),
        f"`{step}` does not say what it is of: it is not sealed{unsure}",
        f"`prevent-assure {COMMANDS[step]}` writes the seal; by hand, if it is still what was signed: {line}",
        on_key=True,
    )
