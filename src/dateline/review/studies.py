"""Samples that people judge or code, kept in the archive's log: who was to judge what, and what each one answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.archive import Archive, Entry, NotThere, Refused
from dateline.errors import InvalidRecord
from dateline.records import content_id
from dateline.review.drawing import draw, strata

Purpose = Literal["double", "audit"]
PURPOSES: tuple[Purpose, ...] = ("double", "audit")
MOST = 5000


@dataclass(frozen=True, slots=True)
class Study:
    """A drawn sample: `double` (two coders code it blind) or `audit` (the machine's coding is judged right or wrong).

    `claims` are ids in the order of judging; `sizes` how many claims each type had when it was drawn; `answers` by coder and claim: what is in
    them is in coding.py and audit.py. An answer given again takes the place of the one before; both stay in the log.
    """

    id: str
    purpose: Purpose
    claims: tuple[str, ...]
    coders: tuple[str, ...]
    sizes: Mapping[str, int]
    seed: str
    by: str
    at: str
    answers: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)

    def next_for(self, coder: str) -> str:
        """The first claim that this coder has not answered; "" when he is done."""
        given = self.answers.get(coder, {})
        return next((claim for claim in self.claims if claim not in given), "")

    def progress(self, coder: str) -> tuple[int, int]:
        """How many he has answered, of how many."""
        return len(self.answers.get(coder, {})), len(self.claims)

    @property
    def done(self) -> bool:
        """Whether everybody has answered everything: before that nobody sees what another one answered."""
        return all(not self.next_for(coder) for coder in self.coders)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn: how many claims, by which seed, for whom, by whom."""

    purpose: Purpose
    size: int
    coders: tuple[str, ...]
    by: str
    seed: str = "1"


def begin(archive: Archive, plan: Plan) -> Study:
    """Draw a sample and write it into the log. Raises InvalidRecord for a plan that cannot be carried out."""
    _check(plan)
    by_type = strata(archive)
    claims = draw(by_type, plan.size, plan.seed)
    if not claims:
        raise InvalidRecord("study: expected claims to draw from, found none in the archive; put reports in with 'dateline ingest'")
    id = content_id("|".join((plan.purpose, plan.seed, *plan.coders, *claims)).encode())[:12]
    if id in studies(archive):
        raise Refused(f"this very sample is drawn already as study {id}; give another seed for another one")
    sizes = {kind: len(ids) for kind, ids in by_type.items()}
    body = {"study": id, "act": "drawn", "purpose": plan.purpose, "claims": claims, "coders": list(plan.coders), "sizes": sizes}
    archive.note_study({**body, "seed": plan.seed, "by": plan.by})
    return study(archive, id)


def answer(archive: Archive, id: str, given: tuple[str, str], content: Mapping[str, Any]) -> Study:
    """Write down what a coder answered on a claim; `given` is (coder, claim). Raises NotThere, Refused, InvalidRecord."""
    coder, claim = given
    known = study(archive, id)
    if coder not in known.coders:
        raise Refused(f"study {id} is for {' and '.join(known.coders)}, not for {coder!r}")
    if claim not in known.claims:
        raise InvalidRecord(f"claim: expected one of the sample of study {id}, found {claim!r}")
    archive.note_study({"study": id, "act": "answered", "claim": claim, "by": coder, "answer": dict(content)})
    return study(archive, id)


def studies(archive: Archive) -> dict[str, Study]:
    """Every study by id, the earliest first."""
    entries = [entry for entry in archive.log() if entry.kind == "study" and entry.body]
    found = {made.id: made for entry in entries if (entry.body or {}).get("act") == "drawn" for made in [_drawn(entry, entries)]}
    return found


def study(archive: Archive, id: str) -> Study:
    """A study. Raises NotThere."""
    known = studies(archive)
    if id not in known:
        raise NotThere(f"no study {id!r} in the archive; known: {', '.join(known) or 'none'}")
    return known[id]


def _drawn(entry: Entry, entries: Iterable[Entry]) -> Study:
    body: Mapping[str, Any] = entry.body or {}
    answers: dict[str, dict[str, Mapping[str, Any]]] = {}
    for other in entries:
        said = other.body or {}
        if said.get("act") == "answered" and said.get("study") == body["study"]:
            answers.setdefault(str(said["by"]), {})[str(said["claim"])] = said["answer"]
    names: Sequence[str] = body["coders"]
    sizes = {str(kind): int(many) for kind, many in body["sizes"].items()}
    return Study(body["study"], body["purpose"], tuple(body["claims"]), tuple(names), sizes, body["seed"], body["by"], entry.at, answers)


def _check(plan: Plan) -> None:
    if plan.purpose not in PURPOSES:
        raise InvalidRecord(f"purpose: expected one of {', '.join(PURPOSES)}, found {plan.purpose!r}")
    if not 1 <= plan.size <= MOST:
        raise InvalidRecord(f"size: expected 1 to {MOST} claims, found {plan.size}")
    wanted = 2 if plan.purpose == "double" else 1
    if len(set(plan.coders)) != wanted or not all(name.strip() for name in plan.coders):
        people = "two coders of different names" if wanted == 2 else "one who judges"
        raise InvalidRecord(f"coders: expected {people}, found {', '.join(plan.coders) or 'nobody'}")
