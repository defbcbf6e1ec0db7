"""What a notebook holds of an archive: lazy sequences that show themselves and go where other tools are."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar, overload

from dateline.errors import MissingData
from dateline.exports import Happening
from dateline.exports.arrow import batches, schema
from dateline.exports.tables import Table
from dateline.library.shown import page

T = TypeVar("T")
SHOWN = 10
"""Rows of a table in a notebook."""


def needed(name: str, method: str) -> Any:
    """An optional library. Raises MissingData naming the method and what to install."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingData(f"{method} needs {name}, which is not installed: pip install {name}") from None


class Frame(Generic[T]):
    """Records that are read again whenever they are gone through: nothing is held but the way to them.

    It has a length, indices and slices, but is no Sequence: polars and others would take one as a list of objects rather than as Arrow.

    `table` gives the columns; every `to_...` reads once, in the order of the records.
    """

    def __init__(self, read: Callable[[], Iterable[T]], happening: Callable[[T], Happening], table: Table) -> None:
        self._read, self._happening, self._table = read, happening, table
        self._length: int | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self._read())

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(1 for _ in self)
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return list(self)[index]
        place = index if index >= 0 else len(self) + index
        for item in itertools.islice(self, max(place, 0), None):
            if place >= 0:
                return item
            break
        raise IndexError(f"{index}: there are {len(self)} {self._table.name}")

    def happenings(self) -> Iterator[Happening]:
        """The records with their claims and reports, as every export takes them."""
        return map(self._happening, self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Flat rows by column: those of `dateline export --format csv`."""
        for happening in self.happenings():
            for row in self._table.rows(happening):
                yield dict(zip(self._table.names, row, strict=True))

    def to_arrow(self) -> Any:
        """A pyarrow Table; `start` and `end` are dates."""
        return self._reader().read_all()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """The Arrow C stream (PyCapsule interface), batch by batch: what polars, DuckDB, pandas 3 and others take as it is."""
        return self._reader().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """A pandas DataFrame; `start` and `end` are datetime64. Raises MissingData where pandas is missing."""
        needed("pandas", "to_pandas")
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> Any:
        """A polars DataFrame; `start` and `end` are Date. Raises MissingData where polars is missing."""
        return needed("polars", "to_polars").from_arrow(self.to_arrow())

    def to_geopandas(self) -> Any:
        """A GeoDataFrame with points in EPSG:4326, None for what is not located. Raises MissingData where geopandas is missing."""
        geopandas = needed("geopandas", "to_geopandas")
        known = schema(self._table, geometry=True, days=True)
        frame = self._reader(known).read_all().to_pandas(date_as_object=False)
        points = geopandas.GeoSeries.from_wkb(frame.pop("geometry"), crs="EPSG:4326")
        return geopandas.GeoDataFrame(frame, geometry=points)

    def _reader(self, known: Any = None) -> Any:
        pyarrow = needed("pyarrow", "to_arrow")
        known = known or schema(self._table, days=True)
        return pyarrow.RecordBatchReader.from_batches(known, batches(self.happenings(), self._table, known))

    def __repr__(self) -> str:
        lines = [f"{len(self)} {self._table.name}, unreviewed unless `reviewed`"]
        for happening in itertools.islice(self.happenings(), SHOWN):
            lines.append(f"  {happening.status:8} {happening.type:9} {happening.label}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return page(self.happenings(), len(self), self._table.name)
