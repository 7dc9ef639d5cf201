"""Line filters: small named rules that tell a page's furniture from its article, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from extractor.clean.dates import Moment, parse_visible
from extractor.clean.segments import Segment
from extractor.clean.wordlists import words

_WORD = re.compile(r"[\w$€₽.+-]+")
_TIME_ONLY = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s*\(?(?:мск|msk|gmt|utc)\)?)?")
_COUNTER = re.compile(r"[\d\s.,:+|/·•()KkКк-]*")
_HASHTAGS = re.compile(r"(?:#[\w-]+[\s,;|·]*)+")
_RATE = re.compile(r"[a-zа-я$€₽]{1,6}\s*[:/—–-]?\s*[+-]?\d+[.,]\d+")

_PRICED = re.compile(r"[—–] ?\d|;$")
_LETTERS = re.compile(r"[^\W\d_]+")
_EYE_CATCHERS = "\u2757\u26a1\ufe0f\u2705\U0001f4f2\U0001f449\U0001f514 "
"""Signs before an invitation: ❗⚡✅📲👉🔔."""
_ANY_DAY = Moment(date(2020, 6, 15))

Rule = Callable[[Segment], bool]


def read_also(segment: Segment) -> bool:
    """«Читайте также: Миллиардер продаёт дачу»: the label alone, before a colon, or before a linked headline."""
    low = segment.text.lower()
    if len(low) > 300:
        return False
    phrase = _begins(low, "read_also")
    if not phrase:
        return False
    rest = low[len(phrase) :].strip()
    return not rest.strip(":.!…—–- ") or rest[0] in ":—–-|►▶→»" or segment.linked * 2 >= len(low)


def subscribe(segment: Segment) -> bool:
    """«Подписывайтесь на наш Telegram-канал», "Sign up for our newsletter": short, or linked."""
    low = segment.text.lower().lstrip(_EYE_CATCHERS)
    if len(low) > 350 or low[:1] in '«—–"':
        return False
    reports = low.endswith(".") and any(c.isdigit() for c in low) and not segment.linked
    if _begins(low, "subscribe") and not reports and (len(low) <= 120 or segment.linked):
        return True
    return _has_row(low, "subscribe_within")


def credit(segment: Segment) -> bool:
    """«Фото: Аскар Лунёв / агентство «Объектив»»."""
    low = segment.text.lower()
    phrase = _begins(low, "credit", whole_word=False)
    if not phrase or len(low) > 220:
        return False
    return phrase[-1] in ":©/|" or len(low) <= 70 or (len(low) <= 120 and low[-1] not in ".!?")


def share_bar(segment: Segment) -> bool:
    """«Поделиться Telegram WhatsApp Facebook»: nothing but words of share bars.

    «печать — 64;» is an item of a price list: a dash sets a figure against the word, or a semicolon ends the item.
    """
    return not _PRICED.search(segment.text) and _nothing_but(segment.text, "share", 12)


def service_words(segment: Segment) -> bool:
    """«731 просмотров», «3 мин чтения», «Показать ещё»."""
    return _nothing_but(segment.text, "service", 8)


def advert(segment: Segment) -> bool:
    """«Реклама», «Реклама. Окна «Тёплый дом»: скидка 25%»."""
    low = segment.text.lower()
    phrase = _begins(low, "advert")
    if not phrase or len(low) > 250:
        return False
    rest = low[len(phrase) :].strip()
    return not rest or rest[0] in ".:|•18" or "erid" in low


def notice(segment: Segment) -> bool:
    """Cookies, JavaScript, misprints, copyright: «Нашли ошибку? Выделите её и нажмите Ctrl+Enter»."""
    low = segment.text.lower()
    return len(low) <= 400 and _has_row(low, "notices")


def about_line(segment: Segment) -> bool:
    """«Теги: экономика, бюджет», «Опубликовано: 12.03.2024»."""
    low = segment.text.lower()
    phrase = _begins(low, "about")
    if phrase is None or len(low) > 160:
        return False
    return low[-1] not in ".!?" and (phrase[-1] == ":" or low[len(phrase) :].strip()[:1] in ("", ":"))


def embed(segment: Segment) -> bool:
    """«Посмотреть эту публикацию в Instagram», "A post shared by …"."""
    return len(segment.text) <= 200 and bool(_begins(segment.text.lower(), "embeds"))


def clock_or_date(segment: Segment) -> bool:
    """«17:42», «12.03.2024», «Сегодня, 17:42»: nothing else in the line."""
    return _is_clock_or_date(segment.text)


def _is_clock_or_date(text: str) -> bool:
    low = text.lower()
    if len(low) > 60 or not any(c.isdigit() for c in low):
        return False
    if _TIME_ONLY.fullmatch(low):
        return True
    if low[-1] in ".!?" and not low.endswith(("г.", "ж.")):
        return False
    letters = [w for w in _LETTERS.findall(low) if w not in _DATE_WORDS]
    if len(letters) > 1:
        return False
    return parse_visible(text, _ANY_DAY) is not None


def is_clock(text: str) -> bool:
    """«07:20», «7.20», «07:20 (мск)»: a clock time and nothing else."""
    return len(text) <= 20 and _TIME_ONLY.fullmatch(text.lower()) is not None


def meta_line(segment: Segment) -> bool:
    """«14:05, 17.08.2022 | Агентство «Норд-Экспресс»»: a date, a bar and a name of up to eight words, no sentence."""
    if len(segment.text) > 120 or segment.text[-1] in ".!?…":
        return False
    parts = [p.strip() for p in re.split(r"[|·•]", segment.text)]
    if len(parts) < 2 or not all(parts) or any(len(p.split()) > 8 for p in parts):
        return False
    return any(len(p) > 5 and _is_clock_or_date(p) for p in (parts[0], parts[-1]))


def counter(segment: Segment) -> bool:
    """«1 204», «0», «| / |»: a line without words."""
    return _COUNTER.fullmatch(segment.text) is not None


def hashtags(segment: Segment) -> bool:
    """«#Казахстан #новости_дня»."""
    return _HASHTAGS.fullmatch(segment.text) is not None


