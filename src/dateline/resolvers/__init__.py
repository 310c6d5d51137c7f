"""Which reports tell of one thing of the world."""
