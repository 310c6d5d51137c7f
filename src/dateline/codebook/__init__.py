"""Reads and checks the knowledge files."""
