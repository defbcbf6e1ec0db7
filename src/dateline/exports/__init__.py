"""Events and claims -> other people's formats, one file a format."""

from dateline.exports.formats import FORMATS, NAMES, Format, format_named, tabular
from dateline.exports.happening import Happening, Named, of_claim, of_event
from dateline.exports.lost import Lost

__all__ = ["FORMATS", "NAMES", "Format", "Happening", "Lost", "Named", "format_named", "of_claim", "of_event", "tabular"]
