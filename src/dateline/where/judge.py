"""Which of the known names of a text stand there as places: not persons, not common words, not parts of other names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.where.found import WIDE, Found, Passage
from dateline.where.gazetteer import Gazetteer
from dateline.where.names import ARTICLES, fold
from dateline.where.tables import abbreviations, common, demonyms, given, kinds

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame president gen general lt col colonel sgt maj capt captain sen senator rep gov prof professor "
    "justice judge sheriff officer detective coach rev father sister pope cardinal bishop sheikh imam ayatollah mullah minister "
    "secretary".split()
)
SPEECH = frozenset("said says told added stated explained argued tweeted recalled testified".split())
PLACED = frozenset("in at near from to into outside around toward towards across throughout of".split())
"""Words before a name that read as leading to a place."""
GREAT = 300_000
"""People, from which a city's name is more likely the city than part of another name."""
LARGE = 15_000
LONGEST_PERSON = 4
JOINED = re.compile(r"^(?:, | and |, and )$")
PLURAL = re.compile(r"^ (?:provinces|governorates|states|districts|counties|towns|cities|villages|regions|islands|neighbou?rhoods)\b")
PLURAL_OF = re.compile(r"\b(?:provinces|governorates|states|districts|counties|towns|cities|villages|regions|islands|neighbou?rhoods) of $")
PARTS = frozenset(("quarter", "district", "building", "road", "bridge", "area", "camp"))
"""What "X of NAME" says to be a part of it, not what it is."""


def judged(found: Sequence[Found], passage: Passage, gazetteer: Gazetteer) -> list[Found]:
    """The same names, each with the kind word and the country beside it, and whether it is surely a place."""
    persons, surnames = _persons(passage)
    firm = [hit for hit in found if hit.people or great(hit, gazetteer)]
    starts = {start: at for at, (start, _) in enumerate(passage.words)}
    beside = _Beside({hit.span.end for hit in found}, {hit.span.end for hit in firm}, {hit.span.start for hit in firm})
    judgements = []
    for hit in found:
        first = starts[hit.span.start]
        last = first + sum(1 for start, _ in passage.words[first + 1 : first + 8] if start < hit.span.end)
        judgements.append(_judge(hit, _Stand(passage, first, last), beside, (persons, surnames), gazetteer))
    return _shared_kinds(judgements, passage.text)


def _shared_kinds(found: list[Found], text: str) -> list[Found]:
    """One kind word for two names: "Homs and Deir ez-Zor provinces", "the provinces of Aleppo and Damascus"."""
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if JOINED.match(text[one.span.end : other.span.start]) and not (one.people or other.people) and bool(one.kind) != bool(other.kind):
            if other.kind and PLURAL.match(text[other.span.end :]):
                found[at] = replace(one, kind=other.kind)
            elif one.kind and PLURAL_OF.search(text[: one.span.start]):
                found[at + 1] = replace(other, kind=one.kind)
    return found


class _Beside:
    """Where other found names end; where firm ones end and start."""

    def __init__(self, all_ends: set[int], ends: set[int], starts: set[int]) -> None:
        self.all_ends, self.ends, self.starts = all_ends, ends, starts


class _Stand:
    """Where a name stands: the words before and after it that touch it."""

    def __init__(self, passage: Passage, first: int, last: int) -> None:
        self.passage, self.first, self.last = passage, first, last
        touching = {" ", "-"}
        self.before = passage.word(first - 1) if first and passage.gap(first - 1) in touching else ""
        self.after = passage.word(last + 1) if passage.gap(last) in touching else ""
        self.led = fold(self.before) in PLACED
        self.comma = passage.gap(last).startswith((",", " ("))
        self.hyphened = passage.gap(last) in {"-", "‐"} and self.after[:1].isupper() and fold(self.after) not in demonyms()
        self.hyphened = self.hyphened or (passage.gap(last) == "-" and fold(self.after) in ARTICLES)


def _judge(hit: Found, stand: _Stand, beside: _Beside, people: tuple[set[int], set[str]], gazetteer: Gazetteer) -> Found:
    if hit.people:
        return hit
    if expanded := _abbreviated(hit, stand.passage.text, beside.all_ends):
        return replace(hit, name=expanded[0], country=expanded[1])
    persons, surnames = people
    kind = kind_beside(stand.passage, stand.first, stand.last)
    sure = _is_place(hit, stand, beside, kind, gazetteer) and not (stand.first in persons and not kind)
    if fold(hit.text) in surnames and not kind and not _wide(hit, gazetteer):
        sure = False
    return replace(hit, kind=kind, sure=sure)


