"""What goes out, record by record."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dateline.records import RADIUS_KM, claim_from_dict, claim_id, claim_to_dict, event_from_dict, event_to_dict, report_to_dict
from dateline.sensitivity import Records, Rules, read_rules, released

TODAY = date(2026, 1, 1)
SECRET_PLACE, SECRET_PERSON = "qamvarro", ("jorvan", "mekkelbit")
LAT, LON = 36.48215, 2.81734
REPORT_ID = "field-note-qamvarro-2016-07-27"


def words_of(records: Records) -> str:
    dicts = [*map(claim_to_dict, records.claims), *map(event_to_dict, records.events), *map(report_to_dict, records.reports)]
    return json.dumps(dicts, ensure_ascii=False).casefold()


def test_without_rules_everything_goes_out_as_it_is(collection: Records) -> None:
    out, account = released(collection, Rules(), TODAY)
    assert out == collection
    assert not account


@pytest.mark.parametrize("place", ["district", "region", "country", "50 km", "400 km"])
def test_a_coarsened_place_is_nowhere_to_be_read(collection: Records, place: str) -> None:
    out, account = released(collection, read_rules(f'[[coarsen]]\nplace = "{place}"\ncountries = ["DZA"]'), TODAY)
    said = words_of(out)
    assert SECRET_PLACE not in said
    assert str(LAT) not in said and str(LON) not in said and "99887766" not in said
    assert "borlheim" in json.dumps([claim_to_dict(claim) for claim in out.claims]).casefold()
    assert any(line.startswith("coarsened") for line in account.lines())


def test_a_coarsened_place_says_so_and_its_precision_follows(collection: Records) -> None:
    out, _ = released(collection, read_rules('[[coarsen]]\nplace = "region"'), TODAY)
    shelled = out.claims[0]
    assert shelled.released == ("place to region",)
    assert shelled.place and (shelled.place.name, shelled.place.precision, shelled.place.country) == ("Mitidja", "province", "DZA")
    assert shelled.place.lat is None
    event = next(event for event in out.events if shelled.id in event.claims)
    assert event.released == ("place to region",)
    assert event.place and event.place.precision == "province"


def test_a_grid_gives_the_centre_of_a_cell_that_the_place_lies_in(collection: Records) -> None:
    out, _ = released(collection, read_rules('[[coarsen]]\nplace = "50 km"'), TODAY)
    place = out.claims[0].place
    assert place and place.lat is not None and place.lon is not None
    assert abs(place.lat - LAT) * 111.32 <= 25.1
    assert RADIUS_KM[place.precision] >= 25


@pytest.mark.parametrize(("level", "first", "last"), [("month", "2016-07-01", "2016-07-31"), ("year", "2016-01-01", "2016-12-31")])
def test_a_coarsened_day_is_nowhere_to_be_read(collection: Records, level: str, first: str, last: str) -> None:
    out, _ = released(collection, read_rules(f'[[coarsen]]\nday = "{level}"'), TODAY)
    said = words_of(out)
    for secret in ("27 july", "2016-07-27", "2016-07-28", "2016/07/27", "wednesday"):
        assert secret not in said
    when = out.claims[0].when
    assert when and when.interval.start and when.interval.end
    assert (when.interval.start.isoformat(), when.interval.end.isoformat()) == (first, last)
    assert out.claims[0].released == (f"day to {level}",)


@pytest.mark.parametrize("names", ["omit", "initials"])
def test_a_private_persons_name_is_nowhere_to_be_read(collection: Records, names: str) -> None:
    out, account = released(collection, read_rules(f'[[withhold]]\nnames = "{names}"'), TODAY)
    assert [name for name in SECRET_PERSON if name in words_of(out)] == []
    assert ("J. M." in json.dumps([claim_to_dict(claim) for claim in out.claims])) == (names == "initials")
    assert account.masked == 1


def test_a_listed_name_is_withheld_whoever_bears_it(collection: Records) -> None:
    out, _ = released(collection, read_rules('[[withhold]]\nalso = ["Borlheim Fair", "residents of Qamvarro"]'), TODAY)
    assert "residents of qamvarro" not in words_of(out)


def test_what_is_not_hidden_of_a_report_stands_where_it_stood(collection: Records) -> None:
    out, _ = released(collection, read_rules('[[coarsen]]\nplace = "region"\ncountries = ["DZA"]'), TODAY)
    report = out.reports[0]
    assert len(report.text) == len(collection.reports[0].text)
    for claim in out.claims:
        assert claim.trigger.span.of(report.text) == claim.trigger.text
    assert (report.url, report.id != REPORT_ID) == ("", True)
    assert {claim.report for claim in out.claims} == {report.id}


def test_a_record_that_changes_has_the_id_of_what_it_now_holds(collection: Records) -> None:
    out, _ = released(collection, read_rules('[[coarsen]]\nplace = "region"\nday = "month"'), TODAY)
    assert all(claim_id(claim) == claim.id for claim in out.claims)
    known = {claim.id for claim in out.claims}
    assert all(set(event.claims) <= known and event.main in known for event in out.events)


def test_records_that_were_released_keep_what_they_say_of_it(collection: Records) -> None:
    out, _ = released(collection, read_rules('[[coarsen]]\nplace = "region"\nday = "month"\n[[withhold]]'), TODAY)
    assert [claim_from_dict(claim_to_dict(claim)) for claim in out.claims] == list(out.claims)
    assert [event_from_dict(json.loads(json.dumps(event_to_dict(event)))) for event in out.events] == list(out.events)
    assert any("names withheld" in claim.released for claim in out.claims)


def test_an_embargo_holds_until_its_day(collection: Records) -> None:
    rules = read_rules('[[embargo]]\nuntil = 2026-06-01\ntypes = ["ASSAULT"]')
    before, account = released(collection, rules, date(2026, 5, 31))
    after, _ = released(collection, rules, date(2026, 6, 1))
    assert "ASSAULT" not in {claim.type for claim in before.claims} | {event.type for event in before.events}
    assert before.reports == ()
    assert {claim.type for claim in before.claims} == {"RETREAT", "CONSULT"}
    assert next(iter(account.lines())).startswith("withheld under embargo: ")
    assert after == collection


def test_an_embargo_on_an_event_closes_its_claims_and_one_on_a_report_its_events(collection: Records) -> None:
    event = next(event for event in collection.events if event.type == "ASSAULT")
    out, _ = released(collection, read_rules(f'[[embargo]]\nids = ["{event.id}"]'), TODAY)
    assert not {event.id, *event.claims} & {*(one.id for one in out.events), *(one.id for one in out.claims)}
    assert not any(id in words_of(out) for id in (event.id, *event.claims))
    by_tag, _ = released(collection, read_rules(f'[tags]\nwitness = ["{REPORT_ID}"]\n[[embargo]]\ntags = ["witness"]'), TODAY)
    assert by_tag == Records()


def test_a_role_that_is_exempt_sees_the_record_as_it_is(collection: Records) -> None:
    rules = read_rules('[[coarsen]]\nplace = "country"\nexempt = ["editor", "admin"]')
    assert released(collection, rules, TODAY, role="editor")[0] == collection
    assert released(collection, rules, TODAY, role="coder")[0] != collection
    assert released(collection, rules, TODAY)[0] != collection


def test_centres_give_coordinates_to_coarse_places(collection: Records) -> None:
    rules = read_rules('[[coarsen]]\nplace = "country"')
    out, _ = released(collection, rules, TODAY, centre=lambda country, admin1: (28.0, 3.0) if (country, admin1) == ("DZA", "") else None)
    assert out.claims[0].place and (out.claims[0].place.lat, out.claims[0].place.lon) == (28.0, 3.0)


ALL = '[[coarsen]]\nplace = "{}"\nday = "month"\n[[withhold]]\nnames = "{}"'


@pytest.mark.parametrize(("place", "names"), [("region", "omit"), ("70 km", "initials"), ("country", "omit"), ("district", "initials")])
def test_releasing_what_was_released_changes_nothing_more(collection: Records, place: str, names: str) -> None:
    rules = read_rules(ALL.format(place, names))
    once, _ = released(collection, rules, TODAY)
    twice, account = released(once, rules, TODAY)
    assert twice.claims == once.claims
    assert twice.events == once.events
    assert not account.changed
