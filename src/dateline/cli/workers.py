"""`--workers N`: the reports of a command coded by N processes, then given in the order of reading as one process would."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.console import tracked
from dateline.reading import Failure
from dateline.records import Claim, Report
from dateline.who import PrivateNames

if TYPE_CHECKING:
    from dateline.scale import Job
    from dateline.scale.shards import Source


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with its records, and both as the chosen format shows them."""

    report: Report
    records: list[Claim]
    seen: tuple[Report, list[Claim]]


Workers = Annotated[
    int,
    typer.Option(
        "--workers", min=1, help="Processes that code, with one thread each. With -o FILE, what is done is kept in FILE.parts until the end."
    ),
]


def coded_by_workers(
    names: Sequence[str],
    workers: int,
    output: Path | None,
    stated: tuple[str | None, str],
    how: tuple[Path | None, float | None, PrivateNames],
    quiet: bool,
) -> Iterator[Coded | Failure]:
    """Each report with its claims, or why there are none, in the order of reading.

    `stated`: day and outlet of reports that do not say; `how`: model folder, least confidence, treatment of private names. The same command
    given again after an interruption goes on from the shards that are done in `output`.parts, which is deleted at the end. Raises StoppedJob,
    typer.BadParameter where that folder is somebody else's.
    """
    from dateline.scale import run_processes
    from dateline.scale.keeping import coded_reports, refused_reports

    with _parts(output) as folder:
        job = _job(names, folder, stated, how)
        done = sorted(one.shard for one in tracked(run_processes(job, workers), "shards", quiet))
        store = job.store()
        for shard in done:
            for report, claims in coded_reports(store, shard):
                yield Coded(report, claims, (report, claims))
            yield from (Failure(name, reason) for name, reason in refused_reports(store, shard))


def _job(names: Sequence[str], folder: Path, stated: tuple[str | None, str], how: tuple[Path | None, float | None, PrivateNames]) -> Job:
    from dateline.scale import Job, begin, load_stage
    from dateline.scale.job import model_mark

    model, least, private = how
    job = Job(partial(load_stage, model, least, private), str(folder), (), published=stated[0], outlet=stated[1])
    return begin(job, [_source(name) for name in names], {"model": model_mark(model), "least": least, "private_names": private})


def _source(name: str) -> Source:
    """A name as one source, so that a folder is read in the order in which `dateline code` reads it; marked by all files in it."""
    from dateline.scale.shards import Source, listing

    if name == "-" or not Path(name).exists() or not (Path(name).is_file() or any(Path(name).iterdir())):
        return Source(name)  # What is wrong with it is told where it is read.
    files = listing(name)
    return Source(name, sum(file.size for file in files), " ".join(f"{file.path}:{file.mark}" for file in files))


@contextmanager
def _parts(output: Path | None) -> Iterator[Path]:
    """The folder of the shards: beside the output, where it outlives an interruption, else a temporary one."""
    if output is None:
        with tempfile.TemporaryDirectory(prefix="dateline-") as made:
            yield Path(made)
        return
    folder = output.with_name(f"{output.name}.parts")
    if folder.exists() and not (folder / "_job.json").is_file():
        raise typer.BadParameter(f"{folder}: exists and holds no shards of dateline; name another output or move it", param_hint="--output")
    yield folder
    shutil.rmtree(folder)
