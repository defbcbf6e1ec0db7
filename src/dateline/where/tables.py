"""The stage's own small tables, loaded on first use. Every loader raises InvalidTable naming file and line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.errors import InvalidTable
from dateline.ontology import rows
from dateline.where.entries import KINDS
from dateline.where.names import fold

HERE = files("dateline.where")


@cache
def demonyms() -> dict[str, tuple[str, str]]:
    """Adjectives and peoples, folded: the place's name (empty: the country itself) and the country's alpha-3 or empty."""
    return {fold(word): (place, country) for word, place, country in rows(HERE / "demonyms.tsv", 3)}


@cache
def kinds() -> dict[str, str]:
    """Words that say what a place is, folded, and the kind that they say."""
    found = {}
    for words, kind in rows(HERE / "kinds.tsv", 2):
        if kind not in KINDS:
            raise InvalidTable(f"kinds.tsv: {words}: unknown kind {kind!r}; known: {', '.join(sorted(KINDS))}")
        found[fold(words)] = kind
    return found


@cache
def common() -> frozenset[str]:
    """English words that are also names of places, folded."""
    return frozenset(fold(word) for (word,) in rows(HERE / "common.tsv", 1))


@cache
def given() -> frozenset[str]:
    """Given names, folded."""
    return frozenset(fold(word) for (word,) in rows(HERE / "given.tsv", 1))


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """States and provinces by their abbreviation as written: name and country."""
    return {written: (name, country) for written, name, country in rows(HERE / "abbreviations.tsv", 3)}
