"""Measures the reader and moves the gate's floors: up by itself, down only with --lower."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.coder import Coder
from dateline.evaluate.gate import data_sets, fingerprint, measure, raised, read_floors

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "tests" / "evaluate" / "floors.tsv"
GOLD = ROOT / ".." / "shared" / "gold" / "dev.jsonl"
HEAD = "# Floors of the evaluation gate (benchmarks/floors.py writes them; they fall only with --lower).\n# data\tfigure\tleast\tfingerprint\n"


def main() -> None:
    """Writes tests/evaluate/floors.tsv and prints what was measured."""
    coder = Coder.load()
    floors = read_floors(FLOORS) if FLOORS.exists() else []
    for name, (reports, agree) in data_sets(ROOT / "annotations", GOLD).items():
        figures = measure(coder, reports, agree)
        print(name, figures)
        new = raised(floors, name, fingerprint(reports), figures, "--lower" in sys.argv)
        floors = sorted([*(floor for floor in floors if floor.data != name), *new], key=lambda floor: (floor.data, floor.figure))
    lines = [f"{floor.data}\t{floor.figure}\t{floor.least}\t{floor.fingerprint}\n" for floor in floors]
    FLOORS.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
