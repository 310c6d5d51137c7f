"""The pipelines by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from dateline.annotators import _pipelines
from dateline.errors import UnknownName


def _threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_linear_algebra_has_the_threads_of_the_pipeline_while_it_parses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A parse runs on as many threads as it was given, and what others set holds again after it."""
    seen: list[set[int]] = []

    def made(folder: Path, threads: int) -> _pipelines.Parser:
        return lambda sentences: seen.append(_threads()) or []

    monkeypatch.setitem(_pipelines.PIPELINES, "made", made)
    with threadpool_limits(limits=2, user_api="blas"):
        before = _threads()
        assert _pipelines.load(Path(), "made", threads=1)([]) == []
        assert seen == [{1}]
        assert _threads() == before


def test_an_unknown_pipeline_is_named() -> None:
    """A pipeline that is not there is an error that lists those there are."""
    with pytest.raises(UnknownName, match="minilm"):
        _pipelines.load(Path(), "maxilm")
