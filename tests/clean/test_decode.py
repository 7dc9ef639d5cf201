"""Bytes to text, whatever the page says of itself."""

import pytest

from extractor.clean.decode import decode

RUSSIAN = "<p>Комитет по статистике сообщил: объём производства вырос на 9,2 процента, до 14 млрд тенге за год.</p>"
KAZAKH = "<p>Қазақстанда өнеркәсіп өндірісінің көлемі 9,2 пайызға өсті, деп хабарлады Ұлттық статистика бюросы.</p>"
CODE_PAGES = ("cp1251", "koi8-r", "cp866", "iso-8859-5")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("encoding", CODE_PAGES + UNICODE)
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "koi8-r", "iso-8859-1", "no-such-charset"])
def test_the_words_decide(encoding: str, declared: str | None) -> None:
    header = f"text/html; charset={declared}" if declared else None
    assert decode((RUSSIAN * 3).encode(encoding), header) == RUSSIAN * 3


@pytest.mark.parametrize("encoding", UNICODE)
def test_kazakh(encoding: str) -> None:
    assert decode(KAZAKH.encode(encoding), "text/html; charset=windows-1251") == KAZAKH


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_a_wrong_meta_tag_loses(quote: str) -> None:
    page = f"<meta charset={quote}koi8-r{quote}>" + RUSSIAN
    assert decode(page.encode("cp1251")) == page


def test_typographic_signs_of_windows_1251() -> None:
    page = "<p>«Рост — 9,2 %», — сообщил завод № 5… Подробнее — в отчёте за год.</p>"
    assert decode(page.encode("cp1251")) == page


def test_western_charset_by_its_declaration() -> None:
    page = "<p>Le café coûte 4 € à Zürich, a déclaré le président.</p>"
    assert decode(page.encode("cp1252"), "text/html; charset=iso-8859-1") == page


def test_a_few_broken_characters_do_not_lose_utf_8() -> None:
    broken = (RUSSIAN * 10).encode() + b"\xd0"
    assert decode(broken) == RUSSIAN * 10
