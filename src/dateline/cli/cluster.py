"""`dateline cluster`: corpora that one machine is too small for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.console import Exit, messages, tracked
from dateline.cli.kept import say
from dateline.cli.options import MinConfidence, ModelFolder, Names, Outlet, PrivateNamesOption, Published, Quiet
from dateline.cli.sources import read_all

if TYPE_CHECKING:
    from dateline.scale import Job, Manifest
    from dateline.scale.keeping import Done

app = typer.Typer(no_args_is_help=True, help="Code on many machines (Ray) or many processes, from and to files, S3 or other object stores.")


class Engine(StrEnum):
    """What runs the workers."""

    ray = "ray"
    processes = "processes"


@app.callback()
def cluster() -> None:
    """Code on many machines (Ray) or many processes, from and to files, S3 or other object stores."""


@app.command()
def code(
    input: Annotated[str, typer.Argument(metavar="INPUT", help="A file or folder of reports: a path, or a URL such as s3://bucket/folder.")],
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="The folder for the Parquet files: a path that all machines reach, or a URL.")],
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that code, over all machines; one thread and one processor each.")] = 1,
    engine: Annotated[
        Engine, typer.Option(help="Ray (RAY_ADDRESS names the cluster; without it one is started here), or this machine's processes.")
    ] = Engine.ray,
    shard: Annotated[int, typer.Option("--shard", min=1, help="Reports of a shard: what a killed worker loses at most.")] = 200,
    price: Annotated[float | None, typer.Option(min=0.0, help="Price of a processor hour, for the cost in the manifest.")] = None,
    published: Published = None,
    outlet: Outlet = "",
    min_confidence: MinConfidence = None,
    model: ModelFolder = None,
    private_names: PrivateNamesOption = Names.keep,
    quiet: Quiet = False,
) -> None:
    """Code a corpus shard by shard into Parquet; the same command given again goes on where it stopped.

    Exit codes: 0 all coded, 1 some reports set aside (see OUTPUT/set-aside) or the job stopped, 2 usage, 3 missing data, 130 interrupted.
    """
    from dateline.scale import Job, begin, finish, load_stage, run_processes
    from dateline.scale.job import model_mark
    from dateline.scale.shards import listing

    read_all([input], published, outlet)  # Nothing is read yet: a wrong day is refused before anything is begun.
    make = partial(load_stage, model.absolute() if model else None, min_confidence, private_names.value)
    how = {"model": model_mark(model), "least": min_confidence, "private_names": private_names.value}
    job = begin(Job(make, output, (), shard, published, outlet), listing(input), how)
    known, started = frozenset(job.store().names("_done")), time.monotonic()
    found = list(tracked(_ray(job, workers) if engine is Engine.ray else run_processes(job, workers), "shards", quiet))
    new = sum(one.reports + one.set_aside for one in found if f"_done/{one.shard}.json" not in known)
    _tell(finish(job.store(), found, (new, time.monotonic() - started), price), output)


def _ray(job: Job, workers: int) -> Iterator[Done]:
    from dateline.scale.cluster import run_cluster

    return run_cluster(job, workers)


def _tell(made: Manifest, output: str) -> None:
    """What the job came to, on standard output; what was set aside on standard error."""
    say(f"{made.reports} reports coded, {made.claims} claims, {made.shards} shards: {output}")
    say(f"{made.seconds:.1f} seconds, {made.reports_a_second:.1f} reports a second; {made.worker_hours_a_million:.1f} worker-hours a million")
    if made.cost_a_million is not None:
        say(f"cost per million reports: {made.cost_a_million:.2f}")
    if made.set_aside:
        messages().print(f"dateline: {made.set_aside} reports set aside, with their reasons in {output}/set-aside", markup=False, soft_wrap=True)
    raise typer.Exit(Exit.SOME_FAILED if made.set_aside else Exit.ALL)
