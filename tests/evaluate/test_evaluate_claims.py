"""`evaluate claims` agrees with the referee (score.py), and its matching keeps its promises."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.claims import score, values
from dateline.evaluate.matching import distance_km, mention_pairs, pair_claims, same_mention, same_place
from dateline.ontology import load_types
from dateline.records import COUNTS, STATUSES, Actor, Claim, Count, Place, Report, Span, Trigger, claim_from_dict, claim_to_dict

SPANS = st.tuples(st.integers(0, 120), st.integers(1, 100)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def shifted(rng: random.Random, span: Span) -> Span:
    start = max(0, span.start + rng.choice((-9, -4, 0, 0, 0, 3)))
    return Span(start, max(start + 1, span.end + rng.choice((-6, 0, 0, 0, 5))))


def perturbed(rng: random.Random, claim: Claim) -> Claim:
    """The claim with some of its fields spoilt, each with a chance of its own."""

    def people(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        kept = [replace(a, span=shifted(rng, a.span)) for a in actors if rng.random() < 0.85]
        return tuple(replace(a, country=rng.choice((a.country, "SYR"))) for a in rng.sample(kept, len(kept)))

    counts = {name: rng.choice((getattr(claim, name), getattr(claim, name), None, Count(rng.randint(0, 3), None))) for name in COUNTS}
    place = claim.place and replace(
        claim.place, lat=rng.choice((claim.place.lat, claim.place.lat, None)), lon=(claim.place.lon or 0) + rng.choice((0, 0.3, 4))
    )
    return replace(
        claim,
        trigger=Trigger(shifted(rng, claim.trigger.span), claim.trigger.text),
        type=rng.choice((claim.type, claim.type, "ASSAULT")),
        modes=tuple(rng.sample(claim.modes, rng.randint(0, len(claim.modes)))) + rng.choice(((), ("aerial",))),
        status=rng.choice((claim.status, claim.status, *STATUSES)),
        tally=rng.choice((claim.tally, claim.tally, True)),
        actors=people(claim.actors),
        recipients=people(claim.recipients),
        sources=claim.sources[: rng.randint(0, 2)],
        place=rng.choice((place, place, None)),
        when=rng.choice((claim.when, claim.when, None)),
        **counts,
    )


def spoilt(rng: random.Random, claims: list[Claim]) -> list[Claim]:
    """Some of the claims left out, some twice, all spoilt, in another order."""
    kept = [perturbed(rng, claim) for claim in claims for _ in range(rng.choice((0, 1, 1, 1, 1, 2)))]
    rng.shuffle(kept)
    return kept


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_figures_are_the_referees_on_spoilt_claims(shared: Callable[..., Path], tmp_path: Path, seed: int) -> None:
    gold, referee = shared("gold", "dev.jsonl"), shared("score.py")
    rng = random.Random(seed)
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    annotated = [[claim_from_dict(claim, record["id"]) for claim in record["claims"]] for record in records]
    coded = [spoilt(rng, claims) for claims in annotated]
    path = tmp_path / "claims.jsonl"
    lines = (json.dumps(claim_to_dict(claim)) + "\n" for claims in coded for claim in claims)
    path.write_text("".join(lines), encoding="utf-8")
    ran = subprocess.run([sys.executable, referee, gold, path, "--json"], capture_output=True, text=True, check=True)
    assert values(score(zip(annotated, coded, strict=True))) == json.loads(ran.stdout)


def claim(start: int, kind: str = "ASSAULT", actors: tuple[Actor, ...] = ()) -> Claim:
    return Claim("", "r", "text", Span(0, 500), Trigger(Span(start, start + 6), "attack"), kind, actors=actors)


CLAIMS = st.lists(st.builds(claim, st.integers(0, 60), st.sampled_from(sorted(load_types()))), max_size=8)


@given(SPANS)
def test_a_mention_is_the_same_as_itself(span: Span) -> None:
    assert same_mention(span, span)


@given(SPANS, SPANS)
def test_the_same_mention_is_so_from_both_sides_and_only_where_words_are_shared(a: Span, b: Span) -> None:
    assert same_mention(a, b) == same_mention(b, a)
    assert not same_mention(a, b) or a.overlaps(b)


@given(SPANS, SPANS, st.integers(0, 50))
def test_where_a_report_begins_makes_no_difference_to_mentions(a: Span, b: Span, offset: int) -> None:
    assert same_mention(a, b) == same_mention(a.shifted(offset), b.shifted(offset))


@given(CLAIMS, CLAIMS)
def test_claims_are_paired_one_to_one_and_none_is_lost(gold: list[Claim], coded: list[Claim]) -> None:
    pairs, missed, extra = pair_claims(gold, coded)
    assert len(pairs) + len(missed) == len(gold)
    assert len(pairs) + len(extra) == len(coded)
    assert all(g.trigger.span.overlaps(c.trigger.span) for g, c in pairs)
    assert not [1 for g in missed for c in extra if g.trigger.span.overlaps(c.trigger.span)]


@given(CLAIMS)
def test_claims_against_themselves_are_all_right(claims: list[Claim]) -> None:
    apart = list({one.trigger.span.start // 6: one for one in claims if one.trigger.span.start % 6 == 0}.values())
    for figure in ("trigger", "trigger+type", "SLOTS"):
        right, gold, coded = score([(apart, apart)]).tally.get(figure, (0, 0, 0))
        assert right == gold == coded


@given(CLAIMS, CLAIMS)
def test_precision_and_recall_change_places_with_gold_and_coded(gold: list[Claim], coded: list[Claim]) -> None:
    there, back = score([(gold, coded)]), score([(coded, gold)])
    assert there.prf("trigger")[:2] == back.prf("trigger")[1::-1]


@given(st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5))
def test_a_mention_is_used_once(gold: list[Span], coded: list[Span]) -> None:
    pairs = mention_pairs([Actor(span, "") for span in gold], [Actor(span, "") for span in coded])
    assert len({id(mention) for _, mention in pairs}) == len(pairs) <= min(len(gold), len(coded))


POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
def test_distances_are_the_same_both_ways_and_within_half_the_earth(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= 20016


def test_a_place_without_coordinates_agrees_with_nothing() -> None:
    nowhere, somewhere = Place(Span(0, 4), "Gao"), Place(Span(0, 4), "Gao", lat=16.27, lon=-0.04)
    assert not same_place(nowhere, nowhere)
    assert not same_place(somewhere, nowhere)
    assert same_place(somewhere, somewhere)


def test_a_report_that_was_not_coded_counts_as_missed() -> None:
    report = Report("r", "x")
    assert report.id == "r"
    assert score([([claim(0)], [])]).prf("trigger") == (0.0, 0.0, 0.0)
    assert score([([claim(0)], [])]).tally["type"] == [0, 1, 0]
