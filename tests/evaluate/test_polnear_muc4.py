"""What the attribution and the MUC-4 benchmarks count, on small cases of our own."""

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import InvalidRecord
from dateline.evaluate import muc4, muc4_case, muc4_keys, polnear
from dateline.records import Actor, Claim, Count, Interval, Place, Report, Span, Trigger, Voice, When
from dateline.where import Gazetteer

TEXT = "Trump said that aides claimed Iran had attacked a ship. Rain fell."
STANDOFF = """T1\tSource 0 5\tTrump
T2\tCue 6 10\tsaid
T3\tContent 11 54\tthat aides claimed Iran had attacked a ship
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
T4\tSource 16 21\taides
T5\tCue 22 29\tclaimed
T6\tContent 30 38;39 54\tIran had attacked a ship
E2\tAttribution:T5 Cue:T5 Source:T4 Content:T6
"""
ARTICLE = polnear.Article(Report("a", TEXT), polnear.read_standoff(STANDOFF))


def found(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim(trigger: str, *voices: str) -> Claim:
    sources = tuple(Voice(found(words), words) for words in voices)
    return Claim("", "a", "text", Span(0, 55), Trigger(found(trigger), trigger), "ASSAULT", sources=sources)


def test_nested_attributions_give_a_claim_both_sources_the_closest_first() -> None:
    around = ARTICLE.around(found("attacked"))
    assert [a.source[0].of(TEXT) for a in around] == ["aides", "Trump"]


@pytest.mark.parametrize(
    ("claims", "precision", "recall"),
    [
        ([claim("attacked", "aides", "Trump")], 1.0, 1.0),
        ([claim("attacked", "Trump")], 1.0, 0.5),
        ([claim("attacked", "Iran")], 0.0, 0.0),
        ([claim("attacked")], 0.0, 0.0),
        ([claim("attacked", "aides"), claim("fell", "Trump")], 0.5, 0.5),
    ],
)
def test_links_are_counted_over_coded_claims(claims: list[Claim], precision: float, recall: float) -> None:
    figures = polnear.figures(polnear.count(ARTICLE, claims))
    assert (figures["source_precision"], figures["source_recall"]) == (precision, recall)


def test_a_source_given_to_a_claim_outside_of_its_content_lowers_content_precision() -> None:
    figures = polnear.figures(polnear.count(ARTICLE, [claim("attacked", "aides"), claim("fell", "Trump"), claim("Rain")]))
    assert figures["content_precision"] == 0.5
    assert figures["attributed_precision"] == 0.5
    assert figures["attributed_recall"] == 1.0


def test_a_broken_standoff_line_is_named() -> None:
    with pytest.raises(InvalidRecord, match=r"a\.ann:2"):
        polnear.read_standoff("T1\tSource 0 5\tTrump\nT2\tCue six\tsaid", "a.ann")


def test_articles_are_read_from_the_zip_with_outlet_and_day_and_one_annotator(tmp_path: Path) -> None:
    path = tmp_path / "dev.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("dev/text/the-post_2016-09-12_ship.txt", TEXT)
        for person in ("b", "a"):
            zipped.writestr(f"dev/attributions/the-post_2016-09-12_ship_{person}.ann", STANDOFF)
    (article,) = polnear.articles(path)
    assert (article.report.outlet, article.report.published) == ("the-post", date(2016, 9, 12))
    assert len(article.attributions) == 2


KEY = """0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  17 FEB 90 - 18 FEB 90
3.  INCIDENT: LOCATION              (PERU: LIMA (CITY)) / (PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD))
21. HUM TGT: NUMBER                 6: "PRIESTS"
                                    PLURAL: "GUARDS"
                                    2: "NUNS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "PRIESTS"
                                    DEATH: "GUARDS"
                                    INJURY: "NUNS"

;;; a remark
0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               2
2.  INCIDENT: DATE                  - 04 FEB 90
3.  INCIDENT: LOCATION              *
"""


def test_keys_are_read_template_by_template_with_their_continuation_lines() -> None:
    first, second = muc4_keys.templates(KEY)
    assert muc4_keys.read_days(first["2"]) == (date(1990, 2, 17), date(1990, 2, 18))
    assert list(muc4_keys.read_place(first["3"])) == [("peru", "lima"), ("peru", "lima", "san isidro")]
    assert muc4_keys.read_counts(first) == {"killed": {6}, "injured": {2}}
    assert muc4_keys.read_days(second["2"]) is None
    assert "3" not in second


def test_human_targets_are_read_with_their_names_and_descriptions() -> None:
    value = '"PRESIDENT": "CEREZO"\n"CIVILIAN" / "PEASANT"\n-'
    assert list(muc4_keys.read_victims(value)) == [{"president", "cerezo"}, {"civilian", "peasant"}]


def test_the_numbers_of_all_groups_are_summed_where_each_has_one() -> None:
    template = {"21": '6: "PRIESTS"\n~20: "GUARDS"', "23": 'DEATH: "PRIESTS"\nDEATH: "GUARDS"'}
    assert muc4_keys.read_counts(template) == {"killed": {6, 20, 26}}


def test_sentences_get_their_capital_and_keep_their_length() -> None:
    text = 'the army attacked.  "it was us," the u.s. rebels (fmln) said. \n\nno one died in may. may they win.'
    cased = muc4_case.sentence_case(text)
    assert cased == 'The army attacked.  "It was us," the U.S. rebels (FMLN) said. \n\nNo one died in may. May they win.'


def test_names_that_the_tables_know_get_their_capitals_and_common_words_none() -> None:
    text = "the salvadoran army said on monday that 3 march was quiet in san salvador and of late in colombia, by police reading."
    cased = muc4_case.recase(text, Gazetteer.open())
    assert cased == "The Salvadoran army said on Monday that 3 March was quiet in San Salvador and of late in Colombia, by police reading."


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("members of the Farabundo Marti National Liberation Front", "member"),
        ("guerrillas", "guerrilla"),
        ("President Cerezo, who", "cerezo"),
        ('"La Eminencia" farm', "farm"),
    ],
)
def test_the_head_of_a_mention_is_its_noun(words: str, head: str) -> None:
    assert muc4.head(words) == head


