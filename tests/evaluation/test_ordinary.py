"""False alarms on ordinary prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.evaluation import ordinary
from dateline.pipeline import Coder

ORDINARY = Path(__file__).resolve().parents[1] / "cases/ordinary"
MOST = 3.0  # events per 1,000 words


def test_false_alarms_stay_rare(coder: Coder) -> None:
    """Sport, weather, food, books and business give few events, though they attack, hit and beat."""
    found = ordinary.alarms(ORDINARY, coder)
    assert found.texts == 12
    assert found.words > 1200
    assert found.rate < MOST, found.events


def test_alarms_are_counted_per_thousand_words(tmp_path: Path, coder: Coder) -> None:
    """An event in a text is an alarm, quoted with its trigger."""
    (tmp_path / "a.txt").write_text("Russia attacked Ukraine on Friday.\n", "utf-8")
    found = ordinary.alarms(tmp_path, coder)
    assert found.words == 5
    assert found.rate == 200.0
    assert found.events[0] == ("a", "ASSAULT by Russia of Ukraine: Russia **attacked** Ukraine on Friday.")


def test_folder_without_texts_is_refused(tmp_path: Path, coder: Coder) -> None:
    """No text is no proof of no alarms."""
    with pytest.raises(SourceError, match="no text"):
        ordinary.alarms(tmp_path, coder)
