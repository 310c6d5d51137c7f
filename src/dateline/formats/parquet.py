"""A Parquet file of all records, one row each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.errors import MissingExtra
from dateline.formats import Item, _flat


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
        parquet.write_table(pa.Table.from_pylist(list(_flat.rows(items)), schema=schema), path)
