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


def test_nearly_all_of_the_supplement_lies_within_a_circle_around_its_country() -> None:
    middles, radii = sources.centres(), sources.radii()
    own = [entry for entry in supplement.load() if entry.country]
    # A rough net for swapped signs and columns: no country is a circle, and some have islands in other oceans.
    # where.check.misplaced looks closer, with the bundled index.
    outside = [e for e in own if km((e.lat, e.lon), middles[e.country][:2]) > 300 + 4 * radii[e.country]]
    assert len(outside) < len(own) / 100, outside


def test_adjectives_name_countries_that_exist() -> None:
    assert {country for _, country in demonyms().values() if country} <= set(sources.centres())


def test_a_weight_is_given_for_every_feature_and_is_a_number() -> None:
    assert all(math.isfinite(value) for value in weights().values())
