"""How a server is to behave."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MOST_BODY = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts` are the names that requests may use (without port; empty: any, which only a server with log-ins should have).

    `most_body` is in bytes, `body_seconds` how long a body may take to arrive. `team` is the file of accounts, None where everybody who
    reaches the server may do everything. `secure` where it is reached by https.
    """

    hosts: tuple[str, ...] = LOOPBACK
    most_body: int = MOST_BODY
    body_seconds: float = 20.0
    team: Path | None = None
    secure: bool = False


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
