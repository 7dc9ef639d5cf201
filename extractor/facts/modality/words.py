"""Words that say what kind of sentence a figure stands in, from ``data/modality_topics.tsv``."""

from __future__ import annotations

from functools import lru_cache

from extractor.facts.wordlists import rows

LISTS: dict[str, tuple[str, ...]] = {topic: tuple(stems.split()) for topic, stems in rows("modality_topics.tsv")}
TOPICS = tuple(LISTS)
CACHE = 50_000


@lru_cache(CACHE)
def topics_of(text: str) -> tuple[str, ...]:
    """The topics a word (lower case, ё as е) belongs to; an entry written with = is a whole form, others are stems."""
    return tuple(
        topic
        for topic, entries in LISTS.items()
        if any(text == e[1:] if e.startswith("=") else text.startswith(e) for e in entries)
    )
