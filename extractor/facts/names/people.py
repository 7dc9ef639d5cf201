"""People named in a Doc: the tagger's spans mended by rules, and names that the tagger missed."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.facts.names.forms import (
    DASHES,
    base_forms,
    given_readings,
    is_adjective,
    is_common_word,
    is_initial,
    is_title,
    known_readings,
    sentence_start,
)
from extractor.facts.names.institutions import is_clipped
from extractor.facts.names.lexicon import (
    body_nouns,
    entries,
    fold,
    known_bodies,
    legal_forms,
    lines_of,
    place_nouns,
    places,
    position_classes,
)
from extractor.facts.names.patronymics import is_patronymic

Range = tuple[int, int]
LONGEST = 6


def find_people(doc: Doc) -> dict[Range, str]:
    """Token ranges of people's names -> the rule that found each. Ranges do not overlap."""
    found: dict[Range, str] = {}
    taken: set[int] = set()
    for span, rule in [*_tagged(doc), *_by_list(doc)]:
        if span[0] < span[1] and not taken & set(range(*span)) and _acceptable(doc, span):
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
            (_is_place(t) and t.ent_type_ != "LOC") or is_common_word(t.text) or _in_gazetteer(t) or _is_body_word(t)
            for t in doc[start + 1 : end]
        )
        and not is_position_word(doc[start])
    )


def _in_gazetteer(token: Token) -> bool:
    return not base_forms(token.text).isdisjoint(places()[0])


def _is_body_word(token: Token) -> bool:
    return not base_forms(token.text).isdisjoint(known_bodies()) or not base_forms(token.text).isdisjoint(body_nouns())


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
        and not (_lone_given(doc[start]) and end - start > 1)
    ):
        start += 1
    while end - start >= 3 and _foreign_start(doc, start):
        start += 1
    while end > start and not (is_title(doc[end - 1]) or _closes_name(doc, end - 1)):
        end -= 1
    return start, end


def _foreign_start(doc: Doc, start: int) -> bool:
    """«[Каракалпакстана] Амангуль Реймова», «области [Абай] Данагуль Есеналы»: a place before a given name."""
    if not given_readings(doc[start + 1].text):
        return False
    word = doc[start]
    if (_in_gazetteer(word) or _is_body_word(word)) and not given_readings(word.text):
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


def _lone_given(token: Token) -> bool:
    """A given name that is also a position («Аким», «Эмир»): kept where a surname follows and it is no position here."""
    return fold(token.text) in ("роман", "марс") and is_title(token)


def is_position_word(token: Token) -> bool:
    """«Министр», «Аким»: a position or the short name of a body at the head of a tagged span."""
    if (
        token.text.isupper()
        and len(token.text) > 1
        and (token.text in legal_forms() or fold(token.text) in known_bodies())
    ):
        return True
    forms = base_forms(token.text)
    if given_readings(token.text) and not forms & {"аким", "эмир", "султан", "мастер", "герой"}:
        return False
    if "-" in token.text and forms.isdisjoint(position_classes()):
        parts = token.text.split("-")
        return all(not base_forms(p).isdisjoint(position_classes()) for p in parts if p)
    return not forms.isdisjoint(position_classes()) or (
        not forms.isdisjoint(body_nouns()) and is_common_word(token.text)
    )


def _closes_name(doc: Doc, i: int) -> bool:
    """A full stop after an initial, a lower-case «улы», a closing bracket of «Никодим (Ларин)»."""
    text = doc[i].text
    if text == ".":
        return is_initial(doc, i - 1)
    return (text == ")" and i >= 2 and doc[i - 2].text == "(") or fold(text) in PATRONYMIC_WORDS


