"""Work begun before its turn: the encoder reads the next reports while the rest of the line deals with this one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

DEPTH = 2
"""Items begun for each hand: enough that no hand waits, few enough that memory stays bounded."""


def ahead(work: Callable[[T], U], items: Iterable[T], hands: int = 0) -> Iterator[tuple[T, U]]:
    """Each item with work(item), in the order of the items; `hands` threads (0: one a processor) are at most `DEPTH` items each ahead.

    Worth it only for work that lets other threads go on, as ONNX Runtime does. An error of `work` or of `items` is raised in the item's
    turn, after all before it were given; nothing more is begun when the iterator is closed.
    """
    count = hands or os.cpu_count() or 1
    begun: deque[tuple[T, Future[U]]] = deque()
    pool = ThreadPoolExecutor(count, thread_name_prefix="ahead")
    try:
        for item in items:
            begun.append((item, pool.submit(work, item)))
            if len(begun) > DEPTH * count:
                yield _given(begun)
        while begun:
            yield _given(begun)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _given(begun: deque[tuple[T, Future[U]]]) -> tuple[T, U]:
    item, result = begun.popleft()
    return item, result.result()
