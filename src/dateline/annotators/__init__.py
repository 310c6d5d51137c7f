"""Layers of typed spans over one document."""
