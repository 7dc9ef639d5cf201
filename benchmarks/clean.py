"""Main text of a folder of pages against gold text, beside other extractors.

    python benchmarks/clean.py [FOLDER]    FOLDER holds <name>.html and <name>.txt (gold body text) pairs;
                                           without it, the gold corpus's pages

Prints token F1, precision, recall (averaged over pages) and pages a CPU second. Extractors not installed are skipped.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from extractor.clean import clean
from extractor.clean.decode import decode
from extractor.documents import Page
from extractor.errors import PageError

GOLD = Path(__file__).parent.parent / "corpora" / "gold"


def ours(content: bytes) -> str:
    try:
        article, _ = clean(Page(content))
    except PageError:
        return ""
    return "\n".join(
        article.text[b.start : b.end] + ("\n" + b.attribution.text if b.attribution else "")
        for b in article.blocks
        if b.kind != "title"
    )


def with_trafilatura(content: bytes) -> str:
    import trafilatura

    return trafilatura.extract(decode(content), fast=True, include_comments=False) or ""


def with_newspaper(content: bytes) -> str:
    import newspaper  # type: ignore[import-not-found,import-untyped,unused-ignore]  # optional: compared where installed

    article = newspaper.Article("http://page.example/", language="ru")
    article.download(input_html=decode(content))
    article.parse()
    return str(article.text)


def with_readability(content: bytes) -> str:
    from lxml import html
    from readability import Document  # type: ignore[import-not-found,import-untyped,unused-ignore]  # optional

    return str(html.fromstring(Document(decode(content)).summary()).text_content())


def score(gold: str, found: str) -> tuple[float, float, float]:
    """Token F1, precision and recall."""
    a, b = Counter(re.findall(r"\w+", gold.lower())), Counter(re.findall(r"\w+", found.lower()))
    hits = sum((a & b).values())
    precision, recall = hits / max(1, sum(b.values())), hits / max(1, sum(a.values()))
    return (2 * precision * recall / (precision + recall) if hits else 0.0), precision, recall


def pairs_of_folder(folder: Path) -> list[tuple[bytes, str]]:
    """Pages and their gold text."""
    return [
        (p.read_bytes(), p.with_suffix(".txt").read_text(encoding="utf-8"))
        for p in sorted(folder.glob("*.html"))
        if p.with_suffix(".txt").exists()
    ]


def pairs_of_gold() -> list[tuple[bytes, str]]:
    """Pages of corpora/gold and the text of their articles: lead, blocks, and who said each quoted block."""
    pairs = []
    for path in sorted((GOLD / "pages").glob("*.html")):
        article = json.loads((GOLD / "articles" / f"{path.stem}.json").read_text(encoding="utf-8"))
        lines = [article["lead"] or ""]
        for block in article["blocks"]:
            lines += [block["text"], block.get("attribution") or ""]
        pairs.append((path.read_bytes(), "\n".join(filter(None, lines))))
    return pairs


def main(folder: Path | None) -> None:
    pairs = pairs_of_folder(folder) if folder else pairs_of_gold()
    if not pairs:
        sys.exit(f"{folder}: no <name>.html with <name>.txt")
    extractors: dict[str, Callable[[bytes], str]] = {
        "extractor": ours,
        "trafilatura": with_trafilatura,
        "newspaper4k": with_newspaper,
        "readability": with_readability,
    }
    print(f"{'':12} {'F1':>6} {'P':>6} {'R':>6} pages/s  ({len(pairs)} pages)")
    for name, extract in extractors.items():
        try:
            extract(pairs[0][0])
        except ImportError:
            print(f"{name:12} not installed: skipped")
            continue
        start = time.process_time()
        found = [extract(content) for content, _ in pairs]
        spent = time.process_time() - start
        rows = [score(gold, text) for (_, gold), text in zip(pairs, found, strict=True)]
        f1, precision, recall = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"{name:12} {f1:6.3f} {precision:6.3f} {recall:6.3f} {len(pairs) / max(spent, 1e-9):7.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
