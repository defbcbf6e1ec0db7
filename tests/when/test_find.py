"""Time expressions of a text, as TIMEX3 has them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.when import find

FRIDAY = date(1998, 8, 14)


def told(text: str, published: date | None = FRIDAY) -> list[tuple[str, str, str, str]]:
    return [(found.text, found.type, found.value, found.mod) for found in find(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left on Friday.", ("Friday", "DATE", "1998-08-14", "")),
        ("It will open Monday.", ("Monday", "DATE", "1998-08-17", "")),
        ("in the early 1980s", ("the early 1980s", "DATE", "198", "START")),
        ("early next year", ("early next year", "DATE", "1999", "START")),
        ("the end of November", ("the end of November", "DATE", "1997-11", "END")),
        ("at 10:35 a.m. Friday", ("10:35 a.m. Friday", "TIME", "1998-08-14T10:35", "")),
        ("Wednesday night", ("Wednesday night", "TIME", "1998-08-12TNI", "")),
        ("more than four hours", ("more than four hours", "DURATION", "PT4H", "MORE_THAN")),
        ("two and a half years", ("two and a half years", "DURATION", "P2Y6M", "")),
        ("a minute and a half", ("a minute and a half", "DURATION", "PT1M30S", "")),
        ("the past twenty-four hours", ("the past twenty-four hours", "DURATION", "PT24H", "")),
        ("every day", ("every day", "SET", "P1D", "")),
        ("each Thursday", ("each Thursday", "SET", "XXXX-WXX-4", "")),
        ("Tuesday nights", ("Tuesday nights", "SET", "XXXX-WXX-2TNI", "")),
        ("They are currently away", ("currently", "DATE", "PRESENT_REF", "")),
        ("in nineteen ninety-seven", ("nineteen ninety-seven", "DATE", "1997", "")),
        ("in the third quarter", ("the third quarter", "DATE", "1998-Q3", "")),
        ("last week", ("last week", "DATE", "1998-W32", "")),
        ("last fall", ("last fall", "DATE", "1997-FA", "")),
        ("over the weekend", ("the weekend", "DATE", "1998-W32-WE", "")),
        ("on Thanksgiving 1996", ("Thanksgiving 1996", "DATE", "1996-11-28", "")),
    ],
)
def test_an_expression_has_its_extent_type_value_and_mod(text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(text) == [expected]


def test_expressions_stand_where_their_spans_say() -> None:
    text = "In March the army left; two days later, on 5 April 1997, it came back."
    assert [found.span.of(text) for found in find(text)] == [found.text for found in find(text)]
    assert len(find(text)) == 3


def test_a_year_earlier_than_a_quarter_is_a_quarter() -> None:
    found = told("Profit fell in the second quarter of 1998 from a year earlier.")
    assert [value for _, _, value, _ in found] == ["1998-Q2", "1997-Q2"]


@pytest.mark.parametrize(
    "text", ["You may march now or then.", "a 44-year-old man", "the quarters of the soldiers", "3,000 people", "Theresa May said"]
)
def test_words_that_tell_no_date_are_left_alone(text: str) -> None:
    assert [found for found in told(text) if found[2] != "PRESENT_REF"] == []


def test_without_a_publication_day_values_stay_open() -> None:
    found = told("on Wednesday, May 3 and in 2011", None)
    assert [value for _, _, value, _ in found] == ["XXXX-05-03", "2011"]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "١٢ مايو", "²³/⁴", "99999999999999999999 years ago", "the 0th week of 0000", "1/0 days", "-" * 999]
)
def test_odd_text_is_read_without_complaint(text: str) -> None:
    assert isinstance(find(text, FRIDAY), list)
