"""`dateline actors`: the knowledge base of actors."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.console import Exit, messages, results
from dateline.errors import DatelineError
from dateline.own import keep_actors, load_knowledge, own_actors_file
from dateline.who import Candidate, Knowledge, KnownActor, actor_code
from dateline.who.coverage import as_page
from dateline.who.exchange import Imported, actor_of, read_csv, read_ftm, read_table

app = typer.Typer(no_args_is_help=True, help="The knowledge base of actors: find, add, import, coverage.")
READERS = {".csv": read_csv, ".tsv": read_table, **dict.fromkeys((".json", ".jsonl", ".ndjson", ".ijson"), read_ftm)}
"""How a file of actors is read, by its ending."""


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
    found = load_knowledge().find(name, day)
    for candidate in found:
        results().print(_line(candidate), markup=False, highlight=False)
    if not found:
        messages().print(f"dateline: no actor named {name!r} in the knowledge base, nor one spelled alike", markup=False)
        raise typer.Exit(Exit.SOME_FAILED)


def _line(candidate: Candidate) -> str:
    actor = candidate.actor
    code = actor_code(actor.country, actor.sector, actor.id)
    years = f"{actor.start or ''}-{actor.end or ''}"
    return f"{candidate.score:.2f}  {actor.id}  {actor.name}  {actor.country} {actor.sector} {code} {years}  {actor.kind}"


@app.command("add")
def add_command(
    name: Annotated[str, typer.Argument(help="The usual full name.")],
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be given several times.")] = None,
    country: Annotated[str, typer.Option(help="Country: ISO 3166-1 code or name.")] = "",
    sector: Annotated[str, typer.Option(help="Sector, such as GOV, MIL, REB, NGO.")] = "",
    kind: Annotated[str, typer.Option(help="What it is: person, group, party, army, ngo ...")] = "group",
    since: Annotated[str, typer.Option("--from", help="First year; of a person, in office.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last year.")] = "",
    parent: Annotated[str, typer.Option(help="Id of the body or side that it belongs to.")] = "",
    note: Annotated[str, typer.Option(help="A remark.")] = "",
    identity: Annotated[str, typer.Option("--id", help="Its id; made from the name by default.")] = "",
) -> None:
    """Add an actor of your own: it is known beside the shipped ones from now on."""
    known = load_knowledge()
    if parent and parent not in known.actors:
        raise typer.BadParameter(f"no actor has the id {parent!r}; `dateline actors find NAME` tells ids", param_hint="--parent")
    cells = {"id": identity, "name": name, "aliases": "|".join(alias or ()), "country": country, "sector": sector.upper()}
    cells |= {"from": since, "to": until, "kind": kind, "parent": parent, "note": note}
    try:
        actor = actor_of(cells, "the actor to add")
    except DatelineError as error:
        raise typer.BadParameter(str(error)) from None
    _keep([actor], known)


def _keep(actors: list[KnownActor], known: Knowledge) -> None:
    """Keeps the actors and says how many, whom they replace, and where they lie."""
    replaced = sorted({actor.id for actor in actors} & known.actors.keys())
    total = keep_actors(actors)
    said = f", in place of {len(replaced)} of the same id ({', '.join(replaced[:5])}{' ...' if replaced[5:] else ''})" if replaced else ""
    kept = actors[0].id if len(actors) == 1 else f"{len({actor.id for actor in actors})} actors"
    messages().print(f"{own_actors_file()}: {kept} added{said}; {total} of your own", markup=False, soft_wrap=True)


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="CSV with a column `name`, or FollowTheMoney JSON lines.")],
) -> None:
    """Add the actors of a file to your own; records that are none are listed with file and line (exit code 1)."""
    brought = _read(file)
    for refusal in brought.refused:
        messages().print(f"dateline: {refusal}", markup=False, soft_wrap=True)
    if brought.actors:
        _keep(list(brought.actors), load_knowledge())
    else:
        messages().print(f"dateline: {file} has no actor that could be read; nothing was added", markup=False, soft_wrap=True)
    raise typer.Exit(Exit.SOME_FAILED if brought.refused or not brought.actors else Exit.ALL)


def _read(file: Path) -> Imported:
    read = READERS.get(file.suffix.lower())
    if read is None:
        raise typer.BadParameter(f"{file}: expected a file ending in {', '.join(READERS)}", param_hint="FILE")
    if not file.exists():
        raise typer.BadParameter(f"{file} is not there", param_hint="FILE")
    return read(file)


@app.command("coverage")
def coverage_command(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the page here; standard output by default.")] = None,
    own: Annotated[bool, typer.Option("--own", help="Count your own actors too.")] = False,
) -> None:
    """Write the page on whom the knowledge base knows, by country, kind and decade (docs/actors.md)."""
    page = as_page(load_knowledge() if own else Knowledge.load())
    if output is None:
        print(page, end="")
    else:
        output.write_text(page, encoding="utf-8")
        messages().print(f"{output}: written", markup=False, soft_wrap=True)
