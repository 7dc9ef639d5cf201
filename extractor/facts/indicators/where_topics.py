"""Whether a figure holds for a place at all: features of the amount, its sentence, and what its article is about."""

from __future__ import annotations

from bisect import bisect_left

from extractor.facts.indicators.features import KINDS
from extractor.facts.indicators.site import Site, child
from extractor.facts.indicators.where import Map
from extractor.facts.indicators.where_around import RULES, Around
from extractor.facts.indicators.where_profile import article_topics, is_company, scope_kinds, scopes
from extractor.records import STATUSES, Status

UNITS = (("a", "mo", "wk", "d", "h", "min"), ("m", "km", "m2", "har"), ("t", "kg", "c", "g"), ("MW", "kW.h", "GW"))
BLOCKS = ("title", "lead", "heading", "paragraph", "list_item", "quote", "table_row", "caption")


def shared_values(places: Map, site: Site, status: Status, around: Around) -> list[float]:
    """The amount, its sentence and its article."""
    page, amount = places.page, site.amount
    scope, rules, subject = around.scope, around.rules, around.subject
    start, end = around.sentence_start, around.sentence_end
    ordered = [*places.standing, 0.0, 0.0]
    window = places.near(site.start)
    words = max(1, len(page.words))
    lemmas = [t.lemma for t in page.words[start:end]]
    return [
        *(float(amount.kind == k) for k in KINDS),
        *(float(amount.unit in group) for group in UNITS),
        *(float(amount.unit == u) for u in ("USD", "EUR", "KZT", "RUB", "UZS")),
        float(amount.kind == "money" and amount.unit in ("USD", "EUR")),
        float(amount.direction is not None),
        *(float(status == s) for s in STATUSES),
        *(float(site.kind == b) for b in BLOCKS),
        float(site.block),
        site.start / words,
        float(site.bracketed),
        float(len(places.by_key)),
        ordered[0],
        ordered[1],
        ordered[0] / (sum(ordered) or 1.0),
        100 * len(places.spots) / words,
        float(places.default is not None),
        float(sum(site.block_start <= s.at < site.block_end for s in window if not s.bar)),
        float(len({s.key for s in window if start <= s.at < end})),
        float(any(i in page.body_tokens for i in range(start, end))),
        float(subject is not None and subject.i in page.body_tokens),
        float(subject is not None and subject.i in page.person_tokens),
        float(subject is not None and subject.i in page.place_tokens),
        float(subject is not None and subject.pos == "PRON"),
        float(any(w in ("я", "мы", "наш", "мой") for w in lemmas)),
        float(subject is not None and child(subject, "nmod") is not None),
        *(float(k in scope) for k in scope_kinds()),
        *article_topics(places),
        *(float(rules[r] is not None) for r in RULES),
        *_nearest_body(places, site, around),
        *(float(site.noun is not None and scopes().get(site.noun.lemma) == k) for k in scope_kinds()),
        float(site.noun is not None and site.noun.feats.get("Animacy") == "Anim"),
    ]


def _nearest_body(places: Map, site: Site, around: Around) -> list[float]:
    """Whether the last body named before the amount is a company or another, in its sentence, its block or before."""
    at = bisect_left(places.bodies, (site.start, "")) - 1
    if at < 0:
        return [0.0] * 6
    at, name = places.bodies[at]
    company = is_company(name)
    near = (at >= around.sentence_start, at >= site.block_start, True)
    return [*(float(n and company) for n in near), *(float(n and not company) for n in near)]
