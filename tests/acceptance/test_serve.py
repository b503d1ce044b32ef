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


SAFE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}
"""What each answer says besides its policy."""


PATHS = ("/", "/heat-map.html", "/letters/2024-25/herefordshire.html", "/filter.js", "/-/build?seen=0", "/nope.html")


def test_every_answer_keeps_the_browser_in(served: Served) -> None:
    for answer in (served.get(path, host) for path in PATHS for host in (None, "evil.example")):
        assert SAFE.items() <= answer.headers.items()
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        assert policy.count("sha256-") == answer.text.count("<script>")
        assert ("script-src" in policy) == ("</html>" in answer.text)


def test_answers_that_the_library_gives_do_so_as_well(served: Served) -> None:
    for request in (
        b"POST / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET " + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", served.port), timeout=20) as asked, asked.makefile("rb") as answer:
            asked.sendall(request)
            head = answer.read().partition(b"\r\n\r\n")[0].decode().lower()
        assert {"http/1.0 501", "http/1.0 505", "http/1.0 414"} & {head[:12]}
        assert "content-security-policy: default-src 'none'" in head
        assert all(f"{name}: {value.lower()}" in head for name, value in SAFE.items())


def _changed(served: Served, path: Path, text: str) -> None:
    """Write a file, and wait until the site is built anew."""
    build = re.search(r'data-build="([0-9]+)"', served.get("/").text)
    assert build is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert served.get(f"/-/build?seen={build[1]}").text != build[1]


def test_typo_is_shown_in_the_place_of_the_letter_which_comes_back(served: Served, run: Run) -> None:
    page, path = "/letters/2024-25/herefordshire.html", served.workspace / ASSESSMENT
    text, before = path.read_text(encoding="utf-8"), served.get(page).text.partition('<div class="live"')[0]
    for _ in range(2):
        _changed(served, path, f"{text}\nbenchmarks: [")
        typo = served.get(page)
        assert ("This page cannot be made now" in typo.text, 'data-build="' in typo.text) == (True, True)
        assert f"{ASSESSMENT}:" in typo.text
        _changed(served, path, text)
        assert served.get(page).text.partition('<div class="live"')[0] == before
    assert run("overview", cwd=served.workspace).code == 0


def test_template_with_a_fault_is_shown_until_it_is_mended(served: Served) -> None:
    page = "/letters/2024-25/herefordshire.html"
    for name in ("letter.html.j2", "overview/live.html.j2"):
        template = served.workspace / "templates" / name
        _changed(served, template, "{{ cycler() }}")
        assert f"templates/{name}, line 1: a value is of the wrong kind" in served.get("/").text
        assert f"templates/{name}, line 1: a value is of the wrong kind" in served.get(page).text
        template.unlink()
        _changed(served, served.workspace / "templates/README.md", name)
        assert "templates/" not in served.get(page).text


def test_second_server_on_a_folder_is_refused(served: Served, run: Run) -> None:
    second = run("serve", "--port", "0", cwd=served.workspace)
    assert (second.code, second.stdout) == (2, "")
    assert "another `serve` shows" in second.stderr
    assert f"process {served.process.pid} on" in second.stderr
    assert "name another folder with --output" in second.stderr


def test_port_that_is_taken_is_said(workspace: Path, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--port", str(taken.getsockname()[1]), cwd=workspace)
    assert done.code == 2
    assert "cannot be had" in done.stderr
