"""A shard's attempts. One that ended its worker before is coded with care, and the report that does it twice is set aside."""

from __future__ import annotations

import json
from collections.abc import Mapping

from dateline.scale.store import Store

DEATHS = 2
"""How often a report may have been at work when its worker died before it is blamed: once may be the machine's doing."""


class Trial:
    """The note that an attempt leaves for the next, `_trying/SHARD.json`, taken away by `over`.

    A first attempt writes it once; only a repeated one writes each report's number down before it is coded, which costs a write a report.
    """

    def __init__(self, store: Store, shard: str) -> None:
        self._store, self._name = store, f"_trying/{shard}.json"
        note = json.loads(store.read(self._name) or b"{}")
        self.repeated = bool(note)
        self._deaths: dict[int, int] = {int(row): count for row, count in note.get("deaths", {}).items()}
        if note.get("at") is not None:
            self._deaths[note["at"]] = self._deaths.get(note["at"], 0) + 1
        self._write(None)

    @property
    def blamed(self) -> Mapping[int, str]:
        """The rows not to code again, each with the reason."""
        blamed = (row for row, count in self._deaths.items() if count >= DEATHS)
        return {row: f"set aside: its worker was killed {self._deaths[row]} times while coding it; please report this" for row in blamed}

    def at(self, row: int) -> None:
        """Row `row` is coded next."""
        if self.repeated:
            self._write(row)

    def over(self) -> None:
        """The shard is kept."""
        self._store.delete(self._name)

    def _write(self, row: int | None) -> None:
        note = {"deaths": self._deaths, "at": row}
        self._store.write(self._name, json.dumps(note).encode())
