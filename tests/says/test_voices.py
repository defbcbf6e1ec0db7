from dataclasses import replace

from dateline.records import Draft, Mention, Party, Proposal, Sentence, Span
from dateline.says.voices import voices

SENTENCE = Sentence("text", Span(0, 60), ())
PROPOSAL = Proposal(0, Span(10, 16), 0.9, (("ASSAULT", 0.9),), (("actual", 1.0),), (), (), 0.0, 2.0)
DRAFT = Draft(SENTENCE, Span(10, 16), PROPOSAL, "ASSAULT", (), "actual", False, False, 0.9, (), (), (), None, None, ())


def mention(start: int, end: int) -> Mention:
    return Mention("text", Span(start, end), "x" * (end - start))


def test_a_voice_is_given_once() -> None:
    assert voices(replace(DRAFT, voices=(mention(20, 24), mention(20, 24)))) == (mention(20, 24),)


def test_the_actor_of_an_act_is_not_its_own_source() -> None:
    draft = replace(DRAFT, actors=(Party(mention(0, 4), "", 0.0),), voices=(mention(0, 4), mention(20, 24)))
    assert voices(draft) == (mention(20, 24),)
