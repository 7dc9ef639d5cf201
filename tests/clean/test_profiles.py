"""Every site profile against its frozen page."""

import json
from pathlib import Path

import pytest

from extractor.clean import clean
from extractor.clean.profiles.base import registered
from extractor.documents import Page
from extractor.records import Article

PAGES = Path(__file__).parents[2] / "corpora" / "pages"
FOLDERS = sorted(p for p in PAGES.iterdir() if p.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_frozen_page_gives_its_article(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    article, path = clean(Page((folder / "page.html").read_bytes(), url=expected["url"]))
    assert path == expected["path"]
    assert article == Article.model_validate(expected["article"])


def test_every_profile_has_a_frozen_page() -> None:
    paths = {json.loads((f / "expected.json").read_text(encoding="utf-8"))["path"] for f in FOLDERS}
    assert paths == {p.name for p in registered()}
