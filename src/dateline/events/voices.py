"""Who stands behind a claim: its voice, and the camp that the voice speaks for. Outlets that only print what others say are no voices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from dateline.events import words
from dateline.events.copies import CopyIndex
from dateline.ontology import rows
from dateline.records import COUNTS, Claim, Report, Speaker

UNNAMED = "the report itself"
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
MONITORS, MONITOR = "rights monitors", "a the monitor monitors monitoring group organisation organization observatory watchdog based"
"""The camp of those who count casualties, and the words with which news speaks of one of them without its name."""
ARMED = frozenset({"REB", "UAF"})
Voices = Mapping[str, str]


@cache
def camps() -> tuple[tuple[str, frozenset[str]], ...]:
    """Camps with the stems by which their voices are known, in order of precedence. Raises InvalidTable."""
    table = rows(files("dateline.events") / "camps.tsv", 2)
    return tuple((camp, frozenset(words.stem(word) for word in known.split())) for camp, known in table)


def camp_of(voice: str) -> str:
    """The camp of a voice by its words; empty where they tell none."""
    found = frozenset(words.stems(voice.lower().replace("united nations", "un")))  # "united" and "nation" alone name many others
    return next((camp for camp, known in camps() if known & found), "")


def spoken(claim: Claim) -> str:
    """The closest voice of a claim; empty where the report tells it itself."""
    if not claim.sources:
        return ""
    return spoken_for(claim.sources[0].name or claim.sources[0].text)


@cache
def spokesmen() -> Mapping[frozenset[str], str]:
    """Sounds of the names of people known only as the voice of a body, and the body. Raises InvalidTable."""
    table = rows(files("dateline.events") / "spokesmen.tsv", 2)
    return {sounds(name): body for body, names in table for name in names.split("; ")}


def sounds(name: str) -> frozenset[str]:
    """The words of a name as they sound, a hyphen between two of them left out."""
    return frozenset(words.name_key(word[0]) for word in words.words(name.replace("-", "")))


def spoken_for(voice: str) -> str:
    """The body for which a spokesman's name stands, else the voice itself."""
    return spokesmen().get(sounds(voice), voice)


def outlet(report: Report | None, index: CopyIndex, reports: Mapping[str, Report]) -> str:
    """The outlet that first printed a report's text."""
    if report is None:
        return UNNAMED
    first = reports.get(index.copied_from(report.id), report)
    return first.outlet or report.outlet or UNNAMED


def voices(claims: Iterable[Claim], name: Callable[[str], str]) -> dict[str, str]:
    """The voice of each claim of one happening, by claim id; `name` gives a report's outlet.

    A claim without a source takes the voice that the same report gives for the same figure, else the report's only voice; a report that names
    no source at all speaks itself.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    out: dict[str, str] = {}
    for report, own in by_report.items():
        for claim in own:
            out[claim.id] = spoken(claim) or _borrowed(claim, own) or name(report)
    return unified(out)


def _borrowed(claim: Claim, beside: Sequence[Claim]) -> str:
    sourced = [other for other in sorted(beside, key=lambda c: (c.part != "title", c.trigger.span)) if spoken(other)]
    figures = {(kind, count.low, count.high) for kind in COUNTS if (count := getattr(claim, kind))}
    for other in sourced:
        if figures and any((kind, c.low, c.high) in figures for kind in COUNTS if (c := getattr(other, kind))):
            return spoken(other)
    only = {spoken(other) for other in sourced}
    return min(only) if len(only) == 1 else ""


def unified(found: Mapping[str, str]) -> dict[str, str]:
    """The same voices, those that differ only by article, case or a longer form of the name under one name."""
    names = sorted(set(found.values()), key=lambda name: (-len(words.stems(name)), name))
    known: list[tuple[frozenset[str], str]] = []
    one: dict[str, str] = {}
    for name in names:
        own = frozenset(word for word in words.stems(name) if words.weight(word) >= 0.3) or frozenset({name.lower()})
        fits = [full for stems, full in known if own == stems or (len(own) > 1 and own <= stems)]
        one[name] = fits[0] if fits else name
        if not fits:
            known.append((own, name))
    return {claim: _monitor(one[name], set(one.values())) for claim, name in found.items()}


def _monitor(name: str, beside: set[str]) -> str:
    """ "The monitor" is the one monitor that is named of the same happening, where there is exactly one."""
    if not _bare(name):
        return name
    named = [other for other in beside if camp_of(other) == MONITORS and not _bare(other)]
    return named[0] if len(named) == 1 else name


def _bare(name: str) -> bool:
    return camp_of(name) == MONITORS and {words.stem(word) for word in MONITOR.split()}.issuperset(words.stems(name))


def speakers(claims: Sequence[Claim], said: Voices, index: CopyIndex) -> tuple[Speaker, ...]:
    """The independent voices of a happening, most reports first."""
    countries = _countries(claims)
    reports: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        reports[said[claim.id]].add(claim.report)
    found = [Speaker(name, camp(name, countries), tuple(sorted(own)), len(index.texts(own))) for name, own in reports.items()]
    return tuple(sorted(found, key=lambda speaker: (-speaker.texts, speaker.name)))


def _countries(claims: Iterable[Claim]) -> dict[str, tuple[str, str]]:
    """Country and sector of every actor and recipient named in the claims."""
    people = (actor for claim in claims for actor in (*claim.actors, *claim.recipients))
    return {name.lower(): (a.country, a.sector) for a in people for name in (a.name, a.text) if name and (a.country or a.sector)}


def camp(name: str, countries: Mapping[str, tuple[str, str]]) -> str:
    """The camp of a voice, with the country where it is one of the actors."""
    country, sector = countries.get(name.lower(), ("", ""))
    found = "authorities" if sector in OFFICIAL else "rebels" if sector in ARMED else camp_of(name) or name
    return f"{found} ({country})" if country and found == "authorities" else found
