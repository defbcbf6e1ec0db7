from __future__ import annotations

from dateline.where import Gazetteer
from dateline.where.check import misplaced
from dateline.where.entries import Entry


def base(country: str) -> Entry:
    return Entry("Foo Base", 36.3, 37.3, "base", "point", country)


def test_a_place_among_another_country_s_towns_is_named(gazetteer: Gazetteer) -> None:
    assert misplaced([base("SYR")], gazetteer) == []
    assert misplaced([base("FRA")], gazetteer) == ["Foo Base (base): said to be in FRA, but the settlements around lie in SYR"]


def test_nothing_is_said_where_nobody_lives(gazetteer: Gazetteer) -> None:
    assert misplaced([Entry("Point Nemo", -48.9, -123.4, "area", "area", "CHL")], gazetteer) == []
