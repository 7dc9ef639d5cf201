"""Parallel members: «Абай — 24 школы, 6,1 тыс. учеников; Бурабай — 31, 7,4 тыс.», «12 волков и 3 лисы; год назад — 9 и 2».

A number left bare takes the unit of the number at its place in the member before.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import Lexemes

MEMBER_ENDS = frozenset({";", "\n"})
MOST_IN_MEMBER = 4
LONGEST_GAP = 12


def members(lex: Lexemes, quantities: list[Quantity]) -> list[list[Quantity]]:
    """The quantities by lines, sentences and parts between semicolons, in text order."""
    found: list[list[Quantity]] = []
    for n, q in enumerate(quantities):
        before = quantities[n - 1] if n else None
        joined = (
            before is not None
            and before.sentence == q.sentence
            and not any(w in MEMBER_ENDS for w in lex.words[before.last : q.first])
        )
        if joined:
            found[-1].append(q)
        else:
            found.append([q])
    return found


def share_across_members(lex: Lexemes, quantities: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """(bare number, the number whose unit it takes) of every two neighbouring members of one shape."""
    pairs: list[tuple[Quantity, Quantity]] = []
    taken: dict[int, Quantity] = {}
    for earlier, later in pairwise(members(lex, quantities)):
        if later[0].first - earlier[-1].last > LONGEST_GAP:
            continue
        sources = [taken.get(id(q), q) for q in earlier]
        if not _one_shape(sources, later) or not (_listed(lex, later) or any(q.kind is not None for q in later)):
            continue
        for source, q in zip(sources, later, strict=True):
            if q.kind is None and not q.vague:
                pairs.append((q, source))
                taken[id(q)] = source
    return pairs


def _one_shape(earlier: list[Quantity], later: list[Quantity]) -> bool:
    """As many numbers, of different units in the earlier member, and none of the later's own units in another's place."""
    if not 2 <= len(earlier) <= MOST_IN_MEMBER or len(earlier) != len(later):
        return False
    units = [_unit(q) for q in earlier]
    if None in units or len(set(units)) != len(units) or all(q.kind is not None for q in later):
        return False
    return all(_fits(q, source) for q, source in zip(later, earlier, strict=True))


def _fits(q: Quantity, source: Quantity) -> bool:
    if q.kind is not None:
        return _unit(q) == _unit(source)
    return source.kind in ("count", "money", "measure") and (q.factor == 1 or source.factor != 1)


def _listed(lex: Lexemes, member: list[Quantity]) -> bool:
    """«31, 7,4 тыс.», «98, 11 и 2», «118 и 29 тысяч», «540 (120 тыс.)»: the numbers follow one another at once."""
    return all(
        lex.words[a.last : b.first]
        in (
            [","],
            ["и"],
            [
                "(",
            ],
            [".", ","],
        )
        for a, b in pairwise(member)
    )


def _unit(q: Quantity) -> tuple[str, str] | None:
    return None if q.kind is None or q.kind == "fraction" else (q.kind, q.unit_code or q.unit_text or "")
