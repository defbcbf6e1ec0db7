"""Hides names in a text: whole names as they stand, and their single words where these stand alone with a capital."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.records import Span
from dateline.who.names import ABBREVIATIONS, ARTICLES, POSSESSIVE, Token, tokens
from dateline.who.nouns import load_nouns
from dateline.who.privacy import PrivateNames, initials
from dateline.who.readings import HONORIFICS
from dateline.who.scene import NO_NAMES
from dateline.who.states import load_states

WITHHELD = "[withheld]"
"""What stands in a text for a name that is left out."""
PARTICLES = ARTICLES | frozenset("abu abd bin bint ibn ben umm van von der den de da di du la le del della dos das st san santa".split())
"""Words of names that by themselves name nobody."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a text, half-open code points, and what stands for it."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class Veiled:
    """A text with names hidden, and where the stretches of the first text now stand."""

    text: str
    cuts: tuple[Cut, ...] = ()

    def span(self, span: Span) -> Span:
        """Where a stretch of the first text stands now; one that begins or ends inside a hidden name takes all that stands for it."""
        return Span(self._at(span.start, False), self._at(span.end, True))

    def _at(self, offset: int, last: bool) -> int:
        moved = 0
        for cut in self.cuts:
            if offset <= cut.start:
                break
            if offset < cut.end:
                return cut.start + moved + (len(cut.shown) if last else 0)
            moved += len(cut.shown) - (cut.end - cut.start)
        return offset + moved


class Veil:
    """Hides the names given. Last words of names are hidden alone too, other words where they mean nothing else that is known."""

    def __init__(self, names: Iterable[str], mode: PrivateNames) -> None:
        self.mode = mode
        self._whole: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        found = [keys for name in names if (keys := _bare(tuple(token.key.lower() for token in tokens(name))))]
        for keys in sorted(set(found), key=len, reverse=True):
            self._whole[keys[0]].append(keys)
        self._last = frozenset(keys[-1] for keys in found if _tells(keys[-1]))
        self._others = frozenset(key for keys in found for key in keys[:-1] if _tells(key) and not _means_else(key))

    def over(self, text: str, kept: Sequence[Span] = (), meant: Sequence[Span] = ()) -> Veiled:
        """The text under the veil. Single words stay inside `kept` (somebody else's name), words other than last ones inside `meant`."""
        cuts = tuple(self._cuts(text, kept, meant))
        out, at = [], 0
        for cut in cuts:
            out += [text[at : cut.start], cut.shown]
            at = cut.end
        return Veiled("".join([*out, text[at:]]), cuts)

    def whole(self, text: str) -> str:
        """The text with nothing but whole names hidden."""
        return self.over(text, kept=[Span(0, len(text))]).text

    def _cuts(self, text: str, kept: Sequence[Span], meant: Sequence[Span]) -> Iterator[Cut]:
        words = tokens(text)
        hidden = self._in_wholes(words)
        hidden |= {at for at, word in enumerate(words) if self._alone(word, kept, meant)}
        for first, last in _runs(text, words, hidden):
            start, end = words[first].start, _bare_end(words[last])
            yield Cut(start, end, self._shown(text, start, end))

    def _shown(self, text: str, start: int, end: int) -> str:
        if self.mode == "omit":
            return WITHHELD
        short = initials(text[start:end])
        return short[:-1] if text[end : end + 1] == "." else short

    def _in_wholes(self, words: Sequence[Token]) -> set[int]:
        keys = [word.key.lower() for word in words]
        found: set[int] = set()
        for at, key in enumerate(keys):
            size = next((len(whole) for whole in self._whole.get(key, ()) if tuple(keys[at : at + len(whole)]) == whole), 0)
            if size > 1 or (size and words[at].capital):
                found.update(range(at, at + size))
        return found

    def _alone(self, word: Token, kept: Sequence[Span], meant: Sequence[Span]) -> bool:
        key, span = word.key.lower(), Span(word.start, word.end)
        if not word.capital or any(other.overlaps(span) for other in kept):
            return False
        return key in self._last or (key in self._others and not any(other.overlaps(span) for other in meant))


def _bare(keys: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the forms of address that it begins with."""
    return _bare(keys[1:]) if len(keys) > 1 and keys[0] in HONORIFICS | ABBREVIATIONS else keys


def _tells(key: str) -> bool:
    return len(key) > 1 and key not in PARTICLES | HONORIFICS | ABBREVIATIONS


def _means_else(key: str) -> bool:
    return key in NO_NAMES or key in load_nouns() or key in load_states()


def _bare_end(word: Token) -> int:
    """Where the word ends without its possessive."""
    return word.start + len(POSSESSIVE.sub("", word.text))


def _joined(text: str, word: Token, after: Token) -> bool:
    return not word.stop and not text[_bare_end(word) : after.start].strip(". -‐\u00a0")


def _runs(text: str, words: Sequence[Token], hidden: set[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of hidden words that nothing but a space, a hyphen or an initial's full stop parts."""
    run: list[int] = []
    for at in sorted(hidden):
        if run and not (at == run[-1] + 1 and _joined(text, words[run[-1]], words[at])):
            yield run[0], run[-1]
            run = []
        run.append(at)
    if run:
        yield run[0], run[-1]
