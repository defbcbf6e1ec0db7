"""Who asks, and what he may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from dateline.errors import DatelineError

ScopeName = Literal["read", "write", "judge", "admin"]
SCOPES: tuple[ScopeName, ...] = ("read", "write", "judge", "admin")
"""Read records; add reports; judge claims and events; everything else."""


class Forbidden(DatelineError):
    """Who asks lacks a scope; the message names it."""


@dataclass(frozen=True, slots=True)
class Access:
    """`who` asks; `scopes` are of read, write, judge, admin."""

    who: str
    scopes: frozenset[str]


LOCAL = Access("local", frozenset(SCOPES))
"""Whoever sits at this machine, where there are no accounts."""


def access_of(request: Request) -> Access:
    """Who asks: as the team's door found, else whoever sits at this machine, else nobody."""
    found = getattr(request.state, "access", None)
    if isinstance(found, Access):
        return found
    return Access("", frozenset()) if request.app.state.settings.team else LOCAL


def needs(scope: ScopeName) -> Callable[[Request], Access]:
    """A FastAPI dependency: who asks, where he has the scope. Raises Forbidden."""

    def check(request: Request) -> Access:
        found = access_of(request)
        if scope not in found.scopes:
            raise Forbidden(f"this needs the scope {scope!r}; {found.who or 'nobody'} has {', '.join(sorted(found.scopes)) or 'none'}")
        return found

    return check
