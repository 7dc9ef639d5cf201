"""The pages of extractor serve: what a news page says is shown as text, never run; a browser shows them."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "store")]
from make_records import make_records, record_dict  # noqa: E402  (lies in the folder just named)

from extractor.errors import StoreError  # noqa: E402
from extractor.records import Record  # noqa: E402
from extractor.serve.pages import highlighted  # noqa: E402
from extractor.serve.plot import svg, ticks  # noqa: E402
from extractor.store import open_store  # noqa: E402
from extractor.store.query import series  # noqa: E402

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


def point(day: date, number: float, line: str = "занятость|алматы") -> dict:
    return {"day": day, "number": number, "status": "actual", "line": line, "label": "<x>"}


def test_a_plot_has_a_point_a_figure_and_a_line_a_series():
    picture = svg([point(date(2021 + n, 1, 1), n) for n in range(3)] + [point(date(2022, 1, 1), 5, "another")])
    assert picture.count("<circle") == 4
    assert picture.count("<polyline") == 1
    assert "<x>" not in picture
    assert [f">{year}</text>" in picture for year in (2020, 2021, 2024, 2025)] == [False, True, True, False]
    assert svg([]) == ""


@pytest.mark.parametrize("number", [0, -5, 1e-90, 1e90, 7.3])
@pytest.mark.parametrize("day", [date.min, date(2024, 2, 29), date.max])
def test_any_figure_and_day_can_be_plotted(day, number):
    assert svg([point(day, number)]).count("<circle") == 1
    assert svg([point(date(2024, 1, 1), 1), point(day, number)]).count("<circle") == 2


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        (0, 38, [0, 10, 20, 30, 40]),
        (-3, 5, [-4, -2, 0, 2, 4, 6]),
        (0, 1.13e10, [n * 2e9 for n in range(7)]),
        (0, 0, [0, 1]),
    ],
)
def test_an_axis_has_round_numbers(low, high, values):
    assert ticks(low, high) == values


@pytest.mark.parametrize("place", ["Алматы", "алматы", "АЛМАТЫ", "Караганда", "Караганды", "костанайской области"])
def test_a_series_of_a_place_named_in_any_case_and_form(store, place):
    whole, of_place, nowhere = get(
        store[0], "/-/series?q=занятость", f"/-/series?q=занятость&place={place}", "/-/series?q=занятость&place=Марс"
    )
    found = of_place.text.count("/-/article/")
    assert 0 < found < whole.text.count("/-/article/")
    with open_store(store[0]) as opened:
        assert found == len(series(opened, "занятость", place))
    assert "No figure." in nowhere.text


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
