"""`dateline actors`: the knowledge base of actors."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from dateline.cli.console import Exit, messages, results
from dateline.who import Knowledge, actor_code

app = typer.Typer(no_args_is_help=True, help="The knowledge base of actors: find.")


@app.callback()
def actors() -> None:
    """Keeps `find` a command of its own while it is the only one."""


@app.command("find")
def find_command(
    name: Annotated[str, typer.Argument(help="An actor's name, in any spelling.")],
    on: Annotated[str, typer.Option(help="Day (ISO) that offices are asked for.")] = "",
) -> None:
    """List the actors of a name, likeliest first, with country, sector, code and years."""
    try:
        day = date.fromisoformat(on) if on else None
    except ValueError:
        raise typer.BadParameter(f"expected an ISO day such as 2016-07-27, found {on!r}", param_hint="--on") from None
    found = Knowledge.load().find(name, day)
    for candidate in found:
        actor = candidate.actor
        years = f"{actor.start or ''}-{actor.end or ''}"
        code = actor_code(actor.country, actor.sector, actor.id)
        line = f"{candidate.score:.2f}  {actor.id}  {actor.name}  {actor.country} {actor.sector} {code} {years}  {actor.kind}"
        results().print(line, markup=False, highlight=False)
    if not found:
        messages().print(f"dateline: no actor named {name!r} in the knowledge base, nor one spelled alike", markup=False)
        raise typer.Exit(Exit.SOME_FAILED)