def ticker(segment: Segment) -> bool:
    """«USD 498,17 EUR 541,06»."""
    low = segment.text.lower()
    return len(low) <= 120 and bool(_begins(low, "ticker")) and _RATE.match(low) is not None and low[-1] not in ".!?"


_LONGEST = 400
"""No rule calls a line of more characters furniture."""

RULES: tuple[Rule, ...] = (
    counter,
    read_also,
    credit,
    share_bar,
    service_words,
    advert,
    subscribe,
    notice,
    about_line,
    embed,
    clock_or_date,
    meta_line,
    hashtags,
    ticker,
)


def furniture_rule(segment: Segment) -> str | None:
    """Name of the first rule that calls the line furniture, None for a line of the article."""
    if len(segment.text) > _LONGEST or segment.clock:
        return None
    return next((rule.__name__ for rule in RULES if rule(segment)), None)


def tail_label(segment: Segment) -> bool:
    """«Самое читаемое», «Комментарии читателей»: the heading of what stands below an article."""
    low = segment.text.lower().rstrip(":. ")
    return len(low) <= 60 and (low in _phrases("tail") or re.sub(r"\s*\(?\d+\)?$", "", low) in _phrases("tail"))


_DATE_WORDS = frozenset(
    [
        "года",
        "год",
        "г",
        "ж",
        "жыл",
        "жылғы",
        "жылы",
        "в",
        "at",
        "мск",
        "msk",
        "gmt",
        "utc",
        "опубликовано",
        "обновлено",
        "published",
        "updated",
        "сегодня",
        "вчера",
        "today",
        "yesterday",
        "бүгін",
        "кеше",
        "am",
        "pm",
        "gmt",
        "дата",
    ]
)


def _has_row(low: str, section: str) -> bool:
    """All parts of one row of a section stand in the line."""
    return _first_parts(section).search(low) is not None and any(
        all(part in low for part in row) for row in words("furniture.toml")[section]
    )


@cache
def _first_parts(section: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted({re.escape(row[0]) for row in words("furniture.toml")[section]})))


@cache
def _phrases(section: str) -> frozenset[str]:
    return frozenset(words("furniture.toml")[section])


@cache
def _by_first(section: str) -> dict[str, tuple[str, ...]]:
    """Phrases by their first two letters, longest first."""
    table: dict[str, list[str]] = {}
    for phrase in sorted(words("furniture.toml")[section], key=len, reverse=True):
        table.setdefault(phrase[:2], []).append(phrase)
    return {key: tuple(listed) for key, listed in table.items()}


def _begins(low: str, section: str, *, whole_word: bool = True) -> str | None:
    """The phrase of a section that a line begins with, as whole words."""
    low = low.lstrip("«\"'*•·▪►▶→-—– ") if section not in ("ticker",) else low
    for phrase in (*_by_first(section).get(low[:2], ()), *_by_first(section).get(low[:1], ())):
        if low.startswith(phrase) and (not whole_word or not low[len(phrase) : len(phrase) + 1].isalnum()):
            return phrase
    return None


def _nothing_but(text: str, section: str, most: int) -> bool:
    """The line's words (numbers aside) are all in a section of the word lists, and there are some."""
    if len(text) > 20 * most:
        return False
    found = [w.strip(".-+").lower() for w in _WORD.findall(text)]
    found = [w for w in found if w and not w[0].isdigit()]
    return 0 < len(found) <= most and all(w in _phrases(section) for w in found)
