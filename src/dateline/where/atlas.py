"""The places of one report: every name that it holds, each resolved together with all the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.records import Mention, Report, Span
from dateline.where.found import WIDE, Found
from dateline.where.gazetteer import Gazetteer
from dateline.where.judge import great
from dateline.where.names import ARTICLES, fold
from dateline.where.resolve import Choice, Name, resolve
from dateline.where.scan import scan
from dateline.where.tables import demonyms, kinds

CAPITAL = r"[A-Z\u00c0-\u00de\u0400-\u042f]"
LEAD = r"(?:(?:[aA]l|[eE]l|[aA]d|[aA]sh?|[aA]n|[aA]r|[aA]t|[aA]z|[eE]z|[eE]sh?|[dD]e|[lL]a)[-‐– ’'])?"
INNER = r"(?:(?:al|el|ad|as|ash|an|ar|at|az|ez|es|e|de|la|du|ed)[- ’'])?"
REST = r"[\w’'`ʼ‘]*"
RUN = re.compile(rf"{LEAD}(?:{CAPITAL}|[‘’ʿ']){REST}(?:[ -]{INNER}{CAPITAL}{REST})*|[\u0600-\u06ff]+(?: [\u0600-\u06ff]+)*")
"""A run of capitalised words with the small words that Arabic, French and Spanish names carry, or of Arabic ones."""
BESIDE = re.compile(r"^(?:, | \(|, in | in )$")
ENOUGH = 14.2
"""The least score of a place that stands for a name; below it the name stays unresolved. Chosen on the annotated dev reports."""
FEW_PEOPLE = 100_000
SAME = 0.92
"""Below this likeness a candidate only stands where the report speaks of its country or surroundings."""


@dataclass(frozen=True, slots=True)
class Located:
    """A name of the report and its candidates, best first. `best` is None where none is good enough."""

    found: Found
    choices: tuple[Choice, ...]
    best: Choice | None


def atlas(report: Report, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Located]:
    """Every name in title and text, those of `mentions` included, in order of title, then text; resolved jointly."""
    found = [*scan("title", report.title, gazetteer), *scan("text", report.text, gazetteer)]
    trusted = [_trusted(hit, mentions, gazetteer) for hit in found]
    every = sorted([*trusted, *_forced(trusted, mentions, report)], key=lambda hit: (hit.part == "text", hit.span))
    read = [hit for hit in every if hit.sure]
    names, index = _names(read, report, gazetteer)
    resolved = resolve(names, gazetteer)
    stable = sum(1 for choices in resolved if choices) > 1
    return [Located(hit, tuple(resolved[at]), _good(resolved[at], stable)) for hit, at in zip(read, index, strict=True)]


def _trusted(hit: Found, mentions: Iterable[Mention], gazetteer: Gazetteer) -> Found:
    """A name inside a place mention is a place, whatever stands beside it; but a hamlet's name inside a longer one is not meant."""
    around = (mention for mention in mentions if mention.part == hit.part and mention.span.overlaps(hit.span))
    mention = next(around, None)
    if mention is None or hit.people:
        return hit
    if _generic(hit.text):
        return replace(hit, sure=False)
    return replace(hit, sure=great(hit, gazetteer) or not _part_of_run(hit, mention))


def _part_of_run(hit: Found, mention: Mention) -> bool:
    start, end = hit.span.start - mention.span.start, hit.span.end - mention.span.start
    pieces = (piece for match in RUN.finditer(mention.text) for piece in _pieces(match[0], match.start()))
    return any(a <= start and end <= b and (a, b) != (start, end) for a, b in pieces)


def _generic(text: str) -> bool:
    return all(word in kinds() or word in SMALL for word in fold(text).split())


SMALL = frozenset("of and the in near outside key main north south east west northern southern eastern western central upper lower new old".split())


