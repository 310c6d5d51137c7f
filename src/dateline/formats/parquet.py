"""A Parquet file of all records, one row each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.errors import MissingExtra
from dateline.formats import Item, _flat, _pieces

GROUP = 5_000  # rows that are written at a time, and read back at a time


class Parquet:
    """The table of ``csv`` with types: numbers are numbers, unknown is null, text is as it was read.

    Loss: as csv.
    """

    media_type = "application/vnd.apache.parquet"

    def save(self, items: Iterable[Item], path: Path, *, title: str = "") -> None:
        """Write the file.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise MissingExtra("Parquet", "parquet") from error
        types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
        schema = pa.schema([(name, types[kind]) for name, kind in _flat.COLUMNS.items()])
        with parquet.ParquetWriter(path, schema) as file:
            for part in _pieces.batches(_flat.rows(items), GROUP):
                file.write_table(pa.Table.from_pylist(part, schema=schema))
