"""What is known of words in names: rates of habits, and a linear score where the corpus knows no more."""

import numpy as np
import pytest

from extractor.facts.indicators.habits import OFTEN, PRIOR, SEEN, Habits, habit_keys, load_habits, meaning

RATE = 0.2
KNOWN = {"w|добыч": (9, 10), "w|сообщ": (0, 500), "w|редко": (SEEN - 1, SEEN - 1)}


@pytest.fixture
def habits() -> Habits:
    return Habits(KNOWN, RATE, np.zeros(300))


def test_a_habit_is_its_rate_drawn_to_the_common_one_and_how_often_it_was_met(habits: Habits) -> None:
    row = habits([["w|добыч"]], ["добыча"])[0]
    assert row.tolist() == [(9 + PRIOR * RATE) / (10 + PRIOR), 10.0, 0.0]


def test_a_habit_met_seldom_or_never_is_the_common_rate(habits: Habits) -> None:
    rows = habits([["w|редко"], ["w|иное"]], ["редко", "иное"])
    assert rows.tolist() == [[RATE, 0.0, 0.0]] * 2


def test_a_habit_met_very_often_counts_no_more(habits: Habits) -> None:
    assert habits([["w|сообщ"]], ["сообщил"])[0, 1] == OFTEN


def test_words_alike_score_alike_whether_or_not_the_corpus_has_them() -> None:
    habits = Habits({}, RATE, meaning("экспорт"))
    export, imports, said = habits([[], [], []], ["экспорт", "импорт", "заявил"])[:, 0]
    assert export == pytest.approx(1.0) and export > imports > said


def test_a_vector_has_unit_length_even_for_a_word_that_is_none() -> None:
    assert np.linalg.norm(meaning("щхшъ")) == pytest.approx(1.0)


def test_each_word_has_one_key_of_each_sort() -> None:
    keys = habit_keys("добыч", None, ("s", "t", "соста"))
    assert len({key.split("|")[0] for key in keys}) == len(keys)


def test_the_shipped_habits_know_names_from_the_words_of_reporting() -> None:
    rows = load_habits()([["w|произ"], ["w|сообщ"]], ["производство", "сообщил"])
    assert rows[0, 0] > 2 * rows[1, 0]
