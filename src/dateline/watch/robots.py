"""What sites ask of robots (RFC 9309, read by Protego), kept for a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from dateline.watch.fetching import Asked, Fetcher
from dateline.watch.guard import Refusal

KEPT = 86_400.0
"""Seconds that a robots.txt is kept: RFC 9309, 2.4, says no longer than 24 hours."""
AGAIN = 1_800.0
"""Seconds after which a robots.txt that could not be had is asked for again."""
LARGEST = 512_000
"""Bytes of a robots.txt that count; RFC 9309, 2.5, asks for 500 KiB at least."""
PAUSE = 1.0
"""Least seconds between two requests to one host, where it asks for none."""
LONGEST_PAUSE = 120.0
"""A Crawl-delay beyond this is taken as this: else a mistyped one would stop the watch."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules; None where nothing is forbidden. `closed` says why nothing may be fetched."""

    until: float
    parsed: Protego | None = None
    closed: str = ""


@dataclass(slots=True)
class Robots:
    """The rules of every site met. `name` is the product token that robots.txt files address."""

    fetcher: Fetcher
    name: str = "dateline"
    pause: float = PAUSE
    _known: dict[str, Rules] = field(default_factory=dict)

    def site(self, url: str) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}"

    def check(self, url: str, now: float) -> None:
        """Raises Refusal where the site asks robots to stay away. `now` in seconds of the wall clock."""
        rules = self._rules(self.site(url), now)
        if rules.closed:
            raise Refusal(rules.closed)
        if rules.parsed is not None and not rules.parsed.can_fetch(url, self.name):
            raise Refusal(f"{self.site(url)}/robots.txt asks robots not to fetch {urlsplit(url).path or '/'}; it is not fetched")

    def delay(self, url: str) -> float:
        """Seconds to leave between two requests to the site, as known so far."""
        rules = self._known.get(self.site(url))
        asked = rules.parsed.crawl_delay(self.name) if rules and rules.parsed else None
        return min(max(float(asked or 0.0), self.pause), max(LONGEST_PAUSE, self.pause))

    def _rules(self, site: str, now: float) -> Rules:
        known = self._known.get(site)
        if known is None or known.until <= now:
            known = self._known[site] = self._fetch(site, now)
        return known

    def _fetch(self, site: str, now: float) -> Rules:
        """RFC 9309, 2.3.1: what cannot be reached, or fails, closes the site; what is not there (4xx) opens it."""
        try:
            answer = self.fetcher.get(Asked(f"{site}/robots.txt"))
        except Refusal as error:
            return Rules(now + AGAIN, closed=f"{site}/robots.txt cannot be had, so nothing is fetched: {error}")
        if answer.status >= 500 or answer.status == 429:
            return Rules(now + AGAIN, closed=f"{site}/robots.txt answers {answer.status}, so nothing is fetched until it does")
        if answer.status != 200:
            return Rules(now + KEPT)
        return Rules(now + KEPT, Protego.parse(answer.body[:LARGEST].decode("utf-8", "replace")))
