"""Weights that keep their signs, and folds in which no topic teaches itself."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evaluate.ecb_folds import weights_by_topic
from dateline.evaluate.signed_fit import fit, signs
from dateline.events.traces import Trace, trace
from dateline.records import Claim, Span, Trigger

NAMES = ("always", "same_day", "other_place")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_weights_keep_the_signs_that_names_promise(seed: int) -> None:
    random = np.random.default_rng(seed)
    features = np.hstack([np.ones((60, 1)), random.random((60, 2))])
    same = (random.random(60) < 0.5).astype(float)
    always, positive, negative = fit(features, same, signs(NAMES, frozenset({"always"})))
    assert positive >= 0 >= negative
    assert np.isfinite(always)


def test_a_feature_that_tells_gets_its_weight() -> None:
    features = np.array([[1, 1, 0], [1, 0, 1]] * 50, dtype=float)
    same = np.array([1.0, 0.0] * 50)
    _, positive, negative = fit(features, same, signs(NAMES, frozenset({"always"})))
    assert positive > 1
    assert negative < -1


def mention(topic: int, number: int, word: str) -> Trace:
    report = f"{topic}_{number % 2}"
    claim = Claim(f"{report}:{number}", report, "text", Span(0, 40), Trigger(Span(number, number + 4), word), "ASSAULT")
    return replace(trace(claim, None), lead=False)


def test_no_topic_teaches_its_own_weights() -> None:
    traces = {topic: [mention(topic, n, word) for n, word in enumerate(("raid", "raid", "march", "march"))] for topic in range(1, 6)}
    chains = {item.key: f"{topic} {sorted(item.triggers)}" for topic, found in traces.items() for item in found}
    changed = chains | {item.key: item.key for item in traces[1]}
    before, after = (weights_by_topic(traces, known, lambda topics, weights: 0.0) for known in (chains, changed))
    assert before[1] == after[1]
    assert before[2] != pytest.approx(after[2])
