"""Names from their case forms back to the nominative."""

from __future__ import annotations

import pytest

from extractor.resolve.declension import family_candidates, family_nominative, given_nominative

FAMILIES = """
Сагинтаева Gen m Сагинтаев
Шариповой Ins f Шарипова
Джаявардены Gen m Джаявардена
Брандтом Ins m Брандт
Сатыбалды Gen m Сатыбалды
Есеналы Gen f Есеналы
Лич Gen f Лич
Лоренцетти Gen f Лоренцетти
Кузьменко Acc m Кузьменко
Шевчука-Левицкого Gen m Шевчук-Левицкий
Пономарь Gen f Пономарь
Пономаря Gen m Пономарь
Гогиберидзе Dat f Гогиберидзе
Хасиной Dat f Хасина
Тауасара Gen m Тауасар
Цоем Ins m Цой
Зориной Ins f Зорина
Ковальских Gen f Ковальских
Бережной Ins f Бережная
Иванов Nom m Иванов
"""
GIVEN = """
Фарзоной Ins f Фарзона
Дилшоду Dat m Дилшод
Ранила Gen m Ранил
Актоты Gen f Актоты
Акмаля Gen m Акмаль
Кэнту Acc m Кэнта
Евы Gen f Ева
Толгонай Gen f Толгонай
Ераслана Gen m Ераслан
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize(("form", "case", "gender", "nominative"), rows(FAMILIES))
def test_family_names(form: str, case: str, gender: str, nominative: str) -> None:
    assert family_nominative(form, case, gender) == nominative


@pytest.mark.parametrize(("form", "case", "gender", "nominative"), rows(GIVEN))
def test_given_names(form: str, case: str, gender: str, nominative: str) -> None:
    assert given_nominative(form, case, gender) == nominative


def test_forms_of_one_family_name_share_a_candidate() -> None:
    assert family_candidates("Иванова") & family_candidates("Ивановым")
    assert not family_candidates("Иванова") & family_candidates("Петрова")


@pytest.mark.parametrize("word", ["", "а", "-", "--", "’", "Q" * 500, "ы" * 300, "а-" * 200])
def test_no_string_makes_them_fail(word: str) -> None:
    assert isinstance(family_nominative(word, "Gen", "m"), str)
    assert isinstance(given_nominative(word, "Ins", "f"), str)
