"""A job: what is coded, how, and where to. A folder belongs to one job; the same job begun again goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import StoppedJob
from dateline.scale.shards import Group, Shard, Source, cut, groups, read_group
from dateline.scale.stage import Stage
from dateline.scale.store import Store, open_store

SHARD = 200
"""Reports of a shard: about half a minute of one processor, which is what a killed worker loses at most."""


@dataclass(frozen=True, slots=True)
class Job:
    """`make` builds the stage in each worker (it is pickled); `output` is a local path or URL; `size` counts reports of a shard."""

    make: Callable[[], Stage]
    output: str
    groups: tuple[Group, ...]
    size: int = SHARD
    published: str | None = None
    outlet: str = ""

    def store(self) -> Store:
        """Where the output goes. Raises MissingData."""
        return open_store(self.output)

    def shards(self, group: Group) -> Iterator[Shard]:
        """The shards of a group. Raises UnreadableReport where `published` is no day."""
        return cut(group.number, read_group(group, self.published, self.outlet), self.size)

    def all_shards(self) -> Iterator[Shard]:
        """The shards of all groups, in order."""
        for group in self.groups:
            yield from self.shards(group)


def begin(job: Job, sources: Sequence[Source], options: Mapping[str, object]) -> Job:
    """The job over the sources, its mark left in the output as `_job.json`.

    The mark says what the output depends on: the inputs with size and time or ETag, the shard size, and `options` (coder, model, least
    confidence ...). Raises StoppedJob where the output was begun with another.
    """
    cut_up = groups(sources)
    told = {"shard": job.size, "published": job.published, "outlet": job.outlet, **options}
    inputs = hashlib.sha256(json.dumps([[source.path, source.size, source.mark] for source in sources]).encode()).hexdigest()
    mark = {**told, "inputs": inputs, "files": len(sources)}
    store = job.store()
    known = store.read("_job.json")
    if known and (found := json.loads(known)) != mark:
        other = sorted(key for key in {*found, *mark} if found.get(key) != mark.get(key))
        raise StoppedJob(f"{job.output}: begun with other {', '.join(other)}; name another output, or delete this one to begin anew")
    store.write("_job.json", json.dumps(mark).encode())
    return Job(job.make, job.output, tuple(cut_up), job.size, job.published, job.outlet)


def model_mark(model: Path | None) -> str:
    """The sha256 of a model's graphs and card: the shipped one where None. Raises MissingData, InvalidRecord."""
    from dateline.language.model import Model

    folder = Model.load(model).folder
    found = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in (".onnx", ".json"):
            found.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
