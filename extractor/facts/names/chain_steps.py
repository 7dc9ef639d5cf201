"""How a name that begins with a head noun goes on: genitives, lists, «по» with a dative, a dedication."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.facts.names.body_words import (
    body_noun_at,
    genitive,
    in_case,
    is_place_token,
    is_plural,
    leads_to_place,
    stop_acronym,
)
from extractor.facts.names.forms import (
    base_forms,
    given_readings,
    is_adjective,
    is_title,
)
from extractor.facts.names.lexicon import (
    BodyNoun,
    entries,
    fold,
    known_bodies,
    places,
)

CHARGES = entries("body_words.txt", "charges")


def chain_step(doc: Doc, end: int, head: int, noun: BodyNoun, people: frozenset[int]) -> int:
    """How many tokens from ``end`` on go on with the chain: a genitive, «и» or a comma between genitives, «по» +
    dative.
    """
    token = doc[end]
    if end not in people and fold(doc[end - 1].text) == "области" and f"область {fold(token.text)}" in places()[0]:
        return 1
    if end in people and dedicated_without_word(doc, head, end, noun):
        return 1
    if end in people or token.is_space:
        return 0
    if noun.mode == "single" and not (is_place_token(token) or leads_to_place(doc, end)):
        return 0
    if (managed := _managed(doc, end)) and noun.mode != "single":
        return managed
    if genitive(doc, end):
        return 0 if end > head and _nested(doc, end, noun) else 1
    low = fold(token.text)
    if low == "по" and end + 1 < len(doc) and fold(doc[end + 1].text) in CHARGES:
        return 0
    if low == "по" and noun.mode != "single" and end + 1 < len(doc) and in_case(doc, end + 1, "Dat"):
        k = end + 1
        while k < len(doc) and k - end < 4 and in_case(doc, k, "Dat") and k not in people:
            k += 1
        return k - end
    if (
        low in ("с", "со")
        and inside_po(doc, head, end)
        and base_forms(doc[end - 1].text) & {"борьба", "работа", "связь"}
    ):
        k = end + 1
        while k < len(doc) and k - end < 4 and in_case(doc, k, "Ins") and k not in people:
            k += 1
        return k - end if k > end + 1 else 0  # «по борьбе [с наркотиками]», «по связям [с общественностью]»
    if low == "против" and noun.mode != "single" and end + 1 < len(doc) and in_case(doc, end + 1, "Gen"):
        return 2
    if (
        low == "при"
        and end + 1 < len(doc)
        and end > head
        and (is_title(doc[end + 1]) or body_noun_at(doc, end + 1) is not None)
    ):
        return 2
    if low == "и" and end > head + len(noun.words) and end + 1 < len(doc):
        case = "Dat" if inside_po(doc, head, end) else "Gen"
        nxt = doc[end + 1]
        joined = in_case(doc, end + 1, case) or in_case(doc, end + 1, "Gen")
        known = not base_forms(nxt.text).isdisjoint(known_bodies()) or (
            body_noun_at(doc, end + 1) is not None and not inside_po(doc, head, end)
        )
        if joined and not known and end + 1 not in people and (not nxt.text[:1].isupper() or stop_acronym(nxt.text)):
            k = end + 1
            while k < len(doc) and k - end < 4 and (in_case(doc, k, case)) and k not in people:
                k += 1
            return max(2, k - end)
    if low == "," and noun.mode != "named":
        return _comma_list(doc, end, head)
    return 0


def _managed(doc: Doc, end: int) -> int:
    """«институт управления [водными ресурсами]»: how many tokens in the instrumental «управление» governs."""
    if fold(doc[end - 1].text) not in ("управление", "управления", "управлению", "управлением", "управлении"):
        return 0
    k = end
    while k < len(doc) and k - end < 4 and doc[k].text.islower() and in_case(doc, k, "Ins"):
        k += 1
    return k - end if k > end and not is_adjective(doc[k - 1].text) else 0


DEDICATED = entries("body_words.txt", "dedicated")


def dedicated_without_word(doc: Doc, head: int, end: int, noun: BodyNoun) -> bool:
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
    if inner is not None and inner.words[0] == "управление" and (noun.kind == "university" or _managed(doc, k + 1)):
        return False  # «Академия [государственного управления]», «институт [управления] проектами»
    if inner is None or inner.mode == "weak" or is_plural(doc[k], inner):
        return False
    if doc[end].text[:1].isupper():
        return inner.mode in ("unit", "named") and len(doc[k].text) > 4
    return noun.mode == "named" and k == end


def inside_po(doc: Doc, head: int, end: int) -> bool:
    head = max(0, head)
    return any(fold(doc[k].text) == "по" for k in range(head, end))


def _comma_list(doc: Doc, end: int, head: int) -> int:
    """«по делам молодёжи[, спорта] и туризма»: a comma goes on with the list when «и» ends it soon."""
    case = (
        "Dat" if fold(doc[end - 1].text) != "" and inside_po(doc, head, end) and in_case(doc, end - 1, "Dat") else "Gen"
    )
    k = end + 1
    while k < len(doc) and k - end < 5:
        token = doc[k]
        if fold(token.text) in ("и", ","):
            return k - end if k > end + 1 and _list_goes_on(doc, k, case) else 0
        if not in_case(doc, k, case) or token.text[:1].isupper():
            return 0
        k += 1
    return 0


def _list_goes_on(doc: Doc, k: int, case: str) -> bool:
    for j in range(k, min(len(doc) - 1, k + 8)):
        if fold(doc[j].text) == "и":
            return in_case(doc, j + 1, case) and not doc[j + 1].text[:1].isupper()
        if fold(doc[j].text) != "," and not in_case(doc, j, case):
            return False
    return False


def _given_then_family(doc: Doc, k: int) -> bool:
    """«имени Жамбыла [Гулия Тастанбекова]»: a given name plainly in the nominative, a further capital letter behind it."""
    readings = {r[1] for r in given_readings(doc[k].text)}
    return "Nom" in readings and k + 1 < len(doc) and is_title(doc[k + 1]) and doc[k - 1].text != "."


def dedication_end(doc: Doc, end: int) -> int:
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
        and not (k > end + 1 and _given_then_family(doc, k))
        and (
            is_title(doc[k])
            or doc[k].text.partition("-")[2][:1].isupper()
            or (doc[k].text == "." and len(doc[k - 1].text) <= 2)
            or (doc[k].text == "-")
        )
    ):
        k += 1
    return k
