"""Write docs/rules.md: every rule name a record's evidence may carry, the function that gives it and what that reads.

    make rules

A rule's name is found in the code of extractor/facts: the function of that name, else the function whose code holds the
name as a string. The names themselves are those that the Russian gold articles bring out.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from extractor.evaluate import load_corpus
from extractor.pipeline import Pipeline
from extractor.records import Provenance

ROOT = Path(__file__).parent.parent
KINDS = ("amounts", "periods", "indicators", "quotes", "roles")


class Home(NamedTuple):
    """Where a rule lives."""

    path: str
    function: str
    says: str


def homes() -> tuple[dict[str, Home], dict[str, Home]]:
    """Home of every function name and string of the facts room, and of the strings that only stand in a module's lists."""
    named: dict[str, Home] = {}
    quoted: dict[str, Home] = {}
    listed: dict[str, Home] = {}
    for path in sorted((ROOT / "extractor" / "facts").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = path.relative_to(ROOT).as_posix()
        module = Home(where, "", (ast.get_docstring(tree) or "").partition("\n")[0])
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                says = " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())
                home = Home(where, node.name, says or module.says)
                named.setdefault(node.name, home)
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                        quoted.setdefault(inner.value, home)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                listed.setdefault(node.value, module)
    return {**quoted, **named}, listed


def rules_in_use() -> dict[str, dict[str, str]]:
    """For each kind of fact: the rules that the gold articles bring out, each with the first words it read."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    pipeline = Pipeline()
    for gold in load_corpus(ROOT / "corpora" / "gold"):
        if gold.language != "ru" or gold.part != "tuning":
            continue
        record = next(pipeline.records([(gold.article(), Provenance(extractor="rules"))]))
        for kind in KINDS[:-1]:
            for fact in getattr(record, kind):
                found[kind].setdefault(fact.evidence.rule, fact.evidence.text)
        for person in record.people:
            for role in person.roles:
                found["roles"].setdefault(role.evidence.rule, role.evidence.text)
    return found


def home_of(rule: str, where: dict[str, Home]) -> Home | None:
    """The home of a rule, or of the rule its name goes on from: «share_of_object_in_joined», «inherited_0»."""
    while rule and rule not in where:
        rule = rule.rpartition("_")[0]
    return where.get(rule)


def main() -> None:
    (where, listed), lines = homes(), ["# Rules", ""]
    lines += ["Written by `make rules`. A fact's `evidence.rule` is one of these names.", ""]
    found = rules_in_use()
    for kind in KINDS:
        lines += [f"## {kind}", "", "| rule | read by | what that does | for example |", "|---|---|---|---|"]
        for rule, words in sorted(found[kind].items()):
            home = home_of(rule, where) or listed.get(rule) or Home("", "", "")
            link = f"[`{home.function or home.path.rpartition('/')[2]}`](../{home.path})" if home.path else ""
            short = words if len(words) <= 60 else words[:57] + "…"
            lines.append(f"| `{rule}` | {link} | {home.says} | {short} |".replace("\n", " "))
        lines.append("")
    (ROOT / "docs" / "rules.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
