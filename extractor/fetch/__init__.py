"""URLs, feeds, sitemaps, WARC files, folders -> Page. The only room that touches the network.

>>> from extractor.fetch import fetch, read
>>> page = fetch("https://…")                                   # doctest: +SKIP
>>> page = read("page.html")                                    # doctest: +SKIP
"""

from __future__ import annotations

from extractor.documents import Page
from extractor.fetch.files import read
from extractor.settings import FetchSettings, Settings

__all__ = ["fetch", "read"]


def fetch(url: str, settings: Settings | FetchSettings | None = None) -> Page:
    """The page at an address. Raises FetchError or PageError. For many pages use ``extractor.batch.run``."""
    import asyncio
    import threading

    import stamina.instrumentation
    import structlog

    from extractor.fetch.bodies import refuse_unreadable
    from extractor.fetch.client import Client

    if not structlog.is_configured():  # it would print each new try to standard output, which is for data
        stamina.instrumentation.set_on_retry_hooks([stamina.instrumentation.LoggingOnRetryHook])
    chosen = settings.fetch if isinstance(settings, Settings) else settings

    async def get() -> Page:
        async with Client(chosen) as client:
            page = (await client.get(url)).page
        assert page is not None
        refuse_unreadable(page.content, page.content_type)
        return page

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(get())
    # A loop is running already (a notebook): it cannot wait for another one, a thread can.
    outcome: list[Page | BaseException] = []

    def work() -> None:
        try:
            outcome.append(asyncio.run(get()))
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]
