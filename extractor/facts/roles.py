"""Placeholder, replaced by its owner."""


def find_roles(doc, names):
    return names, ()
