"""Institutions named by a head noun: «Министерство энергетики Казахстана», «областное управление сельского
хозяйства».
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.facts.names.forms import (
    base_forms,
    is_adjective,
    is_common_word,
    is_title,
    may_be_genitive,
    sentence_start,
)
from extractor.facts.names.lexicon import (
    BodyNoun,
    body_nouns,
    entries,
    fold,
    known_bodies,
    legal_forms,
    place_nouns,
    places,
    position_classes,
)
from extractor.facts.names.quotes import is_opening, quoted_end

LONGEST_CHAIN = 14
# Adjectives that say which body of many it is, though written in lower case.
SPECIFIC = frozenset(
    [
        "областной",
        "городской",
        "районный",
        "региональный",
        "республиканский",
        "краевой",
        "федеральный",
        "национальный",
        "окружной",
        "государственный",
        "муниципальный",
        "центральный",
        "межрайонный",
        "сельский",
        "поселковый",
        "верховный",
        "конституционный",
        "арбитражный",
        "военный",
        "международный",
        "антимонопольный",
        "налоговый",
        "таможенный",
        "миграционный",
        "санитарный",
        "ветеринарный",
        "природоохранный",
        "транспортный",
        "духовный",
    ]
)
# Adjectives that only point or praise: never part of a name in lower case.
POINTING = frozenset(
    [
        "этот",
        "тот",
        "данный",
        "новый",
        "старый",
        "крупный",
        "крупный",
        "ведущий",
        "местный",
        "собственный",
        "соответствующий",
        "профильный",
        "последний",
        "другой",
        "каждый",
        "любой",
        "весь",
        "наш",
        "ваш",
        "свой",
        "сам",
        "один",
        "первый",
        "второй",
        "третий",
        "известный",
        "частный",
        "родной",
        "здешний",
        "многочисленный",
        "отдельный",
        "ближайший",
        "некоторый",
        "подобный",
        "уполномоченный",
        "иностранный",
        "зарубежный",
        "отечественный",
        "бывший",
        "нынешний",
        "столичный",
        "соседний",
        "небольшой",
        "единственный",
        "такой",
        "дочерний",
        "материнский",
        "указанный",
        "названный",
        "отраслевой",
    ]
)
CHARGES = frozenset({"обвинению", "подозрению", "иску", "делу", "итогам", "результатам", "словам", "данным", "факту"})
PLACEABLE = frozenset({"аэропорт", "порт", "вокзал", "аэровокзал", "сборная"})
# Bodies of which each place has one, so that the noun alone names it.
BARE = frozenset({"акимат", "хокимият", "мэрия", "прокуратура"})


@dataclass(frozen=True, slots=True)
class Chain:
    """A body noun with what belongs to its name: token range, where the noun stands, what is in the name."""

    start: int
    end: int
    head: int
    noun: BodyNoun
    quoted: tuple[int, int] | None
    named: bool
    placed: bool
    latin: int


def body_noun_at(doc: Doc, i: int) -> BodyNoun | None:
    """The body noun that begins at token i, the longest first."""
    text = doc[i].text
    if not text[:1].isalpha():
        return None
    head, _, number = text.partition("-")
    forms = base_forms(head if number.isdigit() else text)
    if "-" in text and not number.isdigit() and forms.isdisjoint(body_nouns()):
        forms = base_forms(text.rpartition("-")[2])  # «ИИ-стартап»
    for form in sorted(forms & body_nouns().keys()):
        for noun in body_nouns()[form]:
            rest = noun.words[1:]
            if i + len(rest) < len(doc) and all(
                w == fold(doc[i + 1 + k].text) or w in base_forms(doc[i + 1 + k].text) for k, w in enumerate(rest)
            ):
                return noun
    return None


def find_chains(doc: Doc, people: frozenset[int]) -> list[Chain]:
    """All head nouns with their chains that are acceptable as names; ``people`` are tokens of people's names."""
    found: list[Chain] = []
    at = 0
    for token in doc:
        if token.i < at or token.i in people or token.is_space or token.pos_ == "ADP" or _verb(token):
            continue
        noun = body_noun_at(doc, token.i)
        if noun is None or _plural(token, noun):
            continue
        chain = _build(doc, token.i, noun, people)
        if _is_name(doc, chain):
            found.append(chain)
            at = chain.end
    return found


