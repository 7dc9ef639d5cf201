"""Nominative of an institution's or place's name as a phrase: «Совета индустрий Алматы» -> «Совет индустрий Алматы»."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from extractor.annotate.dictionary import parses
from extractor.annotate.morphology import inflect, like, nominative_phrase
from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms, is_adjective, is_common_word
from extractor.facts.names.lexicon import fold, known_bodies, legal_forms, place_nouns, places
from extractor.facts.names.quotes import CLOSE, OPEN

MARKS = OPEN | CLOSE | {'"'}


def body_name(doc: Doc, start: int, end: int) -> str:
    """An institution's name in the nominative, without quotation marks, of tokens ``start`` to ``end``."""
    tokens = list(doc[start:end])
    quoted = next((k for k, t in enumerate(tokens) if t.text in MARKS), len(tokens))
    head = [t for t in tokens[:quoted] if t.text not in MARKS]
    inner = [t for t in tokens[quoted:] if t.text not in MARKS]
    if not head:
        return _known_name(inner) or joined(inner)
    if all(t.text in legal_forms() or not t.text[:1].isalpha() for t in head):
        return " ".join(filter(None, (joined(head), joined(inner))))
    return " ".join(filter(None, (_phrase(doc, head), joined(inner))))


def joined(tokens: list[Token]) -> str:
    """The tokens as written, marks left out."""
    return "".join(t.text + t.whitespace_ for t in tokens).strip()


def _phrase(doc: Doc, tokens: list[Token]) -> str:
    """Head noun and the adjectives before it in the nominative, the rest as it stands."""
    first, last = tokens[0].i, tokens[-1].i + 1
    if all(t.text[:1].isascii() for t in tokens):
        return joined(tokens)
    known = _known_name(tokens)
    if known:
        return known
    at = next((t.i for t in tokens if body_noun_at(doc, t.i) is not None), None)
    if at is None:
        proper = all(t.text[:1].isupper() for t in tokens) and not any(p.known for p in parses(tokens[0].text))
        if len(tokens) > 1 and proper:
            return joined(tokens)  # «Паёми Вахш»: words of another language stay
        return nominative_phrase(tokens) if len(tokens) > 1 else single_name(tokens[0])
    noun = body_noun_at(doc, at)
    length = len(noun.words) if noun else 1
    words = [
        nominative_before(doc[k], doc[at + length - 1] if _adjectives(noun.words if noun else ()) else doc[at])
        for k in range(first, at)
    ]
    if noun and len(noun.words) > 1:
        words += [
            like(doc[at + k].text, w) if fold(doc[at + k].text) != w else doc[at + k].text
            for k, w in enumerate(noun.words)
        ]
    else:
        words.append(noun_nominative(doc[at], noun.words[0] if noun else None))
    rest = joined(list(doc[at + length : last]))
    return " ".join([*words, rest]).strip()


def _adjectives(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and is_adjective(words[0])


def _known_name(tokens: list[Token]) -> str | None:
    """«МИДа», «Росстате», «Всемирного банка»: the list's own nominative."""
    if len(tokens) != 1:
        return None
    forms = sorted(base_forms(tokens[0].text) & known_bodies().keys())
    if fold(tokens[0].text) in known_bodies():
        return known_bodies()[fold(tokens[0].text)].name
    return known_bodies()[forms[0]].name if forms else None


def noun_nominative(token: Token, wanted: str | None = None) -> str:
    """A noun's nominative singular, ``wanted`` (folded) where it is known, with the token's capitals."""
    if wanted is not None:
        for parse in parses(token.text):
            form = parse.form("nomn", "sing") if parse.pos == "NOUN" else None
            if form and fold(form) == wanted:
                return like(token.text, form)
        if fold(token.text) == wanted:
            return token.text
        if "-" in wanted or wanted not in base_forms(token.text):
            return like(token.text, wanted)
    return inflect(token.text, case="Nom", number="Sing", pos="NOUN", feats=str(token.morph))


def nominative_before(token: Token, noun: Token) -> str:
    """An adjective in the nominative, agreeing with ``noun``; other words stay."""
    if not is_adjective(token.text):
        return token.text
    gender = None
    for parse in parses(noun.text):
        if parse.pos == "NOUN" and parse.known and parse.feats.get("Gender"):
            gender = parse.feats["Gender"]
            break
    gender = gender or (noun.morph.get("Gender", []) or ["Masc"])[0]
    found = inflect(token.text, case="Nom", number="Sing", gender=gender, pos="ADJ", feats=str(token.morph))
    if fold(found)[:4] == fold(token.text)[:4]:
        return found
    grammeme = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}[gender]
    forms = (p.form("nomn", "sing", grammeme) for p in parses(token.text) if p.pos == "ADJF")
    alike = next((f for f in forms if f and fold(f)[:4] == fold(token.text)[:4]), None)  # «Высшей», not «Высочайшая»
    return like(token.text, alike) if alike else _plain_ending(token.text, gender)