PATRONYMIC_WORDS = frozenset({"оглы", "оглу", "кызы", "қызы", "гызы", "улы", "ұлы", "уулу", "угли", "кизи", "заде"})
PARTICLES = frozenset(line.strip() for line in lines_of("name_particles.txt"))


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
    if is_title(before) and not is_position_word(before) and len(before.text) > 1:
        if given_readings(before.text) or is_patronymic(before.text) or _family_like(before):
            return 1 if not _is_place(before) else 0
    if fold(before.text) in PARTICLES and before.text.islower():
        k = start - 1
        while k > 0 and doc[k].text.islower() and fold(doc[k].text) in PARTICLES:
            k -= 1
        if is_title(doc[k]) and given_readings(doc[k].text):
            return start - k
    return 0


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
    if not is_title(token) or len(text) == 1:
        return 0
    if is_patronymic(text):
        return 1
    if end - start == 1 and is_title(doc[start]) and (given_readings(doc[start].text) or _family_like(doc[start])):
        return (
            0
            if is_position_word(token) or _is_body(token) or (is_common_word(text) and token.ent_type_ != "PER")
            else 1
        )
    if end - start >= 1 and doc[end - 1].text == "." and is_initial(doc, end - 2):
        return 1
    if token.ent_type_ == "PER" and token.ent_iob_ != "B":
        return 1
    return 1 if len(text) <= 4 and end - start == 2 and _east_asian(doc, start, end) and not is_common_word(text) else 0


def _east_asian(doc: Doc, start: int, end: int) -> bool:
    return all(len(doc[i].text) <= 5 for i in range(start, end))


def _follows_family(doc: Doc, start: int, end: int) -> bool:
    return end - start == 1 and _family_like(doc[start])


def _monastic(doc: Doc, start: int, end: int) -> bool:
    """«епископ Никодим (Ларин)»: one name alone, then the surname in brackets."""
    return end - start == 1


FAMILY_ENDINGS = (
    "ов", "ова", "ову", "овой", "овым", "ове", "ев", "ева", "еву", "евой", "евым", "еве", "ёв", "ёва", "ин", "ина",
    "ину", "иной", "иным", "ский", "ская", "ского", "скому", "ским", "ской", "скую", "цкий", "цкая", "цкого", "енко",
    "швили", "дзе", "ян", "яна", "янц", "чук", "чука", "юк", "юка", "заде", "баев", "бек", "бека", "бай", "хан", "улы",
    "ұлы", "кызы", "қызы", "вич", "вича", "ко", "ых", "их",
)  # fmt: skip


def _family_like(token: Token) -> bool:
    return len(token.text) > 3 and fold(token.text).endswith(FAMILY_ENDINGS) and not is_common_word(token.text)


def _is_place(token: Token) -> bool:
    return token.ent_type_ == "LOC" or bool(base_forms(token.text) & places()[0].keys())


def _is_body(token: Token) -> bool:
    return token.ent_type_ == "ORG" or not base_forms(token.text).isdisjoint(known_bodies())


def _by_list(doc: Doc) -> list[tuple[Range, str]]:
    """«Дархан Сатыбалды»: a given name of the list with a surname or patronymic beside it, or initials and a surname."""
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
        if is_position_word(token) and not _family_like(after):
            continue
        if is_patronymic(after.text) or (
            not is_common_word(after.text) and not _is_place(after) and not _is_body(after)
        ):
            out.append((widen(doc, i, i + 2), "given_name_and_family"))
    return out


STREET = frozenset({"улица", "проспект", "площадь", "бульвар", "переулок", "шоссе", "набережная", "премия", "стипендия",
                    "орден", "медаль", "кубок", "мемориал", "парк", "сквер", "стадион",
                    "турнир", "ул"})  # fmt: skip


def _acceptable(doc: Doc, span: Range) -> bool:
    """Not «улица Панфилова», «имени Омарова», a common word, a place, a by-line."""
    start, end = span
    words = [doc[i] for i in range(start, end) if doc[i].is_alpha or "-" in doc[i].text]
    if not words or not any(len(w.text) > 1 for w in words):
        return False
    if start and (
        fold(doc[start - 1].text) in ("имени", "им")
        or (doc[start - 1].text == "." and start > 1 and fold(doc[start - 2].text) in ("им", "ул"))
    ):
        return False
    if (
        start
        and not STREET.isdisjoint(base_forms(doc[start - 1].text))
        and doc[start].morph.get("Case", []) in (["Gen"], [])
    ):
        return False
    if len(words) == 1:
        word = words[0]
        if not _single_name(doc, word):
            return False
    return not in_byline(doc, start)


