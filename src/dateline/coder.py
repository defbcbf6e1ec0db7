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
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from dateline.language.encoder import Encoder
from dateline.language.model import Model
from dateline.records import Actor, Analysis, Claim, Draft, Interval, Mention, Place, Report, Trigger, Voice, When, with_id
from dateline.says.voices import voices
from dateline.what.drafts import read_drafts
from dateline.when import Narrative, publication_day, resolve
from dateline.where import Gazetteer, Locator
from dateline.who import Hint, Identifier, Knowledge, name_voice


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the line knows of a report when it is through: for explaining, showing and measuring."""

    report: Report
    analysis: Analysis
    drafts: tuple[Draft, ...]
    claims: tuple[Claim, ...]


class Coder:
    """Codes reports. Build it once with `Coder.load()` and reuse it; it keeps nothing of one report for the next."""

    def __init__(self, encoder: Encoder, locator: Locator, identifier: Identifier, model: Model, least: float | None = None) -> None:
        self._encoder = encoder
        self._locator = locator
        self._identifier = identifier
        self._model = model
        self.least = model.threshold if least is None else least
        self.name = f"dateline {version('dateline')} / {model.name}"

    @classmethod
    def load(cls, model: Path | None = None, least: float | None = None, threads: int = 0) -> Coder:
        """The shipped model, or the one in the folder `model`, with the bundled gazetteer and knowledge base.

        `least` is the confidence, 0 to 1, below which no claim is written (the model's own threshold where None).
        Raises MissingData where the model or the gazetteer cannot be had.
        """
        card = Model.load(model)
        encoder = Encoder.load(card.folder, threads)
        return cls(encoder, Locator(Gazetteer.open()), Identifier(Knowledge.load()), card, least)

    def code(self, report: Report) -> list[Claim]:
        """The report's claims in text order, the headline's first."""
        return list(self.read(report).claims)

    def code_all(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Claim]]]:
        """Each report with its claims, one after the other."""
        for report in reports:
            yield report, self.code(report)

    def read(self, report: Report) -> Reading:
        """The report's claims with the analysis and drafts that they come from."""
        analysis = self._encoder.analyse(report)
        drafts = read_drafts(report, analysis, self.least, self._model.knots)
        places = self._places(report, drafts)
        actors = self._actors(report, drafts, places)
        whens = _whens(report, drafts)
        claims = [
            self._claim(report, draft, place, people, when)
            for draft, place, people, when in zip(drafts, places, actors, whens, strict=True)
        ]
        return Reading(report, analysis, tuple(drafts), tuple(claims))

    def _places(self, report: Report, drafts: Sequence[Draft]) -> list[Place | None]:
        located = iter(self._locator.locate(report, [draft.place for draft in drafts if draft.place]))
        return [next(located) if draft.place else None for draft in drafts]

    def _actors(self, report: Report, drafts: Sequence[Draft], places: Sequence[Place | None]) -> list[tuple[Sequence[Actor], Sequence[Actor]]]:
        mentions: list[Mention] = []
        hints: list[Hint] = []
        for draft, place in zip(drafts, places, strict=True):
            for role, parties in (("actor", draft.actors), ("recipient", draft.recipients)):
                for party in parties:
                    mentions.append(party.mention)
                    hints.append(Hint(party.sector, party.score, place.country if place else "", draft.type, role))
        named = iter(self._identifier.identify(report, mentions, hints))
        return [([next(named) for _ in draft.actors], [next(named) for _ in draft.recipients]) for draft in drafts]

    def _claim(
        self, report: Report, draft: Draft, place: Place | None, people: tuple[Sequence[Actor], Sequence[Actor]], when: When | None
    ) -> Claim:
        said = [Voice(voice.span, voice.text, name_voice(report, voice, self._identifier)) for voice in voices(draft)]
        text = report.part(draft.sentence.part)
        claim = Claim(
            id="",
            report=report.id,
            part=draft.sentence.part,
            sentence=draft.sentence.span,
            trigger=Trigger(draft.trigger, draft.trigger.of(text)),
            type=draft.type,
            modes=draft.modes,
            actors=tuple(people[0]),
            recipients=tuple(people[1]),
            place=place,
            when=when,
            sources=tuple(said),
            quoted=draft.quoted,
            status=draft.status,
            tally=draft.tally,
            **dict(draft.counts),  # type: ignore[arg-type]
            confidence=draft.confidence,
            coder=self.name,
        )
        return with_id(claim)


def _whens(report: Report, drafts: Sequence[Draft]) -> list[When | None]:
    """Time words resolved in the order of the text, each against the last day told before it."""
    published = publication_day(report) or report.published
    last: Interval | None = None
    out: list[When | None] = []
    for draft in drafts:
        mention = draft.when
        if mention is None:
            out.append(None)
            continue
        lead = report.part(mention.part)[draft.sentence.span.start : mention.span.start]
        tense = "future" if draft.status == "planned" else "past"
        interval = resolve(mention.text, Narrative(published, tense, last, report.outlet), lead)
        out.append(When(mention.span, mention.text, interval) if interval else None)
        last = interval or last
    return out