def _plain_ending(word: str, gender: str) -> str:
    """«Высшей» -> «Высшая»: an adjective's ending of two letters changed for the nominative's."""
    endings = {"Masc": "ий", "Fem": "ая", "Neut": "ее"}
    return word[:-2] + endings[gender] if word.endswith(("ей", "ой", "ую")) else word


def single_name(token: Token) -> str:
    """One word's nominative: the tagger's case tells; words the dictionary lacks lose a case ending only where it is
    sure.
    """
    text = token.text
    case = (token.morph.get("Case", []) or [""])[0]
    if case in ("", "Nom") or text[1:].lower() != text[1:]:
        return text
    if is_common_word(text) or any(p.known for p in parses(text)):
        return inflect(text, case="Nom", pos=token.pos_, feats=str(token.morph))
    return strip_ending(text, case)


def strip_ending(text: str, case: str) -> str:
    """A word no dictionary has, without the ending of its case: «Росздравнадзора» -> «Росздравнадзор»."""
    low = fold(text)
    endings = {"Gen": ("а",), "Dat": ("у",), "Ins": ("ом", "ем"), "Loc": ("е",), "Acc": ()}.get(case, ())
    for ending in endings:
        if low.endswith(ending) and len(low) - len(ending) > 3 and low[-len(ending) - 1] not in "аеёиоуыэюя":
            return text[: len(text) - len(ending)]
    return text


def place_name(span: Span) -> str:
    """A place's name in the nominative: the gazetteer's, «Костанайская область», else the phrase's."""
    tokens = list(span)
    names = places()[0]
    whole = fold(span.text)
    if whole in names:
        return names[whole].name
    if len(tokens) == 1:
        forms = sorted(base_forms(tokens[0].text))
        hit = next((f for f in forms if f in names), None)
        if hit:
            return names[hit].name
        if is_adjective(tokens[0].text) and fold(tokens[0].text).endswith(("ской", "ская", "скую", "цкой", "цкая")):
            return region_of_adjective(tokens[0].text)
        return single_name(tokens[0])
    phrase = fold(listed_phrase(tokens))
    if phrase in names:
        return names[phrase].name
    if is_adjective(tokens[0].text) and not base_forms(tokens[-1].text).isdisjoint(place_nouns()):
        noun = next(iter(sorted(base_forms(tokens[-1].text) & place_nouns().keys())))
        noun_text = noun_nominative(tokens[-1], noun)
        adjective = inflect(
            tokens[0].text,
            case="Nom",
            number="Sing",
            gender=GENDERS.get(noun[-1:], "Masc"),
            pos="ADJ",
            feats=str(tokens[0].morph),
        )
        return f"{adjective} {noun_text}" if len(tokens) == 2 else f"{adjective} {joined(tokens[1:-1])} {noun_text}"
    if not base_forms(tokens[0].text).isdisjoint(place_nouns()):
        noun = next(iter(sorted(base_forms(tokens[0].text) & place_nouns().keys())))
        return f"{noun_nominative(tokens[0], noun)} {joined(tokens[1:])}"
    return nominative_phrase(tokens)


GENDERS = {"ь": "Fem", "а": "Fem", "я": "Fem", "о": "Neut", "е": "Neut"}


def listed_phrase(tokens: list[Token]) -> str:
    """The gazetteer's name that every word of the phrase may be a form of, else the phrase as written."""
    names = places()[0]
    text = joined(tokens)
    choices: list[list[str]] = [sorted(base_forms(t.text)) for t in tokens]
    if len(tokens) > 4:
        return text
    found = [""]
    for options in choices:
        found = [f"{f} {o}".strip() for f in found for o in options][:64]
    return next((f for f in found if f in names), text)


def region_of_adjective(word: str) -> str:
    """«Павлодарской» said of a region without its noun -> «Павлодарская область»."""
    return f"{inflect(word, case='Nom', number='Sing', gender='Fem', pos='ADJ')} область"


def mention_name(doc: Doc, mention: NameMention) -> str:
    """The nominative of an institution's or place's mention; the country of «казахстанский» for a position's
    adjective.
    """
    if mention.rule == "adjective_of_position":
        adjectives = places()[1]
        hit = next((f for f in sorted(base_forms(mention.text)) if f in adjectives), None)
        if hit:
            return adjectives[hit].name
    return name_of(doc, mention.start, mention.end, mention.kind)


def name_of(doc: Doc, start_char: int, end_char: int, kind: str) -> str:
    """The nominative of an institution's or place's mention by its offsets."""
    span = doc.char_span(start_char, end_char, alignment_mode="expand")
    if span is None:
        return doc.text[start_char:end_char]
    return place_name(span) if kind == "place" else body_name(doc, span.start, span.end)
