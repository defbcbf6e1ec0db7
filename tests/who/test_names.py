import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.who.names import folded, normal, slug, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Da’esh", "Daesh"),
        ("The Al-Nusra Front", "al Nusra front"),
        ("Erdoğan", "Erdogan"),
        ("U.S.", "US"),
        ("Syria's", "Syria"),
        ("Sana'a", "Sanaa"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jaish al-Islam", "Jaysh al Islam"), ("Muammar Qadhafi", "Moammar Kadhafi"), ("Nour al-Din al-Zenki", "Nureddin Zinki")],
)
def test_transliterations_come_near_when_folded(one: str, other: str) -> None:
    first, second = folded(normal(one)), folded(normal(other))
    assert first == second or len(set(first) ^ set(second)) <= 3


def test_a_short_initialism_is_not_a_common_word() -> None:
    assert normal("IS") != normal("is")
    assert normal("US") != normal("us")


def test_a_full_stop_ends_a_name_but_not_a_title() -> None:
    stops = {token.text: token.stop for token in tokens("He met Gen. Smith in Iraq. Army units left.")}
    assert not stops["Gen"]
    assert stops["Iraq"]


@given(st.text())
def test_any_text_has_words_that_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.key


@given(st.text())
def test_normalising_and_folding_twice_changes_nothing_for_plain_names(text: str) -> None:
    key = normal(text).lower()
    assert normal(key) in (key, key.removeprefix("the "), normal(key))
    assert isinstance(folded(key), str)
    assert slug(text) == slug(text)
