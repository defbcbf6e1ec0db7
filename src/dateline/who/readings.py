"""What a mention says by itself, before the report is asked: whom it names, of which country and sector, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.who.actors import KnownActor
from dateline.who.knowledge import Knowledge
from dateline.who.names import ARTICLES
from dateline.who.nouns import Noun
from dateline.who.phrase import Mark, Phrase, parse, split
from dateline.who.states import StateName

Basis = Literal["actor", "state", "people", "government", "noun", "name", "none"]
ARMED = frozenset({"MIL", "REB", "UAF", "CRM"})
GOVERNMENTS = frozenset({"government", "regime", "central government", "federal government", "state government"})
BELONGING = frozenset({"of", "from"})
PLACING = frozenset({"in", "at", "near", "inside", "from", "of"})
COMMUNITIES = frozenset({"people", "faith"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention's own meaning. `basis` is what carries it; `firm` tells whether the sector is settled by the words themselves.

    `homeless` marks what takes no country from its report; `why` gives a sentence for each field that was settled.
    """

    basis: Basis
    country: str = ""
    sector: str = ""
    firm: bool = False
    homeless: bool = False
    actor: KnownActor | None = None
    state: StateName | None = None
    noun: Noun | None = None
    name: str = ""
    why: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it names somebody in the knowledge base or a state."""
        return self.actor is not None or self.basis in ("state", "people", "government")


NOTHING = Reading("none")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads mentions against a knowledge base, on a day and in a country (alpha-3 or empty) where those choose between namesakes."""

    knowledge: Knowledge
    on: date | None = None
    country: str = ""

    def read(self, text: str) -> Reading:
        """The reading of a mention's words."""
        return self.read_phrase(parse(text, self.knowledge))

    def read_phrase(self, phrase: Phrase) -> Reading:
        """The reading of a phrase: of its head, completed by what follows "of", "from", "in"."""
        head, link, tail = split(phrase)
        reading = self._head(head)
        if tail is None or link not in PLACING or reading.actor is not None:
            return reading
        return _completed(reading, link, self.read_phrase(tail))

    def _head(self, phrase: Phrase) -> Reading:
        actor, at = self._named(phrase)
        states = [mark for mark in phrase.marks if mark.state is not None]
        nouns = [mark for mark in phrase.marks if mark.noun is not None and not _shadowed(mark, at)]
        state = states[-1].state if states else None
        if actor is not None and (not nouns or at is None or nouns[-1].end <= at.start):
            return _as_actor(actor)
        if nouns:
            return _by_noun(phrase, nouns, actor, state)
        if state is not None and _covers(phrase, states[-1]):
            return _as_state(state)
        return _as_name(phrase, state)

    def _named(self, phrase: Phrase) -> tuple[KnownActor | None, Mark | None]:
        """The last known actor among the words that fits the phrase's state and the day, with its mark."""
        states = {mark.state.state.code for mark in phrase.marks if mark.state is not None}
        for mark in reversed(phrase.marks):
            if mark.actors and (actor := self.choose(mark.actors, states or ({self.country} if self.country else set()))):
                return actor, mark
        return None, None

    def choose(self, ids: tuple[str, ...], countries: set[str]) -> KnownActor | None:
        """Of namesakes, the one of these countries and nearest to the day."""
        actors = [self.knowledge.actors[i] for i in ids]

        def order(actor: KnownActor) -> tuple[bool, int, str]:
            return bool(countries) and actor.country not in countries, actor.years_away(self.on) if self.on else 0, actor.id

        return min(actors, key=order) if actors else None


def _shadowed(mark: Mark, actor: Mark | None) -> bool:
    return actor is not None and actor.start <= mark.start and mark.end <= actor.end


def _covers(phrase: Phrase, mark: Mark) -> bool:
    """Whether nothing but articles and little words stands beside the mark."""
    beside = [word for at, word in enumerate(phrase.words) if not mark.start <= at < mark.end]
    return all(word.key in ARTICLES or not word.capital for word in beside)


def _as_actor(actor: KnownActor) -> Reading:
    why = f"{actor.name} is known as {actor.id} ({actor.kind}, {actor.country or 'no country'}, {actor.sector or 'no sector'})"
    return Reading("actor", actor.country, actor.sector, bool(actor.sector), not actor.country, actor, name=actor.name, why=(why,))


