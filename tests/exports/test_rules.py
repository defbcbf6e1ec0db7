"""What may be said in a format, and what has to be left out, counted or blank."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import UnknownName
from dateline.exports import Happening, Lost, Named, days, format_named, of_claim, of_event
from dateline.exports.acled import acled_row, inter
from dateline.exports.cameo import cameo_rows
from dateline.exports.gdelt import gdelt_row, quad_class
from dateline.exports.ged import ged_row, priogrid, type_of_violence
from dateline.exports.plover import plover_record
from dateline.exports.streams import safe
from dateline.records import Claim, Count, Interval, Span, Trigger


def named(sector: str, country: str = "SYR") -> Named:
    return Named(sector, "", country, sector, country + sector)


ARMY, REBELS, CIVILIANS, NOBODY = named("MIL"), named("REB"), named("CVL"), named("")


def with_event(happening: Happening, **changes: object) -> Happening:
    """The happening of an event with other fields."""
    event = replace(happening.event, **changes)  # type: ignore[type-var]
    return of_event(event, happening.claims, happening.reports)


def claim(kind: str = "ASSAULT", **fields: object) -> Claim:
    return Claim("c", "r", "text", Span(0, 9), Trigger(Span(0, 5), "words"), kind, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_what_did_not_happen_is_no_row_of_acled_ged_or_gdelt(attack, status: str) -> None:
    event = with_event(attack, status=status)
    lost = Lost()
    assert not acled_row(event, lost)
    assert not ged_row(event, lost)
    assert not gdelt_row(event, lost)
    assert lost.left_out.total() == 3


def test_an_attack_with_several_tolls_is_a_row_of_acled_with_the_low_bound_and_the_voices_in_its_notes(attack) -> None:
    lost = Lost()
    row = acled_row(attack, lost)
    assert (row["event_type"], row["sub_event_type"], row["disorder_type"]) == (
        "Explosions/Remote violence",
        "Air/drone strike",
        "Political violence",
    )
    assert row["fatalities"] == attack.tolls["killed"].low
    assert all(figure.voice in row["notes"] for figure in attack.tolls["killed"].figures)
    assert row["civilian_targeting"] == "Civilian targeting"
    assert row["tags"] == "machine-coded, unreviewed"


def test_the_dead_of_ged_are_of_unknown_side_and_their_other_columns_blank(attack) -> None:
    row = ged_row(attack, Lost())
    assert row["best"] == row["deaths_unknown"]
    assert not {"deaths_a", "deaths_b", "deaths_civilians", "gwnoa", "country_id"} & row.keys()


def test_ged_has_no_row_for_an_event_without_a_death(attack) -> None:
    lost = Lost()
    assert ged_row(with_event(attack, killed=None), lost) is None
    assert lost.left_out == {"events without a death": 1}


def test_who_did_it_is_blank_where_voices_dispute_it(events) -> None:
    disputed = next(happening for happening in events if happening.disputed("actors"))
    lost = Lost()
    assert {row[1] for row in cameo_rows(disputed, lost)} == {"---"}
    assert any("disputes over who did it" in line for line in lost.lines())


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (ARMY, REBELS, 1),
        (REBELS, ARMY, 1),
        (REBELS, REBELS, 2),
        (ARMY, CIVILIANS, 3),
        (CIVILIANS, ARMY, None),
        (NOBODY, REBELS, None),
    ],
)
def test_the_type_of_violence_goes_by_the_sides(one: Named, other: Named, kind: int | None) -> None:
    assert type_of_violence((one,), (other,)) == kind


def test_forces_abroad_are_external_and_civilians_protest_or_riot() -> None:
    assert (inter(ARMY, "Battles", "SYR"), inter(ARMY, "Battles", "LBN"), inter(ARMY, "Battles", "")) == (1, 8, 1)
    assert (inter(CIVILIANS, "Protests", "SYR"), inter(CIVILIANS, "Riots", "SYR"), inter(CIVILIANS, "Battles", "SYR")) == (
        6,
        5,
        7,
    )
    assert inter(NOBODY, "Battles", "SYR") is None


@pytest.mark.parametrize(("lat", "lon", "cell"), [(-90, -180, 1), (89.9, 179.9, 259200), (90, 180, 259200), (34.53, 69.17, 179779), (0, 0, 129961)])
def test_prio_grid_cells_are_counted_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


def test_a_planned_meeting_is_strict_plovers_agreement_and_a_planned_attack_is_in_the_future() -> None:
    meeting = plover_record(of_claim(claim("CONSULT", modes=("visit",), status="planned")), Lost())
    assert (meeting["event"], meeting["event_scale"], meeting["quad_code"]) == (["AGREE"], 2.5, 1)
    assert "mode" not in meeting
    attack = plover_record(of_claim(claim("ASSAULT", modes=("aerial",), status="planned")), Lost())
    assert (attack["event"], attack["mode"], attack["event_scale"]) == (["ASSAULT"], ["aerial", "future"], -9.5)


def test_plovers_press_and_health_are_not_ours() -> None:
    report = claim(actors=())
    record = plover_record(replace(of_claim(report), actors=(named("MED"), named("HLH"))), Lost())
    assert [entity["sector"] for entity in record["actor"]] == ["JRN", "MED"]


def test_plovers_required_fields_are_there_even_where_nothing_is_known() -> None:
    assert {"id", "date", "actor", "event"} <= plover_record(of_claim(claim()), Lost()).keys()


def test_a_count_keeps_its_open_end_in_words() -> None:
    record = plover_record(of_claim(claim(killed=Count(12, None))), Lost())
    assert record["size"] == {"dead": 12}
    assert "killed: at least 12" in record["comment"]


def test_talks_are_coded_from_both_ends() -> None:
    talks = replace(of_claim(claim("CONSULT")), actors=(named("GOV", "EGY"), named("GOV", "TUR")))
    assert [row[1:4] for row in cameo_rows(talks, Lost())] == [["EGYGOV", "TURGOV", "040"], ["TURGOV", "EGYGOV", "040"]]


@pytest.mark.parametrize(("code", "quad"), [("030", 1), ("057", 1), ("0841", 2), ("138", 3), ("141", 4), ("204", 4)])
def test_quad_classes_go_by_the_root(code: str, quad: int) -> None:
    assert quad_class(code) == quad


@pytest.mark.parametrize(
    ("start", "end", "acled", "ged"),
    [
        (date(2020, 1, 1), date(2020, 1, 1), 1, 1),
        (date(2020, 1, 1), date(2020, 1, 2), 2, 2),
        (date(2020, 1, 1), date(2020, 1, 7), 2, 3),
        (date(2020, 1, 1), date(2020, 1, 31), 3, 4),
        (date(2020, 1, 1), date(2020, 12, 31), 3, 5),
        (date(2020, 1, 1), None, 3, 5),
        (None, None, None, None),
    ],
)
def test_days_have_the_precision_of_their_interval(start: date | None, end: date | None, acled: int | None, ged: int | None) -> None:
    when = Interval(start, end)
    assert (days.acled_precision(when), days.ged_precision(when)) == (acled, ged)


@given(st.text())
def test_no_cell_is_a_formula(cell: str) -> None:
    assert not str(safe(cell)).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("name", ["acled", "cameo", "csv", "gdelt", "ged", "geojson", "hxl", "plover", "rdf"])
@settings(deadline=None)
@given(words=st.text(max_size=12))
def test_any_words_in_a_name_leave_the_layout_whole(name: str, words: str) -> None:
    odd = claim("ASSAULT", modes=("aerial",), killed=Count(1, 1))
    happening = replace(
        of_claim(odd),
        label=words,
        voices=(words,),
        actors=(Named(words, words, "SYR", "MIL", "SYRMIL"),),
        recipients=(CIVILIANS,),
    )
    stream = io.BytesIO()
    lost = format_named(name, "actors").write([happening], stream)
    text = stream.getvalue().decode("utf-8")
    assert lost.written >= 1
    if name in ("cameo", "gdelt"):
        assert text.count("\n") == 1
        assert len(text.split("\t")) == (7 if name == "cameo" else 61)
    elif name in ("geojson", "plover"):
        json.loads(text)
    elif name != "rdf":
        assert len({len(row) for row in csv.reader(io.StringIO(text, newline=""))}) == 1


def test_an_unknown_format_or_table_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="acled, cameo, csv"):
        format_named("excel")
    with pytest.raises(UnknownName, match="claims, events"):
        format_named("geoparquet", "mentions")
