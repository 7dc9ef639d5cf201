"""Candidate names for what an amount measures: each rule looks at one place in the sentence and gives noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extractor.facts.indicators_phrase import active_participle, is_noun, join, participle, phrase, render
from extractor.facts.indicators_site import DASHES, Page, Site, governing_verb, object_of, subject_of
from extractor.facts.quotes_lexicon import fold, table, words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name, the rule that made it, the token it comes from (-1 for none) and the share's base, if it is one."""

    name: str
    rule: str
    at: int
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An amount that has been given its name, and how sure that is (0..1): what later amounts may take over."""

    site: Site
    candidate: Candidate
    confidence: float = 0.5


Rule = Callable[[Page, Site, list[Named]], Iterator[Candidate]]
EMPTY = frozenset(
    {
        "это",
        "сумма",
        "итог",
        "число",
        "часть",
        "среднее",
        "данные",
        "результат",
        "словам",
        "слово",
        "ход",
        "год",
        "месяц",
    }
)
PEOPLE = frozenset({"человек", "люди"})


def _lemma(token: Token | None) -> str:
    return fold(token.lemma_) if token is not None else ""


def _rows(name: str, lemma: str) -> list[tuple[str, ...]]:
    return [row for row in table(name) if row[0] == lemma]


# Counted nouns ------------------------------------------------------------------------------------------------------


def counted_noun(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«214 лицензированных хлебоприёмных предприятий» -> лицензированные хлебоприёмные предприятия."""
    if site.noun is None or site.amount.kind not in ("count", "measure"):
        return
    core = _counted(page, site)
    if _lemma(site.noun) in PEOPLE or site.amount.kind == "measure":
        return
    yield Candidate(core, "counted_noun", site.noun.i)
    yield Candidate(f"число {_counted(page, site, 'Gen')}", "number_of", site.noun.i)


def _counted(page: Page, site: Site, case: str = "Nom") -> str:
    noun = site.noun
    assert noun is not None
    banned = page.masked_but_own(site)
    tokens = phrase(noun, lambda t: t.i in banned)
    return render(tokens, noun, case, "Plur")


