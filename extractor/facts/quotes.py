"""Placeholder, replaced by its owner."""


def find_quotes(doc, names, roles):
    return ()
