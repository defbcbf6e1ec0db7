"""`dateline gazetteer`: the places that names are looked up in."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from math import log10
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from dateline.cli.console import Exit, messages, results
from dateline.cli.options import Quiet
from dateline.errors import InvalidTable, UnreadableReport
from dateline.where import Gazetteer, geonames
from dateline.where.additions import add, additions_file, read_additions
from dateline.where.build import build_index, default_path
from dateline.where.entries import KINDS, PRECISION_OF
from dateline.where.names import fold
from dateline.where.sources import alpha3_of
from dateline.who.exchange import alpha3

app = typer.Typer(no_args_is_help=True, help="The gazetteer: build, info, find, add, import.")


@app.command("build")
def build_command() -> None:
    """Build the index anew from the bundled sources (done by itself at first use); an imported dump is left out, added places stay."""
    path = build_index(default_path())
    messages().print(f"gazetteer: {path}", soft_wrap=True)


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


@app.command("add")
def add_command(
    name: Annotated[str, typer.Argument(help="The usual English name.")],
    lat: Annotated[float, typer.Option(min=-90, max=90, help="Latitude in degrees (WGS 84).")],
    lon: Annotated[float, typer.Option(min=-180, max=180, help="Longitude in degrees (WGS 84).")],
    kind: Annotated[str, typer.Option(help="What it is: village, quarter, base, crossing, camp, district ...")] = "village",
    precision: Annotated[str, typer.Option(help="point, place, area, province, country or region; that of its kind by default.")] = "",
    country: Annotated[str, typer.Option(help="Country: ISO 3166-1 code or name; nothing for the high seas.")] = "",
    admin1: Annotated[str, typer.Option(help="First-order unit by its usual English name.")] = "",
    population: Annotated[int, typer.Option(min=1, max=999_999_999, help="People, or those of a town as well known in the news.")] = 1000,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be given several times.")] = None,
    note: Annotated[str, typer.Option(help="How you know.")] = "",
) -> None:
    """Add a place of your own: it is found beside the others from now on, whatever the index is built from."""
    code = _country(country)
    if kind not in KINDS:
        raise typer.BadParameter(f"unknown kind {kind!r}; known: {', '.join(sorted(KINDS))}", param_hint="--kind")
    head = [code, name, kind, precision or PRECISION_OF[kind], str(lat), str(lon), f"{log10(population):.4f}"]
    _refuse_twice(name, kind, code)
    try:
        entry = add(default_path(), [*head, admin1, ";".join(alias or ()), note or "-"])
    except InvalidTable as error:
        raise typer.BadParameter(str(error)) from None
    where = f"{entry.lat:.4f}, {entry.lon:.4f}"
    said = f"{additions_file(default_path())}: {entry.name} ({entry.kind}, {entry.country or 'no country'}, {where}) added"
    messages().print(said, markup=False, soft_wrap=True)


def _country(country: str) -> str:
    code = alpha3(country)
    if code and code not in {*alpha3_of().values(), "XKX"}:
        raise typer.BadParameter(f"expected a country's ISO 3166-1 code or name, found {country!r}", param_hint="--country")
    return code


def _refuse_twice(name: str, kind: str, country: str) -> None:
    """Raises typer.BadParameter where the user has added the place before."""
    table = additions_file(default_path())
    if any((fold(old.name), old.kind, old.country) == (fold(name), kind, country) for old in read_additions(default_path())):
        raise typer.BadParameter(f"{name} ({kind}, {country or 'no country'}) stands in {table} already; change its row there")


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="GeoNames' allCountries.txt, a country's file, or a .zip of one.")],
    quiet: Quiet = False,
) -> None:
    """Build the index from the bundled sources and a dump in GeoNames' format; where it was interrupted it goes on."""
    if file.exists() and file.stat().st_size == 0:
        raise UnreadableReport(f"{file}: expected rows in GeoNames' format, found an empty file")
    try:
        with _told(file, quiet) as progress:
            done = geonames.import_dump(file, default_path(), progress)
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise UnreadableReport(f"{file}: expected a whole .zip archive, found a broken one ({error})") from None
    except KeyboardInterrupt:
        messages().print("dateline: interrupted; the same command goes on where it stopped, and the index in use is as it was")
        raise typer.Exit(Exit.INTERRUPTED) from None
    messages(quiet).print(_summary(done), markup=False, soft_wrap=True)
    if done.wrong:
        messages().print(f"dateline: {file}: {done.wrong:,} lines are no rows of GeoNames' format and were left out", soft_wrap=True)
        raise typer.Exit(Exit.SOME_FAILED)


def _summary(done: geonames.Imported) -> str:
    info = Gazetteer.open().info()
    read = f"{done.lines:,} lines read, {done.kept:,} places kept beside the bundled ones"
    return f"{info['path']}: {read}; the gazetteer now holds {info['places']:,} places under {info['names']:,} names"


@contextmanager
def _told(file: Path, quiet: bool) -> Iterator[geonames.Progress]:
    """A bar of the bytes read, on standard error where that is a terminal."""
    console = messages(quiet)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(f"reading {file.name}", total=None)

        def progress(done: int, size: int) -> None:
            bar.update(task, completed=done, total=size, description="sorting the index" if done >= size else None)

        yield progress
