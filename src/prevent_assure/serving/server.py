"""The site over HTTP, for one's own eyes: on 127.0.0.1 alone, and nothing but the pages that were just written."""

import base64
import hashlib
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from .preview import Preview

ADDRESS = "127.0.0.1"
BUILD = "-/build"
_WAIT = 20.0
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NUMBER = re.compile(r"[0-9]{1,9}")
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Server(ThreadingHTTPServer):
    """A server for one preview."""

    daemon_threads = True

    def __init__(self, port: int, preview: Preview) -> None:
        """Begin to listen.

        Args:
            port: The port; 0 for any that is free.
            preview: What is shown.
        """
        super().__init__((ADDRESS, port), _Handler)
        self.preview = preview

    @property
    def url(self) -> str:
        """Where the first page is."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader who went away.

        Args:
            request: The connection.
            client_address: Whose.
        """


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "prevent-assure", ""
    timeout = 60

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's; nothing is logged
        del format, args

    def _answer(self, *, with_body: bool) -> None:
        port = self.server.server_port
        # A page of elsewhere whose name is made to lead here (DNS rebinding) still says that name.
        if self.headers.get_all("Host") not in ([f"{ADDRESS}:{port}"], [f"localhost:{port}"]):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"not for this name\n", "text/plain", with_body=with_body)
            return
        asked = urlsplit(self.path)
        name = unquote(asked.path).removeprefix("/") or "index.html"
        if name == BUILD:
            seen = parse_qs(asked.query).get("seen", [""])[0]
            number = self.server.preview.wait(int(seen), _WAIT) if _NUMBER.fullmatch(seen) else 0
            self._send(HTTPStatus.OK, str(number).encode(), "text/plain", with_body=with_body)
            return
        page = self.server.preview.read(name) if name.endswith((".html", ".js")) else None
        if page is None:
            text = self.server.preview.beside(name) if name == "index.html" else "there is no such page\n"
            kind = "text/html" if name == "index.html" else "text/plain"
            self._send(HTTPStatus.NOT_FOUND, text.encode(), kind, with_body=with_body)
            return
        if name.endswith(".js"):
            self._send(HTTPStatus.OK, page, "text/javascript", with_body=with_body)
            return
        shown = with_beside(page.decode(), self.server.preview.beside(name))
        self._send(HTTPStatus.OK, shown.encode(), "text/html", with_body=with_body)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, *, with_body: bool) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def with_beside(page: str, beside: str) -> str:
    """Put onto a page what stands beside its content, and allow just the script in that.

    Args:
        page: The page.
        beside: The piece of HTML.

    Returns:
        The page with it; the file is as it was.
    """
    digests = (hashlib.sha256(each.encode()).digest() for each in _SCRIPT.findall(beside))
    allowed = " ".join(f"'sha256-{base64.b64encode(each).decode()}'" for each in digests)

    def loosened(found: re.Match[str]) -> str:
        policy = found[2]
        if "script-src " in policy:
            policy = policy.replace("script-src ", f"script-src {allowed} ")
        else:
            policy = f"{policy}; script-src {allowed}"
        return f"{found[1]}{policy}; connect-src 'self'{found[3]}"

    before, end, after = _POLICY.sub(loosened, page, count=1).rpartition("</body>")
    return f"{before}{beside}{end}{after}" if end else f"{after}{beside}"
