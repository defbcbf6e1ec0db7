"""The inline form in which people annotate reports (annotations/README.md), read into reports and claims with every mistake named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError, InvalidRecord
from dateline.ontology import load_sectors, load_types
from dateline.records import (
    COUNTS,
    PRECISIONS,
    STATUSES,
    Actor,
    Claim,
    Count,
    Interval,
    Place,
    Report,
    Span,
    Trigger,
    Voice,
    When,
    with_id,
)

FIELDS = ("actor", "to", "source", "place", "when", *COUNTS)
VALUE = re.compile(r"^(?P<words>.*?)\s*(?:<(?P<notes>[^<>]*)>)?$", re.S)
NTH = re.compile(r"^(?P<words>.+)~(?P<nth>\d+)$", re.S)
HEADER = ("outlet", "published", "title", "url")


class Mistake(DatelineError):
    """What is wrong with an annotation; the reader adds file and line."""


@dataclass(slots=True)
class Annotated:
    """A report and its claims, with the file and line where it begins.

    `counted` gives each claim's number words, since summed counts have several.
    """

    report: Report
    claims: list[Claim]
    counted: list[dict[str, list[Span]]]
    where: str


@dataclass(slots=True)
class _Draft:
    """A report while its lines are read. `sentences` are (part, span in the part)."""

    id: str
    where: str
    header: dict[str, str] = field(default_factory=dict)
    text: str = ""
    sentences: list[tuple[str, Span]] = field(default_factory=list)
    gap: bool = False
    claims: list[tuple[int, str, int]] = field(default_factory=list)

    def part(self, name: str) -> str:
        return self.header.get("title", "") if name == "title" else self.text


def find_words(text: str, words: str, inside: Span) -> Span:
    """Where `words` stand as whole words inside a sentence; `words~2` the second time. Raises Mistake."""
    found = NTH.match(words)
    wanted, nth = (found["words"], int(found["nth"])) if found else (words, 1)
    if not wanted:
        raise Mistake("expected words of the sentence, found nothing")
    pattern = re.compile(r"(?<!\w)" + re.escape(wanted) + r"(?!\w)")
    hits = list(pattern.finditer(text, inside.start, inside.end))
    if len(hits) < nth:
        raise Mistake(f"{words!r} is not {'' if nth == 1 else f'{nth} times '}in the sentence {inside.of(text)!r}")
    return Span(*hits[nth - 1].span())


def _carried(draft: _Draft, sentence: int, words: str) -> Span:
    """Words of this sentence, or with `^` of the nearest one before that has them."""
    part, inside = draft.sentences[sentence]
    if not words.startswith("^"):
        return find_words(draft.part(part), words, inside)
    for before_part, before in reversed(draft.sentences[:sentence]):
        try:
            if before_part == part:
                return find_words(draft.part(part), words[1:], before)
        except Mistake:
            continue
    raise Mistake(f"{words[1:]!r} is in no sentence before")


def _notes(value: str, names: int) -> tuple[str, list[str]]:
    found = VALUE.match(value)
    if not found:
        raise Mistake(f"expected WORDS <notes>, found {value!r}")
    notes = [note.strip() for note in (found["notes"] or "").split("|")]
    if found["notes"] is None:
        notes = [""] * names
    if len(notes) != names:
        raise Mistake(f"expected {names} notes divided by | in <...>, found {value!r}")
    return found["words"], notes


def _actor(draft: _Draft, sentence: int, value: str) -> Actor:
    words, (name, country, sector) = _notes(value, 3)
    if sector and sector not in load_sectors():
        raise Mistake(f"unknown sector {sector!r}; known: {' '.join(load_sectors())}")
    if country and not re.fullmatch("[A-Z]{3}", country):
        raise Mistake(f"country is ISO alpha-3 or empty, found {country!r}")
    part, inside = draft.sentences[sentence]
    span = find_words(draft.part(part), words, inside)
    text = span.of(draft.part(part))
    return Actor(span, text, name or text, country=country, sector=sector)


def _place(draft: _Draft, sentence: int, value: str) -> Place:
    words, (name, precision) = _notes(value, 2)
    if precision not in PRECISIONS:
        raise Mistake(f"precision is one of {' '.join(PRECISIONS)}, found {precision!r}")
    span = _carried(draft, sentence, words)
    text = span.of(draft.part(draft.sentences[sentence][0]))
    return Place(span, text, name or text, precision=precision)  # type: ignore[arg-type]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Mistake(f"expected an ISO day, found {text!r}") from None


def _when(draft: _Draft, sentence: int, value: str) -> When:
    words, (days,) = _notes(value, 1)
    start, dots, end = days.partition("..")
    part, inside = draft.sentences[sentence]
    span = find_words(draft.part(part), words, inside)
    try:
        interval = Interval(_day(start), _day(end) if dots else _day(start))
    except InvalidRecord as error:
        raise Mistake(str(error)) from None
    return When(span, span.of(draft.part(part)), interval)


def _count(draft: _Draft, sentence: int, value: str) -> tuple[Count, list[Span]]:
    words, (numbers,) = _notes(value, 1)
    found = re.fullmatch(r"(\d*)(\.\.)?(\d*)", numbers)
    if not found or not numbers or (found[3] and not found[2]):
        raise Mistake(f"expected <12>, <12..>, <..50> or <10..15>, found <{numbers}>")
    low = int(found[1]) if found[1] else None
    high = low if not found[2] else int(found[3]) if found[3] else None
    part, inside = draft.sentences[sentence]
    spans = [find_words(draft.part(part), piece.strip(), inside) for piece in words.split(" + ")]
    try:
        return Count(low, high, spans[0]), spans
    except InvalidRecord as error:
        raise Mistake(str(error)) from None


def _head(line: str) -> tuple[str, bool, str, tuple[str, ...], str]:
    """Status, tally, type, modes and trigger words from the first field of a claim."""
    words = line.split(" ")
    status = words.pop(0) if words[0] in STATUSES else "actual"
    tally = words[:1] == ["tally"] and bool(words.pop(0))
    if words[:1] and words[0] in STATUSES and status == "actual":
        status = words.pop(0)
    kind, _, modes = (words.pop(0) if words else "").partition("/")
    known = load_types()
    if kind not in known:
        raise Mistake(f"unknown type {kind!r}; known: {' '.join(known)}")
    named = tuple(mode for mode in modes.split(",") if mode)
    for mode in named:
        if mode not in known[kind].modes:
            raise Mistake(f"{kind} has no mode {mode!r}; its modes: {' '.join(known[kind].modes) or 'none'}")
    return status, tally, kind, named, " ".join(words)


def _inside_quotes(text: str, inside: Span, trigger: Span) -> bool:
    before = text[inside.start : trigger.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _fields(line: str) -> list[tuple[str, str]]:
    out = []
    for bit in line.split("; ")[1:]:
        name, equals, value = bit.strip().rstrip(";").partition("=")
        if not equals or name not in FIELDS:
            raise Mistake(f"expected FIELD=WORDS with a field of {' '.join(FIELDS)}, found {bit!r}")
        out.append((name, value.strip()))
    return out


def _claim(draft: _Draft, sentence: int, line: str) -> tuple[Claim, dict[str, list[Span]]]:
    part, inside = draft.sentences[sentence]
    status, tally, kind, modes, words = _head(line.split("; ", maxsplit=1)[0].strip().rstrip(";"))
    trigger = find_words(draft.part(part), words, inside)
    values: dict[str, Any] = {"actors": [], "recipients": [], "sources": []}
    counted: dict[str, list[Span]] = {}
    for name, value in _fields(line):
        if name in ("actor", "to"):
            values["actors" if name == "actor" else "recipients"].append(_actor(draft, sentence, value))
        elif name == "source":
            span = _carried(draft, sentence, _notes(value, 1)[0])
            values["sources"].append(Voice(span, span.of(draft.part(part))))
        elif name in values:
            raise Mistake(f"{name} stands twice")
        elif name in COUNTS:
            values[name], counted[name] = _count(draft, sentence, value)
        else:
            values[name] = (_place if name == "place" else _when)(draft, sentence, value)
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    quoted = _inside_quotes(draft.part(part), inside, trigger)
    text = trigger.of(draft.part(part))
    claim = Claim("", draft.id, part, inside, Trigger(trigger, text), kind, modes, quoted=quoted, status=status, tally=tally)  # type: ignore[arg-type]
    return with_id(replace(claim, **fields)), counted


def _finish(draft: _Draft, mistakes: list[str]) -> Annotated:
    claims: list[Claim] = []
    counted: list[dict[str, list[Span]]] = []
    for sentence, line, number in draft.claims:
        try:
            claim, spans = _claim(draft, sentence, line)
            claims.append(claim)
            counted.append(spans)
        except Mistake as mistake:
            mistakes.append(f"{draft.where.rpartition(':')[0]}:{number}: {mistake}")
    published = None
    try:
        published = _day(draft.header.get("published", ""))
    except Mistake as mistake:
        mistakes.append(f"{draft.where}: published: {mistake}")
    title, outlet = draft.header.get("title", ""), draft.header.get("outlet", "")
    report = Report(draft.id, draft.text, title, outlet, published=published, language="en")
    return Annotated(report, claims, counted, draft.where)


def _add_sentence(draft: _Draft, words: str) -> None:
    joint = "" if not draft.text else "\n" if draft.gap else " "
    start = len(draft.text) + len(joint)
    draft.text += joint + words
    draft.sentences.append(("text", Span(start, start + len(words))))
    draft.gap = False


def _add_line(draft: _Draft, line: str, number: int) -> None:
    name, colon, value = line.partition(":")
    if line.startswith("> "):
        _add_sentence(draft, line[2:].strip())
    elif line.startswith("- "):
        if not draft.sentences:
            raise Mistake("a claim stands before any sentence")
        draft.claims.append((len(draft.sentences) - 1, line[2:].strip(), number))
    elif not line.strip():
        draft.gap = True
    elif colon and name in HEADER and not draft.text:
        draft.header[name] = value.strip()
        if name == "title":
            draft.sentences.append(("title", Span(0, len(value.strip()))))
    elif not line.startswith(";"):
        raise Mistake(f"expected '> ' sentence, '- ' claim, '; ' comment or a header of {' '.join(HEADER)}, found {line[:60]!r}")


def read_annotations(path: Path, mistakes: list[str]) -> Iterator[Annotated]:
    """The reports of one file; every mistake is added to `mistakes` as `file:line: what`, and its claim left out."""
    draft: _Draft | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        if line.startswith("=== "):
            if draft:
                yield _finish(draft, mistakes)
            draft = _Draft(line[4:].strip(), where)
            if not re.fullmatch(r"[a-z0-9-]+", draft.id):
                mistakes.append(f"{where}: an id has lower-case letters, digits and hyphens, found {draft.id!r}")
        elif draft:
            try:
                _add_line(draft, line, number)
            except Mistake as mistake:
                mistakes.append(f"{where}: {mistake}")
        elif line.strip() and not line.startswith(";"):
            mistakes.append(f"{where}: expected '=== id' before anything else, found {line[:60]!r}")
    if draft:
        yield _finish(draft, mistakes)


def annotation_files(folder: Path) -> list[Path]:
    """Every `*.claims` file of a folder, sorted; the file itself where one is given."""
    return sorted(folder.glob("*.claims")) if folder.is_dir() else [folder]


def check(paths: list[Path]) -> tuple[list[Annotated], list[str]]:
    """All reports of the files and every mistake, twice-given ids among them."""
    mistakes: list[str] = []
    reports = [annotated for path in paths for annotated in read_annotations(path, mistakes)]
    seen: dict[str, str] = {}
    for annotated in reports:
        if annotated.report.id in seen:
            mistakes.append(f"{annotated.where}: id {annotated.report.id!r} stands already at {seen[annotated.report.id]}")
        seen.setdefault(annotated.report.id, annotated.where)
        if not annotated.report.text:
            mistakes.append(f"{annotated.where}: the report has no sentence")
    return reports, mistakes
