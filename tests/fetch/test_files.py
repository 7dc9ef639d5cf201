"""Files, standard input, folders and lists."""

import asyncio
import io
from pathlib import Path

import pytest

from extractor.errors import FetchError, PageError, SettingsError
from extractor.fetch import read
from extractor.fetch.client import Client
from extractor.fetch.sources import Folder, Source, Target, UrlList, Urls, source_of
from extractor.fetch.warc import Warc
from extractor.settings import FetchSettings

SMALL = FetchSettings(max_body_bytes=1000)


def targets(source: Source) -> list[Target]:
    async def go() -> list[Target]:
        async with Client() as client:
            return [target async for target in source.targets(client)]

    return asyncio.run(go())


class TestRead:
    def test_file(self, tmp_path):
        (tmp_path / "a.html").write_bytes(b"<p>\xcf\xf0\xe8\xe2\xe5\xf2</p>")
        page = read(tmp_path / "a.html", url="https://site.kz/a")
        assert page.content == b"<p>\xcf\xf0\xe8\xe2\xe5\xf2</p>"
        assert (page.url, page.content_type, page.source) == (
            "https://site.kz/a",
            "text/html",
            str(tmp_path / "a.html"),
        )
        assert page.fetched_at is None

    def test_text_file_says_that_it_is_text(self, tmp_path):
        (tmp_path / "a.txt").write_text("Экспорт вырос на 5%.")
        assert read(tmp_path / "a.txt").content_type == "text/plain"

    def test_standard_input(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<p>text</p>")))
        assert read("-").content == b"<p>text</p>"

    BAD = (
        (b"", PageError, "empty"),
        (b" \n\t ", PageError, "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", PageError, "a PDF"),
        (b"\x89PNG\r\n\x1a\n", PageError, "an image"),
        (b"PK\x03\x04rest", PageError, "ZIP"),
        (b"x" * 1001, FetchError, r"larger than 1000 bytes \(fetch\.max_body_bytes\)"),
    )

    @pytest.mark.parametrize(("content", "error", "words"), BAD)
    def test_what_is_no_page_is_refused_in_one_line(self, tmp_path, content, error, words):
        (tmp_path / "a.html").write_bytes(content)
        with pytest.raises(error, match=words):
            read(tmp_path / "a.html", SMALL)

    def test_file_that_is_not_there(self, tmp_path):
        with pytest.raises(FetchError, match="cannot be read: No such file"):
            read(tmp_path / "a.html")

    def test_folder_is_no_file(self, tmp_path):
        with pytest.raises(FetchError, match="cannot be read: Is a directory"):
            read(tmp_path)


class TestSources:
    def test_folder_gives_its_pages_in_order_of_names_and_nothing_else(self, tmp_path):
        for name in ("b.html", "a.htm", "c/d.txt", "c/e.HTML", "z.pdf", ".hidden.html", ".git/x.html", "index.tsv"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("x")
        (tmp_path / "c" / "again").symlink_to(tmp_path)
        source = source_of(str(tmp_path))
        assert source == Folder(tmp_path)
        assert [Path(target.address).relative_to(tmp_path).as_posix() for target in targets(source)] == [
            "a.htm", "b.html", "c/d.txt", "c/e.HTML",
        ]  # fmt: skip
        assert source.count() == 4

    def test_list_gives_addresses_and_files(self, tmp_path):
        lines = "\ufeff# fetched on Monday\n\nhttps://site.kz/1\tfirst\r\n  https://site.kz/2  \npages/a.html\n"
        (tmp_path / "urls.txt").write_text(lines)
        source = source_of(str(tmp_path / "urls.txt"))
        assert source == UrlList(str(tmp_path / "urls.txt"))
        assert source.count() == 3
        found = targets(source)
        assert [target.address for target in found[:2]] == ["https://site.kz/1", "https://site.kz/2"]
        assert found[2].path == Path("pages/a.html")

    def test_list_on_standard_input(self, monkeypatch):
        lines = b"".join(b"https://site.kz/%d\n" % n for n in range(300))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
        assert [target.address for target in targets(source_of("-"))] == [f"https://site.kz/{n}" for n in range(300)]

    # file's name, its text -> what it is taken for
    KINDS = (
        ("a.html", "https://site.kz/1", Urls),
        ("a.txt", "https://site.kz/1\nhttps://site.kz/2", UrlList),
        ("b.txt", "# list\n\nhttps://site.kz/1", UrlList),
        ("c.txt", "Экспорт вырос на 5%.\nhttps://site.kz/1", Urls),
        ("d.txt", "https://site.kz/1 пишет, что экспорт вырос.", Urls),
        ("e.txt", "", Urls),
        ("f.urls", "pages/a.html", UrlList),
        ("g.warc.gz", "", Warc),
        ("h.WARC", "", Warc),
        ("no_suffix", "<html>", Urls),
    )

    @pytest.mark.parametrize(("name", "text", "kind"), KINDS)
    def test_argument_is_taken_for_what_it_is(self, tmp_path, name, text, kind):
        (tmp_path / name).write_text(text)
        assert isinstance(source_of(str(tmp_path / name)), kind)

    def test_argument_that_is_nothing(self):
        with pytest.raises(SettingsError, match="neither an address"):
            source_of("no-such-file.html")

    def test_list_that_is_not_there(self, tmp_path):
        with pytest.raises(FetchError, match="cannot be read"):
            targets(UrlList(str(tmp_path / "none.txt")))

    def test_list_is_read_as_it_is_needed(self, tmp_path):
        (tmp_path / "urls.txt").write_text("".join(f"https://site.kz/{n}\n" for n in range(100_000)))

        async def first() -> str:
            async with Client() as client:
                async for target in UrlList(str(tmp_path / "urls.txt")).targets(client):
                    return target.address
            raise AssertionError

        assert asyncio.run(first()) == "https://site.kz/0"
