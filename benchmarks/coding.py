"""`make bench`: how fast the whole line codes, how much of it is the encoder, and what it costs in memory.

Reads the 536 reports of `fakes` where the corpora lie beside the checkout (or at DATELINE_CORPORA), else the sample reports over and over.
Ratios in one run: the encoder's share is measured in the same pass.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from dateline.coder import Coder
from dateline.language.encoder import Encoder
from dateline.language.engine import Arrays, Engine, OnnxEngine
from dateline.language.model import Model
from dateline.language.windows import load_tokenizer
from dateline.reading import Failure, read_reports
from dateline.records import Report
from dateline.samples import sample_paths
from dateline.where import Gazetteer, Locator
from dateline.who import Identifier, Knowledge

COLD = "import dateline; print(len(dateline.code('Rebels shelled the airport on Tuesday.', published='2024-03-07')))"


class Timed:
    """An engine that adds up the seconds spent in it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.seconds = 0.0

    def words(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """See Engine.words."""
        return self._timed(self.engine.words, inputs)

    def view(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """See Engine.view."""
        return self._timed(self.engine.view, inputs)

    def _timed(self, run: Any, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        begun = time.perf_counter()
        out: Arrays = run(inputs)
        self.seconds += time.perf_counter() - begun
        return out


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
    model = Model.load()
    engine = Timed(OnnxEngine.load(model.folder))
    encoder = Encoder(engine, load_tokenizer(model.folder / "tokenizer.json"))
    coder = Coder(encoder, Locator(Gazetteer.open()), Identifier(Knowledge.load()), model)
    begun, claims, sentences = time.perf_counter(), 0, 0
    for reading in coder.read_all(found):
        claims += len(reading.claims)
        sentences += len(reading.analysis.sentences)
    seconds = time.perf_counter() - begun
    print(f"{sentences} sentences, {claims} claims in {seconds:.1f} s: {sentences / seconds:.0f} sentences a second on {os.cpu_count()} cores")
    print(f"encoder: {engine.seconds:.1f} s, {engine.seconds / seconds:.0%} of the line")
    print(f"the line takes {seconds / engine.seconds:.2f} times the encoder's own time")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
