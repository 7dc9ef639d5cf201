"""Where a position’s words begin, and names that stand beside it unseen."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms, given_readings, is_common_word, is_title
from extractor.facts.names.lexicon import entries, fold, place_nouns
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position


def left_edge(doc: Doc, p: Position) -> int:
    """First token of the words that belong before the title: «бывший», «и. о.», «казахстанский»."""
    k = p.start
    if p.adjective is not None:
        k = min(k, p.adjective)
    if (step := _adverbial(doc, k)) and names_past(doc, k):
        p.former = True
    k -= step  # «Иванов, [в недавнем прошлом] инженер»
    while (
        k > 0
        and (doc[k - 1].text.isalpha() or doc[k - 1].text == "." or "летн" in doc[k - 1].text)
        and (
            base_forms(doc[k - 1].text) & LEFT_WORDS
            or "летн" in doc[k - 1].text
            or (doc[k - 1].text == "." and fold(doc[k - 2].text) in ("о", "и"))
        )
    ):
        k -= 1
    return k


ADVERBIALS = tuple(tuple(line.split()) for line in sorted(entries("role_words.txt", "adverbials")))


def _adverbial(doc: Doc, k: int) -> int:
    """How many tokens right before k are an adverbial of the list: «в прошлом», «до этого», «он же»; 0 for none."""
    for words in ADVERBIALS:
        if k > len(words) and all(fold(doc[k - len(words) + n].text) == w for n, w in enumerate(words)):
            return len(words)
    return 0


def names_past(doc: Doc, k: int) -> bool:
    """The adverbial before k speaks of the past: «в прошлом», «до этого»."""
    return fold(doc[k - 1].text) in ("прошлом", "этого", "времени")


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
            and fold(doc[at].text) in ("в", "во", "при", "по", "от", "из")
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


def past_abbreviation(doc: Doc, p: Position, at: int, names: Names) -> int:
    """«Бюро национальной статистики [(БНС)] Иван Петров»: index after brackets that hold a short form or a place and
    stand before the person; else ``at``.
    """
    if at + 3 >= len(doc) or doc[at].text != "(":
        return at
    k = at + 1
    place = names.starting(k, "place")
    while k < len(doc) and k - at < 6 and doc[k].text != ")":
        if doc[k].is_space or doc[k].pos_ == "VERB" or (k in names.at and names.at[k].kind == "person"):
            return at
        k += 1
    if k + 1 >= len(doc) or doc[k].text != ")" or names.starting(k + 1, "person") is None:
        return at
    if place is not None and not p.bodies:
        p.bodies.append(place)  # «директор института ([Новосибирск]) Олег Ким»
    return k + 1


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
    if p.end <= p.head:
        return None
    if p.bodies and (inside := _inside_organisation(doc, p.bodies[-1], names)):
        return inside
    if start >= len(doc):
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


def _inside_organisation(doc: Doc, body: NameMention, names: Names) -> tuple[int, int] | None:
    """«ректор Сатпаев Университета [Мейрам Бегентаев]», «аналитик банка [Даан Стройвен]»: a given name and a surname
    that the tagger took for the end, or the whole, of an organisation.
    """
    start, end = names.range[body]
    if body.rule != "tagged_organisation" or end - start < 2 or not doc[end - 1].text[-1:].isalpha():
        return None
    first, last = doc[end - 2], doc[end - 1]
    if not (is_title(first) and is_title(last)) or is_common_word(last.text) or last.text[:1].isascii():
        return None
    noun = doc[start - 1] if start else None
    after_noun = end - start == 2 and noun is not None and noun.text.islower() and body_noun_at(doc, noun.i) is not None
    nominative = all(t.morph.get("Case", []) in (["Nom"], []) for t in (first, last))
    if end - start > 2 and given_readings(first.text):
        return end - 2, end
    verb = end < len(doc) and _next_verb(doc, end)
    return (start, end) if after_noun and nominative and verb and not is_common_word(first.text) else None


def _next_verb(doc: Doc, i: int) -> bool:
    """A finite verb follows, «не» left out: what stands before it is a subject, a person's name."""
    while i < len(doc) and fold(doc[i].text) in ("не", "уже", "также", "тоже"):
        i += 1
    return i < len(doc) and doc[i].pos_ == "VERB" and doc[i].morph.get("VerbForm", []) == ["Fin"]
