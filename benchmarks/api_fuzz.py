"""Schemathesis over the whole API for as long as you like: 'python benchmarks/api_fuzz.py [EXAMPLES]' an operation and mode; 200 by default."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["DATELINE_FUZZ"] = sys.argv[1] if len(sys.argv) > 1 else "200"
    sys.exit(pytest.main(["-q", str(Path(__file__).parents[1] / "tests/serve/api/test_schema.py")]))
