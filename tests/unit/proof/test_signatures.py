"""Records that are signed, held against OpenSSH's own tool, and signatures that are worth nothing."""

import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from issued import HTML, RECORD, SUMS, correct, issued_workspace, replace
from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.proof import ssh_keygen
from prevent_assure.proof.keys import revoked_keys, signing_key, trusted_signers
from prevent_assure.proof.verdicts import Verification
from prevent_assure.proof.verify import verify
from prevent_assure.workspace.workspace import Workspace
from scratch_repository import ScratchRepository

WHO = "letters@homeoffice.example"
SIG = f"{RECORD}.sig"


@cache
def _key(name: str, passphrase: str = "") -> Path:
    path = Path(mkdtemp()) / name
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", str(path)]
    subprocess.run(words, check=True)
    return path


def _signers(folder: Path, options: str = "", key: str = "service", who: str = WHO) -> Path:
    public = _key(key).with_suffix(".pub").read_text(encoding="utf-8")
    path = folder / "allowed_signers"
    path.write_text(f"# Who signs letters.\n{who} {options} {public}", encoding="utf-8")
    return path


def _signed(root: Path, namespace: str = ssh_keygen.NAMESPACE) -> None:
    if namespace == ssh_keygen.NAMESPACE:
        (root / SIG).write_bytes(ssh_keygen.sign((root / RECORD).read_bytes(), _key("service")))
        return
    words = ["ssh-keygen", "-Y", "sign", "-f", str(_key("service")), "-n", namespace, str(root / RECORD)]
    subprocess.run(words, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The issued example, signed."""
    root = issued_workspace(tmp_path)
    _signed(root)
    return root


def _alone(root: Path, signers: Path) -> Verification:
    (found,) = verify(None, [root / HTML], record=root / RECORD, signature=root / SIG, signers=signers)
    return found


def test_signature_of_a_key_that_was_taken_back_counts_for_nothing(root: Path, tmp_path: Path) -> None:
    signers, listed, other = _signers(tmp_path), tmp_path / "krl", tmp_path / "others"
    subprocess.run(["ssh-keygen", "-q", "-k", "-f", listed, _key("service").with_suffix(".pub")], check=True)
    other.write_bytes(_key("another").with_suffix(".pub").read_bytes())
    plain = _key("service").with_suffix(".pub")
    for revoked in (other, listed, plain, signers):
        verdict = "signed" if revoked == other else "cannot_tell"
        for (found,) in (
            verify(Workspace(root), [root / HTML], signers=signers, revoked=revoked),
            verify(None, [root / HTML], record=root / RECORD, signers=signers, revoked=revoked),
        ):
            assert found.verdict == verdict
            assert any("revoked keys" in reason for reason in found.reasons) == (verdict == "cannot_tell")


def test_revoked_keys_come_from_outside_and_must_be_there(root: Path, tmp_path: Path) -> None:
    repository, outside = ScratchRepository.make(root), tmp_path / "revoked"
    outside.write_bytes(_key("service").with_suffix(".pub").read_bytes())
    inside = root / "revoked"
    inside.write_bytes(outside.read_bytes())
    with pytest.raises(PreventAssureError, match="lies in the workspace"):
        revoked_keys(inside, [root])
    with pytest.raises(PreventAssureError, match="the list of revoked keys is not there"):
        revoked_keys(tmp_path / "none", [root])
    assert revoked_keys(None, [root]) is None
    for path, found in ((inside, None), (outside, outside)):
        repository.git("config", "gpg.ssh.revocationFile", str(path))
        assert revoked_keys(None, [root]) == found
    outside.unlink()
    with pytest.raises(PreventAssureError, match="names a list of revoked keys that is not there"):
        revoked_keys(None, [root])


def _both(root: Path, signers: Path) -> list[Verification]:
    return [*verify(Workspace(root), [root / HTML], signers=signers), _alone(root, signers)]


def test_trusted_signature_is_named_with_and_without_a_workspace(root: Path, tmp_path: Path) -> None:
    signers = _signers(tmp_path)
    for found in _both(root, signers):
        assert (found.verdict, found.signed_by, found.authority) == ("signed", WHO, "herefordshire")
        assert (found.cycle, str(found.date)) == ("2024-25", "2025-05-20")
    words: list[str | Path] = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        signers,
        "-I",
        WHO,
        "-n",
        "prevent-assure-issue",
        "-s",
        root / SIG,
    ]
    subprocess.run(words, input=(root / RECORD).read_bytes(), check=True, capture_output=True)


def _letter(root: Path) -> None:
    replace(root / HTML, "Exceeding", "Not met")


def _record(root: Path) -> None:
    replace(root / RECORD, "date: 2025-05-20", "date: 2025-05-21")


def _no_signature(root: Path) -> None:
    (root / SIG).write_bytes(b"nothing\n")


def _other_purpose(root: Path) -> None:
    (root / SIG).unlink()
    _signed(root, "file")


def _other_record(root: Path) -> None:
    (root / SIG).write_bytes(ssh_keygen.sign(b"format: prevent-assure/issue/1\n", _key("service")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_letter, "the letter is "),
        (_record, "the record has changed since it was signed"),
        (_no_signature, "no signature that ssh-keygen makes"),
        (_other_purpose, "its namespace is not prevent-assure-issue"),
        (_other_record, "that of another record"),
    ],
)
def test_what_is_not_what_was_signed_is_said(
    change: Callable[[Path], None], said: str, root: Path, tmp_path: Path
) -> None:
    change(root)
    for found in _both(root, _signers(tmp_path)):
        assert found.verdict in {"changed", "cannot_tell"}
        assert found.signed_by is None
        assert said in " ".join(found.reasons)


@pytest.mark.parametrize(
    ("options", "key", "said"),
    [
        ('valid-before="20250519"', "service", "was not valid on 2025-05-20, the record's date"),
        ('valid-after="20250521"', "service", "was not valid on 2025-05-20, the record's date"),
        ('namespaces="git"', "service", "that of none of the trusted signers"),
        ("", "stranger", "that of none of the trusted signers"),
    ],
)
def test_signer_who_is_not_trusted_on_the_day_counts_for_nothing(
    options: str, key: str, said: str, root: Path, tmp_path: Path
) -> None:
    for found in _both(root, _signers(tmp_path, options, key)):
        assert found.verdict == "cannot_tell"
        assert said in found.reasons[0]


def test_key_that_was_retired_later_and_several_names_count(root: Path, tmp_path: Path) -> None:
    signers = _signers(
        tmp_path, 'valid-before="20260101",namespaces="prevent-assure-issue"', who=f"!x@y.example,{WHO},z@y"
    )
    assert [found.signed_by for found in _both(root, signers)] == [WHO, WHO]


def test_unsigned_letter_does_not_count_where_signers_are_named(tmp_path: Path) -> None:
    root = issued_workspace(tmp_path)
    (found,) = verify(Workspace(root), [root / HTML], signers=_signers(tmp_path))
    assert (found.verdict, found.reasons[0]) == ("cannot_tell", "it is not signed")
    (found,) = verify(None, [root / HTML], record=root / RECORD)
    assert (found.verdict, found.reasons[0]) == ("cannot_tell", "its record is not signed")


def test_signed_letter_that_a_later_one_replaces(root: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    old.write_bytes((root / HTML).read_bytes())
    correct(root)
    assert not (root / SIG).exists()
    _signed(root)
    signers = _signers(tmp_path)
    found = [
        *verify(Workspace(root), [old], signers=signers),
        *verify(None, [old], record=root / RECORD, signers=signers),
    ]
    assert {(each.verdict, each.signed_by, each.reasons[0]) for each in found} == {
        ("replaced", WHO, "replaced by the letter of 2025-06-02")
    }


def test_signers_may_be_named_from_within_the_workspace(root: Path, tmp_path: Path) -> None:
    beside = root.parent / "signers-beside"
    beside.write_bytes(_signers(tmp_path).read_bytes())
    assert trusted_signers(root / ".." / beside.name, [root]) == root / ".." / beside.name
    (root / "link").symlink_to(beside)
    with pytest.raises(PreventAssureError, match="lies in the workspace"):
        trusted_signers(root / "letters" / ".." / "link", [root])


def test_signers_come_from_outside(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = _signers(root)
    with pytest.raises(PreventAssureError, match="lies in the workspace"):
        verify(Workspace(root), [root / HTML], signers=inside)
    with pytest.raises(PreventAssureError, match="not there"):
        trusted_signers(tmp_path / "none", [root])
    repository = ScratchRepository.make(root)
    repository.git("config", "gpg.ssh.allowedSignersFile", inside)
    settings = tmp_path / "gitconfig"
    settings.write_text("", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert trusted_signers(None, [root]) is None
    outside = _signers(tmp_path)
    link = tmp_path / "link"
    link.symlink_to(inside)
    settings.write_text(f'[gpg "ssh"]\n\tallowedSignersFile = {outside}\n', encoding="utf-8")
    assert trusted_signers(None, [root]) == outside
    (found,) = verify(Workspace(root), [root / HTML])
    assert (found.verdict, found.signed_by) == ("signed", WHO)
    settings.write_text(f'[gpg "ssh"]\n\tallowedSignersFile = {link}\n', encoding="utf-8")
    assert trusted_signers(None, [root]) is None


def test_without_ssh_keygen_it_is_said(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssh_keygen, "find_program", lambda _: None)
    for found in _both(root, _signers(tmp_path)):
        assert found.verdict == "cannot_tell"
        assert "ssh-keygen is not installed" in found.reasons[0]
    with pytest.raises(ssh_keygen.KeygenError, match="not installed"):
        ssh_keygen.sign(b"", _key("service"))


def test_key_that_cannot_sign_is_named(tmp_path: Path) -> None:
    no_key = tmp_path / "no key"
    no_key.write_text("nothing", encoding="utf-8")
    open_key = tmp_path / "open"
    open_key.write_bytes(_key("service").read_bytes())
    open_key.chmod(0o644)
    public = tmp_path / "public"
    public.write_bytes(_key("service").with_suffix(".pub").read_bytes())
    public.chmod(0o600)
    for key, said in (
        (_key("closed", "a phrase"), "has a passphrase, and there is no terminal"),
        (tmp_path / "none", "is not there"),
        (no_key, "it is no SSH key|may be read by others"),
        (open_key, "may be read by others"),
        (public, "ssh-agent does not hold|ssh-keygen cannot sign"),
    ):
        with pytest.raises(ssh_keygen.KeygenError, match=said):
            ssh_keygen.sign(b"x", key)


def test_key_is_the_one_named_else_of_the_settings_else_gits_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = issued_workspace(tmp_path)
    settings = tmp_path / "gitconfig"
    settings.write_text("", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    with pytest.raises(PreventAssureError, match="there is no key"):
        signing_key(Workspace(root), None)
    settings.write_text(f"[user]\n\tsigningkey = {_key('service')}\n", encoding="utf-8")
    assert signing_key(Workspace(root), None) == _key("service")
    settings.write_text("[user]\n\tsigningkey = ABCDEF\n", encoding="utf-8")
    with pytest.raises(PreventAssureError, match="is no file"):
        signing_key(Workspace(root), None)
    replace(root / "prevent-assure.yaml", "cycles:\n", f"signing: {{key: {_key('service')}}}\ncycles:\n")
    assert signing_key(Workspace(root), None) == _key("service")
    assert signing_key(Workspace(root), _key("other")) == _key("other")
    replace(root / "prevent-assure.yaml", f"key: {_key('service')}", "key: keys/service")
    with pytest.raises(PreventAssureError, match="no private key belongs"):
        signing_key(Workspace(root), None)


def test_sums_are_those_that_coreutils_checks(root: Path) -> None:
    lines = (root / SUMS).read_text(encoding="utf-8").splitlines()
    assert [line[66:] for line in lines] == ["herefordshire.html", "herefordshire.issue.yaml", "herefordshire.md"]
    words = ["sha256sum", "--check", "--strict", "--status", "SHA256SUMS"]
    assert subprocess.run(words, cwd=(root / SUMS).parent, check=False).returncode == 0
    _letter(root)
    assert subprocess.run(words, cwd=(root / SUMS).parent, check=False).returncode == 1
