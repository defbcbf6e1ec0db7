"""The index on disk: a folder of flat arrays that are memory-mapped and searched by bisection, plus `meta.json`.

    places.bin         one PLACE row per place; `names` is where its names start in names.bin
    names.bin          per place: its name, then its other names folded (those of Latin, Greek, Cyrillic, Hebrew and Arabic script), UTF-8,
                       "\\n" between them, "\\0" at the end
    exact-keys.bin     sorted 64-bit keys of folded names
    exact-places.bin   beside each its place; the top bit marks the place's own name
    bones-keys.bin     sorted 32-bit keys of skeletons
    bones-places.bin   beside each its place

Keys stand apart from places because bisection needs them side by side.

Chosen over SQLite after measuring: half the size, and a look-up is a bisection of 20 steps in mapped memory.
"""

from __future__ import annotations

import numpy as np

FORMAT = 1
PLACE = np.dtype(
    [
        *(("names", "<u8"), ("lat", "<f4"), ("lon", "<f4"), ("population", "<u4"), ("geonameid", "<u4")),
        *(("admin1", "<u2"), ("country", "<u2"), ("kind", "u1"), ("precision", "u1")),
    ]
)
KEY, BONE, NUMBER = np.dtype("<u8"), np.dtype("<u4"), np.dtype("<u4")
EXACT = np.dtype([("key", "<u8"), ("place", "<u4")])
BONES = np.dtype([("key", "<u4"), ("place", "<u4")])
"""EXACT and BONES are the rows that a build deals out and sorts."""
OWN_NAME = np.uint32(1 << 31)
FILES = ("places.bin", "names.bin", "exact-keys.bin", "exact-places.bin", "bones-keys.bin", "bones-places.bin", "meta.json")