def attack(**fields: object) -> Claim:
    return Claim("", "r", "text", Span(0, 99), Trigger(Span(0, 6), "attack"), "ASSAULT", **fields)  # type: ignore[arg-type]


def actor(text: str, sector: str = "", name: str = "") -> Actor:
    return Actor(Span(0, 5), text, name or text, sector=sector)


def tallies(key: muc4_keys.Key, *claims: Claim) -> dict[str, muc4.Tally]:
    out = {name: muc4.Tally() for name in muc4.FIGURES}
    muc4.score(muc4_keys.Document(Report("r", ""), key), claims, out)
    return out


def test_perpetrators_and_victims_are_matched_by_head_once_a_document() -> None:
    strings = {
        "perpetrator": [frozenset({"guerrillas", "guerrilla column"})],
        "victim": [frozenset({"soldier"})],
        "target": [frozenset({"bridge"})],
    }
    one = attack(actors=(actor("the guerrillas"),), recipients=(actor("a soldier", "MIL"), actor("road bridge")))
    two = attack(actors=(actor("they", name="guerrillas"), actor("he")), recipients=(actor("farmers", "CVL"),))
    found = tallies(muc4_keys.Key(strings=strings), one, two)
    assert found["perpetrator"].prf() == (1.0, 1.0, 1.0)
    assert found["victim"].prf()[:2] == (0.5, 1.0)
    assert found["target"].prf()[:2] == (0.5, 1.0)
    assert found["recipient"].prf()[:2] == (2 / 3, 1.0)


def test_numbers_places_and_days_are_compared_with_the_keys() -> None:
    key = muc4_keys.Key()
    key.counts["killed"].append(frozenset({6, 8}))
    key.places.append((("peru", "lima"),))
    key.days.append((date(1990, 2, 17), date(1990, 2, 18)))
    day = Interval(date(1990, 2, 18), date(1990, 2, 18))
    found = tallies(
        key,
        attack(killed=Count(8, None), place=Place(Span(0, 4), "Lima", "Lima"), when=When(Span(0, 6), "Sunday", day)),
        attack(killed=Count(2, 2), place=Place(Span(0, 4), "Peru", "Peru"), when=When(Span(0, 4), "1990", Interval(None, day.end))),
    )
    assert found["killed"].prf()[:2] == (0.5, 1.0)
    assert found["place"].prf()[:2] == (1.0, 1.0)
    assert found["date"].prf()[:2] == (0.5, 1.0)


def test_documents_join_texts_and_keys_and_leave_those_without_templates_out(tmp_path: Path) -> None:
    texts, keys = tmp_path / "dev.json.gz", tmp_path / "keys.zip"
    entity = {"PerpInd": [[["rebels", 3]]], "PerpOrg": [], "Target": [], "Victim": [[["priests", 9]], [["priests", 9], ["jesuits", 20]]]}
    records = [
        {"docid": "TST1-MUC3-0001", "doctext": "the rebels killed six priests.", "templates": [entity]},
        {"docid": "TST1-MUC3-0002", "doctext": "it rained.", "templates": []},
    ]
    with gzip.open(texts, "wt", encoding="utf-8") as file:
        file.write("".join(json.dumps(record) + "\n" for record in records))
    with zipfile.ZipFile(keys, "w") as zipped:
        zipped.writestr("tst1/key-tst1.v7", KEY)
        zipped.writestr("tst1/tst1-muc3", "TST1-MUC3-0001\n\n   LIMA, 18 FEB 90 (EFE) -- [TEXT] THE REBELS\nKILLED SIX PRIESTS.\n")
    (document,) = muc4_keys.documents(texts, keys, muc4_case.sentence_case)
    assert document.report.published == date(1990, 2, 18)
    assert document.report.text == "The rebels killed six priests."
    assert document.key.strings["victim"] == [frozenset({"priests", "jesuits"})]
    assert document.key.counts == {"killed": [{6}], "injured": [{2}]}
