"""States by their names, demonyms, capitals and seats of government. The facts stand in tables/states.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from dateline.errors import InvalidTable
from dateline.ontology.tables import rows
from dateline.who.names import normal

TABLE = "states.tsv"
PLACES = "places.tsv"
Form = Literal["name", "demonym", "people", "seat", "place"]
"""How a word stands for a state: Syria, Syrian, Syrians, Damascus; or only tells it, as Aleppo does."""
SAME_IN_PLURAL = ("ese", "sh", "ch", "ss", "s", "men", "z")


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: `code` ISO 3166-1 alpha-3 (XKX for Kosovo), years inclusive, None for open."""

    code: str
    name: str
    start: int | None = None
    end: int | None = None

    @property
    def id(self) -> str:
        """The actor id of the state."""
        return f"state-{self.code.lower()}"


@dataclass(frozen=True, slots=True)
class StateName:
    """A word or phrase that stands for a state."""

    state: State
    form: Form


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _year(cell: str, line: str) -> int | None:
    if cell and not cell.isdigit():
        raise InvalidTable(f"{TABLE}: expected a year or nothing, found {cell!r} in the row of {line}")
    return int(cell) if cell else None


def _forms(cells: list[str]) -> Iterator[tuple[str, Form]]:
    for name in [cells[1], *_list(cells[2])]:
        yield name, "name"
    for demonym in _list(cells[3]):
        yield demonym, "demonym"
        if not demonym.endswith(SAME_IN_PLURAL):
            yield demonym + "s", "people"
    for seat in _list(cells[4]) + _list(cells[5]):
        yield seat, "seat"


@cache
def load_states() -> dict[str, StateName]:
    """Every name of a state by its normal key; the first row that has a name keeps it. Raises InvalidTable."""
    names: dict[str, StateName] = {}
    for cells in rows(files("dateline.who") / "tables" / TABLE, 8):
        if len(cells[0]) != 3 or not cells[0].isupper():
            raise InvalidTable(f"{TABLE}: expected an alpha-3 code, found {cells[0]!r} in the row of {cells[1]}")
        state = State(cells[0], cells[1], _year(cells[6], cells[1]), _year(cells[7], cells[1]))
        for name, form in _forms(cells):
            names.setdefault(normal(name), StateName(state, form))
    for place, code in rows(files("dateline.who") / "tables" / PLACES, 2):
        names.setdefault(normal(place), StateName(State(code, place), "place"))
    return names


@cache
def state_names() -> dict[str, str]:
    """The usual name of every state by its code: of a code's rows, that of the state that stands."""
    named: dict[str, str] = {}
    for found in load_states().values():
        if found.form == "name" and found.state.start is None and found.state.end is None:
            named.setdefault(found.state.code, found.state.name)
    return named
