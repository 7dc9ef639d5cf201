"""People named in a Doc: the tagger's spans mended by rules, and names that the tagger missed."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.facts.names.forms import (
    Range,
    base_forms,
    given_readings,
    is_adjective,
    is_common_word,
    is_initial,
    is_person_noun,
    is_title,
    sentence_start,
)
from extractor.facts.names.lexicon import (
    entries,
    fold,
    place_nouns,
    places,
)
from extractor.facts.names.patronymics import is_patronymic
from extractor.facts.names.person_checks import is_acceptable
from extractor.facts.names.person_words import (
    PARTICLES,
    PATRONYMIC_WORDS,
    family_like,
    in_gazetteer,
    is_body,
    is_body_word,
    is_particled,
    is_place,
    is_position_word,
    lone_given,
)

LONGEST = 6


def find_people(doc: Doc) -> dict[Range, str]:
    """Token ranges of people's names -> the rule that found each. Ranges do not overlap."""
    found: dict[Range, str] = {}
    taken: set[int] = set()
    for span, rule in [*_tagged(doc), *_by_list(doc)]:
        if span[0] < span[1] and not taken & set(range(*span)) and is_acceptable(doc, span):
            found[span] = rule
            taken.update(range(*span))
    return {s: found[s] for s in sorted(found)}


def _tagged(doc: Doc) -> list[tuple[Range, str]]:
    """«[Кайрат Ахметов] сказал»: what the tagger calls a person, trimmed and widened to whole names."""
    out: list[tuple[Range, str]] = []
    for ent in doc.ents:
        if ent.label_ != "PER":
            if _mislabelled(doc, ent.start, ent.end):
                out.append(((ent.start, ent.end), "given_name_and_family"))
            continue
        for start, end in _split(doc, ent.start, ent.end):
            out.append((widen(doc, *trim(doc, start, end)), "tagged_person"))
    return out


def _mislabelled(doc: Doc, start: int, end: int) -> bool:
    """«Нурлыбек Қайырғали» tagged an organisation or place: a given name of the list and a word no dictionary has."""
    if not 2 <= end - start <= 3 or not all(is_title(t) and not t.text[:1].isascii() for t in doc[start:end]):
        return False
    if start and doc[start - 1].text in ("«", '"', "„"):
        return False
    known = {r[1] for r in given_readings(doc[start].text)}
    return (
        bool(known)
        and not any(
            (is_place(t) and t.ent_type_ != "LOC") or is_common_word(t.text) or in_gazetteer(t) or is_body_word(t)
            for t in doc[start + 1 : end]
        )
        and not is_position_word(doc[start])
    )


def _split(doc: Doc, start: int, end: int) -> list[Range]:
    """A tagged span cut where no name goes on: at blank lines, commas, conjunctions, quotation marks."""
    parts, at = [], start
    for i in range(start, end):
        bracket = doc[i].text == "(" and (i - start != 1 or (i + 1 < end and doc[i + 1].text[:1].isascii()))
        if bracket or doc[i].is_space or doc[i].text in (",", ";", ":", "«", "»", "и", "/", "•", "|", "—", "–"):
            parts.append((at, i))
            at = i + 1
    return [p for p in [*parts, (at, end)] if p[0] < p[1]]


def trim(doc: Doc, start: int, end: int) -> Range:
    """Without leading and trailing words that belong to no name: positions, bodies, punctuation, lower-case words."""
    while (
        start < end
        and (not _opens_name(doc[start]) or is_position_word(doc[start]))
        and not (lone_given(doc[start]) and end - start > 1)
    ):
        start += 1
    if end - start >= 3 and sentence_start(doc[start]) and is_common_word(doc[start].text):
        # «[Кровельщик] Иван Петров», «[Кенийка] Мерси Чепкоеч» at a sentence's start
        start += int(bool(given_readings(doc[start + 1].text)) or is_person_noun(doc[start].text))
    while end - start >= 3 and (_foreign_start(doc, start) or _genitive_before(doc, start + 1)):
        start += 1
    while end > start and not (
        is_title(doc[end - 1]) or _closes_name(doc, end - 1) or (end - start > 1 and is_particled(doc[end - 1].text))
    ):
        end -= 1
    return start, end


def _foreign_start(doc: Doc, start: int) -> bool:
    """«[Каракалпакстана] Амангуль Реймова», «области [Абай] Данагуль Есеналы»: a place before a given name."""
    if not given_readings(doc[start + 1].text):
        return False
    word = doc[start]
    if (in_gazetteer(word) or is_body_word(word)) and not given_readings(word.text):
        return True
    if (
        start
        and not base_forms(doc[start - 1].text).isdisjoint(place_nouns())
        and not is_patronymic(doc[start + 2].text)
    ):
        return True
    return is_adjective(word.text) and not base_forms(word.text).isdisjoint(places()[1])


def _opens_name(token: Token) -> bool:
    return is_title(token)


def _closes_name(doc: Doc, i: int) -> bool:
    """A full stop after an initial, a lower-case «улы», a closing bracket of «Никодим (Ларин)»."""
    text = doc[i].text
    if text == ".":
        return is_initial(doc, i - 1)
    return (text == ")" and i >= 2 and doc[i - 2].text == "(") or fold(text) in PATRONYMIC_WORDS


