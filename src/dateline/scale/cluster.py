"""The back end of many machines: Ray Data reads groups, cuts shards, and hands each to an actor that holds the stage."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from dateline.errors import MissingData, StoppedJob
from dateline.scale.job import Job
from dateline.scale.keeping import Done, code_shard
from dateline.scale.shards import Group, Shard

READING = 0.1
"""Processors set aside for a task that reads: it waits for the disk or network. An actor leaves as much free, since where actors take whole
processors no task that reads finds room and the job stands still."""
BLOCK_BYTES = 1
"""A block is closed as soon as it holds this much: each shard is one, so that every actor gets work and little is begun again."""
Batch = dict[str, Any]


class Hand:
    """An actor: the stage and the store, loaded once."""

    def __init__(self, job: Job) -> None:
        self.stage, self.store = job.make(), job.store()

    def __call__(self, batch: Batch) -> Batch:
        """Codes the shards of a batch and gives what each came to, as JSON."""
        shards = (Shard(str(name), bytes(items)) for name, items in zip(batch["name"], batch["items"], strict=True))
        return {"done": [json.dumps(asdict(code_shard(self.stage, self.store, shard))) for shard in shards]}


def run_cluster(job: Job, workers: int) -> Iterator[Done]:
    """Codes every shard of the job that is not done on `workers` actors of the Ray cluster that this process is connected to.

    Gives what each shard came to, in no certain order. Where a node dies, Ray starts its actors elsewhere and begins their shards again;
    the shards' names and atomic writes see to it that each is kept once. The cluster's machines must all reach the inputs and the output.
    Raises MissingData without Ray, StoppedJob where the job cannot go on.
    """
    ray = connected()
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = BLOCK_BYTES
    context.enable_progress_bars = False
    planned = ray.data.from_items([asdict(group) for group in job.groups], override_num_blocks=len(job.groups))
    plain = replace(job, groups=())  # Of thousand millions of files each worker gets the names of its own alone.
    cut = planned.flat_map(partial(_cut, plain), num_cpus=READING)
    room = max(1, min(workers, int(ray.cluster_resources().get("CPU", 1))))
    hands = ray.data.ActorPoolStrategy(min_size=room, max_size=max(room, workers), max_tasks_in_flight_per_actor=2)
    coded = cut.map_batches(Hand, fn_constructor_args=(plain,), batch_size=1, num_cpus=1 - READING, compute=hands)
    try:
        for row in coded.iter_rows():
            yield Done(**json.loads(row["done"]))
    except ray.exceptions.RayError as error:
        raise StoppedJob(f"{str(error).strip().splitlines()[-1]}; what was done is kept: run the same command again to go on") from error


def connected(address: str | None = None) -> Any:
    """Ray, connected: to the cluster at `address`, to the one that RAY_ADDRESS names, or to one started here. Raises MissingData."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingData(f"Ray is not installed ({error}); install dateline[ray]") from None
    if not ray.is_initialized():
        # Without a word of the user's, Ray would join whatever cluster it finds running on this machine.
        ray.init(
            address=address or os.environ.get("RAY_ADDRESS") or "local", log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR
        )
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _cut(job: Job, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for shard in job.shards(Group(int(row["number"]), tuple(row["paths"]))):
        yield {"name": shard.name, "items": shard.items}
