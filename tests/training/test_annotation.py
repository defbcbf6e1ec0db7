from pathlib import Path

import pytest

from dateline.training.annotation import annotation_files, check

REPORT = """=== gao-market
outlet: Echo
published: 2014-02-27
title: Gunmen kill 12 in Gao
- ASSAULT/firearms kill; actor=Gunmen <|MLI|UAF>; to=12 <residents|MLI|CVL>; place=Gao <Gao|place>; killed=12 <12>

> Gunmen attacked Gao on Tuesday, killing 60 soldiers and six people, the army said.
- ASSAULT attacked; actor=Gunmen; to=people <||CVL>; when=Tuesday <2014-02-25>; source=army; killed=60 + six <66>
> It will send people, people said.
- planned MOBILIZE/troops send; actor=people~2; source=^army
"""
FOLDER = Path(__file__).parents[2] / "annotations"


def read(tmp_path: Path, text: str) -> tuple[list, list[str]]:
    path = tmp_path / "a.claims"
    path.write_text(text, encoding="utf-8")
    return check([path])


def test_a_report_is_read_with_every_field(tmp_path: Path) -> None:
    (annotated,), mistakes = read(tmp_path, REPORT)
    assert mistakes == []
    title, attack, send = annotated.claims
    assert (title.part, title.trigger.text, title.modes, title.recipients[0].name) == (
        "title",
        "kill",
        ("firearms",),
        "residents",
    )
    assert (attack.killed.low, attack.killed.high) == (66, 66)
    assert [span.of(annotated.report.text) for span in annotated.counted[1]["killed"]] == ["60", "six"]
    assert attack.when.interval.start.isoformat() == "2014-02-25"
    assert send.status == "planned"
    assert send.actors[0].span.start > annotated.report.text.index("people, people")
    assert send.sources[0].span.of(annotated.report.text) == "army"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- ATTACK attacked", "unknown type 'ATTACK'"),
        ("- ASSAULT/visit attacked", "ASSAULT has no mode 'visit'"),
        ("- ASSAULT bombed", "'bombed' is not in the sentence"),
        ("- ASSAULT attacked; actor=Gunmen <MLI|UAF>", "expected 3 notes"),
        ("- ASSAULT attacked; actor=Gunmen <|MLI|XXX>", "unknown sector 'XXX'"),
        ("- ASSAULT attacked; place=Gao <Gao|town>", "precision is one of"),
        ("- ASSAULT attacked; when=Tuesday <Tuesday>", "expected an ISO day"),
        ("- ASSAULT attacked; killed=60 <about>", "expected <12>"),
        ("- ASSAULT attacked; victim=people", "expected FIELD=WORDS"),
        ("- ASSAULT attacked; source=^police", "is in no sentence before"),
        ("nonsense", "expected '> ' sentence"),
    ],
)
def test_every_mistake_is_named_with_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    text = REPORT.replace("> It will", f"{line}\n> It will")
    _, mistakes = read(tmp_path, text)
    assert len(mistakes) == 1
    assert mistakes[0].startswith(f"{tmp_path / 'a.claims'}:9: ")
    assert message in mistakes[0]


def test_an_id_given_twice_is_a_mistake(tmp_path: Path) -> None:
    _, mistakes = read(tmp_path, REPORT + "\n" + REPORT)
    assert len(mistakes) == 1
    assert "stands already at" in mistakes[0]


def test_the_projects_own_annotations_hold_no_mistake() -> None:
    reports, mistakes = check(annotation_files(FOLDER))
    assert reports
    assert mistakes == []
