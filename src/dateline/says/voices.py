"""Who says so: the voices that the encoder tagged, put in order from the closest to the happening outward."""

from __future__ import annotations

from dateline.records import Draft, Mention


def voices(draft: Draft) -> tuple[Mention, ...]:
    """The draft's voices, each once, none that is an actor's whole mention of a political speech act itself."""
    own = {party.mention.span for party in draft.actors}
    return tuple(dict.fromkeys(voice for voice in draft.voices if voice.span not in own))