def _single_name(doc: Doc, word: Token) -> bool:
    """One word that the tagger calls a person: no common word (unless mid-sentence), place, body or noun of place."""
    low = base_forms(word.text)
    if not low.isdisjoint(place_nouns()) or _is_known_place(word) or not low.isdisjoint(known_bodies()):
        return False
    if (
        (word.text.isupper() and len(word.text) > 1)
        or word.dep_ == "amod"
        or is_position_word(word)
        or is_clipped(word.text)
    ):
        return False
    if _part_of_full_name(doc, word):
        return True
    if _elsewhere_place(doc, word) or _place_adjective(doc, word):
        return False
    if word.morph.get("Number", []) == ["Plur"] and fold(word.text).endswith(
        ("ых", "их", "овы", "евы", "ины", "овым", "евым", "ым")
    ):
        return False
    if sentence_start(word):
        if any(p.pos == "NOUN" and not p.grammemes & {"Name", "Surn"} for p in known_readings(word.text)):
            return False
        return bool(given_readings(word.text)) or _family_like(word) or word.dep_ in ("nsubj", "nsubj:pass")
    return not (is_common_word(word.text) and word.pos_ != "PROPN")


def _elsewhere_place(doc: Doc, word: Token) -> bool:
    """The same word is tagged a place elsewhere in the article."""
    forms = base_forms(word.text)
    return any(
        e.label_ == "LOC" and e.end - e.start == 1 and not forms.isdisjoint(base_forms(e.text)) for e in doc.ents
    )


def _place_adjective(doc: Doc, word: Token) -> bool:
    """«[Наманганская], которой руководит …», «[Апанасенковскому] и Туркменскому округам»: an adjective of a place."""
    if not is_adjective(word.text):
        return False
    if not base_forms(word.text).isdisjoint(places()[1]):
        return True
    return (
        word.i + 2 < len(doc)
        and doc[word.i + 1].text in ("и", ",")
        and is_title(doc[word.i + 2])
        and is_adjective(doc[word.i + 2].text)
    )


def _part_of_full_name(doc: Doc, word: Token) -> bool:
    """The word ends a name of two words or more elsewhere («Пономарь» beside «Валентина Пономарь»)."""
    forms = base_forms(word.text)
    return any(
        e.label_ == "PER" and e.end - e.start > 1 and not forms.isdisjoint(base_forms(doc[e.end - 1].text))
        for e in doc.ents
    )


def _is_known_place(word: Token) -> bool:
    known = base_forms(word.text) & places()[0].keys()
    return bool(known) and not given_readings(word.text)


def in_byline(doc: Doc, i: int) -> bool:
    """True where the name at token i stands after «Фото:», «Автор:» and the like in its block, with no sentence
    between.
    """
    bylines = entries("bylines.txt")
    seen_colon = False
    for j in range(i - 1, max(-1, i - 9), -1):
        token = doc[j]
        if token.is_space:
            return False
        text = fold(token.text)
        if text == "." and not token.whitespace_ and not doc[j + 1].is_space:
            continue
        if text in (".", "»") or (text in DASHES and j < i - 3):
            return False
        if text == ":":
            seen_colon = True
        if text in bylines and (seen_colon or doc[j].is_sent_start) and not _is_subject_word(doc, j):
            return True
    return False


def _is_subject_word(doc: Doc, j: int) -> bool:
    """«Автор проекта Иванов рассказал»: the word is a position in running text, not a credit."""
    sentence = doc[j].sent
    return any(t.pos_ == "VERB" and "Fin" in t.morph.get("VerbForm", []) for t in sentence) and not any(
        t.text == ":" for t in doc[j : j + 3]
    )
