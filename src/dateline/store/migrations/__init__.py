"""Numbered steps of the schema; they are only ever added."""

HEAD = "0005"
KNOWN = ("0001", "0002", "0003", "0004", "0005")
VERSION_TABLE = "dateline_schema"
