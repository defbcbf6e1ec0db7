from __future__ import annotations

import math

from dateline.where import sources, supplement
from dateline.where.distance import km
from dateline.where.geonames import feature_codes
from dateline.where.resolve import weights
from dateline.where.tables import abbreviations, common, demonyms, given, kinds


def test_every_table_loads() -> None:
    assert len(demonyms()) > 300
    assert kinds()["governorate"] == "province"
    assert {"reading", "police"} <= common()
    assert "mohammed" in given()
    assert abbreviations()["Tex."] == ("Texas", "USA")
    assert feature_codes()["AIRB"] == "base"
    assert weights()["population"] > 0


def test_every_country_has_a_middle() -> None:
    assert set(sources.alpha3_of().values()) - set(sources.centres()) == set()


def test_the_supplement_is_sorted_and_without_mistakes() -> None:
    assert supplement.validate() == []


def test_the_supplement_s_places_lie_in_their_countries_as_far_as_a_circle_can_tell() -> None:
    middles, radii = sources.centres(), sources.radii()
    for entry in supplement.load():
        if entry.country and entry.name != "Guantanamo Bay":
            lat, lon, _ = middles[entry.country]
            # No country is a circle: four times the radius of one of its size, and 300 km, hold the longest of them.
            assert km((entry.lat, entry.lon), (lat, lon)) < 300 + 4 * radii[entry.country], entry


def test_adjectives_name_countries_that_exist() -> None:
    assert {country for _, country in demonyms().values() if country} <= set(sources.centres())


def test_a_weight_is_given_for_every_feature_and_is_a_number() -> None:
    assert all(math.isfinite(value) for value in weights().values())
