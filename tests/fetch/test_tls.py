"""Broken TLS is an error that names the mend, and a CA bundle mends it. HTTP/2 is spoken where TLS offers it."""

import asyncio
import shutil
import ssl
import subprocess

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived
from server import FaultServer, article

from extractor.errors import FetchError
from extractor.fetch.client import Client
from extractor.settings import FetchSettings

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
SETTINGS = FetchSettings(
    allow_private=True, tries=2, connect_timeout=1.0, requests_per_second=100, respect_robots=False
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    name = [
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ]
    subprocess.run([*command.split(), *name], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def server(certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with FaultServer(tls=context) as started:
        yield started


def get(url, settings=SETTINGS):
    async def go():
        async with Client(settings) as client:
            return await client.get(url)

    return asyncio.run(go())


def test_unknown_certificate_is_refused_at_once_and_the_mend_is_named(server):
    with pytest.raises(FetchError, match=r"self-signed.*fetch\.ca_bundle") as caught:
        get(server.url("/article/1", host="localhost"))
    assert caught.value.reason == "tls"
    assert server.requests == []


def test_ca_bundle_mends_it(server, certificate):
    settings = SETTINGS.model_copy(update={"ca_bundle": certificate / "cert.pem"})
    assert get(server.url("/article/1", host="localhost"), settings).page.content == article("1")


def test_certificate_of_another_host(server, certificate):
    settings = SETTINGS.model_copy(update={"ca_bundle": certificate / "cert.pem"})
    with pytest.raises(FetchError, match="belongs to another host"):
        get(server.url("/article/1", host="127.0.0.1"), settings)


def test_host_that_speaks_no_tls():
    with FaultServer() as plain, pytest.raises(FetchError) as caught:
        get(plain.url("/article/1").replace("http:", "https:"))
    assert caught.value.reason in ("tls", "incomplete", "connection")


def test_ca_bundle_that_is_none(tmp_path):
    (tmp_path / "bundle.pem").write_text("nothing")
    with pytest.raises(FetchError, match=r"fetch\.ca_bundle"):
        get("https://example.org/", SETTINGS.model_copy(update={"ca_bundle": tmp_path / "bundle.pem"}))


class OfferingHost:
    """Offers HTTP/2 and HTTP/1.1, answers requests of the first with an article, and notes what was chosen."""

    def __init__(self, certificate):
        self.chosen = []
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
        self._context.set_alpn_protocols(["h2", "http/1.1"])

    async def get(self, settings, *pages):
        async with await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context) as listening:
            port = listening.sockets[0].getsockname()[1]
            async with Client(settings) as client:
                return [(await client.get(f"https://localhost:{port}/{page}")).page.content for page in pages]

    async def _serve(self, reader, writer):
        self.chosen.append(writer.get_extra_info("ssl_object").selected_alpn_protocol())
        if self.chosen[-1] != "h2":
            await reader.readuntil(b"\r\n\r\n")
            body = article("plain")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(body), body))
            writer.close()
            return
        wire = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        wire.initiate_connection()
        writer.write(wire.data_to_send())
        while data := await reader.read(65536):
            for event in wire.receive_data(data):
                if isinstance(event, RequestReceived):
                    wire.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                    wire.send_data(event.stream_id, article(dict(event.headers)[":path"][1:]), end_stream=True)
            writer.write(wire.data_to_send())
        writer.close()


def test_pages_of_a_host_that_offers_http2_come_over_one_connection_of_it(certificate):
    host = OfferingHost(certificate)
    settings = SETTINGS.model_copy(update={"ca_bundle": certificate / "cert.pem"})
    assert asyncio.run(host.get(settings, "a", "b", "c")) == [article("a"), article("b"), article("c")]
    assert host.chosen == ["h2"]


def test_http2_can_be_turned_off(certificate):
    host = OfferingHost(certificate)
    settings = SETTINGS.model_copy(update={"ca_bundle": certificate / "cert.pem", "http2": False})
    assert asyncio.run(host.get(settings, "a")) == [article("plain")]
    assert host.chosen == ["http/1.1"]
