"""What every archive does with reports, versions, codings and judgements: in memory, SQLite and PostgreSQL alike."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.archive import Archive, Coded, NotThere, Order, Received, Refused
from dateline.errors import InvalidRecord
from dateline.records import Actor, Claim, Event, Interval, Judgement, Place, Report, Span, Trigger, Voice, When, evidence_of, with_id

CODER = "coder 1"
LEAD = "Rebels shelled the airport of Aleppo on Tuesday, killing 12 soldiers, the army said."
ORDER = Order("an editor", "a court ordered it")


def make_report(id: str = "r1", text: str = LEAD, **fields: object) -> Report:
    plain = {"title": "Airport shelled", "outlet": "Wire", "published": date(2016, 7, 27), "language": "en"}
    return Report(id, text, **{**plain, **fields})


def make_claim(report: Report, word: str = "shelled", **fields: object) -> Claim:
    start = report.text.index(word)
    plain = {"type": "ASSAULT", "confidence": 0.9, "coder": "coder 1"}
    trigger = Trigger(Span(start, start + len(word)), word)
    return with_id(Claim("", report.id, "text", Span(0, len(report.text)), trigger, **{**plain, **fields}))


def full_claim(report: Report, **fields: object) -> Claim:
    """A claim with every kind of value in it."""
    plain = {
        "modes": ("heavy-weapons",),
        "actors": (Actor(Span(0, 6), "Rebels", "Syrian rebels", "new-rebels", "SYR", "REB"),),
        "recipients": (Actor(Span(54, 62), "soldiers", "Syrian Army", "syr-mil", "SYR", "MIL"),),
        "place": Place(Span(19, 36), "airport of Aleppo", "Aleppo Airport", 36.18, 37.22, "point", "SYR", "Aleppo", 170063),
        "when": When(Span(40, 47), "Tuesday", Interval(date(2016, 7, 26), date(2016, 7, 26))),
        "sources": (Voice(Span(74, 78), "army", "Syrian Army"),),
    }
    return make_claim(report, **{**plain, **fields})


def keep(archive: Archive, report, claims=(), coder: str = CODER, raw: bytes | None = None):
    return archive.add(Received(report, raw), Coded(coder, list(claims)))


def test_what_goes_in_comes_out(archive: Archive) -> None:
    report = make_report()
    claim = full_claim(report)
    added = keep(archive, report, [claim], raw=b"as it was read")
    assert (added.new_version, added.new_coding, added.version.number) == (True, True, 1)
    assert archive.report("r1").report == report
    assert archive.claims(added.version.digest) == [claim]
    assert archive.raw(added.version.digest) == b"as it was read"
    assert archive.claim(claim.id).current
    assert archive.coder == CODER
    assert archive.verify() == []


def test_twice_is_once(archive: Archive) -> None:
    report = make_report()
    first = keep(archive, report, [make_claim(report)])
    second = keep(archive, report, [make_claim(report)])
    assert (second.new_version, second.new_coding) == (False, False)
    assert second.version == first.version
    assert len(archive.versions("r1")) == len(archive.claims(first.version.digest)) == 1


def test_without_the_bytes_the_record_is_kept_in_their_place_and_says_so(archive: Archive) -> None:
    version = keep(archive, make_report()).version
    assert version.raw_kind == "record"
    assert b'"outlet":"Wire"' in archive.raw(version.digest)


def test_a_new_version_takes_the_place_of_the_old_one_which_is_kept(archive: Archive) -> None:
    old, new = make_report(), make_report(text=LEAD.replace("12", "15"))
    keep(archive, old, [make_claim(old)])
    keep(archive, new, [make_claim(new, confidence=0.8)])
    first, second = archive.versions("r1")
    assert (first.report, first.state, first.successor) == (old, "superseded", second.digest)
    assert (second.report, second.state, second.number) == (new, "current", 2)
    assert not archive.claim(make_claim(old).id).current
    assert archive.claim(make_claim(new, confidence=0.8).id).current
    assert archive.verify() == []


def test_a_page_read_again_is_a_new_version_under_another_id(archive: Archive) -> None:
    url = "https://wire.example/aleppo"
    keep(archive, make_report("a" * 64, url=url))
    keep(archive, make_report("b" * 64, text=LEAD + " It is quiet now.", url=url))
    assert [version.report.id[0] for version in archive.versions("b" * 64)] == ["a", "b"]
    assert archive.report("a" * 64).report.id == "b" * 64


def test_a_front_page_is_no_page_of_its_own_and_ids_of_the_source_are_its_word(archive: Archive) -> None:
    keep(archive, make_report("a" * 64, url="https://wire.example/"))
    keep(archive, make_report("b" * 64, url="https://wire.example/"))
    keep(archive, make_report("1", url="https://wire.example/x"))
    keep(archive, make_report("2", url="https://wire.example/x"))
    assert {version.state for version in archive.standing()} == {"current"}
    assert len(list(archive.standing())) == 4


def test_one_id_for_two_different_reports_is_refused_and_loses_nothing(archive: Archive) -> None:
    keep(archive, make_report())
    with pytest.raises(Refused, match="r1"):
        keep(archive, make_report(outlet="Another wire"))
    with pytest.raises(Refused, match="something else"):
        keep(archive, make_report(text="Ministers met in Geneva for two days without agreeing."))
    assert len(archive.versions("r1")) == 1


def test_a_refused_report_leaves_nothing_behind(archive: Archive) -> None:
    report = make_report()
    stray = replace(make_claim(report), report="another")
    with pytest.raises(InvalidRecord):
        keep(archive, report, [stray])
    with pytest.raises(NotThere):
        archive.report("r1")
    assert archive.coder == ""
    assert archive.log() == []


@pytest.mark.parametrize("text", ["a \0 b", "a \ud800 b"])
def test_text_that_no_database_takes_is_refused_with_its_reason(archive: Archive, text: str) -> None:
    with pytest.raises(InvalidRecord):
        keep(archive, make_report(text=text))


def test_a_report_can_be_kept_uncoded_and_coded_later(archive: Archive) -> None:
    report = make_report()
    version = archive.add(Received(report)).version
    assert archive.codings(version.digest) == []
    assert not archive.is_coded(report, CODER)
    assert keep(archive, report, [make_claim(report)]).new_coding
    assert archive.is_coded(report, CODER)


def test_another_coder_than_the_pinned_one_is_refused(archive: Archive) -> None:
    keep(archive, make_report())
    with pytest.raises(Refused, match="recode --dry-run"):
        keep(archive, make_report("r2"), coder="coder 2")
    with pytest.raises(Refused):
        archive.check_coder("coder 2")


def test_a_newer_coder_is_staged_compared_and_taken_at_once(archive: Archive) -> None:
    report = make_report()
    old, gone = make_claim(report), make_claim(report, "killing")
    version = keep(archive, report, [old, gone]).version
    new = [make_claim(report, type="COERCE", coder="coder 2"), make_claim(report, "said", coder="coder 2")]
    found = {difference.change: difference for difference in archive.compare(version, new)}
    assert found["changed"].fields == ("type",)
    assert found["removed"].before == gone
    assert found["added"].after == new[1]
    with pytest.raises(Refused, match="1 of the reports"):
        archive.take("coder 2", ORDER)
    assert archive.stage(version.digest, Coded("coder 2", new))
    assert not archive.stage(version.digest, Coded("coder 2", new))
    assert archive.claims(version.digest) == [old, gone]
    assert archive.take("coder 2", ORDER) == 1
    assert archive.claims(version.digest) == new
    assert archive.claims(version.digest, CODER) == [old, gone]
    assert archive.coder == "coder 2"
    assert [entry.kind for entry in archive.log()] == ["pin", "pin"]
    assert archive.verify() == []


def test_corrections_and_retractions_are_kept_and_marked(archive: Archive) -> None:
    reports = [make_report(f"r{number}") for number in range(3)]
    for report in reports:
        keep(archive, report, [make_claim(report)])
    corrected = archive.correct("r0", "r1", ORDER)
    retracted = archive.retract("r2", ORDER)
    assert (corrected.state, corrected.successor) == ("corrected", archive.report("r1").digest)
    assert (retracted.state, retracted.why) == ("retracted", ORDER.why)
    material = archive.material()
    assert set(material.superseded) == {make_claim(reports[0]).id, make_claim(reports[2]).id}
    assert len(material.claims) == len(material.reports) == 3
    assert archive.verify() == []


def test_a_report_does_not_correct_itself(archive: Archive) -> None:
    keep(archive, make_report())
    with pytest.raises(InvalidRecord):
        archive.correct("r1", "r1", ORDER)


def judged(archive: Archive, decision: str = "accepted", **fields: object) -> Judgement:
    report = make_report()
    claim = make_claim(report)
    keep(archive, report, [claim])
    return archive.judge(Judgement("", decision, (evidence_of(claim),), "ann", "", **fields))


def test_judgements_are_kept_in_order_and_not_doubled(archive: Archive) -> None:
    kept = judged(archive, "corrected", field="type", value="COERCE", why="it was a siege")
    assert archive.judge(kept) == kept
    assert archive.judgements() == [kept]
    assert kept.id
    assert kept.at.startswith("2026-01-01T")


def test_undoing_takes_back_and_undoing_the_undoing_brings_back(archive: Archive) -> None:
    kept = judged(archive)
    undoing = archive.undo(kept.id, ORDER)
    assert archive.judgements() == []
    with pytest.raises(Refused):
        archive.undo(kept.id, ORDER)
    archive.undo(undoing.id, ORDER)
    assert archive.judgements() == [kept]
    assert len(archive.judgements(in_force=False)) == 3
    assert archive.verify() == []


def test_undoing_what_is_not_there_is_refused(archive: Archive) -> None:
    with pytest.raises(NotThere):
        archive.undo("nothing", ORDER)
    with pytest.raises(NotThere):
        archive.judge(Judgement("", "undone", (), "ann", "", undoes="nothing"))


def test_a_judgement_that_json_cannot_hold_is_refused(archive: Archive) -> None:
    for value in ("\ud800", object()):
        with pytest.raises(InvalidRecord):
            judged(archive, "corrected", value=value)


def test_the_chain_goes_on_from_entry_to_entry_and_holds_a_noted_head(archive: Archive) -> None:
    judged(archive)
    first, second = archive.log()
    assert second.previous == first.hash
    assert archive.verify(second.hash) == []
    assert "cut off" in archive.verify("f" * 64)[0].what


def test_events_are_kept_as_derived_and_marked_gone_when_no_longer_made(archive: Archive) -> None:
    one, two = Event("e1", type="AID", reports=("r1",)), Event("e2", type="ASSAULT")
    assert archive.put_events([one, two]) == 2
    assert archive.put_events([one, two]) == 0
    assert archive.put_events([replace(one, type="CONSULT")]) == 2
    assert [kept.event.type for kept in archive.events()] == ["CONSULT"]
    assert [kept.gone for kept in archive.events(gone=True)] == [False, True]


def test_an_erased_report_leaves_a_tombstone_and_is_not_taken_in_again(archive: Archive) -> None:
    report, other = make_report(), make_report("r2")
    claim = full_claim(report)
    version = keep(archive, report, [claim], raw=b"raw").version
    keep(archive, other, [make_claim(other)])
    archive.judge(Judgement("", "accepted", (evidence_of(claim),), "ann", "", why="sure of it"))
    archive.put_events([Event("e1", claims=(claim.id,), reports=("r1",)), Event("e2", reports=("r2",))])
    archive.erase_report("r1", ORDER)
    (tombstone,) = archive.tombstones()
    assert (tombstone.what, tombstone.why, tombstone.reports) == ("report", ORDER.why, ("r1",))
    assert (archive.report("r1").report.text, archive.report("r1").state) == ("", "erased")
    assert archive.claims(version.digest) == archive.judgements() == []
    assert [kept.event.id for kept in archive.events(gone=True)] == ["e2"]
    for asked in (lambda: archive.raw(version.digest), lambda: archive.claim(claim.id)):
        with pytest.raises(NotThere):
            asked()
    assert archive.verify() == []
    with pytest.raises(Refused, match="court"):
        keep(archive, report, [claim])
    with pytest.raises(Refused, match="court"):
        archive.is_coded(replace(report, published=date(2020, 1, 1)), CODER)


def test_an_erased_name_goes_everywhere_and_spans_hold(archive: Archive) -> None:
    report = make_report(text="Jane Roe shelled the airport, an aide of JANE  ROE said.", url="https://x.example/jane-roe-did-it")
    claim = make_claim(report, sources=(), actors=(replace(full_claim(make_report()).actors[0], text="Jane Roe", name="Jane Roe"),))
    version = keep(archive, report, [claim]).version
    kept = archive.judge(Judgement("", "accepted", (evidence_of(claim),), "ann", "", why="Jane Roe rang"))
    archive.erase_person(["Jane Roe"], ORDER)
    new = archive.report("r1")
    (cleaned,) = archive.claims(new.digest)
    assert new.report.text == "████████ shelled the airport, an aide of █████████ said."
    assert (new.report.url, new.raw_kind) == ("", "erased")
    assert cleaned.trigger == claim.trigger
    assert (cleaned.actors[0].name, cleaned.actors[0].id, cleaned.actors[0].country) == ("████████", "", "SYR")
    (judgement,) = archive.judgements()
    assert (judgement.id, judgement.why) == (kept.id, "████████ rang")
    assert archive.verify() == []
    assert archive.tombstones()[0].reports == ("r1",)
    assert new.digest != version.digest
    again = keep(archive, report, [claim])
    assert (again.new_version, again.new_coding) == (False, False)


def test_versions_that_differed_in_an_erased_name_only_stay_apart(archive: Archive) -> None:
    for name in ("Jane Roe", "Joan Poe"):
        keep(archive, make_report(text=f"{name} shelled the airport."))
    archive.erase_person(["Jane Roe", "Joan Poe"], ORDER)
    first, second = archive.versions("r1")
    assert first.report == second.report
    assert (first.successor, first.state, second.state) == (second.digest, "superseded", "current")
    assert archive.verify() == []


@pytest.mark.parametrize(("names", "why"), [(["X"], "asked"), ([" "], "asked"), (["Jane Roe"], "Jane Roe asked")])
def test_an_erasure_that_means_too_much_or_repeats_the_name_is_refused(archive: Archive, names: list[str], why: str) -> None:
    with pytest.raises(InvalidRecord):
        archive.erase_person(names, Order("ann", why))


def test_what_was_erased_is_not_marked_any_more(archive: Archive) -> None:
    keep(archive, make_report())
    keep(archive, make_report("r2"))
    archive.erase_report("r1", ORDER)
    for asked in (lambda: archive.retract("r1", ORDER), lambda: archive.correct("r1", "r2", ORDER)):
        with pytest.raises(Refused, match="erased"):
            asked()
    assert archive.verify() == []


def test_erasing_what_is_not_there_is_refused(archive: Archive) -> None:
    with pytest.raises(NotThere):
        archive.erase_report("nothing", ORDER)


def test_a_back_up_restores_the_same_archive(archive: Archive, target: str) -> None:
    judged(archive)
    keep(archive, make_report(text=LEAD + " More follows."), [])
    keep(archive, make_report("r2", text=LEAD), raw=b"\x00\xff")
    archive.erase_report("r2", ORDER)
    archive.put_events([Event("e1", type="AID")])
    lines = list(archive.backup())
    other = Archive(archive._store.__class__()) if not target else None
    if other:
        assert other.restore(lines) == 3
        assert list(other.backup())[1:-1] == lines[1:-1]
    with pytest.raises(Refused, match="empty"):
        archive.restore(lines)
