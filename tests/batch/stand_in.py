"""A pipeline that costs nothing: the record says what the page's bytes say. Made inside worker processes."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time

from extractor.documents import Page
from extractor.errors import PageError
from extractor.fetch.normalise import identity
from extractor.records import Article, Provenance, Record

FACTORY = "stand_in:Pipeline"


class Pipeline:
    """Words in the page make trouble: CRASH kills the worker, HANG never ends, NONE has no article, BUG raises."""

    def record(self, page: Page) -> Record:
        text = page.content.decode("utf-8", "replace")
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "HANG" in text:
            time.sleep(3600)
        if "NONE" in text:
            raise PageError("no article was found on the page")
        if "BUG" in text:
            raise ZeroDivisionError("a bug\nin two lines")
        if "BIG" in text:
            text = bytearray(10**12).decode()
        if found := re.search(r"SLEEP ([0-9.]+)", text):
            time.sleep(float(found[1]))
        canonical = re.search(r'rel="?canonical"? href="([^"]*)"', text)
        title = re.search(r"<title>([^<]*)", text)
        address = identity(canonical[1] if canonical else None, page.url)
        return Record(
            id=hashlib.sha256((address or text).encode()).hexdigest()[:16],
            article=Article(
                url=page.url,
                canonical_url=canonical[1] if canonical else None,
                title=title and title[1],
                text=text,
            ),
            provenance=Provenance(extractor="test", source=page.source, fetched_at=page.fetched_at),
        )


def no_pipeline() -> Pipeline:
    raise FileNotFoundError("the model is not there")


def dying_pipeline() -> Pipeline:
    os._exit(7)
