"""The desk's pages, put together."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from dateline.serve.desk import actor_page, assets, counts_page, event_page, map_columns, overview, place_page, report_page
from dateline.serve.desk.ready import prepare

__all__ = ["prepare", "routers"]


def routers() -> Sequence[APIRouter]:
    """Every router of the desk."""
    return tuple(room.router for room in (overview, map_columns, event_page, report_page, actor_page, place_page, counts_page, assets))
