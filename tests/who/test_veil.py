"""Names hidden in a text, and the spans of what is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Span
from dateline.who import Veil
from dateline.who.veil import WITHHELD

TEXT = "Jean McGuffin was held. McGuffin's son and J. McGuffin wept; Jean did not. The mcguffin brand sells."


def test_whole_names_last_names_and_first_names_are_cut_to_initials() -> None:
    over = Veil(["Jean McGuffin", "J. McGuffin"], "initials").over(TEXT)
    assert over.text == "J. M. was held. M.'s son and J. M. wept; J. did not. The mcguffin brand sells."


def test_a_name_left_out_leaves_a_note() -> None:
    over = Veil(["Jean McGuffin", "J. McGuffin"], "omit").over(TEXT)
    assert over.text.startswith(f"{WITHHELD} was held. {WITHHELD}'s son and {WITHHELD} wept; {WITHHELD} did not.")


@pytest.mark.parametrize("spelled", ["JEAN MCGUFFIN", "Jéan McGuffin", "Jean  McGuffin", "jean mcguffin", "Jean-McGuffin"])
def test_case_accents_and_hyphens_hide_no_name(spelled: str) -> None:
    assert "guffin" not in Veil(["Jean McGuffin"], "omit").over(f"It was {spelled}, they said.").text.lower()


@pytest.mark.parametrize("sentence", ["Police Chief Smith", "the police of Jordan", "Abu Bakr", "In May the King met General Jordan"])
def test_words_that_mean_something_else_stay_where_they_stand_alone(sentence: str) -> None:
    over = Veil(["Police King May Jordan Abu Qux", "Dr Abu Quux"], "initials").over(sentence)
    assert over.text == sentence


def test_first_names_stay_in_places_and_all_words_in_the_names_of_others() -> None:
    text = "Victoria McGuffin left Victoria with Bob McGuffin."
    place, other = Span(text.index("Victoria with"), text.index(" with")), Span(text.index("Bob"), len(text) - 1)
    over = Veil(["Victoria McGuffin"], "initials").over(text, kept=[other], meant=[place])
    assert over.text == "V. M. left Victoria with Bob McGuffin."


def test_a_whole_name_is_hidden_inside_the_names_of_others() -> None:
    assert Veil(["Jean McGuffin"], "initials").whole("Jean McGuffin Street, McGuffin") == "J. M. Street, McGuffin"


def test_no_names_hide_nothing() -> None:
    assert Veil([], "omit").over(TEXT).text == TEXT


WORDS = ["Jean", "McGuffin", "said", "the", "army", "Ali", ".", ",", "\n", "’s", "É", "🙂"]


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.data())
def test_words_outside_hidden_names_keep_their_spans(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    over = Veil(["Jean McGuffin"], "omit").over(text)
    assert "McGuffin" not in over.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    moved = over.span(Span(start, end))
    assert moved.end <= len(over.text)
    if not any(cut.start < end and start < cut.end for cut in over.cuts):
        assert moved.of(over.text) == text[start:end]
