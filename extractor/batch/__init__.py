"""Many pages: sources -> fetch -> worker processes -> store, with a ledger so that a stopped run can go on.

>>> from extractor.batch import StoreSink, run
>>> from extractor.fetch.sources import source_of
>>> sinks = [StoreSink("sqlite:///news.db")]
>>> summary = run([source_of("urls.txt")], sinks=sinks, ledger="news.ledger.db")        # doctest: +SKIP
"""

from __future__ import annotations

from extractor.batch.engine import run
from extractor.batch.ledger import Ledger
from extractor.batch.sinks import JsonlSink, Sink, StoreSink, default_ledger, sinks_of
from extractor.batch.summary import OnProgress, Summary

__all__ = ["JsonlSink", "Ledger", "OnProgress", "Sink", "StoreSink", "Summary", "default_ledger", "run", "sinks_of"]