def _as_state(found: StateName) -> Reading:
    basis: Basis = "people" if found.form == "people" else "state"
    why = f"{found.state.name} ({found.state.code}) named by its {found.form}"
    return Reading(basis, found.state.code, "CVL" if basis == "people" else "GOV", True, state=found, name=found.state.name, why=(why,))


def _as_name(phrase: Phrase, state: StateName | None) -> Reading:
    """Words that no table knows: a name where one of them has a capital."""
    country = state.state.code if state else ""
    taken = {at for mark in (*phrase.marks, *phrase.backers) for at in range(mark.start, mark.end)}
    proper = [word for at, word in enumerate(phrase.words) if at not in taken and word.capital and word.text[:1].isalpha()]
    if not proper:
        return Reading("none", country, state=state)
    return Reading("name", country, state=state, name=phrase.text, why=(f"{country} by {state.state.name}",) if state else ())


def _by_noun(phrase: Phrase, nouns: list[Mark], actor: KnownActor | None, state: StateName | None) -> Reading:
    head = nouns[-1].noun
    assert head is not None  # nouns holds marks of nouns only
    others = [mark.noun for mark in nouns[:-1] if mark.noun is not None]
    if actor is not None and _belongs(head, actor):
        return _as_actor(actor)
    country = state.state.code if state else actor.country if actor else ""
    sector, firm = _sector(head, others, actor, phrase)
    basis: Basis = "government" if head.word in GOVERNMENTS else "noun"
    homeless = head.homeless and not state
    if actor is not None and not actor.country and actor.kind not in COMMUNITIES and sector in ARMED:
        homeless = True
    name = _proper_name(phrase, nouns[-1])
    why = (f"{sector or 'no sector'} by the noun {head.word!r}", *((f"{country} by the words",) if country else ()))
    return Reading(basis, country, sector, firm, homeless, state=state, noun=head, name=name, why=why)


def _belongs(head: Noun, actor: KnownActor) -> bool:
    """Whether "ISIL fighters" are ISIL: the noun adds nothing to the actor's own sector. A person's or a people's men are not he."""
    if actor.kind in COMMUNITIES or (actor.kind == "person" and head.force != "weak"):
        return False
    return head.force != "firm" or head.sector == actor.sector or (head.sector in ARMED and actor.sector in ARMED)


def _sector(head: Noun, others: list[Noun], actor: KnownActor | None, phrase: Phrase) -> tuple[str, bool]:
    """The sector of a noun with those before it, and whether it is settled."""
    if head.force == "firm":
        return head.sector, True
    before = next((noun for noun in reversed(others) if noun.force == "firm"), None)
    if before is None and head.force == "armed" and actor is not None and actor.kind in COMMUNITIES:
        return "UAF", False
    if before is None:
        return head.sector, any(mark.state for mark in phrase.marks) and head.sector in ("MIL", "CVL", "GOV")
    if head.force == "weak":
        return before.sector, True
    return _armed_by(before, head, phrase), True


def _armed_by(before: Noun, head: Noun, phrase: Phrase) -> str:
    """Whose arms they are: the government's (its irregulars UAF), the opposition's, or those of the group before the noun."""
    against = any(word.key == "anti" for word in phrase.words)
    if before.sector == "GOV":
        return "REB" if against else "MIL" if head.sector == "MIL" else "UAF"
    if before.sector in ("OPP", "PTY"):
        return "REB"
    if before.sector in ("CVL", "REL", "LEG", "EDU"):
        return head.sector
    return before.sector


def _proper_name(phrase: Phrase, noun: Mark) -> str:
    """A proper name that follows its noun: "Inspector John Smith"."""
    after = [word.text for word in phrase.words[noun.end :] if word.capital and word.text[:1].isalpha()]
    return " ".join(after)


def _completed(head: Reading, link: str, tail: Reading) -> Reading:
    """A head with what it belongs to: "members of ISIL" are ISIL, "police in Lagos" and "people of Iraq" have a country."""
    weak = head.noun is None or head.noun.force != "firm"
    if head.basis in ("noun", "none") and weak and link in BELONGING and tail.basis in ("actor", "noun") and tail.sector:
        if tail.actor is None or tail.actor.kind not in COMMUNITIES:
            return replace(tail, country=head.country or tail.country, name=head.name or tail.name)
    if head.country or not tail.country:
        return head
    place = tail.state.state.name if tail.state else tail.name
    return replace(head, country=tail.country, homeless=False, why=(*head.why, f"{tail.country} by {link!r} {place}"))
