"""extractor: news pages in, structured records out."""

__version__ = "0.1.0"
