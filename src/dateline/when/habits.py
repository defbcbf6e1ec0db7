"""In which order an outlet writes day and month."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.ontology.tables import rows


@cache
def _month_first() -> tuple[str, ...]:
    return tuple(name.lower() for name, _ in rows(files("dateline.when") / "habits.tsv", 2))


@cache
def day_first(outlet: str) -> bool:
    """Whether 3/5/2016 is the third of May for this outlet: everywhere but at those of the table (the United States)."""
    name = outlet.lower()
    return not any(known in name for known in _month_first())
