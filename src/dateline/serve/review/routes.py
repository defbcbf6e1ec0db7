"""The review's pages, put together."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from dateline.serve.review import assets, deciding, joining, looking, studying


def routers() -> Sequence[APIRouter]:
    """Every router of the review; those of fixed paths before those that take an id."""
    return tuple(room.router for room in (assets, studying, joining, deciding, looking))
