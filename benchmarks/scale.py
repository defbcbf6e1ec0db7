"""How much faster two workers are than one, and what Ray costs beside plain processes.

    python -m benchmarks.scale [REPORTS [REPORTS ...]]

The sample reports over and over, under ids of their own, as one JSON lines file; each back end codes them into an empty folder. Prints for each
number of reports the seconds of the clock, reports a second, the share of that time that workers coded, and the machine's load before it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from dateline.reading import read_reports
from dateline.records import Report, report_to_dict
from dateline.samples import sample_paths
from dateline.scale import Job, begin, load_stage, run_processes
from dateline.scale.cluster import connected, run_cluster
from dateline.scale.keeping import Done
from dateline.scale.shards import listing

Run = Callable[[Job, int], Iterator[Done]]


def write_reports(path: Path, count: int) -> None:
    samples = [item for name in sample_paths() for item in read_reports(name) if isinstance(item, Report)]
    lines = (json.dumps({**report_to_dict(report), "id": f"r{number}"}) for number, report in enumerate(islice(cycle(samples), count)))
    path.write_text("\n".join(lines), encoding="utf-8")


def measured(name: str, run: Run, workers: int, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Path(folder, "in.jsonl"), count)
        job = Job(partial(load_stage, None, None, "keep"), str(Path(folder, "out")), (), size=50)
        job = begin(job, listing(str(Path(folder, "in.jsonl"))), {})
        load, started = os.getloadavg()[0], time.monotonic()
        done = list(run(job, workers))
        seconds = time.monotonic() - started
        assert sum(one.reports for one in done) == count
        busy = sum(one.seconds for one in done) / workers / seconds
        print(
            f"{name:10} {workers} workers {count:6} reports {seconds:7.1f} s {count / seconds:7.1f} reports/s  coding {busy:4.0%}  load {load:.1f}",
            flush=True,
        )


def main() -> None:
    for count in [int(word) for word in sys.argv[1:]] or [1000]:
        measured("processes", run_processes, 1, count)
        measured("processes", run_processes, 2, count)
        connected()
        measured("ray", run_cluster, 2, count)


if __name__ == "__main__":
    main()
