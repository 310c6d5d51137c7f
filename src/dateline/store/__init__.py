"""Keeps everything, rewrites nothing."""

from dateline.store.joining import Joining
from dateline.store.query import ActorMatch, Query
from dateline.store.reader import Reader, Stored
from dateline.store.rulings import Ruled
from dateline.store.store import Store
from dateline.store.writer import Writer, by_kind

__all__ = ["ActorMatch", "Joining", "Query", "Reader", "Ruled", "Store", "Stored", "Writer", "by_kind"]
