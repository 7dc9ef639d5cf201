"""Roles that a verb or participle of leading gives: «возглавляет», «которой руководит», «основанный», «во главе»."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.documents import NameMention, RoleMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import is_adjective
from extractor.facts.names.lexicon import fold
from extractor.facts.names.nominative import body_name, mention_name
from extractor.facts.names.quotes import is_opening
from extractor.facts.roles.affiliation import Workplace, body_from
from extractor.facts.roles.mentions import Names
from extractor.facts.wordlists import rows

LEAD = {verb: title for kind, verb, title in rows("leading_verbs.tsv") if kind == "lead"}
FINITE = {verb: title for kind, verb, title in rows("leading_verbs.tsv") if kind != "participle"}
PARTICIPLES = {verb: title for _, verb, title in rows("leading_verbs.tsv")}
STAND = frozenset({"стоять", "встать", "стать", "поставить", "оказаться", "находиться"})
CASES = (["Ins"], ["Acc"], ["Nom"])
RELATIVE = frozenset(["которой", "которым", "которую", "который", "которая", "которое", "которыми"])

Meant = Callable[[int, int], NameMention | None]
"""What the common nouns of a span stand for, where a body named before says it."""


def _of(doc: Doc, body: Workplace, meant: Meant) -> tuple[NameMention | None, str]:
    """The body and its nominative; for common nouns the body they stand for, else themselves."""
    if isinstance(body, tuple):
        named = meant(*body)
        return named, mention_name(doc, named) if named is not None else body_name(doc, *body)
    return body, mention_name(doc, body)


def _object(doc: Doc, names: Names, verb: int) -> NameMention | None:
    """The body right after a verb, a common noun before it left out: «возглавляет [фонд «Даму»]»."""
    after = verb + 1
    while after < len(doc) and after - verb < 4 and after not in names.at and doc[after].pos_ in ("NOUN", "ADJ"):
        after += 1
    if after + 1 < len(doc) and after not in names.at and is_opening(doc, after):
        after += 1
    name = names.starting(after) if after < len(doc) else None
    return name if name is not None and name.kind != "person" else None


def _object_before(doc: Doc, names: Names, verb: int, person: NameMention | None) -> Workplace | None:
    """«[Совет ветеранов] возглавляет Николай Пронин»: the body right before a verb whose subject follows it."""
    if person is None or person.start < doc[verb].idx:
        return None
    before = verb - 1
    while before > 0 and doc[before].pos_ == "ADV":
        before -= 1  # «Музеем [теперь] заведует»
    if (body := names.ending(before + 1)) is not None:
        return body
    noun = body_noun_at(doc, before) if doc[before].is_alpha and doc[before].morph.get("Case", []) in CASES else None
    return (before, before + 1) if noun is not None else None


def leading(doc: Doc, names: Names, meant: Meant) -> list[RoleMention]:
    """«[Осама Фахми], возглавляющий плановый департамент», «фонд «Даму», возглавляемый [Асель Нурлановой]»."""
    found = []
    for token in doc:
        opens = token.is_sent_start and token.text[:1].isupper()
        if (token.text[:1].isupper() and not opens) or not is_adjective(token.text):
            continue
        lemma = next((fold(p.lemma) for p in parses(token.text)[:1] if p.pos == "PRTF"), "")
        title = PARTICIPLES.get(lemma)
        if title is None:
            continue
        body: Workplace | None
        former = lemma in LEAD and lemma != "возглавить" and fold(token.text).rstrip("аеийоумыхюяь").endswith("вш")
        if "Passive" in token.morph.get("Voice", []) or any("pssv" in p.grammemes for p in parses(token.text)[:1]):
            body, person = _before_comma(names, token.i), _led_by(doc, names, token.i + 1)
        else:
            person = _after_clause(doc, names, token.i) if opens else _before_clause(doc, names, token.i)
            body = body_from(doc, token.i + 1, names)
        if person is None or body is None or (isinstance(body, NameMention) and body.kind == "person"):
            continue
        named, of_text = _of(doc, body, meant)
        found.append(
            RoleMention(
                token.idx,
                token.idx + len(token.text),
                token.text,
                "leading_participle",
                person,
                title,
                named,
                of_text,
                former,
            )
        )
    return found


def standing_at_head(doc: Doc, names: Names, meant: Meant) -> list[RoleMention]:
    """«Во главе «Мыса» стоит [Ержан Муканов]», «[Анна Ким] встала во главе фонда «Даму»»."""
    found = []
    for token in doc[:-3]:
        if fold(token.text) != "во" or fold(doc[token.i + 1].text) != "главе" or fold(doc[token.i + 2].text) == "с":
            continue
        verb = next((t for t in token.sent if fold(t.lemma_) in STAND), None)
        body = body_from(doc, token.i + 2, names)
        if verb is None or body is None:
            continue
        after = next((k for k in range(verb.i + 1, min(len(doc), verb.i + 6)) if names.starting(k, "person")), None)
        person = names.starting(after, "person") if after is not None else None
        if person is None:
            subjects = (names.at.get(c.i) for c in verb.children if c.dep_ == "nsubj")
            person = next((n for n in subjects if n is not None and n.kind == "person"), None)
        if person is None:
            continue
        named, of_text = _of(doc, body, meant)
        span = doc[token.i : token.i + 2]
        found.append(
            RoleMention(span.start_char, span.end_char, span.text, "at_the_head", person, "глава", named, of_text)
        )
    return found


def _before_clause(doc: Doc, names: Names, i: int) -> NameMention | None:
    """The person before the comma that opens a participle's clause: «[Ким], в марте возглавивший «Мыс»»."""
    comma = next((k for k in range(i - 1, max(0, i - 5), -1) if doc[k].text == "," or k in names.at), 0)
    return names.ending(comma, "person") if comma and doc[comma].text == "," else None


