"""One database for many: who watches it learns of each change, and nobody reads another's cache."""

from __future__ import annotations

from pathlib import Path

import dateline
from dateline.store.sharing import Watch, fresh
from dateline.views import query
from handmade import article, document, full


def test_a_change_is_noticed(tmp_path: Path) -> None:
    """The number stays while nothing is written, and is another one after each writing, by whomever."""
    path = str(tmp_path / "a.db")
    with dateline.open(path) as archive, dateline.open(path) as other:
        watch = Watch(archive.store)
        seen = [watch.version(), watch.version()]
        assert len(set(seen)) == 1
        archive.add(full())
        seen.append(watch.version())
        other.add(article(document(published="2019-01-01")))
        seen += [watch.version(), watch.version()]
        assert len(set(seen)) == 3
        watch.close()


def test_a_fresh_store_reads_the_same_and_shares_no_cache(tmp_path: Path) -> None:
    """Two readers of one database have the same records and caches of their own."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        archive.add(full())
        first, second = fresh(archive.store), fresh(archive.store)
        with first.reading() as one, second.reading() as two:
            assert [s.value for s in one.reports("event", query())] == [
                s.value for s in two.reports("event", query())
            ]
            assert one._cache is not two._cache
