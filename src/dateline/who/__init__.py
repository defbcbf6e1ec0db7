"""A mention of an actor -> an identity: name, id, country, sector, code, each with its reason."""

from dateline.who.actors import KnownActor
from dateline.who.codes import actor_code, explain_code, explain_inter, inter_code
from dateline.who.coverage import Coverage, coverage
from dateline.who.hints import Hint
from dateline.who.identify import Identifier
from dateline.who.identities import Identity, provisional_id
from dateline.who.knowledge import Candidate, Knowledge
from dateline.who.privacy import PrivateNames, is_private, is_private_id, withhold
from dateline.who.veil import Veil, Veiled
from dateline.who.voices import name_voice

__all__ = [
    "Candidate",
    "Coverage",
    "Hint",
    "Identifier",
    "Identity",
    "Knowledge",
    "KnownActor",
    "PrivateNames",
    "Veil",
    "Veiled",
    "actor_code",
    "coverage",
    "explain_code",
    "explain_inter",
    "inter_code",
    "is_private",
    "is_private_id",
    "name_voice",
    "provisional_id",
    "withhold",
]
