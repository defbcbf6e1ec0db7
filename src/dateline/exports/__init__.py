"""Events and claims -> other people's formats, one file a format."""

from dateline.exports.formats import FORMATS, NAMES, Format, csv_format, format_named
from dateline.exports.happening import Happening, Named, of_claim, of_event
from dateline.exports.lost import Lost

__all__ = ["FORMATS", "NAMES", "Format", "Happening", "Lost", "Named", "csv_format", "format_named", "of_claim", "of_event"]
