"""The line: Report -> claims, every stage named once, in order.

read      sentences, entities, and what the encoder proposes        (language)
what      which proposals are claims; status, modes, counts         (what)
says      the voices                                                (says)
where     place words to places, all of a report together           (where)
who       actor words to identities, all of a report together       (who)
when      time words to intervals, in the order of the narrative    (when)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from dateline.ahead import ahead
from dateline.errors import UnknownName
from dateline.language.encoder import Encoder
from dateline.language.model import Model
from dateline.own import load_knowledge
from dateline.privacy import MODES, Curtain, draw, tagged_persons
from dateline.readings import People, Reading
from dateline.records import Actor, Analysis, Claim, Draft, Interval, Mention, Place, Report, Trigger, Voice, When, with_id
from dateline.says.voices import spoken_for
from dateline.what.drafts import read_drafts
from dateline.when import Narrative, publication_day, resolve
from dateline.where import Choice, Gazetteer, Locator
from dateline.who import Hint, Identifier, Identity, PrivateNames

T = TypeVar("T")

__all__ = ["Coder", "People", "Reading", "lead", "shipped"]


@dataclass(frozen=True, slots=True)
class _Resolved:
    """What a draft's words stand for."""

    people: People
    place: Place | None
    when: When | None


class Coder:
    """Codes reports. Build it once with `Coder.load()` and reuse it; it keeps nothing of one report for the next."""

    private_names: PrivateNames = "keep"
    """What `code` and `shown` do with the names of private persons."""

    def __init__(self, encoder: Encoder, locator: Locator, identifier: Identifier, model: Model, least: float | None = None) -> None:
        self._encoder = encoder
        self._locator = locator
        self._identifier = identifier
        self._model = model
        self.least = model.threshold if least is None else least
        self.name = f"dateline {version('dateline')} / {model.name}"

    @classmethod
    def load(cls, model: Path | None = None, least: float | None = None, threads: int = 1, private_names: PrivateNames = "keep") -> Coder:
        """The shipped model, or the one in the folder `model`, with the gazetteer and the known actors, the user's own among them.

        `least` is the confidence, 0 to 1, below which no claim is written (the model's own threshold where None). `private_names`:
        "keep" those of persons whom nobody knows, cut them to "initials", or "omit" them. Raises MissingData where the model or the
        gazetteer cannot be had, InvalidTable where a row of the user's own cannot be read.
        """
        card = Model.load(model)
        encoder = Encoder.load(card.folder, threads)
        coder = cls(encoder, Locator(Gazetteer.open()), Identifier(load_knowledge()), card, least)
        return coder.with_private_names(private_names)

    def with_private_names(self, mode: PrivateNames) -> Coder:
        """This coder with another treatment of private persons' names. Raises UnknownName."""
        if mode not in MODES:
            raise UnknownName("treatment of private names", mode, list(MODES))
        other = copy(self)
        other.private_names = mode
        return other

    def code(self, report: Report) -> list[Claim]:
        """The report's claims in text order, the headline's first; private persons' names withheld as `private_names` says."""
        return self.records(self.read(report))

    def code_all(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Claim]]]:
        """Each report with its claims, in the order of the reports; the encoder works ahead."""
        for reading in self.read_all(reports):
            yield reading.report, self.records(reading)

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Each report's reading, in the order of the reports: the same as `read` gives, sooner, since the encoder works ahead."""
        for report, analysis in ahead(self._encoder.analyse, reports):
            yield self._read(report, analysis)

    def read_each(self, items: Iterable[Report | T]) -> Iterator[Reading | T]:
        """As `read_all`; what is no report (a failure among them) passes through in its place."""

        def analyse(item: Report | T) -> Analysis | None:
            return self._encoder.analyse(item) if isinstance(item, Report) else None

        for item, analysis in ahead(analyse, items):
            yield self._read(item, analysis) if isinstance(item, Report) and analysis else item  # type: ignore[misc]

    def read(self, report: Report) -> Reading:
        """The report's claims, no name withheld, with the analysis and drafts that they come from."""
        return self._read(report, self._encoder.analyse(report))

    def _read(self, report: Report, analysis: Analysis) -> Reading:
        drafts = spoken_for(report, analysis.sentences, read_drafts(report, analysis, self.least, self._model.knots))
        places = self._places(report, drafts)
        people = self._people(report, drafts, places)
        narratives = [narrative for _, narrative in _narratives(report, drafts)]
        whens = [_when(report, draft, narrative) for draft, narrative in zip(drafts, narratives, strict=True)]
        claims = [
            self._claim(report, draft, _Resolved(own, place, when)) for draft, own, place, when in zip(drafts, people, places, whens, strict=True)
        ]
        return Reading(report, analysis, tuple(drafts), tuple(narratives), tuple(claims), tuple(people))

    def records(self, reading: Reading) -> list[Claim]:
        """The reading's claims as `code` gives them."""
        curtain = self.curtain(reading)
        return list(map(curtain.withheld, reading.claims)) if curtain else list(reading.claims)

    def curtain(self, reading: Reading) -> Curtain | None:
        """What hides the private names of the report, or None where they are kept."""
        if self.private_names == "keep":
            return None
        tagged = [Mention(one.part, one.span, one.text) for one in tagged_persons(reading.analysis)]
        return draw(self.private_names, reading, self._identifier.identify(reading.report, tagged))

    def shown(self, reading: Reading) -> Reading:
        """The reading for people's eyes: the words of report and claims without private names, spans counted in these words.

        Its claims are no records: those come from `code`.
        """
        curtain = self.curtain(reading)
        return curtain.shown(reading) if curtain else reading

    def _places(self, report: Report, drafts: Sequence[Draft]) -> list[Place | None]:
        located = iter(self._locator.locate(report, [draft.place for draft in drafts if draft.place]))
        return [next(located) if draft.place else None for draft in drafts]

    def _people(self, report: Report, drafts: Sequence[Draft], places: Sequence[Place | None]) -> list[People]:
        """Actors, recipients and voices of all drafts, identified together: the names of one complete those of another."""
        named = iter(self._identifier.identify(report, *_asked(drafts, places)))
        return [
            People(
                tuple(next(named) for _ in draft.actors),
                tuple(next(named) for _ in draft.recipients),
                tuple(next(named) for _ in draft.voices),
            )
            for draft in drafts
        ]

    def identities(self, reading: Reading) -> list[list[tuple[str, Identity]]]:
        """For each claim its actors and recipients as ("actor" or "recipient", identity with its reasons)."""
        found = iter(self._identifier.explain(reading.report, *_asked(reading.drafts, [claim.place for claim in reading.claims])))
        out = []
        for draft in reading.drafts:
            roles = ["actor"] * len(draft.actors) + ["recipient"] * len(draft.recipients)
            out.append([(role, next(found)) for role in roles])
            for _ in draft.voices:
                next(found)
        return out

    def choices(self, reading: Reading, number: int) -> list[Choice]:
        """The candidates for the place of claim `number`, likeliest first, each with its table of features."""
        placed = [draft.place for draft in reading.drafts if draft.place]
        found = iter(self._locator.explain(reading.report, placed))
        return [next(found) if draft.place else [] for draft in reading.drafts][number]

    def _claim(self, report: Report, draft: Draft, resolved: _Resolved) -> Claim:
        text, counted = report.part(draft.sentence.part), dict(draft.counts)
        claim = Claim(
            id="",
            report=report.id,
            part=draft.sentence.part,
            sentence=draft.sentence.span,
            trigger=Trigger(draft.trigger, draft.trigger.of(text)),
            type=draft.type,
            modes=draft.modes,
            actors=resolved.people.actors,
            recipients=resolved.people.recipients,
            place=resolved.place,
            when=resolved.when,
            sources=tuple(map(_voice, resolved.people.voices)),
            quoted=draft.quoted,
            status=draft.status,
            tally=draft.tally,
            killed=counted.get("killed"),
            injured=counted.get("injured"),
            displaced=counted.get("displaced"),
            detained=counted.get("detained"),
            confidence=draft.confidence,
            coder=self.name,
        )
        return with_id(claim)


