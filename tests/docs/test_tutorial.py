"""The tutorial does what it says."""

from __future__ import annotations

from pathlib import Path

import examples

PAGE = examples.ROOT / "docs/tutorial.md"


def test_the_tutorial_leads_from_articles_to_a_timeline(tmp_path: Path) -> None:
    """Each command exits as the page says; articles are read once; the timeline has day and words; a page is written."""
    outcomes = examples.run(PAGE, tmp_path)
    assert [o.exit for o in outcomes] == [o.example.exit for o in outcomes], [o.errors for o in outcomes]
    first, second = (o.printed for o in outcomes if "dateline read articles" in o.example.code)
    assert "new documents in dateline.db" in first
    assert "nothing new" in second
    timeline = next(o.printed for o in outcomes if "dateline timeline" in o.example.code)
    assert "2018-06-12  " in timeline
    assert "shook hands on Tuesday" in timeline
    shown = next(o.printed for o in outcomes if "--marked" in o.example.code)
    assert "[event: " in shown
    assert (tmp_path / "timeline.html").read_text("utf-8").startswith("<!doctype html>")