def _verb(token: Token) -> bool:
    """Tagged a verb, and one by the dictionary too."""
    return token.pos_ in ("VERB", "AUX") and any(
        p.pos in ("VERB", "INFN", "PRTF", "PRTS", "GRND") for p in parses(token.text)[:1]
    )


def _plural(token: Token, noun: BodyNoun) -> bool:
    number = token.morph.get("Number", []) or [p.feats.get("Number", "") for p in parses(token.text)[:1]]
    if number != ["Plur"] or noun.words[0] == "вооруженные" or fold(token.text) == noun.words[0]:
        return False
    case = token.morph.get("Case", [])
    return not any(
        p.known and p.pos == "NOUN" and p.feats.get("Number") == "Sing" and (not case or p.feats.get("Case") in case)
        for p in parses(token.text)
    )


def _build(doc: Doc, head: int, noun: BodyNoun, people: frozenset[int]) -> Chain:
    start, placed_left = _left(doc, head)
    end = head + len(noun.words)
    quoted, named, placed, latin = None, False, placed_left, 0
    while end < len(doc) and end - head < LONGEST_CHAIN:
        token = doc[end]
        if is_opening(doc, end):
            close = quoted_end(doc, end)
            if (close is not None and is_title(doc[min(end + 1, len(doc) - 1)])) or (
                close and doc[end + 1].text[:1].isupper()
            ):
                quoted, end = (end, close or end), close or end
            break
        if fold(token.text) in ("имени", "им"):
            end, named = _dedication(doc, end), True
            break
        if token.text == "№" and end + 1 < len(doc) and doc[end + 1].text[:1].isdigit():
            end, named = end + 2, True
            continue
        if token.text[:1].isascii() and token.text[:1].isupper() and token.text.isalnum():
            close = end
            while close < len(doc) and doc[close].text[:1].isascii() and doc[close].text[:1].isupper():
                close += 1
            latin, end = close - end, close
            break
        step = _step(doc, end, head, noun, people)
        if not step:
            break
        placed = placed or any(is_place_token(doc[k]) for k in range(end, end + step))
        end += step
    return Chain(start, end, head, noun, quoted, named, placed, latin)


def _left(doc: Doc, head: int) -> tuple[int, bool]:
    """Where the name begins: adjectives before the noun that are part of it; and whether one of them names a place."""
    start, placed, k = head, False, head - 1
    noun = doc[head]
    head_capital = noun.text[:1].isupper() and not sentence_start(noun)
    while k >= 0 and head - k <= 4 and not doc[k].is_space:
        token = doc[k]
        if not is_adjective(token.text) or not _agree(token, noun):
            break
        forms = base_forms(token.text)
        place = not forms.isdisjoint(places()[1])
        capital = token.text[:1].isupper() and not sentence_start(token)
        if forms & POINTING and not capital:
            break
        if token.pos_ == "VERB" and not capital:
            break
        if place or capital or forms & SPECIFIC or (token.text.islower() and not head_capital) or sentence_start(token):
            start = k
            placed = placed or place
        k -= 1
    return start, placed


def _agree(adjective: Token, noun: Token) -> bool:
    cases = {p.feats.get("Case") for p in parses(adjective.text) if p.pos in ("ADJF", "PRTF")}
    case = noun.morph.get("Case", [])
    return (
        not case
        or case[0] in cases
        or "Fixd" in "".join(next(iter(parses(noun.text))).grammemes if parses(noun.text) else "")
    )


