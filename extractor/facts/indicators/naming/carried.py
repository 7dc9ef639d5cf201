"""Names carried over: from the amount before, across an ellipsis, from a list's introducer or a heading."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.annotate.morphology import best_parse
from extractor.facts.indicators.naming.common import Candidate, Named, dash_owner, lemma_of, top_noun
from extractor.facts.indicators.phrase import join, phrase
from extractor.facts.indicators.site import Page, Site, introducer
from extractor.facts.text import Word
from extractor.facts.wordlists import entries


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
    owner = dash_owner(page, site) or _bare_before(page, site)
    if owner is None:
        return
    case = [c for c in owner.children if c.dep == "case" and not page.masked(c)]
    nominative = owner.feats.get("Case") == "Nom" and not case
    if nominative and lemma_of(owner) in entries("measure_nouns"):
        return  # «давление 640 атмосфер, температура — 105 °C»: a name of its own
    tail = join(sorted({*case, *phrase(owner, page.masked)}, key=lambda t: t.i))
    for named in reversed(done[-4:]):
        if named.candidate.at < 0 or named.candidate.rule.startswith("list_"):
            continue
        if site.amount.kind == "measure" and named.site.amount.kind == "count":
            continue  # «подключат 2,1 тысячи домов. Первая очередь — 12 тысяч кубометров»: no homes
        head = head_words(named.candidate.name)
        if nominative:
            yield Candidate(f"{head} {page.in_case(owner, 'Gen')}", "ellipsis_nominative", owner.i)
        else:
            yield Candidate(f"{head} {tail}", "ellipsis", owner.i)
        break


def _bare_before(page: Page, site: Site) -> Word | None:
    """The noun phrase between the last comma and the amount."""
    left = site.start
    while left > site.left and page.words[left - 1].text not in (",", "а"):
        left -= 1
    return top_noun(page, left, site.start) if left > site.left else None


def head_words(name: str) -> str:
    """The adjectives and the noun a name begins with."""
    out: list[str] = []
    for word in name.split():
        out.append(word)
        parse = best_parse(word.strip(",«»"), "NOUN")
        if parse is None or parse.pos == "NOUN":
            break
    return " ".join(out).rstrip(",")


def list_head(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """A list's items take the name of the sentence that introduces them: «По отраслям: / связь — 51,7»."""
    if site.kind not in ("list_item", "table_row"):
        return
    owner = dash_owner(page, site)
    previous = next((n for n in reversed(done) if n.site.block < site.block), None)
    if previous is None:
        return
    yield Candidate(previous.candidate.name, "list_previous", previous.candidate.at)
    if owner is not None:
        yield Candidate(f"{previous.candidate.name} {page.in_case(owner, 'Gen')}", "list_previous_of", owner.i)
        yield Candidate(f"{head_words(previous.candidate.name)} {page.in_case(owner, 'Gen')}", "list_head_of", owner.i)


def heading(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """The heading or introducing block over the amount."""
    above = introducer(page, site.block)
    owner = top_noun(page, above.start, above.end) if above is not None else None
    if owner is not None:
        yield Candidate(page.nominative(owner), "heading", owner.i)
