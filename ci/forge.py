"""Speak to GitHub or GitLab: find a fork's pull request, and keep one comment on a request up to date.

forge.py comment FILE   puts FILE into the comment that an earlier run made, or into a new one; WORKSPACE, if set,
                        says for which folder of the repository: each has a comment of its own
forge.py request        says which open pull request a commit of a fork belongs to (GitHub)

What it speaks to stands in the environment, as the forges' own runners have it. Standard library only; run it with -I.
"""

import json
import os
import posixpath
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

MARK = "<!-- prevent-assure: what this request changes{} -->"
"""The first line of the comment, by which the next run of the same workspace knows it. It cannot be seen."""
LONGEST = 65_536
"""Characters that GitHub takes; GitLab takes more."""
CUT = "\n\nThe rest is longer than a comment may be.\n"
SECONDS = 30
PAGE = 100


class ForgeError(Exception):
    """The forge did not do what it was asked."""


class Forge(NamedTuple):
    """Where comments are kept.

    Attributes:
        comments: The address of a request's comments.
        one: The address that comments are changed under, by their id.
        method: How one is changed.
        headers: What says who one is.
    """

    comments: str
    one: str
    method: str
    headers: dict[str, str]


def _wanted(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        msg = f"{name} is not set"
        raise ForgeError(msg)
    return value


def _github_headers() -> dict[str, str]:
    return {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {_wanted('GITHUB_TOKEN')}",
        "X-GitHub-Api-Version": "2022-11-28",
    }


def _github() -> Forge:
    api = f"{_wanted('GITHUB_API_URL')}/repos/{_wanted('GITHUB_REPOSITORY')}/issues"
    return Forge(f"{api}/{int(_wanted('PULL_REQUEST'))}/comments", f"{api}/comments", "PATCH", _github_headers())


def _gitlab() -> Forge:
    project = urllib.parse.quote(_wanted("CI_MERGE_REQUEST_PROJECT_ID"), safe="")
    request = int(_wanted("CI_MERGE_REQUEST_IID"))
    notes = f"{_wanted('CI_API_V4_URL')}/projects/{project}/merge_requests/{request}/notes"
    return Forge(notes, notes, "PUT", {"PRIVATE-TOKEN": _wanted("PREVENT_ASSURE_TOKEN")})


def _asked(method: str, url: str, headers: dict[str, str], data: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - what JSON can be
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        msg = "the forge's address is none of the web"
        raise ForgeError(msg)
    body = None if data is None else json.dumps(data).encode()
    asked = urllib.request.Request(  # noqa: S310 - looked at above
        url,
        data=body,
        method=method,
        headers={**headers, "Content-Type": "application/json", "User-Agent": "prevent-assure"},
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 - looked at above
            return json.load(answer)
    except urllib.error.HTTPError as error:
        msg = f"{method} {urllib.parse.urlsplit(url).path}: the forge answers {error.code} {error.reason}"
        raise ForgeError(msg) from error
    except (OSError, ValueError) as error:
        msg = f"the forge does not answer: {error}"
        raise ForgeError(msg) from error


def _pages(url: str, headers: dict[str, str]) -> Iterator[Any]:
    page = 1
    while found := _asked("GET", f"{url}?per_page={PAGE}&page={page}", headers):
        yield from found
        if len(found) < PAGE:
            return
        page += 1


def _mark() -> str:
    """The mark of a workspace; of one at the repository's top that of always."""
    folder = posixpath.normpath(os.environ.get("WORKSPACE") or ".")
    return MARK.format("" if folder == "." else f", workspace {urllib.parse.quote(folder)}")


def _is_ours(comment: dict[str, Any], me: int | None) -> bool:
    """Whether an earlier run wrote it. Others may begin a comment so, too, to have it overwritten."""
    if not str(comment.get("body", "")).startswith(_mark()):
        return False
    if me is not None:
        return bool(comment.get("author", {}).get("id") == me)
    return bool(comment.get("user", {}).get("type") == "Bot")


def put_comment(text: str, *, on_gitlab: bool) -> str:
    """Keep the one comment of a workspace on a request up to date.

    Args:
        text: What it is to say.
        on_gitlab: Whether the forge is GitLab; else it is GitHub.

    Returns:
        What was done.

    Raises:
        ForgeError: If the forge does not let it.
    """
    forge = _gitlab() if on_gitlab else _github()
    me = _asked("GET", f"{_wanted('CI_API_V4_URL')}/user", forge.headers)["id"] if on_gitlab else None
    body = f"{_mark()}\n{text}"
    if len(body) > LONGEST:
        body = body[: LONGEST - len(CUT)] + CUT
    earlier = next((each for each in _pages(forge.comments, forge.headers) if _is_ours(each, me)), None)
    if earlier is None:
        _asked("POST", forge.comments, forge.headers, {"body": body})
        return "commented"
    if earlier["body"] == body:
        return "the comment says so already"
    _asked(forge.method, f"{forge.one}/{int(earlier['id'])}", forge.headers, {"body": body})
    return "brought the comment up to date"


def request() -> dict[str, str]:
    """Find the open pull request that a commit of a fork is the head of.

    Returns:
        Its number and its base, for the step's outputs; none where the request is closed or has newer commits.
    """
    owner, branch, commit = _wanted("HEAD_OWNER"), _wanted("HEAD_BRANCH"), _wanted("HEAD_SHA")
    head = urllib.parse.quote(f"{owner}:{branch}", safe="")
    url = f"{_wanted('GITHUB_API_URL')}/repos/{_wanted('GITHUB_REPOSITORY')}/pulls?state=open&per_page=100&head={head}"
    for each in _asked("GET", url, _github_headers()):
        if each["head"]["sha"] == commit:
            return {"number": str(int(each["number"])), "base": _one_line(each["base"]["ref"])}
    return {"number": "", "base": ""}


def _one_line(text: str) -> str:
    """A step's outputs are lines: a name that holds a line end would be several."""
    if not text.isprintable():
        msg = "the name of the base branch cannot be printed"
        raise ForgeError(msg)
    return text


def main(words: list[str]) -> int:
    """Do what the command line says.

    Args:
        words: The command line.

    Returns:
        The exit code.
    """
    try:
        if len(words) == len(["comment", "FILE"]) and words[0] == "comment":
            text = Path(words[1]).read_text(encoding="utf-8")
            print(put_comment(text, on_gitlab=os.environ.get("GITLAB_CI") == "true"))  # noqa: T201 - a script speaks so
        elif words == ["request"]:
            with Path(_wanted("GITHUB_OUTPUT")).open("a", encoding="utf-8") as outputs:
                outputs.writelines(f"{name}={value}\n" for name, value in request().items())
        else:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    except (ForgeError, OSError, ValueError) as error:
        sys.stderr.write(f"forge: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
