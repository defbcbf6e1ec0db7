"""The benchmark on TimeBank and AQUAINT."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.evaluate.setting import Setting
from dateline.evaluate.timex import Document, Timex, read_timeml, run, score

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
SOURCE = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="1998-08-14" functionInDocument="CREATION_TIME">08/14/98</TIMEX3></DCT>
<TEXT>Bush &amp; co <EVENT eid="e1">left</EVENT> <TIMEX3 tid="t1" type="DATE" value="1998-08-13">Thursday</TIMEX3>.</TEXT></TimeML>"""


def test_a_document_is_its_words_and_its_expressions() -> None:
    assert read_timeml("d", SOURCE) == Document(
        "d", "Bush & co left Thursday.", date(1998, 8, 14), (Timex(15, 23, "Thursday", "DATE", "1998-08-13"),)
    )


def test_figures_follow_the_rules_of_tempeval_3() -> None:
    gold = (Timex(0, 6, "Friday", "DATE", "1998-08-14"), Timex(7, 12, "never", "DATE", "X"))
    figures = score([Document("d", "Friday never in 1997", date(1998, 8, 14), gold)])
    assert (figures["relaxed_f1"], figures["strict_f1"], figures["value_f1"]) == (0.5, 0.5, 0.5)
    assert {error["kind"] for error in figures["errors"]} == {"missed", "invented"}


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not on this machine")
def test_the_grammar_keeps_its_level() -> None:
    figures = run(Setting(CORPORA, errors=3)).values
    assert figures["documents"] == 256
    assert figures["relaxed_f1"] >= 0.93
    assert figures["value_f1"] >= 0.80
    assert len(figures["errors"]) == 3
