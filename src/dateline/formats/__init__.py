"""Records to bytes."""
