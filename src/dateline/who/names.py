"""Names as they are compared: without accents, case, punctuation; and folded over the spellings of a transliteration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

WORD = re.compile(r"[^\W_]+(?:[.'’ʼ`ʿʾ‘][^\W_]+)*\.?")
APOSTROPHES = re.compile(r"['’ʼ`ʿʾ‘]")
POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$", re.I)
DASHES = frozenset("-–—.,;:!?()[]|…")
HYPHENS = ("-", "‐", "‑", "–")
STOP = re.compile(r"['’]?[\")”’\]]*\s*[.,;:!?()\[\]—|\n…]|\s+[–-]\s")
PLAIN = re.compile(r"[A-Za-z0-9 ]*")
"""Names that need no tokenizer, most of them: reading the tables has to be quick."""
ARTICLES = frozenset({"the", "a", "an", "al", "el", "ul"})
ABBREVIATIONS = frozenset(
    "gen col lt st dr mr mrs ms maj sgt capt adm brig sen rep gov prof rev pres sec dep hon cpl jr sr mt ft no amb insp dept".split()
)
"""Words whose full stop ends no sentence."""
INITIALISM = 3
"""Capitals up to this length stay capitals, so that IS, US and WHO are not the words is, us and who."""

SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"ph", "f"),
        (r"kh|gh|q|ck|c(?=[aoulr]|$)", "k"),
        (r"dh|th", lambda match: match.group()[0]),
        (r"ou|oo|w|o|ow", "u"),
        (r"ee|ie|ei|ey|ay|ai|y|e|j(?=$)", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aiu])h$", ""),
    )
)
"""What transliterations of one Arabic, Persian, Turkish or Slavic name differ in, applied in turn."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands (half-open code points), and its key.

    `joined`: a hyphen joins it to the next word; `stop`: punctuation parts it from the next, so that no name runs on.
    """

    text: str
    key: str
    start: int
    end: int
    joined: bool = False
    stop: bool = False

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter or a digit."""
        return not self.text[:1].islower()


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """One word's key: ASCII, without apostrophes and possessive, lower case unless it is a short initialism ("U.S." is "US")."""
    if word.isalpha() and word.islower():
        return word if word.isascii() else re.sub(r"[^A-Za-z0-9]", "", anyascii(word)).lower()
    bare = APOSTROPHES.sub("", POSSESSIVE.sub("", word)).replace(".", "")
    if not bare.isascii():
        bare = re.sub(r"[^A-Za-z0-9]", "", anyascii(bare))
    if bare.isupper() and 1 < len(bare) <= INITIALISM:
        return bare
    return bare.lower()


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` with their places; a hyphenated word is several, each but the last joined to the next."""
    found = (_token(text, *match.span()) for match in WORD.finditer(text))
    return tuple(token for token in found if token.key)


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    # A full stop belongs to the word only in initials and abbreviations, never in "troops."
    if word.endswith(".") and "." not in word[:-1]:
        word, end = word[:-1], end - 1
    key, after = key_of(word), text[end : end + 1]
    if after in (" ", ""):
        return Token(word, key, start, end, stop=after == " " and text[end + 1 : end + 2] in DASHES)
    joined = after in HYPHENS and text[end + 1 : end + 2].isalnum()
    full_stop = after == "." and (key.lower() in ABBREVIATIONS or len(word) == 1)
    return Token(word, key, start, end, joined, bool(STOP.match(text, end)) and not full_stop)


def normal(name: str) -> str:
    """The key of a whole name: its words' keys without a leading article, one space between them."""
    keys = [key_of(word) for word in name.split(" ") if word] if PLAIN.fullmatch(name) else [token.key for token in tokens(name)]
    while len(keys) > 1 and keys[0] in ARTICLES:
        keys.pop(0)
    return " ".join(keys)


def folded(key: str) -> str:
    """A normal key folded over spellings, so that Jaish and Jaysh, Gaddafi and Qadhafi's kin come near; articles left out."""
    words = [word for word in key.lower().split() if word not in ARTICLES]
    return " ".join(_fold(word) for word in words)


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    for pattern, plain in SPELLINGS:
        word = pattern.sub(plain, word)
    return word


def slug(name: str) -> str:
    """A lower-case identifier of a name: letters and digits joined by hyphens."""
    return "-".join(token.key.lower() for token in tokens(name))
