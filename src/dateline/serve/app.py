"""The app: the API, and the desk's rooms where they are there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from fastapi import FastAPI

from dateline.archive import Archive
from dateline.review.bench import Bench
from dateline.serve import problems
from dateline.serve.limits import Limits
from dateline.serve.settings import Settings

ROOMS = ("api", "desk", "review", "team")
"""The rooms whose `routes` offer `routers()` and, where they keep something in the app, `prepare(app)`. The team's door comes last."""

ABOUT = "Event data from news reports: who did what to whom, where, when, how many, who says so, and how sure."


def create_app(archive: Archive, settings: Settings | None = None) -> FastAPI:
    """The app over an archive that the caller opened and closes. Raises UnusableAccounts where the settings name a team that cannot work."""
    app = FastAPI(
        title="dateline",
        version=version("dateline"),
        summary=ABOUT,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.state.archive, app.state.settings = archive, settings or Settings()
    # Over the archive itself, whoever asks: what a role may see is no measure of what its decisions come to.
    app.state.bench = Bench(archive)
    problems.install(app)
    for room in _rooms():
        if hasattr(room, "prepare"):
            room.prepare(app)
        for router in room.routers():
            app.include_router(router)
    # Last added is outermost: nothing comes in, the door of the team included, that is too large, too slow or foreign.
    app.add_middleware(Limits, settings=app.state.settings)
    return app


def _rooms() -> Iterator[Any]:
    """By name rather than by import, so that a room may be left out of an installation, and none of them needs the app."""
    for name in ROOMS:
        if find_spec(f"{__package__}.{name}") and find_spec(f"{__package__}.{name}.routes"):
            yield import_module(f"{__package__}.{name}.routes")
