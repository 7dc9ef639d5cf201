"""Roles that no position noun beside the name gives: «делегация во главе с …», «его коллега из …»."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention, RoleMention
from extractor.facts.names import mention_of
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import fold, places
from extractor.facts.names.nominative import mention_name, name_of
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
