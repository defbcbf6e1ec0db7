"""The filters of a view: its URL, the form that makes it, and the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from dateline.archive import EventQuery
from dateline.archive.event_query import ORDERS
from dateline.errors import InvalidRecord
from dateline.ontology import load_types
from dateline.records import STATUSES

LISTS = {
    "type": "types",
    "mode": "modes",
    "status": "statuses",
    "actor": "actors",
    "recipient": "recipients",
    "party": "parties",
    "country": "countries",
    "place": "places",
    "voice": "voices",
    "outlet": "outlets",
    "report": "reports",
}
NUMBERS = ("min_killed", "max_killed", "min_voices")
SHARES = ("confidence", "max_confidence")
TRUTHS = ("contested", "reviewed", "dated", "placed")
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
    """The query of a URL; what is empty asks nothing. Raises InvalidRecord, UnknownName."""
    fields: dict[str, Any] = {"text": params.get("text", "")}
    fields |= {field: tuple(value.strip() for value in params.getlist(name) if value.strip()) for name, field in LISTS.items()}
    fields |= {name: _number(name, params[name], int) for name in NUMBERS if params.get(name)}
    fields |= {name: _number(name, params[name], float) for name in SHARES if params.get(name)}
    fields |= {name: _truth(name, params[name]) for name in TRUTHS if params.get(name)}
    fields |= {name: _day(name, params[name]) for name in ("start", "end") if params.get(name)}
    if params.get("box"):
        fields["box"] = _box(params["box"])
    if params.get("order"):
        fields["order"] = params["order"]
    fields["countries"] = tuple(code.upper() for code in fields["countries"])
    return EventQuery(**fields)


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
    known = {"text", "start", "end", "box", *LISTS, *NUMBERS, *SHARES, *TRUTHS}
    return ((name, value) for name, value in params.multi_items() if name in known and value.strip())


def _shown(name: str, value: str) -> str:
    if name in TRUTHS:
        return "yes" if value == "true" else "no"
    return "" if name == "box" else value


def _less(params: QueryParams, name: str, value: str) -> str:
    left = [pair for pair in params.multi_items() if pair[1] and pair[0] != "cursor" and pair != (name, value)]
    return f"?{urlencode(left)}"


def _number(name: str, text: str, kind: type[int] | type[float]) -> float:
    try:
        return kind(text)
    except ValueError:
        raise InvalidRecord(f"{name}: expected a number, found {text[:40]!r}") from None


def _truth(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        raise InvalidRecord(f"{name}: expected true or false, found {text[:40]!r}")
    return text == "true"


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidRecord(f"{name}: expected a day such as 2016-07-27, found {text[:40]!r}") from None


def _box(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(edge) for edge in text.split(","))
    except ValueError:
        raise InvalidRecord(f"box: expected west,south,east,north in degrees, found {text[:60]!r}") from None
    return west, south, east, north
