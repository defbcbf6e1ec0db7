"""ACLED's 31 columns (since March 2023)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO

from dateline.exports import countries, days
from dateline.exports.happening import Happening, Named, dyad, outlets
from dateline.exports.lost import Lost
from dateline.exports.streams import Rows, text
from dateline.exports.wording import notes
from dateline.ontology.crosswalks import UNKNOWN, AcledRule, load_acled, load_parties

COLUMNS = tuple(
    """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
    inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
    location latitude longitude geo_precision source source_scale notes fatalities tags timestamp
    """.split()
)
GEO_PRECISION = {"point": 1, "place": 1, "area": 2, "province": 3, "country": 3, "region": 3}
EXTERNAL, RIOTERS, PROTESTERS, CIVILIANS = 8, 5, 6, 7


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes actual events that ACLED has a type for; all others are counted in what is lost. Needs events."""
    lost = Lost()
    with text(stream) as out:
        rows = Rows(out)
        rows.write(COLUMNS)
        for happening in happenings:
            row = acled_row(happening, lost)
            if row:
                rows.write(row[name] for name in COLUMNS)
                lost.written += 1
    return lost


def acled_row(happening: Happening, lost: Lost) -> dict[str, object] | None:
    """The row by column, or None where ACLED would not have one; `lost` counts why, and what the row cannot say."""
    if happening.status != "actual":
        lost.leave_out(f"{happening.status} events: ACLED records what has happened")
        return None
    firsts, seconds = dyad(happening)
    rule = next((rule for rule in load_acled().get(happening.type, ()) if rule.fits(happening.modes, _side(firsts), _side(seconds))), None)
    if rule is None:
        lost.leave_out("events that no ACLED type fits, or of which too little is known")
        return None
    _count_blanks(happening, lost)
    return {
        **dict.fromkeys(("admin2", "admin3", "source_scale")),
        **_what(happening, rule, seconds),
        **_who(happening, rule, firsts, seconds),
        **_where(happening),
        **_when(happening),
        "source": "; ".join(outlets(happening)),
        "notes": notes(happening),
        "fatalities": _fatalities(happening),
        "tags": happening.review,
    }


def inter(person: Named, event_type: str, country: str) -> int | None:
    """ACLED's inter code: forces of a state abroad are 8, civilians in a riot 5 and in a protest 6.

    None where the sector is not known.
    """
    rule = load_parties().get(person.sector)
    if rule is None:
        return None
    if rule.inter == CIVILIANS and event_type in ("Riots", "Protests"):
        return RIOTERS if event_type == "Riots" else PROTESTERS
    abroad = rule.inter == 1 and person.country and country and person.country != country
    return EXTERNAL if abroad else rule.inter


def _what(happening: Happening, rule: AcledRule, seconds: tuple[Named, ...]) -> dict[str, object]:
    violent = rule.disorder_type.startswith("Political violence")
    return {
        "event_id_cnty": happening.id,
        "disorder_type": rule.disorder_type,
        "event_type": rule.event_type,
        "sub_event_type": rule.sub_event_type,
        "civilian_targeting": "Civilian targeting" if violent and _side(seconds) == "civilian" else "",
    }


def _who(happening: Happening, rule: AcledRule, firsts: tuple[Named, ...], seconds: tuple[Named, ...]) -> dict[str, object]:
    country = happening.place.country if happening.place else ""
    one, other = (inter(group[0], rule.event_type, country) if group else None for group in (firsts, seconds))
    return {
        "actor1": firsts[0].name if firsts else "",
        "assoc_actor_1": "; ".join(person.name for person in firsts[1:]),
        "inter1": one,
        "actor2": seconds[0].name if seconds else "",
        "assoc_actor_2": "; ".join(person.name for person in seconds[1:]),
        "inter2": other,
        "interaction": _interaction(one, other, bool(seconds)),
    }


def _interaction(one: int | None, other: int | None, two_sided: bool) -> int | None:
    """The two codes, the lower first; 10 times the code of an actor alone; None where a party's code is not known."""
    if one is None or (other is None and two_sided):
        return None
    return one * 10 if other is None else min(one, other) * 10 + max(one, other)


def _where(happening: Happening) -> dict[str, object]:
    place = happening.place
    if place is None:
        return dict.fromkeys(("iso", "region", "country", "admin1", "location", "latitude", "longitude", "geo_precision"))
    return {
        "iso": countries.numeric(place.country),
        "region": countries.rule(place.country).acled,
        "country": countries.country_name(place.country),
        "admin1": place.admin1,
        "location": place.name or place.text,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION[place.precision],
    }


def _when(happening: Happening) -> dict[str, object]:
    day = days.first(happening.when)
    published = [report.published for report in happening.reports.values() if report.published]
    changed = datetime.combine(max(published), datetime.min.time(), UTC) if published else None
    return {
        "event_date": days.iso(day),
        "year": day.year if day else None,
        "time_precision": days.acled_precision(happening.when),
        "timestamp": int(changed.timestamp()) if changed else None,
    }


def _side(people: tuple[Named, ...]) -> str:
    return people[0].side if people else UNKNOWN


def _fatalities(happening: Happening) -> int:
    """The low bound; 0 where none is reported, as ACLED has it."""
    toll = happening.tolls.get("killed")
    return toll.low or 0 if toll else 0


def _count_blanks(happening: Happening, lost: Lost) -> None:
    toll = happening.tolls.get("killed")
    lost.reduce("disputes over the day: event_date is the event's own, notes have the dispute", happening.disputed("when"))
    lost.reduce("disputes over who did it: the actor is blank, notes have the dispute", happening.disputed("actors"))
    lost.reduce("events without a day: event_date is blank", not days.first(happening.when))
    lost.reduce("events without coordinates", not happening.place or happening.place.lat is None)
    lost.reduce("intervals longer than a day: event_date is the first day", (days.length(happening.when) or 0) > 1)
    lost.reduce("death tolls with a range: fatalities is the low bound, notes have the range", bool(toll and toll.low != toll.high))
    lost.reduce("other tolls (injured, displaced, detained): only in notes", len(happening.tolls) - bool(toll))
