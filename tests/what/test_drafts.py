from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Span
from dateline.records.language import Tagged
from dateline.what.counts import counts
from dateline.what.drafts import calibrated, quotations


def tag(text: str, words: str, label: str) -> Tagged:
    start = text.index(words)
    return Tagged(label, Span(start, start + len(words)), 1.0)


def test_parts_of_one_toll_are_summed() -> None:
    text = "60 rebels and six civilians died"
    found = counts(text, Span(0, len(text)), [tag(text, "60", "killed"), tag(text, "six", "killed")])
    assert [(name, count.low, count.high) for name, count in found] == [("killed", 66, 66)]


def test_one_number_for_dead_and_wounded_together_is_no_count() -> None:
    text = "40 people were killed or wounded"
    assert counts(text, Span(0, len(text)), [tag(text, "40", "killed"), tag(text, "40", "injured")]) == ()


def test_the_wording_beside_a_number_outranks_its_tag() -> None:
    text = "The hospital received 38 dead and 67 wounded"
    found = counts(text, Span(0, len(text)), [tag(text, "38", "killed"), tag(text, "67", "killed")])
    assert [(name, count.low) for name, count in found] == [("injured", 67), ("killed", 38)]


def test_a_person_without_a_number_is_one() -> None:
    text = "a woman was hurt"
    (found,) = counts(text, Span(0, len(text)), [tag(text, "woman", "injured")])
    assert (found[1].low, found[1].high) == (1, 1)


def test_an_open_part_leaves_the_sum_open() -> None:
    text = "at least 12 soldiers and three guards died"
    (found,) = counts(text, Span(0, len(text)), [tag(text, "at least 12", "killed"), tag(text, "three", "killed")])
    assert (found[1].low, found[1].high) == (15, None)


def test_quotations_end_with_their_mark_or_their_paragraph() -> None:
    text = 'He said "we left" and went.\nThen “they came and never closed it.\nDone.'
    assert [span.of(text) for span in quotations(text)] == ['"we left"', "“they came and never closed it.\n"]


@given(st.text(alphabet='ab "“”\n', max_size=60))
def test_quotations_lie_in_the_text_in_order(text: str) -> None:
    spans = quotations(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.floats(0, 1))
def test_calibration_interpolates_and_stays_within_its_knots(score: float) -> None:
    knots = ((0.2, 0.1), (0.5, 0.4), (0.9, 0.95))
    assert 0.1 <= calibrated(score, knots) <= 0.95
    assert calibrated(score, ()) == score
