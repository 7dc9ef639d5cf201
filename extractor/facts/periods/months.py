"""Days and months: «14 мая 2021 года», «с 12 по 18 июля», «24.01.2017», «за январь–октябрь», «в июле прошлого года»."""

from __future__ import annotations

from datetime import date

from extractor.facts.lexemes import DASHES, NUMBER, Lexemes
from extractor.facts.periods import edtf_values as edtf
from extractor.facts.periods.lexicon import END, MIDDLE, MONTHS, SHIFT, START, YEAR, Context, Found
from extractor.facts.periods.years import four_digits, read_year

SET_FOR = ("назнач", "перен", "заплан", "намеч", "отлож")
FULL_MONTH = frozenset(
    m
    for m in MONTHS
    if len(m) > 4
    or m in ("май", "мая", "маю", "маем", "мае", "июнь", "июня", "июню", "июне", "июль", "июля", "июлю", "июле", "март")
)


def day_number(lex: Lexemes, i: int) -> int | None:
    """The number at lexeme i where it can be a day of a month."""
    word = lex.words[i]
    return int(word) if len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31 else None


def month_at(lex: Lexemes, j: int) -> tuple[int, int] | None:
    """The month named at lexeme j (in full or abbreviated with a dot) and the index after it."""
    number = MONTHS.get(lex.words[j])
    if number is None:
        return None
    if lex.words[j] in FULL_MONTH:
        return number, j + 1
    return (number, j + 2) if lex.words[j + 1] == "." else None


def tense_at(lex: Lexemes, i: int) -> str:
    """«Past», «Fut» or «» by the verb nearest to lexeme i in its sentence."""
    token = lex.token(i)
    if token is None:
        return ""
    best, tense = 10**9, ""
    for t in token.sent:
        if t.pos_ not in ("VERB", "AUX", "ADJ") or abs(t.i - token.i) >= best:
            continue
        found = t.morph.get("Tense", []) or (["Past"] if t.morph.get("Variant", []) and t.pos_ == "VERB" else [])
        if found and not (
            t.pos_ == "VERB" and t.morph.get("VerbForm", []) == ["Part"] and not t.morph.get("Variant", [])
        ):
            best, tense = abs(t.i - token.i), found[0]
    return tense


def likely_year(ctx: Context, i: int, month: int) -> int | None:
    """The year of a month named without one: the nearest that suits the tense; None without a publication date."""
    reference = ctx.reference
    if reference is None:
        return None
    if month == reference.month:
        return reference.year
    if ctx.lex.words[i - 1] == "на" and any(w.startswith(SET_FOR) for w in ctx.lex.words[i - 6 : i]):
        return reference.year + (month < reference.month)
    tense = tense_at(ctx.lex, i)
    before = _word_before(ctx.lex, i)
    if before in ("до", "к") and (
        month > reference.month or (reference.month - month > 2 and (tense != "Past" or _to_be_done(ctx.lex, i)))
    ):
        return reference.year + (month < reference.month)
    if before == "с" and 0 < month - reference.month <= 2:
        return reference.year
    if month > reference.month and tense == "Past":
        return reference.year - 1
    if month < reference.month and tense == "Fut" and reference.month - month > 2:
        return reference.year + 1
    return reference.year


def _to_be_done(lex: Lexemes, i: int) -> bool:
    """Whether the date at lexeme i hangs on an infinitive: «распорядился поставить до 1 марта»."""
    at = lex.token(i)
    for _ in range(4):
        if at is None or at.pos_ == "VERB" or at.head.i == at.i:
            break
        at = at.head
    return at is not None and at.morph.get("VerbForm", []) == ["Inf"]


def _word_before(lex: Lexemes, i: int) -> str:
    """The preposition of a date whose first word is at lexeme i: before it, or before «конца», «начала»."""
    word = lex.words[i - 1]
    return lex.words[i - 2] if word in END or word in START or word in MIDDLE else word


def after_months(ctx: Context, i: int, k: int, month: int) -> tuple[int | None, int]:
    """The year that follows a month whose words end at k, or the likely one; and the index after it."""
    lex = ctx.lex
    if (read := read_year(ctx, k)) is not None:
        return read
    if lex.words[k] in SHIFT and lex.words[k + 1] in YEAR:
        return None, k + 2
    if lex.words[k] == "того" and lex.words[k + 1] == "же" and lex.words[k + 2] in YEAR:
        years = [int(f.value[:4]) for f in ctx.found if f.value and f.value[:4].isdigit()]
        return (years[-1] if years else None), k + 3
    if (y := four_digits(lex, k)) is not None and 1900 <= y <= 2100:
        return y, k + 1
    return likely_year(ctx, i, month), k


def written_date(ctx: Context, i: int) -> Found | None:
    """«24.01.2017», «2021-05-14», «27.05.99». Gold: от [24.01.2017]."""
    lex = ctx.lex
    parts = lex.words[i].split(".")
    end = i + 1
    if len(parts) == 3 and all(parts):
        d, m, y = parts
    elif len(parts) == 2 and lex.words[i + 1] == "." and lex.kind[i + 2] == NUMBER and len(lex.words[i + 2]) in (2, 4):
        (d, m), y, end = parts, lex.words[i + 2], i + 3
    elif four_digits(lex, i) and lex.words[i + 1] == "-" == lex.words[i + 3] and lex.glued(i + 1) and lex.glued(i + 4):
        y, m, d, end = lex.words[i], lex.words[i + 2], lex.words[i + 4], i + 5
    else:
        return None
    if not (d.isdecimal() and m.isdecimal() and y.isdecimal() and len(d) <= 2 and len(m) <= 2 and len(y) in (2, 4)):
        return None
    full = int(y) if len(y) == 4 else 2000 + int(y) if int(y) < 70 else 1900 + int(y)
    value = edtf.day(full, int(m), int(d))
    if value is None:
        return None
    if lex.words[end] in ("г", "года"):
        end += 2 if lex.words[end + 1] == "." and lex.words[end] == "г" else 1
    return Found(i, end, value, "in", "written_date")


