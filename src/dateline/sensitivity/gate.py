"""The gate that every record passes on its way out: closed, coarsened, its names withheld, and said to be so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dateline.records import Claim, Event, Report, Span, content_id, with_id
from dateline.sensitivity.account import Account
from dateline.sensitivity.claims import hide_claim
from dateline.sensitivity.coarser import Centre, Coarse
from dateline.sensitivity.events import Ids, hide_event, relabelled
from dateline.sensitivity.survey import Survey
from dateline.sensitivity.words import MASK, Words, speakers_of, voice_words

HEX = frozenset("0123456789abcdef")


@dataclass(slots=True)
class Gate:
    """Lets records out one at a time, by a `Survey` of all of them; `account` counts what it did.

    `centre` gives the coordinates of regions and countries; without it their rows have none.
    """

    survey: Survey
    centre: Centre | None = None
    account: Account = field(default_factory=Account)

    def claim(self, claim: Claim) -> Claim | None:
        """The claim as it may go out, under the id of what it now holds; None where it is closed."""
        if self.survey.is_closed(claim):
            self.account.withhold("claims")
            return None
        out = self._claim(claim)
        self.account.count(out.released if out != claim else ())
        return out

    def event(self, event: Event, claims: Iterable[Claim]) -> Event | None:
        """The event as it may go out; None where it is closed. Claims that are not at hand are left out of an event that changes."""
        given = list(claims)
        if self.survey.is_closed(event) or any(self.survey.is_closed(claim) for claim in given if claim.id in event.claims):
            self.account.withhold("events")
            return None
        own = [claim for claim in given if claim.id in event.claims]
        coarse, words = self._of_event(event, own)
        ids = Ids({claim.id: self._claim(claim).id for claim in given}, self._report_id, frozenset(self.survey.closed))
        main = next((self._claim(claim) for claim in own if claim.id == event.main), None)
        out = relabelled(hide_event(event, (coarse, words), ids, self.centre), event, main)
        self.account.count(out.released if out != event else ())
        return out

    def report(self, report: Report, claims: Iterable[Claim]) -> Report | None:
        """The report with nothing to be read but the sentences of `claims`, hidden words masked, where anything of it is hidden.

        Lengths stay, so that spans do. Its day goes with coarsened days, its address always. None where it or a claim of it is closed.
        """
        if report.id in self.survey.closed | self.survey.unread or self.survey.rules.closes(report):
            self.account.withhold("reports")
            return None
        words = self.survey.of_report(report.id)
        if not self._hides(report.id):
            return report
        shown = [claim for claim in claims if claim.report == report.id]
        title, text = (words.masked(_only(report.part(part), [c.sentence for c in shown if c.part == part])) for part in ("title", "text"))
        self.account.mask()
        return replace(report, id=self._report_id(report.id), title=title, text=text, url="", published=None if words.days else report.published)

    def passes(self, event: Event | None, claims: Iterable[Claim]) -> tuple[Event | None, list[Claim]]:
        """An event with its claims, or claims alone, through the gate; (None, []) where the event is closed."""
        given = list(claims)
        if event is None:
            return None, [out for claim in given if (out := self.claim(claim))]
        out_event = self.event(event, given)
        return (out_event, [out for claim in given if (out := self.claim(claim))]) if out_event else (None, [])

    def _claim(self, claim: Claim) -> Claim:
        coarse = self.survey.coarse(claim)
        out = hide_claim(claim, (coarse, self._words(claim, coarse)), self.centre)
        report = self._report_id(claim.report)
        return out if report == claim.report else with_id(replace(out, report=report))

    def _of_event(self, event: Event, claims: list[Claim]) -> tuple[Coarse, Words]:
        """The coarsest of what is asked of the event and of each of its claims, and all their words."""
        asked = [self.survey.coarse(event), *(self.survey.coarse(claim) for claim in claims)]
        widest = max(asked, key=lambda coarse: coarse.km)
        days = {coarse.day for coarse in asked}
        coarse = replace(widest, day="year" if "year" in days else "month" if "month" in days else None)
        words = self.survey.words(event, coarse)
        if words.persons or self.survey.hides_all_names():
            words |= Words(persons=frozenset() if claims else voice_words(speakers_of(event)))
        for claim in claims:
            words |= self._words(claim, coarse)
        return coarse, words

    def _words(self, claim: Claim, coarse: Coarse) -> Words:
        """What gives away the claim's own, and the persons of its whole report: they name each other."""
        words = self.survey.words(claim, coarse)
        if not (words.persons or self.survey.hides_all_names()):
            return words
        report = self.survey.of_report(claim.report)
        return words | Words(persons=report.persons, short=report.short)

    def _hides(self, report: str) -> bool:
        return bool(self.survey.of_report(report)) or self.survey.hides_all_names()

    def _report_id(self, id: str) -> str:
        """A report's id; one that people made may tell a place, a name or a day, so that something is hidden behind a digest of it."""
        if not self._hides(id) or set(id) <= HEX or id.startswith("report-"):
            return id
        return f"report-{content_id(id.encode('utf-8', 'backslashreplace'))[:24]}"


def _only(text: str, sentences: Iterable[Span]) -> str:
    """The text with a block for each letter outside the sentences."""
    shown = bytearray(len(text))
    for sentence in sentences:
        shown[sentence.start : sentence.end] = b"\1" * (min(sentence.end, len(text)) - min(sentence.start, len(text)))
    return "".join(letter if seen or letter.isspace() else MASK for letter, seen in zip(text, shown, strict=True))
