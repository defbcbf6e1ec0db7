"""Which annotated reports are held back from training."""

from __future__ import annotations

import hashlib

HELD_BACK = 10
"""One report in so many is held back, for calibration and the evaluation gate."""


def held_back(report_id: str) -> bool:
    """Whether a report is held back: decided by its id alone, so that new reports change nothing for old ones."""
    return int(hashlib.sha256(report_id.encode()).hexdigest(), 16) % HELD_BACK == 0
