"""How a name is put together: the words around an amount, the phrases joined to a candidate, the last ranking."""

import numpy as np
import pytest

from extractor import annotate
from extractor.clean.plain import article_from_text
from extractor.facts.amounts import find_amounts
from extractor.facts.indicators.join import Likely, joined
from extractor.facts.indicators.names import best_name, choice_of, likely_of, load_models, words_of
from extractor.facts.indicators.naming import Candidate
from extractor.facts.indicators.site import Page, read_page
from extractor.facts.indicators.stems import stems
from extractor.facts.indicators.words import word_habits
from extractor.facts.periods import find_periods

SCHOOLS = "В Казани на карантин по кори закрыли 36 классов."


def page_of(text: str) -> Page:
    doc = annotate.annotate(article_from_text(text, language="ru", published_at="2025-03-03"))
    periods = tuple(find_periods(doc))
    return read_page(doc, (), find_amounts(doc, (), periods), periods)


def test_stems_leave_prepositions_aside_and_count_repeats() -> None:
    assert stems("расходы на ремонт школ и школы") == {"расхо": 1, "ремон": 1, "школ": 1, "школы": 1}


def test_the_words_around_an_amount_are_those_of_its_sentence_and_of_its_candidates() -> None:
    page = page_of(SCHOOLS)
    choice = choice_of(page, page.sites[0], [])
    assert choice is not None
    words, rows = words_of(choice, load_models().first.score(choice.rows))
    found = {w.stem for w in words}
    assert {"казан", "каран", "кори", "класс", "число"} <= found
    assert "36" not in found
    assert len(rows) == len(words)


def test_word_probabilities_lie_between_none_and_one_and_the_counted_noun_is_likely() -> None:
    page = page_of(SCHOOLS)
    choice = choice_of(page, page.sites[0], [])
    assert choice is not None
    models = load_models()
    words, rows = words_of(choice, models.first.score(choice.rows))
    known = models.habits(*word_habits(choice.site, words))
    likely = likely_of(words, models.words.score(np.hstack([rows, known])))
    assert all(0 < p < 1 for p in likely.of.values())
    assert likely.of["класс"] > 0.5
    assert likely.total == pytest.approx(sum(likely.of.values()))


def test_agreement_is_the_expected_token_f1() -> None:
    likely = Likely({"цена": 1.0, "нефти": 1.0, "брент": 0.0}, 2.0)
    assert likely.agreement(likely.worth("цена нефти")) == 1.0
    assert likely.agreement(likely.worth("цена")) == pytest.approx(2 / 3)
    assert likely.agreement(likely.worth("брент")) == 0.0
    assert likely.agreement(likely.worth("и")) == 0.0


def test_a_phrase_apart_from_the_candidate_is_joined_where_its_words_are_likely() -> None:
    page = page_of(SCHOOLS)
    noun = Candidate("классы", "counted_noun", page.sites[0].end - 1)
    names = joined(page, page.sites[0], 0, [noun], [], Likely({"класс": 1.0, "каран": 0.9, "кори": 0.9}, 2.8))
    assert [n.name for n in names][:2] == ["классы", "классы на карантин по кори"]


def test_nothing_unlikely_is_joined() -> None:
    page = page_of(SCHOOLS)
    noun = Candidate("классы", "counted_noun", page.sites[0].end - 1)
    names = joined(page, page.sites[0], 0, [noun], [], Likely({"класс": 1.0}, 1.0))
    assert [n.name for n in names] == ["классы"]


def test_no_genitive_follows_a_preposition() -> None:
    page = page_of("В Казани плата за проезд у студентов выросла до 30 рублей.")
    fare = Candidate("плата за проезд", "subject", 2)
    names = joined(page, page.sites[0], 0, [fare], [], Likely({"плата": 1.0, "проез": 1.0, "студе": 0.9}, 2.9))
    assert "плата за проезд студентов" not in {n.name for n in names}


def test_a_name_comes_with_how_sure_it_is() -> None:
    page = page_of(SCHOOLS)
    named = best_name(page, page.sites[0], [])
    assert named is not None
    assert 0 < named.confidence < 1
