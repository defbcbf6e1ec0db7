"""Named days of several calendars."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.records import Interval
from dateline.when import Narrative, resolve


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Ramadan 2016", "2016-06-06", "2016-07-04"),
        ("Eid al-Adha 2014", "2014-10-04", "2014-10-07"),
        ("Ashura 2014", "2014-11-03", "2014-11-03"),
        ("Nowruz 2016", "2016-03-20", "2016-03-20"),
        ("Easter 2016", "2016-03-27", "2016-03-27"),
        ("Orthodox Easter 2016", "2016-05-01", "2016-05-01"),
        ("Good Friday 2015", "2015-04-03", "2015-04-03"),
        ("Yom Kippur 2016", "2016-10-12", "2016-10-12"),
        ("Thanksgiving Day 2013", "2013-11-28", "2013-11-28"),
        ("Election Day 1998", "1998-11-03", "1998-11-03"),
        ("Memorial Day 2016", "2016-05-30", "2016-05-30"),
        ("Bastille Day 2016", "2016-07-14", "2016-07-14"),
        ("9/11", "2001-09-11", "2001-09-11"),
        ("12 Ramadan 1437", "2016-06-17", "2016-06-17"),
        ("22 Bahman 1357", "1979-02-11", "1979-02-11"),
        ("1 Muharram 1300", "1882-11-12", "1882-11-12"),
    ],
)
def test_a_named_day_of_a_year_is_found(words: str, start: str, end: str) -> None:
    assert resolve(words, Narrative(None)) == Interval(date.fromisoformat(start), date.fromisoformat(end))


def test_a_named_day_without_year_is_the_latest_or_the_next() -> None:
    published = date(2016, 10, 25)
    assert resolve("Ramadan", Narrative(published)) == Interval(date(2016, 6, 6), date(2016, 7, 4))
    assert resolve("Christmas", Narrative(published, "future")) == Interval(date(2016, 12, 25), date(2016, 12, 25))
    assert resolve("22 Bahman", Narrative(published)) == Interval(date(2016, 2, 11), date(2016, 2, 11))
