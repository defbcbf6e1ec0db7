"""The interval of a share that was counted."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution: intervals are of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `judged`, and the 95 % interval of the share behind it, `low` to `high` (0 to 1). Without any judged nothing is known."""

    right: int
    judged: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.right / self.judged if self.judged else None


def share(right: int, judged: int) -> Share:
    """The score interval of E. B. Wilson, *Probable inference, the law of succession, and statistical inference* (JASA 22, 1927, 209-212).

    (p + z2/2n +- z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n). It keeps within 0 and 1 and holds for few and for extreme counts.
    """
    if not judged:
        return Share(0, 0, 0.0, 1.0)
    p, z2 = right / judged, Z * Z
    middle = p + z2 / (2 * judged)
    reach = Z * math.sqrt(p * (1 - p) / judged + z2 / (4 * judged * judged))
    whole = 1 + z2 / judged
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return Share(right, judged, max(0.0, low) if right else 0.0, min(1.0, high) if right < judged else 1.0)
