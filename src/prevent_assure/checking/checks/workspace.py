"""Checks of what is not one council's in one cycle: authorities, settings, names of files."""

import operator
import re
from collections.abc import Callable, Iterator

from prevent_assure.checking.check import check, found_by_task
from prevent_assure.checking.subjects import AuthorityFile, NamedFile, SettingsFile
from prevent_assure.diagnostics import Finding, Replacement, Route, Rule, Severity
from prevent_assure.model.nearness import closest
from prevent_assure.model.vocabulary import Known, roles_known, unknown

from .assessment import UNKNOWN_AUTHORITY, UNKNOWN_CYCLE, UNKNOWN_EDITION
from .review import RECOMMENDATION_TWICE
from .sides import UNKNOWN_PERSON

_CLAUSE = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*([0-9]+(?:\.[0-9]+){0,3})\s*")
_OPERATORS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def satisfies(version: str, requirement: str) -> bool:
    """Tell whether a version is one that is asked for.

    Args:
        version: The version, as in `1.2.0`.
        requirement: Clauses with commas between, as in `>=1.0, <2`.

    Returns:
        Whether every clause holds; a requirement that cannot be read is not satisfied.
    """
    clauses = [_CLAUSE.fullmatch(clause) for clause in requirement.split(",")]
    return all(
        clause is not None and _OPERATORS[clause[1]](_numbers(version), _numbers(clause[2])) for clause in clauses
    )


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(digits) for digits in re.findall(r"[0-9]+", version)][:4]
    return (*numbers, *(0,) * (4 - len(numbers)))


NAME_DISAGREES = Rule("name-disagrees", Severity.ERROR, "A file whose name or folder says otherwise than its content.")
MISPLACED = Rule("misplaced-file", Severity.ERROR, "A YAML file that lies where nothing reads it.")
OTHER_VERSION = Rule("other-version-required", Severity.ERROR, "The settings ask for another version of the tool.")
UNKNOWN_CODE = Rule("unknown-code", Severity.ERROR, "A finding's code that does not exist.")
NOT_LOWERED = Rule(
    "severity-not-lowered",
    Severity.ERROR,
    "The severity of an error of form or of what was issued cannot be lowered.",
)
_FIXED = {
    True: "an error of form: the file cannot be read because of it",
    False: "an error of what was issued: no settings make that good",
}
ASSESSMENT_MISSING = Rule(
    "assessment-missing", Severity.ERROR, "An authority without a self-assessment in the cycle asked for."
)
UNKNOWN_WORKSPACE = Rule("unknown-workspace", Severity.ERROR, "An entry under `workspaces` that leads to no workspace.")
AUTHORITY_TWICE = Rule(
    "authority-twice", Severity.ERROR, "An authority of which several of the workspaces that are read have files."
)
ACCEPTED_NOTHING = Rule("accepted-nothing", Severity.WARNING, "An entry under `accepted` that accepts no finding.")


found_by_task(MISPLACED, ASSESSMENT_MISSING, AUTHORITY_TWICE, ACCEPTED_NOTHING)


_CODES = "`prevent-assure explain` lists the codes"


@check(UNKNOWN_WORKSPACE, of="settings")
def workspaces_are_there(file: SettingsFile) -> Iterator[Finding]:
    """Look for entries under `workspaces` that lead to no workspace."""
    for place, message, hint in file.wrong_entries:
        yield Finding(UNKNOWN_WORKSPACE, ("workspaces", place), message, hint)


@check(NAME_DISAGREES, of="name")
def name_agrees(file: NamedFile) -> Iterator[Finding]:
    """Hold what a file says of itself against its name and folder."""
    for key, value in file.by_path.items():
        if getattr(file.model, key) != value:
            message = f"`{key}` says otherwise than the file's name and folder, which say {value}"
            hint = f"write `{key}: {value}`, or give the file the name and folder that it says"
            yield Finding(NAME_DISAGREES, (key,), message, hint, instead=Replacement(value, sure=False))


@check(UNKNOWN_PERSON, of="authority")
def letter_goes_to_somebody(file: AuthorityFile) -> Iterator[Finding]:
    """Look for the people to whom the letter goes, who get a copy and who are thanked."""
    authority, settings = file.authority, file.settings
    known = roles_known(authority.people, settings.people if settings is not None else {})
    letter = authority.letter
    named: list[tuple[str, Route]] = [(letter.to, ("letter", "to"))]
    for key, people in (("cc", letter.cc), ("thanks", letter.thanks)):
        named += [(role, ("letter", key, index)) for index, role in enumerate(people)]
    for role, route in named:
        if role not in known.words:
            message = "nobody bears this role in this file or the settings"
            yield unknown(UNKNOWN_PERSON, route, message, role, known)


