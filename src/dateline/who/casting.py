"""Settles who each mention of one report is: the words first, then the report, then the hints, each choice with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.records import Mention, Report, Span
from dateline.who.coreference import PRONOUNS, SPOKESMEN, Call, Number, Referent, antecedent, pronoun, speaker, speaks
from dateline.who.deeds import sector_by_deed
from dateline.who.hints import Hint
from dateline.who.identities import Identity, from_reading, provisional_id
from dateline.who.kin import kin
from dateline.who.meanings import Reading
from dateline.who.names import tokens
from dateline.who.naming import Naming
from dateline.who.nouns import load_communities
from dateline.who.offices import holder
from dateline.who.readings import Reader
from dateline.who.scene import Scene, is_person

FIELDS = ("id", "country", "sector")
SURE = 0.6
"""From this probability on, the encoder's sector goes before that of a noun that settles nothing."""
NEAR, NEAR_FORCES = 3, 1
"""Sentences back to which a bare noun ("militants"; of states' forces, "soldiers") looks for the actor that it takes up."""
NOT_IN_OFFICE = frozenset({"former", "ex", "deputy", "vice", "then", "late", "next", "future", "elect", "acting", "assistant", "under"})
NUMERAL = re.compile(r"[\d.,]+")
OWNER = re.compile(r"(their|its|his|her)\s+\S", re.I)


@lru_cache(maxsize=4)
def scene_of(report: Report, reader: Reader, places: tuple[str, ...]) -> Scene:
    """The scene of a report, kept for the last few reports: actors and every voice of one report are asked for one by one."""
    return Scene(report, reader, places)


