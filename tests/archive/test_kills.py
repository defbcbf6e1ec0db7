"""Ingest is killed and goes on. The long run is `python -m benchmarks.kills`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def kill(*options: str) -> None:
    command = [sys.executable, "-m", "benchmarks.kills", "--kills", "10", "--reports", "20", *options]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "nothing lost, nothing doubled" in ran.stdout


def test_ten_kills_lose_and_double_nothing_in_a_file(quick: Path) -> None:
    kill("--archive", str(quick / "kills.db"))


def test_ten_kills_lose_and_double_nothing_on_a_server(empty_database: str) -> None:
    kill("--archive", empty_database)
