"""Roles and what they may do: each has the scopes of the one before."""

from __future__ import annotations

from typing import Literal, get_args

from dateline.errors import UnknownName

Role = Literal["reader", "coder", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: dict[str, frozenset[str]] = {
    "reader": frozenset({"read"}),
    "coder": frozenset({"read", "judge"}),
    "editor": frozenset({"read", "judge", "write"}),
    "admin": frozenset({"read", "judge", "write", "admin"}),
}


def check_role(name: str) -> None:
    """Raises UnknownName."""
    if name not in ROLES:
        raise UnknownName("role", name, list(ROLES))


def check_scopes(names: frozenset[str]) -> None:
    """Raises UnknownName."""
    for name in sorted(names - SCOPES["admin"]):
        raise UnknownName("scope", name, sorted(SCOPES["admin"]))
