import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.sentences import PIECE, sentences, split_sentences
from dateline.records import Report


def split(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Lt. Gen. J. R. Smith met Mr. Jones on Jan. 5 in Washington, D.C., officials said.",
        "BEIRUT (AP) - Shells fell on the town on Monday.",
        "The U.S. Navy sailed.",
        '"We left. We had to," he said.',
    ],
)
def test_abbreviations_initials_datelines_and_quotations_end_no_sentence(whole: str) -> None:
    assert split(whole) == [whole]


def test_sentences_and_paragraphs_are_divided() -> None:
    text = "Troops left. They returned.\n\nA new day\nBegan."
    assert split(text) == ["Troops left.", "They returned.", "A new day", "Began."]
    assert [sentence.paragraph for sentence in split_sentences(text)] == [0, 0, 1, 2]


def test_a_hard_wrapped_line_runs_on() -> None:
    assert split("The army took the\ntown on Monday.") == ["The army took the\ntown on Monday."]


def test_the_headline_is_the_first_sentence() -> None:
    found = sentences(Report("r", "Troops left.", "Army leaves town"))
    assert [(s.part, s.span.of((s.part == "title" and "Army leaves town") or "Troops left.")) for s in found] == [
        ("title", "Army leaves town"),
        ("text", "Troops left."),
    ]


@given(st.text(max_size=400))
def test_any_text_is_covered_but_for_blanks_in_order_and_never_too_long(text: str) -> None:
    end = 0
    for sentence in split_sentences(text):
        assert not text[end : sentence.span.start].strip()
        assert sentence.span.start >= end
        assert 0 < len(sentence.words) <= PIECE + 1
        assert all(sentence.span.contains(word) for word in sentence.words)
        end = sentence.span.end
