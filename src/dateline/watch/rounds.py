"""One round of the watch: feeds that are due, their new articles, what they come to, and who is told."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dateline.archive import Archive, Codes
from dateline.deriving import Deriver
from dateline.watch.fetching import Answer, Asked, retry_after
from dateline.watch.guard import Refusal
from dateline.watch.listing import Entry, Listing, read_listing
from dateline.watch.settings import Feed, Plan
from dateline.watch.state import FeedState, State
from dateline.watch.taking import Taker
from dateline.watch.telling import Teller, pause
from dateline.watch.turns import Turns

SITEMAPS = 50
"""Sitemaps that are read behind one index, at most, in one round."""
ENTRIES = 500
"""Articles that are fetched of one feed in one round, at most; the others are met in the next."""
DAY = 86_400.0
LONGEST = 7 * DAY
"""The longest that a feed is left alone, whatever it asks for."""


@dataclass(slots=True)
class Found:
    """What a feed gave: counts of entries, and lines on what was refused and why."""

    feed: Feed
    status: str = ""
    listed: int = 0
    new: int = 0
    versions: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)

    def line(self) -> str:
        """In words."""
        counts = f"{self.listed} listed, {self.new} new, {self.versions} new versions, {self.known} unchanged, {len(self.refused)} refused"
        return f"{self.feed.name or self.feed.url}: {self.status or counts}"


@dataclass(slots=True)
class Watcher:
    """Watches. `coder` None keeps reports uncoded; `spread` gives numbers from 0 to 1 for the jitter."""

    plan: Plan
    state: State
    archive: Archive | None
    turns: Turns
    teller: Teller
    coder: Codes | None = None
    spread: Callable[[], float] = random.random
    _deriver: Deriver = field(default_factory=Deriver)

    def round(self, *, everything: bool = False) -> list[Found]:
        """Look at every feed that is due (with `everything` at all), take in what is new. Without an archive nothing is taken or remembered."""
        now = self.turns.clock()
        due = [feed for feed in self.plan.feeds if everything or self.state.feed(feed.url).due <= now]
        found, jobs = [], list[tuple[Found, Entry]]()
        for feed in due:
            one = Found(feed)
            found.append(one)
            jobs += [(one, entry) for entry in self._look(one)]
        self._take(jobs)
        return found

    def tell(self) -> list[str]:
        """Link what is new, ask the searches, deliver what is due; what went wrong, a line each."""
        if self.archive is not None and self.state.untold():
            self._deriver.derive(self.archive)
            self.teller.match(self.archive, self.turns.clock())
        return self.teller.write_feeds() + self.teller.deliver(self.turns.clock())

    def idle(self) -> float:
        """Seconds until the next feed or delivery is due; at most a minute, so that new deliveries do not wait long."""
        first = min((self.state.feed(feed.url).due for feed in self.plan.feeds), default=0.0)
        return min(max(first - self.turns.clock(), 0.0), 60.0)

    def _take(self, jobs: list[tuple[Found, Entry]]) -> None:
        """Every article, that of the host which is ready first: one slow host does not hold up the others."""
        if self.archive is None:
            for one, entry in jobs:
                one.refused.append(f"{entry.url}: would be fetched")
            return
        taker = Taker(self.state, self.archive, self.turns, self.coder)
        while jobs:
            at = min(range(len(jobs)), key=lambda number: self.turns.ready(jobs[number][1].url))
            one, entry = jobs.pop(at)
            try:
                what = taker.take(one.feed, entry)
            except Refusal as error:
                one.refused.append(f"{entry.url or entry.key}: {error}")
                continue
            one.new, one.versions, one.known = one.new + (what == "new"), one.versions + (what == "version"), one.known + (what == "known")

    def _look(self, one: Found) -> list[Entry]:
        """A feed's entries that are to be looked at, its state brought up to date."""
        feed, before = one.feed, self.state.feed(one.feed.url)
        try:
            answer = self.turns.get(Asked(before.moved or feed.url, before.etag, before.modified))
            if answer.status == 304:
                one.status = "not changed"
                self._seen(before, before.etag, before.modified, "")
                return []
            listing = self._listing(feed, self._good(answer))
        except Refusal as error:
            one.status = f"not read: {error}"
            self._missed(feed, before, error)
            return []
        one.refused += listing.failures
        one.listed = len(listing.entries)
        wanted = self._wanted(feed, listing)
        # Validators are remembered only where all of the list is dealt with: else a 304 would hide the rest.
        whole = len(wanted) <= ENTRIES
        etag, modified = (answer.header("etag"), answer.header("last-modified")) if whole and self.archive is not None else ("", "")
        self._seen(before, etag, modified, answer.moved)
        if not whole:
            one.refused.append(f"{len(wanted) - ENTRIES} entries are left to the next round: at most {ENTRIES} in one")
        return wanted[:ENTRIES]

    def _good(self, answer: Answer) -> Answer:
        if answer.status == 200:
            return answer
        asked = retry_after(answer.header("retry-after"), datetime.fromtimestamp(self.turns.clock(), UTC))
        raise Refusal(f"answered {answer.status}; expected 200", retry_after=asked, status=answer.status)

    def _listing(self, feed: Feed, answer: Answer) -> Listing:
        """The list behind an answer, an index's sitemaps read too."""
        listing = read_listing(answer.body, answer.url, feed.outlet, self.turns.fetcher.most)
        entries, failures, waiting, seen = list(listing.entries), list(listing.failures), list(listing.sitemaps), {answer.url}
        while waiting and len(seen) <= SITEMAPS:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            try:
                inner_answer = self._good(self.turns.get(Asked(url)))
                inner = read_listing(inner_answer.body, inner_answer.url, feed.outlet, self.turns.fetcher.most)
            except Refusal as error:
                failures.append(f"{url}: {error}")
                continue
            entries += inner.entries
            waiting += inner.sitemaps
            failures += inner.failures
        failures += [f"{len(waiting)} further sitemaps are not read: at most {SITEMAPS} in one round"] if waiting else []
        return Listing(tuple(entries), (), tuple(failures))

    def _wanted(self, feed: Feed, listing: Listing) -> list[Entry]:
        """Entries that are new, changed, or due to be looked at again; the newest first where the list says when."""
        taker = Taker(self.state, None, self.turns, None)
        wanted = [entry for entry in listing.entries if taker.wants(feed, entry)]
        return sorted(wanted, key=lambda entry: entry.stamp, reverse=True)

    def _seen(self, before: FeedState, etag: str, modified: str, moved: str) -> None:
        feed = next(one for one in self.plan.feeds if one.url == before.url)
        due = self.turns.clock() + feed.every * 60 * (1 + 0.1 * self.spread())
        self._put(replace(before, etag=etag, modified=modified, due=due, failures=0, said="", moved=moved or before.moved))

    def _missed(self, feed: Feed, before: FeedState, error: Refusal) -> None:
        failures = before.failures + 1
        wait = pause(failures + 1, self.spread, feed.every * 60, max(DAY, feed.every * 60))
        wait = min(max(wait, error.retry_after or 0.0), LONGEST)
        # A feed that moved for good and fails there is looked for at its old address again.
        self._put(replace(before, due=self.turns.clock() + wait, failures=failures, said=str(error), moved="", etag="", modified=""))

    def _put(self, feed: FeedState) -> None:
        if self.archive is not None:
            self.state.put_feed(feed)
