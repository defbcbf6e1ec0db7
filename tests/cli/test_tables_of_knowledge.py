"""`dateline annotations`, `dateline gazetteer`, `dateline actors`."""

from pathlib import Path

import pytest

ANNOTATED = """=== gao-market
outlet: Echo
published: 2014-02-27
title: Gunmen kill 12 in Gao
- ASSAULT/firearms kill; actor=Gunmen <|MLI|UAF>; to=12 <residents|MLI|CVL>; place=Gao <Gao|place>; killed=12 <12>

> Gunmen attacked Gao on Tuesday, the army said.
- ASSAULT/firearms attacked; actor=Gunmen <|MLI|UAF>; when=Tuesday <2014-02-25>; source=army
"""


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    path = tmp_path / "one.claims"
    path.write_text(ANNOTATED, encoding="utf-8")
    return path


def test_annotations_without_mistakes_are_counted(dateline, annotated: Path) -> None:
    ran = dateline("annotations", "check", annotated)
    assert (ran.code, ran.out) == (0, "")
    assert "1 reports, 2 claims, 0 mistakes" in ran.err


def test_a_mistake_in_annotations_is_named_with_file_and_line(dateline, annotated: Path) -> None:
    annotated.write_text(ANNOTATED.replace("attacked; actor", "bombed; actor"), encoding="utf-8")
    ran = dateline("annotations", "check", annotated.parent)
    assert ran.code == 1
    assert f"{annotated}:8:" in ran.out
    assert "bombed" in ran.out


def test_annotations_that_are_not_there_are_wrong_usage(dateline, tmp_path: Path) -> None:
    ran = dateline("annotations", "check", tmp_path / "none")
    assert ran.code == 2
    assert "none" in ran.err


def test_statistics_count_types_and_reports(dateline, annotated: Path) -> None:
    ran = dateline("annotations", "stats", annotated)
    assert ran.code == 0
    assert "ASSAULT" in ran.out


def test_view_prints_the_text_and_its_claims(dateline, annotated: Path) -> None:
    ran = dateline("annotations", "view", annotated)
    assert ran.code == 0
    assert "Gunmen attacked Gao on Tuesday, the army said." in ran.out
    assert "ASSAULT" in ran.out


def test_view_of_one_report_leaves_the_others_out(dateline, annotated: Path) -> None:
    assert dateline("annotations", "view", annotated, "--report", "another").out == ""


@pytest.mark.parametrize("name", ["Aleppo", "Halab", "aleppo"])
def test_a_place_is_found_in_several_spellings(dateline, name: str) -> None:
    ran = dateline("gazetteer", "find", name)
    assert ran.code == 0
    assert "SYR" in ran.out.splitlines()[0]


def test_a_place_that_nobody_knows_is_said_to_be_unknown(dateline) -> None:
    ran = dateline("gazetteer", "find", "Qzxvwkj")
    assert (ran.code, ran.out) == (1, "")
    assert "Qzxvwkj" in ran.err


def test_the_gazetteer_names_its_sources(dateline) -> None:
    ran = dateline("gazetteer", "info")
    assert ran.code == 0
    assert "GeoNames" in ran.out


def test_an_actor_is_found_with_country_and_sector(dateline) -> None:
    ran = dateline("actors", "find", "Hezbollah")
    assert ran.code == 0
    assert "LBN UAF" in ran.out.splitlines()[0]


def test_an_actor_that_nobody_knows_is_said_to_be_unknown(dateline) -> None:
    ran = dateline("actors", "find", "Qzxvwkj Bfprt")
    assert (ran.code, ran.out) == (1, "")
    assert "Qzxvwkj" in ran.err


def test_a_day_that_is_none_is_wrong_usage(dateline) -> None:
    ran = dateline("actors", "find", "Hezbollah", "--on", "someday")
    assert ran.code == 2
    assert "someday" in ran.err
