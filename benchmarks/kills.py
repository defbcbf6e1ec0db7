"""`python -m benchmarks.kills`: ingest killed (SIGKILL) at random points, again and again, with nothing lost or doubled.

A child takes reports in; it is killed somewhere between its start and its end; another goes on where it stopped. After every kill the
archive is verified, and each report is either in with all its claims or not at all. When a run comes through, the archive must be what one
run without kills makes, and a new one is begun. `--archive URL` does it in a PostgreSQL database (an empty one, which is emptied again).
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from dateline.archive import Archive, MemoryStore, Query, Received, open_archive, take_in
from dateline.archive.lineage import digest_of
from dateline.records import Claim, Report, Span, Trigger, with_id

WORDS = ("Rebels", "shelled", "police", "arrested", "ministers", "visited", "the", "airport", "deported", "students", "on", "Tuesday")


@dataclass(frozen=True)
class Plain:
    """A coder that takes every word in -ed for a happening: quick, and always the same."""

    name: str = "plain 1"

    def code(self, report: Report) -> Sequence[Claim]:
        """One claim a word."""
        return [self._claim(report, found) for found in re.finditer(r"\w+ed\b", report.text)]

    def _claim(self, report: Report, found: re.Match[str]) -> Claim:
        trigger = Trigger(Span(*found.span()), found.group())
        return with_id(Claim("", report.id, "text", Span(0, len(report.text)), trigger, "ASSAULT", coder=self.name))


def made_reports(number: int, seed: int = 0) -> list[Report]:
    """Reports of random words; every tenth is a second version of the one before."""
    chance = random.Random(seed)
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(5, 60))) + "." for _ in range(number)]
    reports = [Report(f"r{i}", text, f"Report {i}", "Wire") for i, text in enumerate(texts)]
    return [
        Report(reports[i - 1].id, f"{reports[i - 1].text} Updated.", "Again", "Wire") if i % 10 == 9 else report for i, report in enumerate(reports)
    ]


def content(archive: Archive) -> list[tuple[str, tuple[str, ...]]]:
    """(digest, claims' ids) of all that stands, sorted."""
    return sorted((version.digest, tuple(claim.id for claim in archive.claims(version.digest))) for version in archive.standing())


@dataclass
class Trial:
    """One place to keep an archive in, and what must come of it."""

    target: str
    reports: list[Report]

    def __post_init__(self) -> None:
        self.claims = {digest_of(report): tuple(claim.id for claim in Plain().code(report)) for report in self.reports}
        self.whole = content(self._fill(Archive(MemoryStore())))

    def _fill(self, archive: Archive) -> Archive:
        for report in self.reports:
            take_in(archive, Received(report), Plain())
        return archive

    def run(self) -> None:
        """What the child does."""
        with open_archive(self.target) as archive:
            self._fill(archive)

    def killed(self, after: float) -> bool:
        """Whether a child was killed before it had come through. Raises SystemExit where it failed by itself."""
        child = os.fork()
        if child == 0:
            self._child()
        time.sleep(after)
        gone, status = os.waitpid(child, os.WNOHANG)
        if gone:
            _stop_at(["a run failed by itself"] if status else [], 0)
            return False
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return True

    def _child(self) -> None:
        failed = 1
        try:
            self.run()
            failed = 0
        finally:
            os._exit(failed)

    def faults(self, whole: bool) -> list[str]:
        """What is wrong with the archive; with `whole` also what is missing."""
        with open_archive(self.target) as archive:
            found = [f"{problem.where}: {problem.what}" for problem in archive.verify()]
            kept = content(archive)
            total = archive.search_claims(Query(), limit=1).total
        found += [f"version {digest[:12]} has other claims" for digest, claims in kept if claims != self.claims.get(digest)]
        if total != sum(len(claims) for _, claims in kept):
            found.append(f"{total} claims are found, others are kept")
        return found + ([] if not whole or kept == self.whole else ["what stands is not what one run makes"])


def run(kills: int, seed: int, trial: Trial, empty: Callable[[], object]) -> int:
    """Kills until there were `kills`; gives how often a run came through. Raises SystemExit at the first fault."""
    chance, done, through, longest = random.Random(seed), 0, 0, 0.5
    while done < kills:
        if trial.killed(chance.uniform(0, longest)):
            done += 1
            _stop_at(trial.faults(False), done)
            continue
        longest *= 0.9
        trial.run()
        _stop_at(trial.faults(True), done)
        empty()
        through += 1
    trial.run()
    _stop_at(trial.faults(True), done)
    return through + 1


def _stop_at(faults: list[str], kills: int) -> None:
    if faults:
        sys.exit(f"after {kills} kills: " + "; ".join(faults))


def _emptier(target: str) -> Callable[[], object]:
    if "://" not in target:
        return lambda: [Path(target + end).unlink(missing_ok=True) for end in ("", "-wal", "-shm")]
    return lambda: _empty_server(target)


def _empty_server(target: str) -> None:
    engine = create_engine(target.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--archive", default="")
    options = parser.parse_args()
    reports = made_reports(options.reports, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        target = options.archive or str(Path(folder) / "kills.db")
        trial, begun = Trial(target, reports), time.monotonic()
        through = run(options.kills, options.seed, trial, _emptier(target))
    print(f"{options.kills} kills, {through} runs came through, nothing lost, nothing doubled ({time.monotonic() - begun:.0f} s)")


if __name__ == "__main__":
    main()
