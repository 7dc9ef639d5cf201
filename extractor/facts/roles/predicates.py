"""Positions said of people by a verb or a nominal predicate: «Иванов стал министром», «он работал акимом»."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.documents import NameMention
from extractor.facts.names.forms import DASHES
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.roles.edges import left_edge, several
from extractor.facts.roles.mentions import Names, family_stem
from extractor.facts.roles.position import Link, Position

BE = entries("role_words.txt", "be")
TAKE = entries("role_words.txt", "take")
LEFT = entries("role_words.txt", "left")
EARLIER = entries("role_words.txt", "earlier")


def predicate(doc: Doc, p: Position, names: Names) -> list[Link]:
    """«[Иванов] стал министром», «[Иванова] назначили директором», «[Иванов] был учителем»."""
    head = doc[p.head]
    if head.dep_ == "nmod" and fold(head.head.lemma_) in ("пост", "должность", "кресло", "место"):
        verb = head.head.head
        left = fold(verb.lemma_) in LEFT
        p.former = p.former or left
        return _subject_of(p, names, verb, head) if left or fold(verb.lemma_) in BE | TAKE else []
    verb = head.head if head.dep_ not in ("root", "ROOT") else head
    if verb is head and not any(c.dep_ == "cop" for c in head.children):
        return _subject_by_pronoun(p, names, head, head)  # «[Она] доцент кафедры»
    if verb is not head and fold(verb.lemma_) not in BE:
        return []
    if verb is not head and head.morph.get("Case", []) not in (["Ins"], ["Nom"], []):
        return []
    return _subject_of(p, names, verb, head)


def _subject_of(p: Position, names: Names, verb: Token, head: Token) -> list[Link]:
    """The person who is a verb's subject or object, by name or by a position before the name."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and child.i != head.i:
            for token in (child, *(c for c in child.children if c.dep_ in ("appos", "flat:name"))):
                person = names.at.get(token.i)
                if person is not None and person.kind == "person" and child.sent == head.sent:
                    people = several(head.doc, names, names.range[person][0]) if p.plural else [person]
                    return [Link(p, one, "role_as_predicate", n, len(people)) for n, one in enumerate(people)]
    doc = head.doc
    for child in verb.children:
        opened = child.i > 1 and doc[child.i - 1].text == ","
        if opened and fold(child.text) in ("который", "которая", "которые") and child.dep_.startswith("nsubj"):
            person = names.ending(child.i - 1, "person")  # «Ким, [который] работает министром»
            if person is not None:
                return [Link(p, person, "role_as_predicate")]
    before = names.ending(verb.i, "person")
    if (
        before is not None
        and before.start >= head.sent.start_char
        and doc[names.range[before][0]].morph.get("Case", []) != ["Gen"]
    ):
        return [Link(p, before, "role_as_predicate")]
    return _subject_by_pronoun(p, names, verb, head)


def _subject_by_pronoun(p: Position, names: Names, verb: Token, head: Token) -> list[Link]:
    """«Ранее [он] работал акимом», «Работала учителем»: the one person of the last sentence before that names any."""
    doc, sentence = head.doc, head.sent
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is not None and fold(subject.text) not in ("он", "она"):
        return []
    if subject is None and (verb is head or not _single_past(verb)):
        return []
    if names.has_person(sentence.start, head.i):
        return []
    person = _one_person_before(names, sentence.start)
    if person is None:
        return []
    if any(fold(t.text) in EARLIER for t in doc[sentence.start : head.i]):
        p.former = True
    return [Link(p, person, "role_of_pronoun")]


def _single_past(verb: Token) -> bool:
    """«работал», «назначена»: a past form of one person that needs no subject."""
    singular = verb.morph.get("Number", []) == ["Sing"] and verb.morph.get("Tense", []) == ["Past"]
    return verb.pos_ == "VERB" and singular and verb.morph.get("Gender", []) != ["Neut"]


def _one_person_before(names: Names, start: int, most: int = 4) -> NameMention | None:
    """The person of the last of ``most`` sentences before token ``start`` that names any, where it names one only."""
    doc = names.doc
    for _ in range(most):
        while start > 0 and doc[start - 1].is_space:
            start -= 1
        if start < 1:
            return None
        sentence = doc[start - 1].sent
        people = {names.at[k] for k in range(sentence.start, sentence.end) if k in names.at}
        named = sorted((n for n in people if n.kind == "person"), key=lambda n: n.start)
        if named:
            return named[0] if len({family_stem(n) for n in named}) == 1 else None
        start = sentence.start
    return None


def biography(doc: Doc, p: Position, names: Names) -> list[Link]:
    """«[Айдар Жумабаев] родился … С 2015 года — заместитель председателя «КазАгро»»: a line of a curriculum vitae."""
    left = left_edge(doc, p)
    if left < 3 or p.plural or doc[left - 1].text not in DASHES or doc[p.head].morph.get("Case", []) != ["Nom"]:
        return []
    start = doc[p.head].sent.start
    opening = next(
        (k for k in range(left - 2, max(start, left - 9) - 1, -1) if fold(doc[k].text) in ("с", "в", "до")), 0
    )
    dated = any(len(doc[k].text) == 4 and doc[k].text.isdigit() for k in range(opening, left))
    if not opening or not dated or any(k in names.at for k in range(opening, left)):
        return []
    person = _one_person_before(names, start)
    if person is None or names.has_person(start, left):
        return []
    return [Link(p, person, "role_in_biography")]


def became(doc: Doc, p: Position, names: Names) -> list[Link]:
    """«На КТЖ новый директор. Им стал [Ерлан Койшибаев]»: the sentence behind says by a pronoun who it is."""
    if p.plural:
        return []
    sentence = doc[p.head].sent
    at = sentence.end
    while at < len(doc) and doc[at].is_space:
        at += 1
    if (
        at + 2 >= len(doc)
        or fold(doc[at].text) not in ("им", "ею", "ей")
        or names.has_person(sentence.start, sentence.end)
    ):
        return []
    if not any(fold(doc[k].lemma_) in BE for k in range(at + 1, at + 3)):
        return []
    person = next((n for k in range(at + 2, min(len(doc), at + 6)) if (n := names.starting(k, "person"))), None)
    return [Link(p, person, "role_of_pronoun")] if person is not None else []
