import pytest

from dateline.records import Span
from dateline.what.harm import harm_words, is_part, single, tolls


def told(text: str) -> dict[str, tuple[int | None, int | None]]:
    return {name: (count.low, count.high) for name, count in tolls(text, Span(0, len(text))).items()}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The raid killed at least 12 people.", {"killed": (12, None)}),
        ("Twelve people were killed in Idlib.", {"killed": (12, 12)}),
        ("The blast left 3 dead and wounded 14.", {"killed": (3, 3), "injured": (14, 14)}),
        ("An attack killed 44 and injured 140 others.", {"killed": (44, 44), "injured": (140, 140)}),
        ("The hospital received the bodies of 70 civilians.", {"killed": (70, 70)}),
        ("The monitor said scores were also injured.", {"injured": (40, None)}),
        ("The army shelled 30 villages; the dead lay in the road.", {}),
        ("Scores of people were killed and injured.", {}),
    ],
)
def test_tolls_are_read_off_the_wording(text: str, bounds: dict[str, tuple[int | None, int | None]]) -> None:
    assert told(text) == bounds


def test_the_span_of_a_toll_is_its_number() -> None:
    text = "It rained. The raid killed at least 12 people."
    (count,) = tolls(text, Span(11, len(text))).values()
    assert count.span is not None
    assert count.span.of(text) == "at least 12"


def test_a_number_told_as_part_of_another_is_a_part() -> None:
    text = "56 dead including 11 children, nineteen of them girls"
    assert is_part(text, Span(0, len(text)), Span(text.index("11"), text.index("11") + 2))
    assert is_part(text, Span(0, len(text)), Span(text.index("nineteen"), text.index("nineteen") + 8))
    assert not is_part(text, Span(0, len(text)), Span(0, 2))


def test_a_single_victim_of_a_killing_is_one() -> None:
    assert single("assassination", ["mayor"])
    assert single("executed", ["pilot"])
    assert not single("executed", ["pilots"])
    assert not single("executed", ["police"])
    assert not single("shelled", ["pilot"])


def test_every_harm_word_counts_the_killed_or_the_injured() -> None:
    assert {count for count, _ in harm_words().values()} == {"killed", "injured"}
    assert {use for _, use in harm_words().values()} <= {"after", "before", "both", "alone"}
