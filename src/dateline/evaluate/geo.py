"""Geoparsing against LGL, GeoVirus and GeoWebNews, beside nine peers scored by the same code from their saved outputs.

The texts and gold are other people's and are read from `corpora` (geo/, geo/eupeg/); nothing of them is kept. Offsets in the saved files
count from 0 or from 1; since a match is any overlap, that makes no difference to the peers.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from dateline.errors import MissingData
from dateline.evaluate.setting import Figures, Setting
from dateline.language.encoder import Encoder
from dateline.language.model import Model
from dateline.records import Entity, Report, Span
from dateline.where import Gazetteer, Locator
from dateline.where.distance import km
from dateline.where.names import fold
from dateline.where.recognise import recognise
from dateline.where.tables import demonyms

CORPORA = {"LGL": "lgl.xml.gz", "GeoVirus": "GeoVirus.xml.gz", "GeoWebNews": "GeoWebNews.xml.gz"}
WITHOUT_ADJECTIVES = frozenset(("GeoVirus",))
"""Corpora whose guidelines leave "Syrian", "Canadians" out; in the others they are gold. Peers are scored as they were saved."""
PEERS = ("CLAVIN", "CamCoder", "DBpedia", "Edinburgh", "GeoTxt", "SpaCyNER", "StanfordNER", "TopoCluster", "Yahoo")
NEAR_KM = 161.0
"""The field's threshold: 100 miles."""
FARTHEST_KM = 20039.0
"""Half the equator, by which the area under the curve of log errors is scaled."""
SAVED = re.compile(r"^.*?,,(?P<text>.*?),,(?P<lat>[^,]*),,(?P<lon>[^,]*),,(?P<start>-?\d+),,(?P<end>-?\d+)(?:,,|$)")
TAUGHT = re.compile(r'"id": "gv-(\d+)"')
"""Articles of GeoVirus that the encoder may have been trained on: gv-N in train.jsonl is its N-th, counted from 0."""
ReadEntities = Callable[[Report], Sequence[Entity]]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text; `at` is None where it was not resolved."""

    span: Span
    text: str
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its gold."""

    corpus: str
    report: Report
    gold: tuple[Toponym, ...]


def read_saved(path: Path) -> list[tuple[Toponym, ...]]:
    """The toponyms per text of a file in EUPEG's form: "name,,text,,lat,,lon,,start,,end||" and a line per text. Raises MissingData."""
    if not path.exists():
        raise MissingData(f"{path} is not there; evaluate geo needs the folder corpora/dev, given by path")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [tuple(_saved(line)) for line in lines]


def _saved(line: str) -> Iterator[Toponym]:
    for record in line.strip("\n").split("||"):
        if match := SAVED.match(record):
            start, end = int(match["start"]), int(match["end"])
            yield Toponym(Span(max(start, 0), max(end, start, 0)), match["text"], _at(match["lat"], match["lon"]))


def _at(lat: str, lon: str) -> tuple[float, float] | None:
    """Some peers save a name that they could not resolve, with no coordinates."""
    try:
        return float(lat), float(lon)
    except ValueError:
        return None


def documents(corpora: Path, name: str) -> list[Document]:
    """The texts of a corpus with EUPEG's gold. Raises MissingData."""
    geo = corpora / "geo"
    gold = read_saved(geo / "eupeg" / f"{name}_gold.txt.gz")
    with gzip.open(geo / CORPORA[name], "rb") as file:
        articles = ElementTree.parse(file).getroot().findall("article")
    return [
        Document(name, _report(f"{name}-{n}", article), _aligned(article, hits)) for n, (article, hits) in enumerate(zip(articles, gold, strict=True))
    ]


def unseen(corpora: Path, name: str) -> list[Document]:
    """The texts of a corpus without those that stand in the annotated training reports (`gold/train.jsonl`, two folders above)."""
    texts, train = documents(corpora, name), corpora.parent.parent / "gold" / "train.jsonl"
    if name != "GeoVirus" or not train.exists():
        return texts
    taught = {int(number) for number in TAUGHT.findall(train.read_text(encoding="utf-8"))}
    return [document for number, document in enumerate(texts) if number not in taught]


def _report(key: str, article: ElementTree.Element) -> Report:
    # The titles stay out: no gold offset counts in them, and the peers did not see them.
    return Report(id=key, text=article.findtext("text") or "", url=article.findtext("link") or article.findtext("source") or "")


