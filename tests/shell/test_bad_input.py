"""Nothing a page contains may crash the command: a one-line reason, no traceback, and the exit code says so."""

import pytest
from typer.testing import CliRunner

from cli import app

ARTICLE = "<p>" + "Акимат города сообщил о ремонте дорог и школ в новом году. " * 10 + "</p>"
BAD_PAGES = {
    "empty": b"",
    "blank": b" \n\t " * 100,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n" + bytes(range(256)) * 20,
    "no_article": b"<html><body><nav><a href='/'>home</a></nav></body></html>",
    "no_known_charset": bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x00, 0xFF, 0xFE, 0x01]) * 400,
    "fifty_megabytes": b"<html><body>" + ARTICLE.encode() * 52_000 + b"</body></html>",
    "zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256)) * 30,
    "png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30,
}


def one_line(text: str) -> bool:
    return text.startswith("extractor: ") and text.count("\n") == 1 and "Traceback" not in text


@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_page_without_an_article_gives_its_reason(name, tmp_path):
    page = tmp_path / f"{name}.html"
    page.write_bytes(BAD_PAGES[name])
    result = CliRunner().invoke(app, ["extract", str(page)])
    assert result.exit_code == 3
    assert one_line(result.stderr), result.stderr
    assert result.stdout == ""


def test_nesting_a_hundred_thousand_deep_neither_crashes_nor_hangs(tmp_path):
    page = tmp_path / "deep.html"
    page.write_bytes(b"<div>" * 100_000 + ARTICLE.encode() + b"</div>" * 100_000)
    result = CliRunner().invoke(app, ["extract", str(page)])
    assert (result.exit_code, result.stderr.count("Traceback")) in {(0, 0), (3, 0)}
    assert result.exit_code == 0 or one_line(result.stderr)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("https://no-such-host.invalid/a", "no-such-host.invalid"),
        ("http://127.0.0.1:9/a", "127.0.0.1"),
        ("missing.html", "missing.html"),
    ],
)
def test_a_source_that_cannot_be_had_is_named(source, says):
    result = CliRunner().invoke(app, ["extract", source])
    assert result.exit_code == 3
    assert one_line(result.stderr), result.stderr
    assert says in result.stderr


def test_a_wrong_option_is_a_usage_error():
    assert CliRunner().invoke(app, ["extract"]).exit_code == 2
    assert CliRunner().invoke(app, ["extract", "x.html", "--no-such-option"]).exit_code == 2
