"""Every gold line of names, institutions, places and roles holds."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("gold_lines", Path(__file__).with_name("gold_lines.py"))
assert _spec is not None and _spec.loader is not None
gold = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(gold)


@pytest.mark.parametrize(("text", "expected"), gold.gold_lines("names_ru.txt"))
def test_people_are_named_in_the_nominative(text: str, expected: list[list[str]]) -> None:
    assert sorted(p.name for p in gold.record_of(text).people) == sorted(item[0] for item in expected)


@pytest.mark.parametrize(("text", "expected"), gold.gold_lines("institutions_ru.txt"))
def test_institutions_are_named_in_the_nominative(text: str, expected: list[list[str]]) -> None:
    found = [{i.name, *i.aliases} for i in gold.record_of(text).institutions]
    assert len(found) == len(expected), found
    for item in expected:
        assert any(item[0] in names for names in found), found


@pytest.mark.parametrize(("text", "expected"), gold.gold_lines("places_ru.txt"))
def test_places_have_name_and_kind(text: str, expected: list[list[str]]) -> None:
    found = {(p.name, p.kind) for p in gold.record_of(text).places}
    assert {tuple(item) for item in expected} <= found


@pytest.mark.parametrize(("text", "expected"), gold.gold_lines("roles_ru.txt"))
def test_roles_have_person_title_and_body(text: str, expected: list[list[str]]) -> None:
    found = {(p.name, r.title, r.of_text or "-") for p in gold.record_of(text).people for r in p.roles}
    assert {tuple(item) for item in expected} <= found
