"""Where a position’s words begin, and names that stand beside it unseen."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names.forms import base_forms, given_readings, is_common_word, is_title
from extractor.facts.names.lexicon import entries, fold, place_nouns
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position


def left_edge(doc: Doc, p: Position) -> int:
    """First token of the words that belong before the title: «бывший», «и. о.», «казахстанский»."""
    k = p.start
    if p.adjective is not None:
        k = min(k, p.adjective)
    while (
        k > 0
        and (doc[k - 1].text.isalpha() or doc[k - 1].text == ".")
        and (
            base_forms(doc[k - 1].text) & LEFT_WORDS or (doc[k - 1].text == "." and fold(doc[k - 2].text) in ("о", "и"))
        )
    ):
        k -= 1
    return k


LEFT_WORDS = entries("role_words.txt", "left_words")


def several(doc: Doc, names: Names, start: int) -> list[NameMention]:
    """People named from token ``start`` on, joined by commas and «и»."""
    people: list[NameMention] = []
    at = start
    while (person := names.starting(at, "person")) is not None:
        people.append(person)
        at = names.range[person][1]
        if at + 1 < len(doc) and doc[at].text in (",", "и") and names.starting(at + 1, "person"):
            at += 1
            continue
        break
    return people


def past_phrase(doc: Doc, p: Position, at: int, names: Names) -> int:
    """«посол Великобритании [в Казахстане] Кэти Лич», «полпред президента [в области] Маматова»: where the name after a
    prepositional phrase begins, else ``at``.
    """
    if at >= len(doc) or fold(doc[at].text) not in ("в", "во", "на", "при", "по", "из", "от", "с"):
        return at
    k = at + 1
    while k < len(doc) and k - at < 7 and names.starting(k, "person") is None:
        token = doc[k]
        name = names.at.get(k)
        if token.is_space or (token.is_punct and name is None) or (token.pos_ in ("VERB", "AUX") and name is None):
            return at
        if (
            name is not None
            and name.kind != "person"
            and not p.bodies
            and p.anaphor is None
            and fold(doc[at].text) in ("в", "во", "при", "по", "от")
            and names.range[name][0] == k
        ):
            p.bodies.append(name)
        elif (
            name is None
            and not p.bodies
            and p.anaphor is None
            and token.text.islower()
            and base_forms(token.text) & place_nouns().keys()
        ):
            p.anaphor = k
        k += 1
    return k if k < len(doc) and names.starting(k, "person") is not None else at


def skippable(doc: Doc, at: int, names: Names) -> bool:
    """«финн», «господин», «38-летний», a closing mark between position and name."""
    token = doc[at]
    if token.is_space or at in names.at:
        return False
    if token.text in ("»", '"', ")"):
        return True
    return (
        token.text.islower()
        and token.pos_ in ("NOUN", "ADJ")
        and token.morph.get("Case", []) != ["Gen"]
        and at + 1 < len(doc)
        and (names.starting(at + 1, "person") is not None)
    )


def missed_person(doc: Doc, p: Position, names: Names) -> tuple[int, int] | None:
    """«аким Алматы [Дархан Сатыбалды]»: capitals right after a position that no finder took for a name, or took for
    a place.
    """
    start = p.end
    if start >= len(doc) or p.end <= p.head:
        return None
    name = names.starting(start)
    if name is not None:
        first, last = names.range[name]
        if name.rule == "tagged_place" and last - first >= 2 and given_readings(doc[first].text):
            return first, last
        return None
    end = start
    while end < len(doc) and end - start < 4 and end not in names.at and is_title(doc[end]) and len(doc[end].text) > 1:
        end += 1
    if end - start >= 2 and not all(is_common_word(doc[k].text) for k in range(start, end)):
        return start, end
    if not base_forms(doc[start - 1].text).isdisjoint(place_nouns()):
        return None
    if end - start == 1 and given_readings(doc[start].text) and (person := names.starting(end, "person")):
        return start, names.range[person][1]
    return None
