"""The inputs that fuzzing has found to reach something new."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.pipeline import Coder

FUZZ = Path(__file__).parents[2] / "fuzz"
INPUTS = sorted((FUZZ / "corpus").iterdir())


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The fast coder, with which fuzzing works."""
    return dateline.load("fast")


@pytest.fixture
def one(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """What fuzzing does with one input."""
    monkeypatch.setattr(dateline, "load", lambda _: coder)
    spec = importlib.util.spec_from_file_location("reading", FUZZ / "reading.py")
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[bytes], None] = module.one
    return found


def test_the_corpus_is_there_and_small() -> None:
    """It is kept, and does not grow unseen: 'make fuzz-corpus' makes it small."""
    assert 100 < len(INPUTS) < 300
    assert sum(path.stat().st_size for path in INPUTS) < 300_000


def test_every_input_is_refused_or_quoted_exactly(one: Callable[[bytes], None]) -> None:
    """None is an error, and each quotation stands where it says."""
    for path in INPUTS:
        try:
            one(path.read_bytes())
        except Exception as error:
            raise AssertionError(f"{path.name} breaks what reads it") from error


def test_what_is_wrong_would_be_seen(
    one: Callable[[bytes], None], coder: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A coder that fails is a finding."""
    monkeypatch.setattr(type(coder), "code", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        one((FUZZ / "corpus" / "story").read_bytes())