def day_range(ctx: Context, i: int) -> Found | None:
    """«с 12 по 18 июля 2021 года», «12–18 июля», «с 28 мая по 3 июня». Gold: [с 12 по 18 июля 2021 года]."""
    lex = ctx.lex
    first = day_number(lex, i)
    if first is None:
        return None
    j = i + 1
    opening = month_at(lex, j)
    opening_year = None
    if opening:
        j = opening[1]
        if (read := read_year(ctx, j)) is not None:
            opening_year, j = read
    if not (lex.words[j] in DASHES or (lex.words[j] in ("по", "до") and lex.words[i - 1] in ("с", "со", "от"))):
        return None
    last = day_number(lex, j + 1)
    closing = month_at(lex, j + 2)
    if last is None or closing is None:
        return None
    month, k = closing
    y, end = after_months(ctx, i, k, month)
    first_month = opening[0] if opening else month
    if y is None:
        return Found(i, end, None, "in", "day_range")
    a = edtf.day(opening_year or (y - 1 if first_month > month else y), first_month, first)
    b = edtf.day(y, month, last)
    return Found(i, end, edtf.interval(a, b), "in", "day_range") if a and b else None


def day_of_month(ctx: Context, i: int) -> Found | None:
    """«14 мая 2021 года», «1 ноября», «1-го января»; also the first of «5 и 6 мая». Gold: [14 мая 2021 года]."""
    lex = ctx.lex
    number = day_number(lex, i)
    if number is None:
        return None
    j = i + 1
    if lex.words[j] == "-" and lex.words[j + 1] in ("го", "е", "му", "ое", "ого") and lex.glued(j):
        j += 2
    named = month_at(lex, j)
    if named is None and lex.words[j] in ("и", ",") and day_number(lex, j + 1):
        listed = month_at(lex, j + 2)
        if listed is None:
            return None
        y, _ = after_months(ctx, i, listed[1], listed[0])
        return Found(i, i + 1, edtf.day(y, listed[0], number) if y else None, "in", "day_listed")
    if named is None:
        return None
    y, end = after_months(ctx, i, named[1], named[0])
    value = edtf.day(y, named[0], number) if y is not None else None
    if value is None and y is not None:
        return None
    return Found(i, end, value, "in", "day_of_month")


def first_of_month(ctx: Context, i: int) -> Found | None:
    """«на первое января», «с первого мая». Gold: [на первое января] = 2021-01-01."""
    named = month_at(ctx.lex, i + 1)
    if named is None or ctx.lex.words[i - 1] not in ("на", "с", "до", "к", "по"):
        return None
    y, end = after_months(ctx, i, named[1], named[0])
    return Found(i, end, edtf.day(y, named[0], 1) if y is not None else None, "in", "day_of_month")


def month_range(ctx: Context, i: int) -> Found | None:
    """«за январь–октябрь», «с января по июнь 2022 года», «в ноябре 2023 – марте 2024». Gold: [за январь–октябрь]."""
    lex = ctx.lex
    opening = month_at(lex, i)
    if opening is None:
        return None
    first, j = opening
    opening_year = None
    if (read := read_year(ctx, j)) is not None:
        opening_year, j = read
    if not (lex.words[j] in DASHES or (lex.words[j] in ("по", "до") and lex.words[i - 1] in ("с", "со", "от"))):
        return None
    closing = month_at(lex, j + 1)
    if closing is None:
        return None
    last, k = closing
    y, end = after_months(ctx, i, k, last)
    if y is None:
        return Found(i, end, None, "in", "month_range")
    first_year = opening_year or (y - 1 if first > last else y)
    return Found(i, end, edtf.interval(edtf.month(first_year, first), edtf.month(y, last)), "in", "month_range")


def single_month(ctx: Context, i: int) -> Found | None:
    """«в мае 2021 года», «в июле», «за октябрь прошлого года», «в мае и июне». Gold: [в июле прошлого года]."""
    lex = ctx.lex
    named = month_at(lex, i)
    if named is None or (
        lex.words[i] in ("март", "мая", "май") and lex.capital(i) and lex.words[i - 1] not in ("", "\n", ".", "за", "в")
    ):
        return None
    month, k = named
    y, end = after_months(ctx, i, k, month)
    if end == k and lex.words[k] in ("и", ",") and (following := month_at(lex, k + 1)):
        y, _ = after_months(ctx, i, following[1], following[0])
    return Found(i, end, edtf.month(y, month) if y is not None else None, "in", "single_month")


def reference_date(published_at: str | None) -> date | None:
    """The publication day of an article, None where it is unknown or not a date."""
    try:
        return date.fromisoformat((published_at or "")[:10])
    except ValueError:
        return None
