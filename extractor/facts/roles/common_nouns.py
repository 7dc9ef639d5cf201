"""The common noun that stands for the body after a position: «директор [компании]», «[областной больницы]»."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.facts.names.body_words import body_noun_at, genitive
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import entries, fold, place_nouns
from extractor.facts.roles.adjacent import fits_body
from extractor.facts.roles.heads import head_noun, token_in_case
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position
from extractor.facts.roles.stand_ins import stand_ins

FOUNDERS = entries("role_words.txt", "founders")
AUTHORS = entries("role_words.txt", "authors")
INITIATIVES = entries("role_words.txt", "initiatives")
SERVICES = frozenset({"сервис", "сеть", "платформа", "проект", "канал"})
ALWAYS_TITLE = entries("role_words.txt", "always_title")
UNIONS = entries("role_words.txt", "unions")


def common_noun(doc: Doc, p: Position, j: int, names: Names) -> int | None:
    """Token of a common noun that stands for the body: «[компании]», «[областной больницы]», «[края]», before a
    quoted name
    or where nothing more is said of it.
    """
    k = j
    while (
        k < len(doc)
        and k - j < 3
        and is_adjective(doc[k].text)
        and doc[k].text.islower()
        and k not in names.at
        and token_in_case(doc[k], "Gen")
    ):
        k += 1
    if k >= len(doc) or k in names.at or not genitive(doc, k) or (p.noun.endswith("министр") and k == p.head + 1):
        return None
    forms = base_forms(doc[k].text)
    place = not forms.isdisjoint(place_nouns()) and doc[k].text.islower()
    if k > j and (end := _territorial(doc, j, k, names)):
        p.phrase = (j, end)
        return k
    body = body_noun_at(doc, k)
    if (
        k > p.head + 1
        and k == j
        and forms & SERVICES
        and not base_forms(doc[k - 1].text).isdisjoint(entries("position_units.txt"))
    ):
        return None  # «руководитель службы [сервиса]»
    if body is None and not place and forms.isdisjoint(stand_ins()):
        return None
    after = k + (len(body.words) if body else 1)
    if after + 1 < len(doc) and doc[after].text == "№" and doc[after + 1].text[:1].isdigit():
        after += 2  # «детсадом [№ 12] «Солнышко»»
    if "министр" in p.noun and not place:
        return None
    quoted = names.starting(after, "institution") is not None
    if not quoted and p.noun in AUTHORS and forms & INITIATIVES:
        return None  # «автор [инициативы]»
    if quoted and forms & ALWAYS_TITLE - {"группа", "проект", "программа"}:
        return None
    if quoted and fits_body(doc, after):
        return after - 1
    unit = not forms.isdisjoint(entries("position_units.txt"))
    if unit and after < len(doc) and fold(doc[after].text) == "по" and _body_before_person(doc, after, names):
        return None  # «замначальника департамента [по борьбе …] МВД»: all of it is the title
    if not forms.isdisjoint(UNIONS) and after < len(doc) and (end := _whose_union(doc, after, names)):
        p.phrase = (j, end)
        return k
    if after < len(doc) and _bare_name(doc, after, names):
        p.phrase = (j, after + 1)
        return k
    followed = (
        after < len(doc)
        and after not in names.at
        and doc[after].text.islower()
        and (token_in_case(doc[after], "Gen") and head_noun(doc[after]) is None)
    )
    if followed and not place:
        end = _named_in_short(doc, k, p.head, names)
        if not end:
            return None
        p.phrase = (k, end)
        return k
    if unit and forms & ALWAYS_TITLE and not quoted and not ("проект" in forms and p.noun in FOUNDERS):
        return None
    p.phrase = (j, after)
    return after - 1


def _whose_union(doc: Doc, start: int, names: Names) -> int:
    """«ассоциации [фермеров Казахстана]», «федерации [дзюдо]»: index after the genitives that say whose union it is,
    with a place behind them; 0 where none stands there.
    """
    end = start
    while end < len(doc) and end - start < 6 and end not in names.at and doc[end].text.islower():
        joined = doc[end].text == "и" and end > start and end + 1 < len(doc) and genitive(doc, end + 1)
        if not joined and not genitive(doc, end) and not _indeclinable(doc[end]):
            break
        end += 1
    place = names.starting(end) if end > start else None
    if place is not None and place.kind == "place" and genitive(doc, end):
        end = names.range[place][1]
    return end if end > start else 0


def _indeclinable(token: Token) -> bool:
    """«дзюдо», «регби»: stands for any case."""
    return token.pos_ == "NOUN" and any("Fixd" in p.grammemes for p in parses(token.text))


def _bare_name(doc: Doc, i: int, names: Names) -> bool:
    """«машинист депо [Арысь] Нурлан Ким»: one capital word without quotation marks between the noun and the person."""
    token = doc[i]
    bare = i not in names.at and token.text[:1].isupper() and token.text.isalpha() and not token.text.isupper()
    return bare and token.morph.get("Case", []) in (["Nom"], []) and names.starting(i + 1, "person") is not None


def _body_before_person(doc: Doc, start: int, names: Names) -> bool:
    """An institution named within a few tokens, a person right behind it: «по борьбе с … [МВД] Олег Ким»."""
    for k in range(start, min(len(doc), start + 8)):
        name = names.starting(k)
        if name is not None:
            return name.kind == "institution" and names.starting(names.range[name][1], "person") is not None
    return False


def _territorial(doc: Doc, j: int, k: int, names: Names) -> int:
    """«руководитель [городского отдела образования]»: index after a part of a body that an adjective gives a territory,
    with its genitives; 0 where the noun at k is no such part or more of a name follows.
    """
    forms = base_forms(doc[k].text)
    unit = not forms.isdisjoint(entries("position_units.txt"))
    part = unit or any(f.endswith(tuple(sorted(entries("role_words.txt", "compounds")))) for f in forms)
    territory = entries("role_words.txt", "territorial")
    if not part or not any(base_forms(doc[i].text) & territory for i in range(j, k)):
        return 0
    end = k + 1
    while end < len(doc) and end - k < 6 and end not in names.at and doc[end].text.islower():
        joined = doc[end].text == "и" and end + 1 < len(doc) and genitive(doc, end + 1) and doc[end + 1].text.islower()
        if not (joined or genitive(doc, end)) or head_noun(doc[end]) is not None:
            break
        end += 2 if joined else 1
    return end if end > k + 1 or not unit else 0  # «городского отдела» alone: the context says


def _named_in_short(doc: Doc, k: int, head: int, names: Names) -> int:
    """«директор [музея искусств]» after «Государственный музей искусств имени Кастеева»: index after the noun and its
    genitives where a body named before has all of these words, 0 where none has.
    """
    end = k
    while end < len(doc) and end - k < 5 and end not in names.at and doc[end].text.islower() and genitive(doc, end):
        end += 1
    words = [base_forms(doc[i].text) for i in range(k, end)]
    if len(words) < 2:
        return 0
    for name, (start, stop) in names.range.items():
        if name.kind != "institution" or name.start >= doc[head].idx:
            continue
        own = frozenset(f for i in range(start, stop) for f in base_forms(doc[i].text))
        if all(not own.isdisjoint(w) for w in words):
            return end
    return 0
