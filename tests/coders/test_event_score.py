"""The score of events: a probability that falls where the grammar is doubtful."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dateline.coders import _event_score
from dateline.config import Config
from dateline.errors import CodebookError
from dateline.pipeline import Coder

DAY = datetime.date(2024, 5, 8)
FILE = "lexicons/en/event_score.yaml"


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The default coder."""
    return Coder()


def scores(coder: Coder, text: str) -> list[float]:
    """The scores of a text's events."""
    found = [e.score for e in coder.code(coder.plain(text, published=DAY)).events]
    return [s for s in found if s is not None]


def own(folder: Path, content: str) -> Path:
    """A folder with a file of weights."""
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text(f"about: {{source: test, licence: Apache-2.0}}\n{content}\n", "utf-8")
    return folder


def test_every_event_has_a_probability(coder: Coder) -> None:
    """A score is above 0 and below 1, and the same at every coding."""
    text = (
        "Norway condemned Belarus on Monday. Peru and Chile will hold talks. Rebels may attack Chad's army."
    )
    found = scores(coder, text)
    assert found
    assert all(0 < s < 1 for s in found)
    assert found == scores(coder, text)


def test_plain_past_with_a_day_is_surer_than_what_may_be(coder: Coder) -> None:
    """What a main clause tells in the past with a day has a higher score than what may happen if."""
    (plain,) = scores(coder, "Norway condemned Belarus on Monday.")
    (doubtful,) = scores(coder, "Analysts doubt that Norway would condemn Belarus if it were asked.")
    assert plain > doubtful + 0.1


def test_own_weights_stand_for_ours(tmp_path: Path) -> None:
    """A file of a user's own replaces the whole of the built-in one."""
    coder = Coder(Config(overlay=own(tmp_path, "base: 0.0\nweights: {}")))
    assert scores(coder, "Norway condemned Belarus on Monday.") == [0.5]


def test_unknown_feature_is_refused(tmp_path: Path) -> None:
    """A weight for a feature that there is not is an error that lists the known ones."""
    with pytest.raises(CodebookError, match=r"colour.*known: main"):
        _event_score.load(own(tmp_path, "base: 0.0\nweights: {colour: 1.0}"))
