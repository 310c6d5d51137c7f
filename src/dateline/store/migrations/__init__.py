"""Numbered steps of the schema; they are only ever added."""

HEAD = "0001"
KNOWN = ("0001",)
VERSION_TABLE = "dateline_schema"
