"""GitHub's runner and API as far as the action needs them: its steps are run as they stand in action.yml."""

import importlib.resources
import json
import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from command import COMMAND_LINE, environment
from prevent_assure import source

BOT = {"type": "Bot", "login": "github-actions[bot]"}


def published_schema(name: str) -> Any:
    """A schema of https://www.schemastore.org/, as check-jsonschema ships it."""
    found = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json"
    return json.loads(found.read_text(encoding="utf-8"))


class Step(NamedTuple):
    """What a step gave: None for its code where it was passed over."""

    name: str
    code: int | None
    output: str


class Forge(ThreadingHTTPServer):
    """The comments of one request and a list of pull requests, over HTTP, for GitHub and GitLab alike."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.calls: list[tuple[str, str, dict[str, str]]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the API."""
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: Forge

    def log_message(self, *_: object) -> None:
        pass

    def _say(self, data: Any, code: int = 200) -> None:
        body = json.dumps(data).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _call(self) -> str:
        path = urlsplit(self.path).path
        self.server.calls.append((self.command, self.path, {name: str(value) for name, value in self.headers.items()}))
        return path

    def _read(self) -> Any:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        path = self._call()
        page = int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])
        if path.endswith("/pulls"):
            self._say(self.server.pulls)
        elif path.endswith("/user"):
            self._say({"id": 7})
        else:
            self._say(self.server.comments[(page - 1) * 100 : page * 100])

    def do_POST(self) -> None:
        self._call()
        made = {"id": len(self.server.comments) + 1, "user": BOT, "author": {"id": 7}, **self._read()}
        self.server.comments.append(made)
        self._say(made, 201)

    def do_PATCH(self) -> None:
        number = int(self._call().rpartition("/")[2])
        found = next(each for each in self.server.comments if each["id"] == number)
        found.update(self._read())
        self._say(found)

    do_PUT = do_PATCH  # noqa: N815 - so the base class calls it


def resolved(text: str, contexts: Mapping[str, Any]) -> str:
    """A text with each `${{ ... }}` in it replaced by its value."""
    return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", lambda found: str(_value(found[1], contexts)), text)


def _value(word: str, contexts: Mapping[str, Any]) -> Any:
    if word.startswith("'"):
        return word[1:-1]
    value: Any = contexts
    for name in word.split("."):
        value = value.get(name, "") if isinstance(value, Mapping) else ""
    return value


def holds(condition: str, contexts: Mapping[str, Any]) -> bool:
    """Whether a step's `if` holds: comparisons with `&&` between them."""
    for each in condition.split("&&"):
        left, sign, right = re.split(r"\s*(==|!=)\s*", each.strip())
        if (_value(left, contexts) == _value(right, contexts)) != (sign == "=="):
            return False
    return True


class Runner:
    """Runs an action's steps in a checkout."""

    def __init__(self, action: Path, checkout: Path, away: Path, forge: Forge, *, install: bool = False) -> None:
        self.action = source.read(action.read_bytes()).data
        self.checkout, self.away, self.forge, self.install = checkout, away, forge, install
        self.path = action.parent
        (away / "bin").mkdir(parents=True, exist_ok=True)
        (away / "temp").mkdir(exist_ok=True)
        for name in ("python", "python3"):
            if not (away / "bin" / name).exists():
                (away / "bin" / name).symlink_to(sys.executable)
        self.summary = away / "summary.md"

    def run(self, github: Mapping[str, Any], **inputs: str) -> list[Step]:
        """Run all steps until one fails."""
        given = {name: str(each.get("default", "")) for name, each in self.action["inputs"].items()}
        contexts: dict[str, Any] = {
            "github": {"action_path": str(self.path), "token": "of-the-job", "repository": "council/prevent", **github},
            "steps": {},
        }
        contexts["inputs"] = {name: resolved(text, contexts) for name, text in (given | inputs).items()}
        done = []
        for step in self.action["runs"]["steps"]:
            if "run" not in step:
                continue
            done.append(self._step(step, contexts))
            if done[-1].code:
                break
        return done

    def _step(self, step: Any, contexts: dict[str, Any]) -> Step:
        if "if" in step and not holds(step["if"], contexts):
            return Step(step["name"], None, "")
        if step["name"] == "Install" and not self.install:
            return self._stand_in(step)
        outputs = self.away / "outputs"
        outputs.write_text("", encoding="utf-8")
        assert "${{" not in step["run"], "what others wrote comes by the environment, never into a script"
        named = {name: resolved(str(text), contexts) for name, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.checkout,
            env=self._environment(outputs) | named,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        lines = (line.partition("=") for line in outputs.read_text(encoding="utf-8").splitlines())
        contexts["steps"][step.get("id", "")] = {"outputs": {name: value for name, _, value in lines}}
        return Step(step["name"], done.returncode, done.stdout + done.stderr)

    def _stand_in(self, step: Any) -> Step:
        """The command that is tested, where the install script would have put it."""
        folder = self.away / "temp" / "prevent-assure"
        folder.mkdir(exist_ok=True)
        command = COMMAND_LINE if len(COMMAND_LINE) == 1 else [COMMAND_LINE[0], "-I", *COMMAND_LINE[1:]]
        (folder / "prevent-assure").write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
        (folder / "prevent-assure").chmod(0o755)
        return Step(step["name"], 0, "")

    def _environment(self, outputs: Path) -> dict[str, str]:
        return environment(self.away) | {
            "PATH": f"{self.away / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.away / "temp"),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_API_URL": self.forge.url,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": "council/prevent",
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_") and self.install},
        }
