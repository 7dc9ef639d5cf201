"""Page -> Article: decoding, main text, blocks, metadata, site profiles."""

from __future__ import annotations

from extractor.clean.page import clean

__all__ = ["clean"]
