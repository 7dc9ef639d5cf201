"""Roles that no position noun beside the name gives: «делегация во главе с …», «его коллега из …»."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention, RoleMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.names.nominative import name_of
from extractor.facts.roles.mentions import Names

GROUPS = {
    "делегация": "глава делегации",
    "миссия": "глава миссии",
    "комиссия": "глава комиссии",
    "группа": "глава группы",
    "команда": "глава команды",
}


def headed_by(doc: Doc, names: Names) -> list[RoleMention]:
    """«делегация Согдийской области во главе с [Фарзоной Шариповой]»."""
    found = []
    for token in doc:
        i = token.i
        if (
            fold(token.text) != "во"
            or i + 3 >= len(doc)
            or fold(doc[i + 1].text) != "главе"
            or fold(doc[i + 2].text) not in ("с", "со")
        ):
            continue
        person = names.starting(i + 3, "person")
        if person is None:
            continue
        body, title = None, "глава"
        for k in range(i - 1, max(-1, i - 12), -1):
            if doc[k].is_space or doc[k].text in (".", ";"):
                break
            name = names.at.get(k)
            if name is not None and name.kind != "person":
                body = name
            hit = next((g for f in sorted(base_forms(doc[k].text)) if (g := GROUPS.get(f))), None)
            if hit:
                title = hit
                break
        span = doc[i : i + 3]
        of_text = name_of(doc, body.start, body.end, body.kind) if body else None
        found.append(RoleMention(span.start_char, span.end_char, span.text, "headed_by", person, title, body, of_text))
    return found


LEAD = {
    "руководить": "руководитель",
    "возглавлять": "глава",
    "возглавить": "глава",
    "владеть": "владелец",
    "заведовать": "заведующий",
    "командовать": "командир",
    "председательствовать": "председатель",
}


def _object(doc: Doc, names: Names, verb: int) -> NameMention | None:
    """The name right after a verb, a common noun before it left out: «возглавляет [фонд «Даму»]»."""
    after = verb + 1
    while after < len(doc) and after - verb < 4 and after not in names.at and doc[after].pos_ in ("NOUN", "ADJ"):
        after += 1
    return names.starting(after) if after < len(doc) else None


def led_bodies(doc: Doc, names: Names) -> list[RoleMention]:
    """«ТОО «Ет», которой руководит [Хадижа Магомедова]», «[Иванов] возглавляет «Мыс»»."""
    found = []
    for token in doc:
        title = LEAD.get(fold(token.lemma_)) if token.pos_ == "VERB" else None
        if title is None or token.morph.get("VerbForm", []) != ["Fin"]:
            continue
        i, person, body = token.i, None, None
        relative = i >= 1 and fold(doc[i - 1].text) in (
            "которой",
            "которым",
            "которую",
            "который",
            "которая",
            "которое",
            "которыми",
        )
        if relative:
            person = names.starting(i + 1, "person") if i + 1 < len(doc) else None
            k = i - 2
            while k > 0 and (doc[k].is_punct and k not in names.at):
                k -= 1
            body = names.at.get(k)
        leader = names.ending(i - 2, "person") if relative and i >= 3 and doc[i - 2].text == "," else None
        if leader is not None and person is None:
            person, body = leader, _object(doc, names, i)
        elif not relative:
            person = next(
                (n for c in token.children if c.dep_ == "nsubj" and (n := names.at.get(c.i)) and n.kind == "person"),
                None,
            )
            body = _object(doc, names, i)
        if person is None or body is None or body.kind == "person":
            continue
        of_text = name_of(doc, body.start, body.end, body.kind)
        found.append(
            RoleMention(token.idx, token.idx + len(token.text), token.text, "leads_body", person, title, body, of_text)
        )
    return found


def bodies_after_names(doc: Doc, names: Names) -> dict[NameMention, NameMention | tuple[int, int]]:
    """«[хирург Айгерим Боранбай] из Научного центра»: person -> the institution (or the words for it) named after
    «из».
    """
    found: dict[NameMention, NameMention | tuple[int, int]] = {}
    for person, (_, end) in names.range.items():
        if person.kind != "person" or end + 1 >= len(doc) or fold(doc[end].text) not in ("из", "от"):
            continue
        body = names.starting(end + 1)
        if body is not None and body.kind == "institution":
            found[person] = body
        elif body is None:
            k = end + 1
            while k < len(doc) and k - end < 5 and k not in names.at and is_adjective(doc[k].text):
                k += 1
            noun = body_noun_at(doc, k) if k < len(doc) and k not in names.at else None
            if noun is not None:
                follow = names.starting(k + len(noun.words), "institution")
                found[person] = follow if follow is not None else (end + 1, k + len(noun.words))
    return found


WORKS = entries("role_words.txt", "works")


def workplaces(doc: Doc, names: Names) -> dict[NameMention, NameMention | tuple[int, int]]:
    """«[Диана Уразова], заведующая … Она работает в [Институте гидробиологии]»: person -> the body they work in."""
    found: dict[NameMention, NameMention | tuple[int, int]] = {}
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


def colleagues(doc: Doc, names: Names, roles: list[RoleMention]) -> list[RoleMention]:
    """«его коллега из Павлодарской [Вадим Штарк]»: the title of the role before, of the place or body named."""
    found = []
    for token in doc:
        if "коллега" not in base_forms(token.text) or token.morph.get("Number", []) == ["Plur"]:
            continue
        at, body = token.i + 1, None
        if (
            at + 1 < len(doc)
            and fold(doc[at].text) == "из"
            and (name := names.starting(at + 1))
            and name.kind != "person"
        ):
            body, at = name, names.range[name][1]
        person = names.starting(at, "person") if at < len(doc) else None
        before = [r for r in roles if r.start < token.idx]
        if person is None or not before or any(r.person == person for r in roles):
            continue
        if body is None and not _possessive(doc, token.i):
            continue
        last: RoleMention = max(before, key=lambda r: r.start)
        span = doc[token.i : at]
        of_text = name_of(doc, body.start, body.end, body.kind) if body else None
        found.append(
            RoleMention(span.start_char, span.end_char, span.text, "colleague_of", person, last.title, body, of_text)
        )
    return found


def _possessive(doc: Doc, i: int) -> bool:
    return i > 0 and fold(doc[i - 1].text) in ("его", "ее", "их")
