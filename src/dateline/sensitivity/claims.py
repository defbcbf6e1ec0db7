"""A claim with what is sensitive in it coarsened or withheld."""

from __future__ import annotations

from dataclasses import replace

from dateline.records import Actor, Claim, Place, Trigger, Voice, When, with_id
from dateline.sensitivity.coarser import Centre, Coarse, coarser_interval, coarser_place
from dateline.sensitivity.words import Words
from dateline.who import is_private, provisional_id, withhold
from dateline.who.names import normal
from dateline.who.veil import WITHHELD

NAMES = "names withheld"
INITIALS = "names as initials"


def hide_claim(claim: Claim, asked: tuple[Coarse, Words], centre: Centre | None) -> Claim:
    """The claim under the id of what it now holds; one that holds nothing sensitive is given back as it is. Spans stay."""
    coarse, words = asked
    named = replace(
        claim,
        actors=tuple(hide_actor(actor, words) for actor in claim.actors),
        recipients=tuple(hide_actor(actor, words) for actor in claim.recipients),
        sources=tuple(_voice(voice, words) for voice in claim.sources),
        trigger=Trigger(claim.trigger.span, words.hidden(claim.trigger.text)),
    )
    place = unnamed_place(coarser_place(claim.place, coarse, centre), words) if claim.place else None
    when = hide_when(claim.when, coarse, words) if claim.when else None
    out = replace(named, place=place, when=when)
    if out == claim:
        return claim
    done = said(coarse, (place != claim.place, when != claim.when), names_said(words) if _persons_only(claim, words) else ())
    return with_id(replace(out, released=tuple(dict.fromkeys((*claim.released, *done)))))


def said(coarse: Coarse, changed: tuple[bool, bool], names: tuple[str, ...]) -> tuple[str, ...]:
    """What the record says of itself: only what was done to it."""
    place, day = changed
    return tuple(word for word in coarse.said if (place and word.startswith("place")) or (day and word.startswith("day"))) + names


def names_said(words: Words) -> tuple[str, ...]:
    """How names were withheld, in words."""
    return (INITIALS if words.short else NAMES,)


def hide_actor(actor: Actor, words: Words) -> Actor:
    """The actor; a private person without name and id, anybody else without hidden words, a known actor's name as it is."""
    key = normal(actor.name or actor.text).lower()
    if key and key in words.persons:
        private = actor if is_private(actor) else replace(actor, id=provisional_id(actor.name, actor.country, True))
        return withhold(private, "initials" if words.short else "omit")
    if actor.id and not actor.id.startswith("new-"):
        return replace(actor, text=words.hidden(actor.text))
    name = words.hidden(actor.name)
    id = actor.id if name == actor.name or not actor.id else provisional_id(name, actor.country)
    return replace(actor, name=name, text=words.hidden(actor.text), id=id)


def hide_when(when: When, coarse: Coarse, words: Words) -> When:
    """The interval in whole months or years, its words hidden where they say more."""
    if coarse.day is None:
        return replace(when, text=words.hidden(when.text))
    interval = coarser_interval(when.interval, coarse.day)
    text = when.text if interval == when.interval and words.hidden(when.text) == when.text else WITHHELD
    return replace(when, text=text, interval=interval)


def _voice(voice: Voice, words: Words) -> Voice:
    return replace(voice, name=words.hidden(voice.name), text=words.hidden(voice.text))


def unnamed_place(place: Place, words: Words) -> Place:
    """Persons' names in a place's words ("home of ..."); the name of a coarser division stays, though it be a hidden place's too."""
    persons = Words(persons=words.persons, short=words.short)
    return replace(place, name=persons.hidden(place.name), text=persons.hidden(place.text))


def _persons_only(claim: Claim, words: Words) -> bool:
    """Whether any of the persons' names stood in the claim."""
    persons = Words(persons=words.persons)
    texts = [text for actor in (*claim.actors, *claim.recipients) for text in (actor.name, actor.text)]
    texts += [text for voice in claim.sources for text in (voice.name, voice.text)]
    texts += [claim.place.text, claim.place.name] if claim.place else []
    return any(persons.hidden(text) != text for text in texts)
