"""What has to be known of a whole collection before any of it goes out: what is closed, and which words give it away in which report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.records import Claim, Event, Report
from dateline.sensitivity.coarser import Coarse, coarser_place, coarsest
from dateline.sensitivity.rules import Rules, Selector
from dateline.sensitivity.words import Words, folded, person_words, place_words, voice_words


@dataclass(slots=True)
class Survey:
    """Made by `see`. `rules` are those in force.

    `closed` are ids that do not go out: of claims, of events, of reports that an embargo names. `unread` are reports of which one claim is
    closed: their text does not go out, their other claims do. Memory grows with what is closed and with the hidden words.
    """

    rules: Rules
    closed: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    _words: dict[str, Words] = field(default_factory=dict)

    def see(self, claims: Iterable[Claim], events: Iterable[Event] = (), reports: Iterable[Report] = ()) -> None:
        """Take in a whole collection; claims and events are iterated twice. An event with a closed claim is closed with all its claims."""
        self.closed |= {report.id for report in reports if self.rules.closes(report)}
        for event in events:
            if self.is_closed(event):
                self._close(event)
        for claim in claims:
            if self.is_closed(claim):
                self.closed.add(claim.id)
            else:
                self._note(claim)
        if not self.closed:
            return
        for event in events:
            if not self.closed.isdisjoint(event.claims):
                self._close(event)
        self.unread |= {claim.report for claim in claims if claim.id in self.closed}

    def is_closed(self, record: Claim | Event) -> bool:
        """Whether it does not go out: by its id, or by its own content, though it came after the survey."""
        reports = (record.report,) if isinstance(record, Claim) else (*record.reports, *record.claims, record.merged_into)
        if not self.closed.isdisjoint((record.id, *reports)):
            return True
        return any(self.rules.means(rule, record) for rule in self.rules.embargoes)

    def of_report(self, report: str) -> Words:
        """What gives away the hidden things in a report, by all its claims that were seen."""
        return self._words.get(report, Words())

    def hides_all_names(self) -> bool:
        """Whether names are withheld whatever the record: then a report shows nothing but the sentences of its claims."""
        return any(rule.selector == Selector() for rule in self.rules.withholdings)

    def coarse(self, record: Claim | Event) -> Coarse:
        """How coarse the record becomes by its own content."""
        return coarsest(tuple(rule for rule in self.rules.coarsenings if self.rules.means(rule, record)))

    def words(self, record: Claim | Event, coarse: Coarse) -> Words:
        """What gives away the hidden things in the record itself; an event's voices are looked at in its claims, where no outlet is one."""
        places: frozenset[str] = frozenset()
        if coarse.km:
            told = (
                name for field_name, variants in (record.variants if isinstance(record, Event) else ()) if field_name == "place" for name in variants
            )
            places = folded(variant.value for variant in told) | _coarsened(record, coarse)
        withholdings = [rule for rule in self.rules.withholdings if self.rules.means(rule, record)]
        if not withholdings:
            return Words(places, days=coarse.day is not None)
        voices = () if isinstance(record, Event) else (voice.name or voice.text for voice in record.sources)
        persons = person_words((*record.actors, *record.recipients)) | voice_words(voices)
        persons |= folded(name for rule in withholdings for name in rule.also)
        short = all(rule.names == "initials" for rule in withholdings)
        return Words(places, persons, coarse.day is not None, short)

    def _close(self, event: Event) -> None:
        self.closed |= {event.id, *event.claims, *event.superseded, *event.rejected}

    def _note(self, claim: Claim) -> None:
        words = self.words(claim, self.coarse(claim))
        if words:
            self._words[claim.report] = self.of_report(claim.report) | words


def _coarsened(record: Claim | Event, coarse: Coarse) -> frozenset[str]:
    """The names of a place that becomes coarser; one that is as coarse already has nothing to hide."""
    place = record.place
    return frozenset() if place is None or coarser_place(place, coarse) == place else place_words(place, coarse.km)
