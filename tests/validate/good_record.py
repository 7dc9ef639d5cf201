"""A record by hand that uses everything the schema has; the bad records of these tests are changes to it."""

from __future__ import annotations

from typing import Any

BLOCKS = (
    ("title", "Алматы назвали локомотивом", None),
    ("lead", "Доля индустрии выросла до 9–11%.", None),
    ("paragraph", "Аким Алматы Ерлан Омаров сообщил, что вложено 513 млн тенге (1,1 млн долларов) в 2023 году.", None),
    ("quote", "Мы построим две трети дорог к 2029 году.", "Ерлан Омаров, аким"),
    ("paragraph", "Бюро статистики насчитало около 17 предприятий на 100 тыс. жителей, рост в 2,3 раза с 7.", None),
    ("paragraph", "Добыто 5 млн т, на 0,5 п. п. больше.", None),
)


class _Layout:
    """The article's text and blocks, and spans found in it by their words."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[dict[str, Any]] = []
        for kind, words, line in BLOCKS:
            self.text += "\n\n" if self.text else ""
            start = len(self.text)
            self.text += words
            block: dict[str, Any] = {"kind": kind, "start": start, "end": len(self.text), "attribution": None}
            if line:
                self.text += f"\n{line}"
                block["attribution"] = {"start": len(self.text) - len(line), "end": len(self.text), "text": line}
            self.blocks.append(block)

    def span(self, words: str, nth: int = 1) -> dict[str, Any]:
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return {"start": start, "end": start + len(words), "text": words}

    def evidence(self, words: str, rule: str) -> dict[str, Any]:
        return {**self.span(words), "rule": rule}


def _amount(ident: str, kind: str, value: str | None, evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("low", "high", "unit", "unit_text", "per", "equivalent_to"))
    return {"id": ident, "kind": kind, "value": value, "comparator": "=", **empty, **more, "evidence": evidence}


def _indicator(ident: str, name: str, amount: str, evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("base", "period", "period_ref", "period_relation", "change", "attributed_to"))
    fields = {"id": ident, "name": name, "about": [], "amount": amount, "status": "actual"}
    return {**fields, **empty, **more, "evidence": evidence}


def good_record() -> dict[str, Any]:
    """The record, new each time."""
    at = _Layout()
    role = {"title": "аким", "institution": None, "place": "l1", "of_text": "Алматы", "former": False, "acting": False}
    other = role | {"title": "глава", "institution": "o1", "place": None, "of_text": None, "former": True}
    return {
        "schema_version": "1.0.0",
        "id": "0123456789abcdef",
        "article": {
            "url": "https://news.example/1", "canonical_url": "https://news.example/1", "publisher": "Вестник",
            "title": BLOCKS[0][1], "lead": BLOCKS[1][1], "authors": ["Динара Ким"],
            "published_at": "2023-10-12T17:42:00+06:00", "modified_at": None, "language": "ru", "section": "Экономика",
            "tags": ["город"], "text": at.text, "blocks": at.blocks,
        },
        "people": [
            {
                "id": "p1", "key": "ерлан омаров", "name": "Ерлан Омаров", "given": "Ерлан", "patronymic": None,
                "family": "Омаров",
                "roles": [
                    {**role, "evidence": at.evidence("Аким Алматы", "title_before_name")},
                    {**other, "evidence": at.evidence("аким", "attribution_line")},
                ],
                "mentions": [at.span("Ерлан Омаров"), at.span("Ерлан Омаров", 2)],
            }
        ],
        "institutions": [
            {"id": "o1", "key": "бюро статистики", "name": "Бюро статистики", "kind": "government", "aliases": ["Бюро"],
             "place": "l1", "mentions": [at.span("Бюро статистики")]}
        ],
        "places": [{"id": "l1", "key": "алматы", "name": "Алматы", "kind": "city", "mentions": [at.span("Алматы")]}],
        "amounts": [
            _amount("a1", "percent", None, at.evidence("9–11%", "range"), low="9", high="11", unit="%"),
            _amount("a2", "money", "513000000", at.evidence("513 млн тенге", "money"), unit="KZT", unit_text="тенге"),
            _amount("a3", "money", "1100000", at.evidence("1,1 млн долларов", "money"), unit="USD", equivalent_to="a2"),
            _amount("a4", "fraction", "2/3", at.evidence("две трети", "fraction")),
            _amount("a5", "count", "17", at.evidence("около 17 предприятий", "count"), comparator="~",
                    unit_text="предприятие", per={"value": "100000", "unit": None, "unit_text": "житель"}),
            _amount("a6", "multiple", "2.3", at.evidence("в 2,3 раза", "multiple"), unit="{times}"),
            _amount("a7", "count", "7", at.evidence("7.", "count"), unit_text="предприятие"),
            _amount("a8", "measure", "5000000", at.evidence("5 млн т", "measure"), unit="t", unit_text="тонна",
                    per={"value": "1", "unit": "a", "unit_text": "год"}),
            _amount("a9", "percentage_point", "0.5", at.evidence("0,5 п. п.", "points"), unit="pp"),
        ],
        "periods": [
            {"id": "t1", "value": "2023", "evidence": at.evidence("2023 году", "year")},
            {"id": "t2", "value": "2029", "evidence": at.evidence("2029 году", "year")},
        ],
        "indicators": [
            _indicator("i1", "доля индустрии", "a1", at.evidence("Доля индустрии выросла", "level"), base="ВВП",
                       about=["l1"], period="2023", status="forecast"),
            _indicator("i2", "вложения", "a2", at.evidence("вложено 513 млн тенге", "verb"), about=["l1", "o1", "p1"],
                       period="2023", period_ref="t1", period_relation="in", attributed_to="p1"),
            _indicator("i3", "доля построенных дорог", "a4", at.evidence("две трети дорог", "share"), period="2029",
                       period_ref="t2", period_relation="by", status="planned"),
            _indicator("i4", "число предприятий", "a6", at.evidence("рост в 2,3 раза", "change"), attributed_to="o1",
                       change={"direction": "increase", "from_amount": "a7", "since": "2022-01/2022-12"}),
        ],
        "quotes": [
            {"id": "q1", "text": BLOCKS[3][1], "speaker": "p1", "kind": "direct",
             "evidence": at.evidence(BLOCKS[3][1], "block_quote")}
        ],
        "warnings": ["no lead on the page"],
        "provenance": {
            "extractor": "0.1.0", "models": {"slovnet": "0.6.0"}, "fetched_at": "2023-10-12T12:00:00Z",
            "source": "https://news.example/1", "html_sha256": "0" * 64, "clean": "json-ld",
        },
    }  # fmt: skip