def _step(doc: Doc, end: int, head: int, noun: BodyNoun, people: frozenset[int]) -> int:
    """How many tokens from ``end`` on go on with the chain: a genitive, «и» or a comma between genitives, «по» +
    dative.
    """
    token = doc[end]
    if end in people and _dedicated_without_word(doc, head, end, noun):
        return 1
    if end in people or token.is_space:
        return 0
    if noun.mode == "single" and not (is_place_token(token) or _leads_to_place(doc, end)):
        return 0
    if genitive(doc, end):
        return 0 if end > head and _nested(doc, end, noun) else 1
    low = fold(token.text)
    if low == "по" and end + 1 < len(doc) and fold(doc[end + 1].text) in CHARGES:
        return 0
    if low == "по" and noun.mode != "single" and end + 1 < len(doc) and _case(doc, end + 1, "Dat"):
        k = end + 1
        while k < len(doc) and k - end < 4 and _case(doc, k, "Dat") and k not in people:
            k += 1
        return k - end
    if low == "против" and noun.mode != "single" and end + 1 < len(doc) and _case(doc, end + 1, "Gen"):
        return 2
    if (
        low == "при"
        and end + 1 < len(doc)
        and end > head
        and (is_title(doc[end + 1]) or body_noun_at(doc, end + 1) is not None)
    ):
        return 2
    if low == "и" and end > head + len(noun.words) and end + 1 < len(doc):
        case = "Dat" if _inside_po(doc, head, end) else "Gen"
        nxt = doc[end + 1]
        joined = _case(doc, end + 1, case) or _case(doc, end + 1, "Gen")
        known = not base_forms(nxt.text).isdisjoint(known_bodies()) or (
            body_noun_at(doc, end + 1) is not None and not _inside_po(doc, head, end)
        )
        if joined and not known and end + 1 not in people and (not nxt.text[:1].isupper() or stop_acronym(nxt.text)):
            k = end + 1
            while k < len(doc) and k - end < 4 and (_case(doc, k, case)) and k not in people:
                k += 1
            return max(2, k - end)
    if low == "," and noun.mode != "named":
        return _comma_list(doc, end, head)
    return 0


DEDICATED = frozenset(
    {
        "университет",
        "институт",
        "академия",
        "фонд",
        "центр",
        "музей",
        "театр",
        "клиника",
        "библиотека",
        "школа",
        "галерея",
        "лаборатория",
    }
)


def _dedicated_without_word(doc: Doc, head: int, end: int, noun: BodyNoun) -> bool:
    """«Университет [Назарбаева]», «Фонд [Сороса]»: a surname in the genitive right after the noun, in a name by its
    capital.
    """
    token = doc[end]
    return (
        noun.words[0] in DEDICATED
        and end == head + 1
        and doc[head].text[:1].isupper()
        and token.morph.get("Case", []) == ["Gen"]
        and not (end + 1 < len(doc) and is_title(doc[end + 1]) and doc[end + 1].ent_type_ == "PER")
        and (token.ent_iob_ == "B" or token.ent_type_ == "")
    )


def _nested(doc: Doc, end: int, noun: BodyNoun) -> bool:
    """«Комитет по политике [Национального банка]»: another body's name begins, not a plural («агентств») or a part."""
    k = end
    while k < len(doc) - 1 and k - end < 2 and is_adjective(doc[k].text):
        k += 1
    inner = body_noun_at(doc, k)
    if inner is not None and inner.words[0] == "бюро" and k == end:
        return True
    if inner is None or inner.mode == "weak" or _plural(doc[k], inner):
        return False
    if doc[end].text[:1].isupper():
        return inner.mode in ("unit", "named") and len(doc[k].text) > 4
    return noun.mode == "named" and k == end


def _inside_po(doc: Doc, head: int, end: int) -> bool:
    head = max(0, head)
    return any(fold(doc[k].text) == "по" for k in range(head, end))


def _comma_list(doc: Doc, end: int, head: int) -> int:
    """«по делам молодёжи[, спорта] и туризма»: a comma goes on with the list when «и» ends it soon."""
    case = (
        "Dat" if fold(doc[end - 1].text) != "" and _inside_po(doc, head, end) and _case(doc, end - 1, "Dat") else "Gen"
    )
    k = end + 1
    while k < len(doc) and k - end < 5:
        token = doc[k]
        if fold(token.text) in ("и", ","):
            return k - end if k > end + 1 and _list_goes_on(doc, k, case) else 0
        if not _case(doc, k, case) or token.text[:1].isupper():
            return 0
        k += 1
    return 0