@cache
def shipped() -> Coder:
    """The shipped coder, loaded once for whoever asks. Raises MissingData."""
    return Coder.load()


def _asked(drafts: Sequence[Draft], places: Sequence[Place | None]) -> tuple[list[Mention], list[Hint]]:
    """Every actor, recipient and voice, draft by draft in that order, with what is known beside its words."""
    mentions: list[Mention] = []
    hints: list[Hint] = []
    for draft, place in zip(drafts, places, strict=True):
        for role, parties in (("actor", draft.actors), ("recipient", draft.recipients)):
            for party in parties:
                mentions.append(party.mention)
                hints.append(Hint(party.sector, party.score, place.country if place else "", draft.type, role))
        for voice in draft.voices:
            mentions.append(voice)
            hints.append(Hint())
    return mentions, hints


def _voice(actor: Actor) -> Voice:
    """An anonymous voice keeps its own words."""
    return Voice(actor.span, actor.text, actor.name if actor.name and actor.id else actor.text)


def _narratives(report: Report, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Narrative]]:
    """Each draft with what is known where its time is told: the tense, and the last day told before it in the text."""
    published = publication_day(report) or report.published
    last: Interval | None = None
    for draft in drafts:
        narrative = Narrative(published, "future" if draft.status == "planned" else "past", last, report.outlet)
        yield draft, narrative
        if draft.when:
            last = resolve(draft.when.text, narrative, lead(report, draft)) or last


def lead(report: Report, draft: Draft) -> str:
    """The sentence's words before its time expression: "since", "until" and "before" may stand there."""
    if draft.when is None:
        return ""
    return report.part(draft.when.part)[draft.sentence.span.start : draft.when.span.start]


def _when(report: Report, draft: Draft, narrative: Narrative) -> When | None:
    if draft.when is None:
        return None
    interval = resolve(draft.when.text, narrative, lead(report, draft))
    return When(draft.when.span, draft.when.text, interval) if interval else None
