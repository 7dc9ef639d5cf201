"""Keys of institutions: those that resolve builds from the names a record gives, and no others."""

import pytest
from good_record import good_record

from extractor.validate import check


def key_faults(key: str, name: str, aliases: tuple[str, ...] = (), place: str | None = None) -> list[str]:
    record = good_record()
    record["institutions"][0] |= {"key": key, "name": name, "aliases": list(aliases)}
    if place:
        record["places"][0] |= {"name": place, "key": place.lower()}
    return [wrong.right for wrong in check(record) if wrong.pointer == "/institutions/0/key"]


@pytest.mark.parametrize(
    ("key", "name", "aliases", "place"),
    [
        (
            "национальный банк казахстан",
            "Нацбанк Казахстана",
            (),
            None,
        ),  # a short form spelt out, the place that ends it
        ("казстройинвест", "ТОО «Казстройинвест»", (), None),  # legal form and quotation marks left out
        ("заречный", "завод «Заречный»", (), None),  # what stands in the quotation marks
        ("счетная палата", "Счётная палата", (), None),  # ё as е
        ("министерство труда", "Минтруда", ("Министерство труда",), None),  # an alias
        ("министерство труда казахстан", "Министерство труда", (), "Казахстан"),  # the place the article names
    ],
)
def test_a_key_that_a_name_gives(key, name, aliases, place):
    assert key_faults(key, name, aliases, place) == []


@pytest.mark.parametrize(
    ("key", "name", "right"),
    [
        ("министерство", "Министерство труда", "министерство труда"),
        ("нацбанк", "Нацбанк", "национальный банк"),
        ("тоо казстройинвест", "ТОО «Казстройинвест»", "казстройинвест"),
        ("министерство труда узбекистан", "Министерство труда", "министерство труда"),
    ],
)
def test_a_key_that_no_name_gives(key, name, right):
    (said,) = key_faults(key, name)
    assert said.endswith(f"folded: {right!r}")