def _list_goes_on(doc: Doc, k: int, case: str) -> bool:
    for j in range(k, min(len(doc) - 1, k + 8)):
        if fold(doc[j].text) == "и":
            return _case(doc, j + 1, case) and not doc[j + 1].text[:1].isupper()
        if fold(doc[j].text) != "," and not _case(doc, j, case):
            return False
    return False


def _case(doc: Doc, i: int, case: str) -> bool:
    token = doc[i]
    if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "ADV", "CCONJ", "SCONJ", "PART", "PRON", "NUM"):
        return False
    found = token.morph.get("Case", [])
    if (
        case == "Gen"
        and found in (["Loc"], ["Dat"], ["Acc"])
        and doc[i - 1].pos_ != "ADP"
        and may_be_genitive(token.text)
    ):
        return True
    return found == [case] or (
        not found and token.pos_ in ("PROPN", "NOUN", "ADJ") and token.morph.get("Variant", []) != ["Short"]
    )


def genitive(doc: Doc, i: int) -> bool:
    """True where token i can go on with a chain of genitives."""
    token = doc[i]
    if token.text in legal_forms():
        return False
    if is_place_token(token) and any(p.feats.get("Case") == "Gen" for p in parses(token.text)):
        return True
    if is_place_token(token) and _indeclinable_place(token):
        return True
    return _case(doc, i, "Gen") and token.text not in ("его", "её", "их")


def _indeclinable_place(token: Token) -> bool:
    """«Алматы», «РК», «Баку»: stands for any case."""
    return fold(token.text) in places()[0] and (token.text.isupper() or fold(token.text)[-1] in "иыуоэе")


def is_place_token(token: Token) -> bool:
    """A word of a place's name: tagged so, in the gazetteer, or a place noun («области»)."""
    if token.ent_type_ == "LOC":
        return True
    forms = base_forms(token.text)
    if token.text[:1].isupper() and not forms.isdisjoint(places()[0]):
        return True
    return not forms.isdisjoint(place_nouns()) and token.text.islower()


def _leads_to_place(doc: Doc, end: int) -> bool:
    """«правительства [Ставропольского] края»: an adjective before a place noun."""
    return (
        end + 1 < len(doc)
        and is_adjective(doc[end].text)
        and doc[end].text[:1].isupper()
        and not base_forms(doc[end + 1].text).isdisjoint(place_nouns())
    )


def _dedication(doc: Doc, end: int) -> int:
    """Index after «имени Чокана Валиханова», «им. А. Омарова»."""
    k = end + 1
    if k < len(doc) and doc[k].text == ".":
        k += 1
    while (
        k < len(doc)
        and k - end < 7
        and not (
            k > end + 1
            and doc[k].morph.get("Case", []) == ["Nom"]
            and doc[k].ent_type_ == "PER"
            and len(doc[k].text) > 1
            and doc[k - 1].text != "."
            and doc[k - 1].morph.get("Case", []) == ["Gen"]
        )
        and (
            is_title(doc[k])
            or doc[k].text.partition("-")[2][:1].isupper()
            or (doc[k].text == "." and len(doc[k - 1].text) <= 2)
            or (doc[k].text == "-")
        )
    ):
        k += 1
    return k


