"""One entry taken in: its page fetched, kept, coded, and remembered so that it is told of once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.archive import Archive, Codes, NotCoded, Received, Refused, take_in
from dateline.errors import InvalidRecord
from dateline.records import Report
from dateline.watch.articles import digest_of, from_list, from_page, mark_of
from dateline.watch.fetching import Answer, Asked
from dateline.watch.guard import Refusal
from dateline.watch.listing import Entry
from dateline.watch.settings import Feed
from dateline.watch.state import PageState, State
from dateline.watch.turns import Turns

AGAIN = 6 * 3600.0
"""Seconds after which an article that a feed still lists is looked at again, by a conditional request: outlets correct without saying so."""
TRIES = 5
"""Times that a page which fails is tried, one a round, before the feed's own text has to do."""
CODED = ("en", "")


@dataclass(slots=True)
class Taker:
    """Takes entries in. Order matters where it is killed: the archive first, which takes nothing twice, then what is remembered."""

    state: State
    archive: Archive | None
    turns: Turns
    coder: Codes | None

    def wants(self, feed: Feed, entry: Entry) -> bool:
        """Whether an entry is to be looked at: new, changed in the list, or listed by a feed and not looked at for some hours."""
        url, mark = self.state.entry(feed.url, entry.key)
        if not url and not mark:
            return True
        page = self.state.page(url)
        old = feed.full and entry.report is not None and bool(url) and self.turns.clock() - page.checked >= AGAIN
        return mark != mark_of(entry) or page.failures > 0 or old

    def take(self, feed: Feed, entry: Entry) -> str:
        """What came of it: "new", "version" or "known". Raises Refusal where nothing could be taken, or only the feed's own text."""
        first = self.state.entry(feed.url, entry.key)[0]
        # An article whose address moved under the same guid stays known by its first address.
        known = replace(entry, url=first or entry.url)
        if not feed.full or not entry.url:
            return self._keep(feed, entry, (from_list(feed, known), None), None)
        page = self.state.page(known.url)
        try:
            answer = self._page(entry.url, page)
            if answer.status == 304:
                self._remember(feed, known, replace(page, checked=self.turns.clock(), failures=0), None)
                return "known"
            report = from_page(feed, known, answer)
        except Refusal as error:
            return self._without_page(feed, known, page, error)
        validators = (answer.header("etag"), answer.header("last-modified"))
        seen = PageState(known.url, *validators, digest_of(report), self.turns.clock())
        if seen.digest == page.digest:
            self._remember(feed, known, seen, None)
            return "known"
        return self._keep(feed, known, (report, answer.body), seen)

    def _page(self, url: str, page: PageState) -> Answer:
        same = url == page.url
        answer = self.turns.get(Asked(url, page.etag if same else "", page.modified if same else ""))
        if answer.status not in (200, 304):
            raise Refusal(f"answered {answer.status}; expected 200", status=answer.status)
        return answer

    def _without_page(self, feed: Feed, entry: Entry, page: PageState, error: Refusal) -> str:
        """The page cannot be had: it is tried again in later rounds, and then the feed's own text is kept. Always raises Refusal."""
        failures = page.failures + 1
        gone = error.status in (401, 402, 403, 404, 410, 451)
        if failures < TRIES and not gone:
            self.state.put_page(replace(page, failures=failures, checked=self.turns.clock()))
            raise Refusal(f"{error} (attempt {failures} of {TRIES})")
        own = from_list(feed, entry)
        seen = replace(page, failures=0, checked=self.turns.clock())
        if own is None or page.digest:
            self._remember(feed, entry, seen, None)
            raise Refusal(f"{error}; given up")
        self._keep(feed, entry, (own, None), replace(seen, digest=digest_of(own)))
        raise Refusal(f"{error}; the feed's own text is kept instead")

    def _keep(self, feed: Feed, entry: Entry, found: tuple[Report | None, bytes | None], page: PageState | None) -> str:
        report, raw = found
        if report is None or self.archive is None:
            self._remember(feed, entry, page, None)
            raise Refusal("no address and no text: nothing to keep")
        coder = self.coder if report.language in CODED else None
        try:
            added = take_in(self.archive, Received(report, raw), coder)
        except NotCoded as error:
            self._remember(feed, entry, page, None)
            raise Refusal(str(error)) from None
        except (Refused, InvalidRecord) as error:
            self._remember(feed, entry, page, None)
            raise Refusal(f"not kept: {error}") from None
        # Also where the archive knew it: after a kill between the two it is known and yet untold; a notice is made once only.
        self._remember(feed, entry, page, (added.version.digest, report.id))
        if not added.new_version:
            return "known"
        return "version" if added.version.number > 1 else "new"

    def _remember(self, feed: Feed, entry: Entry, page: PageState | None, told: tuple[str, str] | None) -> None:
        self.state.took((feed.url, entry.key, entry.url, mark_of(entry)), page, told)
