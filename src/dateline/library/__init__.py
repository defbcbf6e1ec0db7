"""An archive for notebooks and scripts: lazy events, claims and reports that go where other tools are."""

from dateline.library.gathering import gather, open_library
from dateline.library.library import Events, KeptClaims, Library, Reports

__all__ = ["Events", "KeptClaims", "Library", "Reports", "gather", "open_library"]
