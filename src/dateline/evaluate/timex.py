"""Time expressions against TimeBank and AQUAINT (256 documents with TIMEX3): extent, type and value by the rules of TempEval-3.

Strict: the same extent. Relaxed: any overlap, one to one. Type and value F1: relaxed matches whose attribute is the same, so that F1 is
2 * right / (found + gold). The document's creation time is given, as in TempEval-3, and is not scored; expressions outside the text
element and gold expressions without words are left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from dateline.evaluate.setting import Figures, Setting
from dateline.when import TimeExpression, find

ARCHIVE = ("dev", "timex", "tbaq.zip")
TAG = re.compile(r"<[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Timex:
    """A gold expression: `[start, end)` in the document's text, its type and value."""

    start: int
    end: int
    text: str
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its day of creation and its gold expressions in order."""

    name: str
    text: str
    created: date | None
    gold: tuple[Timex, ...]


def run(setting: Setting) -> Figures:
    """`dateline evaluate timex`: the figures on dev/timex/tbaq.zip of the corpora, with errors listed on request. Raises MissingData."""
    values = score(documents(setting.path(*ARCHIVE)))
    wrong = values.pop("errors")[: setting.errors]
    return Figures(values | ({"errors": wrong} if setting.errors else {}), _text(values, wrong))


def _text(values: dict[str, Any], wrong: list[dict[str, str]]) -> str:
    lines = [f"{name:<18}{value}" for name, value in values.items()]
    return "\n".join(lines + ["{kind:<9}{gold} -> {found} | {around} | {document}".format(**error) for error in wrong])


def score(texts: Iterable[Document]) -> dict[str, Any]:
    """The figures on any documents: F1s, counts, and the list of `errors`."""
    counts = dict.fromkeys(("documents", "gold", "found", "strict", "relaxed", "type", "value"), 0)
    wrong: list[dict[str, str]] = []
    for document in texts:
        found = find(document.text, document.created, day_first=False)
        pairs = matched(document.gold, found)
        _count(counts, document, found, pairs)
        wrong += _errors(document, found, pairs)
    figures: dict[str, Any] = {f"{name}_f1": _f1(counts[name], counts) for name in ("relaxed", "strict", "type", "value")}
    figures |= {
        "relaxed_precision": _share(counts["relaxed"], counts["found"]),
        "relaxed_recall": _share(counts["relaxed"], counts["gold"]),
    }
    return {**figures, **counts, "errors": wrong}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(right: int, counts: dict[str, int]) -> float:
    return _share(2 * right, counts["found"] + counts["gold"])


Pairs = dict[int, TimeExpression]


def matched(gold: tuple[Timex, ...], found: list[TimeExpression]) -> Pairs:
    """Gold expressions, by their place in the list, with the found ones that overlap them; same extents first, then left to right."""
    pairs: Pairs = {}
    free = list(found)
    for strict in (True, False):
        for at, one in enumerate(gold):
            if at in pairs:
                continue
            other = next((item for item in free if _fits(one, item, strict)), None)
            if other is not None:
                pairs[at] = other
                free.remove(other)
    return pairs


def _fits(gold: Timex, found: TimeExpression, strict: bool) -> bool:
    if strict:
        return gold.start == found.span.start and gold.end == found.span.end
    return gold.start < found.span.end and found.span.start < gold.end


def _count(counts: dict[str, int], document: Document, found: list[TimeExpression], pairs: Pairs) -> None:
    both = [(document.gold[at], item) for at, item in pairs.items()]
    counts["documents"] += 1
    counts["gold"] += len(document.gold)
    counts["found"] += len(found)
    counts["relaxed"] += len(both)
    counts["strict"] += sum(_fits(gold, item, True) for gold, item in both)
    counts["type"] += sum(gold.type == item.type for gold, item in both)
    counts["value"] += sum(gold.value == item.value for gold, item in both)


def _errors(document: Document, found: list[TimeExpression], pairs: Pairs) -> list[dict[str, str]]:
    """What was missed, invented, or given another type or value."""
    out = []
    for at, gold in enumerate(document.gold):
        item = pairs.get(at)
        kind = "missed" if item is None else "value" if item.value != gold.value else "type" if item.type != gold.type else ""
        got = f"{item.text} {item.type} {item.value}" if item else ""
        out.append(_error(kind, document, gold.start, (f"{gold.text} {gold.type} {gold.value}", got)))
    paired = {id(item) for item in pairs.values()}
    extra = (item for item in found if id(item) not in paired)
    out += [_error("invented", document, item.span.start, ("", f"{item.text} {item.type} {item.value}")) for item in extra]
    return [error for error in out if error["kind"]]


def _error(kind: str, document: Document, start: int, shown: tuple[str, str]) -> dict[str, str]:
    around = " ".join(document.text[max(0, start - 60) : start + 50].split())
    return {"kind": kind, "document": document.name, "gold": shown[0], "found": shown[1], "around": around}


def documents(archive: Path) -> Iterator[Document]:
    """The TimeML documents of a zip file, by name."""
    with zipfile.ZipFile(archive) as zipped:
        for name in sorted(zipped.namelist()):
            if name.endswith(".tml"):
                yield read_timeml(name, zipped.read(name).decode("utf-8", "replace"))


def read_timeml(name: str, source: str) -> Document:
    """A TimeML document: the words of its TEXT element without tags, and the TIMEX3 elements in it."""
    created = re.search(r'<TIMEX3[^>]*value="(\d{4}-\d{2}-\d{2})[^"]*"[^>]*CREATION_TIME|CREATION_TIME[^>]*value="(\d{4}-\d{2}-\d{2})', source)
    day = date.fromisoformat(created.group(1) or created.group(2)) if created else None
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    text, gold = _untag(body.group(1) if body else "")
    return Document(name, text, day, tuple(gold))


def _untag(body: str) -> tuple[str, list[Timex]]:
    words: list[str] = []
    length, position = 0, 0
    opened: list[tuple[int, dict[str, str]]] = []
    spans: list[tuple[int, int, dict[str, str]]] = []
    for tag in TAG.finditer(body):
        words.append(unescape(body[position : tag.start()]))
        length, position = length + len(words[-1]), tag.end()
        if tag.group().startswith("<TIMEX3"):
            opened.append((length, dict(ATTRIBUTE.findall(tag.group()))))
        elif tag.group() == "</TIMEX3>" and opened:
            start, attributes = opened.pop()
            spans.append((start, length, attributes))
    text = "".join(words) + unescape(body[position:])
    return text, [Timex(a, b, text[a:b], at.get("type", ""), at.get("value", "")) for a, b, at in sorted(spans, key=lambda s: s[:2]) if a < b]
