"""`evaluate muc4`: document-level slots against MUC-4's templates (TST1 and TST2; who attacked whom, where, when, how many).

The texts are lower case, and names without capitals are no names to a reader of newspapers; so before coding each sentence is given its
capital, and so is every place name, nationality, month and weekday that dateline's own tables know (`muc4_case.recase`). Names of persons
and bodies stay as they are. That helps the places (the gazetteer points at them before anything is read) and is still harder than print.
The day of publication is that of the original's head. Only documents with a template are scored: in the others, what violence there is
lies outside MUC's task (military combat, for one), and is no mistake. For the same reason precision is a lower bound everywhere.

Of our claims, those of type ASSAULT, COERCE and PROTEST that are not denied count. An entity counts once a document, on both sides:

- perpetrator: actors, against individuals and organisations. Two mentions are one where their head nouns are (`head`), whichever of the
  coreferent strings. Pronouns that stand for nobody named are left out.
- victim and target: recipients, against human targets and physical ones. Dateline does not divide people from things: what is found in
  one of the two does not count against the other, what is found in neither counts against both. `recipient` takes the two together.
- count: killed and injured, the number of a group or of a template; right where one of our bounds is the number.
- place, by name: recall asks for the narrowest name of a location, precision for any name of one. Date: an interval of at most 31 days
  that shares a day with the key's; only documents with such a date.

Precision is over our entities, recall over the keys'; several of ours may be one of theirs, so these are no scores of the MUC scorer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from dateline.coder import Coder
from dateline.evaluate.muc4_case import recase
from dateline.evaluate.muc4_keys import Document, Key, documents
from dateline.evaluate.setting import Figures, Setting
from dateline.records import Actor, Claim, Count, Interval
from dateline.where import Gazetteer

TYPES = frozenset(("ASSAULT", "COERCE", "PROTEST"))
FIGURES = ("perpetrator", "recipient", "victim", "target", "killed", "injured", "count", "place", "date")
LONGEST_DAYS = 31
AFTER = re.compile(r"\s(?:of|in|from|at|on|near|with|for|by|to|who|that|which|whose|belonging)\s|[,;()\[\]]| -- ")
PRONOUNS = frozenset("he she it they him her them himself herself itself themselves who whom which that we us i you one this these those".split())


@dataclass(slots=True)
class Tally:
    """Of one figure: keys found and all, ours right and all."""

    found: int = 0
    gold: int = 0
    right: int = 0
    coded: int = 0

    def add(self, gold: Sequence[bool], coded: Sequence[bool]) -> None:
        """Adds a document: whether each key was found, whether each of ours is right."""
        self.found += sum(gold)
        self.gold += len(gold)
        self.right += sum(coded)
        self.coded += len(coded)

    def prf(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision, recall = self.right / max(1, self.coded), self.found / max(1, self.gold)
        return precision, recall, 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def relevant(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that could be one of MUC's incidents."""
    return [claim for claim in claims if claim.type in TYPES and claim.status != "denied"]


def fold(text: str) -> str:
    """Lower case, without accents and marks."""
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", anyascii(text).lower()).split())


def head(text: str) -> str:
    """The head noun of a mention, folded, a plural's s cut: the last word before "of", a comma, a relative clause."""
    lead = AFTER.split(text.strip().lower(), maxsplit=1)[0]
    words = fold(lead).split() or fold(text).split()
    return words[-1].removesuffix("s") if words else ""


def entities(people: Iterable[Actor]) -> list[frozenset[str]]:
    """Actors as the heads of their words and name, one for all that share a head."""
    out: list[frozenset[str]] = []
    for actor in people:
        heads = frozenset(head(text) for text in (actor.text, actor.name) if text and fold(text) not in PRONOUNS) - {""}
        heads = heads.union(*(known for known in out if known & heads))
        out = [known for known in out if not known & heads] + ([heads] if heads else [])
    return out


def matching(key: Key, slot: str, ours: Sequence[frozenset[str]]) -> tuple[list[bool], list[bool]]:
    """Which entities of the slot are found, and which of ours are one of them."""
    gold = [frozenset(map(head, strings)) for strings in key.strings.get(slot, ())]
    return [any(g & o for o in ours) for g in gold], [any(g & o for g in gold) for o in ours]


def score_people(tallies: dict[str, Tally], key: Key, claims: Sequence[Claim]) -> None:
    """Adds perpetrators, victims and targets."""
    tallies["perpetrator"].add(*matching(key, "perpetrator", entities(a for claim in claims for a in claim.actors)))
    recipients = entities(a for claim in claims for a in claim.recipients)
    found = {slot: matching(key, slot, recipients) for slot in ("victim", "target")}
    for slot, other in (("victim", "target"), ("target", "victim")):
        gold, right = found[slot]
        elsewhere = found[other][1]
        tallies[slot].add(gold, [mine for mine, theirs in zip(right, elsewhere, strict=True) if mine or not theirs])
    either = [v or t for v, t in zip(found["victim"][1], found["target"][1], strict=True)]
    tallies["recipient"].add(found["victim"][0] + found["target"][0], either)


