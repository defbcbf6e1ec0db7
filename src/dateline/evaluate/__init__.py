"""One file per benchmark; this table names them."""

from dateline.evaluate import actors, calibration, claims, factuality, muc4, plv, polnear, syntax, timex
from dateline.evaluate.setting import Benchmark, Figures, Setting

BENCHMARKS: dict[str, Benchmark] = {
    "actors": actors.run,
    "calibration": calibration.run,
    "claims": claims.run,
    "factuality": factuality.run,
    "muc4": muc4.run,
    "plv": plv.run,
    "polnear": polnear.run,
    "syntax": syntax.run,
    "timex": timex.run,
}
"""Every benchmark by the name that `dateline evaluate` takes."""

__all__ = ["BENCHMARKS", "Benchmark", "Figures", "Setting"]
