"""A place mention -> a place: its names resolved with the report's, then what its other words say of where by them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.records import PRECISIONS, Mention, Place, Precision, Report
from dateline.where.atlas import Located, atlas
from dateline.where.distance import Point, between, moved
from dateline.where.entries import Spot
from dateline.where.gazetteer import Gazetteer
from dateline.where.names import fold
from dateline.where.phrase import Phrase, coordinates, parse
from dateline.where.resolve import Choice
from dateline.where.scene import SETTLED, Scene

SMALL_KINDS = frozenset(("quarter", "village", "building", "road", "bridge", "base", "camp", "area", "dam", "oilfield", "crossing"))
"""Kinds of places that lie in or by a better known one: an unknown one is put there, as an area."""
REACH = {True: 400, False: 60}
"""How far, in code points, that better known one may stand from a name with such a kind word, and from one without."""
PART_KM: dict[Precision, float] = {"point": 1, "place": 3, "area": 10, "province": 40}
"""How far the middle of "eastern X" lies from that of X, in km, by the precision of X; of a country 0.45 of its radius."""
BESIDE_KM: dict[Precision, float] = {"point": 5, "place": 12, "area": 25, "province": 80}
"""The same for "east of X" where no distance is given; of a country its radius."""
USUAL_RADIUS_KM = 300.0


class Locator:
    """Finds the places of a report's happenings. Holds no state between reports."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """`gazetteer` is where names are looked up."""
        self.gazetteer = gazetteer

    def locate(self, report: Report, mentions: Sequence[Mention]) -> list[Place | None]:
        """A place for each mention: None where the words name no place at all, without coordinates where they are not resolved."""
        scene = self._scene(report, mentions)
        return [self._place(mention, scene) for mention in mentions]

    def toponyms(self, report: Report, mentions: Sequence[Mention]) -> list[Place | None]:
        """Like `locate`, for mentions that are bare toponyms, adjectives included: each its own best namesake, or None."""
        scene = self._scene(report, mentions)
        return [_toponym(mention, scene) for mention in mentions]

    def explain(self, report: Report, mentions: Sequence[Mention]) -> list[list[Choice]]:
        """For each mention the candidates of its first name, best first, each with its table of features; none for a described place."""
        scene = self._scene(report, mentions)
        return [list(inside[0].choices) if (inside := scene.inside(mention)) else [] for mention in mentions]

    def _scene(self, report: Report, mentions: Sequence[Mention]) -> Scene:
        return Scene(report, atlas(report, mentions, self.gazetteer))

    def _place(self, mention: Mention, scene: Scene) -> Place | None:
        if written := coordinates(mention.text):
            return Place(mention.span, mention.text, mention.text, round(written[0], 5), round(written[1], 5), "point")
        phrase, inside = parse(mention.text), scene.inside(mention)
        places = [name for name in inside if not name.found.people]
        if not places:
            return self._described(mention, phrase, scene)
        known = [name.best.spot for name in places if name.best]
        if places[0].best is None:
            return _within(mention, places[0], known[0], scene) if known else _unknown(mention, phrase, places[0], scene)
        if len(known) > 1 and (phrase.between or _joined(mention, places)):
            return _middle(mention, phrase, known)
        return self._by(mention, phrase, known[0])

    def _by(self, mention: Mention, phrase: Phrase, spot: Spot) -> Place:
        """The place itself, or what lies in that direction of it, or around it."""
        at, precision, name = (spot.lat, spot.lon), spot.precision, spot.name
        if phrase.bearing is not None and not _directed_name(spot, mention.text):
            at = moved(at, phrase.bearing, self._distance(phrase, spot))
            precision, name = _coarser(precision), _plain(mention.text)
        elif phrase.around or phrase.distance is not None or (phrase.kind == "area" and precision in {"place", "point"}):
            precision, name = _coarser(precision), _plain(mention.text)
        elif precision in {"place", "point"} and (phrase.kind == "road" or (phrase.plural and phrase.kind == "quarter")):
            precision = "area"
        elif phrase.kind == "province" and precision in {"place", "area"}:
            precision = "province"
        return _placed(mention, name, at, spot, precision=precision)

    def _distance(self, phrase: Phrase, spot: Spot) -> float:
        if phrase.distance is not None:
            return phrase.distance
        if spot.precision in {"country", "region"}:
            radius = float(self.gazetteer.meta.get("radii", {}).get(spot.country, USUAL_RADIUS_KM))
            return radius * (1.0 if phrase.of else 0.45)
        return (BESIDE_KM if phrase.of else PART_KM)[spot.precision]

    def _described(self, mention: Mention, phrase: Phrase, scene: Scene) -> Place | None:
        """ "The town", "here", "a Syrian village": the place that the report names nearest before, or for an indefinite one after."""
        inside = scene.inside(mention)
        spot = scene.antecedent(mention, phrase, inside[0].found.country if inside else "")
        if phrase.bearing is not None and phrase.kind in {"", "region"}:
            spot = scene.country() or spot
        if spot is None and inside and inside[0].best:
            spot = inside[0].best.spot
        if spot is None:
            return None
        if phrase.kind in SETTLED and not phrase.plural and phrase.bearing is None and not phrase.around:
            return _placed(mention, spot.name, (spot.lat, spot.lon), spot, precision=spot.precision)
        return self._by(mention, phrase, spot)


