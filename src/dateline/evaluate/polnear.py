"""`evaluate polnear`: who says so, against PolNeAR's attributions (brat standoff: a source, a cue and a content each), 84 articles.

PolNeAR annotates every attribution of an article; dateline gives a source only to the happenings that it codes. So the measure looks at
our claims alone, coded at the model's own threshold, and asks of each trigger that lies in the content of one or several attributions
whether their sources are ours:

- link: one (claim, source) pair. Annotated links of a claim are its attributions with a source; nested ones (content within content, of
  which the dev part happens to have none) give several. A coded link is right where it overlaps one of them, each used once:
  `source_precision`, `source_recall`, `source_f1`. PolNeAR's sources run on through appositions, which the codebook leaves out, hence
  overlap; `strict_f1` asks for the same mention by the referee's rule (`matching.same_mention`). A second voice of ours ("the agency
  quoted the army") is wrong where PolNeAR has one.
- `content_precision`: the share of claims with a source whose trigger lies in the content of an attribution of that source.
- `attributed_precision`, `_recall`, `_f1`: has a claim a source at all, against: does its trigger lie in the content of an attribution with
  a source; whoever it is.

What is not coded is not counted: recall is over our triggers, not over all of PolNeAR's attributions. PolNeAR names the attitude's holder a
source too ("Trump believes"), and voices of beliefs and intentions that the codebook does not call voices, so that recall has a ceiling
below 1. Where several people annotated an article, the first by name counts.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from dateline.coder import Coder
from dateline.errors import InvalidRecord
from dateline.evaluate.matching import same_mention
from dateline.evaluate.setting import Figures, Setting
from dateline.records import Claim, Report, Span

ARCHIVE = ("dev", "polnear", "dev.zip")
NAMED = re.compile(r"^(?P<outlet>.+?)_(?P<day>\d{4}-\d\d-\d\d)_")
Same = Callable[[Span, Span], bool]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source and content as stretches of the article's text; no source where the article leaves it out."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article and its attributions."""

    report: Report
    attributions: tuple[Attribution, ...]

    def around(self, trigger: Span) -> list[Attribution]:
        """The attributions with a source whose content holds the trigger, the narrowest first."""
        found = [a for a in self.attributions if a.source and any(span.contains(trigger) for span in a.content)]
        return sorted(found, key=lambda a: sum(map(len, a.content)))


def read_standoff(text: str, name: str = "") -> tuple[Attribution, ...]:
    """The attributions of a brat file. Raises InvalidRecord naming file and line."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            if line.startswith("T"):
                key, kind, _ = line.split("\t")
                spans[key] = _fragments(kind)
            elif line.startswith("E"):
                events.append(line.split("\t")[1].split())
        except (ValueError, IndexError):
            raise InvalidRecord(f"{name}:{number}: expected a brat annotation, found {line!r}") from None
    return tuple(_attribution(parts, spans) for parts in events)


def _fragments(kind: str) -> tuple[Span, ...]:
    """ "Content 321 348;426 462" as spans."""
    ends = (part.split() for part in kind.split(" ", 1)[1].split(";"))
    return tuple(Span(int(start), int(end)) for start, end in ends)


def _attribution(parts: Sequence[str], spans: dict[str, tuple[Span, ...]]) -> Attribution:
    """ "Source:T1 Content:T3 Content2:T5" with its spans; a role may be given twice under a numbered name."""

    def stretches(role: str) -> tuple[Span, ...]:
        keys = (part.partition(":") for part in parts)
        return tuple(span for name, _, key in keys if name.rstrip("0123456789") == role for span in spans.get(key, ()))

    return Attribution(stretches("Source"), stretches("Content"))


def articles(archive: Path) -> Iterator[Article]:
    """The annotated articles of the zip file (`*/attributions/ARTICLE_ANNOTATOR.ann`, `*/text/ARTICLE.txt`), by name."""
    with zipfile.ZipFile(archive) as zipped:
        texts = {PurePosixPath(name).stem: name for name in zipped.namelist() if name.endswith(".txt")}
        seen: set[str] = set()
        for name in sorted(name for name in zipped.namelist() if name.endswith(".ann")):
            article = PurePosixPath(name).stem.rpartition("_")[0]
            if article in texts and article not in seen:
                seen.add(article)
                text = zipped.read(texts[article]).decode("utf-8")
                yield Article(_report(article, text), read_standoff(zipped.read(name).decode("utf-8"), name))


def _report(name: str, text: str) -> Report:
    """The text as it is, headline included: annotations count in it. Outlet and day stand in the file's name."""
    named = NAMED.match(name)
    if named is None:
        return Report(name, text, language="en")
    return Report(name, text, outlet=named["outlet"], published=date.fromisoformat(named["day"]), language="en")


