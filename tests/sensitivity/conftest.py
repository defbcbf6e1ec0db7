"""A small collection with something to hide in every field."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.events import link
from dateline.records import Actor, Claim, Count, Interval, Place, Report, Span, Trigger, Voice, When, with_id
from dateline.sensitivity import Records

TITLE = "Qamvarro shelled on 27 July"
TEXT = (
    "Rebels shelled Qamvarro on 27 July 2016, wounding Jorvan Mekkelbit, residents of Qamvarro said. "
    "The mother of Mekkelbit fled on Wednesday. Trade talks opened in Borlheim in June."
)
REPORT = Report("field-note-qamvarro-2016-07-27", TEXT, TITLE, "The Example", "https://example.org/2016/07/27/qamvarro", date(2016, 7, 28), "en")
LAT, LON = 36.48215, 2.81734


def at(words: str, last: bool = False) -> Span:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    return Span(start, start + len(words))


def sentence(number: int) -> Span:
    ends = [0, TEXT.index(" The mother") + 1, TEXT.index(" Trade") + 1, len(TEXT)]
    return Span(ends[number], ends[number + 1] - (number < 2))


def claims() -> tuple[Claim, ...]:
    person = Actor(at("Jorvan Mekkelbit"), "Jorvan Mekkelbit", "Jorvan Mekkelbit", "new-person-dza-jorvan-mekkelbit", "DZA", "CVL", "DZACVL")
    mother = Actor(at("The mother of Mekkelbit"), "mother of Mekkelbit", "mother of Mekkelbit", "new-dza-mother-of-mekkelbit", "DZA", "CVL")
    rebels = Actor(at("Rebels"), "Rebels", "", "", "DZA", "REB", "DZAREB")
    place = Place(at("Qamvarro"), "Qamvarro", "Qamvarro", LAT, LON, "place", "DZA", "Mitidja", 99887766)
    fair = Place(at("Borlheim"), "Borlheim", "Borlheim", 50.11, 8.68, "place", "DEU", "Hessen", 5)
    day = When(at("27 July 2016"), "27 July 2016", Interval(date(2016, 7, 27), date(2016, 7, 27)))
    june = When(at("June"), "June", Interval(date(2016, 6, 1), date(2016, 6, 30)))
    voice = Voice(at("residents of Qamvarro"), "residents of Qamvarro", "residents of Qamvarro")
    shelled = Claim(
        *("", REPORT.id, "text", sentence(0), Trigger(at("shelled"), "shelled"), "ASSAULT", ("heavy-weapons",)),
        **{"actors": (rebels,), "recipients": (person,), "place": place, "when": day, "sources": (voice,), "injured": Count(1, 1), "coder": "c"},
    )
    fled = Claim("", REPORT.id, "text", sentence(1), Trigger(at("fled"), "fled"), "RETREAT", actors=(mother,), coder="c")
    talks = Claim("", REPORT.id, "text", sentence(2), Trigger(at("talks"), "talks"), "CONSULT", place=fair, when=june, coder="c")
    return tuple(map(with_id, (shelled, fled, talks)))


@pytest.fixture(scope="session")
def collection() -> Records:
    """Three claims of one report with the events that linking makes of them."""
    found = claims()
    linked = link(list(found), [REPORT])
    return Records(found, tuple(linked.events), (REPORT,))