@check(OTHER_VERSION, of="settings")
def version_is_the_one_required(file: SettingsFile) -> Iterator[Finding]:
    """Hold the tool's version against the one that the settings ask for."""
    settings, version = file.settings, file.version
    if settings.requires is not None and not satisfies(version, settings.requires):
        message = f"the settings ask for another version of the tool; this is {version}"
        hint = "install a version that fits; what is asked is written as in >=1.0, <2"
        yield Finding(OTHER_VERSION, ("requires",), message, hint)


@check(UNKNOWN_CYCLE, of="settings")
def current_cycle_is_listed(file: SettingsFile) -> Iterator[Finding]:
    """Look for the current cycle among the cycles."""
    settings = file.settings
    if settings.current_cycle not in settings.cycles:
        listed = ", ".join(settings.cycles)
        yield Finding(
            UNKNOWN_CYCLE,
            ("current_cycle",),
            "`cycles` does not list the current cycle",
            f"cycles here: {listed}; `prevent-assure cycle open {settings.current_cycle}` begins a new one",
        )


def accepted_nothing(index: int, *, is_there: bool) -> Finding:
    """Say that an entry under `accepted` accepts no finding.

    Args:
        index: Which entry.
        is_there: Whether there is such a file at all.

    Returns:
        The finding.
    """
    if not is_there:
        message, key = "this accepts findings of a file that is not there", "path"
        return Finding(ACCEPTED_NOTHING, ("accepted", index, key), message, "mend the path, or remove the entry")
    message = "this accepts nothing: there is no such finding"
    return Finding(ACCEPTED_NOTHING, ("accepted", index), message, "look at `at` and `path`, or remove the entry")


@check(UNKNOWN_EDITION, UNKNOWN_AUTHORITY, RECOMMENDATION_TWICE, of="settings")
def cycles_name_what_there_is(file: SettingsFile) -> Iterator[Finding]:
    """Look for the editions and authorities that the cycles name, and for recommendations of one id."""
    settings, authorities, editions = file.settings, file.authorities, file.editions
    for name, cycle in settings.cycles.items():
        route: Route = ("cycles", name)
        if cycle.criteria is not None and cycle.criteria not in editions:
            message = "this edition of criteria is neither in the workspace nor packaged"
            known = Known(tuple(editions))
            yield unknown(UNKNOWN_EDITION, (*route, "criteria"), message, cycle.criteria, known)
        for authority in cycle.extensions:
            if authority not in authorities:
                message = f"an extension for `{authority}`, which has no file in authorities/"
                yield Finding(
                    UNKNOWN_AUTHORITY,
                    (*route, "extensions", authority),
                    message,
                    closest(authority, authorities) or f"authorities here: {', '.join(sorted(authorities)[:12])}",
                    on_key=True,
                )
        ids = [each.id for each in cycle.recommendations]
        for index, each in enumerate(ids):
            if each in ids[:index]:
                message = "there is another recommendation of this id in this cycle"
                yield Finding(
                    RECOMMENDATION_TWICE,
                    (*route, "recommendations", index, "id"),
                    message,
                    "give each an id of its own",
                )


@check(UNKNOWN_CODE, NOT_LOWERED, of="settings")
def findings_exist(file: SettingsFile) -> Iterator[Finding]:
    """Look for the findings whose severity the settings change, or which they accept."""
    settings, codes = file.settings, file.rules
    for code, severity in settings.findings.items():
        if code not in codes:
            message = f"no finding has the code `{code}`"
            hint = closest(code, codes) or _CODES
            yield Finding(UNKNOWN_CODE, ("findings", code), message, hint, on_key=True)
        elif codes[code].is_fixed and severity != codes[code].severity:
            message = f"`{code}` is {_FIXED[codes[code].of_form]}"
            yield Finding(NOT_LOWERED, ("findings", code), message, "remove this line")
    for index, accepted in enumerate(settings.accepted):
        route: Route = ("accepted", index, "code")
        if accepted.code not in codes:
            yield Finding(UNKNOWN_CODE, route, "no finding has this code", closest(accepted.code, codes) or _CODES)
        elif codes[accepted.code].is_fixed:
            what = "of form" if codes[accepted.code].of_form else "of what was issued"
            message = f"`{accepted.code}` is an error {what} and cannot be accepted"
            yield Finding(NOT_LOWERED, route, message, "mend the file instead")
