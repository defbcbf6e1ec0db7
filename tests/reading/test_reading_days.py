"""The day of publication, as sources write it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UnreadableReport
from dateline.reading.days import read_day

DAY = date(2016, 7, 27)


@pytest.mark.parametrize(
    "value",
    [
        "2016-07-27",
        "20160727",
        " 2016-07-27T23:30:00+03:00 ",
        "2016-07-27T23:30:00Z",
        "2016-07-27 23:30:00.123 UTC",
        "Wed, 27 Jul 2016 23:30:00 -0500",
        "27 July 2016",
        "July 27th, 2016",
        "Wednesday, July 27, 2016",
        "27/07/2016",
        "07/27/2016",
        "27.07.2016",
        "2016/07/27",
        1469620800,
        1469620800000,
        1469620800.5,
        DAY,
        datetime(2016, 7, 27, 23, tzinfo=UTC),
    ],
)
def test_a_day_is_read_as_its_publisher_counts_it(value: date | str | float) -> None:
    assert read_day(value) == DAY


@pytest.mark.parametrize("value", [None, "", "  "])
def test_nothing_is_no_day(value: str | None) -> None:
    assert read_day(value) is None


@pytest.mark.parametrize("value", ["yesterday", "2016-13-01", "2016-02-30T10:00", "31/02/2016", "2016", 12, float("nan"), 1e300, True])
def test_what_is_no_date_is_refused(value: str | float) -> None:
    with pytest.raises(UnreadableReport, match="2016-07-27"):
        read_day(value)


def test_a_day_whose_order_cannot_be_told_is_refused() -> None:
    with pytest.raises(UnreadableReport, match="day or month first"):
        read_day("03/04/2016")
    assert read_day("04/04/2016") == date(2016, 4, 4)


@given(st.text() | st.floats() | st.integers())
def test_anything_is_a_day_or_refused(value: str | float) -> None:
    with suppress(UnreadableReport):
        assert isinstance(read_day(value), date | None)
