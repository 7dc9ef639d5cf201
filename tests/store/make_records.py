"""Synthetic records for tests and benchmarks of the store: valid in schema and meaning, the same for the same number.

python tests/store/make_records.py 10000 records.jsonl.zst
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator
from typing import Any

from extractor.records import Record

GIVEN = ["Айгуль", "Ерлан", "Марат", "Динара", "Сергей", "Ольга", "Нурлан", "Асель", "Виктор", "Жанна", "Тимур", "Алия"]
FAMILY = [
    "Серикова",
    "Омаров",
    "Петренко",
    "Ким",
    "Нуржанова",
    "Ахметов",
    "Волкова",
    "Сатпаев",
    "Юсупов",
    "Цой",
    "Лебедева",
    "Абдиров",
    "Мусин",
    "Рахимов",
]
TITLES = ("министр", "аким", "директор", "председатель правления", "главный экономист", "ректор", "пресс-секретарь")
BODIES = (
    ("Министерство труда", "government"), ("Нацбанк", "government"), ("Казстройинвест", "company"),
    ("Степной университет", "university"), ("Палата предпринимателей", "other"), ("Степная энергия", "company"),
    ("Всемирный банк", "international"), ("Бюро статистики", "government"), ("Горводоканал", "company"),
)  # fmt: skip
LONG_KEYS = {"Нацбанк": "национальный банк"}  # as resolve spells out short forms
PLACES = (
    ("Алматы", "city"), ("Астана", "city"), ("Казахстан", "country"), ("Шымкент", "city"), ("Караганда", "city"),
    ("Актау", "city"), ("Костанайская область", "region"), ("Узбекистан", "country"), ("Павлодар", "city"),
)  # fmt: skip
# name, kind, unit, unit_text, words after the number, factor to base units
MEASURED = (
    ("объём инвестиций", "money", "KZT", "тенге", "млрд тенге", 10**9),
    ("экспорт", "money", "USD", "доллар", "млн долларов", 10**6),
    ("уровень безработицы", "percent", "%", None, "%", 1),
    ("занятость населения", "percent", "%", None, "%", 1),
    ("число предприятий", "count", None, "предприятие", "тыс. предприятий", 1000),
    ("добыча нефти", "measure", "t", "тонна", "млн тонн", 10**6),
    ("площадь посевов", "measure", "har", "гектар", "тыс. гектаров", 1000),
    ("доля креативной индустрии", "percent", "%", None, "%", 1),
)
PUBLISHERS = ("Степной вестник", "Деловой Алатау", "Каспий Инфо", "Хроника дня")
STATUSES = ("actual", "actual", "actual", "planned", "forecast", "target")


class _Text:
    """An article's text as it grows, block by block."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[dict[str, Any]] = []

    def block(self, kind: str) -> None:
        self.text += "\n\n" if self.text else ""
        self.blocks.append({"kind": kind, "start": len(self.text), "end": len(self.text)})

    def add(self, words: str) -> dict[str, Any]:
        start = len(self.text)
        self.text += words
        self.blocks[-1]["end"] = len(self.text)
        return {"start": start, "end": len(self.text), "text": words}


