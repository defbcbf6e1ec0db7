from dateline.training.augment import recased, without_marks
from dateline.training.examples import Example, Frame

FIRST = Example(["In", "Gao", ",", "rebels", "fired"], "d", {"trigger": [0, 0, 0, 0, 4]}, frames=[Frame(4, {1: 7, 3: 1}, {}, 4)])
SECOND = Example(["The", "army's".split("'", maxsplit=1)[0], "'", "s", "men", "fell"], "d", frames=[Frame(5, {4: 3, -4: 7, -3: 7}, {}, 4)])


def test_labels_and_tags_move_with_their_words() -> None:
    first, second = without_marks([FIRST, SECOND])
    assert first.words == ["In", "Gao", "rebels", "fired"]
    assert first.labels["trigger"] == [0, 0, 0, 4]
    assert (first.frames[0].word, first.frames[0].roles) == (3, {1: 7, 2: 1})
    assert second.words == ["The", "army", "s", "men", "fell"]
    assert (second.frames[0].word, second.frames[0].roles) == (4, {3: 3, -3: 7})


def test_a_change_of_case_changes_no_label() -> None:
    (shouted,) = recased(str.upper)([FIRST])
    assert shouted.words[1] == "GAO"
    assert shouted.labels == FIRST.labels
    assert shouted.frames == FIRST.frames
