"""One file per benchmark; this table names them."""

from dateline.evaluate import claims, factuality, plv, syntax
from dateline.evaluate.setting import Benchmark, Figures, Setting

BENCHMARKS: dict[str, Benchmark] = {
    "claims": claims.run,
    "factuality": factuality.run,
    "plv": plv.run,
    "syntax": syntax.run,
}
"""Every benchmark by the name that `dateline evaluate` takes."""

__all__ = ["BENCHMARKS", "Benchmark", "Figures", "Setting"]