def record_dict(number: int, version: int = 1) -> dict[str, Any]:
    """The record of one made-up article as JSON values; another ``version`` is the article after a correction."""
    pick = random.Random(number)
    later = random.Random(number * 1000 + version)  # what a correction changes
    article = _Text()
    people, bodies, places, amounts, periods, indicators, quotes = ([] for _ in range(7))

    article.block("title")
    place_names = pick.sample(PLACES, 3)
    for n, (name, kind) in enumerate(place_names, 1):
        mention = article.add(name)
        places.append({"id": f"l{n}", "key": name.lower(), "name": name, "kind": kind, "mentions": [mention]})
        article.add(", " if n < 3 else ": итоги года")
    for n, (name, kind) in enumerate(pick.sample(BODIES, 3), 1):
        article.block("paragraph")
        mention = article.add(name)
        body = {
            "id": f"o{n}",
            "key": LONG_KEYS.get(name, name.lower()),
            "name": name,
            "kind": kind,
            "aliases": [],
            "place": "l1",
        }
        bodies.append({**body, "mentions": [mention]})
        given, family, title = pick.choice(GIVEN), pick.choice(FAMILY), pick.choice(TITLES)
        article.add(" представляет ")
        said = article.add(title)
        article.add(" ")
        name = f"{given} {family}"
        mentions = [article.add(name)]
        article.add(". ")
        mentions.append(article.add(family))
        article.add(" сообщил: «")
        quote = article.add(f"В {pick.randint(2020, 2026)} году работа шла по плану номер {pick.randint(1, 900)}")
        article.add("».")
        role = {"title": title, "institution": f"o{n}", "place": None, "of_text": body["name"], "former": False}
        role |= {"acting": False, "evidence": {**said, "rule": "title_before_name"}}
        parts = {"given": given, "patronymic": None, "family": family}
        key = " ".join(sorted(f"{family} {given}".lower().replace("ё", "е").split()))
        if key not in {person["key"] for person in people}:
            ident = f"p{len(people) + 1}"
            people.append({"id": ident, "key": key, "name": name, **parts, "roles": [role], "mentions": mentions})
        speaker = next(person["id"] for person in people if person["key"] == key)
        evidence = {**quote, "rule": "verb_before_quote"}
        quotes.append(
            {"id": f"q{n}", "text": quote["text"], "speaker": speaker, "kind": "direct", "evidence": evidence}
        )
    for n, (name, kind, unit, unit_text, words, factor) in enumerate(pick.sample(MEASURED, 6), 1):
        article.block("paragraph")
        year = str(pick.randint(2019, 2026))
        article.add("В ")
        when = article.add(f"{year} году")
        article.add(f" {name} составил ")
        figure = (later if n == 1 else pick).randint(1, 99)
        stated = article.add(f"{figure} {words}" if words != "%" else f"{figure}%")
        article.add(".")
        periods.append({"id": f"t{n}", "value": year, "evidence": {**when, "rule": "year"}})
        amount = {"id": f"a{n}", "kind": kind, "value": str(figure * factor), "low": None, "high": None}
        amount |= {"comparator": "=", "unit": unit, "unit_text": unit_text, "per": None, "equivalent_to": None}
        amounts.append({**amount, "evidence": {**stated, "rule": "number_unit"}})
        indicator = {"id": f"i{n}", "name": name, "base": None, "about": [pick.choice(("l1", "l2", "l3"))]}
        indicator |= {"amount": f"a{n}", "period": year, "period_ref": f"t{n}", "period_relation": "in"}
        indicator |= {"status": pick.choice(STATUSES), "change": None, "attributed_to": pick.choice((None, "o1"))}
        indicators.append({**indicator, "evidence": {**stated, "rule": "subject_verb_amount"}})
    url = f"https://news.example/{number}"
    day = f"2026-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}T{pick.randint(0, 23):02}:30:00+05:00"
    return {
        "schema_version": "1.0.0",
        "id": hashlib.sha256(url.encode()).hexdigest()[:16],
        "article": {
            "url": url, "canonical_url": url, "publisher": pick.choice(PUBLISHERS),
            "title": article.text[: article.blocks[0]["end"]], "lead": None, "authors": [], "published_at": day,
            "modified_at": None, "language": "ru", "section": "Экономика", "tags": ["итоги"], "text": article.text,
            "blocks": [{**block, "attribution": None} for block in article.blocks],
        },
        "people": people, "institutions": bodies, "places": places, "amounts": amounts, "periods": periods,
        "indicators": indicators, "quotes": quotes, "warnings": [],
        "provenance": {"extractor": "0.1.0", "models": {"slovnet": "0.6.0"}, "fetched_at": None, "source": url,
                       "html_sha256": None, "clean": "json-ld"},
    }  # fmt: skip


def make_records(count: int, first: int = 0, version: int = 1) -> Iterator[Record]:
    """Records number ``first`` to ``first + count - 1``."""
    for number in range(first, first + count):
        yield Record.model_validate(record_dict(number, version))


if __name__ == "__main__":
    from extractor.store.jsonl import JsonlWriter

    with JsonlWriter(sys.argv[2]) as writer:
        for record in make_records(int(sys.argv[1])):
            writer.put(record)
