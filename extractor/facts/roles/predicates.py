"""Positions said of people by a verb or a nominal predicate: «Иванов стал министром», «он работал акимом»."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.facts.names.lexicon import entries, fold
from extractor.facts.roles.edges import several
from extractor.facts.roles.mentions import Names
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
    if verb is not head and not (base_forms_verb(verb) & BE):
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
    """«Ранее [он] работал акимом»: the one person named in the sentence before."""
    doc, sentence = head.doc, head.sent
    pronoun = next((c for c in verb.children if c.dep_ == "nsubj" and fold(c.text) in ("он", "она")), None)
    if pronoun is None or sentence.start < 1 or names.at.keys() & set(range(sentence.start, pronoun.i)):
        return []
    before = doc[sentence.start - 1].sent
    people = {names.at[i] for i in range(before.start, before.end) if i in names.at and names.at[i].kind == "person"}
    if len(people) != 1:
        return []
    if any(base & EARLIER for base in (frozenset({fold(t.text)}) for t in doc[sentence.start : head.i])):
        p.former = True
    return [Link(p, people.pop(), "role_of_pronoun")]


def base_forms_verb(token: object) -> frozenset[str]:
    """The verb's lemma as a set."""
    return frozenset({fold(getattr(token, "lemma_", ""))})


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
        or any(k in names.at and names.at[k].kind == "person" for k in range(sentence.start, sentence.end))
    ):
        return []
    if not any(fold(doc[k].lemma_) in BE for k in range(at + 1, at + 3)):
        return []
    person = next((n for k in range(at + 2, min(len(doc), at + 6)) if (n := names.starting(k, "person"))), None)
    return [Link(p, person, "role_of_pronoun")] if person is not None else []
