"""dateline reads the news and keeps the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.config import VERSION

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.pipeline import Coder

__all__ = ["load", "open"]
__version__ = VERSION


def load(pipeline: str = "minilm", **settings: Any) -> Coder:
    """Return the English coder.

    Args:
        pipeline: ``minilm`` (default) or ``fast``.
        settings: other fields of ``dateline.config.Config``; those not given come from the environment
            (``DATELINE_CODEBOOK``, ``DATELINE_KNOWLEDGE``, ``DATELINE_RELATION``, ``DATELINE_THREADS``).

    Raises:
        UnknownName: there is no such pipeline.
        ConfigError: the environment names a file or folder that is not there.
        CodebookError: the codebook or a table of the overlay cannot be used.
    """
    from dataclasses import replace

    from dateline.config import from_environment
    from dateline.pipeline import Coder

    return Coder(replace(from_environment(), pipeline=pipeline, **settings))


def open(db: str = "dateline.db") -> Archive:
    """Return the archive at a path or ``postgresql://`` URL, made if it is not there.

    Raises:
        StoreError: it is not a dateline database, or cannot be opened.
    """
    from dateline.archive import Archive

    return Archive.open(db)
