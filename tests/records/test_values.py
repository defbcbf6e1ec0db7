from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InvalidRecord
from dateline.records import (
    Actor,
    Claim,
    Count,
    Interval,
    Place,
    Report,
    Span,
    Trigger,
    Voice,
    When,
    claim_from_dict,
    claim_id,
    claim_to_dict,
    report_from_dict,
    report_to_dict,
    with_id,
)

words = st.text(max_size=12)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 500), st.integers(0, 50))
actors = st.builds(Actor, spans, words, words, words, st.sampled_from(["", "SYR"]), st.sampled_from(["", "REB"]))
bounds = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted)
counts = st.one_of(
    bounds.map(lambda pair: Count(*pair)),
    st.builds(lambda low: Count(low, None), st.integers(0, 9)),
    st.just(Count(None, 7, Span(1, 2))),
)
days = st.one_of(st.none(), st.dates())
intervals = st.tuples(days, days).map(lambda pair: Interval(*(sorted(pair) if None not in pair else pair)))  # type: ignore[type-var]
claims = st.builds(
    Claim,
    id=st.just(""),
    report=words,
    part=st.sampled_from(["text", "title"]),
    sentence=spans,
    trigger=st.builds(Trigger, spans, words),
    type=st.sampled_from(["ASSAULT", "AID"]),
    modes=st.lists(words, max_size=2).map(tuple),
    actors=st.lists(actors, max_size=2).map(tuple),
    recipients=st.lists(actors, max_size=2).map(tuple),
    place=st.one_of(st.none(), st.builds(Place, spans, words, words, st.floats(-90, 90), st.floats(-180, 180))),
    when=st.one_of(st.none(), st.builds(When, spans, words, intervals)),
    sources=st.lists(st.builds(Voice, spans, words, words), max_size=2).map(tuple),
    quoted=st.booleans(),
    status=st.sampled_from(["actual", "planned", "possible", "denied"]),
    tally=st.booleans(),
    killed=st.one_of(st.none(), counts),
    confidence=st.floats(0, 1),
).map(with_id)


@given(claims)
def test_a_claim_survives_its_public_record(claim: Claim) -> None:
    assert claim_from_dict(claim_to_dict(claim)) == claim


@given(claims, claims)
def test_claims_have_the_same_id_exactly_when_they_have_the_same_content(one: Claim, other: Claim) -> None:
    assert (one.id == other.id) == (claim_to_dict(one) == claim_to_dict(other))
    assert claim_id(one) == one.id


@given(st.text(), st.text(max_size=20), days)
def test_a_report_survives_its_public_record(text: str, title: str, published: date | None) -> None:
    report = Report("r", text, title, published=published)
    assert report_from_dict(report_to_dict(report)) == report


@pytest.mark.parametrize("wrong", [lambda: Span(3, 2), lambda: Span(-1, 2), lambda: Count(None, None), lambda: Count(5, 4)])
def test_values_refuse_what_cannot_be(wrong: object) -> None:
    with pytest.raises(InvalidRecord):
        wrong()  # type: ignore[operator]


def test_an_interval_does_not_end_before_it_starts() -> None:
    with pytest.raises(InvalidRecord, match="2020-01-02 to 2020-01-01"):
        Interval(date(2020, 1, 2), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"schema": "dateline.claim/9"}, "expected schema"),
        ({"trigger": None}, "trigger: expected an object"),
        ({"trigger": {"span": [1]}}, r"trigger.span: expected \[start, end\]"),
        ({"trigger": {"span": [1, 2]}, "when": {"span": [1, 2], "start": "soon"}}, "expected an ISO day"),
        ({"trigger": {"span": [1, 2]}, "place": 7}, "place: expected an object or null"),
    ],
)
def test_a_malformed_claim_record_is_refused_with_the_field_and_what_was_found(record: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        claim_from_dict(record)
