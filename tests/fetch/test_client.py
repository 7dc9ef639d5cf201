"""The client against a server with every fault: no page lost, no limit broken, one line that says why not."""

import asyncio

import pytest
import stamina.instrumentation
import structlog
from server import Answer, FaultServer, article

from extractor.documents import Page
from extractor.errors import FetchError, PageError
from extractor.fetch import fetch
from extractor.fetch.client import Client, Fetched
from extractor.settings import FetchSettings

SLACK = 0.03  # seconds between a request's leaving and its being noted, on a busy machine
QUICK = FetchSettings(
    allow_private=True,
    requests_per_second=200,
    connect_timeout=0.5,
    read_timeout=0.5,
    total_timeout=1.5,
    tries=3,
    retry_wait=0.01,
    retry_wait_max=0.05,
    max_redirects=5,
)


def get(url: str, settings: FetchSettings = QUICK, **conditions: str) -> Fetched:
    async def go() -> Fetched:
        async with Client(settings) as client:
            return await client.get(url, **conditions)

    return asyncio.run(go())


def get_all(urls: list[str], settings: FetchSettings = QUICK) -> list[Fetched | BaseException]:
    async def go() -> list[Fetched | BaseException]:
        async with Client(settings) as client:
            return await asyncio.gather(*(client.get(url) for url in urls), return_exceptions=True)

    return asyncio.run(go())


@pytest.fixture(scope="module")
def server():
    with FaultServer() as started:
        yield started


# path, tries it takes until the page is there
GOOD = [
    ("/article/1", 1),
    ("/slow/0.3/2", 1),
    ("/reset-once/3", 2),
    ("/burst/2/4", 3),
    ("/wait/0/5", 2),
    ("/longer-length-once/6", 2),
    ("/gzip/7", 1),
    ("/redirect/3/8", 4),
    ("/redirect/5/9", 6),
]


@pytest.mark.parametrize(("path", "tries"), GOOD)
def test_page_arrives_whole_in_spite_of_a_fault_that_passes(server, path, tries):
    fetched = get(server.url(path))
    assert fetched.page is not None
    assert fetched.page.content == article(path.rpartition("/")[2])
    assert fetched.tries == tries


# path, reason, words the line must hold
BAD = [
    ("/hang/1", "timeout", "no answer within"),
    ("/hang-body/1", "timeout", "no answer within"),
    ("/slow/9/1", "timeout", "no answer within"),
    ("/reset/1", "incomplete", "broke off"),
    ("/burst/99/1", "http-503", "503"),
    ("/status/404/1", "http-404", "no such page"),
    ("/status/403/1", "http-403", "refuses"),
    ("/status/410/1", "http-410", "removed"),
    ("/status/204/1", "http-204", "no page"),
    ("/loop/0", "redirect", "circle"),
    ("/endless/0", "redirect", "more than 5 times"),
    ("/to?ftp://127.0.0.1/x", "address", "no http or https"),
    ("/longer-length/1", "incomplete", "broke off"),
    ("/broken-gzip/1", "incomplete", "broke off"),
    ("/bomb/60", "too-large", "unfolds to more than"),
    ("/endless-body", "too-large", "larger than"),
    ("/declared/50000000", "too-large", "fetch.max_wire_bytes"),
]


@pytest.mark.parametrize(("path", "reason", "words"), BAD)
def test_page_that_cannot_be_had_gives_one_line_that_says_why(server, path, reason, words):
    with pytest.raises(FetchError) as caught:
        get(server.url(path))
    assert caught.value.reason == reason
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


# How often a fault is asked again: what may pass up to ``tries``, what will not pass once.
@pytest.mark.parametrize(
    ("path", "requests"), [("/burst/9/tries", 3), ("/status/404/tries", 1), ("/reset/tries", 3), ("/bomb/30", 1)]
)
def test_only_what_may_pass_is_tried_again(server, path, requests):
    with pytest.raises(FetchError):
        get(server.url(path))
    assert server.counts[path] == requests


def test_a_new_try_is_logged_and_standard_output_is_left_to_data(server, capsys, caplog, monkeypatch):
    monkeypatch.setattr(structlog, "is_configured", lambda: False)  # whatever tests before this one have set
    try:
        with caplog.at_level("WARNING", logger="stamina"):
            assert fetch(server.url("/burst/1/logged"), QUICK).content == article("logged")
    finally:
        stamina.instrumentation.set_on_retry_hooks(None)
    assert len([entry for entry in caplog.records if entry.name == "stamina"]) == 1
    assert capsys.readouterr().out == ""


