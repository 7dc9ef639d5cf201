"""Which addresses may be reached, and that DNS cannot trick the check."""

import asyncio
import ipaddress
import socket

import pytest
from server import FaultServer

from extractor.errors import FetchError
from extractor.fetch.client import Client
from extractor.fetch.guard import is_public
from extractor.settings import FetchSettings

PUBLIC = ["8.8.8.8", "93.184.216.34", "2a00:1450:4010:c0d::71", "::ffff:8.8.8.8", "64:ff9b::808:808"]
# fmt: off
PRIVATE = [
    "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
    "2001:0:7f00:1::",
]
# fmt: on


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_address_that_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


def reason_of(url: str, settings: FetchSettings) -> str:
    async def go() -> str:
        async with Client(settings) as client:
            with pytest.raises(FetchError) as caught:
                await client.get(url)
            return caught.value.reason

    return asyncio.run(go())


# Spellings that reach the loopback address on some system.
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0", "[::1]", "[::ffff:7f00:1]"]
)
def test_loopback_is_refused_however_it_is_spelt(host):
    with FaultServer() as server:
        reason = reason_of(f"http://{host}:{server.port}/article/1", FetchSettings(tries=1))
        assert reason in ("private-address", "dns", "address")
        assert server.requests == []


def test_redirect_to_a_private_address_is_refused(monkeypatch):
    """The first host is let through by the test itself; the one it redirects to is checked anew."""
    real = socket.getaddrinfo
    checked: list[str] = []

    def resolve(host, *args, **kwargs):
        checked.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("extractor.fetch.guard.is_public", lambda address: checked[-1] == "news.example")
    with FaultServer() as server, FaultServer() as inner:
        url = f"http://news.example:{server.port}/to?{inner.url('/article/1')}"
        assert reason_of(url, FetchSettings(tries=1, requests_per_second=100)) == "private-address"
        assert inner.requests == []
        assert server.times("/to")


def test_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to(monkeypatch):
    """DNS rebinding: a name that is public when checked and loopback when asked again must not reach loopback."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1", "127.0.0.1"])
    connected: list[str] = []

    async def resolve(self, host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    async def connect(self, host, *args, **kwargs):
        import httpcore

        connected.append(host)
        raise httpcore.ConnectError("no network in tests")

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", resolve)
    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect)
    settings = FetchSettings(tries=1, respect_robots=False)
    assert reason_of("http://rebind.example/", settings) == "connection"
    assert connected == ["93.184.216.34"]


def test_host_with_public_and_private_addresses_is_reached_at_a_public_one_only(monkeypatch):
    connected: list[str] = []

    async def resolve(self, host, port, **kwargs):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in ("10.0.0.1", "8.8.8.8", "127.0.0.1", "8.8.4.4")
        ]

    async def connect(self, host, *args, **kwargs):
        import httpcore

        connected.append(host)
        raise httpcore.ConnectTimeout("no network in tests")

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", resolve)
    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect)
    assert reason_of("http://mixed.example/", FetchSettings(tries=1, respect_robots=False)) == "timeout"
    assert connected == ["8.8.8.8", "8.8.4.4"]


def test_name_that_does_not_resolve(monkeypatch):
    async def resolve(self, host, port, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", resolve)
    assert reason_of("http://no-such-host.example/", FetchSettings()) == "dns"
