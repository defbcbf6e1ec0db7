"""What the app keeps for all its rooms."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from dateline.archive import Archive
from dateline.review.bench import Bench


def archive_of(request: Request) -> Archive:
    """The archive, as whoever asks may see it."""
    return cast(Archive, request.app.state.archive)


def bench_of(request: Request) -> Bench:
    """Where what changes the archive is carried out, so that its events follow."""
    return cast(Bench, request.app.state.bench)