def test_body_shorter_than_it_says_is_cut_and_harms_no_other_page(server):
    fetched = get_all([server.url("/shorter-length/1"), server.url("/article/a"), server.url("/article/b")])
    contents = [one.page.content for one in fetched if isinstance(one, Fetched) and one.page]
    assert contents == [article("1")[:200], article("a"), article("b")]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16"])
def test_bytes_of_a_page_that_lies_about_its_charset_are_left_alone(server, encoding):
    page = get(server.url(f"/charset/{encoding}/1")).page
    assert page is not None
    assert page.content == article("1").decode().encode(encoding)
    assert page.content_type == "text/html; charset=utf-8"


class TestPace:
    def test_requests_to_one_host_keep_their_gap_and_hosts_do_not_wait_for_each_other(self):
        with FaultServer() as one, FaultServer() as other:
            settings = QUICK.model_copy(update={"requests_per_second": 10.0})
            fetched = get_all([host.url(f"/article/{n}") for n in range(8) for host in (one, other)], settings)
            assert all(isinstance(page, Fetched) for page in fetched)
            for host in (one, other):
                assert len(host.requests) == 9  # eight pages and robots.txt
                assert min(host.gaps()) >= 0.1 - SLACK
            ends = [max(host.times()) for host in (one, other)]
            assert abs(ends[0] - ends[1]) < 0.5

    def test_retries_and_redirects_keep_the_gap_too(self):
        with FaultServer() as server:
            settings = QUICK.model_copy(update={"requests_per_second": 10.0})
            get_all([server.url("/burst/2/1"), server.url("/redirect/3/2"), server.url("/reset-once/3")], settings)
            assert len(server.requests) == 1 + 3 + 4 + 2
            assert min(server.gaps()) >= 0.1 - SLACK

    def test_crawl_delay_of_robots_txt_widens_the_gap(self):
        with FaultServer(robots=b"User-agent: *\nCrawl-delay: 0.2\n") as server:
            get_all([server.url(f"/article/{n}") for n in range(4)])
            assert min(server.gaps()) >= 0.2 - SLACK

    def test_crawl_delay_too_long_to_wait_for_fails_the_page(self):
        with FaultServer(robots=b"User-agent: *\nCrawl-delay: 3600\n") as server:
            with pytest.raises(FetchError, match=r"3600 s between requests, more than fetch.max_crawl_delay"):
                get(server.url("/article/1"))
            assert server.times("/article") == []

    @pytest.mark.parametrize("path", ["/wait/1/x", "/wait-date/2/x"])
    def test_retry_after_silences_every_request_to_the_host(self, path):
        with FaultServer() as server:
            fetched = get_all([server.url(path), *(server.url(f"/article/{n}") for n in range(6))])
            assert all(isinstance(page, Fetched) for page in fetched)
            asked = server.times(path)
            assert len(asked) == 2
            silence = max(server.gaps())
            assert silence >= 0.9
            assert not [time for time in server.times() if asked[0] + 0.3 < time < asked[0] + 0.9]

    def test_retry_after_too_long_to_wait_for_fails_the_page_at_once(self):
        with FaultServer() as server:
            settings = QUICK.model_copy(update={"max_retry_after": 0.1})
            with pytest.raises(FetchError, match="429: the site asks for fewer requests"):
                get(server.url("/wait/86400/x"), settings)
            assert server.counts["/wait/86400/x"] == 1

    def test_few_requests_are_in_flight_to_one_host(self):
        with FaultServer() as server:
            settings = QUICK.model_copy(update={"connections_per_host": 2})
            get_all([server.url(f"/slow/0.3/{n}") for n in range(4)], settings)
            times = server.times("/slow")
            assert times[2] - times[0] >= 0.25


