"""Whom a name means that no table has as it stands: by what the report tells of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.records import Report
from dateline.who.coreference import acronyms, fuller_name
from dateline.who.knowledge import SURNAME
from dateline.who.meanings import Reading
from dateline.who.names import normal
from dateline.who.readings import Reader
from dateline.who.scene import Scene, is_person

APPOSITION = r"\s*,\s+(?:aged\s+)?(?:\d+,\s+)?(?:an?\s+|the\s+)?([^,.;]{3,80})"
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
        if reading.basis == "noun" and reading.name:
            return self._titled(reading)
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
        for words in (reading.name, fuller_name(reading.name, (found.text for found in self.scene.found))):
            known = self.reader.read(words) if words else reading
            if known.actor is not None and known.actor.kind == "person" and reading.country in ("", known.country):
                return known
        if " " not in reading.name and reading.sector in TITLES:
            return self._by_surname(reading) or reading
        return reading

    def _by_surname(self, reading: Reading) -> Reading | None:
        """The person of that surname in office on the day; of several, one of the countries that the report names."""
        found = [c.actor for c in self.reader.knowledge.find(reading.name, self.reader.on) if c.actor.kind == "person" and c.held]
        places = (reading.country,) if reading.country else self.scene.countries
        actor = self.reader.choose(tuple(actor.id for actor in found), places)
        if actor is None or (reading.country and actor.country != reading.country):
            return None
        return replace(self.reader.read(actor.name), why=(f"{reading.name} is the surname of {actor.name}",))

    def _fuller(self, name: str) -> Iterator[tuple[str, str]]:
        if long := self.acronyms.get(normal(name)):
            yield f"{name} is introduced as {long}", long
        if fuller := fuller_name(name, (found.text for found in self.scene.found)):
            yield f"told in full as {fuller}", fuller

    def _spelled(self, reading: Reading) -> Reading | None:
        """A known actor of nearly this name; a bare surname only where office, day and country make it certain."""
        for candidate in self.reader.knowledge.find(reading.name, self.reader.on):
            surname = candidate.score == SURNAME
            if surname and (" " in normal(reading.name) or not self._in_office(candidate.actor.country, candidate.held)):
                continue
            return replace(self.reader.read(candidate.actor.name), why=(f"{reading.name} is near {candidate.actor.name}",))
        return None

    def _in_office(self, country: str, held: bool) -> bool:
        return held if self.reader.on else country in self.scene.votes

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
