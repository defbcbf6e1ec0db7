"""The day that a report's own text shows."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.records import Report
from dateline.when import publication_day

HEADER = date(2016, 7, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27-07-2016 Dozens killed. A car bomb killed 44 people.", date(2016, 7, 27)),
        ("19.07.2016 (updated 14:57) More than 100 people have been killed.", date(2016, 7, 19)),
        ("Wednesday 27 Jul 2016 Bombing kills 16. Air strikes killed 16 people.", date(2016, 7, 27)),
        ("Strikes kill eight fighters Report Reuters Sunday 10 Jul 2016 Ten fighters died.", date(2016, 7, 10)),
        ("Posted on July 2 2016 by the desk. Thirty civilians were killed.", date(2016, 7, 2)),
        ("Date of publication 5 July 2016 The bomber was on a motorcycle.", date(2016, 7, 5)),
        ("Last updated at Aug 012016 BEIRUT A helicopter was shot down.", date(2016, 8, 1)),
        ("August 13 2016 2037 UTC+3 A representative of the army spoke.", date(2016, 8, 13)),
        ("BEIRUT, July 3 (Reuters) - Eight people died.", date(2016, 7, 3)),
        ("ALEPPO, Syria, July 22 -- Eight people died.", date(2016, 7, 22)),
    ],
)
def test_a_stamp_or_dateline_shows_the_day(text: str, expected: date) -> None:
    assert publication_day(Report("r", text, published=HEADER)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On Monday, Dec. 26, a leader of the group was killed.",
        "The force announced that it began its advance near Raqqa, Syria, Nov. 6, 2016. The operation will isolate the city.",
        "The minister (left) and the envoy on October 25, 2015. Image: the ministry.",
        "Ghouta: On August 21 2013 the army fired rockets.",
        "Troops were deployed on Wednesday.",
    ],
)
def test_a_date_inside_a_sentence_is_not_the_day_of_publication(text: str) -> None:
    assert publication_day(Report("r", text, published=HEADER)) is None


def test_a_full_date_needs_no_header() -> None:
    assert publication_day(Report("r", "27-07-2016 Dozens killed.")) == date(2016, 7, 27)
    assert publication_day(Report("r", "BEIRUT, July 3 (Reuters) - Eight people died.")) is None
