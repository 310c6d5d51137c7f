"""Keeps everything, rewrites nothing."""
