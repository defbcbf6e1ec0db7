from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import MissingData
from dateline.evaluate.geo import Toponym, documents, read_saved, score
from dateline.evaluate.places import read_names
from dateline.records import Span


def toponym(start: int, end: int, at: tuple[float, float] | None = (0.0, 0.0)) -> Toponym:
    return Toponym(Span(start, end), "x", at)


def test_overlap_counts_as_found_and_a_near_place_as_right() -> None:
    gold = [[toponym(0, 5), toponym(10, 15), toponym(20, 25)]]
    found = [[toponym(1, 9, (1.0, 0.0)), toponym(10, 15, (5.0, 0.0)), toponym(30, 35)]]
    figures = score(gold, found)
    assert figures["recognition_precision"] == pytest.approx(2 / 3)
    assert figures["accuracy_161km"] == 0.5
    assert figures["end_to_end"] == pytest.approx(1 / 3)


def test_a_found_name_is_matched_once() -> None:
    assert score([[toponym(0, 5), toponym(6, 9)]], [[toponym(0, 9)]])["recognition_recall"] == 0.5


def test_an_unresolved_name_is_found_but_not_right() -> None:
    figures = score([[toponym(0, 5)]], [[toponym(0, 5, None)]])
    assert figures["recognition_f1"] == pytest.approx(1)
    assert figures["accuracy_161km"] == 0


def test_a_missing_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        read_saved(tmp_path / "x.gz")
    with pytest.raises(MissingData):
        list(read_names(tmp_path / "x.gz", "english"))


@pytest.mark.parametrize(("name", "toponyms"), [("LGL", 4462), ("GeoVirus", 2167), ("GeoWebNews", 2401)])
def test_the_gold_s_offsets_cut_its_names_out(corpora: Path, name: str, toponyms: int) -> None:
    texts = documents(corpora, name)
    cut = [toponym.span.of(document.report.text) == toponym.text for document in texts for toponym in document.gold]
    assert len(cut) == toponyms
    assert sum(cut) >= toponyms - 2


def test_the_peers_score_as_published(corpora: Path) -> None:
    gold = [document.gold for document in documents(corpora, "LGL")]
    figures = score(gold, read_saved(corpora / "geo" / "eupeg" / "LGL_Yahoo.txt.gz"))
    assert figures["end_to_end"] == pytest.approx(0.473, abs=0.002)
