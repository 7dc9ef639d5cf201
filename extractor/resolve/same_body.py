"""Whether two mentions name one institution: inflected forms, acronyms, clipped words, regions left out."""

from __future__ import annotations

from functools import cache

from extractor.annotate.dictionary import parses
from extractor.facts.names.chains import SPECIFIC
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import fold, places
from extractor.resolve.bodies import Body, Seen


def keys_of(seen: Seen) -> frozenset[str]:
    """What two mentions of one body share at least once: a word's first letters, an acronym and its long form."""
    words = f"{seen.core} {fold(seen.inner)}".split()
    keys = {w[:4] for w in words} | {_acronym(seen.core), seen.core.replace(" ", "")}
    if seen.core.startswith("мин"):
        keys.add("мини")
    keys |= {w[:4] for w in spelt_out(seen.core)} | _initials(seen.name)
    return frozenset(keys)


def same_body(a: Seen, body: Body) -> bool:
    """Whether a mention names the body: equal cores (inflected quotations too), equal quoted names, one place at
    most.
    """
    for b in body.forms():
        if a.place and b.place and a.place != b.place:
            continue
        if a.core == b.core or _same_words(a.core, b.core):
            return True
        if a.inner and b.inner and (fold(a.inner) == fold(b.inner) or _same_words(fold(a.inner), fold(b.inner))):
            return True
        if _initials(a.name) & {fold(b.name)} or _initials(b.name) & {fold(a.name)}:
            return True
        if _acronym(a.core) == b.core.replace(" ", "") or _acronym(b.core) == a.core.replace(" ", ""):
            return True
        if _clipped(a.core, b.core) or _clipped(b.core, a.core):
            return True
        if _ministry(a.core, b.core) or _ministry(b.core, a.core):
            return True
        if _of_region(a.core, b.core) or _of_region(b.core, a.core) or _spelt_alike(a.core, b.core):
            return True
    return False


def _same_words(a: str, b: str) -> bool:
    """Words equal but for up to two letters at their ends."""
    x, y = a.split(), b.split()
    return len(x) == len(y) and bool(x) and all(_same_word(p, q) for p, q in zip(x, y, strict=True))


def _same_word(p: str, q: str) -> bool:
    if p == q:
        return True
    length = max(4, min(len(p), len(q)) - 2)
    return (
        abs(len(p) - len(q)) <= 2
        and len(p) >= 4
        and len(q) >= 4
        and p[:length] == q[:length]
        and not any(c.isdigit() for c in p + q)
    )


def _acronym(core: str) -> str:
    words = [w for w in core.split() if len(w) > 2]
    return "".join(w[0] for w in words) if len(words) > 2 else "\0"


def _ministry(short: str, long: str) -> bool:
    """«Минспорта» beside «Министерство туризма и спорта»: the clipped name's second part begins a word of the long
    one.
    """
    if not short.startswith("мин") or " " in short or len(short) < 7 or not long.startswith("министерство "):
        return False
    return any(w.startswith(short[3:7]) for w in long.split()[1:])


def _clipped(short: str, long: str) -> bool:
    """«дмму» no; «совет» … yes: the longer name begins with the whole of the shorter, which has two words or more."""
    words = short.split()
    return (len(words) >= 2 or (short.isascii() and len(short) > 3)) and long.startswith(short + " ")


def _initials(name: str) -> frozenset[str]:
    """The acronyms a name may have, folded: initials of its longer words, an acronym within it whole or by its first
    letter («Программа развития ООН»: «ПРООН»), without it («Управление ООН по координации …»: «УКГВ»).
    """
    words = [w for w in name.replace("«", " ").replace("»", " ").split() if len(w) > 2]
    if len(words) < 3:
        return frozenset()
    whole = "".join(w if w.isupper() else w[0] for w in words)
    first = "".join(w[0] for w in words)
    without = "".join(w[0] for w in words if not w.isupper())
    return frozenset(fold(x) for x in (whole, first, without) if len(x) > 2)


def _of_region(short: str, long: str) -> bool:
    """«управление культуры» beside «городское управление культуры»: one adjective of the region more."""
    first, _, rest = long.partition(" ")
    return rest == short and " " in short and not base_forms(first).isdisjoint(SPECIFIC | places()[1].keys())


PARTS = {
    "гос": "государственный", "соц": "социальный", "мед": "медицинский", "нац": "национальный", "сель": "сельский",
    "обл": "областной", "гор": "городской", "рай": "районный", "авто": "автомобильный", "спорт": "спортивный",
    "проф": "профессиональный", "гидро": "гидрологический", "эко": "экологический", "пром": "промышленный",
    "тех": "технический", "строй": "строительный", "фин": "финансовый", "энерго": "энергетический",
}  # fmt: skip


@cache
def spelt_out(core: str) -> tuple[str, ...]:
    """The first letters of a name's words, clipped ones spelt out: «госфонд соцстрахования» -> («госуд», «фонд»,
    «социа», «страх»).
    """
    found: list[str] = []
    for word in core.split():
        part = next((p for p in sorted(PARTS, key=len, reverse=True) if word.startswith(p)), None)
        rest = word[len(part) :] if part else ""
        if part and len(rest) > 3 and not any(p.known for p in parses(word)) and any(p.known for p in parses(rest)):
            found += [PARTS[part][:5], rest[:5]]
        elif len(word) > 2:
            found.append(word[:5])
    return tuple(found)


def _spelt_alike(a: str, b: str) -> bool:
    """«фонд медстрахования» beside «Фонд социального медицинского страхования»: a clipped word in one, and all of its
    words, spelt out, in the other.
    """
    x, y = spelt_out(a), spelt_out(b)
    if len(x) == len(a.split()) and len(y) == len(b.split()):
        return False  # nothing is clipped
    short, long = sorted((x, y), key=len)
    return len(short) > 2 and set(short) <= set(long)
