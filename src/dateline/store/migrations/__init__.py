"""Numbered steps of the schema; they are only ever added."""

HEAD = "0003"
KNOWN = ("0001", "0002", "0003")
VERSION_TABLE = "dateline_schema"
