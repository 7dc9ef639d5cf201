"""Placeholder, replaced by its owner."""


def find_indicators(doc, names, roles, amounts, periods, quotes):
    return ()
