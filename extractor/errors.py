"""Errors a caller may meet. Each message is one line and names the mend."""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all errors that extractor raises on purpose. ``reason`` is a short code for ledgers and logs."""

    reason = "error"


class FetchError(ExtractorError):
    """The page could not be had."""

    reason = "fetch"


class PageError(ExtractorError):
    """The page was had and holds no article that can be read."""

    reason = "page"


class StoreError(ExtractorError):
    """The store could not be opened, read or written."""

    reason = "store"


class ValidationFault(ExtractorError):  # noqa: N818 - validate and its reports say "fault" throughout
    """A record is not what its schema or its meaning asks."""

    reason = "invalid"


class SettingsError(ExtractorError):
    """What the user set or asked for cannot be: a wrong option, a missing list, a settings file with an error."""

    reason = "settings"
