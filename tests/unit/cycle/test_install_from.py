"""Where the generated checks install the tool from, and what is no such place."""

import re

import pytest

from prevent_assure.cycle.install_from import install_from
from prevent_assure.diagnostics import PreventAssureError


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        (f"git+https://git.example.org/team/tool.git@{'a' * 40}", True),
        (f"https://git.example.org/team/tool.git@{'b' * 64}", True),
        (f"https://packages.example.org:8443/t-1.whl#sha256={'0' * 64}", True),
        (f"https://packages.example.org/simple/#sha256={'0' * 64}", False),
        ("tools/tool-1.0+local.whl", False),
        ("./tools/tool-1.0.whl", False),
        ("tools/locked.txt", False),
    ],
)
def test_each_form_is_installed_as_it_is_and_none_by_name_alone(source: str, needs: bool) -> None:
    found = install_from(source)
    assert found.is_told
    assert bool(found.requirement) == needs
    installs = [line for line in found.commands if re.search(r"pip (?:install|download)", line)]
    assert installs
    assert all(re.search(r"@ |--require-hashes|[.]whl", line) for line in installs)
    assert not any("\n" in line for line in found.commands)


@pytest.mark.parametrize(
    "source",
    [
        "prevent-assure", "prevent-assure==1.0.0", "https://git.example.org/t.git", "https://packages.example.org/simple",
        "git+https://git.example.org/t.git@main", f"git+https://git.example.org/t.git@{'a' * 39}",
        f"git+http://git.example.org/t.git@{'a' * 40}", f"https://example.org/simple#sha256={'0' * 63}",
        f"https://example.org/$(id)#sha256={'0' * 64}", f"https://who:secret@example.org/simple#sha256={'0' * 64}",
        "/opt/a.whl", "../a.whl", "a/../../b.whl", "-r.txt", "a b.whl", "$(x).whl", "a.zip", "", "a.whl\n",
    ],
)  # fmt: skip
def test_other_places_are_refused_with_the_forms(source: str) -> None:
    with pytest.raises(PreventAssureError, match="a git address at a full commit"):
        install_from(source)
