"""The figures against published examples and the laws that they keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Contradiction, Event, Side, Span, Toll
from dateline.review.agreement import alpha, matched, span_agreement
from dateline.review.drawing import LEAST, allotted, draw
from dateline.review.need import is_new, need_of
from dateline.review.wilson import share

WORD = st.sampled_from("abcd")


def test_alpha_is_that_of_krippendorffs_own_example_of_nominal_data() -> None:
    """Computing Krippendorff's Alpha-Reliability (2011), section B: two observers, twelve units, .692."""
    found = alpha(zip("aabbdcccedda", "babbbcccEddd".lower(), strict=True))
    assert found.value == pytest.approx(0.692, abs=0.0005)
    assert (found.units, found.same) == (12, 9)


def test_alpha_is_that_of_krippendorffs_own_example_of_binary_data() -> None:
    """The same text, section A: .095."""
    assert alpha(zip("0100000010", "1110010000", strict=True)).value == pytest.approx(0.095, abs=0.0005)


def test_alpha_is_that_of_krippendorffs_own_example_with_missing_values() -> None:
    """The same text, section C: four observers, twelve units, not everybody on each, .743."""
    observers = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [[None if value == "." else value for value in unit] for unit in zip(*observers, strict=True)]
    assert alpha(units).value == pytest.approx(0.743, abs=0.0005)


@given(st.lists(st.tuples(WORD, WORD)))
def test_alpha_does_not_mind_who_is_which_and_is_at_most_1(pairs: list[tuple[str, str]]) -> None:
    found, turned = alpha(pairs).value, alpha([(b, a) for a, b in pairs]).value
    assert (found is None) == (turned is None)
    assert found is None or (found <= 1 and found == pytest.approx(turned))


@given(st.lists(WORD, min_size=2).filter(lambda words: len(set(words)) > 1))
def test_alpha_of_one_mind_is_1(words: list[str]) -> None:
    assert alpha([(word, word) for word in words]).value == pytest.approx(1)


def test_wilson_is_that_of_newcombes_worked_examples() -> None:
    """R. G. Newcombe, Two-sided confidence intervals for the single proportion (Statistics in Medicine 17, 1998), table I, method 3."""
    for right, judged, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)):
        found = share(right, judged)
        assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@given(st.integers(0, 300), st.integers(0, 300))
def test_wilson_holds_the_share_and_turns_with_it(right: int, wrong: int) -> None:
    found, turned = share(right, right + wrong), share(wrong, right + wrong)
    assert 0 <= found.low <= found.high <= 1
    assert found.value is None or found.low <= found.value <= found.high
    assert [found.low, found.high] == pytest.approx([1 - turned.high, 1 - turned.low])


def test_spans_agree_exactly_or_by_overlap() -> None:
    found = span_agreement([([Span(0, 4), Span(6, 9)], [Span(0, 4), Span(7, 12)]), ([Span(1, 2)], [])])
    assert [found.exact, found.overlap] == pytest.approx([2 / 5, 4 / 5])
    assert span_agreement([([], [])]).exact is None


def test_a_span_is_matched_once() -> None:
    assert matched([Span(0, 10)], [Span(0, 3), Span(4, 9)]) == 1


@given(st.dictionaries(WORD, st.integers(1, 60), min_size=1), st.integers(0, 200))
def test_a_sample_is_exactly_as_large_as_asked_and_takes_of_every_type(sizes: dict[str, int], size: int) -> None:
    given_ = allotted(sizes, size)
    assert sum(given_.values()) == min(size, sum(sizes.values()))
    assert all(given_[kind] <= sizes[kind] for kind in sizes)
    if size >= LEAST * len(sizes):
        assert all(given_[kind] >= min(LEAST, sizes[kind]) for kind in sizes)


def test_the_same_seed_draws_the_same_sample_and_another_one_another() -> None:
    by_type = {kind: [f"{kind}{number}" for number in range(50)] for kind in "ab"}
    assert draw(by_type, 30, "1") == draw({kind: ids[::-1] for kind, ids in by_type.items()}, 30, "1")
    assert draw(by_type, 30, "1") != draw(by_type, 30, "2")


def test_need_is_the_sum_of_its_stated_parts() -> None:
    side = Side("Northern Column", "new-northern-column", "", "", ())
    event = Event("e", killed=Toll(9, 9, 9, ()), contradictions=(Contradiction("killed", "9 or 12", ()),), actors=(side,), confidence=0.5)
    found = need_of(event, 0.8)
    assert {reason.kind: reason.points for reason in found.reasons} == {"doubt": 18.0, "toll": 8.3, "contradiction": 20.0, "new actor": 15.0}
    assert found.score == 61.3


@given(st.integers(0, 10**6), st.floats(0, 1), st.integers(0, 20))
def test_need_lies_between_0_and_100(dead: int, sure: float, many: int) -> None:
    event = Event("e", killed=Toll(dead, dead, dead, ()), contradictions=(Contradiction("killed", "x", ()),) * many, confidence=sure)
    assert 0 <= need_of(event, sure).score <= 100


def test_a_private_person_is_no_new_actor() -> None:
    assert is_new("new-brigade") and not is_new("new-person-ali") and not is_new("Q1")