def _is_name(doc: Doc, chain: Chain) -> bool:
    """Whether the chain says which body it is, by the noun's mode."""
    noun, head = chain.noun, doc[chain.head]
    if chain.latin and (head.text.islower() or sentence_start(head)):
        return False
    if chain.quoted is not None:
        between = range(chain.head + len(noun.words), chain.quoted[0])
        nothing = entries("not_bodies.txt", "before")
        return all(base_forms(doc[k].text).isdisjoint(nothing) for k in between)
    if not chain.named and chain.start == chain.head and _of_people(doc, chain):
        return False
    capital = any(
        doc[k].text[:1].isupper()
        and not sentence_start(doc[k])
        and not (k == chain.head and "-" in doc[k].text and doc[k].text[:2].isupper())
        for k in range(chain.start, chain.head + 1)
    )
    tagged = any(doc[k].ent_type_ == "ORG" for k in range(chain.start, chain.end))
    length = chain.end - chain.head - len(noun.words)
    lower_adjective = any(
        doc[k].text.islower() or sentence_start(doc[k]) for k in range(chain.start, chain.head)
    ) and any(
        base_forms(doc[k].text) & SPECIFIC or base_forms(doc[k].text) & places()[1].keys()
        for k in range(chain.start, chain.head)
    )
    if noun.mode == "single":
        return _single(doc, chain)
    if chain.named:
        return True
    if noun.mode == "unit":
        bare = noun.words[0] in BARE and chain.start == chain.head
        return bool(length or lower_adjective or bare or (capital and chain.start < chain.head))
    if noun.mode == "weak":
        return bool(
            (capital or (tagged and head.text[:1].isupper()) or chain.placed) and (length or chain.start < chain.head)
        ) and (capital or tagged or lower_adjective or chain.placed)
    if noun.words[0] in PLACEABLE and chain.placed and length:
        return True
    if capital:
        return bool(length or chain.start < chain.head)
    if (
        noun.words[0] in DEDICATED
        and length
        and head.text[:1].isupper()
        and _dedicated_without_word(doc, chain.head, chain.head + 1, noun)
    ):
        return True
    first = doc[chain.start]
    if chain.start < chain.head and sentence_start(first) and first.text[:1].isupper():
        if noun.kind in ("company", "media", "other") and not length and chain.head - chain.start == 1 and not tagged:
            return False
        return bool(tagged or chain.placed or "-" in first.text or not any(p.known for p in parses(first.text)))
    return bool(tagged and doc[chain.start].text[:1].isupper() and (length or chain.start < chain.head))


def without_place(doc: Doc, chain: Chain) -> int:
    """Where the name ends without the country, region or city after it: «Министерство энергетики [Узбекистана]». A
    place
    that is all the name has («акимат Шымкента») and one after «по» stay.
    """
    floor = chain.head + len(chain.noun.words)
    if chain.noun.mode != "single":
        floor += 1
    end = chain.end
    k = end
    while k > floor and is_place_token(doc[k - 1]):
        k -= 1
        while k > floor and is_adjective(doc[k - 1].text) and doc[k - 1].text[:1].isupper():
            k -= 1
    if k == end or not any(doc[j].text[:1].isupper() for j in range(k, end)):
        return end
    before = doc[k - 1]
    return (
        end
        if before.pos_ in ("ADP", "CCONJ")
        or before.text in (",", "и")
        or is_adjective(before.text)
        or _inside_po(doc, k - 3, k)
        else k
    )


def _of_people(doc: Doc, chain: Chain) -> bool:
    """«агентством аналитиков», «совет директоров»: in lower case, of people of a kind."""
    after = chain.head + len(chain.noun.words)
    return (
        doc[chain.head].text.islower()
        and after < chain.end
        and doc[after].morph.get("Number", []) == ["Plur"]
        and not base_forms(doc[after].text).isdisjoint(position_classes())
    )


def _single(doc: Doc, chain: Chain) -> bool:
    """A body that is one of its kind: always, unless an adjective makes it another («теневое правительство»)."""
    if chain.start < chain.head:
        forms = base_forms(doc[chain.start].text)
        return bool(forms & places()[1].keys() or forms & SPECIFIC) or doc[chain.start].text[:1].isupper()
    return True


def is_generic(text: str) -> bool:
    """«Министерство», «Комитет»: a body noun and nothing else, which names nothing."""
    forms = base_forms(text)
    known = not forms.isdisjoint(known_bodies())
    found = [b for f in forms for b in body_nouns().get(f, ()) if len(b.words) == 1]
    return bool(found) and not known and all(b.mode != "single" for b in found) and is_common_word(text)


def stop_acronym(text: str) -> bool:
    """«ВВП», «НДС»: capitals that name no body."""
    return fold(text) in entries("not_bodies.txt", "acronym")
