"""Where a workspace's checks install the tool from: never by its name alone from an index where anybody may hold it."""

import re
from typing import NamedTuple

from prevent_assure import __version__
from prevent_assure.diagnostics import PreventAssureError

_WAY = r"[A-Za-z0-9][A-Za-z0-9._~+-]*(?:/[A-Za-z0-9][A-Za-z0-9._~+-]*)*"
_HOST = r"https://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]+)?"
_GIT = re.compile(rf"(?:git\+)?({_HOST}/{_WAY})@([0-9a-f]{{40}}|[0-9a-f]{{64}})")
_HASHED = re.compile(rf"({_HOST}/{_WAY}/?)#sha256=([0-9a-f]{{64}})")
_PATH = re.compile(rf"(?:\./)?({_WAY}\.(whl|txt))")
_FETCHED = "/tmp/prevent-assure"  # noqa: S108 - on a machine of the forge's, which is the job's alone

FORMS = (
    "a git address at a full commit (git+https://git.example.org/prevent-assure.git@ and 40 digits), a wheel or an "
    "index with the wheel's hash (https://packages.example.org/simple#sha256= and 64 digits), or a file of the "
    "workspace: a wheel (tools/NAME.whl), or requirements with hashes (tools/NAME.txt)"
)
_UNTOLD = (
    "This check does not know where to install prevent-assure from. Delete this file and lay it out again with "
    "prevent-assure init --install-from SOURCE."
)


class InstallFrom(NamedTuple):
    """How the tool is installed.

    Attributes:
        commands: Command lines of a POSIX shell, one after another.
        requirement: The same as pip takes it in a list of what is needed; empty where it cannot be said so.
        is_told: Whether it is known at all; else the commands say what to do and fail.
    """

    commands: tuple[str, ...]
    requirement: str
    is_told: bool


def install_from(source: str | None) -> InstallFrom:
    """Say how to install the tool.

    Args:
        source: A git address at a full commit, a wheel or index with a hash, or a file's path in the workspace; None
            where nothing is told.

    Returns:
        What to run.

    Raises:
        PreventAssureError: If it is none of these.
    """
    if source is None:
        return InstallFrom((f'echo "{_UNTOLD}" >&2; exit 1',), "", is_told=False)
    git, hashed, path = (each.fullmatch(source) for each in (_GIT, _HASHED, _PATH))
    if git is not None:
        return _required(f"git+{git[1]}@{git[2]}")
    if hashed is not None and hashed[1].endswith(".whl"):
        return _required(source)
    if hashed is not None:
        return InstallFrom(_from_index(hashed[1], hashed[2]), "", is_told=True)
    if path is not None and path[2] == "whl":
        return InstallFrom((f'python -m pip install "./{path[1]}"',), "", is_told=True)
    if path is not None:
        return InstallFrom((f'python -m pip install --require-hashes -r "{path[1]}"',), "", is_told=True)
    msg = f"--install-from takes {FORMS}"
    raise PreventAssureError(msg)


def _required(place: str) -> InstallFrom:
    requirement = f"prevent-assure @ {place}"
    return InstallFrom((f'python -m pip install "{requirement}"',), requirement, is_told=True)


def _from_index(url: str, digest: str) -> tuple[str, ...]:
    """The tool alone from that index, held against the hash; what it needs from the index that pip is set to."""
    wanted = f"prevent-assure=={__version__} --hash=sha256:{digest}"
    return (
        f'echo "{wanted}" > {_FETCHED}.txt',
        (
            f"python -m pip download --no-deps --only-binary :all: --require-hashes --index-url {url} "
            f"--dest {_FETCHED} -r {_FETCHED}.txt"
        ),
        f"python -m pip install {_FETCHED}/*.whl",
    )
