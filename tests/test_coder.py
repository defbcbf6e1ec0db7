"""The line as a whole: evidence, ids, independence of reports, any text, no network."""

import gzip
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import api
from dateline.coder import Coder
from dateline.errors import DatelineError
from dateline.explain import explain
from dateline.ontology import load_sectors, load_types
from dateline.reading import read_text
from dateline.records import COUNTS, PRECISIONS, STATUSES, Claim, Report, Span, claim_from_dict, claim_id, claim_to_dict

ANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
WORDS = (
    "Rebels troops the army of in at on Tuesday 12 killed wounded attacked shelled Aleppo Syria said, that. \n \n\n “ ” \" ' ( ) - – U.S. "
    "he her group not may will if dozens 3 May 2016 -- ; : ? ! … é ß ال قصف 北京 \u200b \ufeff 🙂"
).split(" ")
NEWSLIKE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=80).map(" ".join)


def quoted(claim: Claim) -> Iterator[tuple[Span, str]]:
    """Every span of a claim with the words that it records."""
    yield claim.trigger.span, claim.trigger.text
    for value in (*claim.actors, *claim.recipients, *claim.sources, claim.place, claim.when):
        if value is not None:
            yield value.span, value.text


def counted(claim: Claim) -> Iterator[Span]:
    for name in COUNTS:
        count = getattr(claim, name)
        if count and count.span:
            yield count.span


def assert_sound(report: Report, claims: list[Claim]) -> None:
    """What holds of every claim of every report."""
    order = [(claim.part == "text", claim.trigger.span.start) for claim in claims]
    assert order == sorted(order)
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        text = report.part(claim.part)
        for span, words in quoted(claim):
            assert span.of(text) == words
            assert words.strip()
        assert claim.sentence.contains(claim.trigger.span)
        assert all(claim.sentence.contains(span) and span.of(text) for span in counted(claim))
        assert claim.report == report.id
        assert claim.id == claim_id(claim)
        assert claim.type in load_types()
        assert set(claim.modes) <= set(load_types()[claim.type].modes)
        assert claim.status in STATUSES
        assert 0 <= claim.confidence <= 1
        assert all(actor.sector in {"", *load_sectors()} for actor in (*claim.actors, *claim.recipients))
        assert claim.place is None or claim.place.precision in PRECISIONS
        assert claim_from_dict(json.loads(json.dumps(claim_to_dict(claim)))) == claim


def test_the_words_of_every_claim_of_the_samples_stand_where_it_says(coder: Coder, samples: list[Report]) -> None:
    for report in samples:
        claims = coder.code(report)
        assert claims
        assert_sound(report, claims)


