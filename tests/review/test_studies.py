"""Studies: drawn into the log, answered, and what they come to."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.archive import Archive, NotThere, Refused, open_archive
from dateline.cli.review import app
from dateline.errors import InvalidRecord
from dateline.records import Claim
from dateline.review import audit, coding
from dateline.review.bench import Bench
from dateline.review.decisions import correction, said, verdict
from dateline.review.harvest import harvest
from dateline.review.preview import claims_of
from dateline.review.studies import Plan, answer, begin, studies, study
from dateline.training.annotation import check


def claims(archive: Archive, ids: tuple[str, ...]) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims_of(archive, ids)}


def test_an_audit_states_the_precision_that_was_judged(archive: Archive) -> None:
    made = begin(archive, Plan("audit", 12, ("ana",), "ana"))
    known = claims(archive, made.claims)
    for number, id in enumerate(made.claims):
        right = dict.fromkeys(audit.filled(known[id]), "right")
        given = {"claim": "wrong"} if number == 0 else {**right, "type": "wrong"} if number == 1 else right
        answer(archive, made.id, ("ana", id), audit.checked(known[id], given))
    found = audit.precision(study(archive, made.id), known)
    assert (found.whole.right, found.whole.judged, found.open, found.unsure) == (10, 12, 0, 0)
    assert (found.by_field["claim"].right, found.by_field["type"].right, found.by_field["type"].judged) == (11, 10, 11)
    assert sum(one.judged for one in found.by_type.values()) == 12
    assert found.weighted is not None and 0 < found.weighted < 1
    assert archive.verify() == []


def test_an_answer_that_judges_half_is_refused(archive: Archive) -> None:
    made = begin(archive, Plan("audit", 1, ("ana",), "ana"))
    claim = claims(archive, made.claims)[made.claims[0]]
    with pytest.raises(InvalidRecord, match="expected one for type, status"):
        audit.checked(claim, {"claim": "right"})
    with pytest.raises(InvalidRecord, match="expected one of right"):
        audit.checked(claim, {"claim": "yes"})
    assert audit.checked(claim, {"claim": "wrong"}) == {"claim": "wrong"}


def test_two_coders_agree_as_far_as_they_do(archive: Archive) -> None:
    made = begin(archive, Plan("double", 6, ("ana", "ben"), "lead"))
    for number, id in enumerate(made.claims):
        one = coding.checked({"type": ("ASSAULT", "PROTEST")[number % 2], "spans": {"actors": [[0, 4]]}}, 100)
        answer(archive, made.id, ("ana", id), one)
        assert not study(archive, made.id).done
        answer(archive, made.id, ("ben", id), one if number else {"type": coding.NONE})
    found = coding.agreement(study(archive, made.id))
    assert (found.both, found.type.same, found.type.units) == (6, 5, 6)
    assert found.type.value is not None and 0 < found.type.value < 1
    assert (found.fields["actors"].exact, found.status.units) == (1.0, 5)
    assert study(archive, made.id).done


def test_an_answer_given_again_takes_the_place_of_the_one_before(archive: Archive) -> None:
    made = begin(archive, Plan("double", 1, ("ana", "ben"), "lead"))
    for kind in ("ASSAULT", "AID"):
        answer(archive, made.id, ("ana", made.claims[0]), coding.checked({"type": kind}, 10))
    assert study(archive, made.id).answers["ana"][made.claims[0]]["type"] == "AID"
    assert sum(entry.kind == "study" for entry in archive.log()) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({}, "type: expected"),
        ({"type": "AID", "status": "x"}, "status: expected"),
        ({"type": "AID", "spans": {"actors": [[3, 99]]}}, "within 0 and 10"),
    ],
)
def test_a_coding_that_is_none_is_refused(content: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        coding.checked(content, 10)


def test_only_those_who_were_asked_answer_and_only_on_the_sample(archive: Archive) -> None:
    made = begin(archive, Plan("audit", 3, ("ana",), "ana"))
    with pytest.raises(Refused, match="not for 'eve'"):
        answer(archive, made.id, ("eve", made.claims[0]), {})
    with pytest.raises(InvalidRecord, match="one of the sample"):
        answer(archive, made.id, ("ana", "other"), {})
    with pytest.raises(NotThere, match=made.id):
        study(archive, "other")


@pytest.mark.parametrize("plan", [Plan("double", 5, ("ana",), "x"), Plan("double", 5, ("ana", "ana"), "x"), Plan("audit", 0, ("ana",), "x")])
def test_a_plan_that_cannot_be_carried_out_is_refused(archive: Archive, plan: Plan) -> None:
    with pytest.raises(InvalidRecord, match="expected"):
        begin(archive, plan)


def test_the_same_sample_is_not_drawn_twice(archive: Archive) -> None:
    begin(archive, Plan("audit", 3, ("ana",), "ana"))
    with pytest.raises(Refused, match="another seed"):
        begin(archive, Plan("audit", 3, ("ana",), "ana"))


def test_a_study_outlives_backup_and_restoring(archive: Archive, tmp_path: Path) -> None:
    made = begin(archive, Plan("audit", 3, ("ana",), "ana"))
    with open_archive(tmp_path / "other.db") as other:
        other.restore(archive.backup())
        assert study(other, made.id) == study(archive, made.id)
        assert other.verify() == []


def test_judged_sentences_come_out_as_annotations_without_a_mistake(archive: Archive, bench: Bench, tmp_path: Path) -> None:
    own = [claim for version in archive.standing() for claim in archive.claims(version.digest)]
    bench.decide(verdict("accepted", own, said("ana")))
    bench.decide(correction(own[0], "type", "AID" if own[0].type != "AID" else "ASSAULT", said("ana")))
    bench.decide(verdict("rejected", own[1:2], said("ana")))
    found = harvest(archive)
    file = tmp_path / "desk.claims"
    file.write_text(found.text, encoding="utf-8")
    reports, mistakes = check([file])
    assert mistakes == []
    assert (len(reports), sum(len(report.claims) for report in reports)) == (found.reports, found.claims)
    assert found.claims >= 0.6 * len(own), found.left_out
    assert len(found.left_out) + found.sentences <= len(own)


def test_a_sentence_with_a_claim_that_nobody_judged_is_not_written(archive: Archive, bench: Bench) -> None:
    assert harvest(archive).text == ""
    by_sentence: dict[tuple[str, str, int], list[Claim]] = {}
    for version in archive.standing():
        for claim in archive.claims(version.digest):
            by_sentence.setdefault((claim.report, claim.part, claim.sentence.start), []).append(claim)
    several = next(found for found in by_sentence.values() if len(found) > 1)
    bench.decide(verdict("accepted", several[:1], said("ana")))
    assert harvest(archive).sentences == 0


def test_the_command_line_shows_queue_audit_and_agreement(archive: Archive, file: Path) -> None:
    run = CliRunner()
    assert "claims for ana" in run.invoke(app, ["draw", "ana", "--size", "4", "--archive", str(file)]).output
    assert "for ana and ben" in run.invoke(app, ["draw", "ana", "ben", "--size", "4", "--archive", str(file)]).output
    assert {one.purpose for one in studies(archive).values()} == {"audit", "double"}
    assert "doubt" in run.invoke(app, ["queue", "--archive", str(file)]).output
    assert "4 open" in run.invoke(app, ["audit", "--archive", str(file)]).output
    assert "0 of 4 claims coded by both" in run.invoke(app, ["agreement", "--archive", str(file)]).output
    assert run.invoke(app, ["annotations", "--archive", str(file)]).exit_code == 0