def overlap(gold: Span, coded: Span) -> bool:
    """Whether two mentions share words."""
    return gold.overlaps(coded)


def links(claim: Claim, around: Sequence[Attribution], same: Same) -> int:
    """How many of the claim's sources are a source of an attribution around its trigger, one to one."""
    free = list(claim.sources)
    right = 0
    for attribution in around:
        hit = next((voice for voice in free if any(same(span, voice.span) for span in attribution.source)), None)
        if hit is not None:
            free.remove(hit)
            right += 1
    return right


def count(article: Article, claims: Iterable[Claim]) -> Counter[str]:
    """What the figures are made of, for one article."""
    total: Counter[str] = Counter()
    for claim in claims:
        if claim.part != "text":
            continue
        around = article.around(claim.trigger.span)
        right, has = links(claim, around, overlap), bool(claim.sources)
        total.update(claims=1, gold=len(around), coded=len(claim.sources), right=right)
        total.update(strict=links(claim, around, same_mention), has=has, inside=bool(around), both=has and bool(around))
        total.update(held=has and right > 0)
        total.update(nested=len(around) if len(around) > 1 else 0)
    return total


def _prf(name: str, right: int, gold: int, coded: int) -> dict[str, float]:
    precision, recall = right / max(1, coded), right / max(1, gold)
    f1 = 2 * right / max(1, gold + coded)
    return {f"{name}_f1": round(f1, 4), f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4)}


def figures(total: Counter[str]) -> dict[str, float]:
    """The figures of the measure, and how many claims and links they rest on."""
    return {
        **_prf("source", total["right"], total["gold"], total["coded"]),
        "strict_f1": _prf("strict", total["strict"], total["gold"], total["coded"])["strict_f1"],
        "content_precision": round(total["held"] / max(1, total["has"]), 4),
        **_prf("attributed", total["both"], total["inside"], total["has"]),
        "claims": total["claims"],
        "claims_with_source": total["has"],
        "gold_links": total["gold"],
        "coded_links": total["coded"],
        "nested_links": total["nested"],
    }


def wrong(article: Article, claims: Iterable[Claim]) -> Iterator[str]:
    """One line on each claim whose sources are not those of the attributions around it."""
    for claim in claims:
        around = article.around(claim.trigger.span)
        if claim.part == "text" and links(claim, around, overlap) < max(len(around), len(claim.sources)):
            gold = " < ".join(" ".join(span.of(article.report.text) for span in a.source) for a in around) or "-"
            coded = " < ".join(voice.text for voice in claim.sources) or "-"
            words = " ".join(claim.sentence.of(article.report.text).split())
            yield f"{article.report.id[:40]} {claim.trigger.text}: gold {gold} | coded {coded} | {words}"


def run(setting: Setting) -> Figures:
    """Codes the articles and scores who says so. Raises MissingData, InvalidRecord."""
    archive = setting.path(*ARCHIVE)
    coder = Coder.load(setting.model)
    total: Counter[str] = Counter()
    errors: list[str] = []
    for article in articles(archive):
        claims = coder.code(article.report)
        total += count(article, claims)
        errors += wrong(article, claims) if len(errors) < setting.errors else ()
    values = figures(total)
    return Figures(values, "\n".join([*(f"{name:22}{value}" for name, value in values.items()), *errors[: setting.errors]]))