def _after_clause(doc: Doc, names: Names, i: int) -> NameMention | None:
    """The person right behind the body of a participle that opens the sentence: «Возглавляющая «Даму» [Анна Ким]»."""
    for k in range(i + 1, min(len(doc), i + 12)):
        if doc[k].is_space or doc[k].text in (",", ".") or doc[k].pos_ == "VERB":
            return None
        if (person := names.starting(k, "person")) is not None:
            return person
    return None


def _before_comma(names: Names, i: int) -> NameMention | None:
    """The body before the comma in front of token i: «фонд [«Даму»], возглавляемый …»."""
    return names.ending(i - 1) if i > 1 and names.doc[i - 1].text == "," else None


def _led_by(doc: Doc, names: Names, after: int) -> NameMention | None:
    """The person in the instrumental right after a passive participle, a position before the name left out."""
    k = after
    while k < len(doc) and k - after < 5 and k not in names.at and doc[k].pos_ in ("NOUN", "ADJ"):
        k += 1
    return names.starting(k, "person") if k < len(doc) else None


def led_bodies(doc: Doc, names: Names, meant: Meant) -> list[RoleMention]:
    """«ТОО «Ет», которой руководит [Хадижа Магомедова]», «[Иванов] возглавляет «Мыс»», «Музеем заведует [Анна Ким]»."""
    found = []
    for token in doc:
        title = FINITE.get(fold(token.lemma_)) if token.pos_ == "VERB" else None
        if title is None or token.morph.get("VerbForm", []) != ["Fin"]:
            continue
        i = token.i
        body: Workplace | None
        if (pronoun := _relative_before(doc, names, i)) is not None:
            person, body = _in_relative_clause(doc, names, i, pronoun)
        else:
            person = _leader(doc, names, token)
            body = _object(doc, names, i) or _object_before(doc, names, i, person)
        if person is None or body is None or (isinstance(body, NameMention) and body.kind == "person"):
            continue
        named, of_text = _of(doc, body, meant)
        found.append(
            RoleMention(token.idx, token.idx + len(token.text), token.text, "leads_body", person, title, named, of_text)
        )
    return found


def _relative_before(doc: Doc, names: Names, i: int) -> int | None:
    """«которая [12 лет] руководит»: the relative pronoun of a verb's clause, a few words of time between them."""
    for k in range(i - 1, max(-1, i - 6), -1):
        if fold(doc[k].text) in RELATIVE:
            return k
        if doc[k].is_punct or doc[k].is_space or k in names.at or doc[k].pos_ == "VERB":
            return None
    return None


def _in_relative_clause(doc: Doc, names: Names, i: int, pronoun: int) -> tuple[NameMention | None, Workplace | None]:
    """«[фонд «Ет»], которым руководит [Анна Ким]», «[Анна Ким], которая руководит [фондом]»: person and body."""
    person = names.starting(i + 1, "person") if i + 1 < len(doc) else None
    k = pronoun - 1
    while k > 0 and doc[k].is_punct and k not in names.at:
        k -= 1
    leader = names.ending(pronoun - 1, "person") if pronoun >= 2 and doc[pronoun - 1].text == "," else None
    if leader is not None and person is None:
        return leader, _object(doc, names, i)
    if person is not None and doc[pronoun].morph.get("Case", []) == ["Nom"]:
        return None, None
    return person, names.at.get(k)


def _leader(doc: Doc, names: Names, verb: Token) -> NameMention | None:
    """The person who is the verb's subject: by the tree, right after or right before it, by «он», «она» in brackets."""
    for child in verb.children:
        name = names.at.get(child.i)
        if child.dep_ == "nsubj" and name is not None and name.kind == "person":
            return name
    after = names.starting(verb.i + 1, "person") if verb.i + 1 < len(doc) else None
    if after is not None:
        return after
    if verb.i > 2 and fold(doc[verb.i - 1].text) in ("он", "она") and doc[verb.i - 2].text == "(":
        return names.ending(verb.i - 2, "person")
    return names.ending(verb.i, "person")
