"""Questions and answers: an interview is what somebody says, an explainer under questions is the journalist's."""

from extractor import annotate, facts
from extractor.clean.plain import article_from_text

INTERVIEW = """Сколько у вас коек?

У нас их 285, мы открыли новый корпус в мае.

Во сколько обошлась стройка?

Мы потратили шесть миллиардов, остальное нам дали спонсоры.

Что дальше?

Я хочу открыть отделение трансплантации."""

EXPLAINER = """Пять вопросов о новом поезде

Когда поедем?

Поезд отправится в марте, пообещал председатель правления Шерзод Абдурасулов.

Сколько стоит билет?

Эконом-класс стоит 420 тысяч сумов, бизнес-класс дороже.

Кому это выгодно?

Область приняла много туристов. «Рейсы окупятся за три года», — считает экономист Баходир Нишанов."""


def quotes_of(text: str, title: str | None = None) -> list[tuple[str, str]]:
    doc = annotate.annotate(article_from_text(text, title=title, language="ru", published_at="2025-03-03"))
    return [(q.speaker.text, q.words) for q in facts.find(doc).quotes if q.speaker is not None]


def test_answers_in_the_first_person_are_quotes_of_the_person_interviewed() -> None:
    found = quotes_of(INTERVIEW, "Мадина Исраилова: «Кадров хватает»")
    assert [speaker for speaker, _ in found] == ["Мадина Исраилова"] * 3
    assert found[0][1].startswith("У нас их 285")


def test_answers_that_say_who_says_them_are_no_quotes() -> None:
    assert quotes_of(EXPLAINER) == [("Баходир Нишанов", "Рейсы окупятся за три года")]
