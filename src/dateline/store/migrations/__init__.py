"""Numbered steps of the schema; they are only ever added."""

HEAD = "0004"
KNOWN = ("0001", "0002", "0003", "0004")
VERSION_TABLE = "dateline_schema"
