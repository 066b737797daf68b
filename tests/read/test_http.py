"""Reading from the web, against a server on loopback."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import trustme

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read import http, read

from .conftest import Site

PARAGRAPHS = [
    "Hall to close",
    "The council of Osterby voted on Monday to close the swimming hall, which opened in 1962.",
    "“It is over,” said Ida Aalto, the caretaker, who has worked there for thirty years.",
]
TEXT = "\n\n".join(PARAGRAPHS)
PAGE = (
    f"<!doctype html><html><head><title>{PARAGRAPHS[0]}</title></head><body><article><h1>{PARAGRAPHS[0]}</h1>"
    f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article></body></html>"
)


def results(address: str, *, max_bytes: int = 100_000, timeout: float = 10.0) -> list[Document | str]:
    """Documents and messages of errors."""
    items = read(address, allow_private=True, max_bytes=max_bytes, timeout=timeout)
    return [str(item) if isinstance(item, ReadError) else item for item in items]


def error(address: str, *, max_bytes: int = 100_000, timeout: float = 10.0) -> str:
    """The message of the one error, without the address."""
    [message] = results(address, max_bytes=max_bytes, timeout=timeout)
    assert isinstance(message, str)
    assert message.startswith(address)
    assert len(message.splitlines()) == 1
    return message.removeprefix(address)


def name_lookup(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Answer look-ups in turn, the last for ever; the list returned has the names (not numbers) that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def lookup(host: str, port: int, *arguments: int, **options: int) -> list[tuple[object, ...]]:
        if host.replace(".", "").isdigit():
            return [*real(host, port, *arguments, **options)]
        hosts = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in hosts]

    monkeypatch.setattr("quotes.read.http.socket.getaddrinfo", lookup)
    return asked


def test_page(site: Site) -> None:
    address = site.page("/hall?id=1", PAGE)
    assert results(f"{address}#top") == [
        Document(TEXT, url=address, title="Hall to close", outlet=f"127.0.0.1:{site.port}")
    ]
    assert site.requests == [("/hall?id=1", f"127.0.0.1:{site.port}")]


@pytest.mark.parametrize(
    ("path", "media_type", "body", "documents"),
    [
        pytest.param("/a", "text/plain; charset=windows-1252", "“No.”".encode("cp1252"), ["“No.”"], id="charset"),
        pytest.param("/a", "text/html", PAGE.encode(), [TEXT], id="no-charset"),
        pytest.param(
            "/a",
            "text/html",
            PAGE.replace("<title>", "<meta charset=windows-1252><title>").encode("cp1252"),
            [TEXT],
            id="charset-in-page",
        ),
        pytest.param("/a", "application/xhtml+xml", PAGE.encode(), [TEXT], id="xhtml"),
        pytest.param("/a", "", PAGE.encode(), [TEXT], id="no-media-type"),
        pytest.param("/a", "", b"One.", ["One."], id="no-media-type-text"),
        pytest.param(
            "/a", "application/x-ndjson", b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."], id="ndjson"
        ),
        pytest.param("/a.jsonl", "text/plain", b'{"text": "One."}', ["One."], id="suffix"),
        pytest.param(
            "/a.jsonl.gz", "application/gzip", gzip.compress(b'{"text": "One."}'), ["One."], id="compressed-file"
        ),
        pytest.param("/a.md", "application/octet-stream", b"# One", ["# One"], id="vague-media-type"),
    ],
)
def test_kinds(site: Site, path: str, media_type: str, body: bytes, documents: list[str]) -> None:
    found = results(site.page(path, body, media_type))
    assert [item.text if isinstance(item, Document) else item for item in found] == documents


def test_compressed_on_the_way(site: Site) -> None:
    body = gzip.compress(PAGE.encode())
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip", "Content-Length": str(len(body))}
    site.answers["/a"] = (200, headers, body)
    [document] = results(f"{site.address}/a")
    assert isinstance(document, Document)
    assert document.text == TEXT


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect(site: Site, status: int) -> None:
    target = site.page("/hall", PAGE)
    [document] = results(site.redirect("/a", "/hall#top", status))
    assert isinstance(document, Document)
    assert document.url == target


def test_redirects_are_counted(site: Site) -> None:
    for step in range(http.MAX_REDIRECTS + 1):
        site.redirect(f"/{step}", f"/{step + 1}")
    site.page(f"/{http.MAX_REDIRECTS + 1}", PAGE)
    assert isinstance(results(f"{site.address}/1")[0], Document)
    assert error(f"{site.address}/0") == (
        f" (which leads to {site.address}/6): more than 5 redirects; give the address that they lead to"
    )


def test_circle(site: Site) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    assert "more than 5 redirects" in error(f"{site.address}/a")
    assert len(site.requests) == http.MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (204, ": the server answered 204 No Content; check the address"),
        (302, ": the server answered 302 Found; check the address"),
        (401, ": the server answered 401 Unauthorized; save the page from a browser and give the file"),
        (403, ": the server answered 403 Forbidden; save the page from a browser and give the file"),
        (404, ": the server answered 404 Not Found; check the address"),
        (429, ": the server answered 429 Too Many Requests; wait and try again"),
        (503, ": the server answered 503 Service Unavailable; try again later"),
        (599, ": the server answered 599; try again later"),
    ],
)
def test_status(site: Site, status: int, message: str) -> None:
    site.answers["/a"] = (status, {"Content-Length": "0"}, b"")
    assert error(f"{site.address}/a") == message


def test_other_media_type(site: Site) -> None:
    address = site.page("/a", b"%PDF-1.4", "application/pdf")
    assert error(address) == ": this is application/pdf, not a page; give the address of an article"


def test_no_article(site: Site) -> None:
    address = site.page("/a", "<html><body><p>Nothing.</p></body></html>")
    assert error(address) == ": no article found in this page; save its text as .txt to read it all the same"


def test_empty(site: Site) -> None:
    assert error(site.page("/a", "")) == ": it is empty; remove it or put the article in"


TOO_LARGE = ": larger than 1,000 bytes; give the address of a single article"


def test_too_large(site: Site) -> None:
    assert error(site.page("/a", "a" * 1001, "text/plain"), max_bytes=1000) == TOO_LARGE
    assert isinstance(results(site.page("/b", "a" * 1000, "text/plain"), max_bytes=1000)[0], Document)


def test_too_large_when_unpacked(site: Site) -> None:
    body = gzip.compress(b"a" * 10_000_000)
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip", "Content-Length": str(len(body))}
    site.answers["/a"] = (200, headers, body)
    assert error(f"{site.address}/a", max_bytes=1000) == TOO_LARGE


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body without an end, but for the reader's patience; bounded all the same."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"a" * 10_000)


def test_endless_body(site: Site) -> None:
    site.answers["/a"] = endless
    assert error(f"{site.address}/a", max_bytes=1000) == TOO_LARGE


def dripping_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        handler.wfile.write(f"X-{number}: a\r\n".encode())
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.0)
    handler.close_connection = True


@pytest.mark.parametrize("answer", [dripping_body, dripping_headers, silent])
def test_slow_server(site: Site, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    site.answers["/a"] = answer
    assert error(f"{site.address}/a", timeout=0.4) == ": no whole answer within 0.4 seconds; try again later"


def test_slow_handshake() -> None:
    """A server that sends the start of a TLS record, byte by byte, and never its end."""

    def drip() -> None:
        with listener, suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                for byte in b"\x16\x03\x03\x40\x00\x02" + bytes(60):
                    connection.send(bytes([byte]))
                    time.sleep(0.05)

    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)
    thread = threading.Thread(target=drip)
    thread.start()
    address = f"https://127.0.0.1:{listener.getsockname()[1]}/"
    assert error(address, timeout=0.4) == ": no whole answer within 0.4 seconds; try again later"
    thread.join()


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"a")
    handler.close_connection = True


def no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-server\r\n")
    handler.close_connection = True


def no_gzip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", "3")
    handler.end_headers()
    handler.wfile.write(b"abc")


@pytest.mark.parametrize("answer", [cut_short, no_http, no_gzip])
def test_broken_answer(site: Site, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    site.answers["/a"] = answer
    message = error(f"{site.address}/a")
    assert message.startswith(": no answer (")
    assert message.endswith("); check the address and try again")


def test_nobody_listens(site: Site) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/a"
        assert error(address).endswith("; check the address and try again")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://", "http://: not an address of a page; it has to look like https://example.org/article"),
        (
            "http://a:99999/",
            "http://a:99999/: not an address of a page; it has to look like https://example.org/article",
        ),
        ("http://[::1/", "http://[::1/: not an address of a page; it has to look like https://example.org/article"),
        ("https://ida:secret@post.example/a", "https://post.example/a: leave the user name out"),
        ("http://a..b/", "http://a..b/: no host of that name found; check the address and the network"),
    ],
)
def test_wrong_address(address: str, message: str) -> None:
    assert results(address) == [message]


@pytest.mark.parametrize(
    ("host", "resolved"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
        ("10.0.0.1", "10.0.0.1"),
        ("169.254.169.254", "169.254.169.254"),
    ],
)
def test_private_address_is_refused(host: str, resolved: str) -> None:
    [item] = read(f"http://{host}:9/a")
    assert str(item) == (f"http://{host}:9/a: not a public address ({resolved}); use --allow-private if you trust it")


def test_name_of_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    name_lookup(monkeypatch, ["127.0.0.1"])
    [item] = read(f"http://post.example:{site.port}/a")
    assert "not a public address (127.0.0.1)" in str(item)
    assert site.requests == []


def public_is(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """Pretend that one address of this machine is public, and no other is."""
    monkeypatch.setattr("quotes.read.http.is_public", lambda address: address == host)


@pytest.mark.parametrize("target", ["http://169.254.169.254/a", "http://127.0.0.2/a", "//127.0.0.2/a"])
def test_redirect_to_a_private_address_is_refused(site: Site, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    public_is(monkeypatch, "127.0.0.1")
    [item] = read(site.redirect("/a", target))
    assert "not a public address" in str(item)
    assert f"which leads to {target.removeprefix('//') if target.startswith('http') else 'http:' + target}" in str(item)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://post.example/a", "javascript:alert(1)"])
def test_redirect_to_another_scheme_is_refused(site: Site, target: str) -> None:
    assert ": not an address of a page" in error(site.redirect("/a", target))


def test_connection_goes_to_the_address_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that gives a public address first and a private one next gains nothing: it is asked once."""
    public_is(monkeypatch, "127.0.0.1")
    asked = name_lookup(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    site.page("/a", PAGE)
    [document] = read(f"http://post.example:{site.port}/a")
    assert isinstance(document, Document)
    assert asked == ["post.example"]
    assert site.requests == [("/a", f"post.example:{site.port}")]


def test_each_redirect_is_looked_up_and_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    public_is(monkeypatch, "127.0.0.1")
    asked = name_lookup(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    site.redirect("/a", "/b")
    [item] = read(f"http://post.example:{site.port}/a")
    assert "not a public address (127.0.0.2)" in str(item)
    assert asked == ["post.example", "post.example"]


def test_private_addresses_among_public_ones_are_passed_over(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    public_is(monkeypatch, "127.0.0.1")
    name_lookup(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    site.page("/a", PAGE)
    assert isinstance(next(read(f"http://post.example:{site.port}/a")), Document)


def test_second_address_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    name_lookup(monkeypatch, ["127.0.0.2", "127.0.0.1"])  # the server listens on the second alone
    site.page("/a", PAGE)
    assert isinstance(results(f"http://post.example:{site.port}/a")[0], Document)


def test_international_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    name_lookup(monkeypatch, ["127.0.0.1"])
    site.page("/caf%C3%A9%20x", PAGE)
    [document] = results(f"http://bücher.example:{site.port}/café x")
    assert isinstance(document, Document)
    assert site.requests == [("/caf%C3%A9%20x", f"xn--bcher-kva.example:{site.port}")]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Key and certificate for post.example from an authority of its own, whose certificate is in the file as well."""
    path = tmp_path / "post.pem"
    authority = trustme.CA()
    issued = authority.issue_cert("post.example")
    for part in (issued.private_key_pem, *issued.cert_chain_pems, authority.cert_pem):
        part.write_to_path(path, append=True)
    return path


@pytest.fixture
def secure_port(certificate: Path) -> Iterator[int]:
    """The port of a server on 127.0.0.1 that serves PAGE once over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def serve() -> None:
        with listener:
            plain, _ = listener.accept()
            plain.settimeout(10)
            try:
                with context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(10_000)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())
            except OSError:
                plain.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    thread.join()


def test_secure_page(secure_port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is checked against the name, though the connection goes to the numeric address."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    name_lookup(monkeypatch, ["127.0.0.1"])
    [document] = results(f"https://post.example:{secure_port}/a")
    assert isinstance(document, Document)
    assert document.text == TEXT


def test_certificate_of_another_name(secure_port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    name_lookup(monkeypatch, ["127.0.0.1"])
    message = error(f"https://bank.example:{secure_port}/a")
    assert message.startswith(": the connection is not safe (Hostname mismatch")


def test_certificate_that_nobody_vouches_for(secure_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    name_lookup(monkeypatch, ["127.0.0.1"])
    message = error(f"https://post.example:{secure_port}/a")
    assert message.startswith(": the connection is not safe (self-signed certificate")
