"""`prevent-assure serve`: for this computer alone, the site's own pages alone, and new ones when a file changes."""

import http.client
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from command import COMMAND_LINE, Run, environment

ASSESSMENT = "assessments/2024-25/herefordshire.yaml"


class Answer(NamedTuple):
    """What the server says."""

    status: int
    text: str
    headers: dict[str, str]


class Served(NamedTuple):
    """A server that runs."""

    process: subprocess.Popen[bytes]
    port: int
    workspace: Path

    def get(self, path: str, host: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host if host is not None else f"127.0.0.1:{self.port}")
        connection.endheaders()
        answer = connection.getresponse()
        found = Answer(
            answer.status, answer.read().decode(), {name.lower(): value for name, value in answer.headers.items()}
        )
        connection.close()
        return found


@pytest.fixture
def served(workspace: Path, tmp_path: Path) -> Iterator[Served]:
    words = [*COMMAND_LINE, "serve", "--port", "0"]
    process = subprocess.Popen(words, cwd=workspace, env=environment(tmp_path), stdout=subprocess.PIPE)
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:([0-9]+)/", process.stdout.readline().decode())
    assert found is not None
    yield Served(process, int(found[1]), workspace)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    process.stdout.close()


def test_pages_of_the_site_are_shown_and_nothing_else(served: Served) -> None:
    for path in ("/", "/index.html", "/authorities/herefordshire.html", "/letters/2024-25/herefordshire.html"):
        assert served.get(path).status == 200, path
    site = served.workspace / "site"
    (site / "other.html").write_text("mine", encoding="utf-8")
    (site / "link.html").symlink_to(served.workspace / "prevent-assure.yaml")
    (site / "heat-map.html").write_text("changed by someone", encoding="utf-8")
    for path in (
        "/other.html", "/link.html", "/heat-map.html", "/.prevent-assure-site.json", "/../prevent-assure.yaml",
        "/%2e%2e/prevent-assure.yaml", "/..%2fprevent-assure.yaml", "//etc/passwd", "/authorities", "/%00.html",
        "/..\\prevent-assure.yaml", "/authorities/../../prevent-assure.yaml",
    ):  # fmt: skip
        answer = served.get(path)
        assert (answer.status, answer.text) == (404, "there is no such page\n"), path


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "", "127.0.0.1:{port}.evil.example"]
)
def test_name_of_elsewhere_is_not_answered(served: Served, host: str) -> None:
    answer = served.get("/", host.format(port=served.port))
    assert (answer.status, answer.text) == (421, "not for this name\n")


def test_only_this_computer_can_ask(served: Served) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", served.port), timeout=5):  # noqa: PT011 - refused, in whatever words
        pass


def test_change_makes_new_pages_that_say_what_is_to_be_mended(served: Served) -> None:
    before = served.get("/letters/2024-25/herefordshire.html")
    build = re.search(r'data-build="([0-9]+)"', before.text)
    assert build is not None
    assert "answer-of-wrong-kind" not in before.text
    path = served.workspace / ASSESSMENT
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("          answer: met\n", "          answer: absent\n", 1).replace(
            "summary: |-", "summary: |-\n      New words.\n", 1
        ),
        encoding="utf-8",
    )
    assert served.get(f"/-/build?seen={build[1]}").text != build[1]
    after = served.get("/letters/2024-25/herefordshire.html").text
    assert "New words." in after
    assert "answer-of-wrong-kind" in after
    assert "answer-of-wrong-kind" in served.get("/").text


def test_only_the_pages_own_script_may_run_and_ask_this_server_alone(served: Served) -> None:
    for path in ("/", "/heat-map.html", "/letters/2024-25/herefordshire.html"):
        answer = served.get(path)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', answer.text)
        assert policy is not None
        assert policy[1].startswith("default-src 'none'")
        assert policy[1].count("sha256-") == answer.text.count("<script>") == 1
        assert policy[1].endswith("connect-src 'self'")
        assert answer.headers["x-content-type-options"] == "nosniff"
    on_disk = (served.workspace / "site" / "index.html").read_text(encoding="utf-8")
    assert "connect-src" not in on_disk
    assert "data-build" not in on_disk


def test_port_that_is_taken_is_said(workspace: Path, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--port", str(taken.getsockname()[1]), cwd=workspace)
    assert done.code == 2
    assert "cannot be had" in done.stderr
