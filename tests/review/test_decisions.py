"""Decisions at the desk: the log takes them, the events follow, and undoing brings everything back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from dateline.archive import Archive, NotThere
from dateline.errors import DatelineError, InvalidRecord
from dateline.events import link
from dateline.records import Claim, Event
from dateline.review.bench import Bench
from dateline.review.decisions import as_reviewed, correction, division, merger, said, states, verdict
from dateline.review.preview import claims_of, preview_division, preview_merger
from dateline.review.queue import queue
from dateline.review.wording import Chosen, value_of, without
from dateline.when import dated


def by_id(events: Iterable[Event]) -> dict[str, Event]:
    """Events by id; the archive keeps a record's fields in the order of their names."""
    return {event.id: replace(event, variants=tuple(sorted(event.variants))) for event in events}


def events(archive: Archive) -> dict[str, Event]:
    return by_id(kept.event for kept in archive.events() if not kept.gone and not kept.event.merged_into)


def two(archive: Archive) -> tuple[Event, Event]:
    found = sorted(events(archive).values(), key=lambda event: event.id)
    return found[0], found[1]


def some_claim(archive: Archive, field: str) -> Claim:
    return next(claim for version in archive.standing() for claim in archive.claims(version.digest) if getattr(claim, field))


def test_the_events_of_the_bench_are_those_of_linking_everything(archive: Archive, bench: Bench) -> None:
    one, other = two(archive)
    bench.decide(merger(claims_of(archive, [*one.claims, *other.claims]), said("ana")))
    bench.decide(verdict("rejected", [some_claim(archive, "place")], said("ana")))
    material = archive.material()
    linked = link(material.claims, map(dated, material.reports), archive.judgements(in_force=False))
    assert events(archive) == by_id(linked.events)


def test_an_accepted_event_is_reviewed_and_leaves_the_queue(archive: Archive, bench: Bench) -> None:
    before = queue(archive)
    first = before.items[0].event
    done = bench.decide(verdict("accepted", claims_of(archive, first.claims), said("ana", "read both reports")))
    assert done.changed >= 1
    assert archive.event(first.id).event.reviewed
    after = queue(archive)
    assert after.total == before.total - 1
    assert first.id not in {item.event.id for item in after.items}
    assert archive.judgements()[-1].why == "read both reports"
    assert archive.verify() == []


def test_the_queue_is_in_the_order_of_need(archive: Archive) -> None:
    scores = [item.need.score for item in queue(archive).items]
    assert len(scores) > 3
    assert scores == sorted(scores, reverse=True)


def test_the_queue_goes_on_and_back_and_ends(archive: Archive) -> None:
    found = queue(archive)
    ids = [item.event.id for item in found.items]
    assert (found.after(ids[0]), found.after(ids[1], -1), found.after(ids[-1]), found.after("gone")) == (ids[1], ids[0], "", ids[0])


def test_an_event_whose_claims_are_all_rejected_is_made_no_more(archive: Archive, bench: Bench) -> None:
    event = two(archive)[0]
    bench.decide(verdict("rejected", claims_of(archive, event.claims), said("ana")))
    assert event.id not in events(archive)


def test_undoing_brings_back_every_event_as_it_was(archive: Archive, bench: Bench) -> None:
    before = events(archive)
    one, other = two(archive)
    bench.decide(verdict("rejected", claims_of(archive, one.claims), said("ana")))
    bench.decide(merger(claims_of(archive, [*one.claims, *other.claims]), said("ana")))
    bench.undo(said("ana", "wrong key"))
    bench.undo(said("ana"))
    assert events(archive) == before
    assert len(archive.judgements(in_force=False)) == 4
    with pytest.raises(NotThere, match="nothing to undo"):
        bench.undo(said("ana"))


def test_a_person_undoes_only_what_is_his(archive: Archive, bench: Bench) -> None:
    one, other = two(archive)
    bench.decide(verdict("accepted", claims_of(archive, one.claims), said("ana")))
    bench.decide(verdict("accepted", claims_of(archive, other.claims), said("ben")))
    bench.undo(said("ana"))
    assert (archive.event(one.id).event.reviewed, archive.event(other.id).event.reviewed) == (False, True)


def test_a_merger_comes_to_what_its_preview_said_whichever_is_named_first(archive: Archive, bench: Bench) -> None:
    one, other = two(archive)
    told, turned = preview_merger(archive, one.id, other.id), preview_merger(archive, other.id, one.id)
    assert (told.survivor, told.gone, told.changes) == (turned.survivor, turned.gone, turned.changes)
    bench.decide(merger(claims_of(archive, [*one.claims, *other.claims]), said("ana")))
    assert archive.event(told.gone.id).event.merged_into == told.survivor.id
    assert set(archive.event(told.survivor.id).event.claims) == {*one.claims, *other.claims} == set(told.result.claims)


