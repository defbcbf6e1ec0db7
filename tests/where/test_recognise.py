from __future__ import annotations

import pytest

from dateline.records import Entity, Report, Span
from dateline.where import Gazetteer, recognise


def names(gazetteer: Gazetteer, text: str, *entities: Entity) -> list[str]:
    return [mention.text for mention in recognise(Report(id="r", text=text), entities, gazetteer)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels in Aleppo fought Syrian troops.", ["Aleppo", "Syrian"]),
        ("U.S. jets struck Deir ez-Zor. Mosul was quiet.", ["U.S.", "Deir ez-Zor", "Mosul"]),
        ("The US-led coalition met in London.", ["US", "London"]),
        ("Of course she did.", []),
        ("He told us so.", []),
        ("Jack London wrote it; London said nothing.", []),
        ("A fire in Paris, Tex., was put out.", ["Paris", "Tex"]),
        ("From al-Tanf to the Golan Heights.", ["al-Tanf", "Golan Heights"]),
    ],
)
def test_places_are_told_from_persons_and_common_words(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert names(gazetteer, text) == found


def test_the_encoder_adds_places_and_takes_persons_away(gazetteer: Gazetteer) -> None:
    text = "In Zzyzx, Manbij spoke."
    place, person = Entity("text", Span(3, 8), "Zzyzx", "LOC", 0.9), Entity("text", Span(10, 16), "Manbij", "PER", 0.9)
    assert names(gazetteer, text, place, person) == ["Zzyzx"]


def test_spans_cut_their_text_out(gazetteer: Gazetteer) -> None:
    report = Report(id="r", title="Kyiv hit", text="Strikes on Kyiv, Ukraine’s capital.")
    for mention in recognise(report, [], gazetteer):
        assert mention.span.of(report.part(mention.part)) == mention.text
