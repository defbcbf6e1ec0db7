import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.language.decode import best_tags, softmax, tag_spans

scores = st.integers(1, 12).flatmap(lambda n: arrays(np.float32, (n, 7), elements=st.floats(-5, 5, width=32)))


@given(scores)
def test_the_best_tags_begin_every_span_with_its_b(found: np.ndarray) -> None:
    tags = best_tags(found)
    for before, tag in zip([0, *tags], tags, strict=False):
        assert tag == 0 or tag % 2 == 1 or before in (tag, tag - 1)


@given(scores)
def test_the_spans_are_the_tagged_words(found: np.ndarray) -> None:
    tags = best_tags(found)
    covered = [word for _, start, end in tag_spans(tags) for word in range(start, end)]
    assert covered == [word for word, tag in enumerate(tags) if tag]


@given(scores)
def test_probabilities_sum_to_one(found: np.ndarray) -> None:
    assert np.allclose(softmax(found).sum(-1), 1, atol=1e-5)
