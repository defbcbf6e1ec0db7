"""The user's own actors: one table in the cache folder, known beside the shipped ones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.errors import InvalidTable
from dateline.where.build import cache_folder
from dateline.who import Knowledge, KnownActor
from dateline.who.exchange import add_actors, read_table


def own_actors_file() -> Path:
    """Where the user's actors stand: `actors.tsv` in the cache folder (DATELINE_CACHE), in the form of the shipped tables."""
    return cache_folder() / "actors.tsv"


def load_knowledge() -> Knowledge:
    """The shipped actors and the user's own; of two with one id the user's. Raises InvalidTable where a row cannot be read."""
    own = read_table(own_actors_file())
    if own.refused:
        raise InvalidTable(f"{own.refused[0]}; mend the row or take it out")
    return Knowledge.load().with_actors(own.actors) if own.actors else Knowledge.load()


def keep_actors(actors: Iterable[KnownActor]) -> int:
    """Adds actors to the user's own and returns how many there now are. Raises InvalidTable where the table has a broken row."""
    own_actors_file().parent.mkdir(parents=True, exist_ok=True)
    return len(add_actors(own_actors_file(), actors).actors)