def _toponym(mention: Mention, scene: Scene) -> Place | None:
    first = max(scene.inside(mention), key=lambda name: len(name.found.span), default=None)
    if first is None or first.best is None:
        return None
    spot = first.best.spot
    return _placed(mention, spot.name, (spot.lat, spot.lon), spot, precision=spot.precision)


def _within(mention: Mention, name: Located, container: Spot, scene: Scene) -> Place:
    """A name that the gazetteer does not know, with the place beside it in the mention that it lies in: "Bibaka, Aleppo"."""
    if told := scene.told(name):
        return _placed(mention, name.found.text, told[1], told[0], precision="place", own=False)
    precision: Precision = "area" if container.precision in {"point", "place", "area"} else container.precision
    return _placed(mention, name.found.text, (container.lat, container.lon), container, precision=precision, own=False)


def _unknown(mention: Mention, phrase: Phrase, name: Located, scene: Scene) -> Place:
    """A name that the gazetteer does not know: where the report says that it lies, else by the place beside it, else unresolved."""
    if told := scene.told(name):
        return _placed(mention, name.found.text, told[1], told[0], precision="place", own=False)
    small = phrase.kind in SMALL_KINDS or name.found.kind in SMALL_KINDS
    anchor = scene.beside(mention, REACH[small])
    if anchor is not None:
        return _placed(mention, name.found.text, (anchor.lat, anchor.lon), anchor, precision="area", own=False)
    return Place(mention.span, mention.text, name.found.text)


def _middle(mention: Mention, phrase: Phrase, spots: Sequence[Spot]) -> Place:
    """The middle of several places: a stretch of border or road, or the region that covers them."""
    lat, lon = _rounded(between([(spot.lat, spot.lon) for spot in spots]))
    widest = max(spots, key=lambda spot: PRECISIONS.index(spot.precision))
    precision: Precision = "area" if phrase.between or widest.precision in {"point", "place", "area"} else "region"
    country = spots[0].country if all(spot.country == spots[0].country for spot in spots) else ""
    return Place(mention.span, mention.text, _plain(mention.text), lat, lon, precision, country)


def _joined(mention: Mention, places: Sequence[Located]) -> bool:
    """Whether the names stand side by side ("Syria and Iraq", "Damascus-Baghdad"), none inside another ("Manbij in Aleppo")."""
    first, second = places[0].found.span.end - mention.span.start, places[1].found.span.start - mention.span.start
    gap = mention.text[max(first, 0) : max(second, 0)]
    return bool(re.fullmatch(r"(?:,? and |-|‐|–|/| or |, )(?:the )?(?:\w+ )?", gap)) and (gap != ", " or len(places) > 2)


def _directed_name(spot: Spot, text: str) -> bool:
    """Whether the direction belongs to the name: North Korea, East Jerusalem, South Kordofan."""
    own = fold(spot.name).split()
    return any(word in own for word in fold(text).split() if word.startswith(("north", "south", "east", "west")))


def _coarser(precision: Precision) -> Precision:
    return precision if precision == "region" else "area"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _rounded(at: Point) -> Point:
    return round(at[0], 4), round(at[1], 4)


def _placed(mention: Mention, name: str, at: Point, spot: Spot, *, precision: Precision, own: bool = True) -> Place:
    lat, lon = _rounded(at)
    return Place(mention.span, mention.text, name, lat, lon, precision, spot.country, spot.admin1, spot.geonameid if own else None)