def score_counts(tallies: dict[str, Tally], key: Key, claims: Sequence[Claim]) -> None:
    """Adds killed and injured, and both as count."""
    for name in ("killed", "injured"):
        ours = {(c.low, c.high) for claim in claims if (c := _count(claim, name)) and (c.low, c.high) != (0, 0)}
        gold = [any(set(bounds) & numbers for bounds in ours) for numbers in key.counts[name]]
        right = [any(set(bounds) & numbers for numbers in key.counts[name]) for bounds in sorted(ours, key=str)]
        tallies[name].add(gold, right)
        tallies["count"].add(gold, right)


def _count(claim: Claim, name: str) -> Count | None:
    count: Count | None = getattr(claim, name)
    return count


def score_places(tallies: dict[str, Tally], key: Key, claims: Sequence[Claim]) -> None:
    """Adds places by name."""
    ours = {frozenset(map(fold, (claim.place.name, claim.place.text))) for claim in claims if claim.place}
    narrow = [frozenset(fold(way[-1]) for way in ways) for ways in dict.fromkeys(key.places)]
    every = {fold(name) for ways in key.places for way in ways for name in way}
    tallies["place"].add([any(names & own for own in ours) for names in narrow], [bool(own & every) for own in ours])


def score_days(tallies: dict[str, Tally], key: Key, claims: Sequence[Claim]) -> None:
    """Adds dates, where the key has one."""
    gold = sorted(set(key.days))
    ours = {(claim.when.interval.start, claim.when.interval.end): claim.when.interval for claim in claims if claim.when}
    if gold:
        right = [any(_share(day, own) for day in gold) for own in ours.values()]
        tallies["date"].add([any(_share(day, own) for own in ours.values()) for day in gold], right)


def _share(days: tuple[object, object], own: Interval) -> bool:
    """Whether a key's days and a bounded interval of ours have a day in common."""
    if own.start is None or own.end is None or (own.end - own.start).days >= LONGEST_DAYS:
        return False
    first, last = days
    return bool(own.start <= last and first <= own.end)  # type: ignore[operator]


def score(document: Document, claims: Iterable[Claim], tallies: dict[str, Tally]) -> None:
    """Adds one document's figures."""
    kept = relevant(claims)
    for add in (score_people, score_counts, score_places, score_days):
        add(tallies, document.key, kept)


def _errors(document: Document, claims: Sequence[Claim]) -> Iterator[str]:
    """What the keys and we say of a document, side by side."""
    kept = relevant(claims)
    people = Counter(actor.name or actor.text for claim in kept for actor in claim.actors)
    others = Counter(actor.name or actor.text for claim in kept for actor in claim.recipients)
    yield f"{document.report.id} gold { ({k: [sorted(s)[0] for s in v] for k, v in document.key.strings.items()}) }"
    yield f"    places {document.key.places} days {document.key.days} counts {document.key.counts}"
    yield f"    coded perpetrators {dict(people)} recipients {dict(others)}"
    counts = [(claim.killed, claim.injured) for claim in kept if claim.killed or claim.injured]
    yield f"    places {[claim.place.name or claim.place.text for claim in kept if claim.place]} counts {counts}"


def run(setting: Setting) -> Figures:
    """Codes the documents and scores the slots; `--data` names a folder with both files. Raises MissingData, InvalidRecord."""
    folder = setting.path("dev", "muc4")
    coder = Coder.load(setting.model)
    tallies = {name: Tally() for name in FIGURES}
    errors: list[str] = []
    number = 0
    gazetteer = Gazetteer.open()
    files = folder / "dev.json.gz", folder / "raw-dev-tst1-tst2.zip"
    for number, document in enumerate(documents(*files, lambda text: recase(text, gazetteer)), 1):
        claims = coder.code(document.report)
        score(document, claims, tallies)
        errors += _errors(document, claims) if number <= setting.errors else ()
    values: dict[str, float] = {"documents": number}
    lines = [f"{number} documents with templates"]
    for name, tally in tallies.items():
        precision, recall, f1 = tally.prf()
        values |= {f"{name}_f1": round(f1, 4), f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4)}
        lines.append(f"{name:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({tally.gold} in the keys, {tally.coded} coded)")
    return Figures(values, "\n".join([*lines, *errors]))
