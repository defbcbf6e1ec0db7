"""A project's own types: a table that maps type, mode, status, sectors and place to its own codes, and filters by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dateline.exports.happening import Happening, Named
from dateline.exports.lost import Lost

LEAVE_OUT = "-"
"""The code that leaves a happening out."""
Unmapped = Literal["keep", "leave out"]


@dataclass(frozen=True, slots=True)
class CodeRule:
    """What is asked, and the project's code for it. An empty set asks nothing; the values of one set are alternatives, all sets must hold.

    `actor` and `recipient` are sectors of the codebook, met by any party of that side; `place` is met by the place's name, province or country
    (ISO alpha-3), without regard to case.
    """

    code: str
    type: frozenset[str] = frozenset()
    mode: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    recipient: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()

    def fits(self, happening: Happening) -> bool:
        """Whether the rule speaks of the happening."""
        asked = (self.type, self.mode, self.status, self.actor, self.recipient, self.place)
        return all(not wanted or not wanted.isdisjoint(found) for wanted, found in zip(asked, _told(happening), strict=True))


@dataclass(frozen=True, slots=True)
class ProjectCodes:
    """A project's rules: the first that fits gives the code. `unmapped` says what is done with a happening that none fits."""

    rules: tuple[CodeRule, ...]
    unmapped: Unmapped = "keep"

    def apply(self, happenings: Iterable[Happening], lost: Lost) -> Iterator[Happening]:
        """The happenings with their codes; `lost` counts those that a rule leaves out and those that no rule fits."""
        for happening in happenings:
            code = next((rule.code for rule in self.rules if rule.fits(happening)), None)
            if code == LEAVE_OUT:
                lost.leave_out("happenings that the mapping leaves out")
            elif code is not None:
                yield replace(happening, project_code=code)
            elif self.unmapped == "keep":
                lost.reduce("happenings that no row of the mapping fits: without a code of the project's")
                yield happening
            else:
                lost.leave_out("happenings that no row of the mapping fits")


def _told(happening: Happening) -> tuple[set[str], ...]:
    """What a happening says of type, mode, status, sectors of either side, and place."""
    place = happening.place
    names = {name.casefold() for name in (place.name, place.text, place.admin1, place.country)} if place else set()
    sides = (_sectors(happening.actors), _sectors(happening.recipients))
    return {happening.type}, set(happening.modes), {str(happening.status)}, *sides, names


def _sectors(people: Iterable[Named]) -> set[str]:
    return {person.sector for person in people}
