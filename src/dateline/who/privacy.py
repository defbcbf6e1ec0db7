"""Withholds the names of private persons: of those whom the knowledge base does not hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from dateline.records import Actor
from dateline.who.names import slug, tokens

PrivateNames = Literal["keep", "initials", "omit"]
PRIVATE = "new-person-"


def is_private(actor: Actor) -> bool:
    """Whether the actor is a person by name who is not in the knowledge base."""
    return is_private_id(actor.id)


def is_private_id(id: str) -> bool:
    """Whether an id is that of such a person."""
    return id.startswith(PRIVATE)


def initials(name: str) -> str:
    """A name's initials with full stops: "Jean McConville" is "J. M."."""
    return " ".join(f"{token.text[0].upper()}." for token in tokens(name))


def withhold(actor: Actor, mode: PrivateNames) -> Actor:
    """The actor with a private person's name, words and id cut to initials or left out; anybody else as he is.

    The span stays: it tells where the words stand, not what they are.
    """
    if mode == "keep" or not is_private(actor):
        return actor
    if mode == "omit":
        return replace(actor, name="", text="", id="")
    short = initials(actor.name)
    return replace(actor, name=short, text=short, id=f"{PRIVATE}{slug(short)}")
