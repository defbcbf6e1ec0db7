"""Within one report: pronouns, bare nouns, last names and bracketed acronyms stand for somebody told before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dateline.records import Mention, Part
from dateline.who.identities import Identity
from dateline.who.names import normal, tokens

Number = Literal["person", "plural", "thing", "speaker", "speakers"]
PRONOUNS: dict[str, Number] = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), "person"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "these", "those", "both", "who", "which", "whose"), "plural"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "speaker"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "speakers"),
}
SPOKESMEN = frozenset({"GOV", "IGO", "NGO", "PTY", "OPP", "MIL", "LEG", "JUD", "COP"})
"""Sectors of the bodies that speak as "we"."""
WINDOW = 3
"""Sentences back in which a pronoun's antecedent is sought."""
WEIGHTS = {
    "subject": 0.7,  # the first actor of its sentence
    "mention": 1.0,  # it takes part in a claim
    "sentence": -1.4,  # each sentence between
    "title": -0.8,  # it stands in the title
    "doer": 1.4,  # armed or governing, for the actor of a deed of force
    "told": 0.5,  # each time that it was told before, up to three
    "speaks": -1.0,  # a verb of speech stands beside it, for a deed of force
    "voice": -1.0,  # press, for any deed
}
"""What speaks for and against an antecedent, tuned on the training reports and on GUM's pronouns."""
DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
DOERS = frozenset({"MIL", "REB", "UAF", "COP", "GOV", "CRM", "SPY"})
SPEECH = re.compile(
    r"\b(?:said|says|told|added|stated|tweeted|wrote|explained|announced|warned|insisted|commented|declared|noted)\b|:\s*[\"“‘']", re.I
)
ACRONYM = re.compile(r"\(\s*(?:the\s+)?[\"“']?([A-Z][A-Za-z0-9&.-]{1,9})[\"”']?\s*\)")


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody told before: where, in which sentence, and who.

    `mention` where it takes part in a claim; `stands_for` the words that name it, where it is itself a pronoun; `told` how often it was
    told before; `speaks`: a verb of speech stands beside it.
    """

    part: Part
    start: int
    end: int
    sentence: int
    identity: Identity
    subject: bool = False
    mention: Mention | None = None
    stands_for: Mention | None = None
    told: int = 0
    speaks: bool = False

    @property
    def order(self) -> tuple[bool, int]:
        """Its place in reading order."""
        return self.part == "text", self.start


def pronoun(text: str) -> Number | None:
    """What kind of antecedent the words call for when they are a pronoun, else None. "us" counts, the initialisms US, IT, WHO do not."""
    words = tokens(text)
    if len(words) == 1 and words[0].key not in ("US", "IT", "WHO"):
        return PRONOUNS.get(words[0].key.lower())
    return None


@dataclass(frozen=True, slots=True)
class Call:
    """A pronoun's call for an antecedent: what it is, where (part, code point, sentence), and the claim's type and role."""

    number: Number
    part: Part
    start: int
    sentence: int
    type: str = ""
    role: str = ""

    def before(self, referent: Referent) -> bool:
        """Whether somebody was told before the pronoun, within the window."""
        return referent.order < (self.part == "text", self.start) and self.sentence - referent.sentence <= WINDOW


def antecedent(call: Call, referents: Iterable[Referent]) -> Referent | None:
    """Of those told before, the likeliest that fits the pronoun; None where nobody fits."""
    before = [r for r in referents if call.before(r) and fits(call.number, r.identity)]
    return max(before, key=lambda r: (weigh(call, r), r.order), default=None)


def features(call: Call, referent: Referent) -> dict[str, float]:
    """What an antecedent is weighed by, as named in WEIGHTS."""
    identity = referent.identity
    return {
        "subject": referent.subject,
        "mention": referent.mention is not None,
        "sentence": call.sentence - referent.sentence,
        "title": referent.part == "title",
        "doer": call.role == "actor" and call.type in DEEDS and identity.sector in DOERS,
        "told": min(referent.told, 3),
        "speaks": referent.speaks and call.type in DEEDS,
        "voice": identity.sector == "MED",
    }


def weigh(call: Call, referent: Referent) -> float:
    """The weighted sum of an antecedent's features."""
    return sum(WEIGHTS[name] * value for name, value in features(call, referent).items())


def fits(number: Number, identity: Identity) -> bool:
    """Whether somebody can be told by such a pronoun."""
    if number == "person":
        return identity.personal
    if number == "plural":
        return not identity.personal
    if number == "thing":
        return not identity.personal and not identity.plural
    return identity.personal or (number == "speakers" and identity.sector in SPOKESMEN)


def speaker(call: Call, referents: Iterable[Referent], text: str) -> Referent | None:
    """Who says "I" or "we" at a place: the nearest that stands by a verb of speech or a quotation's colon."""
    able = [r for r in referents if r.part == call.part and r.stands_for is None and fits(call.number, r.identity)]
    near = [r for r in able if abs(r.sentence - call.sentence) <= WINDOW]
    speaking = [r for r in near if r.speaks or speaks(text, r.start, r.end)]
    return min(speaking, key=lambda r: (abs(r.sentence - call.sentence), abs(r.start - call.start)), default=None)


def speaks(text: str, start: int, end: int) -> bool:
    """Whether a verb of speech or a quotation's colon stands just behind or just before the words from `start` to `end`."""
    return bool(SPEECH.search(text[end : end + 40]) or SPEECH.search(text[max(0, start - 12) : start]))


def acronyms(text: str) -> dict[str, str]:
    """The acronyms that a text introduces in brackets, by normal key, and the words they stand for: "Free Idlib Army (FIA)"."""
    return {normal(match[1]): long for match in ACRONYM.finditer(text) if (long := _spelled_out(match[1], text[: match.start()]))}


def _spelled_out(acronym: str, before: str) -> str:
    """The shortest run of words just before the bracket whose first word starts with the acronym's first letter and has a capital."""
    letters = [letter for letter in acronym if letter.isupper()]
    words = tokens(before[-150:])
    if not words or len(letters) < 2:
        return ""
    offset = len(before) - len(before[-150:])
    for size in range(len(letters), min(len(letters) + 4, len(words)) + 1):
        first = words[-size] if size <= len(words) else words[0]
        if first.text[:1] == letters[0] and size >= len(letters):
            return before[offset + first.start :].strip()
    return ""


def fuller_name(name: str, found: Iterable[str]) -> str:
    """The longest of the names found in the report that ends in `name`, or is it with more words: "Kerry" gives "John Kerry"."""
    key = normal(name)
    longer = [other for other in found if len(other) > len(name) and f" {normal(other)}".endswith(f" {key}")]
    return max(longer, key=len, default="")
