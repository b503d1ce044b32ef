"""docs/verifying.md: what it tells people to type checks a letter that is genuine, and no other."""

import shutil
import subprocess
from pathlib import Path

import pytest

from issued import HTML, RECORD, SUMS, issued_workspace, replace
from pages import DOCS, fences, read
from prevent_assure.proof.ssh_keygen import sign
from prevent_assure.proof.verdicts import VERDICTS

PAGE = read(DOCS / "verifying.md")
WHO = "letters@homeoffice.example"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A letter as someone was sent it, with what the department has published."""
    root, folder = issued_workspace(tmp_path), tmp_path / "sent"
    folder.mkdir()
    key = tmp_path / "prevent-letters"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    for name in (HTML, RECORD, SUMS):
        shutil.copyfile(root / name, folder / Path(name).name)
    (folder / "herefordshire.issue.yaml.sig").write_bytes(sign((root / RECORD).read_bytes(), key))
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    (folder / "allowed_signers").write_text(f'{WHO} namespaces="prevent-assure-issue" {public}', encoding="utf-8")
    return folder


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    (block,) = (fence.text for fence in fences(PAGE) if fence.language == "bash")
    return subprocess.run(["bash", "-ec", block], cwd=folder, capture_output=True, text=True, check=False)


def test_commands_without_this_tool_check_a_letter(sent: Path) -> None:
    done = _run(sent)
    assert done.returncode == 0, done.stderr
    first, second, third, *rest = done.stdout.splitlines()
    assert first.split()[0] in second
    assert third.startswith(f'Good "prevent-assure-issue" signature for {WHO}')
    assert "herefordshire.html: OK" in rest


@pytest.mark.parametrize("name", ["herefordshire.html", "herefordshire.issue.yaml"])
def test_commands_without_this_tool_find_a_change(name: str, sent: Path) -> None:
    replace(sent / name, "2025", "2035")
    assert _run(sent).returncode != 0


def test_page_tells_of_every_verdict_and_of_windows() -> None:
    assert all(f"`{verdict}`" in PAGE for verdict in VERDICTS)
    (block,) = (fence.text for fence in fences(PAGE) if fence.language == "powershell")
    (bash,) = (fence.text for fence in fences(PAGE) if fence.language == "bash")
    signature = " ".join(bash.replace("\\\n", " ").split()).partition("ssh-keygen ")[2].partition(" sha256sum")[0]
    head, options = signature.split(" -s ")
    assert f'"ssh-keygen {head}"' in block
    assert f'"$check -s {options}"' in block
    assert "Get-FileHash herefordshire.html -Algorithm SHA256" in block
