"""Site profiles: where a publisher keeps headline, lead, text and by-line, one short class a structure, newest first."""

from __future__ import annotations

from extractor.clean.profiles.base import Profile, profiles_for

__all__ = ["Profile", "profiles_for"]
