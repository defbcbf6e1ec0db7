"""`dateline serve`: the desk and the API on an archive."""

from __future__ import annotations

import logging
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import messages
from dateline.cli.kept import Target, opened
from dateline.deriving import derive

if TYPE_CHECKING:
    from dateline.serve.settings import Settings

PORT = 8000
DEFAULT = "dateline.db"


def serve(
    archive: Target = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = PORT,
    host: Annotated[str, typer.Option(help="Address to listen on. Others than this machine's own need --team.")] = "127.0.0.1",
    team: Annotated[
        Path | None, typer.Option(envvar="DATELINE_TEAM", metavar="FILE", help="Ask for a log-in, by this file of accounts ('dateline team').")
    ] = None,
    name: Annotated[list[str] | None, typer.Option(help="A name that requests may call the server by; repeat for more.")] = None,
    secure: Annotated[bool, typer.Option("--secure", help="It is reached by https, through a proxy.")] = False,
) -> None:
    """Serve an archive: the desk at /, the API at /api/v1. The archive is made where it is missing (dateline.db where none is named).

    Without --team only this machine can reach it, and whoever sits at it may do everything.
    """
    settings = _settings(host, team, name or [], secure)
    with opened(archive or DEFAULT, create=True) as kept, _listen(host, port) as listening:
        # Not at the top: the server's libraries are loaded only where it is started.
        import uvicorn

        from dateline.serve.app import create_app

        _link(kept)
        app = create_app(kept, settings)
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        messages().print(f"dateline serves {archive or DEFAULT} at {address}  (API: {address}api/v1)  Ctrl-C ends it", markup=False, soft_wrap=True)
        config = uvicorn.Config(app, log_level=logging.WARNING, server_header=False, timeout_keep_alive=15, limit_concurrency=1000)
        uvicorn.Server(config).run(sockets=[listening])


def _link(archive: Archive) -> None:
    """The events of an archive that holds claims and was never linked: without them the desk has nothing to show."""
    counts = archive.counts()
    if counts["claims"] and not counts["events"]:
        messages().print(f"dateline: {counts['claims']} claims are linked for the first time")
        derive(archive)


def _settings(host: str, team: Path | None, names: list[str], secure: bool) -> Settings:
    from dateline.serve.settings import LOOPBACK, Settings, is_loopback

    if not is_loopback(host) and team is None:
        raise typer.BadParameter(f"{host} can be reached by others: --team FILE asks them to log in", param_hint="--host")
    # A team may be reached by any name: it asks for a log-in. Without one, a name that is none of ours is an attack by DNS.
    hosts = (*LOOPBACK, *(each.lower() for each in names)) if names or team is None else ()
    return Settings(hosts=hosts, team=team, secure=secure)


def _listen(host: str, port: int) -> socket.socket:
    """Raises typer.BadParameter where the address cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        raise typer.BadParameter(f"cannot listen on {host} port {port} ({error}); choose another with --port", param_hint="--port") from None
