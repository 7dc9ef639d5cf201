"""Words of people’s names: particles, patronymics, surnames, and words that are none."""

from __future__ import annotations

from spacy.tokens import Token

from extractor.facts.names.forms import (
    base_forms,
    given_readings,
    is_common_word,
    is_title,
)
from extractor.facts.names.lexicon import (
    body_nouns,
    fold,
    known_bodies,
    legal_forms,
    lines_of,
    places,
    position_classes,
)


def in_gazetteer(token: Token) -> bool:
    return not base_forms(token.text).isdisjoint(places()[0])


def is_body_word(token: Token) -> bool:
    return not base_forms(token.text).isdisjoint(known_bodies()) or not base_forms(token.text).isdisjoint(body_nouns())


def lone_given(token: Token) -> bool:
    """A given name that is also a position («Аким», «Эмир»): kept where it is no position here."""
    return fold(token.text) in ("роман", "марс") and is_title(token)


def is_position_word(token: Token) -> bool:
    """«Министр», «Аким»: a position or the short name of a body at the head of a tagged span."""
    if (
        token.text.isupper()
        and len(token.text) > 1
        and (token.text in legal_forms() or fold(token.text) in known_bodies())
    ):
        return True
    forms = base_forms(token.text)
    if given_readings(token.text) and not forms & {"аким", "эмир", "султан", "мастер", "герой"}:
        return False
    if "-" in token.text and forms.isdisjoint(position_classes()):
        parts = token.text.split("-")
        return all(not base_forms(p).isdisjoint(position_classes()) for p in parts if p)
    return not forms.isdisjoint(position_classes()) or (
        not forms.isdisjoint(body_nouns()) and is_common_word(token.text)
    )


PATRONYMIC_WORDS = frozenset({"оглы", "оглу", "кызы", "қызы", "гызы", "улы", "ұлы", "уулу", "угли", "кизи", "заде"})


PARTICLES = frozenset(line.strip() for line in lines_of("name_particles.txt"))


ARTICLES = frozenset(
    [
        "аль",
        "ас",
        "ад",
        "ар",
        "ат",
        "аш",
        "ан",
        "аз",
        "эль",
        "эс",
        "эд",
        "эр",
        "эт",
        "эш",
        "эн",
        "эз",
        "уль",
        "бен",
        "бин",
        "ибн",
        "абу",
        "ад-дин",
        "дель",
        "ла",
        "ле",
        "ди",
        "да",
    ]
)


def is_particled(text: str) -> bool:
    """«аль-Фаюми», «ас-Сабах»: an article in lower case and a name, one token."""
    head, dash, rest = text.partition("-")
    return bool(dash) and head in ARTICLES and rest[:1].isupper()


FAMILY_ENDINGS = (
    "ов", "ова", "ову", "овой", "овым", "ове", "ев", "ева", "еву", "евой", "евым", "еве", "ёв", "ёва", "ин", "ина",
    "ину", "иной", "иным", "ский", "ская", "ского", "скому", "ским", "ской", "скую", "цкий", "цкая", "цкого", "енко",
    "швили", "дзе", "ян", "яна", "янц", "чук", "чука", "юк", "юка", "заде", "баев", "бек", "бека", "бай", "хан", "улы",
    "ұлы", "кызы", "қызы", "вич", "вича", "ко", "ых", "их",
)  # fmt: skip


def family_like(token: Token) -> bool:
    return len(token.text) > 3 and fold(token.text).endswith(FAMILY_ENDINGS) and not is_common_word(token.text)


def is_place(token: Token) -> bool:
    return token.ent_type_ == "LOC" or bool(base_forms(token.text) & places()[0].keys())


def is_body(token: Token) -> bool:
    return token.ent_type_ == "ORG" or not base_forms(token.text).isdisjoint(known_bodies())
