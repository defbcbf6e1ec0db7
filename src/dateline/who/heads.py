"""What a common noun makes of the words before it: "Syrian rebel fighters", "UN envoy", "Kurdish forces", "opposition negotiator"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.who.actors import KnownActor
from dateline.who.meanings import ARMED, COMMUNITIES, KIND_SECTORS, Basis, Reading, as_actor
from dateline.who.names import ARTICLES
from dateline.who.nouns import Noun
from dateline.who.phrase import Mark, Phrase
from dateline.who.states import StateName

SIDES = frozenset({"side", "partner", "counterpart"})
"""Nouns that with a state before them are its government: the Israeli side."""
GOVERNMENTS = frozenset({"government", "regime", "central government", "federal government", "state government"})
TITLED = {
    **dict.fromkeys(("alliance", "coalition", "movement", "bloc", "front", "initiative"), "PTY"),
    **dict.fromkeys(("brigade", "battalion", "division", "regiment", "faction"), "UAF"),
}
"""What the last word of an unknown proper name tells: the Tamil National Alliance is a party, the Hawks Brigade an armed group."""


def by_noun(phrase: Phrase, nouns: list[Mark], actor: KnownActor | None, state: StateName | None) -> Reading:
    """The reading of a phrase with common nouns (`nouns`, not empty), and the known actor and the state that stand in it, if any."""
    head = nouns[-1].noun
    assert head is not None  # nouns holds marks of nouns only
    others = [mark.noun for mark in nouns[:-1] if mark.noun is not None]
    if actor is not None and _belongs(head, actor):
        return replace(as_actor(actor), noun=head if head.plural else None)
    sector, firm = _sector(head, others, actor, phrase)
    country = "" if _joint(phrase) else _country((head, *others), actor, state)
    homeless = not country and (_joint(phrase) or any(noun.homeless for noun in (head, *others)) or _stateless(actor, sector))
    basis: Basis = "government" if head.word in GOVERNMENTS else "noun"
    why = (f"{sector or 'no sector'} by the noun {head.word!r}", *((f"{country} by the words",) if country else ()))
    return Reading(
        basis, country, sector, firm, homeless, state=state, noun=head, name=_proper_name(phrase, nouns[-1]), owner=_owner(phrase), why=why
    )


def _country(nouns: tuple[Noun, ...], actor: KnownActor | None, state: StateName | None) -> str:
    """The state's, else the actor's, else that which a noun alone tells."""
    if state is not None:
        return state.state.code
    return actor.country if actor is not None else next((noun.home for noun in nouns if noun.home), "")


def _stateless(actor: KnownActor | None, sector: str) -> bool:
    """Whether arms are those of an actor without country: ISIL's tanks."""
    return actor is not None and not actor.country and actor.kind not in COMMUNITIES and sector in ARMED


def _joint(phrase: Phrase) -> bool:
    """Whether hyphens join several states: US-British-Norwegian forces are of none of them alone."""
    states = [mark for mark in phrase.marks if mark.state is not None]
    beside = (pair for pair in pairwise(states) if pair[0].end == pair[1].start and pair[0].state != pair[1].state)
    return any(phrase.words[first.end - 1].joined for first, _ in beside)


def _belongs(head: Noun, actor: KnownActor) -> bool:
    """Whether "ISIL fighters" are ISIL: the noun adds nothing to the actor's own sector. A person's or a people's men are not he."""
    if actor.kind in COMMUNITIES or (actor.kind == "person" and head.force != "weak") or (actor.kind == "media" and head.force == "armed"):
        return False
    if actor.kind == "office" and actor.sector == "GOV":
        return head.force == "weak" or head.sector == "GOV"
    if actor.kind in KIND_SECTORS:
        # A body's envoy, chief or spokesman is the body; its forces are forces, its hospital is a hospital.
        return head.force == "weak" or head.sector in ("GOV", KIND_SECTORS[actor.kind])
    return head.force != "firm" or head.sector == actor.sector or (head.sector in ARMED and actor.sector in ARMED)


def _sector(head: Noun, others: list[Noun], actor: KnownActor | None, phrase: Phrase) -> tuple[str, bool]:
    """The sector of a noun with those before it, and whether it is settled."""
    if head.force == "firm":
        return head.sector, True
    if _titled(phrase, head):
        return TITLED.get(head.word, head.sector), True
    before = next((noun for noun in reversed(others) if noun.force == "firm"), None)
    if before is None:
        return _alone(head, others, actor, phrase)
    return (before.sector if head.force == "weak" else _armed_by(before, head, phrase)), True


def _alone(head: Noun, others: list[Noun], actor: KnownActor | None, phrase: Phrase) -> tuple[str, bool]:
    """The sector of a noun that decides nothing, with no deciding noun before it: by the actor, people or state that it goes with."""
    stated = any(mark.state for mark in phrase.marks)
    if head.force == "armed":
        if actor is not None and actor.sector == "GOV":
            return "MIL", True
        kindred = actor.kind in COMMUNITIES if actor is not None else any(noun.force == "community" for noun in others)
        if kindred or (phrase.backers and not stated and not head.homeless):
            return "UAF", False
    if head.force == "community" and head.plural:
        return "CVL", True
    if stated and not head.sector and head.word in SIDES:
        return "GOV", True
    return head.sector, stated and head.sector in ("MIL", "CVL", "GOV")


def _titled(phrase: Phrase, head: Noun) -> bool:
    """Whether the noun closes a proper name that no table has: it and an unknown word before it carry capitals."""
    if head.word not in TITLED or not phrase.words or not phrase.words[-1].capital:
        return False
    marked = {at for mark in (*phrase.marks, *phrase.backers) for at in range(mark.start, mark.end)}
    return any(word.capital and at not in marked and word.key not in ARTICLES for at, word in enumerate(phrase.words))


def _armed_by(before: Noun, head: Noun, phrase: Phrase) -> str:
    """Whose arms they are: the government's (its irregulars UAF), the opposition's, or those of the group before the noun."""
    against = any(word.key == "anti" for word in phrase.words)
    if before.sector == "GOV":
        beside = any(word.key == "pro" for word in phrase.words)
        return "REB" if against else "UAF" if beside and head.sector != "MIL" else "MIL"
    if before.sector in ("OPP", "PTY"):
        return "REB"
    if before.sector in ("CVL", "REL", "LEG", "EDU"):
        return head.sector
    return before.sector


def _owner(phrase: Phrase) -> str:
    """Unknown words with capitals at the phrase's start: "Assad" of "Assad regime"."""
    first = min((mark.start for mark in (*phrase.marks, *phrase.backers)), default=0)
    return " ".join(word.text for word in phrase.words[:first] if word.capital and word.text[:1].isalpha())


def _proper_name(phrase: Phrase, noun: Mark) -> str:
    """A proper name that follows its noun: "Inspector John Smith"."""
    after = [word.text for word in phrase.words[noun.end :] if word.capital and word.text[:1].isalpha()]
    return " ".join(after)
