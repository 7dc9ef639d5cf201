"""Coreference of people: full names first, then surnames and given names alone, then forms that no finder marked."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from extractor.documents import NameMention, RoleMention
from extractor.facts.names.forms import given_readings, is_common_word, is_title, sentence_start
from extractor.facts.names.lexicon import fold
from extractor.facts.names.patronymics import patronymic_reading
from extractor.records import Span
from extractor.resolve.declension import family_candidates
from extractor.resolve.name_parts import Parts
from extractor.resolve.people import Cluster, Seen, genders_agree, observe, same_family, same_given


def cluster_people(
    doc: Doc, mentions: list[NameMention], roles: dict[NameMention, list[RoleMention]], needed: frozenset[NameMention]
) -> list[Cluster]:
    """One cluster a person, in order of the first mention that names the person most fully.

    Mentions with an ``antecedent`` join the antecedent's cluster. A surname alone joins the person last named before it
    who can bear it, else the first after it; given names alone likewise. Words that turn out to name nobody are left
    out, unless they are ``needed``.
    """
    clusters: list[Cluster] = []
    named = [observe(doc, m, roles) for m in mentions if m.antecedent is None]
    full = [s for s in named if _is_full(s)]
    by_family: dict[str, list[Cluster]] = {}
    alike: dict[tuple[object, ...], Cluster] = {}
    for seen in full:
        if (twin := alike.get(_look(seen))) is not None:
            twin.seen.append(seen)
            continue
        among = _sharing(seen, by_family) if seen.parts.family else clusters
        home = next((c for c in among if _same_person(seen, c)), None)
        if home is None:
            home = Cluster()
            clusters.append(home)
        home.seen.append(seen)
        alike[_look(seen)] = home
        for form in _family_forms(seen):
            if all(c is not home for c in by_family.setdefault(form, [])):
                by_family[form].append(home)
    clusters = _with_addresses(clusters)
    fitting: dict[tuple[object, ...], list[Cluster]] = {}
    for seen in (s for s in named if not _is_full(s)):
        look = (*_look(seen), len(clusters))
        if look not in fitting:
            fitting[look] = [c for c in clusters if _fits(seen, c)]
        home = _bearer(seen, fitting[look])
        if home is None:
            home = Cluster()
            clusters.append(home)
        home.seen.append(seen)
    clusters = [c for c in clusters if any(s.mention in needed for s in c.seen) or not _is_nobody(doc, c, roles)]
    homes = {s.mention: c for c in clusters for s in c.seen}
    for mention in mentions:
        if mention.antecedent in homes:
            homes[mention.antecedent].others.append(mention)
    return clusters


def _with_addresses(clusters: list[Cluster]) -> list[Cluster]:
    """«Игнат Петрович» joined to «Игнат Войтешонок»: a given name with a word like a patronymic, where one person of
    the article bears that given name and another family name.
    """
    kept: list[Cluster] = []
    for cluster in clusters:
        addressed = [_address(s) for s in cluster.seen]
        others = [c for c in clusters if c is not cluster and not all(_address(s) for s in c.seen)]
        bearers = [c for c in others if fold(c.given()) == fold(cluster.given()) and c.gender in ("m", "")]
        if not all(addressed) or len(bearers) != 1 or bearers[0].patronymic() not in ("", _patronymic(addressed)):
            kept.append(cluster)
            continue
        bearers[0].seen += [s for s in addressed if s is not None]
        bearers[0].seen.sort(key=lambda s: s.mention.start)
        bearers[0].forget()
    return kept


def _patronymic(addressed: list[Seen | None]) -> str:
    """The patronymic of mentions read as given name and patronymic."""
    return next((Cluster(seen=[s]).patronymic() for s in addressed if s is not None), "")


def _address(seen: Seen) -> Seen | None:
    """The mention read as given name and patronymic, where its family name can be one; else None."""
    p = seen.parts
    if not p.given or p.initial or p.patronymic or " " in p.family or patronymic_reading(p.family) is None:
        return None
    return replace(seen, parts=Parts(given=p.given, patronymic=p.family))


def _look(seen: Seen) -> tuple[object, ...]:
    """What a mention is compared by: two of one look are one person's, or the same words alone."""
    return seen.parts, seen.case, seen.gender, seen.sure, seen.guessed


def _family_forms(seen: Seen) -> frozenset[str]:
    return family_candidates(seen.parts.family.split()[-1]) if seen.parts.family else frozenset({""})


def _sharing(seen: Seen, by_family: dict[str, list[Cluster]]) -> list[Cluster]:
    """The people whose family name can be the mention's, and those without a known one, in order."""
    found = {id(c): c for form in sorted(_family_forms(seen) | {""}) for c in by_family.get(form, ())}
    return sorted(found.values(), key=lambda c: c.seen[0].mention.start)


