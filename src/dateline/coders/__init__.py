"""Annotations to events, statements, indicators and commitments."""
