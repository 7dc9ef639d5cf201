"""Countries the text means without naming them: «россиян», «белорусское молоко», a national body's own figures."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from spacy.tokens import Doc

from extractor.documents import AmountMention, IndicatorMention, NameMention
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import KnownPlace
from extractor.facts.names.lexicon import places as gazetteer
from extractor.facts.names.nominative import mention_name
from extractor.facts.text import Word, text_of
from extractor.facts.wordlists import entries, fold, rows

NATIONAL = ("мин", "нац", "рос", "гос")


def implied_countries(
    doc: Doc, names: tuple[NameMention, ...], amounts: tuple[AmountMention, ...]
) -> tuple[NameMention, ...]:
    """Place mentions for countries that the words of the text imply, each with its ``name``.

    Adjectives and peoples («белорусское», «россиян») and country names within the names of bodies stand for
    themselves. A word of national scope («Нацбанк», «по стране») stands for the country whose currency, capital or
    body the article names, if they agree. Places that ``names`` has are left to it.
    """
    taken = {i for n in names if n.kind == "place" for i in range(n.start, n.end)}
    people = {i for n in names if n.kind == "person" for i in range(n.start, n.end)}
    found: list[NameMention] = []
    called = _own_names(doc, names)
    for token in text_of(doc).words:
        if token.idx in taken or token.idx in people or token.is_punct or token.is_space:
            continue
        place = _by_word(token)
        if place is not None:
            found.append(
                _mention(
                    token,
                    called.get(place.name, place.name),
                    "country_word" if place.kind == "country" else "place_word",
                )
            )
    home = _home(doc, names, amounts, found)
    if home is not None:
        at = {m.start for m in found}
        found += [
            _mention(t, called.get(home, home), "national_scope")
            for t in text_of(doc).words
            if _is_national(t) and t.idx not in taken | people | at
        ]
    return tuple(sorted(found, key=lambda m: m.start))


def _own_names(doc: Doc, names: tuple[NameMention, ...]) -> dict[str, str]:
    """The gazetteer's name of a country -> what the article calls it: «Белоруссия»."""
    out: dict[str, str] = {}
    for n in names:
        name = mention_name(doc, n) if n.kind == "place" else ""
        known = gazetteer()[0].get(fold(name))
        if known is not None and known.kind == "country" and len(name) > 3:
            out.setdefault(known.name, name)
    return out


def used(implied: tuple[NameMention, ...], indicators: tuple[IndicatorMention, ...]) -> tuple[NameMention, ...]:
    """Those of the implied mentions that some indicator is about."""
    about = {m for i in indicators for m in i.about}
    return tuple(m for m in implied if m in about)


def _mention(token: Word, country: str, rule: str) -> NameMention:
    made = NameMention(token.idx, token.idx + len(token.text), token.text, rule, kind="place")
    return replace(made, name=country)


def _by_word(token: Word) -> KnownPlace | None:
    """The place of an adjective («бишкекский»), the country of a people, or a name within a body's."""
    if not token.text[:1].isalpha() or len(token.text) < 4:
        return None
    forms = base_forms(token.text) | {token.lemma}
    names, adjectives = gazetteer()
    region = names.get(f"{_feminine(token)} область")
    if region is not None:
        return region
    for form in sorted(forms):
        place = names.get(form) if token.text[:1].isupper() else None
        place = place or (adjectives.get(form) if token.pos in ("ADJ", "PROPN") else None)
        if place is not None and form not in ("республиканский", "федеральный"):
            return place
        if form in _listed("people"):
            return KnownPlace(_listed("people")[form], "country")
    return None


def _feminine(token: Word) -> str:
    """«Гродненская — 1,4 млн т», «в Карагандинской и Северо-Казахстанской областях»: a region's adjective alone."""
    if not token.text[:1].isupper() or not token.word.endswith(("ская", "ской", "скую")):
        return ""
    return token.word[:-2] + "ая"


@cache
def _listed(what: str) -> dict[str, str]:
    return {word: row[0] for row in rows("nationals") if row[1] == what for word in row[2].split()}


def _is_national(token: Word) -> bool:
    lemma = token.lemma
    if lemma == "президент" and _heads_a_body(token):
        return False
    return lemma in entries("national_scope") or (
        token.text[:1].isupper() and lemma.startswith(NATIONAL) and token.pos in ("PROPN", "NOUN")
    )


def _heads_a_body(token: Word) -> bool:
    """«президент ассоциации», «президент АО «…»»: of a body, not of the country."""
    after = token.among[token.i + 1] if token.i + 1 < len(token.among) else None
    if after is None or after.pos not in ("NOUN", "PROPN") or after.entity == "PER":
        return False
    return _by_word(after) is None and after.word not in ("рк", "рф", "республики")


def currency_country(unit: str | None) -> str | None:
    """The country an ISO 4217 code is the currency of, where the list has it."""
    return _listed("currency").get(unit or "")


def published_in(doc: Doc) -> str | None:
    """The country of the publisher: by the address («….kz»), by a country or capital in its name («Душанбе-Пресс»)."""
    article = doc._.article
    if article is None:
        return None
    host = urlsplit(article.url or "").hostname or ""
    domain = _listed("domain").get(host.rpartition(".")[2])
    if domain is not None:
        return domain
    names, adjectives = gazetteer()
    for word in re.findall(r"[^\W_]+", fold(article.publisher or "")):
        place = names.get(word) or adjectives.get(word)
        if place is not None and place.kind == "country":
            return place.name
        if word in _listed("capital"):
            return _listed("capital")[word]
    return None


def _home(
    doc: Doc, names: tuple[NameMention, ...], amounts: tuple[AmountMention, ...], found: list[NameMention]
) -> str | None:
    """The country most of the evidence is for: its currency, its capital in the dateline, its bodies."""
    votes: dict[str, float] = {}
    currencies, capitals, bodies = _listed("currency"), _listed("capital"), _listed("body")
    for a in amounts:
        if a.kind == "money" and a.unit in currencies:
            votes[currencies[a.unit]] = votes.get(currencies[a.unit], 0.0) + 0.5
    for token in text_of(doc).words:
        lemma = token.lemma
        if lemma in bodies:
            votes[bodies[lemma]] = votes.get(bodies[lemma], 0.0) + 2.0
        elif lemma in capitals:
            weight = 3.0 if token.text.isupper() else 0.7
            votes[capitals[lemma]] = votes.get(capitals[lemma], 0.0) + weight
    for m in found:
        if m.rule == "country_word":
            votes[m.name or ""] = votes.get(m.name or "", 0.0) + 1.0
    for n in names:
        place = gazetteer()[0].get(fold(mention_name(doc, n))) if n.kind == "place" else None
        if place is not None and place.kind == "country":
            votes[place.name] = votes.get(place.name, 0.0) + 0.5
    publisher = published_in(doc)
    if publisher is not None:
        votes[publisher] = votes.get(publisher, 0.0) + 1.5
    best = max(votes, key=lambda c: (votes[c], c), default=None)
    return best if best is not None and votes[best] >= 1.0 else None
