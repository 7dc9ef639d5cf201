"""Positions bound to people: the rules by which a position and a name belong together, in the order they are tried."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.documents import NameMention
from extractor.facts.names.forms import DASHES, base_forms, given_readings
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.roles.edges import left_edge, past_abbreviation, past_phrase, several, skippable
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Link, Position
from extractor.facts.roles.predicates import became, biography, predicate

MOST_CHAINED = 5
"""Positions in a row that may share the name after the last: «президент, основатель и директор …»."""

NATIONALS = entries("role_words.txt", "nationals")


def link(doc: Doc, positions: list[Position], names: Names) -> list[Link]:
    """Every position with the people it is said of."""
    links: list[Link] = []
    by_start = {left_edge(doc, p): p for p in positions} | {p.start: p for p in positions}
    for p in positions:
        found = (
            _name_after(doc, p, names)
            or _elliptic(doc, p, names)
            or _shared_name_after(doc, p, by_start, names)
            or _name_before(doc, p, names)
            or _name_after_comma(doc, p, names)
            or predicate(doc, p, names)
            or _interview_lead(doc, p, names)
            or _after_another(doc, p, links)
            or biography(doc, p, names)
            or became(doc, p, names)
        )
        links.extend(found)
    return links


def _after_another(doc: Doc, p: Position, links: list[Link]) -> list[Link]:
    """«[Иванов], доктор наук, профессор университета»: a further position in apposition behind one that follows the
    name.
    """
    last = links[-1] if links else None
    if last is None or last.rule not in (
        "name_comma_role",
        "name_dash_role",
        "name_role_in_brackets",
        "further_role_after_name",
    ):
        return []
    left = left_edge(doc, p)
    before = last.position
    if left - 1 != before.end or doc[before.end].text not in {",", "и", ";"} or p.plural:
        return []
    if not _same_case(doc[p.head].morph.get("Case", []), doc[before.head].morph.get("Case", [])):
        return []
    return [Link(p, last.person, "further_role_after_name")]


def _same_case(a: list[str], b: list[str]) -> bool:
    """Equal cases; the accusative of a person is the genitive in form."""
    return a == b or {*a, *b} == {"Gen", "Acc"}


def _name_after(doc: Doc, p: Position, names: Names) -> list[Link]:
    """«министр финансов РК [Ерулан Жамаубаев]», «депутаты [Иванов] и [Петров]»."""
    at = past_abbreviation(doc, p, p.end, names)
    for _ in range(3):
        if at < len(doc) and (names.starting(at, "person") is None) and skippable(doc, at, names):
            at += 1
    if names.starting(at, "person") is None:
        at = past_phrase(doc, p, p.end, names)
    if (owner := names.starting(at, "person")) is not None and " " not in owner.text:
        beyond = names.range[owner][1]
        at = beyond if names.starting(beyond, "person") is not None else at  # «адвокат [Тлеугабылова] Анна Ким»
    people = several(doc, names, at)
    if not people:
        return []
    if not p.plural:
        people = people[:1]
        if _other_case(doc, p, people[0], names):
            return []
        first = doc[names.range[people[0]][0]]
        if first.morph.get("Number", []) == ["Plur"] and fold(first.text).endswith(("ых", "их", "ым")):
            return []
    return [Link(p, person, "role_before_name", n, len(people)) for n, person in enumerate(people)]


def _other_case(doc: Doc, p: Position, person: NameMention, names: Names) -> bool:
    """«указом главы государства [Ерболат Досаев] назначен»: a man's name plainly in the nominative after a position
    plainly in the genitive belongs to what follows.
    """
    start, end = names.range[person]
    readings = given_readings(doc[start].text)
    plain = not p.acting and fold(doc[p.head].text) != p.noun  # «и. о. председателя», «замначальника» stay
    if not plain or doc[p.head].morph.get("Case", []) != ["Gen"] or not readings or end >= len(doc):
        return False
    noun_readings = [r for r in parses(doc[p.head].text) if r.pos == "NOUN"]
    if any(r.feats.get("Case") == "Nom" and r.feats.get("Number") != "Plur" for r in noun_readings):
        return False
    consonant = fold(doc[start].text)[-1:] not in "оуюиеэыаяіөүь"
    return (
        consonant
        and {(r[1], r[2]) for r in readings} == {("Nom", "m")}
        and doc[start].morph.get("Case", []) == ["Nom"]
        and doc[end].pos_ in ("VERB", "AUX")
    )


def _elliptic(doc: Doc, p: Position, names: Names) -> list[Link]:
    """«Председателем стал Балашов, судьёй — [Шарипов]»: the instrumental of a verb left out."""
    at = p.end + 1
    if p.plural or at >= len(doc) or doc[p.end].text not in DASHES or doc[p.head].morph.get("Case", []) != ["Ins"]:
        return []
    person = names.starting(at, "person")
    if person is None or doc[at].morph.get("Case", []) not in (["Nom"], []):
        return []
    return [Link(p, person, "role_dash_name")]


def _shared_name_after(
    doc: Doc, p: Position, by_start: dict[int, Position], names: Names, chained: int = 0
) -> list[Link]:
    """«[вице-премьер] — министр экономики Тлеукабыл», «сооснователь и гендиректор …»: the next position's name."""
    at = p.end
    if at >= len(doc) or doc[at].text not in {"и", ",", "/", *DASHES}:
        nxt = by_start.get(at)
    else:
        nxt = by_start.get(at + 1)
        if nxt is None and doc[at].text == ",":
            return []
    if nxt is None or nxt is p or nxt.plural != p.plural:
        return []
    if (
        doc[p.head].morph.get("Case", [])
        and doc[nxt.head].morph.get("Case", [])
        and not _same_case(doc[p.head].morph.get("Case", []), doc[nxt.head].morph.get("Case", []))
    ):
        return []
    before = _name_before(doc, p, names)
    if before:
        return before
    found = _name_after(doc, nxt, names)
    if not found and chained < MOST_CHAINED:
        found = _shared_name_after(doc, nxt, by_start, names, chained + 1)
    if found and not p.bodies and nxt.bodies and p.anaphor is None:
        p.bodies = list(nxt.bodies) if p.group != "country" or nxt.group == "country" else []
    return [Link(p, f.person, "role_with_role_before_name", f.which, f.of_several) for f in found]


