"""Dictionary forms and nominative phrases. Gold: form, tag, features, lemma; phrase, nominative, singular."""

import pytest

from extractor import annotate
from extractor.annotate.morphology import inflect, lemmatize, nominative_phrase, nominative_singular
from extractor.clean.plain import article_from_text

LEMMAS = """
инвестиций    NOUN   Case=Gen|Number=Plur                       инвестиция
людей         NOUN   Case=Gen|Number=Plur                       человек
денег         NOUN   Case=Gen|Number=Plur                       деньги
торгов        NOUN   Case=Gen|Number=Plur                       торги
выборах       NOUN   Case=Loc|Number=Plur|Gender=Masc           выборы
голов         NOUN   Case=Gen|Gender=Fem|Number=Plur            голова
данных        NOUN   Case=Gen|Number=Plur                       данные
тенге         NOUN   Case=Gen|Number=Plur                       тенге
хаба          NOUN   Case=Gen|Gender=Masc|Number=Sing           хаб
счётов        NOUN   Case=Gen|Number=Plur                       счет
населённом    ADJ    Case=Loc|Gender=Masc|Number=Sing           населенный
подписанного  VERB   Case=Gen|Number=Sing|VerbForm=Part         подписать
больше        ADV    Degree=Cmp                                 больше
во            ADP    _                                          в
Кызылорде     PROPN  Case=Loc|Number=Sing                       кызылорда
Коннор        PROPN  Case=Nom|Gender=Masc|Number=Sing           коннор
Оспанулы      PROPN  Case=Nom|Gender=Masc|Number=Sing           оспанулы
Ахметжановой  PROPN  Case=Gen|Gender=Fem|Number=Sing            ахметжанов
ЕНПФ          PROPN  _                                          енпф
Жетісу        PROPN  Foreign=Yes                                жетісу
Brent         PROPN  Foreign=Yes                                brent
—             PUNCT  _                                          —
""".strip().splitlines()

PHRASES = """
объёма инвестиций в основной капитал | объём инвестиций в основной капитал | объём инвестиций в основной капитал
введённых в строй предприятий | введённые в строй предприятия | введённое в строй предприятие
национальных компаний страны | национальные компании страны | национальная компания страны
годовую инфляцию | годовая инфляция | годовая инфляция
государственного и частного секторов | государственный и частный секторы | государственный и частный сектор
производства и реализации молока | производство и реализация молока | производство и реализация молока
Министерства финансов | Министерство финансов | Министерство финансов
Национальным банком | Национальный банк | Национальный банк
премьер-министра Великобритании | премьер-министр Великобритании | премьер-министр Великобритании
бывшего министра культуры | бывший министр культуры | бывший министр культуры
персональных данных | персональные данные | персональные данные
наличных денег | наличные деньги | наличные деньги
детской смертностью | детская смертность | детская смертность
всех крупных городов | все крупные города | весь крупный город
экспорта нефти марки Brent | экспорт нефти марки Brent | экспорт нефти марки Brent
МИДа РК | МИД РК | МИД РК
ценам на платные услуги | цены на платные услуги | цена на платные услуги
15 предприятий | 15 предприятий | 15 предприятий
""".strip().splitlines()


@pytest.mark.parametrize("line", LEMMAS)
def test_lemma(line: str) -> None:
    form, pos, feats, lemma = line.split()
    assert lemmatize(form, pos, feats) == lemma


@pytest.mark.parametrize("line", PHRASES)
def test_nominative_phrase(line: str) -> None:
    phrase, nominative, singular = (part.strip() for part in line.split("|"))
    doc = annotate.annotate(article_from_text(phrase, language="ru"))
    assert nominative_phrase(list(doc)) == nominative
    assert nominative_phrase(list(doc), "Sing") == singular


def test_inflect() -> None:
    assert inflect("инвестиций", case="Nom", number="Sing") == "инвестиция"
    assert inflect("КазМунайГаза", case="Nom") == "КазМунайГаз"
    assert inflect("КОМПАНИЯМИ", case="Nom", number="Sing") == "КОМПАНИЯ"
    assert inflect("новая", case="Gen", gender="Masc") == "нового"
    assert inflect("евро", case="Gen", number="Plur") == "евро"
    assert inflect("отчёта", case="Nom") == "отчёт"
    assert inflect("Brent", case="Gen") == "Brent"


def test_nominative_singular() -> None:
    doc = annotate.annotate(article_from_text("Министр рассказал о подписанных соглашениях.", language="ru"))
    assert [nominative_singular(t) for t in doc][3:5] == ["подписанный", "соглашение"]


@pytest.mark.parametrize("word", ["", " ", "-" * 100, "а-" * 100, "ё", "а" * 100_000, "\u0301", "👍", "\x00", "–5"])
def test_no_word_fails(word: str) -> None:
    assert isinstance(lemmatize(word, "NOUN", "Case=Gen"), str)
    assert inflect(word, case="Nom", number="Plur") is not None