def counted_with_participle(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«построено 40 школ» -> построенные школы; «проголосовали 312 депутатов» -> депутаты, проголосовавшие …"""
    verb = governing_verb(site.head)
    if verb is None or site.noun is None or site.amount.kind != "count":
        return
    people = _lemma(site.noun) in PEOPLE
    noun = _counted(page, site)
    passive, active = participle(verb), active_participle(verb)
    rest = _complements(page, site, verb)
    is_subject = site.head.dep_.startswith("nsubj") or site.noun.dep_.startswith("nsubj")
    if passive and (not is_subject or _is_passive(verb)):
        yield Candidate(passive if people else f"{passive} {noun}", "passive_counted", verb.i)
        if rest:
            yield Candidate(f"{passive if people else noun + ', ' + passive} {rest}", "passive_counted_long", verb.i)
    if active and is_subject and active != passive:
        yield Candidate(active if people else f"{noun}, {active}", "active_counted", verb.i)
        if rest:
            yield Candidate(f"{active if people else noun + ', ' + active} {rest}", "active_counted_long", verb.i)
    if rest and not people:
        yield Candidate(f"{noun} {rest}", "counted_with_place", verb.i)
    yield from _headcounts(page, site, verb, passive if not is_subject or _is_passive(verb) else None, rest, people)


def _headcounts(
    page: Page, site: Site, verb: Token, passive: str | None, rest: str, people: bool
) -> Iterator[Candidate]:
    """«действуют 17,8 тыс. предприятий в секторе» -> число предприятий в секторе; «занято 44,9 тыс.» -> число занятых."""
    rest = rest or _where(page, verb)
    doers = participle(verb, case="gent") if passive else active_participle(verb, case="gent")
    if people and doers:
        yield Candidate(f"число {doers} {rest}", "number_of_doers", verb.i)
        if rest:
            plain = participle(verb) if passive else active_participle(verb)
            yield Candidate(f"{plain} {rest}", "doers_where", verb.i)
    elif not people and rest:
        yield Candidate(f"число {_counted(page, site, 'Gen')} {rest}", "number_of_long", verb.i)


def _where(page: Page, verb: Token) -> str:
    """The noun a clause with «где» hangs on, in its place: «хаб, где занимаются до 700 человек» -> в хабе."""
    if not any(c.lower_ == "где" for c in verb.children):
        return ""
    noun = verb.head
    if noun.i == verb.i or not is_noun(noun) or page.masked(noun):
        return ""
    return f"в {page.in_case(noun, 'Loc')}"


def _is_passive(verb: Token) -> bool:
    return verb.morph.get("Voice", []) == ["Pass"] or verb.morph.get("Variant", []) == ["Short"]


def _complements(page: Page, site: Site, verb: Token) -> str:
    """Objects and prepositional complements of a verb that are no amount, no period and no place, as they stand."""
    out = []
    for t in verb.children:
        if t.dep_.split(":")[0] not in ("obj", "obl", "iobj") or page.masked(t) or t.i in page.place_tokens:
            continue
        if site.start <= t.i < site.end or not is_noun(t) or t.pos_ == "PRON" or _lemma(t) in EMPTY:
            continue
        tokens = phrase(t, page.masked)
        if tokens and len(tokens) <= 8:
            with_case = sorted({*tokens, *(c for c in t.children if c.dep_ == "case")}, key=lambda x: x.i)
            out.append(join(with_case))
    return " ".join(out[:2])


def clause_subject_people(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«на стройке заняты 3 400 рабочих» as it stands, for people: численность …"""
    if site.noun is not None and site.amount.kind == "count" and _lemma(site.noun) not in PEOPLE:
        yield Candidate(f"численность {_counted(page, site, 'Gen')}", "headcount", site.noun.i)


# Subjects and objects -----------------------------------------------------------------------------------------------


def subject(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Среднемесячная номинальная зарплата составила 403 251 тенге» -> среднемесячная номинальная зарплата."""
    verb = governing_verb(site.head)
    subj = subject_of(verb) if verb is not None else None
    if subj is None or site.start <= subj.i < site.end or page.masked(subj) or not is_noun(subj) or subj.pos_ == "PRON":
        return
    yield Candidate(page.nominative(subj), "subject", subj.i)


def object_(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«предложил увеличить её штат на четверть» -> штат."""
    verb = governing_verb(site.head)
    obj = object_of(verb) if verb is not None else None
    if obj is None or site.start <= obj.i < site.end or page.masked(obj) or not is_noun(obj) or obj.pos_ == "PRON":
        return
    yield Candidate(page.nominative(obj), "object", obj.i)


def verb_measures(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«килограмм говядины стоит 3 150 тенге» -> цена килограмма говядины."""
    verb = governing_verb(site.head)
    if verb is None:
        return
    for _, noun, whose, kinds in _rows("measured_verbs", _lemma(verb)):
        if site.amount.kind not in kinds.split():
            continue
        owner = _owner(page, site, verb, whose)
        if owner is not None and noun == "размер" and _lemma(owner) in words("measure_nouns"):
            continue  # «размер зарплаты» says no more than «зарплата»
        if owner is not None:
            case = "Acc" if whose.endswith("-on") or noun.endswith((" на", " за")) else "Gen"
            yield Candidate(f"{noun} {page.in_case(owner, case)}", "verb_measures", owner.i)
        else:
            yield Candidate(noun, "verb_measures_bare", verb.i)


def _owner(page: Page, site: Site, verb: Token, whose: str) -> Token | None:
    """The noun whose measure it is; ``whose`` as in the data file."""
    if whose.startswith("object"):
        found = object_of(verb)
    elif whose == "genitive":
        found = next((t for t in verb.children if t.morph.get("Case", []) == ["Gen"] and is_noun(t)), None)
    elif whose == "on-object":
        found = next((t for t in verb.children if any(c.lemma_ == "на" for c in t.children)), None)
    elif whose == "place":
        found = next((t for t in verb.children if t.dep_.startswith("obl")), None)
    else:
        found = subject_of(verb)
    if (
        found is None
        or site.start <= found.i < site.end
        or page.masked(found)
        or not is_noun(found)
        or found.pos_ == "PRON"
    ):
        return None
    return found


def action(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Казахстан добыл 57,3 млн т нефти и конденсата» -> добыча нефти и конденсата."""
    verb = governing_verb(site.head)
    if verb is None:
        return
    of = _complement(page, site) or object_of(verb) or (subject_of(verb) if _is_passive(verb) else None)
    if of is not None and (site.number_end <= of.i < site.end and site.amount.kind == "money"):
        of = None
    for _, noun in _rows("action_nouns", _lemma(verb)):
        if of is not None and not page.masked(of) and of.pos_ != "PRON":
            yield Candidate(f"{noun} {page.in_case(of, 'Gen')}", "action_of", of.i)
        elif site.amount.kind == "count" and site.noun is not None:
            yield Candidate(f"{noun} {_counted(page, site, 'Gen')}", "action_counted", site.noun.i)
        yield Candidate(noun, "action", verb.i)
        for t in verb.children:
            if t.dep_.startswith("obl") and any(c.lemma_ in ("на", "для") for c in t.children) and not page.masked(t):
                words = phrase(t, page.masked)
                case = [c for c in t.children if c.dep_ == "case"]
                yield Candidate(f"{noun} {join(sorted([*case, *words], key=lambda x: x.i))}", "action_for", t.i)


def _complement(page: Page, site: Site) -> Token | None:
    """The genitive after a unit: «1,9 млн тонн сена» -> сена."""
    for owner in (site.noun, site.head):
        if owner is None:
            continue
        for t in owner.children:
            if (
                t.i >= site.end
                and t.dep_.startswith("nmod")
                and is_noun(t)
                and not any(c.dep_ == "case" for c in t.children)
            ):
                return t
    if site.end < len(page.doc):
        t = page.doc[site.end]
        if is_noun(t) and t.morph.get("Case", []) == ["Gen"] and t.i < site.right and not page.masked(t):
            return t
    return None


def complement(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Заготовлено 1,9 млн тонн сена» -> заготовленное сено, объём заготовленного сена."""
    of = _complement(page, site)
    if of is None or page.masked(of) or site.amount.kind == "percent":
        return
    yield Candidate(page.nominative(of), "complement", of.i)
    quantity = _quantities(site)
    if quantity:
        yield Candidate(f"{quantity[0]} {page.in_case(of, 'Gen')}", "quantity_of_complement", of.i)
    verb = governing_verb(site.head)
    number = next(iter(of.morph.get("Number", [])), "Sing")
    if verb is not None and _is_passive(verb):
        form = _passive_like(verb, of, "gent")
        if form and quantity:
            yield Candidate(f"{quantity[0]} {form} {page.in_case(of, 'Gen')}", "quantity_of_passive", of.i)
        form = _passive_like(verb, of, "nomn")
        if form:
            yield Candidate(f"{form} {page.nominative(of, number)}", "passive_complement", of.i)


def _passive_like(verb: Token, noun: Token, case: str) -> str | None:
    """The passive participle that agrees with a noun, in an OpenCorpora case."""
    from extractor.annotate.morphology import best_parse, inflect

    plural = participle(verb, "Plur", "nomn")
    if plural is None:
        return None
    number = next(iter(noun.morph.get("Number", [])), "Sing")
    parse = best_parse(noun.text, noun.pos_, str(noun.morph))
    gender = parse.feats.get("Gender") if parse and number == "Sing" else None
    ud = {"nomn": "Nom", "gent": "Gen"}[case]
    return inflect(plural, case=ud, number=number, gender=gender, pos="VERB", feats="VerbForm=Part")


def _quantities(site: Site) -> list[str]:
    unit = site.amount.unit or ""
    for key in (unit, site.amount.kind):
        for row in _rows("unit_quantities", key) or _rows("unit_quantities", key.split("/")[0]):
            return list(row[1:])
    return []


def quantity(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Новая линия, всего 146 км» -> протяжённость новой линии: the quantity its unit measures, of the noun near it."""
    owners = []
    verb = governing_verb(site.head)
    if verb is not None:
        owners += [t for t in (subject_of(verb), object_of(verb)) if t is not None]
    if is_noun(site.head.head) and site.head.head.i != site.head.i:
        owners.append(site.head.head)
    dash = _dash_owner(page, site)
    if dash is not None:
        owners.append(dash)
    for q in _quantities(site)[:2]:
        for owner in owners:
            if (
                not (site.start <= owner.i < site.end)
                and not page.masked(owner)
                and is_noun(owner)
                and owner.pos_ != "PRON"
                and _lemma(owner) not in words("measure_nouns")
            ):
                yield Candidate(
                    f"{q} {page.in_case(owner, 'Gen')}", f"quantity_{min(_quantities(site).index(q), 1)}", owner.i
                )


# The noun over the amount -------------------------------------------------------------------------------------------


def governor(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«штраф в 240 млн рублей» -> штраф; «дороги протяжённостью 642 км» -> протяжённость дороги."""
    over = site.head.head
    if over.i == site.head.i or not is_noun(over) or page.masked(over) or site.start <= over.i < site.end:
        return
    yield Candidate(page.nominative(over), "governor", over.i)
    up = over.head
    if over.dep_.startswith(("nmod", "appos")) and is_noun(up) and not page.masked(up) and up.i != over.i:
        if over.morph.get("Case", []) == ["Ins"] or any(
            c.lemma_ in ("с", "при") for c in over.children if c.dep_ == "case"
        ):
            rest = render(phrase(up, lambda x: page.masked(x) or x.i == over.i), up, "Gen")
            yield Candidate(f"{page.nominative(over)} {rest}", "governor_of", over.i)
        else:
            yield Candidate(page.nominative(up), "governor_up", up.i)


def capacity(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«девять школ на 8 225 мест» -> вместимость школ."""
    if site.amount.kind != "count" or _lemma(page.doc[site.start - 1] if site.start else None) != "на":
        return
    over = site.head.head
    if over.i != site.head.i and is_noun(over) and over.i < site.start:
        named = next((n for n in reversed(done[-2:]) if n.site.noun is not None and n.site.noun.i == over.i), None)
        whose = render_plural(page, named, over)
        yield Candidate(f"вместимость {whose}", "capacity", over.i)


def render_plural(page: Page, named: Named | None, over: Token) -> str:
    """The genitive of a noun; of what was counted, where the noun was counted itself."""
    if named is not None:
        return _counted(page, named.site, "Gen")
    return page.in_case(over, "Gen")


def first_nominative(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """The first noun phrase in the nominative left of the amount in its clause, then in its sentence: syntax may err."""
    start = site.start
    while start > site.block_start and not page.doc[start].is_sent_start:
        start -= 1
    for rule, left in (("clause_nominative", max(site.left, start)), ("sentence_nominative", start)):
        first = next((t for t in page.doc[left : site.start] if _is_free_nominative(page, t, left)), None)
        if first is not None:
            yield Candidate(page.nominative(first), rule, first.i)


def _is_free_nominative(page: Page, token: Token, left: int) -> bool:
    """A noun in the nominative that no noun before it, from ``left`` on, governs."""
    if not is_noun(token) or token.pos_ == "PRON" or token.morph.get("Case", []) != ["Nom"] or page.masked(token):
        return False
    return not (is_noun(token.head) and left <= token.head.i < token.i)


def of_agent(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«палата запланировала не менее 70 проверок» -> проверки палаты."""
    verb = governing_verb(site.head)
    subj = subject_of(verb) if verb is not None else None
    if subj is None or site.noun is None or site.amount.kind != "count" or page.masked(subj) or not is_noun(subj):
        return
    if subj.pos_ != "PRON" and not site.start <= subj.i < site.end and _lemma(site.noun) not in PEOPLE:
        yield Candidate(f"{_counted(page, site)} {page.in_case(subj, 'Gen')}", "counted_of_agent", subj.i)


def noun_before(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """The noun right before the amount: «не хватает физиков (72)», «капитал 200 млн»."""
    i = site.start - 1
    while i >= site.block_start and (page.doc[i].is_punct or page.doc[i].pos_ in ("ADP", "ADV", "PART")):
        i -= 1
    if i < site.block_start or page.masked(page.doc[i]) or not is_noun(page.doc[i]):
        return
    noun = page.doc[i]
    top = noun
    while (
        is_noun(top.head)
        and top.head.i < top.i
        and top.head.i >= site.left
        and not page.masked(top.head)
        and top.head.i != top.i
    ):
        top = top.head
    yield Candidate(page.nominative(noun), "noun_before", noun.i)
    if top.i != noun.i:
        yield Candidate(page.nominative(top), "noun_before_top", top.i)


# Dashes -------------------------------------------------------------------------------------------------------------


def _dash_before(page: Page, site: Site) -> int | None:
    """Index of the dash right before an amount, words like «около», «по», «ещё», «лишь» and commas between aside."""
    for i in range(site.start - 1, max(site.left, site.start - 5) - 1, -1):
        t = page.doc[i]
        if t.text in DASHES and (i + 1 >= len(page.doc) or t.whitespace_):
            return i
        if t.pos_ not in ("ADP", "ADV", "PART", "CCONJ", "PUNCT", "DET", "PRON"):
            return None
    return None


def _dash_owner(page: Page, site: Site) -> Token | None:
    """The head of what stands left of a dash: «средняя зарплата по предприятию в октябре — 512 тысяч тенге»."""
    dash = _dash_before(page, site)
    if dash is None:
        return None
    left = dash
    while left > site.left and not (page.doc[left - 1].text == "," and _starts_item(page, left, dash)):
        left -= 1
    return _top_noun(page, left, dash)


def _starts_item(page: Page, start: int, dash: int) -> bool:
    """Whether the words after a comma begin a member of a list of their own: a noun not governed from before."""
    return any(is_noun(t) and not start <= t.head.i < dash for t in page.doc[start:dash])


def _top_noun(page: Page, start: int, end: int) -> Token | None:
    nouns = [t for t in page.doc[start:end] if is_noun(t) and not page.masked(t) and t.pos_ != "PRON"]
    inside = {t.i for t in nouns}
    free = [t for t in nouns if t.head.i not in inside]
    nominative = [t for t in free if t.morph.get("Case", []) == ["Nom"]]
    bare = [t for t in free if not any(c.dep_ == "case" for c in t.children)]
    return next(iter(nominative or bare or free), None)


def before_dash(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Медианная зарплата — 285 тысяч» -> медианная зарплата."""
    owner = _dash_owner(page, site)
    if owner is not None:
        yield Candidate(page.nominative(owner), "before_dash", owner.i)


def after_dash(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«94% из них — граждане Казахстана» -> доля граждан Казахстана."""
    i = site.end
    while i < site.right and page.doc[i].text not in DASHES:
        if i - site.end > 5:
            return
        i += 1
    owner = _top_noun(page, i + 1, site.right) if i + 1 < site.right else None
    if owner is None:
        return
    if site.amount.kind in ("percent", "fraction"):
        yield from _shares(page, site, done, page.in_case(owner, "Gen"), owner.i, "share_after_dash")
    else:
        yield Candidate(page.nominative(owner), "after_dash", owner.i)


# Shares -------------------------------------------------------------------------------------------------------------


def _shares(page: Page, site: Site, done: list[Named], of: str, at: int, rule: str) -> Iterator[Candidate]:
    """«доля X» and «доля X в Y», Y being the base the sentence or the figure before gives."""
    yield Candidate(f"доля {of}", rule, at)
    base = _base(page, site, done)
    if base and base != of:
        yield Candidate(f"доля {of} в {base}", rule + "_in", at, base)


def _base(page: Page, site: Site, done: list[Named]) -> str | None:
    """What a share is taken of, in the prepositional case: the genitive after it, or what the figure before measures."""
    of = _complement(page, site)
    if of is not None and not page.masked(of):
        return page.in_case(of, "Loc")
    if done and done[-1].site.block == site.block:
        last = done[-1]
        noun = (
            last.site.noun
            if last.site.amount.kind == "count"
            else (page.doc[last.candidate.at] if last.candidate.at >= 0 else None)
        )
        if noun is not None and is_noun(noun):
            return page.in_case(noun, "Loc", "Plur" if last.site.amount.kind == "count" else None)
    return None


def share(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Индивидуальные дома обеспечили 46% объёма», «на кыргызский экспорт пришлось …» -> доля …"""
    if site.amount.kind not in ("percent", "fraction") or site.amount.direction is not None:
        return  # the size of a change is no share of anything
    verb = governing_verb(site.head)
    of = _complement(page, site)
    if of is not None and not page.masked(of):
        yield Candidate(f"доля {page.in_case(of, 'Gen')}", "share_of_complement", of.i)
        if verb is not None:
            form = _passive_like(verb, of, "gent")
            if form:
                yield Candidate(f"доля {form} {page.in_case(of, 'Gen')}", "share_of_passive", of.i)
    if verb is None:
        return
    subj = subject_of(verb)
    if (
        subj is not None
        and not site.start <= subj.i < site.end
        and is_noun(subj)
        and subj.pos_ != "PRON"
        and not page.masked(subj)
    ):
        yield from _shares(page, site, done, page.in_case(subj, "Gen"), subj.i, "share_of_subject")
    obj = object_of(verb)
    if (
        obj is not None
        and not site.start <= obj.i < site.end
        and is_noun(obj)
        and obj.pos_ != "PRON"
        and not page.masked(obj)
    ):
        yield from _shares(page, site, done, page.in_case(obj, "Gen"), obj.i, "share_of_object")
    for t in verb.children:
        if t.dep_.startswith("obl") and not page.masked(t) and any(c.lemma_ == "на" for c in t.children) and is_noun(t):
            yield from _shares(page, site, done, page.in_case(t, "Gen"), t.i, "share_on")
    who = active_participle(verb, case="gent")
    if who and _lemma(verb) not in words("share_verbs") | words("change_verbs"):
        rest = _complements(page, site, verb)
        yield from _shares(page, site, done, f"{who} {rest}".strip(), verb.i, "share_of_doers")


# From other amounts -------------------------------------------------------------------------------------------------


def inherited(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """The name of the figure before: «рост на 1,5%» in brackets, «из 41», a pair «с 8,4 до 6,9 дня»."""
    seen: set[str] = set()
    for back, named in enumerate(reversed(done[-6:])):
        name = named.candidate.name
        if name not in seen and (named.site.block == site.block or back < 2):
            seen.add(name)
            yield Candidate(
                name,
                f"inherited_{min(back, 2)}" if len(seen) < 4 else "inherited_far",
                named.candidate.at,
                named.candidate.base,
            )


def ellipsis(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Годовой выпуск меди достигнет 46,5 тыс. тонн, золота — 1,2» -> годовой выпуск золота."""
    owner = _dash_owner(page, site) or _bare_before(page, site)
    if owner is None:
        return
    words = phrase(owner, page.masked)
    case = [c for c in owner.children if c.dep_ == "case" and not page.masked(c)]
    tail = join(sorted({*case, *words}, key=lambda t: t.i))
    for named in reversed(done[-4:]):
        if named.candidate.at < 0 or named.candidate.rule.startswith("list_"):
            continue
        head = _head_words(named.candidate.name)
        if owner.morph.get("Case", []) == ["Nom"] and not case:
            yield Candidate(f"{head} {page.in_case(owner, 'Gen')}", "ellipsis_nominative", owner.i)
        else:
            yield Candidate(f"{head} {tail}", "ellipsis", owner.i)
        break


def _bare_before(page: Page, site: Site) -> Token | None:
    """The noun phrase between the last comma and the amount."""
    left = site.start
    while left > site.left and page.doc[left - 1].text not in (",", "а"):
        left -= 1
    return _top_noun(page, left, site.start) if left > site.left else None


def _head_words(name: str) -> str:
    """The adjectives and the noun a name begins with."""
    from extractor.annotate.morphology import best_parse

    out: list[str] = []
    for word in name.split():
        out.append(word)
        parse = best_parse(word.strip(",«»"), "NOUN")
        if parse is None or parse.pos == "NOUN":
            break
    return " ".join(out)


def list_head(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """A list's items take the name of the sentence that introduces them: «По отраслям: / связь — 51,7»."""
    if site.kind not in ("list_item", "table_row"):
        return
    owner = _dash_owner(page, site)
    previous = next((n for n in reversed(done) if n.site.block < site.block), None)
    if previous is None:
        return
    yield Candidate(previous.candidate.name, "list_previous", previous.candidate.at)
    if owner is not None:
        yield Candidate(f"{previous.candidate.name} {page.in_case(owner, 'Gen')}", "list_previous_of", owner.i)
        yield Candidate(f"{_head_words(previous.candidate.name)} {page.in_case(owner, 'Gen')}", "list_head_of", owner.i)


def heading(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """The heading or introducing block over the amount."""
    blocks = list(page.doc.spans["blocks"])
    for index in range(site.block - 1, -1, -1):
        if blocks[index].label_ == "heading" or page.doc[blocks[index].end - 1].text == ":":
            owner = _top_noun(page, blocks[index].start, blocks[index].end)
            if owner is not None:
                yield Candidate(page.nominative(owner), "heading", owner.i)
            return
        if index < site.block - 8:
            return


# Purpose and rate ---------------------------------------------------------------------------------------------------


def purpose(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«11,3 млрд тенге направит на строительство ветки» -> средства на строительство ветки."""
    if site.amount.kind != "money":
        return
    verb = governing_verb(site.head)
    owners = [
        site.head,
        site.noun,
        verb,
        *([t for t in verb.children if t.dep_ in ("xcomp", "csubj", "nsubj")] if verb else []),
    ]
    for owner in [o for o in owners if o is not None]:
        for t in owner.children:
            lead = next((c for c in t.children if c.dep_ == "case" and c.lemma_ in ("на", "для", "за")), None)
            if lead is None or page.masked(t) or not is_noun(t) or site.start <= t.i < site.end:
                continue
            words = join([lead, *(x for x in phrase(t, page.masked) if x.i != lead.i)])
            for noun in ("средства", "расходы"):
                yield Candidate(f"{noun} {words}", f"purpose_{noun}", t.i)


def nearby(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """Noun phrases of the sentence that no other noun governs, nearest first: what is left where syntax fails."""
    found = 0
    i = site.start - 1
    while i >= site.block_start and found < 3:
        t = page.doc[i]
        if (
            is_noun(t)
            and not page.masked(t)
            and t.pos_ != "PRON"
            and not (is_noun(t.head) and t.head.i != t.i and t.head.i >= site.left)
        ):
            yield Candidate(page.nominative(t), f"nearby_{found}", t.i)
            found += 1
        if t.is_sent_start:
            break
        i -= 1


RULES: tuple[Rule, ...] = (
    counted_noun,
    counted_with_participle,
    clause_subject_people,
    subject,
    object_,
    verb_measures,
    action,
    complement,
    quantity,
    governor,
    capacity,
    of_agent,
    first_nominative,
    noun_before,
    before_dash,
    after_dash,
    share,
    purpose,
    inherited,
    ellipsis,
    list_head,
    heading,
    nearby,
)


# Rules that give a noun as it stands: a body alone («Фонд выделил 5 млрд») is nothing that is measured.
BARE_RULES = frozenset(
    [
        "subject",
        "object",
        "clause_nominative",
        "sentence_nominative",
        "noun_before",
        "noun_before_top",
        "before_dash",
        "after_dash",
        "governor",
        "governor_up",
        "nearby_0",
        "nearby_1",
        "nearby_2",
    ]
)


def _points_back(page: Page, candidate: Candidate) -> bool:
    """«этот показатель», «его», a person's or a body's name: no name of something measured."""
    if candidate.rule.startswith(("inherited", "list_")) or candidate.at < 0:
        return False
    head = page.doc[candidate.at]
    if candidate.at in page.person_tokens and not candidate.rule.startswith(("verb_measures", "counted_of")):
        return True
    if candidate.at in page.body_tokens and candidate.rule in BARE_RULES:
        return True
    bare = len([w for w in candidate.name.split() if len(w) > 2]) <= 1 or candidate.rule.startswith(
        ("quantity", "share", "number")
    )
    return bare and _lemma(head) in words("pointing_nouns")


def candidates(page: Page, site: Site, done: list[Named]) -> list[Candidate]:
    """All candidate names of an amount, each name once, in the order of the rules."""
    out: dict[str, Candidate] = {}
    for rule in RULES:
        for c in rule(page, site, done):
            name = " ".join(c.name.split()).strip(" ,;:—–-")
            if name and name not in out and not _points_back(page, c):
                out[name] = Candidate(name, c.rule, c.at, c.base)
    return list(out.values())
