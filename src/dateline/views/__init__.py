"""Read-only questions."""

from dateline.views._actors import match
from dateline.views._asked import Day, day, query
from dateline.views._jumps import prepare
from dateline.views._merging import fields, record
from dateline.views.commitments import commitments
from dateline.views.conflicts import conflicts
from dateline.views.diff import diff
from dateline.views.indicators import series
from dateline.views.overlap import beside, imported, overlap
from dateline.views.records import date_of, records
from dateline.views.revisions import revisions
from dateline.views.story import days
from dateline.views.tension import counted_countries, tension
from dateline.views.timeline import each, timeline

__all__ = [
    "Day",
    "beside",
    "commitments",
    "conflicts",
    "counted_countries",
    "date_of",
    "day",
    "days",
    "diff",
    "each",
    "fields",
    "imported",
    "match",
    "overlap",
    "prepare",
    "query",
    "record",
    "records",
    "revisions",
    "series",
    "tension",
    "timeline",
]
