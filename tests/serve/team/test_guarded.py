"""What a role may read of an archive, by whatever way it asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dateline.archive import Archive, Coded, MemoryStore, NotThere, Order, Query, Received, Refused
from dateline.events import link
from dateline.records import (
    Actor,
    Claim,
    Interval,
    Judgement,
    Place,
    Report,
    Span,
    Trigger,
    When,
    claim_to_dict,
    event_to_dict,
    report_to_dict,
    with_id,
)
from dateline.serve.team.guarded import Guarded, acting_as

TEXT = "Rebels shelled Qamvarro on 27 July 2016, wounding Jorvan Mekkelbit."
SECRETS = ("qamvarro", "mekkelbit", "jorvan", "36.48215", "27 july")
RULES = '[[coarsen]]\nplace = "region"\nday = "month"\nexempt = ["editor", "admin"]\n[[withhold]]\nexempt = ["editor", "admin"]\n'
DAY = date(2016, 7, 27)
ORDER = Order("ada", "a test")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def coded(report: Report) -> Coded:
    person = Actor(at("Jorvan Mekkelbit"), "Jorvan Mekkelbit", "Jorvan Mekkelbit", "new-person-dza-jorvan-mekkelbit", "DZA", "CVL")
    place = Place(at("Qamvarro"), "Qamvarro", "Qamvarro", 36.48215, 2.81734, "place", "DZA", "Mitidja", 5)
    when = When(at("27 July 2016"), "27 July 2016", Interval(date(2016, 7, 27), date(2016, 7, 27)))
    trigger = Trigger(at("shelled"), "shelled")
    whole = Span(0, len(TEXT))
    claim = Claim("", report.id, "text", whole, trigger, "ASSAULT", recipients=(person,), place=place, when=when, coder="c")
    return Coded("c", [with_id(claim)])


@pytest.fixture
def archive() -> Iterator[Archive]:
    with Archive(MemoryStore()) as kept:
        report = Report("note-1", TEXT, "Qamvarro shelled", "Daily", "https://example.org/qamvarro", date(2016, 7, 28), "en")
        made = coded(report)
        kept.add(Received(report), made)
        kept.put_events(link(list(made.claims), [report]).events)
        kept.set_sensitivity(RULES, ORDER)
        yield kept


def everything(guarded: Any) -> str:
    versions = list(guarded.standing())
    claims = [claim for version in versions for claim in guarded.claims(version.digest)]
    found = [kept.claim for kept in guarded.search_claims(Query()).items]
    dicts = [*(report_to_dict(v.report) for v in versions), *map(claim_to_dict, [*claims, *found])]
    return json.dumps([*dicts, *(event_to_dict(kept.event) for kept in guarded.events())], ensure_ascii=False).casefold()


@pytest.mark.parametrize("role", ["reader", "coder", ""])
def test_a_role_that_a_rule_binds_reads_nothing_secret(archive: Archive, role: str) -> None:
    with acting_as(role):
        said = everything(Guarded(archive))
    assert "shelled" in said and "mitidja" in said
    assert [secret for secret in SECRETS if secret in said] == []


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_a_role_that_is_exempt_reads_the_archive_itself(archive: Archive, role: str) -> None:
    with acting_as(role):
        said = everything(Guarded(archive))
    assert all(secret in said for secret in SECRETS)


@pytest.mark.parametrize("query", [Query(text="qamvarro"), Query(places=("Qamvarro",)), Query(text="mekkelbit"), Query(start=DAY, end=DAY)])
def test_no_question_tells_what_is_hidden(archive: Archive, query: Query) -> None:
    guarded = Guarded(archive)
    with acting_as("admin"):
        assert guarded.search_claims(query).total == 1
    with acting_as("reader"):
        found = guarded.search_claims(query)
    whole_month = query.start is not None
    assert found.total == int(whole_month)


@pytest.mark.parametrize("name", ["material", "log", "backup"])
def test_the_words_as_they_were_read_are_refused(archive: Archive, name: str) -> None:
    guarded = Guarded(archive)
    with acting_as("reader"), pytest.raises(Refused):
        getattr(guarded, name)()
    with acting_as("admin"):
        getattr(guarded, name)()


def test_what_came_in_since_is_not_read_before_it_was_released(archive: Archive) -> None:
    guarded = Guarded(archive)
    with acting_as("reader"):
        guarded.counts()
    second = Report("note-2", TEXT + " Borlheim too.", "", "Daily", "", date(2016, 7, 28), "en")
    archive.add(Received(second), coded(second))
    with acting_as("reader"), pytest.raises(NotThere):
        guarded.report("note-2")


def test_new_rules_count_at_once(archive: Archive) -> None:
    guarded = Guarded(archive)
    with acting_as("reader"):
        assert guarded.counts()["claims"] == 1
        archive.set_sensitivity("[[embargo]]\nuntil = 2999-01-01\n", ORDER)
        assert guarded.counts()["claims"] == 0
        archive.set_sensitivity("", ORDER)
        assert guarded.report("note-1").report.text == TEXT


def test_judgements_go_to_the_archive_itself(archive: Archive) -> None:
    with acting_as("coder"):
        Guarded(archive).judge(Judgement("", "accepted", (), "cleo", ""))
    assert [judgement.by for judgement in archive.judgements()] == ["cleo"]


def test_setting_rules_is_in_the_log_without_their_words_and_in_the_back_up(archive: Archive) -> None:
    entry = archive.log()[-1]
    assert (entry.kind, entry.body and entry.body["by"], "why" in (entry.body or {})) == ("rules", "ada", True)
    assert "region" not in json.dumps(entry.body)
    lines = list(archive.backup())
    with Archive(MemoryStore()) as again:
        again.restore(lines)
        assert again.sensitivity == RULES
        assert again.verify() == []
