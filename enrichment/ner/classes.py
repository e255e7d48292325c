"""The seven coarse classes of the German LER corpus (Leitner, Rehm, Moreno-Schneider 2019)."""

CLASSES = ("PER", "LOC", "ORG", "NRM", "REG", "RS", "LIT")
"""Persons, places, organisations, norms (statutes and treaties), other regulations, decisions cited, literature."""

GENERAL = frozenset({"PER", "LOC", "ORG"})
"""The classes of general corpora, which say nothing about norms, decisions and literature."""
