"""Claims and judgements -> events."""

from dateline.events.copies import CopyIndex
from dateline.events.headline import main_event
from dateline.events.linking import Linked, Linker, link
from dateline.events.tolls import shown as shown_figure
from dateline.events.versions import superseded
from dateline.events.why import Spoken, why

__all__ = ["CopyIndex", "Linked", "Linker", "Spoken", "link", "main_event", "shown_figure", "superseded", "why"]
