"""A web server on 127.0.0.1 for the tests of reading. It answers what a test lays down, and stops with the test."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """`answers` are by path: status, headers, body, or a function that writes to the handler itself."""

    port: int
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str, body: bytes | str, media_type: str = "text/html; charset=utf-8") -> str:
        """Lay down a page; its address."""
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = (200, {"Content-Type": media_type, "Content-Length": str(len(content))}, content)
        return self.address + path

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        """Lay down a redirect; its address."""
        self.answers[path] = (status, {"Location": target, "Content-Length": "0"}, b"")
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.requests.append((self.path, self.headers["Host"]))
            answer = served.answers.get(self.path, (404, {"Content-Length": "0"}, b""))
            # A reader that has had enough hangs up.
            with suppress(ConnectionError):
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()
