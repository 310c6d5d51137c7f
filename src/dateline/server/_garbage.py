"""How often Python looks for garbage while answers are made."""

from __future__ import annotations

import gc

# objects before it looks through the young, and rounds before it looks through older ones; the last takes 50 to 100 ms
RARELY = (50_000, 20, 50)


def settle() -> None:
    """Leave out of the search what is loaded, and search seldom: a request that makes many objects would wait for it."""
    gc.freeze()
    gc.set_threshold(*RARELY)
