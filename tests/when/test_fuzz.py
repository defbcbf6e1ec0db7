"""Any text, any day: never an exception, never a start after an end."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import Interval, Report
from dateline.when import Narrative, explain, find, publication_day, resolve, tells_the_saying
from dateline.when.language import load

FORMS = sorted({" ".join(entry.tokens) for branch in load().words.values() for entry in branch.ends})
DIGITS = st.one_of(st.integers(0, 3000).map(str), st.from_regex(r"\d{1,4}[-/.:]\d{1,4}([-/.]\d{1,4})?", fullmatch=True))
WORDS = st.one_of(st.sampled_from(FORMS), DIGITS, st.sampled_from([",", "-", "–", ".", "'", "(", ")", "\n\n", "troops"]))
PHRASES = st.lists(WORDS, max_size=8).map(" ".join)
TEXTS = st.one_of(PHRASES, st.text(max_size=60))
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date(1, 1, 1), date(9999, 12, 31), date(2016, 2, 29), date(2015, 12, 31)]))
INTERVALS = st.one_of(st.none(), st.lists(st.dates(), min_size=2, max_size=2).map(lambda days: Interval(min(days), max(days))))


@settings(max_examples=400, deadline=None)
@given(words=TEXTS, lead=TEXTS, published=DAYS, last=INTERVALS, tense=st.sampled_from(["past", "future", "present"]))
def test_any_words_resolve_to_an_interval_or_none(words: str, lead: str, published: date | None, last: Interval | None, tense: str) -> None:
    narrative = Narrative(published, tense, last, "CNN", 3.5)  # type: ignore[arg-type]
    interval = resolve(words, narrative, lead)
    assert interval is None or interval.start or interval.end
    assert isinstance(explain(words, narrative, lead), str)
    assert isinstance(tells_the_saying(lead, words), bool)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, published=DAYS)
def test_any_text_is_searched_and_spans_hold_their_words(text: str, published: date | None) -> None:
    end = 0
    for found in find(text, published):
        assert found.span.of(text) == found.text
        assert found.span.start >= end
        assert found.value
        end = found.span.end


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, published=DAYS)
def test_any_report_has_a_day_of_publication_or_none(text: str, published: date | None) -> None:
    day = publication_day(Report("r", text, published=published))
    assert day is None or isinstance(day, date)
