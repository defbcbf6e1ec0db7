"""Fits the weights of src/dateline/events/features.tsv: logistic regression with the sign that each feature's name promises.

    python -m benchmarks.fit_linking ../shared/corpora ../shared/gold/same-event.jsonl [CLAIMS.jsonl] > weights.tsv

On ECB+ topics 1 to 30 (gold mentions) and on the main happenings of the reports of same-event.jsonl, as the corpora's terms allow for the few
weights of a linking table. Each source weighs the same. CLAIMS.jsonl keeps coded claims of the reports between runs. What features.tsv says
it holds by hand is not taken from here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from benchmarks.fit_leads import DAYS, coded
from dateline.coder import Coder
from dateline.evaluate.ecb import LEAST, REPORTED, code
from dateline.evaluate.ecb_corpus import documents
from dateline.evaluate.ecb_folds import FREE, Rows, rows
from dateline.evaluate.grouping import REPORTS, read_dated, read_groups
from dateline.evaluate.signed_fit import fit, signs
from dateline.events.features import FEATURES, values
from dateline.events.grouping import tellings
from dateline.events.traces import Trace, story, trace


def ecb_rows(corpora: Path) -> Rows:
    """The pairs of mentions that linking would compare."""
    found = [d for d in documents(corpora / "dev" / "ecbplus" / "topics-1-35.zip") if d.topic not in REPORTED]
    chains = {mention.key: mention.chain for document in found for mention in document.mentions}
    topics = [rows(traces, chains) for traces in code(found, Coder.load(None, LEAST)).values()]
    return np.concatenate([x for x, _ in topics]), np.concatenate([y for _, y in topics])


def main_rows(corpora: Path, groups: Path, kept: Path | None) -> Rows:
    """The pairs of main happenings of scored reports told within DAYS of each other."""
    gold, reports = read_groups(groups), read_dated(corpora / "dev" / "fakes" / REPORTS)
    home = {name: number for number, group in enumerate(gold.groups) for name in group}
    claims = coded(reports, kept)
    mains: list[Trace] = []
    for report in reports:
        about = story(report)
        told = tellings(trace(claim, report, about) for claim in claims[report.id])
        mains += [item for item in told if item.main and report.id in home]
    near = [(a, b) for at, a in enumerate(mains) for b in mains[at + 1 :] if abs((a.told or 0) - (b.told or 0)) <= DAYS]
    return np.array([values(a, b) for a, b in near]), np.array([float(home[a.report] == home[b.report]) for a, b in near])


def main(corpora: Path, groups: Path, kept: Path | None = None) -> None:
    """Fits and prints name and weight of each feature."""
    found = [ecb_rows(corpora), main_rows(corpora, groups, kept)]
    size = float(np.mean([len(same) for _, same in found]))
    weight = np.concatenate([np.full(len(same), size / len(same)) for _, same in found])
    features, same = (np.concatenate([rows[side] for rows in found]) for side in (0, 1))
    for name, value in zip(FEATURES, fit(features, same, signs(list(FEATURES), FREE), weight), strict=True):
        print(f"{name}\t{value:.2f}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
