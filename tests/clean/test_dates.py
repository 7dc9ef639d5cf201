"""Dates as readers see them, machine stamps, addresses, and the offset of a medium."""

from datetime import date

import pytest

from extractor.clean.dates import (
    Moment,
    country_of_host,
    country_of_locale,
    country_of_text,
    date_in_url,
    offset_of,
    parse_stamp,
    parse_visible,
)

ANCHOR = Moment(date(2024, 9, 20))

# as written | in Kazakhstan, read on 20 September 2024; - for no date
VISIBLE = """
Сегодня, 17:42                         | 2024-09-20T17:42:00+05:00
Вчера в 09:05                          | 2024-09-19T09:05:00+05:00
Бүгін, 08:15                           | 2024-09-20T08:15:00+05:00
Кеше 21:30                             | 2024-09-19T21:30:00+05:00
30 июля 2015, 14:05                    | 2015-07-30T14:05:00+06:00
19 қыркүйек                            | 2024-09-19
19 қыркүйек, 11:20                     | 2024-09-19T11:20:00+05:00
28 декабря, 10:00                      | 2023-12-28T10:00:00+06:00
09.04.2026 · 15:37                     | 2026-04-09T15:37:00+05:00
15:37 09.04.2026                       | 2026-04-09T15:37:00+05:00
17.04.24 10:00                         | 2024-04-17T10:00:00+05:00
12-04-2024 10:00                       | 2024-04-12T10:00:00+05:00
2024 жылғы 17 сәуір 10:15              | 2024-04-17T10:15:00+05:00
Жаңартылды: 3 ақпан 2022 / 12:01       | 2022-02-03T12:01:00+06:00
19 Qyrküiek, 2023                      | 2023-09-19
1 мая 2023 г. в 8:07                   | 2023-05-01T08:07:00+06:00
12 нояб. 2022 18:30                    | 2022-11-12T18:30:00+06:00
Пн, 12 марта 2018, 10:15:20            | 2018-03-12T10:15:00+06:00
2021-11-03 16:05                       | 2021-11-03T16:05:00+06:00
July 5, 2024 5:30 PM                   | 2024-07-05T17:30:00+05:00
5 Mar 2024, 12:05 a.m.                 | 2024-03-05T00:05:00+05:00
5th July 2024                          | 2024-07-05
29 февраля 2024, 23:59                 | 2024-02-29T23:59:00+06:00
1 марта 2024, 00:01                    | 2024-03-01T00:01:00+05:00
31 февраля 2020                        | -
Опубликовано 3 дня назад               | -
Телефон: 8-727-12-10-42                | -
17:42                                  | -
"""

# stamp | country | ISO 8601
STAMPS = """
2024-05-14T09:30:00+05:00        | kz | 2024-05-14T09:30:00+05:00
2024-05-14T04:30:00Z             | kz | 2024-05-14T09:30:00+05:00
2021-11-03T10:05:00+00:00        | kz | 2021-11-03T16:05:00+06:00
2024-05-14T09:30:00.000+0500     | kz | 2024-05-14T09:30:00+05:00
20250520T1800                    | ru | 2025-05-20T18:00:00+03:00
2024-05-14 09:30                 | uz | 2024-05-14T09:30:00+05:00
2024-05-14 09:30                 |    | 2024-05-14T09:30:00
Tue, 14 May 2024 09:30:00 +0300  | ru | 2024-05-14T09:30:00+03:00
1715668200                       | kz | 2024-05-14T11:30:00+05:00
1715668200000                    | kz | 2024-05-14T11:30:00+05:00
20240514                         | kz | 2024-05-14
2024-05-14T25:30:00              | kz | 2024-05-14
2024-13-14                       | kz | -
вчера                            | kz | -
"""

# country | day | offset
OFFSETS = """
kz      | 2024-02-29 | +06:00
kz      | 2024-03-01 | +05:00
kz-west | 2023-06-15 | +05:00
ru      | 2014-10-25 | +04:00
ru      | 2014-10-26 | +03:00
kg      | 2026-01-01 | +06:00
ua      | 2021-03-27 | +02:00
ua      | 2021-03-28 | +03:00
ua      | 2021-10-30 | +03:00
ua      | 2021-10-31 | +02:00
xx      | 2021-10-31 | -
"""

HOSTS = """
https://www.zakon.kz/6001561-almaty.html  | kz
https://kursiv.media/news/                | kz
https://uz.kursiv.media/news/             | uz
https://lenta.ru/news/2020/08/07/         | ru
https://kaktus.kg/a                       | kg
https://pravda.com.ua/a                   | ua
https://portal.example/ru/news            | -
"""

TEXTS = """
БИШКЕК, 20 мая — Парламент принял бюджет.                                        | kg
АКТАУ. В порту построят причал.                                                  | kz-west
ATYRAU, Kazakhstan — A plant will open in 2027.                                  | kz-west
TASHKENT — Exports grew.                                                         | uz
КИЕВ, 12 октября — Кабинет министров повысил тарифы.                             | ua
Акимат Алматы выделил 3 млрд тенге, рассказал аким.                              | kz
Экспорт вырос на 12 процентов.                                                   | -
В Казахстане и России обсудили тариф: тенге и рубль, Астана и Москва.            | -
"""


def _rows(gold: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in gold.strip().splitlines()]


@pytest.mark.parametrize(("text", "iso"), _rows(VISIBLE))
def test_as_readers_see_it(text: str, iso: str) -> None:
    moment = parse_visible(text, ANCHOR)
    assert (moment.iso("kz") if moment else "-") == iso


@pytest.mark.parametrize("text", ["Сегодня, 17:42", "19 қыркүйек"])
def test_without_an_anchor_the_clock_is_not_asked(text: str) -> None:
    assert parse_visible(text, None) is None


@pytest.mark.parametrize(("stamp", "country", "iso"), _rows(STAMPS))
def test_stamp(stamp: str, country: str, iso: str) -> None:
    moment = parse_stamp(stamp)
    assert (moment.iso(country or None) if moment else "-") == iso


@pytest.mark.parametrize(("country", "day", "offset"), _rows(OFFSETS))
def test_offset(country: str, day: str, offset: str) -> None:
    assert (offset_of(country, date.fromisoformat(day)) or "-") == offset


@pytest.mark.parametrize(("url", "country"), _rows(HOSTS))
def test_country_by_address(url: str, country: str) -> None:
    assert (country_of_host(url) or "-") == country


@pytest.mark.parametrize(("text", "country"), _rows(TEXTS))
def test_country_by_text(text: str, country: str) -> None:
    assert (country_of_text(text) or "-") == country


def test_country_by_locale() -> None:
    locales = ("ru-KZ", "kk_KZ", "ru-RU", "en-US", "ru", "uz-UZ", None)
    assert [country_of_locale(x) for x in locales] == ["kz", "kz", None, None, None, None, None]


def test_date_in_address() -> None:
    assert date_in_url("https://x.example/2021/11/03/a") == Moment(date(2021, 11, 3))
    assert date_in_url("https://x.example/a-29042025-b") == Moment(date(2025, 4, 29))
    assert date_in_url("https://x.example/6001561-almaty.html") is None
