"""Predictions and scores on gold data."""
