"""The parts of the page on concerns."""
