"""An event with what is sensitive in it coarsened or withheld, and no id of what is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dateline.events.describing import label
from dateline.records import COUNTS, Claim, Contradiction, Event, Side, Toll, Variant
from dateline.sensitivity.claims import names_said, said, unnamed_place
from dateline.sensitivity.coarser import Centre, Coarse, coarser_interval, coarser_place
from dateline.sensitivity.words import Words
from dateline.who import provisional_id
from dateline.who.names import normal
from dateline.who.privacy import initials, is_private_id
from dateline.who.veil import WITHHELD

DROPPED: dict[str, Callable[[Coarse], bool]] = {"place": lambda coarse: bool(coarse.km), "when": lambda coarse: coarse.day is not None}
"""Fields whose several values are left out where the field is coarsened: side by side they would tell more than each."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids under which claims and reports go out, and those that must not."""

    claims: Mapping[str, str]
    report: Callable[[str], str]
    closed: frozenset[str]

    def claims_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of claims at hand, as they go out."""
        return tuple(self.claims[id] for id in ids if id in self.claims)

    def reports_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """As they go out."""
        return tuple(self.report(id) for id in ids if id not in self.closed)


def hide_event(event: Event, asked: tuple[Coarse, Words], ids: Ids, centre: Centre | None) -> Event:
    """The event; one that holds nothing sensitive keeps everything but links to closed ones."""
    open_links = replace(event, links=tuple(link for link in event.links if link.event not in ids.closed))
    coarse, words = asked
    if not (coarse.said or words) and ids.reports_of(event.reports) == event.reports:
        return _without_closed(open_links, ids)
    place = coarser_place(event.place, coarse, centre) if event.place else None
    when = coarser_interval(event.when, coarse.day) if event.when and coarse.day else event.when
    tolls: dict[str, Any] = {name: _toll(toll, asked, ids) for name in COUNTS if (toll := getattr(event, name))}
    out = replace(_worded(open_links, asked, ids), place=unnamed_place(place, words) if place else None, when=when, **tolls)
    done = said(coarse, (place != event.place, when != event.when), names_said(words) if _names_stood(event, words) else ())
    return replace(out, released=tuple(dict.fromkeys((*event.released, *done))))


def relabelled(event: Event, before: Event, main: Claim | None) -> Event:
    """The event under the label that its own fields now make, where it changed and its main claim (as it goes out) is at hand."""
    if main is None or event.label == before.label:
        return event
    tolls = {name: toll for name in COUNTS if (toll := getattr(event, name))}
    return replace(event, label=label(main, event.when, event.place, tolls))


def hide_side(side: Side, words: Words, ids: Ids) -> Side:
    """An event's party; see claims.hide_actor."""
    names = tuple(_variant(variant, words, ids) for variant in side.names)
    if normal(side.name).lower() in words.persons:
        name = initials(side.name) if words.short else WITHHELD
        return replace(side, name=name, id=provisional_id(name, "", True) if words.short else "", names=names)
    if side.id and not side.id.startswith("new-"):
        return replace(side, names=names)
    name = words.hidden(side.name)
    changed = name != side.name and bool(side.id)
    return replace(side, name=name, id=provisional_id(name, side.country, is_private_id(side.id)) if changed else side.id, names=names)


def _worded(event: Event, asked: tuple[Coarse, Words], ids: Ids) -> Event:
    coarse, words = asked
    dropped = {name for name, drops in DROPPED.items() if drops(coarse)}
    speakers = (replace(s, name=words.hidden(s.name), camp=words.hidden(s.camp), reports=ids.reports_of(s.reports)) for s in event.speakers)
    return replace(
        event,
        main=ids.claims.get(event.main, ""),
        label=words.hidden(event.label),
        actors=tuple(hide_side(side, words, ids) for side in event.actors),
        recipients=tuple(hide_side(side, words, ids) for side in event.recipients),
        speakers=tuple(speakers),
        camps=tuple(words.hidden(camp) for camp in event.camps),
        variants=tuple((name, tuple(_variant(v, words, ids) for v in found)) for name, found in event.variants if name not in dropped),
        contradictions=tuple(_contradiction(found, words, ids) for found in event.contradictions if found.field not in dropped),
        claims=ids.claims_of(event.claims),
        reports=ids.reports_of(event.reports),
        superseded=ids.claims_of(event.superseded),
        rejected=ids.claims_of(event.rejected),
    )


def _without_closed(event: Event, ids: Ids) -> Event:
    """Superseded and rejected claims of a closed report go too."""
    superseded, rejected = (tuple(id for id in group if id not in ids.closed) for group in (event.superseded, event.rejected))
    return replace(event, superseded=superseded, rejected=rejected)


def _toll(toll: Toll, asked: tuple[Coarse, Words], ids: Ids) -> Toll:
    coarse, words = asked
    figures = (
        replace(
            figure,
            voice=words.hidden(figure.voice),
            camp=words.hidden(figure.camp),
            day=None if coarse.day else figure.day,
            claim=ids.claims.get(figure.claim, ""),
        )
        for figure in toll.figures
    )
    return replace(toll, figures=tuple(figures))


def _variant(variant: Variant, words: Words, ids: Ids) -> Variant:
    return Variant(words.hidden(variant.value), ids.claims_of(variant.claims), tuple(map(words.hidden, variant.voices)))


def _contradiction(found: Contradiction, words: Words, ids: Ids) -> Contradiction:
    return Contradiction(found.field, words.hidden(found.line), ids.claims_of(found.claims))


def _names_stood(event: Event, words: Words) -> bool:
    """Whether any of the persons' names stood in the event."""
    persons = Words(persons=words.persons)
    texts = [event.label, *(side.name for side in (*event.actors, *event.recipients)), *(speaker.name for speaker in event.speakers)]
    texts += [variant.value for side in (*event.actors, *event.recipients) for variant in side.names]
    return any(persons.hidden(text) != text for text in texts)
