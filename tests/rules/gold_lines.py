"""Reads gold lines («text => what is expected») and runs the rooms from text to record on them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extractor import annotate, resolve
from extractor.clean.plain import lay_out
from extractor.documents import Facts
from extractor.facts.names import find_names
from extractor.facts.roles import find_roles
from extractor.records import Article, Provenance, Record


def gold_lines(name: str) -> list[tuple[str, list[list[str]]]]:
    """(text, items) of each line; an item is the list of its parts at «|»; «-» alone is no item."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            text, _, expected = line.partition(" => ")
            items = [[p.strip() for p in item.split("|")] for item in expected.split(";;")]
            found.append((text.strip(), [] if items == [["-"]] else items))
    return found


@cache
def record_of(text: str) -> Record:
    """The record of a text in Russian with its names and roles; «||» parts the title from the lead."""
    parts = text.split("||")
    kinds = ("title", "lead") if len(parts) > 1 else ("paragraph",)
    body, blocks = lay_out((kinds[min(n, 1)], p, None) for n, p in enumerate(parts))
    article = Article(language="ru", text=body, blocks=blocks)
    doc = annotate.annotate(article)
    names, roles = find_roles(doc, find_names(doc))
    return resolve.to_record(article, doc, Facts(names=names, roles=roles), Provenance(extractor="test"))
