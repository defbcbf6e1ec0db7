"""Intervals as the codebook rules them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.records import Interval
from dateline.when import Narrative, explain, resolve, tells_the_saying

TUESDAY = date(2016, 10, 25)
TOLD = Interval(date(2016, 9, 14), date(2016, 9, 14))


def days(start: str, end: str | None = "same") -> Interval:
    end = start if end == "same" else end
    return Interval(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Saturday", days("2016-10-22")),
        ("on Sunday night", days("2016-10-23")),
        ("Tuesday", days("2016-10-25")),
        ("Last Wednesday", days("2016-10-19")),
        ("last Tuesday", days("2016-10-18")),
        ("early on Tuesday", days("2016-10-25")),
        ("yesterday morning", days("2016-10-24")),
        ("today", days("2016-10-25")),
        ("the day before yesterday", days("2016-10-23")),
        ("last night", days("2016-10-24")),
        ("overnight", days("2016-10-25")),
        ("eight days ago", days("2016-10-17")),
        ("two years ago", days("2014-01-01", "2014-12-31")),
        ("Last week", days("2016-10-17", "2016-10-23")),
        ("last month", days("2016-09-01", "2016-09-30")),
        ("this month", days("2016-10-01", "2016-10-25")),
        ("this year", days("2016-01-01", "2016-10-25")),
        ("past three days", days("2016-10-22", "2016-10-25")),
        ("the last 24 hours", days("2016-10-24", "2016-10-25")),
        ("the past month", days("2016-09-25", "2016-10-25")),
        ("over the weekend", days("2016-10-22", "2016-10-23")),
        ("early June", days("2016-06-01", "2016-06-10")),
        ("mid-September", days("2016-09-11", "2016-09-20")),
        ("late February 2016", days("2016-02-21", "2016-02-29")),
        ("the 1990s", days("1990-01-01", "1999-12-31")),
        ("September 2014", days("2014-09-01", "2014-09-30")),
        ("17 November", days("2015-11-17")),
        ("Monday, Oct. 17", days("2016-10-17")),
        ("Nov. 6, 2016", days("2016-11-06")),
        ("from May 15-24", days("2016-05-15", "2016-05-24")),
        ("between 3 and 5 May", days("2016-05-03", "2016-05-05")),
        ("from 10 March to 17 March", days("2016-03-10", "2016-03-17")),
        ("from 28 December to 3 January 2016", days("2015-12-28", "2016-01-03")),
        ("between September 2002 and March 2003", days("2002-09-01", "2003-03-31")),
        ("since 2011", days("2011-01-01", None)),
        ("since the summer of 2014", days("2014-06-01", None)),
        ("until September 2017", days("", "2017-09-30")),
        ("before last summer", days("", "2016-05-31")),
        ("November last year", days("2015-11-01", "2015-11-30")),
        ("the third quarter of 1984", days("1984-07-01", "1984-09-30")),
        ("the first eight days of January", days("2016-01-01", "2016-01-08")),
        ("the last two weeks of March 2018", days("2018-03-18", "2018-03-31")),
        ("night of 14 June", days("2016-06-14")),
        ("2016–2017", days("2016-01-01", "2017-12-31")),
        ("May", days("2016-05-01", "2016-05-31")),
        ("between Monday and Wednesday", days("2016-10-17", "2016-10-19")),
        ("May 5, 6 and 7", days("2016-05-05", "2016-05-07")),
        ("through June 30", days("", "2016-06-30")),
        ("the weekend of May 7-8", days("2016-05-07", "2016-05-08")),
        ("the first Monday of October", days("2016-10-03")),
        ("the last Friday of Ramadan", days("2016-07-01")),
        ("one day last week", days("2016-10-17", "2016-10-23")),
        ("after Friday prayers", days("2016-10-21")),
        ("before dawn on Sunday", days("2016-10-23")),
        ("the week before last", days("2016-10-10", "2016-10-16")),
        ("a decade ago", days("2006-01-01", "2006-12-31")),
        ("Q3 2016", days("2016-07-01", "2016-09-30")),
        ("until now", days("", "2016-10-25")),
        ("World War II", days("1939-09-01", "1945-09-02")),
    ],
)
def test_what_has_happened_is_resolved_as_the_codebook_rules(words: str, expected: Interval) -> None:
    assert resolve(words, Narrative(TUESDAY)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Saturday", days("2016-10-29")),
        ("next week", days("2016-10-31", "2016-11-06")),
        ("next month", days("2016-11-01", "2016-11-30")),
        ("May 16", days("2017-05-16")),
        ("this weekend", days("2016-10-29", "2016-10-30")),
        ("this week", days("2016-10-25", "2016-10-30")),
        ("over the next four days", days("2016-10-25", "2016-10-29")),
    ],
)
def test_what_is_planned_lies_ahead(words: str, expected: Interval) -> None:
    assert resolve(words, Narrative(TUESDAY, "future")) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a week earlier", days("2016-09-07")),
        ("the following day", days("2016-09-15")),
        ("three days later", days("2016-09-17")),
        ("that night", days("2016-09-14")),
        ("the previous day", days("2016-09-13")),
        ("a day after", days("2016-09-13")),
        ("later that day", days("2016-09-14")),
        ("since then", days("2016-09-14", None)),
    ],
)
def test_some_words_count_from_what_was_told_last(words: str, expected: Interval) -> None:
    assert resolve(words, Narrative(TUESDAY, last=TOLD)) == expected


@pytest.mark.parametrize("words", ["recently", "in recent days", "for three days", "now", "", "the attack", "every day", "the next day"])
def test_what_fixes_no_days_is_none(words: str) -> None:
    assert resolve(words, Narrative(TUESDAY)) is None


@pytest.mark.parametrize(
    ("lead", "words", "expected"),
    [
        ("The fighting has gone on since", "Monday", days("2016-10-24", None)),
        ("They met last", "Wednesday", days("2016-10-19")),
        ("killed 12 people a day before", "Saturday", days("2016-10-21")),
        ("held talks over the", "past three days", days("2016-10-22", "2016-10-25")),
        ("talks, which conclude on", "October 28", days("", "2016-10-28")),
        ("On Monday the army said it had killed 12 people in", "June", days("2016-06-01", "2016-06-30")),
    ],
)
def test_words_left_outside_the_span_are_heard(lead: str, words: str, expected: Interval) -> None:
    assert resolve(words, Narrative(TUESDAY), lead) == expected


def test_a_plan_told_in_the_past_is_over() -> None:
    assert resolve("Saturday", Narrative(TUESDAY, "future"), "They were preparing to open fire on") == days("2016-10-22")


def test_without_a_publication_day_only_what_the_words_fix_resolves() -> None:
    assert resolve("3 May 2014", Narrative(None)) == days("2014-05-03")
    assert resolve("since 2011", Narrative(None)) == days("2011-01-01", None)
    assert resolve("Wednesday", Narrative(None)) is None
    assert resolve("May 3", Narrative(None)) is None


def test_the_weekday_beside_a_date_helps_to_find_its_year() -> None:
    assert resolve("Sunday, July 20", Narrative(TUESDAY)) == days("2014-07-20")


def test_a_date_a_few_days_ahead_of_the_header_is_not_put_a_year_back() -> None:
    assert resolve("October 26", Narrative(TUESDAY)) == days("2016-10-26")


def test_the_outlet_decides_the_order_of_day_and_month() -> None:
    assert resolve("3/5/2016", Narrative(TUESDAY, outlet="Al-Ahram")) == days("2016-05-03")
    assert resolve("3/5/2016", Narrative(TUESDAY, outlet="The New York Times")) == days("2016-03-05")
    assert resolve("25/5/2016", Narrative(TUESDAY, outlet="CNN")) == days("2016-05-25")


def test_a_time_told_in_gmt_may_fall_on_another_local_day() -> None:
    assert resolve("2230 GMT on Monday", Narrative(TUESDAY, offset=3)) == days("2016-10-25")
    assert resolve("2230 GMT on Monday", Narrative(TUESDAY)) == days("2016-10-24")


def test_the_end_of_the_calendar_is_no_traceback() -> None:
    assert resolve("next year", Narrative(date(9999, 12, 31), "future")) is None
    assert resolve("yesterday", Narrative(date(1, 1, 1))) is None
    assert resolve("29 February 2015", Narrative(TUESDAY)) is None


def test_leap_days_and_ends_of_months_stay_in_the_calendar() -> None:
    assert resolve("the past month", Narrative(date(2016, 3, 31))) == days("2016-02-29", "2016-03-31")
    assert resolve("29 February", Narrative(date(2015, 6, 1))) == days("2012-02-29")


def test_the_explanation_names_the_rule_and_the_days() -> None:
    assert explain("last week", Narrative(TUESDAY)) == "'last week': -1 week from publication: 2016-10-17 to 2016-10-23"
    assert "no days" in explain("recently", Narrative(TUESDAY))


@pytest.mark.parametrize(
    ("lead", "rest", "expected"),
    [
        ("Twelve people were killed, activists said", ".", True),
        ("Twelve people were killed, the army told AFP on", ".", True),
        ("the ministry reported late", " that", True),
        ("The army said", "'s raid killed 12 people", False),
        ("Twelve people were killed on", ", activists said", False),
        ("", "", False),
    ],
)
def test_a_day_beside_a_verb_of_saying_is_that_of_the_saying(lead: str, rest: str, expected: bool) -> None:
    assert tells_the_saying(lead, rest) is expected
