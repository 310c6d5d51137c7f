"""All readers of time expressions by name: one for each ``reads`` of the rules."""

from __future__ import annotations

from dateline.annotators import _time_calendar, _time_counts, _time_relative
from dateline.annotators._time_fields import READERS

__all__ = ["MEMBERS", "READERS"]

MEMBERS = (_time_calendar, _time_relative, _time_counts)  # importing them enters their readers
