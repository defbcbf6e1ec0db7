"""Reading: bytes -> reports. Files, folders and standard input, in any of the known formats."""

from dateline.reading.draft import Failure
from dateline.reading.languages import identify
from dateline.reading.limits import FIELDS, Limits
from dateline.reading.reports import read_reports, read_text

__all__ = ["FIELDS", "Failure", "Limits", "identify", "read_reports", "read_text"]
