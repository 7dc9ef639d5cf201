"""The body named right after a person: «Иванов из фонда «Весы»», «Петрова («Живая река»)», «она работает в …»."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.documents import NameMention, RoleMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.names.nominative import name_of
from extractor.facts.names.quotes import is_opening
from extractor.facts.roles.mentions import Names, family_stem
from extractor.facts.roles.stand_ins import stand_ins

WORKS = entries("role_words.txt", "works")
CLAUSE_ENDS = frozenset({",", ".", ";", ":", "—", "–", "!", "?", "(", ")"})
AFFILIATED = "представитель"
"""The title of a person of whom the text says the body and no position: «Лусия Ортега из Faro Capital»."""

Workplace = NameMention | tuple[int, int]
"""A body of the Doc, or the tokens of the common nouns that stand for it."""


def bodies_after_names(doc: Doc, names: Names) -> dict[NameMention, Workplace]:
    """«[хирург Айгерим Боранбай] из Научного центра», «[Инесса Загарян] («Живая река»)»: person -> what they are of."""
    found: dict[NameMention, Workplace] = {}
    for person, (_, end) in names.range.items():
        if person.kind != "person" or end + 1 >= len(doc):
            continue
        if fold(doc[end].text) in ("из", "от"):
            body = body_from(doc, end + 1, names)
        elif doc[end].text == "(":
            body = _in_brackets(doc, end, names)
        else:
            continue
        if body is not None and not (fold(doc[end].text) == "от" and _is_place(body)):
            found[person] = body
    return found


def body_from(doc: Doc, start: int, names: Names) -> Workplace | None:
    """The body or place that begins at ``start`` behind a preposition, adjectives and common nouns before it left out:
    «[мадридской] Faro Capital», «[инвесткомпании] «Исетский капитал»»; without a name, the nouns themselves.
    """
    k = start
    while k < len(doc) and k - start < 4 and k not in names.at and is_adjective(doc[k].text):
        k += 1
    if k >= len(doc):
        return None
    if k + 1 < len(doc) and k not in names.at and is_opening(doc, k):
        return names.starting(k + 1, "institution")
    if k not in names.at and (noun := body_noun_at(doc, k)) is not None:
        follow = names.starting(k + len(noun.words), "institution")
        return follow if follow is not None else (start, k + len(noun.words))
    if k not in names.at and not base_forms(doc[k].text).isdisjoint(stand_ins()):
        return start, k + 1
    name = names.starting(k)
    return name if name is not None and name.kind != "person" else None


def _in_brackets(doc: Doc, opening: int, names: Names) -> NameMention | None:
    """«([Казахстан])», «(«[Кайрат]»)»: a body or place that fills the brackets after a name."""
    name = names.starting(opening + 1)
    if name is None or name.kind == "person":
        return None
    end = names.range[name][1]
    return name if end < len(doc) and doc[end].text in (")", ",") else None


def _is_place(body: Workplace) -> bool:
    return isinstance(body, NameMention) and body.kind == "place"


def workplaces(doc: Doc, names: Names) -> dict[NameMention, Workplace]:
    """«[Диана Уразова], заведующая … Она работает в [Институте гидробиологии]», «[Малахов] двадцать лет работает
    сварщиком на [заводе]»: person -> the body they work in.
    """
    found: dict[NameMention, Workplace] = {}
    for token in doc:
        if token.pos_ not in ("VERB", "ADJ") or fold(token.lemma_) not in WORKS:
            continue
        body = _place_of_work(doc, names, token.i)
        person = _worker(doc, names, token) if body is not None else None
        if body is not None and person is not None:
            found.setdefault(person, body)
    return found


def _place_of_work(doc: Doc, names: Names, verb: int) -> Workplace | None:
    """The institution behind «в», «на», «при» in the clause of a verb of working; common nouns where they say which."""
    for k in range(verb + 1, min(len(doc) - 1, verb + 9)):
        if doc[k].is_space or doc[k].text in CLAUSE_ENDS or (k in names.at and names.at[k].kind == "person"):
            return None
        if fold(doc[k].text) not in ("в", "во", "на", "при"):
            continue
        body = body_from(doc, k + 1, names)
        if isinstance(body, NameMention) and body.kind == "institution":
            return body
        if isinstance(body, tuple) and _says_which(doc, *body):
            return body[0], _with_number(doc, body[1])
    return None


def _says_which(doc: Doc, start: int, end: int) -> bool:
    """«в [сельской школе]», «в [больнице]», not «в [компании]»: a noun of one sort of body, or told by an adjective."""
    noun = next((n for k in range(start, end) if (n := body_noun_at(doc, k)) is not None), None)
    return noun is not None and (noun.kind in ("university", "other", "court") or end - start > len(noun.words))


def _with_number(doc: Doc, end: int) -> int:
    """Index after «(воинской части) [5510]», «(школе) [№ 12]»."""
    if end + 1 < len(doc) and doc[end].text == "№" and doc[end + 1].text[:1].isdigit():
        return end + 2
    last = end + 1 >= len(doc) or not doc[end + 1].text[:1].isalpha()
    return end + 1 if end < len(doc) and doc[end].text.isdigit() and last else end


def _worker(doc: Doc, names: Names, verb: Token) -> NameMention | None:
    """The person who works: the subject, the one person of the sentence before for «он», «она», the name before the
    comma for «который работает», «работающий».
    """
    if verb.i and doc[verb.i - 1].text == ",":
        return names.ending(verb.i - 1, "person")
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    if fold(subject.text) in ("который", "которая") and subject.i and doc[subject.i - 1].text == ",":
        return names.ending(subject.i - 1, "person")
    if fold(subject.text) in ("он", "она") and verb.sent.start:
        before = doc[verb.sent.start - 1].sent
        people = {n for n in names.range if n.kind == "person" and before.start_char <= n.start < before.end_char}
        return people.pop() if len(people) == 1 else None
    for token in (subject, *(c for c in subject.children if c.dep_ in ("appos", "flat:name"))):
        person = names.at.get(token.i)
        if person is not None and person.kind == "person":
            return person
    return None


def affiliated(doc: Doc, of: dict[NameMention, Workplace], roles: list[RoleMention]) -> list[RoleMention]:
    """A role for each person of whom the text says only the institution they are of; ``roles`` are those found."""
    known = {family_stem(r.person) for r in roles}
    found = []
    for person, body in of.items():
        if family_stem(person) in known or not isinstance(body, NameMention) or body.kind != "institution":
            continue
        of_text = name_of(doc, body.start, body.end, body.kind)
        found.append(RoleMention(body.start, body.end, body.text, "body_after_name", person, AFFILIATED, body, of_text))
    return found
