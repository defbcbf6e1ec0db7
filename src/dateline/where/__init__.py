"""A mention -> a place, offline: `Gazetteer` (names -> places) and `Locator` (a report's mentions -> its places)."""

from dateline.where.build import build_index
from dateline.where.gazetteer import Gazetteer
from dateline.where.locate import Locator
from dateline.where.recognise import recognise
from dateline.where.resolve import Choice

__all__ = ["Choice", "Gazetteer", "Locator", "build_index", "recognise"]
