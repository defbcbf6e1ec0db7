"""The filters of a URL -> a query of the archive. Their names are the desk's, so that a view's address works in the API too."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from dateline.archive import EventQuery
from dateline.archive import Query as ClaimQuery
from dateline.errors import InvalidRecord

Order = Literal["newest", "oldest", "killed", "voices", "confidence", "unsure", "changed"]
Status = Literal["actual", "planned", "possible", "denied"]
Precision = Literal["point", "place", "area", "province", "country", "region"]
Names = Annotated[list[str], Field(default_factory=list, max_length=100)]
EVENT_LISTS = {
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
    "claim": "claims",
    "precision": "precisions",
}
"""Parameter -> field of EventQuery."""
CLAIM_LISTS = {name: field for name, field in EVENT_LISTS.items() if name not in ("claim", "precision")}
EVENT_PLAIN = ("min_killed", "max_killed", "min_voices", "max_confidence", "contested", "reviewed", "order")
SHARED_PLAIN = ("text", "start", "end", "confidence", "dated", "placed")


class Filters(BaseModel):
    """What claims and events are both asked for; a parameter that is repeated gives alternatives, an empty one asks nothing."""

    model_config = ConfigDict(extra="ignore")
    text: str = Field("", max_length=1000, description='Words that must be there; "in a row", -not, begin*.')
    type: Names = Field(description="Event type (PLOVER).")
    mode: Names = Field(description="Mode.")
    status: list[Status] = Field(default_factory=list, max_length=4, description="What the voices assert.")
    actor: Names = Field(description="Name or id of who did it.")
    recipient: Names = Field(description="Name or id of to whom.")
    party: Names = Field(description="Name or id of either side.")
    country: Names = Field(description="Country of the place, ISO alpha-3.")
    place: Names = Field(description="Name or geonameid of the place.")
    voice: Names = Field(description="Who says so.")
    outlet: Names = Field(description="Outlet of a report.")
    report: Names = Field(description="Report id.")
    start: date | None = Field(None, description="It took place on this day or later.")
    end: date | None = Field(None, description="It took place on this day or earlier.")
    confidence: float = Field(0.0, ge=0, le=1, description="Least confidence.")
    dated: bool | None = Field(None, description="Whether its time is known.")
    placed: bool | None = Field(None, description="Whether it has coordinates.")

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        """A form sends its empty fields too."""
        kept = {name: [v for v in value if v.strip()] if isinstance(value, list) else value for name, value in dict(given).items()}
        return {name: value for name, value in kept.items() if value not in ("", [])}


class EventFilters(Filters):
    """What events are asked for."""

    claim: Names = Field(description="Claim id.")
    precision: list[Precision] = Field(default_factory=list, max_length=6, description="How exactly the place is known.")
    box: str = Field("", max_length=100, description="west,south,east,north in degrees; west of more than east crosses the antimeridian.")
    min_killed: int | None = Field(None, ge=0, lt=2**31, description="Least number killed (best, else lowest, else highest figure).")
    max_killed: int | None = Field(None, ge=0, lt=2**31, description="Most killed.")
    min_voices: int = Field(0, ge=0, lt=2**31, description="Least number of independent voices.")
    max_confidence: float = Field(1.0, ge=0, le=1, description="Most confidence.")
    contested: bool | None = Field(None, description="Whether voices contradict each other.")
    reviewed: bool | None = Field(None, description="Whether a person judged it.")
    updated_since: str = Field("", max_length=40, description="Changed at or after this ISO time with zone.")
    tombstones: bool = Field(False, description="Also what was merged into other events or is no longer made.")
    order: Order = Field("newest", description="The order of results.")


class ClaimFilters(Filters):
    """What claims, or reports, are asked for."""

    superseded: bool = Field(False, description="Also what no longer counts.")
    published_start: date | None = Field(None, description="The report is of this day or later.")
    published_end: date | None = Field(None, description="The report is of this day or earlier.")


def event_filters(given: Annotated[EventFilters, Query()]) -> EventQuery:
    """A FastAPI dependency. Raises InvalidRecord, UnknownName."""
    fields = {**_lists(given, EVENT_LISTS), **{name: getattr(given, name) for name in (*SHARED_PLAIN, *EVENT_PLAIN)}}
    return EventQuery(**fields, box=_box(given.box), changed_since=given.updated_since, standing=not given.tombstones)


def claim_filters(given: Annotated[ClaimFilters, Query()]) -> ClaimQuery:
    """A FastAPI dependency. Raises InvalidRecord, UnknownName."""
    fields = {**_lists(given, CLAIM_LISTS), **{name: getattr(given, name) for name in SHARED_PLAIN}}
    return ClaimQuery(**fields, standing=not given.superseded, published_start=given.published_start, published_end=given.published_end)


def _lists(given: Filters, names: dict[str, str]) -> dict[str, Any]:
    found = {field: tuple(value.strip() for value in getattr(given, name)) for name, field in names.items()}
    return {**found, "countries": tuple(code.upper() for code in found["countries"])}


def _box(text: str) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(edge) for edge in text.split(","))
    except ValueError:
        raise InvalidRecord(f"box: expected west,south,east,north in degrees, found {text[:60]!r}") from None
    return west, south, east, north


Events = Annotated[EventQuery, Depends(event_filters)]
Claims = Annotated[ClaimQuery, Depends(claim_filters)]
