"""The site over HTTP, for one's own eyes: on 127.0.0.1 alone, and nothing but the pages that were just written."""

import base64
import hashlib
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from prevent_assure.cli.unforeseen import unforeseen

from .preview import Preview

ADDRESS = "127.0.0.1"
BUILD = "-/build"
_WAIT = 20.0
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOT_YET = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    "<title>Not to be shown now</title>\n</head>\n<body>\n"
    "<main><h1>This page cannot be made now</h1>\n<p>It comes when what stands below is mended.</p></main>\n"
    "</body>\n</html>\n"
)
_NUMBER = re.compile(r"[0-9]{1,9}")
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGE = f"{_NOTHING}; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; script-src 'self'"


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
    default_request_version = "HTTP/1.0"  # a request of no version would get an answer without a head
    _policy = _NOTHING

    def do_GET(self) -> None:
        self._answer_always(with_body=True)

    def do_HEAD(self) -> None:
        self._answer_always(with_body=False)

    def _answer_always(self, *, with_body: bool) -> None:
        try:
            self._answer(with_body=with_body)
        except OSError:
            raise  # the reader went away
        except Exception as error:  # noqa: BLE001 - whatever nobody foresaw is an answer, too
            said = f"{unforeseen(error)}\n".encode()
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, said, "text/plain", with_body=with_body)

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
        if page is not None and name.endswith(".js"):
            self._send(HTTPStatus.OK, page, "text/javascript", with_body=with_body)
        elif page is not None or self.server.preview.is_due(name):
            beside = self.server.preview.beside(name)
            shown = with_beside(page.decode() if page is not None else _NOT_YET, beside)
            self._policy = f"{_PAGE} {_allowed(beside)}"
            self._send(HTTPStatus.OK, shown.encode(), "text/html", with_body=with_body)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"there is no such page\n", "text/plain", with_body=with_body)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, *, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def end_headers(self) -> None:
        """End the head of every answer, those that the library gives by itself too, with what keeps a browser in."""
        for name, value in {**_HEADERS, "Content-Security-Policy": self._policy}.items():
            self.send_header(name, value)
        super().end_headers()


def _allowed(beside: str) -> str:
    """Give the digests of the scripts in what stands beside a page, as a policy names them."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _SCRIPT.findall(beside))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def with_beside(page: str, beside: str) -> str:
    """Put onto a page what stands beside its content, and allow just the script in that.

    Args:
        page: The page.
        beside: The piece of HTML.

    Returns:
        The page with it; the file is as it was.
    """
    allowed = _allowed(beside)

    def loosened(found: re.Match[str]) -> str:
        policy = found[2]
        if "script-src " in policy:
            policy = policy.replace("script-src ", f"script-src {allowed} ")
        else:
            policy = f"{policy}; script-src {allowed}"
        return f"{found[1]}{policy}; connect-src 'self'{found[3]}"

    before, end, after = _POLICY.sub(loosened, page, count=1).rpartition("</body>")
    return f"{before}{beside}{end}{after}" if end else f"{after}{beside}"
