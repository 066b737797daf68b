"""A page from the web → bytes, from public addresses only unless somebody says otherwise."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, responses
from urllib.parse import SplitResult, urljoin, urlsplit

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util import parse_url

from quotes.errors import ReadError
from quotes.read.addresses import is_public
from quotes.read.settings import Settings, one_line

SCHEMES = {"http": 80, "https": 443}
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 65536
HEADERS = {
    "User-Agent": "quotes (reads news articles)",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/x-ndjson;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
# What to do about a status; about the rest, "check the address" or, where the server is at fault, "try again later".
BY_HAND = "save the page from a browser and give the file"
REMEDIES = {401: BY_HAND, 402: BY_HAND, 403: BY_HAND, 429: "wait and try again", 451: BY_HAND}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address it came from in the end, its media type ("" if not told), charset, and bytes."""

    url: str
    media_type: str
    charset: str | None
    body: bytes


def fetch(address: str, settings: Settings) -> Fetched:
    """Get a page: within `timeout` seconds, redirects and all, at most `max_bytes` when unpacked, 5 redirects at most.

    A host name is looked up once, and the connection goes to the address that was checked, so that a name server that
    changes its mind reaches nothing else. Proxies of the environment are therefore not used.
    Raises ReadError, saying what to do.
    """
    deadline = time.monotonic() + settings.timeout
    url = address
    for _ in range(MAX_REDIRECTS + 1):
        name = _name(address, url)
        answer = _get(url, name, settings, deadline)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise ReadError(f"{_name(address, url)}: more than {MAX_REDIRECTS} redirects; give the address that they lead to")


def _name(address: str, url: str) -> str:
    return one_line(address if address == url else f"{address} (which leads to {url})")


def _get(url: str, name: str, settings: Settings, deadline: float) -> Fetched | str:
    """One request: the page, or the address that it redirects to."""
    parts = _split(url, name)
    hosts = _resolve(parts, name, allow_private=settings.allow_private)
    try:
        with _connected(hosts, _port(parts), deadline) as plain, _ended_at(deadline, plain) as expired:
            connection = HTTPConnection(parts.hostname or "", _port(parts))
            connection.sock = _secured(plain, parts)
            with closing(connection):
                answer = _ask(connection, parts)
                if answer.status in REDIRECTS and "Location" in answer.headers:
                    return answer.headers["Location"]
                _check_status(answer.status, name)
                body = _body(answer, name, settings.max_bytes)
            # A connection that is cut off looks like a page that ends, where no length was given.
            if expired.is_set():
                raise TimeoutError
            return _fetched(url, answer, body)
    except (HTTPError, HTTPException, OSError, UnicodeError) as error:
        raise ReadError(_failure(name, error, settings.timeout, deadline)) from error


def _split(url: str, name: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise ReadError(f"{name}: not an address of a page; it has to look like https://example.org/article")
    if parts.username is not None:
        raise ReadError(f"{name.replace(parts.netloc, parts.netloc.rpartition('@')[2])}: leave the user name out")
    return parts


def _resolve(parts: SplitResult, name: str, *, allow_private: bool) -> list[str]:
    """The numeric addresses of a host that may be connected to."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"{name}: no host of that name found; check the address and the network") from error
    hosts = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    public = hosts if allow_private else [host for host in hosts if is_public(host)]
    if not public:
        raise ReadError(f"{name}: not a public address ({', '.join(hosts)}); use --allow-private if you trust it")
    return public


def _port(parts: SplitResult) -> int:
    return parts.port or SCHEMES[parts.scheme]


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").encode("idna").decode("ascii")


def _connected(hosts: list[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first of the numeric addresses that answers."""
    for number, host in enumerate(hosts, start=1):
        try:
            return socket.create_connection((host, port), timeout=max(deadline - time.monotonic(), 0.001))
        except OSError:
            if number == len(hosts):
                raise
    raise AssertionError("nobody asks for a connection to no host")


@contextmanager
def _ended_at(deadline: float, connection: socket.socket) -> Iterator[threading.Event]:
    """Cut a connection off at a time: a server that sends a byte now and then never runs into a socket's time-out."""
    expired = threading.Event()
    # TLS takes the socket itself over; its twin stays in our hands, even while they shake hands.
    with connection.dup() as twin:

        def cut() -> None:
            expired.set()
            with suppress(OSError):  # it has ended by itself
                twin.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(max(deadline - time.monotonic(), 0.0), cut)
        timer.daemon = True
        timer.start()
        try:
            yield expired
        finally:
            timer.cancel()
            timer.join()


def _secured(plain: socket.socket, parts: SplitResult) -> socket.socket:
    """The connection itself for http; for https, TLS with a certificate that is checked against the host's name."""
    if parts.scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=_host(parts))


def _ask(connection: HTTPConnection, parts: SplitResult) -> BaseHTTPResponse:
    host = f"[{_host(parts)}]" if ":" in _host(parts) else _host(parts)
    headers = HEADERS | {"Host": host if parts.port is None else f"{host}:{parts.port}"}
    target = parse_url(parts._replace(scheme="http", netloc="host", fragment="").geturl()).request_uri
    connection.request("GET", target, headers=headers, preload_content=False)
    return connection.getresponse()


def _check_status(status: int, name: str) -> None:
    if status == 200:
        return
    remedy = REMEDIES.get(status, "try again later" if status >= 500 else "check the address")
    raise ReadError(f"{name}: the server answered {status} {responses.get(status, '')}".rstrip() + f"; {remedy}")


def _body(answer: BaseHTTPResponse, name: str, max_bytes: int) -> bytes:
    body = bytearray()
    for chunk in answer.stream(CHUNK, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            raise ReadError(f"{name}: larger than {max_bytes:,} bytes; give the address of a single article")
    return bytes(body)


def _fetched(url: str, answer: BaseHTTPResponse, body: bytes) -> Fetched:
    declared = answer.headers.get("Content-Type", "")
    header = Message()
    header["Content-Type"] = declared
    media_type = header.get_content_type() if declared else ""
    return Fetched(urlsplit(url)._replace(fragment="").geturl(), media_type, header.get_content_charset(), body)


def _failure(name: str, error: Exception, timeout: float, deadline: float) -> str:
    if time.monotonic() >= deadline or isinstance(error, TimeoutError):
        return f"{name}: no whole answer within {timeout:g} seconds; try again later"
    if isinstance(error, ssl.SSLError):
        reason = getattr(error, "verify_message", "") or error.reason or "no secure connection"
        return f"{name}: the connection is not safe ({reason}); check the address"
    return f"{name}: no answer ({one_line(str(error)) or type(error).__name__}); check the address and try again"
