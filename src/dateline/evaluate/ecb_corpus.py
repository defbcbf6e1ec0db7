"""Reads ECB+ (Cybulska and Vossen 2014): gold event mentions and their chains, in the sentences that its authors validated."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dateline.records import Report, Span

SENTENCES = "ECBplus_coreference_sentences.csv"
PARTICLES = frozenset("about across against at away back down for from in into of off on out over through to up with".split())
TIGHT_BEFORE = frozenset(".,;:!?)]}%") | {"'s", "n't", "’s"}
"""Tokens that follow the one before without a space."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A gold event mention: `key` is unique in the corpus, `head` the span of the word that names it, `chain` the happening's key."""

    key: str
    document: str
    words: tuple[str, ...]
    head: Span
    text: str
    sentence: Span
    chain: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its validated sentences as a report, and the mentions in them."""

    topic: int
    report: Report
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """Text made of tokens, where each token and each sentence stands."""

    text: str
    spans: dict[str, Span]
    sentence: dict[str, Span]


def documents(archive: Path) -> Iterator[Document]:
    """Every document with validated sentences, by topic and name."""
    with zipfile.ZipFile(archive) as zipped:
        here = set(zipped.namelist())
        kept = _validated(zipped.read(SENTENCES).decode("utf-8-sig"))
        for topic, name in sorted(kept):
            path = f"{topic}/{topic}_{name}.xml"
            if path not in here:  # the list names topics that lie in no archive here
                continue
            root = ElementTree.fromstring(zipped.read(path))
            yield _document(topic, f"{topic}_{name}", root, kept[topic, name])


def _validated(table: str) -> dict[tuple[int, str], set[int]]:
    kept: dict[tuple[int, str], set[int]] = {}
    for row in csv.DictReader(io.StringIO(table)):
        kept.setdefault((int(row["Topic"]), row["File"]), set()).add(int(row["Sentence Number"]))
    return kept


def _document(topic: int, name: str, root: ElementTree.Element, kept: set[int]) -> Document:
    tokens = [token for token in root.iter("token") if int(token.get("sentence", "-1")) in kept]
    laid = lay_out([(token.get("t_id", ""), token.text or "", token.get("sentence", "")) for token in tokens])
    report = Report(id=name, text=laid.text, language="en")
    return Document(topic, report, tuple(_mentions(name, root, laid)))


def lay_out(tokens: list[tuple[str, str, str]]) -> _Text:
    """Tokens (id, word, sentence) as text, a sentence a line."""
    text, last = "", None
    spans: dict[str, Span] = {}
    starts: dict[str, list[int]] = {}
    for key, word, sentence in tokens:
        if last is not None:
            text += "\n" if sentence != last else "" if word in TIGHT_BEFORE else " "
        spans[key] = Span(len(text), len(text) + len(word))
        text += word
        bounds = starts.setdefault(sentence, [spans[key].start, 0])
        bounds[1] = spans[key].end
        last = sentence
    sentences = {key: Span(*starts[sentence]) for key, _, sentence in tokens}
    return _Text(text, spans, sentences)


def _mentions(name: str, root: ElementTree.Element, laid: _Text) -> Iterator[GoldMention]:
    chains = _chains(name, root)
    markables = root.find("Markables")
    for markable in markables if markables is not None else ():
        anchors = [anchor.get("t_id", "") for anchor in markable.iter("token_anchor")]
        if "ACTION" not in markable.tag or not anchors or any(anchor not in laid.spans for anchor in anchors):
            continue
        key = f"{name}:{markable.get('m_id')}"
        found = tuple(laid.spans[anchor].of(laid.text) for anchor in anchors)
        head = laid.spans[anchors[head_position(found)]]
        sentence = laid.sentence[anchors[0]]
        yield GoldMention(key, name, found, head, head.of(laid.text), sentence, chains.get(markable.get("m_id", ""), key))


def head_position(found: tuple[str, ...]) -> int:
    """Which word of a mention names the happening: the last one before trailing particles and prepositions."""
    for position in range(len(found) - 1, -1, -1):
        if found[position].lower() not in PARTICLES:
            return position
    return 0


def _chains(name: str, root: ElementTree.Element) -> dict[str, str]:
    """The chain of each markable: the instance named in a cross-document relation, else a chain of this document alone."""
    out: dict[str, str] = {}
    relations = root.find("Relations")
    for relation in relations if relations is not None else ():
        cross = relation.tag.startswith("CROSS")
        chain = str(relation.get("note")) if cross else f"{name}:r{relation.get('r_id')}"
        for source in relation.iter("source"):
            out.setdefault(source.get("m_id", ""), chain)
    return out
