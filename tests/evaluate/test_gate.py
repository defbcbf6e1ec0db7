"""The evaluation gate: figures do not fall below their floors."""

from pathlib import Path

import pytest

from dateline.coder import Coder
from dateline.evaluate.gate import Floor, data_sets, fingerprint, measure, raised, read_floors

ROOT = Path(__file__).parents[2]
GOLD = ROOT / ".." / "shared" / "gold" / "dev.jsonl"
FLOORS = read_floors(Path(__file__).parent / "floors.tsv")


@pytest.mark.parametrize("name", ["held", "dev"])
def test_the_readers_figures_stay_above_their_floors(name: str, coder: Coder) -> None:
    sets = data_sets(ROOT / "annotations", GOLD)
    if name not in sets:
        pytest.skip(f"{GOLD} is not there")
    reports, agree = sets[name]
    floors = [floor for floor in FLOORS if floor.data == name]
    assert floors
    assert {floor.fingerprint for floor in floors} == {fingerprint(reports)}, "other data: measure again with benchmarks.floors"
    figures = measure(coder, reports, agree)
    assert {floor.figure: figures[floor.figure] for floor in floors if figures[floor.figure] < floor.least} == {}


def test_a_floor_rises_by_itself_and_falls_only_when_told() -> None:
    floors = [Floor("dev", "SLOTS", 0.5, "abc")]
    assert raised(floors, "dev", "abc", {"SLOTS": 0.6}, lower=False)[0].least == 0.59
    assert raised(floors, "dev", "abc", {"SLOTS": 0.4}, lower=False)[0].least == 0.5
    assert raised(floors, "dev", "abc", {"SLOTS": 0.4}, lower=True)[0].least == 0.39
    assert raised(floors, "dev", "other data", {"SLOTS": 0.4}, lower=False)[0].least == 0.39
