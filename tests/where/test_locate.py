from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import Mention, Place, Report, Span
from dateline.where import Locator
from dateline.where.distance import km

Find = Callable[[str, str], Place | None]


def near(place: Place | None, lat: float, lon: float, within: float = 10) -> bool:
    return place is not None and place.lat is not None and place.lon is not None and km((place.lat, place.lon), (lat, lon)) <= within


def test_a_town_is_found_with_country_unit_and_precision(place: Find) -> None:
    found = place("Fighters entered Manbij on Monday, Syrian activists said.", "Manbij")
    assert found is not None
    assert (found.name, found.country, found.admin1, found.precision) == ("Manbij", "SYR", "Aleppo", "place")


def test_the_report_s_country_decides_between_namesakes(place: Find) -> None:
    assert near(place("Clashes broke out in Tripoli, Lebanese police said. Beirut is in Lebanon.", "Tripoli"), 34.43, 35.84)
    assert near(place("Clashes broke out in Tripoli, Libyan police said.", "Tripoli"), 32.89, 13.19)


def test_the_unit_behind_a_comma_decides_too(place: Find) -> None:
    assert near(place("A fire broke out in Paris, Texas, not far from Dallas.", "Paris"), 33.66, -95.56)
    assert near(place("A fire broke out in Paris, officials in the United States said.", "Paris"), 48.85, 2.35)


def test_a_kind_word_tells_the_province_from_its_town(place: Find) -> None:
    province, town = place("They shelled Homs province.", "Homs province"), place("They shelled Homs.", "Homs")
    assert province is not None
    assert town is not None
    assert (province.precision, town.precision) == ("province", "place")


def test_another_romanisation_and_an_outpost_are_found(place: Find) -> None:
    assert near(place("A bomb hit al-Qameshli city in Syria.", "al-Qameshli city"), 37.05, 41.22)
    found = place("Troops came from Tanf military outpost in Syria.", "Tanf military outpost")
    assert near(found, 33.5, 38.6)
    assert found is not None
    assert found.precision == "point"


def test_a_distance_and_a_direction_move_the_place(place: Find) -> None:
    found = place("The column was hit 80 km west of Deir ez-Zor in Syria.", "80 km west of Deir ez-Zor")
    assert near(found, 35.34, 39.26)
    assert found is not None
    assert found.precision == "area"


def test_a_border_lies_between_its_two_sides(place: Find) -> None:
    found = place("They met at the border of Homs and Deir e-Zor provinces in Syria.", "border of Homs and Deir e-Zor provinces")
    assert near(found, 34.9, 38.95, 60)
    assert found is not None
    assert found.precision == "area"


def test_two_countries_are_a_region(place: Find) -> None:
    found = place("Strikes were reported across Syria and Iraq.", "Syria and Iraq")
    assert found is not None
    assert found.precision == "region"


def test_the_town_is_the_one_named_before(place: Find) -> None:
    text = "Rebels shelled Manbij in Syria. Troops later took the town."
    assert near(place(text, "the town"), 36.53, 37.95)


def test_eastern_part_of_a_country_lies_east_of_its_middle(place: Find) -> None:
    found = place("Strikes hit eastern Syria.", "eastern Syria")
    assert found is not None
    assert found.lon is not None
    assert found.lon > 39
    assert found.precision == "area"


def test_an_unknown_quarter_is_put_in_the_town_that_the_report_names(place: Find) -> None:
    found = place("In Aleppo, a shell hit the al-Foobariya neighborhood. Aleppo is in Syria.", "al-Foobariya neighborhood")
    assert near(found, 36.2, 37.16)
    assert found is not None
    assert (found.name, found.precision, found.geonameid) == ("al-Foobariya", "area", None)


def test_what_the_report_says_of_where_a_village_lies_is_believed(place: Find) -> None:
    text = "Strikes hit Al-Foobar in Syria. Al-Foobar lies 14 kilometres (nine miles) north of the town of Manbij."
    assert near(place(text, "Al-Foobar"), 36.656, 37.95, 2)


def test_an_unknown_name_stays_unresolved(place: Find) -> None:
    found = place("Shelling was reported in Xandoorabad. Syria denied it.", "Xandoorabad")
    assert found is not None
    assert (found.lat, found.lon) == (None, None)


def test_a_hamlet_abroad_is_no_answer(place: Find) -> None:
    found = place("Syrian troops in Syria besieged Madaya, near Damascus.", "Madaya")
    assert found is not None
    assert found.country != "IND"


def test_words_that_name_no_place_give_none(place: Find) -> None:
    assert place("He spoke at length.", "at length") is None


def test_written_coordinates_are_taken(place: Find) -> None:
    found = place("A strike at 36.2021, 37.1343 was filmed.", "36.2021, 37.1343")
    assert near(found, 36.2021, 37.1343, 0.1)


def test_an_arabic_name_is_found(place: Find) -> None:
    assert near(place("قصف في دير الزور، سوريا.", "دير الزور"), 35.34, 40.14)


def test_every_choice_explains_itself(locator: Locator) -> None:
    text = "Clashes broke out in Tripoli, Lebanese police said."
    choices = locator.explain(Report(id="r", text=text), [Mention("text", Span(21, 28), "Tripoli")])[0]
    assert [choice.spot.country for choice in choices][:1] == ["LBN"]
    assert {"population", "share", "near", "within", "likeness"} <= set(choices[0].features)
    assert sum(choice.chance for choice in choices) == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("AaBc eز-,.'’0 ngSyria\n"), max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_mention_in_any_text_gives_an_answer(locator: Locator, text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    mention = Mention("text", Span(start, end), text[start:end])
    assert len(locator.locate(Report(id="r", text=text), [mention, mention])) == 2
