"""Broken TLS is an error that names the mend, and a CA bundle mends it."""

import asyncio
import shutil
import ssl
import subprocess

import pytest
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
