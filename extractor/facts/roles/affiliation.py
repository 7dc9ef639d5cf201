"""The body named right after a person: «Иванов из фонда «Весы»», «Петрова («Живая река»)», «она работает в …»."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention, RoleMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import is_adjective
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.names.nominative import name_of
from extractor.facts.names.quotes import is_opening
from extractor.facts.roles.mentions import Names

WORKS = entries("role_words.txt", "works")
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
    """«[Диана Уразова], заведующая … Она работает в [Институте гидробиологии]»: person -> the body they work in."""
    found: dict[NameMention, Workplace] = {}
    for token in doc:
        if token.pos_ != "VERB" or fold(token.lemma_) not in WORKS or token.i + 2 >= len(doc):
            continue
        after = token.i + 1
        body = names.starting(after + 1) if fold(doc[after].text) in ("в", "во", "на") else None
        if body is None or body.kind != "institution":
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        person = names.at.get(subject.i) if subject is not None else None
        if subject is not None and fold(subject.text) in ("он", "она") and token.sent.start:
            before = doc[token.sent.start - 1].sent
            people = [n for n in names.range if n.kind == "person" and before.start_char <= n.start < before.end_char]
            person = people[0] if len(people) == 1 else None
        if person is not None and person.kind == "person":
            found.setdefault(person, body)
    return found


def affiliated(doc: Doc, of: dict[NameMention, Workplace], roles: list[RoleMention]) -> list[RoleMention]:
    """A role for each person of whom the text says only the institution they are of; ``roles`` are those found."""
    known = {_surname(r.person) for r in roles}
    found = []
    for person, body in of.items():
        if _surname(person) in known or not isinstance(body, NameMention) or body.kind != "institution":
            continue
        of_text = name_of(doc, body.start, body.end, body.kind)
        found.append(RoleMention(body.start, body.end, body.text, "body_after_name", person, AFFILIATED, body, of_text))
    return found


def _surname(person: NameMention) -> str:
    return fold(person.text.split()[-1])[:5]
