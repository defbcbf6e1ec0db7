"""Whom a name means that no table has as it stands: by what the report tells of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.records import Report
from dateline.who.actors import KnownActor
from dateline.who.coreference import acronyms, fuller_name
from dateline.who.knowledge import SURNAME
from dateline.who.meanings import Reading
from dateline.who.names import normal
from dateline.who.readings import Reader
from dateline.who.scene import Scene, is_person

APPOSITION = r"\s*,\s+(?:aged\s+)?(?:\d+,\s+)?(?:an?\s+|the\s+)?([^,.;]{3,80})"
AFTERLIFE = 5
"""Years out of office in which a surname alone still means the person."""
TITLES = frozenset({"GOV", "MIL", "LEG", "PTY", "OPP"})
"""Sectors of titles that make a bare surname after them certain enough to be looked up."""


class Naming:
    """Completes the readings of names within one report."""

    def __init__(self, report: Report, reader: Reader, scene: Scene) -> None:
        self.report = report
        self.reader = reader
        self.scene = scene
        self.acronyms = acronyms(report.text)

    def complete(self, reading: Reading) -> Reading:
        """The reading with what the report and the knowledge base tell of its name; a reading without a name as it is."""
        if reading.basis == "name":
            return self._named(reading)
        if reading.noun is not None and reading.name and reading.actor is None:
            reading = self._titled(reading)
        if reading.owner and not reading.country and (owner := self._person(reading.owner, "")) is not None:
            return replace(reading, country=owner.country, homeless=False, why=(*reading.why, f"{reading.owner} is {owner.name}"))
        return reading

    def _named(self, reading: Reading) -> Reading:
        """By an acronym's long form, the fuller name in the report, another spelling, an apposition."""
        for reason, words in self._fuller(reading.name):
            longer = self.reader.read(words)
            if longer.basis in ("actor", "noun", "state"):
                return replace(longer, name=longer.name or words, why=(*longer.why, reason))
            if longer.basis == "name":
                reading = replace(reading, name=words, country=reading.country or longer.country)
        if (known := self._spelled(reading)) is not None:
            return known
        return self._apposed(reading)

    def _titled(self, reading: Reading) -> Reading:
        """A name after a noun ("Secretary Kerry"): the known person, where the name or its fuller form is one."""
        for words in (reading.name, self._fuller_name(reading.name)):
            known = self.reader.read(words) if words else reading
            if known.actor is not None and known.actor.kind == "person" and reading.country in ("", known.country):
                return known
        person = self._person(reading.name, reading.country, titled=reading.sector in TITLES)
        return self._known(person, reading.name) if person is not None else reading

    def _known(self, actor: KnownActor, words: str) -> Reading:
        return replace(self.reader.known(actor), why=(f"{words} is {actor.name} ({actor.id}), by day and country",))

    def _person(self, name: str, country: str, titled: bool = False) -> KnownActor | None:
        """The person that a bare surname means: of a country that the report tells of, in the news on its day.

        After a title the country need not be told where the surname is one person's alone.
        """
        ids = self.reader.knowledge.surnames.get(normal(name), ())
        persons = [self.reader.knowledge.actors[i] for i in ids]
        timely = [actor for actor in persons if self.reader.on is None or actor.years_away(self.reader.on) <= AFTERLIFE]
        places = (country,) if country else self.scene.countries
        here = [actor for actor in timely if actor.country in places]
        if not here and titled and not country and len(timely) == 1:
            return timely[0]
        return self.reader.choose(tuple(actor.id for actor in here), places)

    def _fuller(self, name: str) -> Iterator[tuple[str, str]]:
        if long := self.acronyms.get(normal(name)):
            yield f"{name} is introduced as {long}", long
        if fuller := self._fuller_name(name):
            yield f"told in full as {fuller}", fuller

    def _fuller_name(self, name: str) -> str:
        return fuller_name(name, (found.text for found in self.scene.found))

    def _spelled(self, reading: Reading) -> Reading | None:
        """A known actor of nearly this name, or the person of this surname."""
        person = self._person(reading.name, reading.country)
        if person is not None:
            return self._known(person, reading.name)
        found = (c for c in self.reader.knowledge.find(reading.name, self.reader.on) if c.score != SURNAME)
        near = next(found, None)
        return self._known(near.actor, reading.name) if near is not None else None

    def _apposed(self, reading: Reading) -> Reading:
        """What an apposition says of the name: "Li Sihua, a dissident, was held"."""
        if not is_person(reading):
            return reading
        match = re.search(re.escape(reading.name) + APPOSITION, self.report.text)
        said = self.reader.read(match[1]) if match else None
        if said is None or said.noun is None or said.noun.force == "armed" or said.noun.word.endswith("ed"):
            return reading
        country = reading.country or said.country
        return replace(said, name=reading.name, country=country, why=(*said.why, "told in an apposition"))
