"""Dateline reads news reports and writes event data: who did what to whom, where, when, how many, who says so, and how sure.

import dateline
claims = dateline.code("Gunmen killed at least 12 people in Gao on Tuesday, the army said.", published="2014-02-27")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.api import Claims, code
    from dateline.coder import Coder
    from dateline.library import Library, gather
    from dateline.library import open_library as open

__all__ = ["Claims", "Coder", "Library", "code", "gather", "open"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: `import dateline` alone stays instant."""
    if name not in __all__:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    if name in ("Library", "gather", "open"):
        from dateline import library

        return getattr(library, "open_library" if name == "open" else name)
    from dateline import api, coder

    return getattr(coder if name == "Coder" else api, name)