def test_an_event_is_not_merged_with_itself(archive: Archive) -> None:
    one = two(archive)[0]
    with pytest.raises(InvalidRecord, match="one and the same"):
        preview_merger(archive, one.id, one.id)


def test_a_split_comes_to_what_its_preview_said(archive: Archive, bench: Bench) -> None:
    one, other = two(archive)
    claims = claims_of(archive, [*one.claims, *other.claims])
    bench.decide(merger(claims, said("ana")))
    whole = next(event for event in events(archive).values() if one.claims[0] in event.claims)
    parts = preview_division(archive, whole.id, other.claims)
    away = [claim for claim in claims if claim.id in other.claims]
    bench.decide(division(away, [claim for claim in claims if claim.id not in other.claims], said("ana")))
    found = events(archive)
    assert {event.id for event in parts} <= set(found)
    assert not any({one.claims[0], other.claims[0]} <= set(event.claims) for event in found.values())


def test_nothing_is_split_off_from_nothing(archive: Archive) -> None:
    with pytest.raises(InvalidRecord, match="split: expected at least 1 claim"):
        preview_division(archive, two(archive)[0].id, [])


def test_a_field_is_corrected_by_words_and_the_event_follows(archive: Archive, bench: Bench) -> None:
    claim = some_claim(archive, "actors")
    report = archive.report(claim.report).report
    value = value_of(Chosen("place", words=claim.trigger.text, name="Ardouz"), claim, report)
    bench.decide(correction(claim, "place", value, said("ana")))
    event = next(event for event in events(archive).values() if claim.id in event.claims)
    assert "Ardouz" in {event.place.name if event.place else "", *(v.value for name, vs in event.variants if name == "place" for v in vs)}
    assert states([claim], archive.judgements())[claim.id] == "corrected"
    (made,) = as_reviewed([claim], archive.judgements())
    assert made.place is not None
    assert made.place.span.of(report.part(claim.part)) == claim.trigger.text
    assert archive.claim(claim.id).claim == claim, "what the machine said is kept"


def test_a_new_type_drops_modes_that_it_does_not_have_and_both_are_undone_in_one_go(archive: Archive, bench: Bench) -> None:
    claim = some_claim(archive, "modes")
    other = "CONSULT" if claim.type != "CONSULT" else "ASSAULT"
    done = bench.decide(correction(claim, "type", other, said("ana")))
    (made,) = as_reviewed([claim], archive.judgements())
    assert (made.type, made.modes) == (other, ())
    assert len(done.judgements) == 2
    bench.undo(said("ana"))
    assert archive.judgements() == []


def test_a_list_takes_a_second_name_or_only_the_new_one(archive: Archive) -> None:
    claim = some_claim(archive, "actors")
    report = archive.report(claim.report).report
    added = value_of(Chosen("actors", claim.trigger.span, name="X", add=True), claim, report)
    assert len(added) == len(claim.actors) + 1
    assert len(value_of(Chosen("actors", claim.trigger.span), claim, report)) == 1
    assert without(claim, "actors") == []


def test_who_has_the_same_words_elsewhere_in_the_report_is_the_same(archive: Archive) -> None:
    claim = some_claim(archive, "actors")
    known = claim.actors[0]
    value = value_of(Chosen("recipients", known.span), claim, archive.report(claim.report).report, [claim])
    assert (value[0]["name"], value[0]["id"], value[0]["country"]) == (known.name, known.id, known.country)


@pytest.mark.parametrize(
    ("field", "value"),
    [("trigger", "x"), ("id", "x"), ("type", "MURDER"), ("modes", ["no-such"]), ("killed", "many"), ("status", "maybe"), ("place", {"span": [1, 0]})],
)
def test_a_correction_that_makes_no_claim_is_refused_and_says_why(archive: Archive, field: str, value: object) -> None:
    with pytest.raises(DatelineError, match=r"expected|unknown|a span is"):
        correction(some_claim(archive, "actors"), field, value, said("ana"))


@pytest.mark.parametrize(("field", "words"), [("killed", "nowhere in it"), ("when", ""), ("type", "x")])
def test_words_that_fill_no_field_are_refused_and_say_why(archive: Archive, field: str, words: str) -> None:
    claim = some_claim(archive, "actors")
    with pytest.raises(InvalidRecord, match=r"expected|is not in"):
        value_of(Chosen(field, words=words), claim, archive.report(claim.report).report)


def test_nobody_decides_nothing() -> None:
    with pytest.raises(InvalidRecord, match="expected the name"):
        said("  ")
    with pytest.raises(InvalidRecord, match="at least 1 claim"):
        verdict("accepted", [], said("ana"))
