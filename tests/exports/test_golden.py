"""The formats that are text, as they were last looked at: DATELINE_REWRITE=1 writes them anew, to be looked at in the diff."""

import os
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
TEXTS = {
    "acled": "acled.csv",
    "cameo": "cameo.tsv",
    "csv": "events.csv",
    "gdelt": "gdelt.tsv",
    "ged": "ged.csv",
    "geojson": "events.geojson",
    "geojsonl": "events.geojsonl",
    "hxl": "hxl.csv",
    "jsonl": "events.jsonl",
    "plover": "plover.jsonl",
    "rdf": "events.nt",
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_format_writes_what_it_wrote_when_it_was_last_looked_at(name: str, export) -> None:
    path = GOLDEN / TEXTS[name]
    exported = export(name)
    if os.environ.get("DATELINE_REWRITE"):
        path.write_bytes(exported.content)
    assert exported.content == path.read_bytes()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_same_happenings_give_the_same_bytes(name: str, export) -> None:
    assert export(name).content == export(name).content


@pytest.mark.parametrize("name", sorted({*TEXTS} - {"cameo", "gdelt"}))
def test_a_format_with_room_for_it_says_that_rows_are_machine_coded_and_unreviewed(name: str, export) -> None:
    written = export(name).text
    assert "machine-coded, unreviewed" in written or '"reviewed": false' in written


@pytest.mark.parametrize("name", ["cameo", "gdelt"])
def test_a_format_without_room_for_it_counts_the_loss(name: str, export) -> None:
    assert any("machine-coded, unreviewed" in line for line in export(name).lost.lines())
