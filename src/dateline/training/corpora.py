"""The openly licensed corpora that the encoder is pre-trained on, as examples. Paths are given; nothing is copied."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.language.labels import DEPRELS, ENTITIES, UPOS, bio
from dateline.training.examples import Example, Frame

ROLE_LABELS = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-LOC", "ARGM-TMP", "ARGM-NEG", "ARGM-MOD", "ARGM-MNR", "ARGM-PRP")
SRL_TAGS = bio(ROLE_LABELS)
ENTITY_TAGS = bio(ENTITIES)
GUM_ENTITIES = {"person": "PER", "organization": "ORG", "place": "LOC"}
CROSSNER_ENTITIES = {
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}
LINKS = {"of", "the", "and", "de", "al", "-", "for", "in"}


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def _tree(heads: list[int], relations: list[str]) -> dict[str, list[int]]:
    known = {name: i for i, name in enumerate(DEPRELS)}
    return {"heads": heads, "relations": [known.get(name.split(":")[0], known["dep"]) for name in relations]}


def _tag(tags: dict[int, int], span: tuple[int, int], label: str, names: tuple[str, ...]) -> None:
    for word in range(*span):
        tags[word] = names.index(("B-" if word == span[0] else "I-") + label)


def _predicate(record: dict[str, Any]) -> Frame:
    frame = Frame(record["i"])
    for label, start, end in record["roles"]:
        if label in ROLE_LABELS:
            _tag(frame.roles, (start, end), label, SRL_TAGS)
    return frame


def read_factuality(path: Path) -> dict[str, dict[int, float]]:
    """Factuality (-3 to 3) of predicates by sentence, words joined by a blank."""
    out: dict[str, dict[int, float]] = {}
    for line in _lines(path):
        record = json.loads(line)
        out[record["text"]] = {target["span1"][0]: float(target["label"]) for target in record["targets"]}
    return out


def read_propbank(path: Path, factuality: dict[str, dict[int, float]]) -> Iterator[Example]:
    """EWT sentences with syntax, and with PropBank's roles where the document aligned."""
    for line in _lines(path):
        record = json.loads(line)
        words = record["tokens"]
        example = Example(words, record["id"].rsplit("-", 1)[0], task="roles")
        example.labels = {"upos": [UPOS.index(tag) for tag in record["upos"]], **_tree(record["head"], record["deprel"])}
        example.factuality = factuality.get(" ".join(words), {})
        if record["predicates"] is not None:
            example.frames = [_predicate(predicate) for predicate in record["predicates"]]
            marked = {frame.word for frame in example.frames}
            example.labels["predicate"] = [int(i in marked) for i in range(len(words))]
        yield example


def _bio_tags(labels: list[str], kinds: dict[str, str]) -> list[int]:
    tags = []
    for label in labels:
        kind = kinds.get(label[2:], "MISC")
        tags.append(0 if label == "O" else ENTITY_TAGS.index(label[:2] + kind))
    return tags


def read_bio(path: Path, kinds: dict[str, str], word: int, label: int) -> Iterator[Example]:
    """Entities in columns: `word` and `label` say which."""
    words: list[str] = []
    labels: list[str] = []
    for number, line in enumerate([*_lines(path), "\n"]):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > max(word, label):
            words.append(cells[word])
            labels.append(cells[label])
        elif words:
            yield Example(words, f"{path.parent.name}-{number}", {"entity": _bio_tags(labels, kinds)}, task="entities")
            words, labels = [], []


def _gum_mentions(column: list[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of every mention from the Entity values of a sentence's words."""
    waiting: dict[str, list[tuple[int, str]]] = {}
    for word, misc in enumerate(column):
        value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for bit in re.findall(r"\([^()]*\)?|\d+(?:\[[^\]]*\])?\)", value):
            fields = bit.strip("()").split("-")
            number = fields[0].split("[")[0]
            if bit.startswith("("):
                if bit.endswith(")"):
                    yield word, word + 1, fields[1]
                else:
                    waiting.setdefault(number, []).append((word, fields[1]))
            elif waiting.get(number):
                start, kind = waiting[number].pop()
                yield start, word + 1, kind


def _named_run(rows: list[list[str]], start: int, end: int) -> tuple[int, int] | None:
    """The proper name that a mention is, or begins with before a comma or bracket; None where it is a description."""
    while start < end and rows[start][3] == "DET":
        start += 1
    last = start
    while last < end and (rows[last][3] == "PROPN" or (last > start and rows[last][1] in LINKS)):
        last += 1
    stop = last
    while stop > start and rows[stop - 1][3] != "PROPN":
        stop -= 1
    whole = last == end or rows[last][1] in {"(", ",", "'s", "’s"}
    return (start, stop) if stop > start and whole else None


def _gum_entities(rows: list[list[str]]) -> list[int]:
    """Names only, the outermost first."""
    tags = [0] * len(rows)
    for start, end, kind in sorted(_gum_mentions([row[9] for row in rows]), key=lambda m: (m[0], -m[1])):
        run = _named_run(rows, start, end)
        if kind in GUM_ENTITIES and run and not any(tags[slice(*run)]):
            for word in range(*run):
                tags[word] = ENTITY_TAGS.index(("B-" if word == run[0] else "I-") + GUM_ENTITIES[kind])
    return tags


def read_gum(path: Path) -> Iterator[Example]:
    """GUM's sentences with syntax and named persons, organisations and places."""
    document, rows = "", []
    for line in [*_lines(path), "\n"]:
        if line.startswith("# newdoc"):
            document = line.split("=")[1].strip()
        elif line[:1].isdigit() and line.split("\t")[0].isdigit():
            rows.append(line.rstrip("\n").split("\t"))
        elif not line.strip() and rows:
            labels = {
                "upos": [UPOS.index(row[3]) for row in rows],
                **_tree([int(row[6]) for row in rows], [row[7] for row in rows]),
                "entity": _gum_entities(rows),
            }
            yield Example([row[1] for row in rows], document, labels, task="entities")
            rows = []


def read_frames(path: Path, names: list[str]) -> Iterator[Example]:
    """GENEVA's FrameNet event types by trigger word; `names` grows by the types met."""
    for line in _lines(path):
        record = json.loads(line)
        tags = [0] * len(record["tokens"])
        for event in record["event_mentions"]:
            if event["event_type"] not in names:
                names.append(event["event_type"])
            tags[event["trigger"]["start"]] = names.index(event["event_type"]) + 1
        yield Example(record["tokens"], record["doc_id"], {"frame": tags}, task="frames")