def _name_before(doc: Doc, p: Position, names: Names) -> list[Link]:
    """«[Ким Ен Сук], заведующая отделением», «[Иванов] — директор», «[Иванов] (директор «Мыса»)»."""
    left = left_edge(doc, p)
    if left < 2:
        return []
    mark = doc[left - 1].text
    if mark not in {",", "(", *DASHES}:
        return []
    if mark in DASHES and doc[left - 1].is_space:
        return []
    person = names.ending(left - 1, "person")
    if person is None and left >= 5 and fold(doc[left - 2].text) in ("лет", "год", "года"):
        person = names.ending(left - 4, "person")  # «Айдос Кали, 35 лет, инженер»
    if person is None and doc[left - 2].text == ")" and left >= 5:
        person = next(
            (names.ending(k, "person") for k in range(left - 3, max(left - 8, 0), -1) if names.ending(k, "person")),
            None,
        )
    if person is None or p.plural:
        return []
    person_case = doc[names.range[person][0]].morph.get("Case", [])
    case = doc[p.head].morph.get("Case", [])
    if (
        mark == ","
        and case
        and person_case
        and not _same_case(case, person_case)
        and case != ["Nom"]
        and person_case != ["Nom"]
        and case != ["Acc"]
    ):
        return []
    if mark == "," and case == ["Gen"] and person_case == ["Nom"] and _governed(doc, p):
        return []
    rule = {",": "name_comma_role", "(": "name_role_in_brackets"}.get(mark, "name_dash_role")
    return [Link(p, person, rule)]


def _governed(doc: Doc, p: Position) -> bool:
    head = doc[p.head]
    return head.dep_ in ("nmod", "obl") or any(c.dep_ == "case" for c in head.children)


def _name_after_comma(doc: Doc, p: Position, names: Names) -> list[Link]:
    """«Владельцу фирмы, 38-летнему [Мамеду Алиеву], грозит …», «наш герой, учитель, [Иван Петров]», «тренер, японец [Судзуки], …»."""
    at = p.end
    if at + 1 >= len(doc) or doc[at].text not in {",", *DASHES, ":"}:
        return []
    at += 1
    if p.plural:
        people = several(doc, names, at)
        end = names.range[people[-1]][1] if people else at
        if doc[at - 1].text == "," and (len(people) < 2 or end >= len(doc) or doc[end].text not in {",", ".", *DASHES}):
            return []  # «Основатели, [Ким] и [Ли], запустили …»
        return [Link(p, person, "roles_colon_names", n, len(people)) for n, person in enumerate(people)]
    while at < len(doc) and ("летн" in doc[at].text or not base_forms(doc[at].text).isdisjoint(NATIONALS)):
        at += 1
    person = names.starting(at, "person") if at < len(doc) else None
    if person is None:
        return []
    case, person_case = doc[p.head].morph.get("Case", []), doc[at].morph.get("Case", [])
    if case and person_case and not _same_case(case, person_case):
        return []
    if doc[p.end].text == "," and doc[p.head].dep_ == "nsubj" and _verb_between(doc, p.end, at):
        return []
    end = names.range[person][1]
    closing = end < len(doc) and (
        doc[end].text in {",", ".", ")", *DASHES} or doc[end].pos_ == "VERB" or doc[end].is_space
    )
    return [Link(p, person, "role_comma_name")] if closing else []


def _verb_between(doc: Doc, a: int, b: int) -> bool:
    return any(t.pos_ == "VERB" for t in doc[a:b])


def _interview_lead(doc: Doc, p: Position, names: Names) -> list[Link]:
    """Title «[Мадина Исраилова]: «Мама — тоже лекарство»», lead «[Главный врач] больницы — о …»."""
    blocks = doc.spans["blocks"]
    left = left_edge(doc, p)
    if len(blocks) < 2 or not blocks[1].start <= left < blocks[1].end or not doc[left].is_sent_start:
        return []
    if left != blocks[1].start and blocks[1].label_ != "lead":
        return []
    person = names.starting(blocks[0].start, "person")
    if person is None:
        return []
    end = names.range[person][1]
    return [Link(p, person, "role_opens_lead")] if end < len(doc) and doc[end].text == ":" else []
