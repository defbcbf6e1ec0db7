"""The stage: batches of reports in, batches of their claims out. Every back end runs this and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow

from dateline.archive import Codes
from dateline.coder import Coder
from dateline.scale.schema import CODED, claim_texts, report_of
from dateline.uncoded import uncoded
from dateline.who import PrivateNames

Row = dict[str, Any]


class Stage:
    """Codes batches; keeps nothing of one report for the next, so that batches may be cut anywhere."""

    def __init__(self, coder: Codes) -> None:
        self.coder = coder

    def __call__(self, batches: Iterable[pyarrow.RecordBatch], begins: Callable[[int], None] = lambda _: None) -> Iterator[pyarrow.RecordBatch]:
        """A batch of CODED for each batch of ITEMS, row for row.

        `begins` is told the number of each row, from 0 over all batches, before it is coded. A report on which the coder fails becomes a
        row with the reason; no report ends the job.
        """
        number = 0
        for batch in batches:
            rows = []
            for row in batch.to_pylist():
                begins(number)
                rows.append(self._coded(row))
                number += 1
            yield pyarrow.RecordBatch.from_pylist(rows, schema=CODED)

    def _coded(self, row: Row) -> Row:
        if row["reason"]:
            return {**row, "claims": None}
        report = report_of(row["report"])
        if unread := uncoded(report):
            return {**row, "claims": None, "reason": unread.reason}
        try:
            return {**row, "claims": claim_texts(self.coder.code(report))}
        except Exception as error:
            # One report in a thousand million must not end the job, whatever is wrong with it.
            return {**row, "claims": None, "reason": f"set aside: coding it failed ({type(error).__name__}: {str(error)[:200]}); please report this"}


def load_stage(model: Path | None, least: float | None, private_names: PrivateNames) -> Stage:
    """The stage with the shipped or the given model, one ONNX thread. Raises what `Coder.load` does."""
    return Stage(Coder.load(model, least, threads=1, private_names=private_names))