class TestRobots:
    # robots.txt (body, status or none at all), path, allowed
    VARIANTS = (
        (404, "/article/1", True),
        (403, "/article/1", True),
        (500, "/article/1", False),
        (429, "/article/1", False),
        ("hang", "/article/1", False),
        (b"", "/article/1", True),
        (b"User-agent: *\nDisallow: /", "/article/1", False),
        (b"User-agent: *\nDisallow: /article/\nAllow: /article/1$", "/article/1", True),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: extractor\nAllow: /", "/article/1", True),
        (b"User-agent: extractor\nDisallow: /\n\nUser-agent: *\nAllow: /", "/article/1", False),
        (b"User-agent: Googlebot\nDisallow: /", "/article/1", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /*?sort=\r\n", "/article/1?sort=a", False),
        (b"<html>no robots here</html>", "/article/1", True),
        (b"User-agent: *\nDisallow: /article\n" + b"#" * 600_000, "/article/1", False),
    )

    @pytest.mark.parametrize(("robots", "path", "allowed"), VARIANTS)
    def test_variant(self, robots, path, allowed):
        with FaultServer(robots=robots) as server:
            if allowed:
                assert get(server.url(path)).page is not None
            else:
                with pytest.raises(FetchError, match=r"robots\.txt"):
                    get(server.url(path))
                assert server.times("/article") == []

    def test_read_once_for_many_pages(self):
        with FaultServer(robots=b"User-agent: *\nAllow: /") as server:
            get_all([server.url(f"/article/{n}") for n in range(5)])
            assert server.counts["/robots.txt"] == 1

    def test_the_host_a_redirect_leads_to_is_asked_as_well(self):
        with FaultServer(robots=b"User-agent: *\nDisallow: /") as closed, FaultServer() as server:
            with pytest.raises(FetchError, match=r"robots\.txt"):
                get(server.url(f"/to?{closed.url('/article/1')}"))
            assert closed.times("/article") == []

    def test_may_be_switched_off(self):
        with FaultServer(robots=b"User-agent: *\nDisallow: /") as server:
            assert get(server.url("/article/1"), QUICK.model_copy(update={"respect_robots": False})).page is not None


class TestConditionalRequests:
    @pytest.mark.parametrize("path", ["/etag/1", "/modified/1"])
    def test_unchanged_page_is_not_sent_again(self, server, path):
        first = get(server.url(path))
        again = get(server.url(path), etag=first.etag, last_modified=first.last_modified)
        assert again.status == 304
        assert again.page is None

    def test_cache_answers_for_a_fresh_page_and_checks_a_stale_one(self, tmp_path):
        settings = QUICK.model_copy(update={"cache": tmp_path})
        with FaultServer() as server:
            pages = [get(server.url(path), settings).page for path in ("/fresh/1", "/fresh/1", "/etag/2", "/etag/2")]
            assert [page.content for page in pages if page] == [article("1")] * 2 + [article("2")] * 2
            assert server.counts["/fresh/1"] == 1
            assert [
                request.headers.get("if-none-match") for request in server.requests if request.path == "/etag/2"
            ] == [None, '"2"']


def test_user_agent_says_who_we_are_and_whom_to_write_to(server):
    get(server.url("/article/ua"), QUICK.model_copy(update={"contact": "mailto:desk@example.org"}))
    sent = next(request.headers["user-agent"] for request in server.requests if request.path == "/article/ua")
    assert sent.startswith("extractor/")
    assert sent.endswith("(+mailto:desk@example.org)")


@pytest.mark.parametrize("url", ["nonsense", "file:///etc/passwd", "ftp://example.org/", "http://", "http://[::1", ""])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(FetchError) as caught:
        get(url)
    assert caught.value.reason == "address"


class TestFetch:
    def test_gives_the_page(self, server):
        page = fetch(server.url("/redirect/1/x"), QUICK)
        assert page == Page(
            content=article("x"),
            url=server.url("/redirect/0/x"),
            content_type="text/html; charset=utf-8",
            source=server.url("/redirect/1/x"),
            fetched_at=page.fetched_at,
        )
        assert page.fetched_at is not None
        assert page.fetched_at.endswith("Z")

    def test_works_where_a_loop_is_running_already(self, server):
        async def notebook() -> Page:
            return fetch(server.url("/article/x"), QUICK)

        assert asyncio.run(notebook()).content == article("x")

    @pytest.mark.parametrize(
        ("path", "words"), [("/type?application/pdf", "no HTML page"), ("/empty", "empty"), ("/pdf", "a PDF")]
    )
    def test_what_is_no_page_is_refused(self, path, words):
        with FaultServer(routes={"/pdf": Answer(b"%PDF-1.7 ...")}) as server, pytest.raises(PageError, match=words):
            fetch(server.url(path), QUICK)
