"""Are a currency and a unit of measure known: ISO 4217 by list, UCUM by its grammar over a list of atoms.

Time is linear in the code's length. Source of the grammar: https://ucum.org/ucum, sections 2.1 to 2.3.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_PREFIXES = (
    "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "u", "n", "p", "f", "a", "z", "y",
    "Ki", "Mi", "Gi", "Ti",
)  # fmt: skip
_LONGEST_CODE = 60
# An operator, a bracket, an annotation, a factor, or an atom with its exponent; brackets of an atom hold no blanks.
_TOKEN = re.compile(r"[./()]|\{[!-z|~]*\}|10[*^](?:[+-]?\d+)?|\d+|(?:[A-Za-z%'_]|\[[!-Z\\^-z|~]*\])+(?:[+-]?\d+)?")
_EXPONENT = re.compile(r"[+-]?\d+\Z")


def _lines(name: str) -> list[str]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def currencies() -> frozenset[str]:
    """All ISO 4217 alphabetic codes, withdrawn ones included."""
    return frozenset(code for line in _lines("currencies.txt") for code in line.split())


@cache
def _atoms() -> dict[str, bool]:
    """UCUM atom -> whether it takes a prefix."""
    return {atom: prefix == "prefix" for atom, prefix, _ in (line.split("\t") for line in _lines("ucum.tsv"))}


@lru_cache(maxsize=4096)
def is_ucum(code: str) -> bool:
    """True for a UCUM code of known atoms: ``t``, ``km2``, ``MW.h``, ``Gcal/h``, ``[bbl_us]/d``, ``{TEU}``."""
    if not 0 < len(code) <= _LONGEST_CODE:
        return False
    at, depth, after_unit = 0, 0, False  # after_unit: what stands before is a unit, so an operator may follow
    while at < len(code):
        token = _TOKEN.match(code, at)
        if not token:
            return False
        at, part = token.end(), token.group()
        if part in "./":
            if not after_unit and not (part == "/" and token.start() == 0):
                return False
            after_unit = False
        elif part == "(":
            if after_unit:
                return False
            depth += 1
        elif part == ")":
            if not after_unit or depth == 0:
                return False
            depth -= 1
        elif part.startswith("{"):
            after_unit = True  # an annotation stands alone or follows its unit
        else:
            if after_unit or not _is_component(part):
                return False
            after_unit = True
    return after_unit and depth == 0


def _is_component(part: str) -> bool:
    """True for a whole-number factor, or an atom with or without prefix and exponent."""
    atoms = _atoms()
    if part.isdigit() or part in atoms:
        return True
    atom = _EXPONENT.sub("", part)
    return atom in atoms or any(atoms.get(atom.removeprefix(p), False) for p in _PREFIXES if atom.startswith(p))
