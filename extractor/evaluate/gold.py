"""A gold corpus on disk: articles, rendered pages and the facts a reader finds in them.

Layout of a corpus folder: ``gold_<language>.jsonl`` (one article's facts a line), ``articles/<id>.json`` (metadata and
typed blocks) and, optionally, ``pages/<id>.html``. Articles whose number is divisible by three are the reporting part:
scored and shown apart, their misses never read, so that a rule fitted to the other part shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractor.clean.plain import lay_out
from extractor.documents import Page
from extractor.errors import ExtractorError
from extractor.records import Article

Part = Literal["tuning", "reporting"]
PARTS: tuple[Part, ...] = ("tuning", "reporting")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article of the corpus: ``gold`` is its line of gold_<language>.jsonl."""

    gold: dict[str, Any]
    folder: Path

    @property
    def id(self) -> str:
        """The article's name in the corpus: ru-07."""
        return str(self.gold["id"])

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return str(self.gold["lang"])

    @property
    def part(self) -> Part:
        """The part the article belongs to, by its number; an article without a number tunes."""
        digits = self.id.rpartition("-")[2]
        return "reporting" if digits.isdigit() and int(digits) % 3 == 0 else "tuning"

    def page(self) -> Page:
        """The rendered page, as it would be fetched."""
        path = self.folder / "pages" / f"{self.id}.html"
        return Page(content=path.read_bytes(), url=self.gold["url"], source=path.name)

    def article(self) -> Article:
        """The article as a perfect clean room would give it."""
        a = json.loads((self.folder / "articles" / f"{self.id}.json").read_text(encoding="utf-8"))
        parts = [("title", a["title"], None), ("lead", a["lead"] or "", None)]
        text, blocks = lay_out(parts + [(b["kind"], b["text"], b.get("speaker")) for b in a["blocks"]])
        return Article(
            url=a["url"], publisher=a["publisher"], title=a["title"], lead=a["lead"], authors=tuple(a["authors"]),
            published_at=a["published"], language=a["lang"], text=text, blocks=blocks,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corpus:
    """Gold articles in order of id."""

    articles: tuple[GoldArticle, ...]

    def __iter__(self) -> Iterator[GoldArticle]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)


def load_corpus(path: Path) -> Corpus:
    """A corpus folder, or one gold JSONL file. Raises ExtractorError where there is none or a line is no gold."""
    files = [path] if path.is_file() else sorted(path.glob("gold_*.jsonl"))
    if not files:
        raise ExtractorError(f"{path}: no gold_<language>.jsonl here; name a corpus folder such as corpora/gold")
    articles = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    gold = json.loads(line)
                    articles.append(GoldArticle({**gold, "id": gold["id"], "lang": gold["lang"]}, file.parent))
                except (ValueError, KeyError, TypeError) as error:
                    raise ExtractorError(f"{file}:{number}: not a line of gold: {error!r}") from error
    return Corpus(tuple(sorted(articles, key=lambda article: article.id)))
