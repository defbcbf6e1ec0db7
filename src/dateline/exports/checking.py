"""What a record read from a file must hold before it is exported: known words, numbers in their range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from math import isfinite
from typing import Any, TypeVar

from dateline.errors import InvalidRecord
from dateline.ontology import load_types
from dateline.records import COUNTS, PRECISIONS, STATUSES, Claim, Event, Place, Toll

T = TypeVar("T")
LARGEST = 2**53
"""A count above it is no number of people, and not every format could hold it."""


def sound(record: T) -> T:
    """The record. Raises InvalidRecord where a claim or event has an unknown type, status or precision, or impossible numbers."""
    if isinstance(record, (Claim, Event)) and not (isinstance(record, Event) and record.merged_into):
        _among("type", record.type, load_types())
        _among("status", record.status, STATUSES)
        _check_place(record.place)
        _check_words("modes", record.modes)
        _check_numbers(asdict(record))
        if isinstance(record, Claim):
            _among("in", record.part, ("title", "text"))
        if not isfinite(record.confidence):
            raise InvalidRecord(f"confidence: expected a number from 0 to 1, found {record.confidence}")
        for name in COUNTS:
            count = getattr(record, name)
            _check_count(name, count)
            if isinstance(count, Toll):
                _check_figures(name, count)
    return record


def _check_place(place: Place | None) -> None:
    if place is None:
        return
    _among("place.precision", place.precision, PRECISIONS)
    for name, value, most in (("lat", place.lat, 90), ("lon", place.lon, 180)):
        if value is not None and not (_is_number(value) and -most <= value <= most):
            raise InvalidRecord(f"place.{name}: expected degrees from -{most} to {most}, found {value!r}")


def _check_words(field: str, values: Iterable[object]) -> None:
    odd = [value for value in values if not isinstance(value, str)]
    if odd:
        raise InvalidRecord(f"{field}: expected words, found {odd[0]!r}")


def _check_numbers(value: Any) -> None:
    """Raises for a whole number, wherever it stands, that is too large for a table."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        for inner in value:
            _check_numbers(inner)
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise InvalidRecord(f"expected numbers up to {LARGEST}, found {value}")


def _check_figures(name: str, toll: Toll) -> None:
    for figure in toll.figures:
        _check_words(f"{name}.figures", (figure.voice, figure.camp, figure.claim))
        _check_count(f"{name}.figures", figure)


def _check_count(name: str, count: object) -> None:
    for end in ("low", "best", "high"):
        value = getattr(count, end, None)
        if value is not None and not (type(value) is int and 0 <= value <= LARGEST):
            raise InvalidRecord(f"{name}.{end}: expected a whole number from 0 to {LARGEST}, found {value!r}")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _among(field: str, value: object, known: Iterable[str]) -> None:
    if value not in list(known):
        raise InvalidRecord(f"{field}: expected one of {', '.join(known)}, found {value!r}")
