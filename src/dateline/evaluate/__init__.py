"""One file per benchmark; this table names them."""

from dateline.evaluate import actors, calibration, claims, ecb, factuality, geo, grouping, muc4, places, plv, polnear, syntax, timex
from dateline.evaluate.setting import Benchmark, Figures, Setting

BENCHMARKS: dict[str, Benchmark] = {
    "actors": actors.run,
    "calibration": calibration.run,
    "claims": claims.run,
    "ecb": ecb.run,
    "factuality": factuality.run,
    "geo": geo.run,
    "grouping": grouping.run,
    "muc4": muc4.run,
    "places": places.run,
    "plv": plv.run,
    "polnear": polnear.run,
    "syntax": syntax.run,
    "timex": timex.run,
}
"""Every benchmark by the name that `dateline evaluate` takes."""

__all__ = ["BENCHMARKS", "Benchmark", "Figures", "Setting"]
