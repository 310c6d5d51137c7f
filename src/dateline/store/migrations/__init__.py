"""Numbered steps of the schema; they are only ever added."""

HEAD = "0002"
KNOWN = ("0001", "0002")
VERSION_TABLE = "dateline_schema"
