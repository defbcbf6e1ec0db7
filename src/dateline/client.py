"""A client of a dateline server: typed records, pages followed, retries under one idempotency key.

with Client("http://127.0.0.1:8000") as archive:
    for event in archive.events(country="SYR", start="2016-07-01", min_killed=1):
        print(event.label, event.killed)
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from dateline.errors import DatelineError
from dateline.records import (
    Claim,
    Decision,
    Event,
    Judgement,
    Report,
    claim_from_dict,
    event_from_dict,
    judgement_from_dict,
    report_from_dict,
)

T = TypeVar("T")
Filter = str | int | float | bool | date | Sequence[str] | None
"""A filter's value; a sequence gives alternatives, None asks nothing. The names are those of the API (docs/api.md)."""
AGAIN = frozenset({429, 502, 503, 504})
"""Statuses after which the same request may succeed."""
PAGE = 500


class ServerError(DatelineError):
    """The server refused or failed; `status` is HTTP's, 0 where it could not be reached."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class Client:
    """A server's archive. `token` is one of `dateline team token`; `tries` counts the first attempt in, `transport` is a seam for tests.

    Every method raises ServerError.
    """

    def __init__(self, address: str, token: str = "", *, tries: int = 3, transport: httpx.BaseTransport | None = None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=address.rstrip("/") + "/api/v1", headers=headers, timeout=60.0, transport=transport)
        self._tries = tries

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def reports(self, **filters: Filter) -> Iterator[Report]:
        """Every report found, newest first."""
        return self._every("/reports", filters, report_from_dict)

    def claims(self, **filters: Filter) -> Iterator[Claim]:
        """Every claim found, those of the newest report first."""
        return self._every("/claims", filters, claim_from_dict)

    def events(self, **filters: Filter) -> Iterator[Event]:
        """Every event found; `order`, `updated_since`, `tombstones` are filters too."""
        return self._every("/events", filters, event_from_dict)

    def judgements(self, **filters: Filter) -> Iterator[Judgement]:
        """What people decided, in the order of time."""
        return self._every("/judgements", filters, judgement_from_dict)

    def count(self, what: str = "events", **filters: Filter) -> int:
        """How many reports, claims or events are found."""
        return int(self._get(f"/{what}", {**filters, "limit": 1})["total"])

    def counts(self, by: str, **filters: Filter) -> dict[str, int]:
        """How many events by type, country, month and so on."""
        found = self._get("/events:counts", {"limit": 1000, **filters, "by": by})
        return {item["value"]: item["events"] for item in found["items"]}

    def report(self, id: str) -> Report:
        """A report as it stands."""
        return report_from_dict(self._get(f"/reports/{_quoted(id)}", {}))

    def claim(self, id: str) -> Claim:
        """A claim."""
        return claim_from_dict(self._get(f"/claims/{_quoted(id)}", {}))

    def event(self, id: str) -> Event:
        """An event."""
        return event_from_dict(self._get(f"/events/{_quoted(id)}", {}))

    def code(self, text: str, published: date | str = "", **more: str) -> list[Claim]:
        """The claims of a text; nothing is kept. `more` are title, outlet and url."""
        found = self._send("POST", "/code", json=_text(text, published, more))
        return [claim_from_dict(record) for record in found["claims"]]

    def add(self, text: str, published: date | str = "", **more: str) -> tuple[Report, list[Claim]]:
        """Keep a report and code it. Sent twice it is kept once."""
        found = self._send("POST", "/reports", json=_text(text, published, more), headers=_key())
        return report_from_dict(found["report"]), [claim_from_dict(record) for record in found["claims"]]

    def judge(self, decision: Decision, claims: Sequence[str], *, field: str = "", value: object = None, why: str = "") -> Judgement:
        """Decide about claims, by their ids."""
        given = {"decision": decision, "about": list(claims), "field": field, "value": value, "why": why}
        return judgement_from_dict(self._send("POST", "/judgements", json=given, headers=_key()))

    def undo(self, judgement: str, why: str = "") -> Judgement:
        """Take a judgement back."""
        given = {"decision": "undone", "undoes": judgement, "why": why}
        return judgement_from_dict(self._send("POST", "/judgements", json=given, headers=_key()))

    def export(self, what: str, format: str, **filters: Filter) -> Iterator[bytes]:
        """A file of events or claims in parts: csv, geojson, arrow, parquet and others."""
        with self._http.stream("GET", f"/export/{what}.{format}", params=_params(filters)) as response:
            if response.status_code >= 400:
                response.read()
                raise _error(response)
            yield from response.iter_bytes()

    def _every(self, path: str, filters: Mapping[str, Filter], read: Callable[[dict[str, Any]], T]) -> Iterator[T]:
        cursor, more = "", True
        while more:
            page = self._get(path, {"limit": PAGE, **filters, **({"cursor": cursor} if cursor else {})})
            yield from map(read, page["items"])
            cursor = page["next"] or ""
            more = bool(cursor)

    def _get(self, path: str, filters: Mapping[str, Filter]) -> dict[str, Any]:
        return self._send("GET", path, params=_params(filters))

    def _send(self, method: str, path: str, **how: Any) -> dict[str, Any]:
        """A server that is busy or away for a moment is asked again, after 0.2, 0.4, ... seconds."""
        for attempt in range(self._tries):
            last = attempt == self._tries - 1
            try:
                response = self._http.request(method, path, **how)
            except httpx.TransportError as error:
                if last:
                    raise ServerError(0, f"{self._http.base_url}: {error or type(error).__name__}; is 'dateline serve' running?") from None
            else:
                if response.status_code not in AGAIN or last:
                    return _content(response)
            time.sleep(0.2 * 2**attempt)
        raise ServerError(0, "tries: expected 1 or more, found none")


def _content(response: httpx.Response) -> dict[str, Any]:
    if response.status_code >= 400:
        raise _error(response)
    try:
        found = response.json()
    except ValueError:
        raise ServerError(response.status_code, f"{response.url}: expected JSON, found {response.text[:60]!r}; is it a dateline server?") from None
    return dict(found)


def _error(response: httpx.Response) -> ServerError:
    try:
        detail = str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"{response.url}: {response.status_code} {response.reason_phrase}"
    return ServerError(response.status_code, detail)


def _params(filters: Mapping[str, Filter]) -> httpx.QueryParams:
    found: list[tuple[str, str | int | float | bool | None]] = []
    for name, value in filters.items():
        several = value if isinstance(value, (list, tuple)) else [value]
        found += [(name, _written(each)) for each in several if each is not None]
    return httpx.QueryParams(found)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else value.isoformat() if isinstance(value, date) else str(value)


def _text(text: str, published: date | str, more: Mapping[str, str]) -> dict[str, Any]:
    return {"text": text, **more, **({"published": str(published)} if published else {})}


def _key() -> dict[str, str]:
    return {"Idempotency-Key": secrets.token_hex(16)}


def _quoted(id: str) -> str:
    return quote(id, safe="")
