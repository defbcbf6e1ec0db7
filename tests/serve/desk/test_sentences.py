"""Fields in words, marks in texts, steps of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ontology import load_types
from dateline.records import Event, Interval, Place, Side, Span, Speaker, Toll
from dateline.serve.desk.charts import Bar, columns
from dateline.serve.desk.marking import Mark, from_start, segments
from dateline.serve.desk.periods import months, steps
from dateline.serve.desk.sentences import load_verbs, period, said_by, sentence


def side(name: str) -> Side:
    return Side(name, "", "", "", ())


ATTACK = Event(
    id="e",
    type="ASSAULT",
    actors=(side("gunmen"),),
    recipients=(side("traders"), side("elders")),
    place=Place(Span(0, 3), "Gao"),
    when=Interval(date(2014, 2, 25), date(2014, 2, 25)),
    killed=Toll(12, 12, None, ()),
)


def told(event: Event) -> str:
    return "".join(piece.text for piece in sentence(event))


def test_the_fields_make_a_sentence() -> None:
    assert told(ATTACK) == "Gunmen attacked traders and elders in Gao on 25 February 2014: at least 12 killed."


@pytest.mark.parametrize(
    ("status", "said"),
    [("planned", "Gunmen planned to attack"), ("possible", "Gunmen may have attacked"), ("denied", "It is denied that Gunmen attacked")],
)
def test_the_sentence_never_tells_as_fact_what_is_none(status: str, said: str) -> None:
    event = Event(id="e", type="ASSAULT", status=status, actors=ATTACK.actors, recipients=ATTACK.recipients)  # type: ignore[arg-type]
    assert told(event).startswith(said)


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_without_an_actor_the_thing_itself_keeps_its_status(status: str) -> None:
    event = Event(id="e", type="PROTEST", status=status)  # type: ignore[arg-type]
    assert "took place" not in told(event)


@pytest.mark.parametrize("kind", sorted(load_types()))
def test_every_type_of_the_codebook_can_be_said(kind: str) -> None:
    assert kind in load_verbs()
    assert told(Event(id="e", type=kind)).endswith(".")


def test_voices_are_counted_and_named() -> None:
    event = Event(id="e", speakers=tuple(Speaker(name, "", (), 1) for name in ("army", "monitor", "witnesses")))
    assert said_by(event) == "Said by 3 independent voices: army, monitor and witnesses."


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2016, 5, 1), date(2016, 5, 3), "1 to 3 May 2016"),
        (date(2016, 5, 30), date(2016, 6, 2), "30 May 2016 to 2 June 2016"),
        (date(2016, 5, 1), None, "from 1 May 2016"),
        (None, date(2016, 5, 1), "until 1 May 2016"),
        (None, None, ""),
    ],
)
def test_a_period_reads_as_people_write_it(start: date | None, end: date | None, said: str) -> None:
    assert period(Interval(start, end)) == said


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=6))
def test_segments_give_the_text_back_whatever_is_marked(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(Span(start, start + length), "actor", "c", number) for number, (start, length) in enumerate(spans)]
    found = segments(text, marks)
    assert "".join(segment.text for segment in found) == text
    for mark in marks:
        covered = "".join(segment.text for segment in found if mark in segment.marks)
        assert covered == text[mark.span.start : mark.span.end]


@given(st.text(alphabet="ab. \n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_passage_only_grows_when_it_is_drawn_back_to_its_sentence(text: str, start: int, length: int) -> None:
    stretch = Span(min(start, len(text)), min(start + length, len(text)))
    grown = from_start(text, stretch)
    assert grown.contains(stretch) and "\n" not in text[grown.start : stretch.start]


@given(st.dates(date(1, 1, 1)), st.dates(date(1, 1, 1)))
def test_months_have_no_holes(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = list(months(first.isoformat()[:7], last.isoformat()[:7]))
    assert len(found) == (last.year - first.year) * 12 + last.month - first.month + 1
    assert found == sorted(found)


def test_steps_fill_the_months_between() -> None:
    assert steps(["2020-11", "2021-02"], "month") == ["2020-11", "2020-12", "2021-01", "2021-02"]
    assert steps(["2020-11", "2022-02"], "year") == ["2020", "2021", "2022"]
    assert steps([], "month") == []


def test_a_chart_has_a_bar_for_every_number_and_escapes_its_words() -> None:
    drawn = columns([Bar("2020", 3, 1), Bar("<b>", 0, 2)], 'a "title"')
    assert drawn.count("<rect") == 3 and "<b>" not in drawn and 'a "title"' not in drawn