class Casting:
    """The mentions of one report, settled one after the other in text order, so that later ones can stand for earlier ones."""

    def __init__(self, report: Report, reader: Reader, hints: Sequence[Hint] = ()) -> None:
        self.report = report
        self.scene = scene_of(report, reader, tuple(hint.place_country for hint in hints if hint.place_country))
        self.reader = Reader(reader.knowledge, reader.on, self.scene.countries)
        self.naming = Naming(report, self.reader, self.scene)
        self.issuer = self._issuer()
        self._told = self._referents()
        self._settled: list[Referent] = []

    def _issuer(self) -> Reading | None:
        """The body that issues the report where that is no press but a government, an army, an organisation: "we" are they."""
        reading = self.reader.read(self.report.outlet)
        return reading if reading.basis in ("actor", "noun", "government", "state") and reading.sector in SPOKESMEN else None

    def _referents(self) -> list[Referent]:
        """Who is found in the report's words, each with the number of times that the same last word was told before."""
        counts: Counter[str] = Counter()
        referents = []
        for found in self.scene.found:
            last = found.text.split()[-1].lower()
            identity = from_reading(found.reading)
            if last in self.scene.last_names and found.reading.basis == "name":
                identity = replace(identity, personal=True)
            start, end = found.span.start, found.span.end
            said = speaks(self.report.part(found.part), start, end)
            where = (found.part, start, end, found.sentence)
            referents.append(Referent(*where, identity, found.subject, told=counts[last], speaks=said))
            counts[last] += 1
        return referents

    def settle(self, mention: Mention, hint: Hint, stands_for: Mention | None = None) -> Identity:
        """Who the mention is; it can be referred to from now on. `stands_for` is its antecedent where the caller knows it."""
        number = pronoun(mention.text)
        if stands_for is None and number:
            stands_for = self._antecedent(number, mention, hint)
        elif stands_for is not None and not number and self.reader.read(mention.text).known:
            stands_for = None
        identity = self._identity(mention, hint, stands_for, number)
        self._remember(mention, identity, stands_for)
        return identity

    def _identity(self, mention: Mention, hint: Hint, stands_for: Mention | None, number: Number | None) -> Identity:
        if stands_for is not None:
            # The antecedent's words are read again in this claim: who shells is a state's army, who talks its government.
            identity = self._described(stands_for, hint)
            return replace(identity, reasons=dict.fromkeys(FIELDS, f"it stands for {stands_for.text!r}"))
        if not number and (owned := self._owned(mention, hint)) is not None:
            return owned
        if number:
            return self._by_hint(Identity(personal=number in ("person", "speaker"), plural=number == "plural"), mention, hint)
        return self._described(mention, hint)

    def _owned(self, mention: Mention, hint: Hint) -> Identity | None:
        """ "Their positions", "its army", "his government": the owner's country, and where the noun is anybody's his identity."""
        match = OWNER.match(mention.text)
        if match is None:
            return None
        pronoun_span = Span(mention.span.start, mention.span.start + match.end(1))
        owner_words = self._antecedent(PRONOUNS[match[1].lower()], Mention(mention.part, pronoun_span, match[1]), hint)
        if owner_words is None:
            return None
        owner, own = self._described(owner_words, hint), self.reader.read(mention.text)
        why = f"{match[1]!r} stands for {owner_words.text!r}"
        if own.noun is not None and own.noun.force in ("armed", "weak") and not own.homeless and not own.state and not owner.personal:
            return replace(owner, reasons=dict.fromkeys(FIELDS, why))
        described = self._described(mention, hint)
        return described if own.country or own.homeless or not owner.country else described.because("country", owner.country, why)

    def _remember(self, mention: Mention, identity: Identity, stands_for: Mention | None) -> None:
        """Puts the mention in the place of what was found at the same words."""
        sentence = self.scene.sentence(mention.part, mention.span.start)
        same = [r for r in self._told if r.part == mention.part and r.start < mention.span.end and mention.span.start < r.end]
        self._told = [r for r in self._told if r not in same]
        subject = any(r.subject for r in same)
        start, end = mention.span.start, mention.span.end
        said = speaks(self.report.part(mention.part), start, end)
        where = (mention.part, start, end, sentence)
        self._settled.append(Referent(*where, identity, subject, mention, stands_for, speaks=said))

    def _antecedent(self, number: Number, mention: Mention, hint: Hint) -> Mention | None:
        """The words that a pronoun stands for; None where nobody fits."""
        referents = [*self._told, *(r for r in self._settled if r.stands_for or not pronoun(r.mention.text if r.mention else ""))]
        sentence = self.scene.sentence(mention.part, mention.span.start)
        call = Call(number, mention.part, mention.span.start, sentence, hint.type, hint.role)
        if number in ("speaker", "speakers"):
            found = speaker(call, referents, self.report.part(mention.part))
            if found is None and self.issuer is not None:
                return Mention(mention.part, Span(0, 0), self.report.outlet)
        else:
            found = antecedent(call, referents)
        if found is None:
            return None
        return found.stands_for or found.mention or Mention(found.part, Span(found.start, found.end), self._words(found))

    def _words(self, referent: Referent) -> str:
        return self.report.part(referent.part)[referent.start : referent.end]

    def _described(self, mention: Mention, hint: Hint) -> Identity:
        reading = self.naming.complete(self.reader.read(mention.text))
        identity = from_reading(reading)
        sector, why = sector_by_deed(reading, hint)
        if sector:
            identity = identity.because("sector", sector, why)
        identity = self._homed(identity, reading, mention, hint)
        identity = self._of_community(identity, reading, mention)
        if not reading.firm or not identity.sector:
            identity = self._by_hint(identity, mention, hint, reading)
        return _with_id(self._in_office(identity, reading, mention), reading)

    def _in_office(self, identity: Identity, reading: Reading, mention: Mention) -> Identity:
        """An office without a name is who held it on the day of the report: "the U.S. Secretary of State" in 2016."""
        former = any(token.key.lower() in NOT_IN_OFFICE for token in tokens(mention.text))
        if reading.noun is None or reading.name or identity.id or reading.noun.plural or former:
            return identity
        person = holder(self.reader.knowledge, identity.country, reading.noun.word, self.reader.on)
        if person is None:
            return identity
        why = f"{reading.noun.word} of {identity.country} on {self.reader.on}"
        return replace(identity.because("id", person.id, why), name=person.name)

    def _homed(self, identity: Identity, reading: Reading, mention: Mention, hint: Hint) -> Identity:
        """The identity with a country: its own, that of the actor it takes up, of the place, of the report.

        The states that the sentence names are not asked: on the training reports they are wrong more often than the report's own.
        """
        if identity.country or reading.homeless or reading.actor is not None:
            return identity
        if (taken := self._taken_from(reading, mention)) is not None:
            return _joined(identity, taken, self._words(taken))
        if self.issuer is not None and self.issuer.country and reading.sector == "GOV" and is_person(reading):
            return identity.because("country", self.issuer.country, f"an office in a release of {self.report.outlet}")
        for country, why in self._homes(hint):
            if country:
                return identity.because("country", country, why)
        return identity

    def _of_community(self, identity: Identity, reading: Reading, mention: Mention) -> Identity:
        """The sector of a people's or faith's forces in the country that they now have."""
        if reading.sector != "UAF" or reading.noun is None or reading.noun.sector != "MIL":
            return identity
        forces = load_communities()
        nouns = (word.key.lower() for word in tokens(mention.text))
        sector = next((forces[noun, identity.country] for noun in nouns if (noun, identity.country) in forces), "")
        return identity.because("sector", sector, "what such forces are in this country") if sector else identity

    def _homes(self, hint: Hint) -> Iterator[tuple[str, str]]:
        yield hint.place_country, "the country of the happening's place"
        yield self.scene.country, "the country that the report is about"

    def _taken_from(self, reading: Reading, mention: Mention) -> Referent | None:
        """The nearest armed actor before that a bare noun takes up: "the soldiers", "militants"."""
        kindred = kin(reading)
        at = (mention.part == "text", mention.span.start)
        since = self.scene.sentence(mention.part, mention.span.start) - (NEAR_FORCES if "MIL" in kindred else NEAR)
        near = [r for r in (*self._told, *self._settled) if r.order < at and r.sentence >= since and r.identity.sector in kindred]
        return max((r for r in near if r.identity.country or r.identity.id), key=lambda r: r.order, default=None)

    def _by_hint(self, identity: Identity, mention: Mention, hint: Hint, reading: Reading | None = None) -> Identity:
        """Sector and country where the words do not settle them."""
        if hint.sector and (not identity.sector or hint.score >= SURE):
            identity = identity.because("sector", hint.sector, f"the encoder's guess ({hint.score:.2f})")
        if not identity.sector and hint.role == "recipient" and NUMERAL.fullmatch(mention.text.strip()):
            identity = identity.because("sector", "CVL", "a bare number of people")
        if not identity.sector and identity.personal:
            identity = identity.because("sector", "CVL", "a person of whom nothing is told")
        if not identity.country and not identity.id and (reading is None or not reading.homeless):
            for country, why in self._homes(hint):
                if country:
                    return identity.because("country", country, why)
        return identity


