"""Reads a mention by itself, before the report is asked: whom it names, of which country and sector, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateline.who.actors import KnownActor
from dateline.who.heads import by_noun
from dateline.who.knowledge import Knowledge
from dateline.who.meanings import COMMUNITIES, Reading, as_actor, as_state
from dateline.who.names import ARTICLES
from dateline.who.offices import serves_body
from dateline.who.phrase import Mark, Phrase, parse, split
from dateline.who.states import StateName

BELONGING = frozenset({"of", "from"})
PLACING = frozenset({"in", "at", "near", "inside", "from", "of"})
HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady dame madam madame hon right honourable sheikh shaykh mullah hajji sayyid".split())


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads mentions against a knowledge base; the day, and the countries (alpha-3) in play, likeliest first, choose between namesakes."""

    knowledge: Knowledge
    on: date | None = None
    countries: tuple[str, ...] = ()

    def read(self, text: str) -> Reading:
        """The reading of a mention's words."""
        return self.read_phrase(parse(text, self.knowledge))

    def read_phrase(self, phrase: Phrase) -> Reading:
        """The reading of a phrase: of its head, completed by what follows "of", "from", "in"."""
        head, link, tail = split(phrase)
        reading = self._head(head)
        if head.backers:
            reading = replace(reading, backing=tuple(_backer(mark) for mark in head.backers))
        if tail is None or link not in PLACING or reading.actor is not None:
            return reading
        return _completed(reading, link, self.read_phrase(tail))

    def known(self, actor: KnownActor) -> Reading:
        """The reading of a known actor on the day: one who serves an international body then has its sector and no country."""
        reading = as_actor(actor)
        return replace(reading, country="", sector="IGO", homeless=True) if serves_body(actor, self.on) else reading

    def _head(self, phrase: Phrase) -> Reading:
        actor, at = self._named(phrase)
        states = [mark for mark in phrase.marks if mark.state is not None]
        nouns = [mark for mark in phrase.marks if mark.noun is not None and not _shadowed(mark, at)]
        state = states[-1].state if states else None
        if actor is not None and at is not None and (not nouns or nouns[-1].end <= at.start):
            return _as_branch(actor, phrase, at) or self.known(actor)
        if nouns:
            return by_noun(phrase, nouns, actor, state)
        if state is not None and _covers(phrase, states[-1]):
            return as_state(state)
        return _as_name(phrase, state)

    def _named(self, phrase: Phrase) -> tuple[KnownActor | None, Mark | None]:
        """The last known actor among the words that fits the phrase's state and the day, with its mark."""
        states = tuple(mark.state.state.code for mark in phrase.marks if mark.state is not None)
        for mark in reversed(phrase.marks):
            here = states or self.countries[:1]
            asides = tuple(i for i in mark.asides if self.knowledge.actors[i].country in here)
            actor = self.choose(asides or mark.actors, states or self.countries)
            if actor is not None and self._plausible(actor, mark, phrase, states):
                return actor, mark
        return None, None

    def _plausible(self, actor: KnownActor, mark: Mark, phrase: Phrase, states: tuple[str, ...]) -> bool:
        """Whether a name that could be another's is this actor's: a common noun in its own country, one word in a country told."""
        if mark.noun is not None:
            return actor.country in (states or self.countries[:1])
        single = mark.end - mark.start == 1 and not phrase.words[mark.start].text.isupper()
        told = not self.countries or not actor.country or actor.country in self.countries or actor.country in states
        return told or not single or actor.kind in ("group", "igo", "people", "faith", "spy")

    def choose(self, ids: tuple[str, ...], countries: tuple[str, ...]) -> KnownActor | None:
        """Of namesakes, the one of the likeliest of these countries (one without country before a stranger), then nearest to the day."""
        actors = [self.knowledge.actors[i] for i in ids]

        def order(actor: KnownActor) -> tuple[int, int, str]:
            near = countries.index(actor.country) if actor.country in countries else len(countries) + bool(actor.country)
            return near, actor.years_away(self.on) if self.on else 0, actor.id

        return min(actors, key=order) if actors else None


def _backer(mark: Mark) -> str:
    """The code of the state, or the first id of the actors, that a mark names."""
    return mark.state.state.code if mark.state is not None else (*mark.actors, *mark.asides)[0]


def _shadowed(mark: Mark, actor: Mark | None) -> bool:
    return actor is not None and actor.start <= mark.start and mark.end <= actor.end


def _covers(phrase: Phrase, mark: Mark) -> bool:
    """Whether nothing but articles and little words stands beside the mark."""
    beside = [word for at, word in enumerate(phrase.words) if not mark.start <= at < mark.end]
    return all(word.key in ARTICLES or not word.capital for word in beside)


def _as_branch(actor: KnownActor, phrase: Phrase, at: Mark) -> Reading | None:
    """A national branch or namesake of an international body: the British Red Cross is no international one. None for anything else."""
    before = next((mark.state for mark in phrase.marks if mark.state is not None and mark.end == at.start), None)
    if before is None or before.form not in ("demonym", "name") or actor.country or actor.kind not in ("ngo", "igo"):
        return None
    why = f"the branch in {before.state.name} of {actor.name}"
    return Reading("name", before.state.code, as_actor(actor).sector, True, name=phrase.text, why=(why,))


def _as_name(phrase: Phrase, state: StateName | None) -> Reading:
    """Words that no table knows: a name where one of them has a capital."""
    country = state.state.code if state else ""
    taken = {at for mark in (*phrase.marks, *phrase.backers) for at in range(mark.start, mark.end)}
    proper = [word for at, word in enumerate(phrase.words) if at not in taken and word.capital and word.text[:1].isalpha()]
    if not proper:
        return Reading("none", country, state=state)
    name = phrase.part(_honours(phrase), len(phrase.words)).text
    return Reading("name", country, state=state, name=name, why=(f"{country} by {state.state.name}",) if state else ())


def _honours(phrase: Phrase) -> int:
    """How many words of address the phrase starts with; a last word is never one."""
    size = 0
    while size < len(phrase.words) - 1 and phrase.words[size].key.lower() in HONORIFICS:
        size += 1
    return size


def _completed(head: Reading, link: str, tail: Reading) -> Reading:
    """A head with what it belongs to: "members of ISIL" are ISIL, "police in Lagos" and "people of Iraq" have a country."""
    weak = head.noun is None or head.noun.force != "firm"
    whole = link in BELONGING and tail.basis in ("actor", "noun") and tail.sector and not _community(tail)
    if head.basis in ("noun", "none") and weak and whole:
        return replace(tail, country=head.country or tail.country, name=head.name or tail.name)
    if head.country or not tail.country:
        return head
    place = tail.state.state.name if tail.state else tail.name
    return replace(head, country=tail.country, homeless=False, why=(*head.why, f"{tail.country} by {link!r} {place}"))


def _community(reading: Reading) -> bool:
    return reading.actor is not None and reading.actor.kind in COMMUNITIES
