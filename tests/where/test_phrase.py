from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.where.phrase import coordinates, parse


@pytest.mark.parametrize(
    ("text", "bearing", "distance", "of"),
    [
        ("80 km west of Deir ez-Zor", 270, 80, True),
        ("eastern Aleppo", 90, None, False),
        ("east of Aleppo city", 90, None, True),
        ("northeast Syria", 45, None, False),
        ("north-western Syria", 315, None, False),
        ("fifty miles away", None, None, False),
        ("12 miles southeast of Mosul", 135, pytest.approx(19.3, abs=0.1), True),
    ],
)
def test_directions_and_distances_are_read(text: str, bearing: float | None, distance: float | None, of: bool) -> None:
    phrase = parse(text)
    assert (phrase.bearing, phrase.distance, phrase.of) == (bearing, distance, of)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the town", "town"),
        ("Homs province", "province"),
        ("Tanf military outpost", "base"),
        ("al-Gharbiya neighborhood", "quarter"),
        ("western districts of the town", "quarter"),
        ("the village of Safina", "village"),
        ("Mosul", ""),
    ],
)
def test_the_kind_word_is_that_of_the_head(text: str, kind: str) -> None:
    assert parse(text).kind == kind


def test_surroundings_and_stretches_between_are_told_apart() -> None:
    assert parse("outskirts of Mosul").around
    assert parse("border of Homs and Deir e-Zor provinces").between
    assert parse("between Homs and Hama").between
    assert not parse("Homs").around


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("36.2021, 37.1343", (36.2021, 37.1343)),
        ("36°12'N 37°9'E", (36.2, 37.15)),
        ("12.5°S, 45.25°W", (-12.5, -45.25)),
        ("97.1234, 37.1343", None),
        ("on 12.03, 15.30 dollars were", (12.03, 15.30)),
        ("Aleppo", None),
    ],
)
def test_written_coordinates_are_read(text: str, at: tuple[float, float] | None) -> None:
    assert coordinates(text) == (pytest.approx(at) if at else None)


@given(st.text(max_size=60))
def test_any_words_can_be_parsed(text: str) -> None:
    parse(text)
    coordinates(text)