def _is_nobody(doc: Doc, cluster: Cluster, roles: dict[NameMention, list[RoleMention]]) -> bool:
    """«Артём и София» of a list of names, «семья Рузаевых»: one word said once, of no role and no act of their own."""
    if any(_is_full(s) for s in cluster.seen) or any(roles.get(s.mention) for s in cluster.seen):
        return False
    first = cluster.seen[0]
    span = doc.char_span(first.mention.start, first.mention.end, alignment_mode="expand")
    if span is None or len(span) > 1:
        return False
    if fold(first.mention.text).endswith(("ых", "их")):
        return True
    if len(cluster.seen) > 1:
        return False
    token = span[0]
    if first.parts.given and not first.parts.family:
        return (
            token.dep_ == "conj"
            or any(c.dep_ == "conj" for c in token.children)
            or (span.start > 0 and doc[span.start - 1].text in '«„"')
        )
    return False


def _is_full(seen: Seen) -> bool:
    p = seen.parts
    return bool(p.family and p.given) or bool(p.given and p.patronymic)


def _same_person(seen: Seen, cluster: Cluster) -> bool:
    if not genders_agree(seen, cluster):
        return _inflected_twin(seen, cluster)
    if seen.parts.family and any(s.parts.family for s in cluster.seen):
        return same_family(seen, cluster) and same_given(seen, cluster)
    # «Мадина Рустамовна» beside «Мадина Исраилова»: the given name is all they share
    return (
        same_given(seen, cluster)
        and bool(cluster.given())
        and not cluster.given().endswith(".")
        and not seen.parts.initial
    )


def _inflected_twin(seen: Seen, cluster: Cluster) -> bool:
    """«Вилиса Лациса» beside «Вилис Лацис», taken for a woman's nominative: given and family name with «а» more, and a
    family name that women bear as it is.
    """
    given, family = fold(seen.parts.given), fold(seen.parts.family)
    for other in cluster.seen:
        pairs = ((given, fold(other.parts.given)), (family, fold(other.parts.family)))
        if all(a != b and (a == b + "а" or b == a + "а") for a, b in pairs):
            shorter = min(pairs[1], key=len)
            return not shorter.endswith(("ов", "ев", "ин", "ын"))
    return False


def _bearer(seen: Seen, fits: list[Cluster]) -> Cluster | None:
    """The person, of those who can bear it, that a surname or given name alone means: named last before it, else first
    after it.
    """
    if not fits:
        return None
    at = seen.mention.start
    before = [c for c in fits if c.seen[0].mention.start < at]
    if before:
        if len(before) == 1:
            return before[0]
        return max(before, key=lambda c: max((s.mention.start for s in c.seen if s.mention.start < at), default=-1))
    return min(fits, key=lambda c: c.seen[0].mention.start)


def _fits(seen: Seen, cluster: Cluster) -> bool:
    if seen.parts.family:
        return genders_agree(seen, cluster) and (same_family(seen, cluster) or _family_is_given(seen, cluster))
    if same_family(Seen(seen.mention, _as_family(seen), seen.case, seen.gender, seen.sure), cluster):
        return True
    return (
        bool(seen.parts.given)
        and bool(cluster.given())
        and not cluster.given().endswith(".")
        and same_given(seen, cluster)
    )


def _as_family(seen: Seen) -> Parts:
    return Parts(family=seen.parts.given)


def _family_is_given(seen: Seen, cluster: Cluster) -> bool:
    """A word taken for a family name that is the cluster's given one."""
    return not family_candidates(seen.parts.family).isdisjoint({fold(cluster.given())}) and bool(cluster.given())


def unmarked_mentions(doc: Doc, clusters: list[Cluster], taken: set[int]) -> dict[int, list[Span]]:
    """Further mentions by family name that no finder marked: index of the cluster -> spans. ``taken`` are token
    indices.
    """
    index: dict[str, list[int]] = {}
    for n, cluster in enumerate(clusters):
        family = cluster.family()
        if len(family) > 2 and " " not in family and not is_common_word(family):
            index.setdefault(fold(family), []).append(n)
    found: dict[int, list[Span]] = {}
    if not index:
        return found
    for token in doc:
        if token.i in taken or not is_title(token) or len(token.text) < 3:
            continue
        if given_readings(token.text) or (is_common_word(token.text) and sentence_start(token)):
            continue
        owners = {n for c in family_candidates(token.text) for n in index.get(c, ())}
        if len(owners) == 1:
            end = token.idx + len(token.text)
            found.setdefault(owners.pop(), []).append(Span(start=token.idx, end=end, text=token.text))
    return found
