"""What every page of the desk shares: the templates, the navigation, and the archive behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.routing import BaseRoute, Match

from dateline.ontology import load_types

ROOM = Path(__file__).parent
BUILT = ROOM / "built"
NAVIGATION = (
    ("Overview", "/"),
    ("Counts", "/counts"),
    ("Actors", "/actors"),
    ("Places", "/places"),
    ("Review", "/review"),
    ("Audit", "/team/audit"),
)
"""(name, path) of the main pages; one shows only where the app answers its path."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation; `here` where the page stands under it."""

    name: str
    href: str
    here: bool


def navigation(request: Request) -> tuple[Link, ...]:
    """The main pages that this app has."""
    here = request.url.path
    return tuple(Link(name, path, here == path) for name, path in NAVIGATION if _answers(request.app.routes, path))


def _answers(routes: Sequence[BaseRoute], path: str) -> bool:
    scope = {"type": "http", "path": path, "method": "GET", "root_path": "", "headers": []}
    return any(route.matches(dict(scope))[0] is Match.FULL for route in routes)


@cache
def templates() -> Environment:
    """The templates of the desk and of the rooms that extend it. Escapes everything; an unknown name is an error."""
    folders = [folder for room in ("desk", "review", "team") if (folder := ROOM.parent / room / "templates").is_dir()]
    made = Environment(
        loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    made.globals["quads"] = {kind.name: kind.quad for kind in load_types().values()}
    made.filters["isolated"] = isolated
    made.filters["thousands"] = lambda number: f"{number:,}"
    return made


def isolated(name: object) -> Markup:
    """A name in its own direction: `<bdi>`, escaped."""
    return Markup("<bdi>{}</bdi>").format(escape(str(name)))


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page."""
    frame = {
        "navigation": navigation(request),
        "account": getattr(request.state, "account", ""),
        "notice": getattr(request.state, "notice", ""),
        "find": "",
        "built": is_built(),
    }
    return HTMLResponse(templates().get_template(template).render(frame | context), status)


def is_built() -> bool:
    """Whether the browser code is there."""
    return (BUILT / "overview.js").is_file()
