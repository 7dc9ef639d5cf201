"""Language of a text."""

import pytest

from extractor.clean.language import detect_language, normal_code

GOLD = """
ru | Завод увеличил выпуск на 12 процентов, сообщили в министерстве, и это больше, чем за прошлый год.
kk | Зауыт өнім шығаруды 12 пайызға арттырды, деп хабарлады министрлік, бұл былтырғыдан көп.
kk | Zauyt önım şyğarudy 12 paiyzğa arttyrdy, dep habarlady ministrlık, bül byltyrğydan köp.
en | The plant raised its output by 12 percent, the ministry said, and it is more than last year.
ky | Завод өндүрүштү 12 пайызга көбөйттү деп билдирди министрлик, бул былтыркыдан көп жана жакшы.
uk | Завод збільшив випуск на 12 відсотків, повідомили в міністерстві, і це більше, ніж торік.
uz | Zavod ishlab chiqarishni 12 foizga oshirdi, deb xabar berdi vazirlik, bu o'tgan yilga qaraganda ko'p va yaxshi.
be | Завод павялічыў выпуск на 12 працэнтаў, паведамілі ў міністэрстве, і гэта больш, чым летась.
"""


@pytest.mark.parametrize(("code", "text"), [[c.strip() for c in x.split("|")] for x in GOLD.strip().splitlines()])
@pytest.mark.parametrize("hint", [None, "ru", "en-US"])
def test_text_wins_over_the_declared_language(code: str, text: str, hint: str | None) -> None:
    assert detect_language(text, hint) == code


def test_without_words_the_hint_is_all_there_is() -> None:
    assert detect_language("2024: 12,5", "kz-KZ") == "kk"
    assert detect_language("2024: 12,5") is None


def test_codes() -> None:
    assert [normal_code(c) for c in ("ru_RU", "kz-KZ", "Russian", "ua", "", "x-none")] == [
        "ru",
        "kk",
        "ru",
        "uk",
        None,
        None,
    ]
