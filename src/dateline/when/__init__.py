"""When: from the words that tell a time to an interval of days."""

from dateline.when.finding import TimeExpression, find
from dateline.when.publication import dated, publication_day
from dateline.when.resolving import Narrative, Resolution, explain, explained, resolve, tells_the_saying

__all__ = ["Narrative", "Resolution", "TimeExpression", "dated", "explain", "explained", "find", "publication_day", "resolve", "tells_the_saying"]
