"""What every export writes of: an event with its claims and reports, or one claim alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.ontology.crosswalks import load_parties
from dateline.records import COUNTS, Actor, Claim, Event, Figure, Interval, Place, Report, Side, Status, Toll

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types whose several actors, where nobody is recipient, do it with each other."""


@dataclass(frozen=True, slots=True)
class Named:
    """A party of a happening. `country` ISO alpha-3, `sector` of the codebook, `code` CAMEO style; each empty where not known."""

    name: str
    id: str
    country: str
    sector: str
    code: str

    @property
    def side(self) -> str:
        """state, rebel, militia, civilian or external; empty where the sector is not known."""
        rule = load_parties().get(self.sector)
        return rule.side if rule else ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing to export. Make one with `of_claim` or `of_event`.

    `claims` are those at hand, the one that tells it best first; `reports` the known ones, by id. `tolls` by kind (killed ...),
    only those that somebody counts; a lone claim's toll has its one figure. `voices` say so, closest first. `confidence` is 0 to
    1: for an event that its claims belong together, for a claim that trigger and type are right. `project_code` is the code of a
    project's own mapping (mapping.py), "" without one.
    """

    id: str
    label: str
    type: str
    modes: tuple[str, ...]
    status: Status
    when: Interval | None
    place: Place | None
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    tolls: Mapping[str, Toll]
    voices: tuple[str, ...]
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    confidence: float
    reviewed: bool = False
    event: Event | None = None
    project_code: str = ""

    @property
    def seen(self) -> str:
        """Who has looked at it."""
        return "machine-coded, reviewed by a person" if self.reviewed else "machine-coded, unreviewed"

    @property
    def review(self) -> str:
        """The words that every export carries: who has looked at the row, what of it was coarsened or withheld, the project's own code."""
        code = (f"project code {self.project_code}",) if self.project_code else ()
        return "; ".join((self.seen, *self.released, *code))

    @property
    def released(self) -> tuple[str, ...]:
        """What was coarsened or withheld on the way out: "place to region"."""
        return self.event.released if self.event else self.claims[0].released if self.claims else ()

    @property
    def coder(self) -> str:
        """The software and model that coded it, and what was kept back since."""
        return coded_by(self.claims[0]) if self.claims else "; ".join(self.released)

    def disputed(self, field: str) -> bool:
        """Whether voices contradict each other on a field (actors, when, place, status, killed ...)."""
        return self.event is not None and any(found.field == field for found in self.event.contradictions)

    def evidence(self, claim: Claim) -> str:
        """The sentence that a claim rests on, in one line; "" where its report is not at hand."""
        report = self.reports.get(claim.report)
        return " ".join(claim.sentence.of(report.part(claim.part)).split()) if report else ""


def coded_by(claim: Claim) -> str:
    """The coder, and behind it what was coarsened or withheld on the way out: a cell that every table has."""
    return "; ".join((claim.coder, *claim.released))


def of_claim(claim: Claim, reports: Mapping[str, Report] | None = None) -> Happening:
    """A claim alone."""
    report = (reports or {}).get(claim.report)
    return Happening(
        id=claim.id,
        label=claim.trigger.text,
        type=claim.type,
        modes=claim.modes,
        status=claim.status,
        when=claim.when.interval if claim.when else None,
        place=claim.place,
        actors=tuple(map(_actor, claim.actors)),
        recipients=tuple(map(_actor, claim.recipients)),
        tolls={name: toll for name in COUNTS if (toll := _toll(claim, name, report))},
        voices=tuple(voice.name or voice.text for voice in claim.sources),
        claims=(claim,),
        reports={report.id: report} if report else {},
        confidence=claim.confidence,
    )


def of_event(event: Event, claims: Iterable[Claim] = (), reports: Mapping[str, Report] | None = None) -> Happening:
    """An event with those of its claims and reports that are at hand."""
    own = sorted((claim for claim in claims if claim.id in event.claims), key=lambda claim: (claim.id != event.main, claim.id))
    known = {name: report for name, report in (reports or {}).items() if name in event.reports}
    return Happening(
        id=event.id,
        label=event.label,
        type=event.type,
        modes=event.modes,
        status=event.status,
        when=event.when,
        place=event.place,
        actors=tuple(_side(side, own) for side in event.actors),
        recipients=tuple(_side(side, own) for side in event.recipients),
        tolls={name: toll for name in COUNTS if (toll := getattr(event, name))},
        voices=tuple(speaker.name for speaker in event.speakers),
        claims=tuple(own),
        reports=known,
        confidence=event.confidence,
        reviewed=event.reviewed,
        event=event,
    )


def dyad(happening: Happening) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Who stands against or beside whom.

    The actors and the recipients; where there is no recipient and several actors do it with each other (talks) or fight each
    other (a state and rebels), the first actor and the rest. Where voices dispute who did it, nobody did: formats of two columns
    cannot tell whose account that is.
    """
    actors, recipients = () if happening.disputed("actors") else happening.actors, happening.recipients
    if recipients or len(actors) < 2:
        return actors, recipients
    if happening.type in MUTUAL or (happening.type == "ASSAULT" and _fight(actors[0], actors[1])):
        return actors[:1], actors[1:]
    return actors, ()


def outlets(happening: Happening) -> tuple[str, ...]:
    """The outlets of the known reports, each once, in the order of the reports' ids."""
    return tuple(dict.fromkeys(report.outlet for _, report in sorted(happening.reports.items()) if report.outlet))


def main_report(happening: Happening) -> Report | None:
    """The report of the claim that tells it best, where it is known."""
    return happening.reports.get(happening.claims[0].report) if happening.claims else None


def _fight(one: Named, other: Named) -> bool:
    armed = {"state", "rebel", "militia"}
    return {one.side, other.side} <= armed and (one.side != other.side or (one.country != other.country and one.side != "state"))


def _actor(actor: Actor) -> Named:
    return Named(actor.name or actor.text, actor.id, actor.country, actor.sector, actor.code)


def _side(side: Side, claims: Iterable[Claim]) -> Named:
    """An event's party, with the code that most of its claims give to the same identity, name or words."""
    words = {side.name, *(variant.value for variant in side.names)}
    people = (actor for claim in claims for actor in (*claim.actors, *claim.recipients))
    same = [a for a in people if (side.id and a.id == side.id) or a.name == side.name or a.text in words]
    fitting = Counter(a.code for a in same if a.code and (a.country, a.sector) == (side.country, side.sector))
    code = min(fitting, key=lambda code: (-fitting[code], code), default="")
    return Named(side.name, side.id, side.country, side.sector, code)


def _toll(claim: Claim, name: str, report: Report | None) -> Toll | None:
    count = getattr(claim, name)
    if count is None:
        return None
    voice = claim.sources[0].name or claim.sources[0].text if claim.sources else ""
    figure = Figure(count.low, count.high, voice, "", report.published if report else None, claim.id)
    return Toll(count.low, count.low if count.low is not None else count.high, count.high, (figure,))
