"""The API, put together."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI

from dateline.serve.api import counting, exporting, page, reconciling, records, writing
from dateline.serve.api.coding import LazyCoder, load_coder
from dateline.serve.api.once import Once

PREFIX = "/api/v1"


def routers() -> Sequence[APIRouter]:
    """Every router of the API."""
    whole = APIRouter(prefix=PREFIX)
    # Counting first: /events:map must not be taken for an event's id.
    for room in (counting, records, writing, exporting, reconciling):
        whole.include_router(room.router)
    return (whole, page.router)


def prepare(app: FastAPI) -> None:
    """What the API keeps in the app."""
    app.state.coder = LazyCoder(load_coder)
    app.state.once = Once()
