"""By-lines and the people they name."""

import pytest

from extractor.clean.authors import people

# by-line as written | people; empty for none
GOLD = """
Диана Ким                                      | Диана Ким
Автор: Диана Ким                               | Диана Ким
Авторы: Пётр Зайцев, Е. Волобуева              | Пётр Зайцев; Е. Волобуева
Пётр Зайцев и Анна Левченко                    | Пётр Зайцев; Анна Левченко
Айгүл Серікқызы және Нұрлыбек Саматұлы         | Айгүл Серікқызы; Нұрлыбек Саматұлы
Мәтін: Нұрлыбек Саматұлы                       | Нұрлыбек Саматұлы
Диана Ким, d.kim@portal.example                | Диана Ким
Ольга Ким (Алматы)                             | Ольга Ким
Диана Ким. Фото: Аскар Лунёв                   | Диана Ким
By Jane Smith and Robert O'Neil                | Jane Smith; Robert O'Neil
Reporting by Jane Smith; editing by Rob Gale   | Jane Smith
Анна-Мария Ван дер Берг                        | Анна-Мария Ван дер Берг
Рашид Мамед оглы                               | Рашид Мамед оглы
INFORM KZ                                      |
Отдел статистики                               |
Экономический отдел                            |
Редакция                                       |
Пресс-служба акимата                           |
Азия-Ньюс                                      |
Reuters Staff                                  |
СтепьИнформ                                    |
ТАСС                                           |
Читать ещё                                     |
admin                                          |
"""


def _rows() -> list[tuple[str, tuple[str, ...]]]:
    lines = [line.split("|") for line in GOLD.strip().splitlines()]
    return [(a.strip(), tuple(n.strip() for n in b.split(";") if n.strip())) for a, b in lines]


@pytest.mark.parametrize(("byline", "names"), _rows())
def test_people(byline: str, names: tuple[str, ...]) -> None:
    assert people([byline]) == names


def test_the_publisher_is_no_author() -> None:
    assert people(["Вечерний Тракт"], publisher="Вечерний тракт") == ()


def test_each_once_in_order() -> None:
    assert people(["Диана Ким", "Пётр Зайцев", "Диана Ким"]) == ("Диана Ким", "Пётр Зайцев")
