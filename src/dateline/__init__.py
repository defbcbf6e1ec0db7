"""Dateline reads news reports and writes event data: who did what to whom, where, when, how many, who says so, and how sure.

    import dateline
    claims = dateline.code("Gunmen killed at least 12 people in Gao on Tuesday, the army said.", published="2014-02-27")
"""

from dateline.api import Claims, code
from dateline.coder import Coder

__all__ = ["Claims", "Coder", "code"]
