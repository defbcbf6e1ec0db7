import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.what.numbers import find_numbers, value


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("12 people", (12, 12)),
        ("at least 12 people", (12, None)),
        ("more than 320,000 lives", (320_000, None)),
        ("up to fifty men", (None, 50)),
        ("as many as 400", (None, 400)),
        ("between 10 and 15 dead", (10, 15)),
        ("10-15 dead", (10, 15)),
        ("ten to 15 dead", (10, 15)),
        ("Thirty killed", (30, 30)),
        ("dozens of them", (24, None)),
        ("scores were hurt", (40, None)),
        ("hundreds fled", (200, None)),
        ("tens of thousands fled", (20_000, None)),
        ("several houses", (3, None)),
        ("no casualties", (0, 0)),
        ("two dozen men", (24, 24)),
        ("two hundred and fifty-three", (253, 253)),
        ("1.2 million people", (1_200_000, 1_200_000)),
        ("some 80 fighters", (80, 80)),
        ("nearly 80 fighters", (80, 80)),
        ("twenty or more", (20, None)),
        ("both men", (2, 2)),
    ],
)
def test_number_words_have_the_codebooks_bounds(words: str, bounds: tuple[int | None, int | None]) -> None:
    found = list(find_numbers(words))
    assert [(number.low, number.high) for number in found] == [bounds]


def test_numbers_joined_by_and_are_two_unless_between_says_otherwise() -> None:
    assert [(n.low, n.high) for n in find_numbers("60 rebels and six civilians, three and four")] == [
        (60, 60),
        (6, 6),
        (3, 3),
        (4, 4),
    ]


@given(st.integers(0, 10**9))
def test_digits_with_and_without_commas_are_the_same_number(number: int) -> None:
    assert value(f"{number:,}") == value(str(number)) == number


@given(st.text())
def test_any_text_gives_spans_inside_it_and_ordered_bounds(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.span.start < number.span.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
        end = number.span.end
