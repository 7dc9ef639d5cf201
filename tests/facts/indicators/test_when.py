"""The period each figure of a text takes, and what the ranker may choose from."""

import numpy as np
import pytest

from extractor import annotate, facts
from extractor.clean.plain import article_from_text
from extractor.documents import Facts
from extractor.facts.indicators.site import read_page
from extractor.facts.indicators.when import Calendar, read_calendar, readings, when_candidates
from extractor.facts.indicators.when_words import SORTS, load_words, sorts_of, words_about
from extractor.facts.text import between

# a text of 2021-11-18 and the periods of its figures, in order
GOLD = [
    ("В 2019 году в городе построили 40 школ.", ["2019"]),
    ("За январь–октябрь экспорт составил 12 млрд тенге, импорт — 7 млрд.", ["2021-01/2021-10"] * 2),
    ("В 2020 году добыто 5 млн тонн угля, в 2019 году — 4 млн тонн.", ["2020", "2019"]),
    ("К 2030 году долю туризма доведут до 8%.", ["2030"]),
    ("На 1 ноября в регистре состояло 310 тысяч пациентов.", ["2021-11-01"]),
    ("Высота плотины — 75 метров.", [None]),
]


def found_in(text: str) -> tuple[Calendar, Facts]:
    doc = annotate.annotate(article_from_text(text, language="ru", published_at="2021-11-18"))
    found = facts.find(doc)
    return read_calendar(read_page(doc, found.names, found.amounts, found.periods), found.periods), found


@pytest.mark.parametrize(("text", "expected"), GOLD)
def test_the_period_of_each_figure(text: str, expected: list[str | None]) -> None:
    assert [i.period for i in found_in(text)[1].indicators] == expected


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("За январь–октябрь выпустили 7 машин, годом ранее — 5 машин.", "2020-01/2020-10"),
        ("С сентября пали 412 коров.", "2021-09/2021-11"),
        ("К концу апреля выдали 7 млн сомов.", "2021-04"),
        ("Тариф вырастет на 8% с 1 января.", "2022-01-01"),
        ("В городе сегодня работают 5 школ.", "2021-11"),
    ],
)
def test_a_period_the_text_only_implies_is_offered(text: str, offered: str) -> None:
    calendar, _ = found_in(text)
    assert offered in [c.value for c in when_candidates(calendar, calendar.page.sites[-1])]


def test_no_period_is_offered_first_and_each_value_once() -> None:
    calendar, _ = found_in("В 2019 году построили 40 школ, в 2019 году закрыли 2 школы.")
    values = [c.value for c in when_candidates(calendar, calendar.page.sites[0])]
    assert values[0] is None and len(values) == len(set(values))


def test_a_mention_up_to_publication_gives_the_months_that_are_over() -> None:
    calendar, _ = found_in("С начала года построено 5 школ.")
    assert [v for v, _, _ in readings(calendar.spots[0][2], "2021-11-18")] == [
        "2021-01/2021-11",
        "2021",
        "2021-01/2021-10",
    ]


def test_counts_of_the_layout() -> None:
    layout = found_in("Цех выпустил 5 машин, а завод закрыл 2 цеха.")[0].layout
    assert between(layout.verbs, 0, len(layout.words)) == 2
    assert between(layout.commas, 0, layout.words.index("а")) == 1


def test_the_words_about_a_figure_decide_between_sorts() -> None:
    calendar, _ = found_in("Высота плотины — 75 метров.")
    likely = sorts_of(words_about(calendar, calendar.page.sites[0]), load_words())
    assert len(likely) == len(SORTS) and np.isclose(sum(likely), 1.0)
    assert likely[SORTS.index("none")] == max(likely)
