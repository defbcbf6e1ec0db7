"""The filters of a view: its URL, the form that makes it, and the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.datastructures import QueryParams

from dateline.archive import EventQuery
from dateline.archive.event_query import ORDERS
from dateline.errors import InvalidRecord
from dateline.ontology import load_types
from dateline.records import STATUSES
from dateline.serve.filters import EVENT_LISTS, EventFilters, event_filters

TRUTHS = ("contested", "reviewed", "dated", "placed")
WANTED = {
    "date": "a day such as 2016-07-27",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "less": "0 to 1",
    "greater": "0 to 1",
}
"""What a filter should have been, by how the name of pydantic's error begins."""
NAMES = {
    "text": "words",
    "min_killed": "killed from",
    "max_killed": "killed to",
    "min_voices": "voices from",
    "confidence": "confidence from",
    "max_confidence": "confidence to",
    "start": "from",
    "end": "until",
    "box": "on the map",
    "contested": "contradicted",
    "order": "order",
}
"""How a filter is called in front of its value, where that is not its own name."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: its words, and the view without it."""

    name: str
    value: str
    href: str


def query_of(params: QueryParams) -> EventQuery:
    """The query of a URL, read as the API reads it; what is empty asks nothing. Raises InvalidRecord, UnknownName."""
    given = {name: params.getlist(name) if name in EVENT_LISTS else params[name] for name in params}
    try:
        return event_filters(EventFilters.model_validate(given))
    except ValidationError as error:
        raise InvalidRecord("; ".join(_wrong(found) for found in error.errors())) from None


def _wrong(found: ErrorDetails) -> str:
    name, given = found["loc"][0], str(found["input"])[:40]
    wanted = next((words for kind, words in WANTED.items() if found["type"].startswith(kind)), found["msg"].removeprefix("Input should be "))
    return f"{name}: expected {wanted}, found {given!r}"


def chips(params: QueryParams) -> tuple[Chip, ...]:
    """The filters that are set, in the order of the URL."""
    return tuple(Chip(NAMES.get(name, name), _shown(name, value), _less(params, name, value)) for name, value in _set(params))


def without(params: QueryParams, *names: str, **more: object) -> str:
    """The URL of the view without some filters and with others set anew."""
    left = [(name, value) for name, value in params.multi_items() if value and name not in names and name not in more]
    left += [(name, str(value)) for name, value in more.items() if value not in ("", None)]
    return f"?{urlencode(left)}"


def choices() -> dict[str, tuple[str, ...]]:
    """What the form's lists offer."""
    modes = sorted({mode for kind in load_types().values() for mode in kind.modes})
    return {"type": tuple(load_types()), "mode": tuple(modes), "status": tuple(STATUSES), "order": tuple(ORDERS)}


def _set(params: QueryParams) -> Iterator[tuple[str, str]]:
    known = EventFilters.model_fields.keys() - {"order"}
    return ((name, value) for name, value in params.multi_items() if name in known and value.strip())


def _shown(name: str, value: str) -> str:
    if name in TRUTHS:
        return "yes" if value == "true" else "no"
    return "" if name == "box" else value


def _less(params: QueryParams, name: str, value: str) -> str:
    left = [pair for pair in params.multi_items() if pair[1] and pair[0] != "cursor" and pair != (name, value)]
    return f"?{urlencode(left)}"
