import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.sentences import sentences
from dateline.records import Report
from dateline.says.attribution import attributions
from dateline.says.voices import vouched


def told(text: str) -> list[tuple[list[str], str]]:
    report = Report("r", text)
    return [([voice.text for voice in vouch.voices], vouch.stretch.of(text)) for vouch in vouched(report, sentences(report))]


@pytest.mark.parametrize(
    ("text", "voices", "inside"),
    [
        ("Troops shelled the town, a monitor said.", ["monitor"], "shelled"),
        ("Rebel commanders said troops shelled the town.", ["Rebel commanders"], "shelled"),
        ("According to the Red Cross, troops shelled the town.", ["Red Cross"], "shelled"),
        ("Troops shelled the town, rebel sources told Reuters.", ["rebel sources", "Reuters"], "shelled"),
        ("The Syrian Observatory for Human Rights (SOHR) said jets hit it.", ["Syrian Observatory for Human Rights"], "hit"),
        ('"We hit the convoy," said Omar Farouk of the brigade.', ["Omar Farouk"], "hit"),
    ],
)
def test_the_wording_gives_the_voice(text: str, voices: list[str], inside: str) -> None:
    found = told(text)
    assert next(names for names, stretch in found if inside in stretch) == voices


def test_a_pronoun_carries_the_voice_of_the_sentence_before() -> None:
    found = told("The agency said jets hit the depot. It said guns fired on the road.")
    assert found[1][0] == ["agency"]


def test_hearsay_carries_the_voice_on() -> None:
    found = told("Mr Colville said they killed 15 men. Six others were allegedly beaten.")
    assert found[1] == (["Mr Colville"], "Six others were allegedly beaten.")


def test_an_announced_thing_is_an_act_and_no_attribution() -> None:
    assert told("The government announced a truce.") == []


@given(st.lists(st.sampled_from('The army said that told he , . Reuters " according to a ( ) and rebels was'.split()), max_size=25))
def test_any_words_give_voices_and_stretches_inside_the_sentence(words: list[str]) -> None:
    for found in attributions(words):
        assert 0 <= found.voice[0] < found.voice[1] <= len(words)
        assert 0 <= found.start < found.end <= len(words)