def test_the_words_of_every_claim_of_news_reports_stand_where_it_says(coder: Coder, shared: Callable[..., Path]) -> None:
    with gzip.open(shared("corpora", "dev", "fakes", "reports.jsonl.gz"), "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 0, None, 22)]
    assert len(records) >= 24
    for record in records:
        report = read_text(record["text"], published=record["published"], outlet=record["outlet"], title=record["title"])
        assert_sound(report, coder.code(report))


def coded_or_refused(coder: Coder, text: str, title: str = "") -> None:
    """Claims that are sound, or an error of dateline's own that says something."""
    try:
        claims = api.code(text, published="2016-07-27", title=title, coder=coder)
    except DatelineError as refused:
        reason = str(refused)
    else:
        assert_sound(claims.report, list(claims))
        return
    assert reason


@given(text=st.text(max_size=300) | NEWSLIKE, title=st.just("") | NEWSLIKE | st.text(max_size=40))
@ANY
def test_any_text_gives_claims_or_a_clear_error(coder: Coder, text: str, title: str) -> None:
    coded_or_refused(coder, text, title)


@given(text=st.text(max_size=300) | NEWSLIKE, title=st.text(max_size=40))
@ANY
def test_any_report_is_coded_even_one_that_reading_never_cleaned(coder: Coder, text: str, title: str) -> None:
    report = Report("raw", text, title=title)
    assert_sound(report, coder.code(report))


@pytest.mark.parametrize("text", ["", " \n ", "\x00\x01", "\ud800 attacked Aleppo", "a" * 3000, "attacked " * 600, "." * 2000, "“" * 500])
def test_degenerate_text_gives_claims_or_a_clear_error(coder: Coder, text: str) -> None:
    coded_or_refused(coder, text)


def test_a_report_coded_alone_or_among_others_gives_equal_claims_in_any_order(coder: Coder, samples: list[Report]) -> None:
    alone = {report.id: coder.code(report) for report in samples}
    shuffled = random.Random(1).sample(samples, len(samples))
    assert {report.id: claims for report, claims in coder.code_all(shuffled)} == alone


def test_a_coder_loaded_anew_gives_the_same_ids(coder: Coder, model: Path | None, samples: list[Report]) -> None:
    again = Coder.load(model, threads=2)
    for report in samples[:2]:
        assert [claim.id for claim in again.code(report)] == [claim.id for claim in coder.code(report)]


def test_words_added_after_a_report_leave_the_triggers_of_its_first_sentence(coder: Coder) -> None:
    text = "Rebels shelled the airport of Aleppo on Tuesday, the army said."
    short = coder.code(Report("a", text))
    long = coder.code(Report("a", text + "\n\nThe weather stayed fine."))
    assert [claim.trigger for claim in long if claim.sentence.end <= len(text)] == [claim.trigger for claim in short]


def test_every_field_of_a_claim_can_be_explained(coder: Coder, samples: list[Report]) -> None:
    for report in samples[:2]:
        reading = coder.read(report)
        for number, claim in enumerate(reading.claims):
            reasons = explain(coder, reading, number)
            fields = [reason.field for reason in reasons]
            assert fields.count("actor") == len(claim.actors)
            assert fields.count("recipient") == len(claim.recipients)
            assert fields.count("source") == len(claim.sources)
            assert ("place" in fields) == (claim.place is not None)
            assert all(reason.why for reason in reasons)


def test_a_report_without_a_day_gives_no_day_to_relative_words(coder: Coder) -> None:
    claims = coder.code(Report("a", "Rebels shelled the airport on Tuesday, the army said."))
    assert all(claim.when is None for claim in claims)


def test_claims_show_themselves_as_rows_and_records(coder: Coder, samples: list[Report]) -> None:
    report = replace(samples[0], title='<script>"A & B"</script>')
    claims = api.Claims(report, coder.code(report))
    assert len(claims.rows()) == len(claims.to_dicts()) == len(claims)
    assert claims[0] in claims[:1]
    assert repr(claims).count("\n") == len(claims)
    assert "<script>" not in claims._repr_html_()


OFFLINE = """
import socket, sys
from pathlib import Path

def refuse(*_, **__):
    raise OSError("the network was asked")

socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from dateline.coder import Coder
from dateline.reading import read_text

coder = Coder.load(Path(sys.argv[1]) if sys.argv[1] else None)
report = read_text("Rebels shelled the airport of Aleppo on Tuesday, killing 12 soldiers, the army said.", published="2016-07-27")
print(len(coder.code(report)))
"""


def test_coding_asks_nothing_of_the_network(coder: Coder, model: Path | None) -> None:
    ran = subprocess.run([sys.executable, "-c", OFFLINE, str(model or "")], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert int(ran.stdout) == len(
        coder.code(read_text("Rebels shelled the airport of Aleppo on Tuesday, killing 12 soldiers, the army said.", published="2016-07-27"))
    )


def test_nothing_is_loaded_when_dateline_is_imported() -> None:
    code = "import sys, dateline; print([name for name in ('onnxruntime', 'numpy', 'trafilatura', 'typer') if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[]"
