"""Rows of ACLED and UCDP GED files come in as events under their own ids."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UnreadableReport
from dateline.exports import acled as acled_format
from dateline.exports import ged as ged_format
from dateline.ontology import load_types
from dateline.ontology.crosswalks import load_acled
from dateline.peers import Peer, read_peers
from dateline.peers import acled as acled_rows
from dateline.records import Interval


def read(path: Path) -> tuple[list[Peer], list[str]]:
    failed: list[str] = []
    return list(read_peers(path, failed.append)), failed


def test_an_acled_row_is_an_event_with_its_id_day_place_type_parties_and_toll(acled: Path) -> None:
    (market, clash), failed = read(acled)
    assert failed == []
    event = market.event
    assert (event.id, event.type, event.modes, market.own_type) == (
        "acled:CHA9001",
        "ASSAULT",
        ("aerial",),
        "Explosions/Remote violence: Air/drone strike",
    )
    assert event.when == Interval(date(2023, 3, 14), date(2023, 3, 14))
    assert (event.place.name, event.place.lat, event.place.lon, event.place.country, event.place.admin1) == (
        "Bir Nakhla",
        13.5,
        21.5,
        "TCD",
        "Ardouz",
    )
    assert [(side.name, side.country, side.sector) for side in event.recipients] == [
        ("Civilians (Chad)", "", "CVL"),
        ("Traders (Chad)", "", ""),
        ("Farmers (Chad)", "", ""),
    ]
    assert event.killed.best == 43
    assert [speaker.name for speaker in event.speakers] == ["Relief Without Delay", "Conflict Observatory"]
    assert event.reviewed
    assert clash.event.killed is None, "ACLED's 0 means that none is reported"
    assert clash.where.endswith("acled.csv:3")


def test_a_ged_row_is_an_event_with_its_id_and_its_range_of_deaths(ged: Path) -> None:
    (peer,), failed = read(ged)
    assert failed == []
    assert (peer.event.id, peer.event.type, peer.event.place.name, peer.event.place.country) == ("ged:777001", "ASSAULT", "Bir Nakhla", "TCD")
    assert (peer.event.killed.low, peer.event.killed.best, peer.event.killed.high) == (43, 43, 105)
    assert [(side.name, side.country, side.sector) for side in peer.event.actors] == [("Government of Chad", "TCD", "MIL")]


def test_a_candidate_file_of_geds_without_a_header_is_known_by_its_49_columns(saved, ged_market) -> None:
    (peer,), failed = read(saved([ged_market], ged_format.COLUMNS, head=False))
    assert (peer.event.id, failed) == ("ged:777001", [])
    assert peer.where.endswith(":1")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_divide_cells_too(delimiter: str, saved, market, elsewhere) -> None:
    peers, failed = read(saved([market, elsewhere], delimiter=delimiter))
    assert ([peer.event.id for peer in peers], failed) == (["acled:CHA9001", "acled:CHA9002"], [])


def test_older_exports_days_words_and_letters_are_read(saved, market) -> None:
    row = market | {"event_date": "14 March 2023", "inter1": "State forces", "location": "N'Djaména", "time_precision": "2"}
    (peer,), failed = read(saved([row], encoding="cp1252"))
    assert failed == []
    assert peer.event.place.name == "N'Djaména"
    assert peer.event.when == Interval(date(2023, 3, 11), date(2023, 3, 17))
    assert peer.event.actors[0].sector == "MIL"


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("event_date", "31/31/2023", "expected a day"),
        ("fatalities", "many", "expected a whole number"),
        ("latitude", "113.5", "expected degrees"),
        ("sub_event_type", "Picnic", "expected one of ACLED's"),
        ("event_id_cnty", " ", "expected the row's id"),
    ],
)
def test_a_row_that_is_none_is_named_and_the_others_are_read(column: str, value: str, said: str, saved, market, elsewhere) -> None:
    path = saved([market | {column: value}, elsewhere])
    peers, failed = read(path)
    assert [peer.event.id for peer in peers] == ["acled:CHA9002"]
    assert len(failed) == 1
    assert f"{path}:2: {column}: " in failed[0]
    assert said in failed[0]


def test_a_second_row_with_one_id_is_said_and_left_out(saved, market) -> None:
    peers, failed = read(saved([market, market]))
    assert len(peers) == 1
    assert "stands in an earlier row" in failed[0]


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "\x00\x01\x02"])
def test_a_file_of_another_kind_is_refused_with_what_was_expected(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableReport, match=r"expected ACLED's columns"):
        read(path)


@pytest.mark.parametrize(("name", "column", "day"), [("acled", "event_id_cnty", "event_date"), ("ged", "id", "date_start")])
def test_what_dateline_writes_it_reads_again_under_the_same_ids(name: str, column: str, day: str) -> None:
    path = Path(__file__).parents[1] / "exports" / "golden" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        dated = [row[column] for row in csv.DictReader(stream) if row[day] and row.get("type_of_violence", "1")]
    peers, failed = read(path)
    assert [peer.event.id for peer in peers] == [f"{name}:{own}" for own in dated]
    assert all(f"{day}: " in line or "type_of_violence: " in line for line in failed)


def test_every_rule_of_the_way_out_has_a_way_back_to_its_type_and_mode() -> None:
    for kind, rules in load_acled().items():
        for rule in rules:
            types, _ = acled_rows.load_types()[rule.sub_event_type.lower()]
            assert kind in types, (kind, rule)


def test_the_way_back_names_known_types_and_modes_only() -> None:
    known = load_types()
    for types, modes in acled_rows.load_types().values():
        assert set(types) <= set(known)
        assert all(any(mode in known[kind].modes for kind in types) for mode in modes)


@given(st.binary(max_size=300))
def test_any_bytes_after_the_header_give_rows_or_reasons_and_no_crash(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    path.write_bytes(",".join(acled_format.COLUMNS).encode() + b"\r\n" + data)
    peers, failed = read(path)
    assert peers or failed or not data.decode("utf-8", "replace").replace(",", "").replace('"', "").strip()
