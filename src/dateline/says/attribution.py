"""Attribution by rule: "X said" before, after and inside a sentence, "said X" after a quotation, "according to X", "X told Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.ontology import rows

DETERMINERS = frozenset("a an the this that his her its their our one another some".split())
MARKS = frozenset(', ; : . ! ? ( ) " “ ” – —'.split())
STOPS = MARKS | frozenset("that which who whom whose when where while as if but and or because after before than".split())
JOINTS = frozenset("of for de la al el bin ibn van von du da der den and ' ’ - & s".split())
ADVERBS = frozenset("also later has had have reportedly then".split())
PRONOUNS = frozenset("he she it they".split())
NOBODY = frozenset("i we you there".split())
CLAUSE = frozenset("that had has have was were is are would will could it he she they there".split())
TURNS = frozenset("while but although whereas".split())
LONGEST = 12
"""Words that a voice has at most."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A voice in a sentence and the words that it vouches for, as word indices `[start, end)`.

    `pronoun` where the voice is "he" or "they"; `outlet` is whom it was told to.
    """

    voice: tuple[int, int]
    start: int
    end: int
    outlet: tuple[int, int] | None = None
    pronoun: bool = False


@cache
def speech_verbs() -> dict[str, str]:
    """Each form and its use: clause, object or told. Raises InvalidTable."""
    return {row[0]: row[1] for row in rows(files("dateline.says") / "speech.tsv", 2)}


def attributions(words: list[str]) -> Iterator[Attribution]:
    """Every attribution in a sentence's words, in order."""
    lower = [word.lower() for word in words]
    for at, word in enumerate(lower):
        if word == "according" and lower[at + 1 : at + 2] == ["to"]:
            voice = _after(words, lower, at + 2)
            if voice:
                yield Attribution(voice, 0, len(words))
        elif word in speech_verbs() and words[at].islower():
            found = _spoken(words, lower, at)
            if found and found.start < found.end:
                yield found


def _spoken(words: list[str], lower: list[str], at: int) -> Attribution | None:
    voice = _before(words, lower, at)
    if voice is None:
        return _inverted(words, lower, at)
    use = speech_verbs()[lower[at]]
    outlet = _after(words, lower, at + 1) if use == "told" else None
    if outlet and not words[outlet[0]][:1].isupper():
        outlet = None
    pronoun = lower[voice[0] : voice[1]] in [[word] for word in PRONOUNS]
    if voice[0] > 3 and not CLAUSE & set(lower[at + 1 :]):
        return Attribution(voice, 0, voice[0], outlet, pronoun)
    if use == "object" and lower[at + 1 : at + 2] not in (["that"], ['"'], ["“"], [","], [":"], ["it"], ["on"]):
        return None
    return Attribution(voice, at + 1, _turn(lower, at + 1), outlet, pronoun)


def _inverted(words: list[str], lower: list[str], at: int) -> Attribution | None:
    """ "...", said X: the verb follows a mark or a closed clause, and its subject comes after it."""
    voice = _after(words, lower, at + 1)
    if at < 3 or voice is None or speech_verbs()[lower[at]] != "clause" or lower[at - 1] in NOBODY:
        return None
    return Attribution(voice, 0, at)


def _turn(lower: list[str], start: int) -> int:
    """Where a clause turns to something else: ", while", ", but"."""
    for at in range(start, len(lower) - 1):
        if lower[at] in {",", ";"} and lower[at + 1] in TURNS:
            return at
    return len(lower)


def _before(words: list[str], lower: list[str], verb: int) -> tuple[int, int] | None:
    """The noun phrase that ends at the verb, an acronym in brackets skipped; None where there is none."""
    end = verb
    while end and lower[end - 1] in ADVERBS:
        end -= 1
    if end > 2 and words[end - 1] == ")" and "(" in words[max(0, end - 5) : end]:
        end = max(i for i in range(end) if words[i] == "(")
    start = end
    while start and end - start < LONGEST and lower[start - 1] not in STOPS:
        start -= 1
        if lower[start] in DETERMINERS:
            start += 1
            break
    if start == end or lower[end - 1] in NOBODY | DETERMINERS or not words[end - 1][:1].isalpha():
        return None
    return (start, end)


def _after(words: list[str], lower: list[str], start: int) -> tuple[int, int] | None:
    """The noun phrase that begins here, without its article; None where there is none."""
    if lower[start : start + 1] and lower[start] in DETERMINERS:
        start += 1
    end = start
    while end < len(words) and end - start < LONGEST and (words[end] == "-" or lower[end] not in STOPS):
        if end > start and lower[end] in {"in", "on", "at", "from", "by", "to", "with", "about"}:
            break
        named = end > start and words[end - 1][:1].isupper() and words[end][:1].islower()
        if named and (lower[end] not in JOINTS or not words[end + 1 : end + 2] or words[end + 1][:1].islower()):
            break
        end += 1
    return (start, end) if end > start and words[start][:1].isalpha() and lower[start] not in PRONOUNS | NOBODY else None
