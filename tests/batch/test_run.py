"""Runs: each article once, whatever its addresses; each failure one line; a stopped run goes on."""

import json
import sqlite3
from pathlib import Path

import pytest
from server import Answer, FaultServer
from stand_in import FACTORY

from extractor.batch import JsonlSink, StoreSink, Summary, run
from extractor.errors import SettingsError, StoreError
from extractor.fetch.sources import Folder, Urls
from extractor.fetch.warc import Warc
from extractor.settings import FetchSettings, RunSettings, Settings

SLACK = 0.03  # seconds between a request's leaving and its being noted, on a busy machine
SETTINGS = Settings(
    fetch=FetchSettings(
        allow_private=True, requests_per_second=500, tries=2, retry_wait=0.01, read_timeout=0.5, total_timeout=1.0
    ),
    run=RunSettings(workers=1, page_timeout=2.0, checkpoint_seconds=0.1),
)


class Runs:
    """Runs with one folder of outputs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ledger = folder, folder / "ledger.db"

    def __call__(self, *addresses: str, **options) -> Summary:
        sources = [Urls(addresses)] if addresses else options.pop("sources", [])
        settings = options.pop("settings", SETTINGS)
        sinks = [StoreSink(f"sqlite:///{self.folder / 'news.db'}"), JsonlSink(self.folder / "news.jsonl")]
        return run(sources, settings, sinks, ledger=self.ledger, factory=FACTORY, **options)

    def rows(self) -> dict[str, tuple]:
        with sqlite3.connect(self.ledger) as db:
            found = db.execute("SELECT address, state, reason, duplicate_of FROM pages ORDER BY position").fetchall()
        return {address: (state, reason, twin) for address, state, reason, twin in found}

    def stored(self) -> list[str]:
        with sqlite3.connect(self.folder / "news.db") as db:
            return sorted(url for (url,) in db.execute("SELECT url FROM articles"))

    def lines(self) -> list[str]:
        text = (self.folder / "news.jsonl").read_text(encoding="utf-8")
        return sorted(json.loads(line)["article"]["url"] for line in text.splitlines())


@pytest.fixture
def runs(tmp_path):
    return Runs(tmp_path)


@pytest.fixture
def server():
    with FaultServer() as started:
        yield started


def page(title: str, canonical: str = "", text: str = "") -> Answer:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return Answer(f"<title>{title}</title>{link}<p>{text or title}</p>".encode())


def test_every_page_gives_a_record_or_a_reason(runs, server):
    good = [server.url(f"/article/{n}") for n in range(20)]
    bad = {
        "/status/404/1": "http-404",
        "/hang/1": "timeout",
        "/loop/0": "redirect",
        "/bomb/30": "too-large",
        "/empty": "page",
        "/type?application/pdf": "page",
        "/none": "page",
        "/bug": "unexpected",
        "/crash": "worker-crash",
        "/sleep": "worker-timeout",
    }
    server.routes = {"/none": page("NONE"), "/bug": page("BUG"), "/crash": page("CRASH"), "/sleep": page("HANG")}
    summary = runs(*good, *map(server.url, bad))
    assert runs.stored() == runs.lines() == sorted(good)
    rows = runs.rows()
    assert {url: rows[url][0] for url in good} == dict.fromkeys(good, "done")
    assert {path: rows[server.url(path)][:2] for path in bad} == {
        path: ("failed", reason) for path, reason in bad.items()
    }
    assert summary.done == summary.stored["inserted"] == 20
    assert summary.failures == len(bad)
    assert summary.failed["page"] == 3
    assert (summary.settled, summary.total, summary.exit_code) == (30, 30, 3)


def test_second_run_does_nothing_and_changes_nothing(runs, server):
    urls = [server.url(f"/article/{n}") for n in range(5)]
    runs(*urls)
    before = dump(runs.folder / "news.db"), (runs.folder / "news.jsonl").read_bytes(), len(server.requests)
    summary = runs(*urls)
    assert (summary.already, summary.done, summary.exit_code) == (5, 0, 0)
    assert (dump(runs.folder / "news.db"), (runs.folder / "news.jsonl").read_bytes(), len(server.requests)) == before


def test_new_addresses_are_added_and_failed_ones_wait_to_be_asked_for(runs, server):
    flaky = server.url("/burst/2/a")
    assert runs(server.url("/article/1"), flaky).failed == {"http-503": 1}
    summary = runs(server.url("/article/1"), flaky, server.url("/article/2"))
    assert (summary.already, summary.failed_before, summary.done, summary.exit_code) == (1, 1, 1, 0)
    assert runs(server.url("/article/1"), flaky, retry_failed=True).done == 1
    assert runs.stored() == sorted([server.url("/article/1"), server.url("/article/2"), flaky])


def test_retry_failed_without_sources_takes_them_from_the_ledger(runs, server):
    runs(server.url("/burst/2/a"), server.url("/status/404/b"), server.url("/article/1"))
    summary = runs(sources=[], retry_failed=True)
    assert (summary.done, summary.failed, summary.total) == (1, {"http-404": 1}, 2)


def test_no_resume_does_all_again(runs, server):
    runs(server.url("/article/1"))
    summary = runs(server.url("/article/1"), resume=False)
    assert (summary.done, summary.stored["unchanged"]) == (1, 1)
    assert len(runs.lines()) == 1


def test_outputs_that_are_gone_are_made_again(runs, server):
    runs(server.url("/article/1"))
    (runs.folder / "news.db").unlink()
    (runs.folder / "news.jsonl").unlink()
    assert runs(server.url("/article/1")).done == 1
    assert len(runs.stored()) == len(runs.lines()) == 1


class TestRefetch:
    def test_unchanged_page_costs_no_work(self, runs, server):
        runs(server.url("/etag/1"), server.url("/article/2"))
        summary = runs(server.url("/etag/1"), server.url("/article/2"), refetch_after=0)
        assert (summary.unchanged, summary.done) == (2, 0)
        assert [r.headers.get("if-none-match") for r in server.requests if r.path == "/etag/1"] == [None, '"1"']

    def test_changed_page_replaces_its_record(self, runs, server):
        server.routes = {"/a": page("old")}
        runs(server.url("/a"))
        server.routes = {"/a": page("new")}
        summary = runs(server.url("/a"), refetch_after=0)
        assert summary.stored["updated"] == 1
        with sqlite3.connect(runs.folder / "news.db") as db:
            assert db.execute("SELECT title FROM articles").fetchall() == [("new",)]

    def test_what_is_not_old_enough_is_left_alone(self, runs, server):
        runs(server.url("/article/1"))
        assert runs(server.url("/article/1"), refetch_after=3600).already == 1

    def test_page_that_has_gone_keeps_its_record(self, runs, server):
        server.routes = {"/a": page("old")}
        runs(server.url("/a"))
        server.routes = {"/a": Answer(b"", 404)}
        assert runs(server.url("/a"), refetch_after=0).failed == {"http-404": 1}
        assert runs.stored() == [server.url("/a")]


class TestOneArticle:
    """The same article under several addresses is one article, and which one stands for it is always the same."""

    def test_tracked_mobile_and_amp_addresses_are_not_even_fetched(self, runs, server):
        urls = ["/article/1", "/article/1?utm_source=tg", "/article/1/amp", "/article/1?fbclid=x#top", "/article/1"]
        summary = runs(*map(server.url, urls))
        assert (summary.done, summary.duplicates) == (1, 4)
        assert len(server.times("/article")) == 1
        assert runs.rows()[server.url("/article/1/amp")] == ("duplicate", "address", server.url("/article/1"))

    @pytest.mark.parametrize("order", [("/a", "/b", "/c"), ("/c", "/b", "/a"), ("/b", "/a", "/c")])
    @pytest.mark.parametrize("slow", ["/a", "/b", "/c"])
    def test_canonical_address_stands_for_the_article_whatever_comes_first(self, runs, server, order, slow):
        canonical = server.url("/a")
        server.routes = {path: page("T", canonical, f"text of {path}") for path in ("/a", "/b", "/c")}
        server.routes[slow] = page("T", canonical, f"text of {slow} SLEEP 0.2")
        summary = runs(*map(server.url, order))
        assert (summary.done, summary.duplicates) == (1, 2)
        assert runs.stored() == [canonical]
        assert {address: row[0::2] for address, row in runs.rows().items()} == {
            canonical: ("done", None),
            server.url("/b"): ("duplicate", canonical),
            server.url("/c"): ("duplicate", canonical),
        }

    @pytest.mark.parametrize("slow", ["/a", "/b"])
    def test_same_bytes_at_two_addresses_are_the_article_of_the_one_met_first(self, runs, server, slow):
        server.routes = {"/a": page("same"), "/b": page("same")}
        server.routes[slow] = Answer(server.routes[slow].body, pause=0.4)
        summary = runs(server.url("/a"), server.url("/b"))
        assert (summary.done, summary.duplicates) == (1, 1)
        assert runs.stored() == [server.url("/a")]

    def test_address_that_stood_back_gets_its_turn_when_the_first_fails(self, runs, server):
        urls = [server.url("/x"), server.url("/x/?utm_source=a"), server.url("/x/amp/")]
        server.routes = {"/x": Answer(b"", 404), "/x/?utm_source=a": Answer(b"", 404), "/x/amp/": page("here")}
        summary = runs(*urls)
        assert (summary.done, summary.failures, summary.duplicates) == (1, 2, 0)
        assert runs.stored() == [urls[2]]

    def test_front_page_is_not_believed_to_be_every_articles_address(self, runs, server):
        server.routes = {f"/{n}": page(f"Article {n}", server.url("/")) for n in range(3)}
        summary = runs(*(server.url(f"/{n}") for n in range(3)))
        assert (summary.done, summary.duplicates) == (3, 0)

    def test_next_run_knows_them_too(self, runs, server):
        server.routes = {path: page("T", server.url("/a"), path) for path in ("/a", "/b")}
        runs(server.url("/a"))
        summary = runs(server.url("/b"), server.url("/a?utm_source=x"))
        assert (summary.done, summary.duplicates) == (0, 2)
        assert runs.stored() == [server.url("/a")]


class TestFiles:
    def test_folder_twice_and_a_file_changed(self, runs, tmp_path):
        pages = tmp_path / "pages"
        pages.mkdir()
        for n in range(5):
            (pages / f"{n}.html").write_bytes(page(f"Article {n}").body)
        (pages / "empty.html").write_bytes(b"")
        summary = runs(sources=[Folder(pages)])
        assert (summary.done, summary.failed, summary.total) == (5, {"page": 1}, 6)
        summary = runs(sources=[Folder(pages)])
        assert (summary.already, summary.failed_before, summary.done) == (5, 1, 0)
        (pages / "3.html").write_bytes(page("Article 3, mended").body)
        (pages / "empty.html").write_bytes(page("Not empty any more").body)
        summary = runs(sources=[Folder(pages)])
        assert (summary.already, summary.done) == (4, 2)

    def test_file_that_goes_away_is_a_failure(self, runs, tmp_path):
        assert runs(str(tmp_path / "none.html")).failed == {"fetch": 1}


def test_fetched_pages_saved_to_warc_can_be_run_again(runs, server, tmp_path):
    urls = [server.url(f"/article/{n}") for n in range(3)]
    runs(*urls, server.url("/status/404/1"), warc=tmp_path / "warc")
    again = Runs(tmp_path / "again")
    again.folder.mkdir()
    assert again(sources=[Warc(tmp_path / "warc" / "pages-00001.warc.gz")]).done == 3
    assert again.stored() == runs.stored() == sorted(urls)


def test_source_that_cannot_be_read_does_not_stop_the_others(runs, server, tmp_path):
    summary = runs(sources=[Folder(tmp_path / "none"), Warc(tmp_path / "none.warc"), Urls((server.url("/article/1"),))])
    assert (summary.done, summary.failed, summary.exit_code) == (1, {"source": 2}, 3)


def test_no_source_is_an_error(runs):
    with pytest.raises(SettingsError, match="nothing to do"):
        runs(sources=[])


def test_store_that_cannot_be_opened_is_an_error(tmp_path):
    with pytest.raises(StoreError):
        run([Urls(("x",))], SETTINGS, [StoreSink("sqlite:////no/such/folder/news.db")], factory=FACTORY)


def test_ledger_that_is_none(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"no database" * 100)
    with pytest.raises(SettingsError, match=r"ledger .* cannot be used"):
        run([Urls(("x",))], SETTINGS, [], ledger=tmp_path / "ledger.db", factory=FACTORY)


def test_workers_that_cannot_start_end_the_run(runs, server):
    from extractor.batch.workers import WorkersError

    with pytest.raises(WorkersError, match="the model is not there"):
        run([Urls((server.url("/article/1"),))], SETTINGS, [], factory="stand_in:no_pipeline")


def test_hosts_are_read_side_by_side_and_each_keeps_its_pace(runs):
    settings = SETTINGS.model_copy(update={"fetch": SETTINGS.fetch.model_copy(update={"requests_per_second": 10.0})})
    with FaultServer() as one, FaultServer() as other:
        urls = [one.url(f"/article/{n}") for n in range(10)] + [other.url(f"/article/b{n}") for n in range(10)]
        summary = runs(*urls, settings=settings)
        assert summary.done == 20
        for host in (one, other):
            assert min(host.gaps()) >= 0.1 - SLACK
        assert abs(one.times()[-1] - other.times()[-1]) < 0.5


def test_progress_comes_with_rate_and_time_left(runs, server):
    seen: list[tuple[int, int | None]] = []
    runs(
        *(server.url(f"/slow/0.3/{n}") for n in range(8)), on_progress=lambda now: seen.append((now.settled, now.total))
    )
    assert seen[-1] == (8, 8)
    assert len(seen) >= 3


def dump(path: Path) -> list[str]:
    """A database's whole content."""
    with sqlite3.connect(path) as db:
        return list(db.iterdump())