def _joined(identity: Identity, taken: Referent, words: str) -> Identity:
    """A bare noun's identity with the country, and where the sector is the same the id, of the actor that it takes up."""
    identity = identity.because("country", taken.identity.country, f"it takes up {words!r}")
    if not identity.sector or taken.identity.sector == "COP":
        identity = identity.because("sector", taken.identity.sector, f"it takes up {words!r}")
    if identity.sector == taken.identity.sector and not taken.identity.personal:
        return replace(identity.because("id", taken.identity.id, f"it takes up {words!r}"), name=taken.identity.name)
    return identity


def _with_id(identity: Identity, reading: Reading) -> Identity:
    """A name without an id gets a provisional one; generic groups and states named by a noun alone get none."""
    if identity.id or not identity.name or not (reading.basis == "name" or is_person(reading)):
        return identity
    return identity.because("id", provisional_id(identity.name, identity.country, identity.personal), "not in the knowledge base: provisional")


def settle_all(casting: Casting, mentions: Sequence[Mention], hints: Sequence[Hint]) -> list[Identity]:
    """The identities of the mentions in their own order; they are settled in text order."""
    done: dict[int, Identity] = {}
    for at in sorted(range(len(mentions)), key=lambda i: (mentions[i].part == "text", mentions[i].span)):
        before = hints[at].antecedent
        known = before is not None and before != at and 0 <= before < len(mentions)
        done[at] = casting.settle(mentions[at], hints[at], mentions[before] if known and before is not None else None)
    return [done[at] for at in range(len(mentions))]
