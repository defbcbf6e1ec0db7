"""Who says so: the voices that the encoder tagged, completed by rule, from the closest to the happening outward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import Draft, Mention, Report, Sentence, Span
from dateline.says.attribution import Attribution, attributions

HEARSAY = frozenset("reportedly allegedly apparently".split())
"""Words that carry the voice of the sentence before on, where this one names none."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """Voices, closest first, and the stretch of text that they vouch for."""

    stretch: Span
    voices: tuple[Mention, ...]


def vouched(report: Report, sentences: Sequence[Sentence]) -> list[Vouched]:
    """Every attribution that the report's sentences make by their wording; pronouns stand for the voice told before them."""
    out: list[Vouched] = []
    last: tuple[Mention, ...] = ()
    since = 0
    for sentence in sentences:
        words = [word.of(report.part(sentence.part)) for word in sentence.words]
        found = [_placed(report, sentence, attribution, last if since <= 1 else ()) for attribution in attributions(words)]
        found = [vouch for vouch in found if vouch.voices]
        if not found and since == 0 and last and HEARSAY & {word.lower() for word in words}:
            found = [Vouched(sentence.span, last)]
        out.extend(found)
        since = 0 if found else since + 1
        if found:
            last = found[-1].voices
    return out


def _placed(report: Report, sentence: Sentence, attribution: Attribution, last: tuple[Mention, ...]) -> Vouched:
    def mention(words: tuple[int, int]) -> Mention:
        span = Span(sentence.words[words[0]].start, sentence.words[words[1] - 1].end)
        return Mention(sentence.part, span, span.of(report.part(sentence.part)))

    stretch = Span(sentence.words[attribution.start].start, sentence.words[attribution.end - 1].end)
    if attribution.pronoun:
        return Vouched(stretch, tuple(voice for voice in last if voice.part == sentence.part))
    outlet = (mention(attribution.outlet),) if attribution.outlet else ()
    return Vouched(stretch, (mention(attribution.voice), *outlet))


def spoken_for(report: Report, sentences: Sequence[Sentence], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with their voices settled."""
    told = vouched(report, sentences)
    return [replace(draft, voices=voices(draft, told)) for draft in drafts]


def voices(draft: Draft, told: Sequence[Vouched] = ()) -> tuple[Mention, ...]:
    """The draft's voices, each once: the tagged ones, or where none is tagged those that the wording gives.

    None is a draft's own actor: the subject of a political speech act is no source of it.
    """
    own = {party.mention.span for party in draft.actors}
    tagged = tuple(dict.fromkeys(voice for voice in draft.voices if voice.span not in own))
    if tagged:
        return tagged
    for vouch in told:
        inside = vouch.stretch.contains(draft.trigger) and vouch.voices[0].part == draft.sentence.part
        if inside and not any(voice.span.overlaps(span) for voice in vouch.voices for span in own):
            return vouch.voices
    return ()
