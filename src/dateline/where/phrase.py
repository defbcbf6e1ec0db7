"""What a place mention says around its names: a direction, a distance, a kind; whether it lies at, near, or between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.where.names import fold
from dateline.where.tables import kinds

POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
BEARINGS = {point: 45.0 * number for number, point in enumerate(POINTS)}
DIRECTION = re.compile(r"\b(north|south)?[- ]?(east|west)?(ern)?(ernmost|wards?)?\b(?: (?:side|part|edge)s?)?( of\b)?", re.IGNORECASE)
DISTANCE = re.compile(r"(\d+(?:[.,]\d+)?)\s*-?\s*(km|kms|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?)\b", re.IGNORECASE)
IN_KM = {"k": 1.0, "mi": 1.609344, "m": 0.001}
AROUND = re.compile(
    r"\b(near|nearby|around|outside|outskirts|vicinity|surroundings?|surrounding|environs|close to|towards?|off|along|countryside|terrain|"
    r"approach(?:es)?|edge|periphery|route to|road to|way to)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(between|border|borders|frontier|boundary|from .+ to)\b", re.IGNORECASE)
COORDINATES = re.compile(
    r"(\d{1,2}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2})\s*['′]\s*)?([NS])[,;\s]+(\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2})\s*['′]\s*)?([EW])\b"
    r"|(?<![\d.])(-?\d{1,2}\.\d{2,}),\s*(-?\d{1,3}\.\d{2,})(?![\d.])"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words around the names: `bearing` in degrees from north, `distance` in km, `kind` as in KINDS or empty.

    `of` tells "east of X" from "eastern X"; `around` and `between` that the place is near its names, or in the middle of them.
    """

    bearing: float | None = None
    distance: float | None = None
    of: bool = False
    around: bool = False
    between: bool = False
    kind: str = ""
    plural: bool = False
    indefinite: bool = False


def parse(text: str) -> Phrase:
    """What the words of a place mention say, apart from its names."""
    direction, distance = _direction(text), DISTANCE.search(text)
    kind, plural = _kind(text)
    return Phrase(
        bearing=direction[0] if direction else None,
        distance=_km(distance) if distance else None,
        of=bool(direction and direction[1]),
        around=bool(AROUND.search(text)),
        between=bool(BETWEEN.search(text)),
        kind=kind,
        plural=plural,
        indefinite=bool(re.match(r"(?:\w+ )?(?:an?|one|another) ", text, re.IGNORECASE)),
    )


def _direction(text: str) -> tuple[float, bool] | None:
    for match in DIRECTION.finditer(text):
        point = ((match[1] or "") + (match[2] or "")).lower()
        if point:
            return BEARINGS[point], bool(match[5]) or (not match[3] and bool(re.match(r" of\b", text[match.end() :])))
    return None


def _km(match: re.Match[str]) -> float:
    unit = match[2].lower()
    factor = IN_KM["k"] if unit.startswith("k") else IN_KM["mi"] if unit.startswith("mi") else IN_KM["m"]
    return float(match[1].replace(",", ".")) * factor


def _kind(text: str) -> tuple[str, bool]:
    """The last kind word before any "of", else the last at all, and whether it stands in the plural."""
    words, known = fold(text).split(), kinds()
    head = words[: words.index("of")] if "of" in words else words
    for part in (head, words):
        for at in range(len(part) - 1, -1, -1):
            pair = " ".join(part[max(at - 1, 0) : at + 1])
            if kind := known.get(pair) or known.get(part[at]):
                return kind, part[at].endswith("s") and part[at].rstrip("s") in known
    return "", False


def coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude written in the words, in degrees; None where there are none, or none on Earth."""
    match = COORDINATES.search(text)
    if match is None:
        return None
    if match[7]:
        lat, lon = float(match[7]), float(match[8])
    else:
        lat = (float(match[1]) + float(match[2] or 0) / 60) * (-1 if match[3] == "S" else 1)
        lon = (float(match[4]) + float(match[5] or 0) / 60) * (-1 if match[6] == "W" else 1)
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None
