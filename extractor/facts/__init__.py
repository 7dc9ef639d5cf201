"""Doc -> facts: names, roles, amounts, periods, quotes, indicators.

Every finder takes the Doc and what was found before it and returns a tuple of mentions in text order;
``find`` shows the order in which they build on each other.
"""

from __future__ import annotations

from spacy.tokens import Doc

from extractor import annotate
from extractor.documents import Facts
from extractor.facts.amounts import find_amounts
from extractor.facts.indicators import find_indicators
from extractor.facts.indicators.scope import implied_countries, used
from extractor.facts.names import find_names
from extractor.facts.periods import find_periods
from extractor.facts.quotes import find_quotes
from extractor.facts.roles import find_roles


def find(doc: Doc) -> Facts:
    """All facts of one annotated article."""
    if not has_names(doc):
        periods = find_periods(doc)
        return Facts(amounts=find_amounts(doc, (), periods), periods=periods)
    names = find_names(doc)
    names, roles = find_roles(doc, names)
    periods = find_periods(doc)
    amounts = find_amounts(doc, names, periods)
    quotes = find_quotes(doc, names, roles)
    implied = implied_countries(doc, names, amounts)
    indicators = find_indicators(doc, names + implied, roles, amounts, periods, quotes)
    names += used(implied, indicators)
    return Facts(names=names, roles=roles, amounts=amounts, periods=periods, quotes=quotes, indicators=indicators)


def has_names(doc: Doc) -> bool:
    """False for a Doc of a language that has tokens and sentences but no names, morphology or syntax."""
    article = doc._.article
    return article is None or annotate.has_names(article.language or "ru")
