"""`make bench`: how fast the whole line codes, how much of it is the encoder, and what it costs in memory.

Reads the 536 reports of `fakes` where the corpora lie beside the checkout (or at DATELINE_CORPORA), else the sample reports over and over.
Ratios in one run: the encoder alone and the whole line take turns.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from dateline.coder import Coder
from dateline.language.encoder import Encoder
from dateline.language.model import Model
from dateline.reading import Failure, read_reports
from dateline.records import Report
from dateline.samples import sample_paths

COLD = "import dateline; print(len(dateline.code('Rebels shelled the airport on Tuesday.', published='2024-03-07')))"


def reports() -> list[Report]:
    """What is coded."""
    path = Path(os.environ.get("DATELINE_CORPORA", "../shared/corpora")) / "dev" / "fakes" / "reports.jsonl.gz"
    names = [path] if path.exists() else list(sample_paths()) * 40
    found = [item for name in names for item in read_reports(name)]
    failed = [item for item in found if isinstance(item, Failure)]
    for failure in failed:
        print(f"failed: {failure.name}: {failure.reason}")
    print(f"{len(found) - len(failed)} reports from {path if path.exists() else 'the samples'}, {len(failed)} failed")
    return [item for item in found if isinstance(item, Report)]


def main() -> None:
    """Codes everything once and prints the figures."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD], check=True, stdout=subprocess.DEVNULL)
    print(f"cold start to the claims of one sentence: {time.perf_counter() - begun:.2f} s")
    found = reports()
    coder = Coder.load()
    print(f"one report after the other, the line takes {one_by_one(coder, found[:100]):.2f} times as long as the encoder alone")
    begun, claims, sentences = time.perf_counter(), 0, 0
    for reading in coder.read_all(found):
        claims += len(reading.claims)
        sentences += len(reading.analysis.sentences)
    seconds = time.perf_counter() - begun
    print(f"{sentences} sentences, {claims} claims in {seconds:.1f} s: {sentences / seconds:.0f} sentences a second on {os.cpu_count()} cores")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def one_by_one(coder: Coder, found: list[Report]) -> float:
    """Seconds of the whole line by those of the encoder alone, over the same reports, taken in turn."""
    encoder = Encoder.load(Model.load().folder)
    line = alone = 0.0
    for report in found:
        begun = time.perf_counter()
        encoder.analyse(report)
        between = time.perf_counter()
        coder.read(report)
        alone += between - begun
        line += time.perf_counter() - between
    return line / alone


if __name__ == "__main__":
    main()