def widen(doc: Doc, start: int, end: int) -> Range:
    """The whole name around a part of it: initials and given names before, surnames and patronymics after."""
    if start >= end:
        return start, end
    while start > 0 and end - start < LONGEST and (step := _step_left(doc, start)):
        start -= step
    while end < len(doc) and end - start < LONGEST and (step := _step_right(doc, start, end)):
        end += step
    return start, end


def _step_left(doc: Doc, start: int) -> int:
    """How many tokens before ``start`` belong to the name: «А.», «Йохан ван дер», «Чжан»."""
    if start >= 2 and doc[start - 1].text == "." and is_initial(doc, start - 2):
        return 2
    before = doc[start - 1]
    if start > 1 and not base_forms(doc[start - 2].text).isdisjoint(place_nouns()) and doc[start - 2].text.islower():
        return 0
    whole = is_title(before) and not is_position_word(before) and len(before.text) > 1
    if whole and _genitive_before(doc, start):
        return 0
    if whole and (given_readings(before.text) or is_patronymic(before.text) or family_like(before)):
        return 1 if not is_place(before) else 0
    if fold(before.text) in PARTICLES and before.text.islower():
        k = start - 1
        while k > 0 and doc[k].text.islower() and fold(doc[k].text) in PARTICLES:
            k -= 1
        if is_title(doc[k]) and given_readings(doc[k].text):
            return start - k
    return 0


def _genitive_before(doc: Doc, start: int) -> bool:
    """«адвокат [Тлеугабылова] Гульнара Рахимова»: another's surname in the genitive before a whole name."""
    before = doc[start - 1]
    if start < 2 or start + 1 >= len(doc) or given_readings(before.text) or is_patronymic(before.text):
        return False
    governed = doc[start - 2].text.isalpha() and doc[start - 2].text[:1].isalpha() and is_position_word(doc[start - 2])
    whole = bool(given_readings(doc[start].text)) and is_title(doc[start + 1]) and family_like(doc[start + 1])
    return governed and whole and not is_patronymic(doc[start + 1].text)


def _step_right(doc: Doc, start: int, end: int) -> int:
    """How many tokens from ``end`` on belong to the name."""
    token = doc[end]
    text = token.text
    if (
        is_initial(doc, end)
        and not any(is_initial(doc, i) for i in range(start, end))
        and _follows_family(doc, start, end)
    ):
        return 2
    if fold(text) in PATRONYMIC_WORDS and end > start:
        return 1
    if (
        text == "("
        and end + 2 < len(doc)
        and doc[end + 2].text == ")"
        and is_title(doc[end + 1])
        and _monastic(doc, start, end)
    ):
        return 3
    if doc[end - 1].whitespace_ == "" and end - 1 >= start and doc[end - 1].text != ".":
        return 0
    if fold(text) in PARTICLES and text.islower() and end + 1 < len(doc):
        k = end
        while k < len(doc) - 1 and doc[k].text.islower() and fold(doc[k].text) in PARTICLES:
            k += 1
        return k + 1 - end if is_title(doc[k]) and len(doc[k].text) > 1 else 0
    if end > start and is_particled(text):
        return 1
    if not is_title(token) or len(text) == 1:
        return 0
    if is_patronymic(text):
        return 1
    if end - start == 1 and _genitive_before(doc, end):
        return 0
    if end - start == 1 and is_title(doc[start]) and (given_readings(doc[start].text) or family_like(doc[start])):
        return (
            0 if is_position_word(token) or is_body(token) or (is_common_word(text) and token.ent_type_ != "PER") else 1
        )
    if end - start >= 1 and doc[end - 1].text == "." and is_initial(doc, end - 2):
        return 1
    if token.ent_type_ == "PER" and token.ent_iob_ != "B":
        return 1
    return 1 if len(text) <= 4 and end - start == 2 and _east_asian(doc, start, end) and not is_common_word(text) else 0


def _east_asian(doc: Doc, start: int, end: int) -> bool:
    return all(len(doc[i].text) <= 5 for i in range(start, end))


def _follows_family(doc: Doc, start: int, end: int) -> bool:
    return end - start == 1 and family_like(doc[start])


def _monastic(doc: Doc, start: int, end: int) -> bool:
    """«епископ Никодим (Ларин)»: one name alone behind a cleric's rank, then the surname in brackets."""
    if end - start != 1 or is_place(doc[end + 1]):
        return False
    near = doc[max(0, start - 4) : start]
    return any(not base_forms(t.text).isdisjoint(entries("role_words.txt", "monks")) for t in near)


def _by_list(doc: Doc) -> list[tuple[Range, str]]:
    """«Дархан Сатыбалды»: a given name of the list and a surname or patronymic, or initials and a surname."""
    out: list[tuple[Range, str]] = []
    for token in doc:
        i = token.i
        if is_initial(doc, i) and token.ent_type_ != "PER":
            end = i + 2
            if is_initial(doc, end):
                end += 2
            if end < len(doc) and is_title(doc[end]) and len(doc[end].text) > 2 and not is_common_word(doc[end].text):
                out.append(((i, end + 1), "initials_and_family"))
        if not is_title(token) or token.ent_type_ in ("ORG", "PER") or not given_readings(token.text):
            continue
        after = doc[i + 1] if i + 1 < len(doc) else None
        if after is None or not is_title(after) or not token.whitespace_ or len(after.text) < 3:
            continue
        if is_position_word(token) and not family_like(after):
            continue
        if is_patronymic(after.text) or (not is_common_word(after.text) and not is_place(after) and not is_body(after)):
            out.append((widen(doc, i, i + 2), "given_name_and_family"))
    return out
