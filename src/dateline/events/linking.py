"""Claims and judgements -> events.

`link` is a pure function: the same claims, reports and judgements give the same events under the same ids, in any order. `Linker` takes them
in batches and looks only at the neighbourhood of what is new; what it comes to is what `link` gives for everything at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.events.blocks import FULL, Key, candidates, keys, order
from dateline.events.clustering import Constraints, Pair, components, pair
from dateline.events.copies import CopyIndex
from dateline.events.describing import Sources, describe, event_id
from dateline.events.features import load_weights, score
from dateline.events.grouping import Group, Weights, divide, edges, tellings
from dateline.events.judging import Rulings, corrected, rule
from dateline.events.relations import Told, related
from dateline.events.traces import Trace, merged, story, trace
from dateline.events.versions import superseded
from dateline.records import Claim, Event, Judgement, Report, content_id


@dataclass(frozen=True, slots=True)
class Linked:
    """Everything that linking comes to.

    `events` by day and id; `tombstones` of events that judgements merged into others; `superseded` reports with those that stand in their
    place; `rulings` lists judgements that are orphaned, overruled or invalid.
    """

    events: tuple[Event, ...]
    tombstones: tuple[Event, ...]
    superseded: Mapping[str, str]
    rulings: Rulings

    def event_of(self) -> dict[str, Event]:
        """The event of each claim that is counted."""
        return {claim: event for event in self.events for claim in event.claims}


def link(claims: Iterable[Claim], reports: Iterable[Report] = (), judgements: Iterable[Judgement] = ()) -> Linked:
    """The events of the claims.

    Reports give outlets, days of publication and words: without them less is known and fewer claims are brought together. Give each report the
    day that its text shows. A claim given twice is one. Raises InvalidTable where a table of this folder is damaged.
    """
    linker = Linker()
    linker.add(claims, reports, judgements)
    return linker.result()


class Linker:
    """Links in batches. It holds claims, reports, judgements and, for each telling, what it is compared by."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = load_weights() if weights is None else weights
        self._claims: dict[str, Claim] = {}
        self._of_report: dict[str, set[str]] = defaultdict(set)
        self._sources = Sources({}, CopyIndex())
        self._reports: dict[str, Report] = {}
        self._judgements: dict[str, Judgement] = {}
        self._rulings, self._superseded = Rulings(), dict[str, str]()
        self._tellings: dict[str, Trace] = {}
        self._by_report: dict[str, list[str]] = {}
        self._blocks: dict[Key, set[str]] = defaultdict(set)
        self._component: dict[str, tuple[str, ...]] = {}
        self._groups: dict[str, list[Group]] = {}
        self._events: dict[tuple[str, ...], Event] = {}

    def add(self, claims: Iterable[Claim] = (), reports: Iterable[Report] = (), judgements: Iterable[Judgement] = ()) -> None:
        """Takes in more; what was there before is looked at again only where the new touches it."""
        stale = self._take_reports(reports) | self._take_claims(claims)
        self._judgements.update((judgement.id, judgement) for judgement in judgements)
        stale |= self._rule() | self._supersede()
        for event in [own for own in self._events if any(self._claims[key].report in stale for key in own)]:
            del self._events[event]
        self._regroup(*self._retell(stale))

    def _take_reports(self, reports: Iterable[Report]) -> set[str]:
        """Reports that are new, and those that they copy or that copy them."""
        stale = set()
        for report in reports:
            if report.id not in self._reports:
                self._reports[report.id] = report
                stale |= {report.id, *self._sources.copies.add(report)}
        self._sources = Sources(self._reports, self._sources.copies)
        return stale

    def _take_claims(self, claims: Iterable[Claim]) -> set[str]:
        stale = set()
        for claim in claims:
            if claim.id not in self._claims:
                self._claims[claim.id] = claim
                self._of_report[claim.report].add(claim.id)
                stale.add(claim.report)
        return stale

    def _rule(self) -> set[str]:
        """Rules on the judgements; the reports of claims for which anything changed."""
        before, self._rulings = self._rulings, rule(self._judgements.values(), self._claims)
        touched = _judged(before) ^ _judged(self._rulings)
        return {self._claims[key].report for key, _ in touched}

    def _supersede(self) -> set[str]:
        before, self._superseded = self._superseded, superseded(self._reports, self._sources.copies)
        return {old for old, _ in before.items() ^ self._superseded.items()}

    def _retell(self, stale: set[str]) -> tuple[set[str], set[str]]:
        """Tells stale reports anew. Keys of tellings that are new, and keys of others whose component must be looked at again."""
        fresh: set[str] = set()
        disturbed: set[str] = set()
        for report in sorted(stale):
            for key in self._by_report.pop(report, ()):
                disturbed |= self._drop(key)
            told = self._tell(report)
            self._by_report[report] = [telling.key for telling in told]
            for telling in told:
                fresh.add(telling.key)
                disturbed |= self._place(telling)
        return fresh, {key for key in disturbed if key in self._tellings}

    def _tell(self, report: str) -> list[Trace]:
        if report in self._superseded:
            return []
        known = self._reports.get(report)
        about = story(known)
        kept = [key for key in sorted(self._of_report.get(report, ())) if key not in self._rulings.rejected]
        return tellings([trace(self.claim(key), known, about) for key in kept], self._rulings.constraints, self._weights)

    def tellings_of(self, event: Event) -> list[Trace]:
        """What each report tells of an event, in the order of keys."""
        told = (self._tellings[key] for report in event.reports for key in self._by_report.get(report, ()))
        return sorted((item for item in told if not set(item.members).isdisjoint(event.claims)), key=lambda item: item.key)

    def claim(self, key: str) -> Claim:
        """A claim as people corrected it."""
        found = self._claims[key]
        changes = self._rulings.corrections.get(key)
        return corrected(found, changes) if changes else found

    def _place(self, telling: Trace) -> set[str]:
        """Enters a telling in its blocks; the members of full blocks, whose windows shift."""
        self._tellings[telling.key] = telling
        shifted: set[str] = set()
        for key in set(keys(telling)):
            self._blocks[key].add(telling.key)
            if len(self._blocks[key]) > FULL:
                shifted |= self._blocks[key]
        return shifted

    def _drop(self, key: str) -> set[str]:
        """Takes a telling out; the rest of its component, and the members of blocks that were full."""
        shifted = set(self._component.get(key, ()))
        for block in set(keys(self._tellings.pop(key))):
            if len(self._blocks[block]) > FULL:
                shifted |= self._blocks[block]
            self._blocks[block].discard(key)
        return shifted

    def _regroup(self, fresh: set[str], disturbed: set[str]) -> None:
        """Finds the components that changed, and divides them into happenings."""
        must = self._must()
        links = set(edges(self._near(fresh | disturbed), self._tellings, self._weights)) | must
        old = {key for pairs in links for key in pairs} | disturbed
        touched = fresh | {member for key in old for member in self._component.get(key, (key,)) if member in self._tellings}
        inside = set(edges(self._near(touched - fresh - disturbed), self._tellings, self._weights))
        links = {link for link in links | inside if touched.issuperset(link)}
        for key in [key for key in self._groups if key not in self._tellings or key in touched]:
            del self._groups[key]
        for part in components(touched, links):
            for key in part:
                self._component[key] = tuple(part)
            own = {key: self._tellings[key] for key in part}
            self._groups[part[0]] = divide(own, self._between(part), self._weights)

    def _near(self, wanted: Iterable[str]) -> Iterator[Pair]:
        """The pairs that share a block and of which one is wanted."""
        chosen = set(wanted)
        found = {block for key in chosen for block in keys(self._tellings[key])}
        seen: set[Pair] = set()
        for block in found:
            members = sorted((self._tellings[key] for key in self._blocks[block]), key=order)
            for one, other in candidates([members]) - seen:
                if one in chosen or other in chosen:
                    seen.add((one, other))
                    yield one, other

    def _home(self) -> dict[str, str]:
        """The telling of each judged claim."""
        judged = {key for links in (self._rulings.constraints.same, self._rulings.constraints.different) for pair in links for key in pair}
        reports = {self._claims[key].report for key in judged}
        told = (self._tellings[key] for report in reports for key in self._by_report.get(report, ()))
        return {member: telling.key for telling in told for member in telling.members if member in judged}

    def _must(self) -> set[Pair]:
        """Must-links between tellings."""
        home = self._home()
        found = ((home[a], home[b]) for a, b in self._rulings.constraints.same if a in home and b in home)
        return {pair(one, other) for one, other in found if one != other}

    def _between(self, part: Sequence[str]) -> Constraints:
        """The constraints between the tellings of a component."""
        ruled = self._rulings.constraints
        if not ruled.same and not ruled.different:
            return Constraints()
        home, inside = self._home(), set(part)
        both = [
            frozenset(pair(home[a], home[b]) for a, b in links if home.get(a) in inside and home.get(b) in inside and home[a] != home[b])
            for links in (ruled.same, ruled.different)
        ]
        return Constraints(*both)

    def result(self) -> Linked:
        """The events of everything taken in so far."""
        groups = [group for found in self._groups.values() for group in found]
        told = sorted((self._told(group) for group in groups), key=lambda t: (str(t.event.when and t.event.when.start), t.event.id))
        events = related(_distinct(told))
        return Linked(tuple(self._with_aside(events)), tuple(self._tombstones(events)), dict(self._superseded), self._rulings)

    def _told(self, group: Group) -> Told:
        told = [self._tellings[key] for key in group.keys]
        members = tuple(sorted(member for telling in told for member in telling.members))
        if members not in self._events:
            self._events[members] = describe([self.claim(key) for key in members], self._sources, group.confidence)
        event = replace(self._events[members], confidence=round(group.confidence, 4))
        return Told(replace(event, reviewed=not self._rulings.accepted.isdisjoint(members)), merged(told))

    def _with_aside(self, events: Sequence[Event]) -> Iterator[Event]:
        """The events with the claims that are kept but not counted: superseded and rejected ones, beside the claims most like them."""
        aside: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        by_report: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            for report in event.reports:
                by_report[report].append(event)
        old = {key for report in self._superseded for key in self._of_report.get(report, ())}
        for key in sorted(old | self._rulings.rejected):
            report = self._claims[key].report
            home = self._nearest(key, by_report[self._superseded.get(report, report)])
            if home:
                aside[home][0 if key in old else 1].add(key)
        for event in events:
            older, refused = aside[event.id]
            yield replace(event, superseded=tuple(sorted(older)), rejected=tuple(sorted(refused))) if older or refused else event

    def _nearest(self, key: str, events: Iterable[Event]) -> str:
        """The event whose claims are most like a claim that is not counted; empty where none is at all."""
        mine = self._traced(key)
        scored = [(score(mine, self._traced(other), self._weights), event.id) for event in events for other in event.claims]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] > 0 else ""

    def _traced(self, key: str) -> Trace:
        claim = self.claim(key)
        report = self._reports.get(claim.report)
        return trace(claim, report, story(report))

    def _tombstones(self, events: Sequence[Event]) -> Iterator[Event]:
        """Ids that the machine alone would give in components that a person's "same" joined, each with the event that holds its claims."""
        live = {event.id for event in events}
        home = {claim: event.id for event in events for claim in event.claims}
        for part in {self._component[key] for link in self._must() for key in link}:
            members = [member for key in part for member in self._tellings[key].members]
            alone = tellings([self._traced(key) for key in members], weights=self._weights)
            for group in divide({telling.key: telling for telling in alone}, Constraints(), self._weights):
                claims = [self.claim(key) for telling in alone if telling.key in group.keys for key in telling.members]
                name = event_id(claims, self._sources)
                if name not in live:
                    yield Event(name, merged_into=home[min(claim.id for claim in claims)])


def _judged(rulings: Rulings) -> set[tuple[str, object]]:
    """Every claim that rulings touch, with how."""
    links = ((key, ("same", link)) for link in rulings.constraints.same for key in link)
    bars = ((key, ("different", link)) for link in rulings.constraints.different for key in link)
    changes = ((key, ("corrected", repr(sorted(change.items())))) for key, change in rulings.corrections.items())
    return {*links, *bars, *changes, *((key, "rejected") for key in rulings.rejected), *((key, "accepted") for key in rulings.accepted)}


def _distinct(told: Iterable[Told]) -> list[Told]:
    """The events, those that would share an id (one word judged to be two happenings) told apart by their first claim."""
    seen: set[str] = set()
    out = []
    for item in told:
        event = item.event
        if event.id in seen:
            event = replace(event, id=content_id(f"{event.id}|{event.claims[0]}".encode())[:24])
        seen.add(event.id)
        out.append(Told(event, item.trace))
    return out
