"""Draws a curtain over the names of private persons, in records and in the words that are shown: on the way out, never in what is kept.

A private person is one by name whom the knowledge base does not hold. The name is withheld wherever it stands: in the person's own fields,
in those of others ("family of Jean McConville"), and in the words of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.readings import People, Reading
from dateline.records import Actor, Analysis, Claim, Entity, Part, Place, Report, Sentence, Span, Trigger, Voice, When, with_id
from dateline.who import PrivateNames, Veil, Veiled, is_private, provisional_id, withhold
from dateline.who.names import slug
from dateline.who.veil import WITHHELD

Speaking = TypeVar("Speaking", Actor, Voice)
PARTS: tuple[Part, Part] = ("title", "text")
MODES: tuple[PrivateNames, ...] = ("keep", "initials", "omit")
SURE = 0.5
"""From this score on, an unknown name that the encoder tags as a person's is one."""


@dataclass(frozen=True, slots=True)
class Curtain:
    """What hides the private names of one report. Make one with `draw`."""

    mode: PrivateNames
    report: Report
    private: frozenset[str]
    known: frozenset[str]
    veil: Veil
    title: Veiled
    text: Veiled

    def withheld(self, claim: Claim) -> Claim:
        """The claim's record without the names, spans as they were, under the id of what it now holds."""
        changed = self._without(claim)
        return claim if changed == claim else with_id(changed)

    def shown(self, reading: Reading) -> Reading:
        """The reading for showing: report, sentences and claims with the names hidden, spans counted in the words shown."""
        analysis = replace(reading.analysis, sentences=tuple(map(self._sentence, reading.analysis.sentences)))
        people = (self._people(claim.part, own) for claim, own in zip(reading.claims, reading.people, strict=True))
        report = replace(self.report, title=self.title.text, text=self.text.text)
        return replace(reading, report=report, analysis=analysis, claims=tuple(map(self._shown, reading.claims)), people=tuple(people))

    def _people(self, part: Part, people: People) -> People:
        over = self._over(part)
        groups = (people.actors, people.recipients, people.voices)
        return People(*(tuple(_said(self._actor(actor, part), over) for actor in group) for group in groups))

    def _shown(self, claim: Claim) -> Claim:
        """The claim with a name left out said to be so."""
        over, bare = self._over(claim.part), self._without(claim)
        return replace(
            bare,
            sentence=over.span(claim.sentence),
            trigger=Trigger(over.span(claim.trigger.span), claim.trigger.text),
            actors=tuple(_said(actor, over) for actor in bare.actors),
            recipients=tuple(_said(actor, over) for actor in bare.recipients),
            sources=tuple(_said(voice, over) for voice in bare.sources),
            place=replace(bare.place, span=over.span(bare.place.span)) if bare.place else None,
            when=replace(bare.when, span=over.span(bare.when.span)) if bare.when else None,
        )

    def _actor(self, actor: Actor, part: Part) -> Actor:
        if actor.id.startswith("new-") and actor.name in self.private:
            # One that only the encoder knows for a person is withheld as one.
            return withhold(actor if is_private(actor) else replace(actor, id=provisional_id(actor.name, actor.country, True)), self.mode)
        name = actor.name if actor.name in self.known else self.veil.over(actor.name).text
        identity = actor.id if name == actor.name or not actor.id.startswith("new-") else provisional_id(name, actor.country)
        return replace(actor, name=name, text=self._words(part, actor.span, actor.text), id=identity)

    def _without(self, claim: Claim) -> Claim:
        part = claim.part
        return replace(
            claim,
            actors=tuple(self._actor(actor, part) for actor in claim.actors),
            recipients=tuple(self._actor(actor, part) for actor in claim.recipients),
            sources=tuple(self._voice(voice, part) for voice in claim.sources),
            place=self._place(claim.place, part) if claim.place else None,
            when=self._when(claim.when, part) if claim.when else None,
        )

    def _voice(self, voice: Voice, part: Part) -> Voice:
        if voice.name in self.private:
            short = "" if self.mode == "omit" else self.veil.over(voice.name).text
            return replace(voice, name=short, text=short)
        name = voice.name if voice.name in self.known else self.veil.over(voice.name).text
        return replace(voice, name=name, text=self._words(part, voice.span, voice.text))

    def _place(self, place: Place, part: Part) -> Place:
        """A place that is found on the map is its own: nothing but a whole name is hidden in its words."""
        if place.lat is not None:
            return replace(place, text=self.veil.whole(place.text), name=self.veil.whole(place.name))
        return replace(place, text=self._words(part, place.span, place.text), name=self.veil.over(place.name).text)

    def _when(self, when: When, part: Part) -> When:
        return replace(when, text=self._words(part, when.span, when.text))

    def _words(self, part: Part, span: Span, words: str) -> str:
        if span.of(self.report.part(part)) != words:
            return self.veil.over(words).text
        over = self._over(part)
        return over.span(span).of(over.text)

    def _sentence(self, sentence: Sentence) -> Sentence:
        over = self._over(sentence.part)
        return replace(sentence, span=over.span(sentence.span), words=tuple(map(over.span, sentence.words)))

    def _over(self, part: Part) -> Veiled:
        return self.title if part == "title" else self.text


def _said(one: Speaking, over: Veiled) -> Speaking:
    return replace(one, span=over.span(one.span), text=one.text or WITHHELD, name=one.name or one.text or WITHHELD)


def draw(mode: PrivateNames, reading: Reading, tagged: Sequence[Actor]) -> Curtain:
    """The curtain for a report; `tagged` are its `tagged_persons`, identified."""
    report, analysis, entities = reading.report, reading.analysis, tagged_persons(reading.analysis)
    people = [*_named(reading), *((entity.part, actor) for entity, actor in zip(entities, tagged, strict=True))]
    places = {(entity.part, entity.span) for entity in entities}
    private = [(part, actor) for part, actor in people if _unknown(part, actor, places)]
    known = [(part, actor) for part, actor in people if actor.id and not actor.id.startswith("new-")]
    names = frozenset(actor.name for _, actor in private)
    spellings = [actor.text for part, actor in private if (part, actor.span) in places and slug(actor.name) not in slug(actor.text)]
    veil = Veil([*names, *spellings], mode)
    kept = [*((part, actor.span) for part, actor in known), *((claim.part, claim.trigger.span) for claim in reading.claims)]
    meant = [(entity.part, entity.span) for entity in analysis.entities if entity.label in ("LOC", "ORG")]
    title, text = (veil.over(report.part(part), _in(part, kept), _in(part, meant)) for part in PARTS)
    return Curtain(mode, report, names, frozenset(actor.name for _, actor in known), veil, title, text)


def tagged_persons(analysis: Analysis) -> list[Entity]:
    """The names that the encoder tags as persons'."""
    return [entity for entity in analysis.entities if entity.label == "PER" and entity.score >= SURE]


def _named(reading: Reading) -> Iterator[tuple[Part, Actor]]:
    for claim, people in zip(reading.claims, reading.people, strict=True):
        for actor in (*people.actors, *people.recipients, *people.voices):
            yield claim.part, actor


def _unknown(part: Part, actor: Actor, places: set[tuple[Part, Span]]) -> bool:
    """Whether it is a private person: by its id, or by an unknown name at a place where the encoder tags a person."""
    return is_private(actor) or (bool(actor.name) and actor.id.startswith("new-") and (part, actor.span) in places)


def _in(part: Part, spans: Sequence[tuple[Part, Span]]) -> list[Span]:
    return [span for own, span in spans if own == part]
