"""Run the pipeline over a gold corpus and lay the scores out as a table."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from extractor.errors import ExtractorError
from extractor.evaluate.gold import PARTS, Corpus, GoldArticle, Part
from extractor.evaluate.scorer import ROWS, Tally, score_article


@dataclass
class Result:
    """Tallies by language and part, misses of the tuning part, and what could not be read."""

    tallies: dict[tuple[str, Part], Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[str] = field(default_factory=list)
    articles: dict[tuple[str, Part], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, article: GoldArticle, record: Mapping[str, Any]) -> None:
        """Count one article's record; an empty one scores as nothing found."""
        tally, misses = score_article(article.gold, record)
        self.tallies[article.language, article.part] += tally
        self.articles[article.language, article.part] += 1
        if article.part == "tuning":
            self.misses += misses

    def f1(self) -> dict[str, dict[str, dict[str, float]]]:
        """F1 by language, part and row, rounded to four places."""
        languages = sorted({language for language, _ in self.tallies})
        return {
            language: {
                part: {row: round(self.tallies[language, part].scores(row)[2], 4) for row in ROWS}
                for part in PARTS
                if (language, part) in self.tallies
            }
            for language in languages
        }


def evaluate(
    corpus: Corpus,
    *,
    records: Path | None = None,
    source: Literal["pages", "articles"] = "pages",
    languages: Iterable[str] | None = None,
) -> Result:
    """Scores of the pipeline on a corpus, or of ready records ``<id>.json`` in a folder (a missing one scores as empty)."""
    wanted = set(languages or ())
    articles = [a for a in corpus if not wanted or a.language in wanted]
    result = Result()
    made = _read(records) if records else _make(articles, source)
    for article in articles:
        result.add(article, made(article))
    return result


def _read(folder: Path) -> Callable[[GoldArticle], Mapping[str, Any]]:
    def record_of(article: GoldArticle) -> Mapping[str, Any]:
        path = folder / f"{article.id}.json"
        if not path.exists():
            return {}
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    return record_of


def _make(articles: list[GoldArticle], source: str) -> Callable[[GoldArticle], Mapping[str, Any]]:
    from extractor.pipeline import Pipeline
    from extractor.records import Provenance

    pipeline = Pipeline()

    def record_of(article: GoldArticle) -> Mapping[str, Any]:
        try:
            if source == "pages":
                return pipeline.record(article.page()).model_dump(mode="json")
            cleaned = (article.article(), Provenance(extractor="evaluate"))
            return next(pipeline.records([cleaned])).model_dump(mode="json")
        except ExtractorError:
            return {}
        except FileNotFoundError as error:
            raise ExtractorError(
                f"{error.filename}: not there; a corpus needs articles/ and pages/, or use --records"
            ) from error

    return record_of


def table(result: Result) -> str:
    """Precision, recall and F1 of every row, one group of columns a language and part."""
    columns = [(lang, part) for lang in sorted({lang for lang, _ in result.tallies}) for part in PARTS]
    columns = [column for column in columns if column in result.tallies]
    heads = [f"{lang} {part} ({result.articles[lang, part]})" for lang, part in columns]
    lines = [
        " " * 19 + "".join(f"{head:^28}" for head in heads).rstrip(),
        " " * 19 + "     P     R    F1  gold    " * len(columns),
    ]
    for row in ROWS:
        cells = []
        for column in columns:
            tally = result.tallies[column]
            cells.append("{:6.3f}{:6.3f}{:6.3f}{:6d}    ".format(*tally.scores(row), tally.gold(row)))
        lines.append(f"{row:19}" + "".join(cells).rstrip())
    return "\n".join(line.rstrip() for line in lines)
