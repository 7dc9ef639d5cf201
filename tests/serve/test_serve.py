"""The pages of extractor serve: what a news page says is shown as text, never run; a browser shows them."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "store")]
from make_records import make_records, record_dict  # noqa: E402  (lies in the folder just named)

from extractor.errors import StoreError  # noqa: E402
from extractor.records import Record  # noqa: E402
from extractor.serve.pages import highlighted  # noqa: E402
from extractor.serve.plot import svg  # noqa: E402
from extractor.store import open_store  # noqa: E402

ROOT = Path(__file__).parents[2]
EVIL = "<script>alert(1)</script>\"'>"


@pytest.fixture
def store(tmp_path):
    url = f"sqlite:///{tmp_path / 'news.db'}"
    evil = record_dict(999)
    evil["article"] |= {"title": EVIL, "publisher": EVIL, "url": "javascript:alert(1)", "canonical_url": None}
    evil["article"]["text"] = EVIL + evil["article"]["text"]
    evil["indicators"][0]["name"] = f"занятость {EVIL}"
    evil["people"][0]["name"] = evil["quotes"][0]["text"] = evil["amounts"][0]["unit_text"] = EVIL
    with open_store(url) as opened:
        opened.put_many([*make_records(60), Record.model_validate(evil)])
    return url, evil["id"]


def get(url: str, *paths: str) -> list:
    pytest.importorskip("datasette")
    from extractor.serve import application

    async def answers() -> list:
        app = application(url)
        await app.invoke_startup()
        return [await app.client.get(path) for path in paths]

    return asyncio.run(answers())


def test_pages_answer(store):
    url, ident = store
    paths = ("/-/corpus", "/-/corpus?q=индустриями", f"/-/article/{ident}", "/-/series?q=занятости", "/-/series", "/")
    assert [page.status_code for page in get(url, *paths)] == [200] * 6
    assert get(url, "/-/article/none")[0].status_code == 404


def test_search_is_by_dictionary_form(store):
    found, nothing = get(store[0], "/-/corpus?q=индустрия", "/-/corpus?q=космонавтика")
    assert found.text.count("/-/article/") > 5
    assert nothing.text.count("/-/article/") == 0


def test_what_a_page_says_is_escaped(store):
    url, ident = store
    for page in get(url, "/-/corpus", f"/-/article/{ident}", "/-/series?q=занятость", f"/-/corpus?q={EVIL}"):
        assert "<script" not in page.text
        assert 'href="javascript' not in page.text
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "&lt;script&gt;" in get(url, f"/-/article/{ident}")[0].text


def test_evidence_is_marked_and_overlaps_are_not():
    marked = highlighted("вырос на 9% <b>", [(9, 11, "amounts"), (9, 10, "mentions"), (0, 5, "roles"), (90, 99, "x")])
    assert marked == '<mark class="roles">вырос</mark> на <mark class="amounts">9%</mark> &lt;b&gt;'


def test_a_plot_has_a_point_a_figure():
    points = [{"day": 738000 + n, "year": 2021, "number": n, "status": "actual", "label": "<x>"} for n in range(3)]
    picture = svg(points)
    assert picture.count("<circle") == 3
    assert "<x>" not in picture
    assert svg([]) == ""


def test_only_sqlite_is_served(tmp_path):
    pytest.importorskip("datasette")
    from extractor.serve import application

    with pytest.raises(StoreError, match="there is no such file"):
        application(f"sqlite:///{tmp_path / 'none.db'}")


def test_a_browser_shows_the_pages(store, tmp_path):
    pytest.importorskip("datasette")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium to look with")
    port = 20000 + os.getpid() % 20000
    command = [sys.executable, "-m", "extractor", "serve", "--store", store[0], "--port", str(port)]
    server = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/-/corpus").close()
                break
            except OSError:
                time.sleep(0.2)
        for path in (
            "corpus",
            f"article/{store[1]}",
            "series?q=%D0%B7%D0%B0%D0%BD%D1%8F%D1%82%D0%BE%D1%81%D1%82%D1%8C",
        ):
            address = f"http://127.0.0.1:{port}/-/{path}"
            look = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", address]
            seen = subprocess.run(look, capture_output=True, text=True, timeout=60, check=True).stdout
            assert "<h1>" in seen
            assert "<script" not in seen
            assert ("<circle" in seen) == path.startswith("series")
    finally:
        server.terminate()
        server.wait(20)
