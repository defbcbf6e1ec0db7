"""Beyond one process: the same stage over shards, on this machine's processors or on a Ray cluster."""

from dateline.scale.job import Job, begin
from dateline.scale.manifest import Manifest, finish
from dateline.scale.processes import run_processes
from dateline.scale.stage import Stage, load_stage

__all__ = ["Job", "Manifest", "Stage", "begin", "finish", "load_stage", "run_processes"]
