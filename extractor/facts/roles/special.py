"""Roles that no position noun beside the name gives: «делегация во главе с …», «его коллега из …»."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.documents import NameMention, RoleMention
from extractor.facts.names import mention_of
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import fold, places
from extractor.facts.names.nominative import body_name, mention_name, name_of
from extractor.facts.roles.affiliation import body_from
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
FOUND = {
    "основать": "основатель",
    "учредить": "учредитель",
    "курировать": "куратор",
    "представлять": "представитель",
    "принадлежать": "владелец",
    "контролировать": "владелец",
}


def _object(doc: Doc, names: Names, verb: int) -> NameMention | None:
    """The name right after a verb, a common noun before it left out: «возглавляет [фонд «Даму»]»."""
    after = verb + 1
    while after < len(doc) and after - verb < 4 and after not in names.at and doc[after].pos_ in ("NOUN", "ADJ"):
        after += 1
    return names.starting(after) if after < len(doc) else None


def _object_before(doc: Doc, names: Names, verb: int, person: NameMention | None) -> NameMention | None:
    """«[Совет ветеранов] возглавляет Николай Пронин»: the body right before a verb whose subject follows it."""
    body = names.ending(verb)
    return body if person is not None and person.start > doc[verb].idx and body is not None else None


def leading(doc: Doc, names: Names) -> list[RoleMention]:
    """«[Осама Фахми], возглавляющий плановый департамент», «фонд «Даму», возглавляемый [Асель Нурлановой]»."""
    found = []
    for token in doc:
        if token.text[:1].isupper() or not is_adjective(token.text):
            continue
        lemma = next((fold(p.lemma) for p in parses(token.text)[:1] if p.pos == "PRTF"), "")
        title = LEAD.get(lemma) or FOUND.get(lemma)
        if title is None:
            continue
        former = fold(token.text).rstrip("аеийоумыхюяь").endswith("вш")
        if "Passive" in token.morph.get("Voice", []) or any("pssv" in p.grammemes for p in parses(token.text)[:1]):
            body, person = _before_comma(names, token.i), _led_by(doc, names, token.i + 1)
            phrase = None
        else:
            body = None
            person = names.ending(token.i - 1, "person") if token.i and doc[token.i - 1].text == "," else None
            phrase = body_from(doc, token.i + 1, names) if token.i + 1 < len(doc) else None
            body = phrase if isinstance(phrase, NameMention) else None
        if person is None or person.kind != "person" or (body is None and not isinstance(phrase, tuple)):
            continue
        if body is not None and body.kind == "person":
            continue
        of_text = name_of(doc, body.start, body.end, body.kind) if body is not None else None
        if isinstance(phrase, tuple):
            of_text = body_name(doc, *phrase)
        found.append(
            RoleMention(
                token.idx,
                token.idx + len(token.text),
                token.text,
                "leading_participle",
                person,
                title,
                body,
                of_text,
                former,
            )
        )
    return found


def standing_at_head(doc: Doc, names: Names) -> list[RoleMention]:
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
        named = body if isinstance(body, NameMention) else None
        of_text = mention_name(doc, named) if named is not None else body_name(doc, *body)  # type: ignore[misc]
        span = doc[token.i : token.i + 2]
        found.append(
            RoleMention(span.start_char, span.end_char, span.text, "at_the_head", person, "глава", named, of_text)
        )
    return found


STAND = frozenset({"стоять", "встать", "стать", "поставить", "оказаться", "находиться"})


def _before_comma(names: Names, i: int) -> NameMention | None:
    """The body before the comma in front of token i: «фонд [«Даму»], возглавляемый …»."""
    return names.ending(i - 1) if i > 1 and names.doc[i - 1].text == "," else None


def _led_by(doc: Doc, names: Names, after: int) -> NameMention | None:
    """The person in the instrumental right after a passive participle, a position before the name left out."""
    k = after
    while k < len(doc) and k - after < 5 and k not in names.at and doc[k].pos_ in ("NOUN", "ADJ"):
        k += 1
    return names.starting(k, "person") if k < len(doc) else None


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
                names.starting(i + 1, "person") if i + 1 < len(doc) else None,
            )
            body = _object(doc, names, i) or _object_before(doc, names, i, person)
        if person is None or body is None or body.kind == "person":
            continue
        of_text = name_of(doc, body.start, body.end, body.kind)
        found.append(
            RoleMention(token.idx, token.idx + len(token.text), token.text, "leads_body", person, title, body, of_text)
        )
    return found


def colleagues(doc: Doc, names: Names, roles: list[RoleMention]) -> list[RoleMention]:
    """«его коллега из Павлодарской [Вадим Штарк]»: the title of the role before, of the place or body named."""
    found = []
    for token in doc:
        if "коллега" not in base_forms(token.text) or token.morph.get("Number", []) == ["Plur"]:
            continue
        at, body = token.i + 1, None
        named = body_from(doc, at + 1, names) if at + 1 < len(doc) and fold(doc[at].text) == "из" else None
        if isinstance(named, NameMention):
            body, at = named, names.range[named][1]
        person = names.starting(at, "person") if at < len(doc) else None
        if body is None and token.i and not base_forms(doc[token.i - 1].text).isdisjoint(places()[1]):
            body = mention_of(doc, token.i - 1, token.i, "place", "adjective_of_position")  # «его [узбекский] коллега»
        before = [r for r in roles if r.start < token.idx]
        if person is None or not before or any(r.person == person for r in roles):
            continue
        if body is None and not _possessive(doc, token.i):
            continue
        last: RoleMention = max(before, key=lambda r: r.start)
        span = doc[token.i : at]
        of_text = mention_name(doc, body) if body else None
        found.append(
            RoleMention(span.start_char, span.end_char, span.text, "colleague_of", person, last.title, body, of_text)
        )
    return found


def _possessive(doc: Doc, i: int) -> bool:
    return i > 0 and fold(doc[i - 1].text) in ("его", "ее", "их")
