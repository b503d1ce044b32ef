"""With which key records are signed, and whose signatures are trusted."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.workspace.git.running import Git, HistoryError
from prevent_assure.workspace.git.without_git import repository_of
from prevent_assure.workspace.workspace import Workspace

_SIGNERS = "gpg.ssh.allowedSignersFile"
_REVOKED = "gpg.ssh.revocationFile"
_KEY = "user.signingkey"


def signing_key(workspace: Workspace, named: Path | None) -> Path:
    """Find the key that records are signed with: the one named, else that of the settings, else git's own.

    Args:
        workspace: The workspace.
        named: The key that the command line names, or None.

    Raises:
        PreventAssureError: If there is none, or a private key lies in the workspace.
    """
    settings = workspace.settings.model
    if named is not None:
        return named
    if settings is not None and settings.signing is not None:
        key = workspace.root / Path(settings.signing.key).expanduser()
        if key.resolve().is_relative_to(workspace.root.resolve()) and key.suffix != ".pub":
            msg = "signing.key of the settings lies in the workspace, where no private key belongs; name one outside"
            raise PreventAssureError(msg)
        return key
    given = _setting(workspace.root, _KEY)
    if not given:
        msg = "there is no key to sign with: signing.key in the settings, git's user.signingkey, or --sign-with KEY"
        raise PreventAssureError(msg)
    if not Path(given[-1]).is_file():
        msg = "git's user.signingkey is no file of an SSH key; name one with --sign-with KEY"
        raise PreventAssureError(msg)
    return Path(given[-1])


def trusted_signers(named: Path | None, roots: Sequence[Path]) -> Path | None:
    """Find the list of trusted signers: the one named, else git's own; never one that the workspace itself brings.

    Args:
        named: The list that the command line names, or None.
        roots: The folders whose letters are verified; none where the letter comes with its record.

    Returns:
        The list; None where there is none.

    Raises:
        PreventAssureError: If the one named cannot be read, or lies in what it is to vouch for.
    """
    return _from_outside(named, roots, _SIGNERS, "list of trusted signers")


def revoked_keys(named: Path | None, roots: Sequence[Path]) -> Path | None:
    """Find the list of keys that were taken back, as `trusted_signers` finds the list of signers.

    Raises:
        PreventAssureError: Likewise, or if git names one that is not there: a key that was taken back would count.
    """
    found = _from_outside(named, roots, _REVOKED, "list of revoked keys")
    given = _setting(roots[0] if roots else Path.cwd(), _REVOKED) if found is None else []
    if given and not Path(given[-1]).is_file():
        msg = f"git's {_REVOKED} names a list of revoked keys that is not there; --revoked FILE names another"
        raise PreventAssureError(msg)
    return found


def _from_outside(named: Path | None, roots: Sequence[Path], setting: str, what: str) -> Path | None:
    brought = list(_tops(roots))
    if named is not None:
        if not named.is_file():
            msg = f"the {what} is not there: {named}"
            raise PreventAssureError(msg)
        if _lies_in(named, brought):
            msg = f"{named} lies in the workspace that it is to vouch for; take a list from outside, from its publisher"
            raise PreventAssureError(msg)
        return named
    given = _setting(roots[0] if roots else Path.cwd(), setting)
    own = brought or list(_tops([Path.cwd()]))
    found = (Path(each) for each in reversed(given))
    return next((each for each in found if each.is_absolute() and each.is_file() and not _lies_in(each, own)), None)


def _lies_in(path: Path, folders: Sequence[Path]) -> bool:
    named = Path(os.path.abspath(path))  # noqa: PTH100 - absolute() leaves .. in, resolve() follows links
    return any(named.is_relative_to(each) or path.resolve().is_relative_to(each) for each in folders)


def _tops(roots: Sequence[Path]) -> Iterator[Path]:
    """Give folders, each with the repository that it lies in."""
    for root in roots:
        yield root.resolve()
        repository = repository_of(root)
        if repository is not None:
            yield repository


def _setting(folder: Path, name: str) -> list[str]:
    try:
        return Git(folder).setting(name)
    except HistoryError:
        return []
