"""`dateline gazetteer`: the places that names are looked up in."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.console import Exit, messages, results
from dateline.where import Gazetteer
from dateline.where.build import build_index, default_path

app = typer.Typer(no_args_is_help=True, help="The gazetteer: build, info, find.")


@app.command("build")
def build_command() -> None:
    """Build the index from the bundled sources (done by itself at first use)."""
    path = build_index(default_path())
    messages().print(f"gazetteer: {path}")


@app.command("info")
def info_command() -> None:
    """What the gazetteer holds, where it lies and whose data it is."""
    for name, value in Gazetteer.open().info().items():
        results().print(f"{name}: {value}", markup=False, highlight=False)


@app.command("find")
def find_command(name: Annotated[str, typer.Argument(help="A place's name, in any spelling.")]) -> None:
    """List the places of a name: exact ones first, then ones spelled alike with their score."""
    gazetteer = Gazetteer.open()
    found = [(spot, 1.0) for spot, _ in gazetteer.exact(name)] or gazetteer.approximate(name)
    for spot, score in found:
        line = f"{score:.2f}  {spot.name}, {spot.country} {spot.admin1}  {spot.lat:.4f}, {spot.lon:.4f}  {spot.precision}"
        results().print(line, markup=False, highlight=False)
    if not found:
        messages().print(f"dateline: no place named {name!r} in the gazetteer, nor one spelled alike", markup=False)
        raise typer.Exit(Exit.SOME_FAILED)