def _persons(passage: Passage) -> tuple[set[int], set[str]]:
    """The words that are persons' names, by number, and the surnames among them, folded."""
    persons: set[int] = set()
    surnames: set[str] = set()
    for at in range(len(passage.words)):
        folded = fold(passage.word(at))
        if at in persons or not (folded in given() or folded in TITLES) or not passage.word(at)[0].isupper():
            continue
        end = _person_end(passage, at)
        if end > at:
            persons.update(range(at if folded in given() else at + 1, end + 1))
            surnames.add(fold(passage.word(end)))
    return persons, surnames - demonyms().keys()


def _person_end(passage: Passage, at: int) -> int:
    """The last word of the person's name that starts at word `at`; `at` itself where nothing like a surname follows."""
    end = at
    while end - at < LONGEST_PERSON and _runs_on(passage, end):
        word = passage.word(end + 1)
        if not word[:1].isupper() or fold(word) in kinds() or fold(word) in demonyms():
            break
        end += 1
    return end


def _runs_on(passage: Passage, at: int) -> bool:
    """Whether the next word can belong to the same name: behind an initial or a title a point may stand."""
    gap, word = passage.gap(at), passage.word(at)
    return gap in {" ", "-"} or (gap == ". " and (len(word) == 1 or fold(word) in TITLES))


def _abbreviated(hit: Found, text: str, ends: set[int]) -> tuple[str, str] | None:
    """What a state's abbreviation stands for, where it follows a place and a comma, or is long enough to stand alone (NSW)."""
    written = hit.text + ("." if text[hit.span.end : hit.span.end + 1] == "." and not hit.text.endswith(".") else "")
    known = abbreviations().get(written) or abbreviations().get(hit.text)
    follows = text[: hit.span.start].endswith(", ") and hit.span.start - 2 in ends
    return known if known and (follows or (len(hit.text) == 3 and hit.text.isupper())) else None


def kind_beside(passage: Passage, first: int, last: int) -> str:
    """The kind word that stands beside words `first` to `last`: "Homs province", "the town of Jayrud", "Lake Chad"."""
    after = passage.word(last + 1) if passage.gap(last) == " " else ""
    pair = fold(f"{after} {passage.word(last + 2)}") if after else ""
    if kind := kinds().get(pair) or kinds().get(fold(after)):
        return kind
    if first and passage.gap(first - 1) == " ":
        before = fold(passage.word(first - 1))
        if before == "of":
            kind = kinds().get(fold(passage.word(first - 2)), "")
            return "" if kind in PARTS else kind
        return kinds().get(before, "")
    return ""


def _is_place(hit: Found, stand: _Stand, beside: _Beside, kind: str, gazetteer: Gazetteer) -> bool:
    folded = fold(hit.text)
    words = folded.split()
    if all(word in common() or word in kinds() for word in words) and not _wide(hit, gazetteer):
        return (bool(kind) and kind not in PARTS and folded not in kinds()) or (len(words) > 1 and _large(hit, gazetteer))
    if (not stand.led and {fold(stand.before), fold(stand.after)} & SPEECH) or fold(stand.before) in TITLES:
        return great(hit, gazetteer)
    if stand.hyphened and not _touches(hit, stand, beside, 1):
        return False
    if len(words) == 1 and stand.passage.opens(stand.first) and not stand.comma and not kind and not _large(hit, gazetteer):
        return False
    strange_before = _stranger(stand.before) and not stand.passage.opens(stand.first - 1) and not _touches(hit, stand, beside, -1)
    strange_after = not (len(words) > 1 and words[-1] in kinds()) and _stranger(stand.after) and not _touches(hit, stand, beside, 1)
    if strange_before:
        return False
    return not strange_after or stand.led or great(hit, gazetteer)


def _touches(hit: Found, stand: _Stand, beside: _Beside, side: int) -> bool:
    """Whether the word on that side is itself part of a known name."""
    if side < 0:
        return stand.passage.words[stand.first - 1][1] in beside.ends
    return stand.passage.words[stand.last + 1][0] in beside.starts


def _stranger(word: str) -> bool:
    """A capitalised word that is part of some other name."""
    folded = fold(word)
    return word[:1].isupper() and not (folded in kinds() or folded in common() or folded in demonyms())


def _wide(hit: Found, gazetteer: Gazetteer) -> bool:
    return any(spot.kind in WIDE for spot, _ in gazetteer.exact(hit.name)[:3])


def great(hit: Found, gazetteer: Gazetteer) -> bool:
    """Whether the name is that of a country, a first-order unit or a great city."""
    return any(spot.kind in WIDE or spot.kind == "province" or spot.population >= GREAT for spot, _ in gazetteer.exact(hit.name)[:3])


def _large(hit: Found, gazetteer: Gazetteer) -> bool:
    """Whether a place of the name is known enough to open a sentence with no other word for it."""
    return any(spot.population >= LARGE or spot.kind in WIDE for spot, _ in gazetteer.exact(hit.name)[:3])