def _forced(found: Sequence[Found], mentions: Iterable[Mention], report: Report) -> list[Found]:
    """The capitalised runs of the mentions that the gazetteer does not know as written."""
    added = []
    for mention in mentions:
        inside = [hit.span for hit in found if hit.part == mention.part and hit.span.overlaps(mention.span) and hit.sure]
        for match in RUN.finditer(mention.text):
            for start, end in _pieces(match[0], match.start()):
                span = Span(mention.span.start + start, mention.span.start + end)
                if not any(span.overlaps(other) for other in inside):
                    name = span.of(report.part(mention.part))
                    added.append(Found(mention.part, span, name, name, kind=_kind_around(report.part(mention.part), span.start, span.end)))
    return added


def _pieces(run: str, start: int) -> list[tuple[int, int]]:
    """The run without kind words and adjectives at its ends; nothing where no name is left."""
    words = [(match.start(), match.end()) for match in re.finditer(r"[^\s-]+(?:-[^\s-]+)*", run)]
    while words and _no_name(run[slice(*words[0])]):
        words.pop(0)
    while words and _no_name(run[slice(*words[-1])]):
        words.pop()
    return [(start + words[0][0], start + words[-1][1])] if words else []


def _no_name(word: str) -> bool:
    folded = fold(word)
    return folded in kinds() or folded in demonyms() or folded in SMALL or folded in ARTICLES or folded in {"us led", "here", "islamic", "state"}


def _kind_around(text: str, start: int, end: int) -> str:
    after, before = fold(text[end : end + 40]).split(), fold(text[max(start - 40, 0) : start]).split()
    pair = kinds().get(" ".join(after[:2]), "") or kinds().get(" ".join(after[:1]), "")
    if pair:
        return pair
    return kinds().get(before[-2], "") if len(before) > 1 and before[-1] == "of" else kinds().get(before[-1], "") if before else ""


def _names(found: Sequence[Found], report: Report, gazetteer: Gazetteer) -> tuple[list[Name], list[int]]:
    """The distinct names, and for each hit which of them it is."""
    names: dict[tuple[str, str, str], Name] = {}
    index = []
    for at, hit in enumerate(found):
        identity = (fold(hit.name), hit.country, hit.kind)
        within = _within(found, at, report, gazetteer)
        old = names.get(identity)
        old = old or Name(hit.name, hit.kind, hit.country, 0)
        names[identity] = replace(old, count=old.count + 1, within=(*old.within, *within))
        index.append(list(names).index(identity))
    return list(names.values()), index


def _within(found: Sequence[Found], at: int, report: Report, gazetteer: Gazetteer) -> tuple[str, ...]:
    """What the name beside says that it contains this one: "Alexandria, Louisiana" -> ("louisiana",)."""
    if at + 1 >= len(found) or found[at + 1].part != found[at].part:
        return ()
    here, beside = found[at], found[at + 1]
    gap = report.part(here.part)[here.span.end : beside.span.start]
    if not BESIDE.match(gap):
        return ()
    spots = [spot for spot, _ in (gazetteer.country(beside.name) if beside.name == beside.country else gazetteer.exact(beside.name))[:12]]
    countries = [spot.country for spot in spots if spot.kind == "country"]
    units = [spot.admin1 or spot.name for spot in spots if spot.kind == "province"]
    return tuple(fold(name) for name in (*countries, *units))


def _good(choices: Sequence[Choice], stable: bool) -> Choice | None:
    """The leading candidate, unless it is weak or a namesake abroad that nothing in the report speaks for."""
    if not choices:
        return None
    best = choices[0]
    if best.score < ENOUGH:
        return None
    if best.features["likeness"] < SAME and best.features["near"] < 0.05 and best.features["share"] < 0.3:
        return None
    supported = best.features["share"] + best.features["near"] + best.features["within"] > 0.05
    alone = stable and not supported and best.spot.kind not in WIDE and best.spot.population < FEW_PEOPLE
    return None if alone else best
