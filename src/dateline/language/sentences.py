"""Text to sentences with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from dateline.language.words import split_words
from dateline.records import Part, Report, Sentence, Span

LONGEST = 60
"""Words that a quotation of several sentences may have before it is divided inside its quotation marks."""
PIECE = 110
"""Words that no sentence exceeds: what runs on is cut at a semicolon, a comma or a blank."""

BREAK = re.compile(r"\n+")
INNER = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])")
ENDED = re.compile(r"[.!?:;\"”’')\]]\s*$")
ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Gov|Sen|Rep|Rev|St|Mt|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|vs|Inc|Ltd|Co|U\.S|U\.N|U\.K)\.$"
)


def _paragraphs(text: str) -> Iterator[Span]:
    """Stretches between line breaks; a line that runs on in lower case is the same paragraph (hard-wrapped text)."""
    start = 0
    for found in BREAK.finditer(text):
        after = text[found.end() : found.end() + 1]
        wrapped = len(found[0]) == 1 and after.islower() and not ENDED.search(text[start : found.start()])
        if not wrapped:
            yield Span(start, found.start())
            start = found.end()
    yield Span(start, len(text))


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.of(text)
    inner = words.strip()
    if not inner:
        return None
    start = span.start + words.index(inner[0])
    return Span(start, start + len(inner))


def _divided(text: str, span: Span) -> Iterator[Span]:
    """A long quotation's own sentences: sentencex keeps what stands inside quotation marks together."""
    if len(split_words(span.of(text))) <= LONGEST:
        yield span
        return
    start = span.start
    for found in INNER.finditer(text, span.start, span.end):
        if not ABBREVIATED.search(text[start : found.start()]):
            yield Span(start, found.start())
            start = found.end()
    yield Span(start, span.end)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Stretches of at most PIECE words, cut after the last mark that leaves half of it full, else anywhere."""
    words = split_words(span.of(text))
    while len(words) > PIECE:
        marks = [i for i in range(PIECE // 2, PIECE) if words[i].of(span.of(text)) in {";", ","}]
        cut = words[marks[-1] if marks else PIECE - 1].end + span.start
        yield Span(span.start, cut)
        span = Span(cut, span.end)
        words = split_words(span.of(text))
    yield span


def _spans(text: str, paragraph: Span) -> Iterator[Span]:
    body = paragraph.of(text)
    if not body.strip():
        return
    for found in sentencex.get_sentence_boundaries("en", body):
        whole = Span(found["start_index"], found["end_index"]).shifted(paragraph.start)
        for part in _divided(text, whole):
            for piece in _pieces(text, part):
                trimmed = _trimmed(text, piece)
                if trimmed:
                    yield trimmed


def split_sentences(text: str, part: Part = "text") -> Iterator[Sentence]:
    """The sentences of one text in order, each with its words; blank stretches belong to none."""
    for number, paragraph in enumerate(_paragraphs(text)):
        for span in _spans(text, paragraph):
            words = tuple(word.shifted(span.start) for word in split_words(span.of(text)))
            if words:
                yield Sentence(part, span, words, number)


def sentences(report: Report) -> list[Sentence]:
    """The headline as a sentence of its own, then the text's sentences."""
    title = _trimmed(report.title, Span(0, len(report.title)))
    out = []
    if title:
        words = tuple(word.shifted(title.start) for word in split_words(title.of(report.title)))
        out = [Sentence("title", title, words)] if words else []
    return [*out, *split_sentences(report.text)]
