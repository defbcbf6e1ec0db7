"""Who asked is told: notices made once, delivered until they are taken, and laid aside where they never are."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dateline.archive import Archive
from dateline.sensitivity import Rules
from dateline.watch import mail, webhook
from dateline.watch.atom import feed_of, write_feed
from dateline.watch.fetching import Fetcher
from dateline.watch.guard import Refusal
from dateline.watch.matching import headline, notice_of, prose
from dateline.watch.settings import Plan, Search
from dateline.watch.state import Delivery, State

TRIES = 10
"""Attempts before a delivery is laid aside: with the pauses below about a day."""
FIRST, LONGEST = 60.0, 21_600.0
"""Seconds before the second attempt, doubled each time, and the most."""
SHOWN = 100
"""Notices in a web feed."""
GONE = 410


def pause(tries: int, spread: Callable[[], float] = random.random, first: float = FIRST, longest: float = LONGEST) -> float:
    """Seconds until the next attempt: exponential, the last half of it by chance, so that many do not come at once."""
    whole = min(first * 2.0 ** min(tries - 1, 30), longest)
    return whole * (0.5 + 0.5 * spread())


@dataclass(slots=True)
class Teller:
    """Tells. `rules` are those of the collection, which every notice passes."""

    plan: Plan
    state: State
    fetcher: Fetcher
    rules: Rules | None = None
    spread: Callable[[], float] = random.random

    def match(self, archive: Archive, now: float) -> int:
        """Ask every search about everything that is not told yet; how many notices were made."""
        made = 0
        for version in self.state.untold():
            notices, deliveries = [], list[Delivery]()
            for search in self.plan.searches:
                found = notice_of(archive, search, version, self.rules, now)
                if found:
                    at = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
                    notices.append((found[0], search.name, at, found[1]))
                    deliveries += _deliveries(search, found[0], now)
            self.state.told(version[0], notices, deliveries)
            made += len(notices)
        return made

    def write_feeds(self) -> list[str]:
        """Write the web feeds; what could not be written, a line each."""
        failed = []
        for search in self.plan.searches:
            if search.atom:
                try:
                    write_feed(self.plan.beside(search.atom), feed_of(search.name, self.state.notices(search.name, SHOWN)))
                except OSError as error:
                    failed.append(f"{search.name}: {search.atom} cannot be written ({error.strerror or error})")
        return failed

    def deliver(self, now: float) -> list[str]:
        """Attempt what is due; what was not taken, a line each."""
        failed = []
        for one in self.state.deliveries("waiting", now):
            try:
                self._send(one, now)
            except Refusal as error:
                tried = self._failed(one, error, now)
                failed.append(f"{one.way} to {one.target}: {error}; {'laid aside' if tried.state == 'dead' else 'tried again later'}")
                self.state.put_delivery(tried)
            else:
                self.state.put_delivery(replace(one, state="done", tries=one.tries + 1, said=""))
        return failed

    def _send(self, one: Delivery, now: float) -> None:
        search, body = self.state.notice(one.notice)
        if one.way == "mail":
            found = json.loads(body)
            mail.send(self.plan.mail, mail.message(self.plan.mail, one.target, one.notice, (headline(found), prose(found))))
            return
        variable = next((known.secret_env for known in self.plan.searches if known.name == search), "")
        webhook.send(self.fetcher, (one.target, variable), one.notice, body.encode(), now)

    def _failed(self, one: Delivery, error: Refusal, now: float) -> Delivery:
        tries = one.tries + 1
        state = "dead" if tries >= TRIES or error.status == GONE else "waiting"
        return replace(one, tries=tries, state=state, said=str(error), due=now + pause(tries, self.spread))


def _deliveries(search: Search, notice: str, now: float) -> list[Delivery]:
    people = [Delivery(notice, "mail", person, now) for person in search.mail]
    return people + ([Delivery(notice, "webhook", search.webhook, now)] if search.webhook else [])
