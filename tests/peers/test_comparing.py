"""A researcher's rows beside the events of reports: what is in both, what each lacks, where they differ."""

import csv
import io
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.events.features import FEATURES
from dateline.peers import COLUMNS, compare, comparison_rows, read_peers
from dateline.peers.fields import differing
from dateline.peers.likeness import load_weights
from dateline.records import Interval

FIXTURE = Path(__file__).parents[1] / "exports" / "fixture"


def fail(line: str) -> None:
    raise AssertionError(line)


@pytest.fixture
def peers(acled: Path, ged: Path):
    return [*read_peers(acled, fail), *read_peers(ged, fail)]


def test_a_row_finds_the_event_of_its_day_place_and_toll(acled: Path, events, bombing) -> None:
    compared = compare(read_peers(acled, fail), events)
    (match,) = compared.matches
    assert (match.peer.event.id, match.event.id) == ("acled:CHA9001", bombing.id)
    assert "+same day" in match.why
    assert [peer.event.id for peer in compared.only_peers] == ["acled:CHA9002"]


def test_nothing_is_lost_every_row_and_event_stands_in_the_result_once(peers, events) -> None:
    compared = compare(peers, events)
    rows = [match.peer for match in compared.matches] + list(compared.only_peers)
    found = [match.event for match in compared.matches] + list(compared.only_events)
    assert sorted(peer.event.id for peer in rows) == sorted(peer.event.id for peer in peers)
    assert sorted(event.id for event in found) == sorted(event.id for event in events if not event.merged_into)


def test_the_order_of_rows_and_events_changes_nothing(peers, events) -> None:
    mixed = random.Random(1)
    told = list(comparison_rows(compare(peers, events)))
    for _ in range(5):
        assert list(comparison_rows(compare(mixed.sample(peers, len(peers)), mixed.sample(events, len(events))))) == told


def test_an_event_goes_to_one_row_and_the_other_is_told_as_near(peers, events, bombing) -> None:
    compared = compare(peers, events)
    mine = [match for match in (*compared.matches, *compared.near) if match.event.id == bombing.id]
    assert {match.peer.event.id for match in mine} == {"acled:CHA9001", "ged:777001"}
    assert sum(match in compared.matches for match in mine) == 1


def test_another_day_place_or_kind_of_happening_is_no_match(acled: Path, bombing) -> None:
    peer = next(read_peers(acled, fail))
    later = replace(bombing, when=Interval(date(2023, 4, 20), date(2023, 4, 20)))
    far = replace(bombing, place=replace(peer.event.place, name="Lima", text="Lima", lat=-12.0, lon=-77.0, country="PER"))
    talks = replace(bombing, type="CONSULT", modes=("meet",), killed=None)
    for other in (later, far, talks):
        assert compare([peer], [other]).matches == ()


def test_events_without_a_day_are_counted_and_kept(acled: Path, bombing) -> None:
    compared = compare(read_peers(acled, fail), [replace(bombing, when=None)])
    assert (compared.matches, len(compared.only_events), compared.undated) == ((), 1, 1)


def test_each_field_that_only_one_side_has_or_that_differs_is_named(acled: Path, bombing) -> None:
    row = next(row for row in comparison_rows(compare(read_peers(acled, fail), [bombing])) if row["outcome"] == "both")
    assert tuple(row) == COLUMNS
    assert "injured" in row["yours_lack"]
    assert "coordinates" in row["reports_lack"]
    assert (row["your_killed"], row["event_killed"]) == ("43", "43-105")
    assert "killed" not in row["differ"], "43 lies in the range that the voices give"


def test_tolls_whose_ranges_do_not_meet_differ(acled: Path, bombing) -> None:
    peer = next(read_peers(acled, fail))
    other = replace(bombing, killed=replace(bombing.killed, low=80, best=90, high=105))
    assert "killed" in differing(peer, other)


def test_weights_stand_for_features_of_linking_and_have_the_sign_of_their_names() -> None:
    weights = load_weights()
    assert set(weights) <= set(FEATURES)
    assert all(weight > 0 for name, weight in weights.items() if name.startswith(("same", "named", "shared")))
    assert all(weight < 0 for name, weight in weights.items() if name.startswith("other"))


def test_the_command_writes_every_column_and_counts(acled: Path, tmp_path: Path) -> None:
    out = tmp_path / "beside.csv"
    ran = CliRunner().invoke(app, ["compare", str(FIXTURE / "events.jsonl"), "--with", str(acled), "--format", "csv", "-o", str(out)])
    assert ran.exit_code == 0, ran.output
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["your_id"] for row in rows if row["outcome"] == "both"] == ["acled:CHA9001"]
    assert "1 in both, 1 only in your data" in ran.stderr


def test_the_command_shows_a_table_and_names_a_bad_row(acled: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(acled.read_text(encoding="utf-8").replace("2021-07-01", "soon"), encoding="utf-8")
    ran = CliRunner().invoke(app, ["compare", str(FIXTURE / "events.jsonl"), "--with", str(bad)])
    assert ran.exit_code == 1
    assert "acled:CHA9001" in ran.stdout
    assert f"{bad}:3: event_date: expected a day" in ran.stderr.replace("\n", "")


def test_link_lays_the_rows_beside_the_events_that_it_makes(acled: Path, tmp_path: Path) -> None:
    out, events = tmp_path / "beside.csv", tmp_path / "events.jsonl"
    given = ["--reports", str(FIXTURE / "reports.jsonl"), "--with", str(acled), "--compared", str(out), "--format", "jsonl", "-o", str(events)]
    ran = CliRunner().invoke(app, ["link", str(FIXTURE / "claims.jsonl"), *given])
    assert ran.exit_code == 0, ran.output
    assert "1 in both" in ran.stderr
    assert out.read_text(encoding="utf-8").startswith("outcome,")
    assert events.read_text(encoding="utf-8").startswith('{"schema": "dateline.event/1"')


def test_a_file_of_another_kind_ends_in_one_line(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["compare", str(FIXTURE / "events.jsonl"), "--with", str(other)])
    assert ran.exit_code == 1
    assert "expected ACLED's columns" in ran.stderr
