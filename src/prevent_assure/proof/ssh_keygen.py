"""ssh-keygen, which signs records and says whose signatures are: the one other program that is run besides git.

It is found where PATH says, given a list of words that no shell reads and an environment of its own, and stopped when
it takes too long. It asks for a passphrase only on a terminal, and starts no other program to ask.
"""

import datetime
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.workspace.git.running import find_program

NAMESPACE = "prevent-assure-issue"
"""What a signature is made for; one that is made for something else is none of ours."""
SECONDS = 20
_PATIENCE = 300
"""Seconds in which someone on a terminal may type a passphrase or touch a key."""
_KEPT = ("HOME", "USERPROFILE", "SSH_AUTH_SOCK", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "TERM")
_KEY = re.compile(r"SHA256:[A-Za-z0-9+/=]+")
_OLD = (
    "unknown option",
    "illegal option",
    "Too few arguments",
    "invalid option",
    "Unsupported operation",
    "Invalid option",
)


class KeygenError(PreventAssureError):
    """ssh-keygen is not there, or does not do what is asked of it; the message says why."""


class Checked(NamedTuple):
    """What a signature is worth.

    Attributes:
        kind: `trusted`: a trusted signer made it; `stranger`: it fits, but none of those who are trusted made it;
            `wrong`: it does not fit the record, or is no signature of a record; `unknown`: that cannot be told.
        says: The same in a sentence.
        by: Who signed, by the list of trusted signers; None unless it is trusted.
    """

    kind: Literal["trusted", "stranger", "wrong", "unknown"]
    says: str
    by: str | None = None


def sign(data: bytes, key: Path) -> bytes:
    """Sign bytes.

    Args:
        data: The bytes.
        key: The file of an SSH key; of a public one, whose private one an agent holds.

    Raises:
        KeygenError: If it cannot be signed with.
    """
    asks = sys.stdin.isatty()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record"
        file.write_bytes(data)
        done = _run(["-Y", "sign", "-f", str(key.absolute()), "-n", NAMESPACE, str(file)], asks=asks)
        signature = file.with_name("record.sig")
        if done.returncode or not signature.is_file():
            raise KeygenError(_why_unsigned(key, done.stderr.decode(errors="replace"), asks=asks))
        return signature.read_bytes()


def _why_unsigned(key: Path, said: str, *, asks: bool) -> str:
    if not key.is_file():
        return f"the key to sign with is not there: {key}"
    if "passphrase" in said:
        also = "" if asks else ", and there is no terminal to type it on; put the key into ssh-agent (ssh-add)"
        return f"the key to sign with has a passphrase{also or ' that was not given'}: {key}"
    if "permissions" in said.lower():
        return f"the key to sign with may be read by others, so ssh-keygen does not take it: {key}"
    if "agent" in said:
        return f"ssh-agent does not hold the key to sign with: {key}"
    if any(each in said for each in _OLD):
        return "this ssh-keygen is too old to sign; OpenSSH 8.9 or newer does"
    return f"ssh-keygen cannot sign with this key, or it is no SSH key: {key}"


def check(
    data: bytes, signature: bytes, signers: Path | None, day: datetime.date, *, revoked: Path | None = None
) -> Checked:
    """Say what a signature of a record is worth.

    Args:
        data: The record's bytes.
        signature: The signature.
        signers: The list of trusted signers, in OpenSSH's form `allowed_signers`; None where there is none.
        day: The record's date: on it the signer's key must have been valid.
        revoked: Keys that were taken back, as OpenSSH lists them; None where there is no such list.
    """
    try:
        return _checked(data, signature, signers, day, revoked)
    except KeygenError as error:
        return Checked("unknown", f"its signature cannot be checked: {error}")


def _checked(data: bytes, signature: bytes, signers: Path | None, day: datetime.date, revoked: Path | None) -> Checked:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record.sig"
        file.write_bytes(signature)
        words = ["-n", NAMESPACE, "-s", str(file)]
        fits = _run(["-Y", "check-novalidate", *words], data)
        said = fits.stderr.decode(errors="replace")
        if fits.returncode:
            return Checked("wrong", _why_wrong(said))
        key = _KEY.search(fits.stdout.decode(errors="replace"))
        whose = f" (key {key[0]})" if key is not None else ""
        if signers is None:
            says = f"it is signed{whose}, but no list of trusted signers says by whom: --signers FILE gives one"
            return Checked("stranger", says)
        # Midday, so that a key counts on the first day of its validity and on none after the last.
        at = ["-O", f"verify-time={day:%Y%m%d}120000", "-f", str(signers.absolute())]
        found = _run(["-Y", "find-principals", "-s", str(file), *at])
        for name in _names(found.stdout.decode(errors="replace")):
            asked = ["-Y", "verify", "-I", name, *words, *at]
            if _run(asked, data).returncode == 0:
                # What ssh-keygen says does not tell a key that is listed from a list that cannot be read.
                if revoked is not None and _run([*asked, "-r", str(revoked.absolute())], data).returncode:
                    says = "its signer's key is in the list of revoked keys, or that list cannot be read"
                    return Checked("stranger", f"{says}{whose}")
                return Checked("trusted", f"the signature of its record is that of {name}{whose}", name)
        return Checked("stranger", _why_strange(found.stderr.decode(errors="replace"), day, whose))


def _why_wrong(said: str) -> str:
    if "namespace" in said:
        return f"its signature was made for something else: its namespace is not {NAMESPACE}"
    if "incorrect signature" in said:
        return (
            "its signature does not fit its record: the record has changed since it was signed, or the signature is "
            "that of another record"
        )
    return "the file beside its record is no signature that ssh-keygen makes"


def _why_strange(said: str, day: datetime.date, whose: str) -> str:
    if "expired" in said or "not yet valid" in said:
        return f"its signer's key was not valid on {day}, the record's date, by the list of trusted signers{whose}"
    return f"its signature is that of none of the trusted signers{whose}"


def _names(said: str) -> list[str]:
    """Give the names by which a key's owner is known: the list has one, or several with commas."""
    names = (name.strip() for line in said.splitlines() for name in line.split(","))
    return [name for name in names if name and not name.startswith("!")]


def _run(words: Sequence[str], given: bytes = b"", *, asks: bool = False) -> "subprocess.CompletedProcess[bytes]":
    program = find_program("ssh-keygen")
    if program is None:
        msg = "ssh-keygen is not installed, or not where PATH says; it comes with OpenSSH"
        raise KeygenError(msg)
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    try:
        done = subprocess.run(  # noqa: S603 - ssh-keygen itself, a list of words, no shell
            [program, *words],
            env={**kept, "LC_ALL": "C", "TZ": "UTC", "SSH_ASKPASS_REQUIRE": "never"},
            input=None if asks else given,
            capture_output=True,
            check=False,
            timeout=_PATIENCE if asks else SECONDS,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        msg = "ssh-keygen could not be run, or did not answer in time"
        raise KeygenError(msg) from error
    if done.returncode and any(each in done.stderr.decode(errors="replace") for each in _OLD):
        msg = "this ssh-keygen is too old for signatures of files; OpenSSH 8.9 or newer knows them"
        raise KeygenError(msg)
    return done
