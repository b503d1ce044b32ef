"""Checks of an authority's region and kind against the names that are known."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import AuthorityFile
from prevent_assure.diagnostics import Finding, Replacement, Rule, Severity
from prevent_assure.model.nearness import nearest
from prevent_assure.workspace.place_names import Names, packaged_names

UNKNOWN_REGION = Rule("unknown-region", Severity.WARNING, "A region that is none of those that are known.")
UNKNOWN_TYPE = Rule("unknown-type", Severity.WARNING, "A kind of authority that is none of those that are known.")


@check(UNKNOWN_REGION, UNKNOWN_TYPE, of="authority")
def region_and_type_are_known(file: AuthorityFile) -> Iterator[Finding]:
    """Look for regions and kinds that nobody could count with others, since they are called otherwise."""
    authority, names = file.authority, file.place_names or packaged_names()
    if authority.region is not None and authority.region not in names.regions:
        yield _unknown(UNKNOWN_REGION, "region", authority.region, names.regions, "nothing is published with it")
    if authority.type is not None and authority.type not in names.types:
        yield _unknown(UNKNOWN_TYPE, "type", authority.type, names.types, "it is counted by itself")


def _unknown(rule: Rule, key: str, written: str, names: Names, so: str) -> Finding:
    near = nearest(written.casefold(), {name.casefold(): name for name in names})
    meant = next((name for name in names if name.casefold() == near), None)
    message = f"this {key} is none of those that are known, so {so}"
    known = ", ".join(f"`{name}`" for name in names)
    hint = f"write one of {known}; or list your own under `{key}s:` in prevent-assure.yaml"
    if meant is None:
        return Finding(rule, (key,), message, hint)
    return Finding(rule, (key,), message, f"did you mean `{key}: {meant}`?", instead=Replacement(meant, sure=False))
