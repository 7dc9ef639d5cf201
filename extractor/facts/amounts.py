"""Placeholder, replaced by its owner."""


def find_amounts(doc, names, periods):
    return ()
