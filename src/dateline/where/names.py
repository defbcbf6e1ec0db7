"""One spelling for many: the exact key under which a name is filed, and the consonant skeleton that survives transliteration.

Every rule here is a general fact of romanisation (Arabic, Hebrew, Cyrillic, Turkish letters); none is taken from a report.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from anyascii import anyascii
from rapidfuzz import fuzz

MARKS = dict.fromkeys(map(ord, "'’‘`´ʼʻʿʾˈ\"“”„«»\u200e\u200f\u0640"))
"""Apostrophes, hamza, ayn, quotation and direction marks, tatweel: written or left out at will."""
BREAKS = {ord(mark): " " for mark in "-‐‑‒–—_/,.;:()[]·•"}
ARABIC = str.maketrans("أإآٱىئؤیکگةۀڤپچژ", "اااايءءيككههفبجز")
ARTICLES = frozenset("al el ad ed as es ash esh an en ar er at et az ez adh edh ath eth il ul e".split())
"""The Arabic article in its assimilated and spoken forms; dropped from a skeleton wherever another word is left."""
DIGRAPHS = (
    *(("shch", "S"), ("sch", "S"), ("tch", "S"), ("dzh", "j"), ("tsch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "k"), ("gh", "g")),
    *(("dh", "d"), ("th", "t"), ("ph", "f"), ("zh", "j"), ("dj", "j"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("qu", "k")),
)
SINGLE = str.maketrans({"q": "k", "c": "k", "x": "ks", "w": None, "y": None, "v": "b", "p": "b", "g": "g"})
VOWELS = frozenset("aeiou")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The exact key: lower case, no diacritics, no apostrophes, hyphens and points as spaces. Every script keeps its own letters."""
    folded = name.lower() if name.isascii() else _without_diacritics(unicodedata.normalize("NFKD", name).casefold())
    return " ".join(folded.translate(MARKS).translate(BREAKS).split())


def _without_diacritics(text: str) -> str:
    bare = "".join(char for char in text if not unicodedata.combining(char)).translate(ARABIC)
    if all(ord(char) < 0x250 for char in bare):
        return anyascii(bare).lower()
    return bare


def key(folded: str) -> int:
    """The 64-bit number under which a folded name is filed."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")


def latin(folded: str) -> str:
    """A folded name in Latin letters; Arabic articles are split off, so that the two scripts meet."""
    if folded.isascii():
        return folded
    words = (word[2:] if word.startswith("ال") and len(word) > 4 else word for word in folded.split())
    return anyascii(" ".join(words)).lower().translate(MARKS)


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """Consonants only, articles dropped, sounds that romanisations mix up made one: "deir ez zor", "dayr az zawr" -> "dr sr".

    Empty where fewer than two consonants remain, since such a skeleton says nothing.
    """
    words = latin(folded).split()
    kept = [word for word in words if word not in ARTICLES] or words
    bones = "".join(_bones(word) for word in kept)
    return bones if len(bones.strip("a")) >= 2 else ""


def _bones(word: str) -> str:
    if len(word) > 5 and word[:2] in {"al", "el"} and word[2] not in VOWELS:
        word = word[2:]
    for letters, sound in DIGRAPHS:
        word = word.replace(letters, sound)
    word = word.rstrip("h") if word[-2:] in {"ah", "eh", "ih"} else word
    head = "a" if word[:1] in VOWELS else ""
    bare = "".join(char for char in word.translate(SINGLE) if char not in VOWELS and char.isalnum())
    return head + _single(bare).replace("z", "s")


def _single(text: str) -> str:
    return "".join(char for position, char in enumerate(text) if position == 0 or char != text[position - 1])


@lru_cache(maxsize=65536)
def spoken(folded: str) -> str:
    """A looser spelling for comparison: articles dropped, vowels merged, endings in -ah and -a alike."""
    words = latin(folded).split()
    text = " ".join([word for word in words if word not in ARTICLES] or words)
    for letters, sound in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ay", "ai"), ("aw", "au"), ("q", "k"), ("ph", "f")):
        text = text.replace(letters, sound)
    text = text.replace("e", "i").replace("o", "u").replace("y", "i")
    return _single(re.sub(r"h\b", "", text))


def similarity(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 1: the mean of the likeness as spelt and as spoken."""
    return (fuzz.ratio(latin(one), latin(other)) + 2 * fuzz.ratio(spoken(one), spoken(other))) / 300
