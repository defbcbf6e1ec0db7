"""Whose turn it is: one request a host at a time, and the pause that each host asks for between two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.watch.fetching import Answer, Asked, Fetcher
from dateline.watch.robots import Robots


@dataclass(slots=True)
class Turns:
    """Fetches in turn. `clock` gives seconds of the wall clock, `sleep` waits some."""

    fetcher: Fetcher
    robots: Robots
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    _ready: dict[str, float] = field(default_factory=dict)

    def ready(self, url: str) -> float:
        """When the host of an address may be asked again."""
        return self._ready.get(self.robots.site(url), 0.0)

    def get(self, asked: Asked) -> Answer:
        """The answer, once it is the host's turn. Raises Refusal, also where robots.txt asks to stay away."""
        met: list[str] = []

        def before(url: str) -> None:
            self.robots.check(url, self.clock())
            self._wait(url)
            met.append(url)

        try:
            return self.fetcher.get(asked, before)
        finally:
            for url in met:
                self._ready[self.robots.site(url)] = self.clock() + self.robots.delay(url)

    def _wait(self, url: str) -> None:
        left = self.ready(url) - self.clock()
        if left > 0:
            self.sleep(left)
        self._ready[self.robots.site(url)] = self.clock() + self.robots.delay(url)