def _aligned(article: ElementTree.Element, gold: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The gold with offsets that count from 0 (GeoVirus counts from 1)."""
    text = article.findtext("text") or ""
    late = sum(toponym.span.start > 0 and text[toponym.span.start - 1 : toponym.span.end - 1] == toponym.text for toponym in gold)
    shift = -1 if gold and late > len(gold) / 2 else 0
    return tuple(Toponym(toponym.span.shifted(shift), toponym.text, toponym.at) for toponym in gold)


def pairs(gold: Sequence[Toponym], found: Sequence[Toponym]) -> list[tuple[Toponym, Toponym]]:
    """Gold and found toponyms that overlap, one to one, the same span first."""
    able = sorted(
        ((g.span != f.span, abs(g.span.start - f.span.start), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if _near(g, f)),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for *_, i, j in able:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((gold[i], found[j]))
    return matched


def _near(gold: Toponym, found: Toponym) -> bool:
    return gold.span.overlaps(found.span)


def score(gold: Sequence[Sequence[Toponym]], found: Sequence[Sequence[Toponym]]) -> dict[str, float]:
    """Recognition P/R/F1 (any overlap), accuracy within 161 km of the matched, end-to-end share of all gold, median error (km), AUC."""
    matched = [pair for ours, theirs in zip(gold, found, strict=True) for pair in pairs(ours, theirs)]
    total, made = sum(map(len, gold)), sum(map(len, found))
    errors = [km(g.at, f.at) if g.at and f.at else FARTHEST_KM for g, f in matched]
    near = sum(error <= NEAR_KM for error in errors)
    precision, recall = len(matched) / max(made, 1), len(matched) / max(total, 1)
    return {
        "recognition_precision": precision,
        "recognition_recall": recall,
        "recognition_f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "accuracy_161km": near / max(len(matched), 1),
        "end_to_end": near / max(total, 1),
        "median_km": median(errors) if errors else FARTHEST_KM,
        "auc": sum(log(error + 1) for error in errors) / log(FARTHEST_KM + 1) / max(len(errors), 1),
    }


def parse(document: Document, locator: Locator, read_entities: ReadEntities | None) -> list[Toponym]:
    """What dateline finds in a text, and where it puts it."""
    report = document.report
    entities = read_entities(report) if read_entities else ()
    mentions = recognise(report, entities, locator.gazetteer)
    if document.corpus in WITHOUT_ADJECTIVES:
        mentions = [mention for mention in mentions if fold(mention.text) not in demonyms()]
    places = locator.toponyms(report, mentions)
    return [
        Toponym(m.span, m.text, (p.lat, p.lon) if p and p.lat is not None and p.lon is not None else None)
        for m, p in zip(mentions, places, strict=True)
    ]


def measure(
    corpora: Path, read_entities: ReadEntities | None = None, gazetteer: Gazetteer | None = None, names: Iterable[str] = CORPORA
) -> dict[str, float]:
    """Figures by "corpus.figure", the peers' by "corpus.peers.peer.figure". `read_entities` gives the encoder's names.

    Raises MissingData where the corpora are not there.
    """
    locator = Locator(gazetteer or Gazetteer.open())
    figures: dict[str, float] = {}
    for name in names:
        texts = unseen(corpora, name)
        gold = [document.gold for document in texts]
        places = {document.report.id: number for number, document in enumerate(documents(corpora, name))}
        mine = score(gold, [parse(document, locator, read_entities) for document in texts])
        figures.update({f"{name}.{figure}": value for figure, value in mine.items()})
        for peer in PEERS:
            saved = read_saved(corpora / "geo" / "eupeg" / f"{name}_{peer}.txt.gz")
            theirs = score(gold, [saved[places[document.report.id]] for document in texts])
            figures.update({f"{name}.peers.{peer}.{figure}": value for figure, value in theirs.items()})
    return figures


FIGURES = ("recognition_f1", "accuracy_161km", "end_to_end", "median_km", "auc")


def encoder_entities(setting: Setting) -> ReadEntities:
    """The encoder's named entities of a report."""
    encoder = Encoder.load(Model.load(setting.model).folder)
    return lambda report: encoder.analyse(report, floor=2.0).entities


def run(setting: Setting) -> Figures:
    """`dateline evaluate geo`: dateline and the nine peers, scored by the same code from the same texts."""
    values = measure(setting.path("dev"), encoder_entities(setting))
    lines = []
    for name in CORPORA:
        rows = {"dateline": f"{name}.", **{peer: f"{name}.peers.{peer}." for peer in PEERS}}
        lines += [f"{name:14}" + "".join(f"{figure:>16}" for figure in FIGURES)]
        lines += [f"  {who:12}" + "".join(f"{values[key + figure]:16.3f}" for figure in FIGURES) for who, key in rows.items()]
    return Figures(dict(values), "\n".join(lines))
