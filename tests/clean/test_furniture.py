"""Line rules: what is furniture, by which rule, and what is not."""

import pytest
from lxml import html

from extractor.clean.furniture import furniture_rule, tail_label
from extractor.clean.segments import Segment

# rule, - for a line of the article | line
GOLD = """
read_also      | Читайте также: Миллиардер продаёт дачу
read_also      | Читайте также
read_also      | Сондай-ақ оқыңыз: Қалада жаңа көпір салынды
read_also      | Read more: Bank cuts its rate
credit         | Фото: Аскар Лунёв / агентство «Объектив»
credit         | © Портал / Диана Ким
credit         | Сурет: Асхат Болатов
share_bar      | Поделиться Telegram WhatsApp Facebook
share_bar      | Бөлісу
service_words  | 731 просмотров
service_words  | 3 мин чтения
advert         | Реклама
advert         | Реклама. Окна «Тёплый дом»: скидка 25%
advert         | Жарнама
subscribe      | Подписывайтесь на наш Telegram-канал
subscribe      | 📲 Подпишитесь на нас в Instagram
subscribe      | Следите за новостями портала в:
subscribe      | Біздің Telegram арнамызға жазылыңыз
subscribe      | Sign up for our newsletter
notice         | Нашли ошибку? Выделите её и нажмите Ctrl+Enter
notice         | Мы используем файлы cookie, чтобы сайт работал быстрее.
notice         | Все права защищены. Перепечатка только со ссылкой.
about_line     | Теги: экономика, бюджет
about_line     | Опубликовано: 12.03.2024
about_line     | Источник: Вечерний тракт
embed          | Посмотреть эту публикацию в Instagram
embed          | A post shared by Diana
clock_or_date  | 17:42 (мск)
clock_or_date  | 12 марта
clock_or_date  | Сегодня, 17:42
clock_or_date  | 30 июля 2015, 14:05
counter        | 1 204
counter        | 17:42
counter        | 12.03.2024
meta_line      | 14:05, 17.08.2022 ¦ Агентство «Полярный круг»
meta_line      | Лидия Сурова · 3 марта 2021, 08:15
share_bar      | Telegram 12 WhatsApp 5
hashtags       | #Казахстан #новости_дня
ticker         | USD 498,17 EUR 541,06
-              | Фотографии завода показали на выставке, её открыл министр промышленности.
-              | Рекламу табака запретили в 2014 году.
-              | Источник в министерстве сообщил, что проект закона внесут осенью.
-              | По теме выступили 14 депутатов и министр финансов.
-              | Подписаться на новый выпуск облигаций смогли 12 тысяч граждан, сообщил брокер.
-              | Курс доллара составил 498,17 тенге.
-              | 12 марта 2024 года суд вынес приговор.
-              | Все новости завода теперь обсуждают на сходе.
-              | печать — 64;
-              | почта — 12,5
-              | 17 августа 2022 года ¦ Суд вынес приговор по делу о мосте.
-              | Автор проекта — архитектор Диана Ким.
-              | «Поделиться опытом приехали коллеги из Ташкента», — рассказала она.
"""

TAILS = ("Самое читаемое", "Комментарии (12)", "Соңғы жаңалықтар", "Most read:", "Новости партнёров")


def _line(text: str) -> Segment:
    return Segment(element=html.Element("p"), text=text, kind="paragraph")


@pytest.mark.parametrize(
    ("rule", "line"), [[c.strip().replace("¦", "|") for c in x.split("|")] for x in GOLD.strip().splitlines()]
)
def test_rule(rule: str, line: str) -> None:
    assert (furniture_rule(_line(line)) or "-") == rule


@pytest.mark.parametrize("line", TAILS)
def test_labels_of_what_stands_below(line: str) -> None:
    assert tail_label(_line(line))


def test_a_paragraph_is_never_furniture() -> None:
    assert furniture_rule(_line("Фото: " + "очень длинная подпись " * 30)) is None
